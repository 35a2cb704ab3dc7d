"""The sheets of a markbook with the marks by topic and objective, and with what a mark counts on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worksheetgen.markbook.cells import UNPROTECTED, set_for_print, set_upright, write_average, write_text
from worksheetgen.markbook.layout import BY_QUESTION, Column, MarkbookContents, QuestionRows
from worksheetgen.markbook.question_sheet import QuestionSheet


class TopicSheet:
    """Marks by topic and by objective: sums over the sheet by question, weighted as the sheet of tags says.

    A question counts on its first topic, as everywhere; one of several objectives counts in the proportion of its marks
    for each, since one mark does not say for which of them it was given.
    """

    def __init__(self, sheet: Any, tags: Any, styles: Mapping[str, Any], questions: QuestionSheet) -> None:
        """`tags` is the sheet of the weights, whose columns are those of the sheet by question."""
        self.sheet, self.tags, self.styles, self.questions = sheet, tags, styles, questions
        self.row = 2
        self.weights = _weights(questions.columns, questions.contents)

    def head(self) -> None:
        """Write the headings, and the whole sheet of tags."""
        sheet, tags, styles, by_question = self.sheet, self.tags, self.styles, self.questions
        note = "What a mark for a question counts on each topic and objective. Marks for SPaG count on none."
        set_upright(sheet, 0, self.weights)
        write_text(tags, 0, 0, note, styles["note"])
        set_upright(tags, 1, (one.heading for one in by_question.columns))
        for column, listed in enumerate(by_question.columns, by_question.start):
            write_text(tags, 1, column, listed.heading, styles["question"])
        write_text(sheet, 0, 0, "ID", styles["label"])
        write_text(sheet, 0, 1, "Name", styles["label"])
        for column, name in enumerate(self.weights, 2):
            write_text(sheet, 0, column, name, styles["question"])
        for row, (name, weights) in enumerate(self.weights.items(), 2):
            write_text(tags, row, 0, name, styles["text"])
            for column, weight in enumerate(weights, by_question.start):
                tags.write_number(row, column, weight, styles["weight"])
        write_text(sheet, 1, 0, "Maximum", styles["maximum"])
        for column, weights in enumerate(self.weights.values(), 2):
            marks = [weight * one.marks for weight, one in zip(weights, by_question.columns, strict=True)]
            most = {
                round(sum(marks[at - by_question.start] for at in sorted(own)), 6)
                for own in by_question.columns_of.values()
            }
            if len(most) == 1:
                sheet.write_number(1, column, *most, styles["maximum"])
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 1 + len(self.weights), 7)
        tags.set_column(0, 0, 40)
        tags.set_column(by_question.start, by_question.sums - 1, 5)
        sheet.freeze_panes(2, 2)
        sheet.repeat_rows(0, 1)
        for one in (sheet, tags):
            set_for_print(one)
            one.protect("", UNPROTECTED)

    def student(self) -> None:
        """Write the row of the paper that the sheet by question has in its next row."""
        sheet, row, style = self.sheet, self.row, self.styles["part"]
        line, marks = self.questions.row + 1, self.questions.cells
        first, last = marks.replace(str(line), "").split(":")
        text = self.styles["text"]
        for column, letter in enumerate("AB"):
            cell = f"'{BY_QUESTION}'!{letter}{line}"
            sheet.write_formula(row, column, f'IF({cell}="","",{cell})', text, "")
        cells = f"'{BY_QUESTION}'!{marks}"
        for column in range(2, 2 + len(self.weights)):
            weights = f"Tags!{first}${column + 1}:{last}${column + 1}"
            sheet.write_formula(
                row, column, f'IF(COUNT({cells})=0,"",SUMPRODUCT({cells},{weights}))', style, ""
            )
        self.row += 1

    def foot(self) -> None:
        """Write the averages below all papers."""
        write_text(self.sheet, self.row, 0, QuestionRows.AVERAGE, self.styles["average"])
        for column in range(2, 2 + len(self.weights)):
            write_average(self.sheet, self.row, column, 2, self.styles["average"])


def _weights(columns: tuple[Column, ...], contents: MarkbookContents) -> dict[str, list[float]]:
    """What a mark in each column counts, by the topic's title and then by objective; those alone that are asked."""
    asked = [column.question for column in columns]
    objectives = sorted({str(each) for question in asked for each, _ in question.objectives})
    weights = {
        topic.title: [float(not one.spag and one.question.topic == topic.id) for one in columns]
        for topic in contents.unit.topics
        if any(question.topic == topic.id for question in asked)
    }
    for name in objectives:
        weights[name] = [
            float(sum(share for each, share in one.question.objective_shares if str(each) == name))
            if not one.spag
            else 0.0
            for one in columns
        ]
    return weights
