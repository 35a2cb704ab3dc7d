"""A teacher's sheet into a unit: two columns are enough, every mistake is told at its cell, nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.steps import steps
from worksheetgen.bank.loading import read_units
from worksheetgen.bank.sheet import SheetImport, importing, read_sheet, unit_sheet
from worksheetgen.errors import InvalidInput
from worksheetgen.kinds import Kind
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.model.answers import Key, Points
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.yaml_file import LARGEST

UNIT = """\
title: The cell
subject: Biology
attribution: Ours
topics:
  - {id: cells, title: Plant cells}
  # more will come
"""
LEAVES = """\
qualification: GCSE
questions:
  # the first one
  - id: cells-07
    kind: short-answer          # easy
    topics: [cells]
    tiers: [core]
    difficulty: 2
    # a colleague's remark
    marks: 1
    minutes: 2
    objectives: {AO1: 1}
    needs: own knowledge
    stem: What makes a leaf green?
    points: [{text: chlorophyll, accept: [a pigment]}]
# the end
"""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """A unit without questions and without a text."""
    folder = tmp_path / "cell"
    folder.mkdir()
    (folder / "unit.yaml").write_text(UNIT)
    return folder


def saved(folder: Path, text: str, name: str = "q.csv", encoding: str = "utf-8") -> Path:
    """The text as a file beside the unit's folder."""
    path = folder.parent / name
    path.write_text(text, encoding=encoding)
    return path


def taken(unit: Path, sheet: Path) -> SheetImport:
    """The import of a sheet, its files written."""
    found = read_sheet(sheet, unit)
    for path, content in found.files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return found


def told(unit: Path, sheet: Path) -> list[str]:
    """What is wrong with a sheet, without the folders before its name."""
    with pytest.raises(InvalidInput) as raised:
        read_sheet(sheet, unit)
    return [str(problem).replace(f"{unit.parent}/", "") for problem in raised.value.problems]


def loaded(unit: Path) -> Unit:
    """The unit as it is read from its folder."""
    return read_units([unit])[0]


def asked(unit: Path, words: str) -> Question:
    """The question that begins so."""
    return next(question for question in loaded(unit).questions if question.opening.startswith(words))


# ---- two columns -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "kind", "marks"),
    [
        ('"What makes a leaf green?";Chlorophyll', Kind.SHORT_ANSWER, 1),
        ('"Name two parts of a cell.";"wall\nnucleus / core\nvacuole"', Kind.SHORT_ANSWER, 2),
        ('"State what light is needed for.";"photosynthesis (2)"', Kind.SHORT_ANSWER, 2),
        ('"All cells have walls.";False', Kind.TRUE_FALSE, 1),
        ('"All cells have walls.";"FALSE\nanimal cells have none"', Kind.TRUE_FALSE, 2),
        ('"Match.";"wall = support\nnucleus = control"', Kind.MATCHING, 2),
        ('"Put in order.";"1. It grows.\n2) It copies its DNA.\n3. It divides."', Kind.ORDERING, 2),
        ('"A cell has a [[nucleus]]. It has a [[wall]] too.";', Kind.GAP_FILL, 2),
        ('"Part | Work\nwall | [[support]]\n[[nucleus]] | control";', Kind.TABLE_COMPLETION, 2),
        ('"Describe a cell.";"feature: wall = detail: for support"', Kind.SHORT_ANSWER, 2),
        ('"Why are leaves green? (3 marks)";Chlorophyll', Kind.SHORT_ANSWER, 3),
        ('"Name parts of a cell. [2]";"wall\nnucleus\nvacuole"', Kind.SHORT_ANSWER, 2),
        ('"All cells have walls. (1)";False', Kind.TRUE_FALSE, 1),
        ('"A cell has a [[nucleus]]. [1 mark]";', Kind.GAP_FILL, 1),
    ],
)
def test_the_kind_is_found_out_from_the_answer(unit: Path, row: str, kind: Kind, marks: int) -> None:
    """Question and answer alone make a question of the kind that the answer is of, with a mark for each thing asked."""
    taken(unit, saved(unit, f"question;answer\n{row}\n"))
    (question,) = loaded(unit).questions
    assert (question.kinds, question.marks) == ((kind,), marks)


def test_marks_at_the_end_of_a_question_are_no_words_of_it(unit: Path) -> None:
    """They are printed beside it; the sheet finds the question again, and a year in brackets stays."""
    sheet = saved(
        unit,
        "question,answer\nWhy are leaves green? (2 marks),Chlorophyll\nWho was Hooke (1635),A scientist\n",
    )
    taken(unit, sheet)
    assert [question.parts[0].stem for question in loaded(unit).questions] == [
        "Why are leaves green?",
        "Who was Hooke (1635)",
    ]
    assert len(taken(unit, sheet).same) == 2


def test_marks_that_are_said_twice_are_printed_once(unit: Path) -> None:
    """In the question and in their column: where they are the same, the column has them; else it is told."""
    taken(unit, saved(unit, "question,answer,marks\nWhy are leaves green? (2 marks),Chlorophyll,2\n"))
    (question,) = loaded(unit).questions
    assert (question.parts[0].stem, question.marks) == ("Why are leaves green?", 2)
    assert told(unit, saved(unit, "question,answer,marks\nWhat do roots take up? [3 marks],water,2\n")) == [
        "q.csv:2:1: The question ends in [3 marks], and ‘marks’ says 2. Make them the same, or leave ‘marks’ empty."
    ]


@pytest.mark.parametrize(
    "again",
    [
        'question,answer\nWhat helps? [3],"sun\nwater\nair"\n',
        'question,answer,marks,objectives\nWhat helps?,"sun\nwater\nair",3,AO1: 2\n',
    ],
)
def test_marks_that_are_changed_are_those_of_the_only_objective(unit: Path, again: str) -> None:
    """Nobody has to change the same number twice, in a column that a sheet may not have."""
    taken(unit, saved(unit, 'question,answer\nWhat helps? [2],"sun\nwater"\n'))
    assert asked(unit, "What helps").marks == 2
    taken(unit, saved(unit, again))
    assert [(marks, objective.code) for objective, marks in asked(unit, "What helps").objectives] == [
        (3, "AO1")
    ]


def test_dates_and_numbers_are_printed_as_they_were_typed(unit: Path) -> None:
    """A spreadsheet makes a date of “4 June 1913” and “June 1913”, a time of 9:30, and a number of 250,000."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["question", "answer"])
    typed: dict[str, tuple[date | time | float, str]] = {
        "4 June 1913": (date(1913, 6, 4), "dd-mmm-yy"),
        "£3.50": (3.5, '"£"#,##0.00'),
        "£1,250": (1250, "[$£-809]#,##0;[Red]-[$£-809]#,##0"),
        "2.50 €": (2.5, "0.00\\ [$€-407]"),
        "−$4.00": (-4, '"$"#,##0.00'),
        "3.10": (3.1, "0.00"),
        "0.3333333333": (1 / 3, "General"),
        "June 1913": (date(1913, 6, 1), "mmm-yy"),
        "4 June": (date(2026, 6, 4), "d-mmm"),
        "4 June 1913, 9:30": (datetime(1913, 6, 4, 9, 30), "dd/mm/yyyy hh:mm"),
        "9:30": (time(9, 30), "hh:mm"),
        "250,000": (250000, "#,##0"),
        "1903": (1903, "General"),
    }
    for row, (value, shown) in enumerate(typed.values(), 2):
        sheet.cell(row, 1, f"Which is number {row}?")
        sheet.cell(row, 2, value).number_format = shown
    book.save(unit.parent / "q.xlsx")
    taken(unit, unit.parent / "q.xlsx")
    answers = [answer for question in loaded(unit).questions for answer in question.parts[0].answers]
    assert [answer.points[0].text for answer in answers if isinstance(answer, Points)] == list(typed)


def test_whole_numbers_may_be_shown_with_decimals(unit: Path) -> None:
    """Cells of the format “Number” show 2 as 2.00, which are two marks all the same."""
    taken(unit, saved(unit, "question,answer,marks,difficulty\nWhy? (2 marks),Thus,2.00,4.0\n"))
    question = asked(unit, "Why")
    assert (question.marks, question.difficulty) == (2, 4)


def test_the_only_answer_has_all_marks(unit: Path) -> None:
    """An answer that says no marks of its own is worth what the question is; one that does keeps them."""
    taken(unit, saved(unit, "question,answer,marks\nWhy are leaves green?,Chlorophyll,2\n"))
    (points,) = asked(unit, "Why").parts[0].answers
    assert isinstance(points, Points)
    assert [point.marks for point in points.points] == [2]
    assert told(unit, saved(unit, "question,answer,marks\nHow?,Thus (1),2\n", "r.csv")) == [
        "r.csv:2:15: The points reach 1 mark, but the question has 2. Add points, give one more marks, or lower the "
        "question’s."
    ]


def test_events_stand_in_the_order_of_their_numbers(unit: Path) -> None:
    """Whoever writes them mixed up has given the right order all the same; a number that stands twice gives none."""
    taken(
        unit, saved(unit, 'question;answer\n"Put in order.";"1. It grows.\n3. It divides.\n2) It copies."\n')
    )
    (question,) = loaded(unit).questions
    (part,) = question.parts
    assert isinstance(part.body, Ordering)
    assert [event.text for event in part.body.events] == ["It grows.", "It copies.", "It divides."]
    twice = 'question;answer\n"Put in order, too.";"1. It grows.\n2. It divides.\n2. It copies its DNA."\n'
    assert told(unit, saved(unit, twice)) == [
        "q.csv:2:22: The number 2 stands here for the second time, so the right order is not clear. "
        "Number the lines from 1 in their right order."
    ]


def test_a_misspelt_truth_is_told(unit: Path) -> None:
    """Of a statement it would be a key that nobody can write; of a question it may well be the answer."""
    assert told(unit, saved(unit, "question;answer\nAll cells have walls.;Flase\n")) == [
        "q.csv:2:23: ‘Flase’ does not say whether the statement is true. "
        "Did you mean ‘False’? Else write short-answer under ‘kind’."
    ]
    taken(unit, saved(unit, "question;answer\nWhat does water do over an edge?;Falls\n"))
    assert loaded(unit).questions[0].kinds == (Kind.SHORT_ANSWER,)


def test_marks_that_are_none_are_told_once(unit: Path) -> None:
    """Objectives and points, which have their marks from the question, say nothing more."""
    assert told(unit, saved(unit, "question;answer\nHow many are there? (0 marks);two\n")) == [
        "q.csv:2:1: ‘marks’ is too small. Write at least 1."
    ]


def test_a_number_of_lines_that_is_none_is_told(unit: Path) -> None:
    """Of however many figures it is."""
    sheet = f"kind,question,answer,lines\nshort-answer,Why?,So,{'9' * 5000}\n"
    (said,) = told(unit, saved(unit, sheet))
    assert said.startswith("q.csv:2:22: ‘9999")
    assert said.endswith(
        "cannot be the value of ‘lines’. Write one of: half page, page, none, or a whole number."
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("AO1", {"AO1": 2}),
        ("AO1: 2", {"AO1": 2}),
        ("AO1 2", {"AO1": 2}),
        ("AO1 = 1; AO2: 1", {"AO1": 1, "AO2": 1}),
        ("AO1:", {"AO1": 2}),
        ("Knowledge and use: 2", {"Knowledge and use": 2}),
    ],
)
def test_objectives_are_read_with_their_marks(unit: Path, said: str, meant: dict[str, int]) -> None:
    """Whatever stands between, and of whatever words; one without a number has all the marks."""
    taken(unit, saved(unit, f'question,answer,marks,objectives\nWhat is it?,A leaf,2,"{said}"\n'))
    (part,) = asked(unit, "What is it").parts
    assert {one.code: marks for one, marks in part.objectives} == meant


@pytest.mark.parametrize("said", ["AO1: two", "AO1: 99999999", "AO1: 1: 1", "o" * 41, "o" * 3000])
def test_what_is_no_name_of_an_objective_is_told_at_its_cell(unit: Path, said: str) -> None:
    """Its marks are not taken for a part of its name, and a sentence is none."""
    (problem,) = told(unit, saved(unit, f"question,answer,objectives\nWhat is it?,A leaf,{said}\n"))
    assert problem.startswith("q.csv:2:20: ")
    assert "objective ‘" in problem or "is no name of an objective" in problem
    assert len(problem) < 300


def test_what_is_not_said_is_filled_in_and_told_once(unit: Path) -> None:
    """Fillers are counted with the place of the first; the question says where it is from until somebody has looked."""
    found = taken(unit, saved(unit, "Question,Correct answer\nWhy?,So\nHow?,Thus\n"))
    assert {words: count for words, count, _ in found.fillers} == {
        "topic: cells": 2,
        "tiers: support, core and challenge": 2,
        "difficulty: 3": 2,
        "needs: own knowledge": 2,
        "marks: one for each thing to be answered": 2,
        "objective: AO1": 2,
        "minutes: as many as marks": 2,
    }
    assert {str(place).rpartition("/")[2] for _, _, place in found.fillers} == {"q.csv:2:1"}
    origin = asked(unit, "Why").origin
    assert origin is not None
    assert (origin.format, origin.file, found.unconfirmed) == ("csv", "q.csv", 2)


def test_wrong_options_make_a_choice(unit: Path) -> None:
    """Headings in any case and order; two lines of answers are two keys; a reason is what a pupil believes."""
    sheet = "WRONG 1;Distractor 2;Why wrong 1;Answer;Question\nwall;;Has seen plants alone.;nucleus;What has DNA?\n"
    taken(unit, saved(unit, sheet + 'wall;sap;;"nucleus\nchloroplast";Which two have DNA?\n'))
    one, two = asked(unit, "What"), asked(unit, "Which")
    assert one.parts[0].answers == (Key(("right",), "", (("wrong-1", "Has seen plants alone."),)),)
    assert two.parts[0].answers == (Key(("right-1", "right-2"), "", ()),)
    assert two.marks == 2


def test_wordings_rejects_and_marks_of_a_point(unit: Path) -> None:
    """A stroke between spaces parts wordings; a line of `reject` and `no credit` belongs to its line of the answer."""
    sheet = 'question,answer,reject,no credit\nWhy?,"wall / cell wall (2)\na / b",–\nhair,fur / skin\n'
    taken(unit, saved(unit, sheet.replace("–\nhair", '"–\nhair"')))
    (points,) = asked(unit, "Why").parts[0].answers
    assert isinstance(points, Points)
    first, second = points.points
    assert (first.text, first.accept, first.marks, first.no_credit) == (
        "wall",
        ("cell wall",),
        2,
        ("fur", "skin"),
    )
    assert (second.reject, second.no_credit) == (("hair",), ())


def test_rows_of_one_id_are_the_parts_of_one_question(unit: Path) -> None:
    """Parts a and b share what is said of the question; what the second row says otherwise of it is told."""
    head = "id,part,lead,question,answer,difficulty\n"
    taken(
        unit,
        saved(
            unit, f"{head}cells-01,a,Look at a leaf.,What colour?,green,2\ncells-01,b,,Why?,chlorophyll,\n"
        ),
    )
    (question,) = loaded(unit).questions
    assert (question.lead, question.difficulty, [part.stem for part in question.parts]) == (
        "Look at a leaf.",
        2,
        ["What colour?", "Why?"],
    )
    assert told(unit, saved(unit, f"{head}cells-02,a,,One?,1,2\ncells-02,c,,Two?,2,3\n", "r.csv")) == [
        "r.csv:3:10: Rows with one id are the parts of one question, and this is none of them in turn. "
        "Write b under ‘part’, or give the row another id.",
        "r.csv:3:20: ‘difficulty’ says another thing than the row of the first part. "
        "Leave it empty here: it is of the question as a whole.",
    ]


def test_a_new_topic_is_begun_and_a_misspelt_one_told(unit: Path) -> None:
    """A topic is known by its id or title; another one goes into unit.yaml, whose comments stay."""
    found = taken(unit, saved(unit, "question,answer,topic\nA?,1,plant cells\nB?,2,Roots\n"))
    assert found.new_topics == ("Roots",)
    text = (unit / "unit.yaml").read_text()
    assert "# more will come" in text
    assert text.index("{id: cells") < text.index("- {id: roots, title: Roots}")
    assert {question.id for question in loaded(unit).questions} == {"cells-01", "roots-01"}
    assert told(unit, saved(unit, "question,answer,topic\nC?,3,Plant cell\n")) == [
        "q.csv:2:6: The unit has no topic ‘Plant cell’. Did you mean ‘plant cells’?"
    ]


def test_topics_in_another_script_are_told_apart(unit: Path) -> None:
    """Names without a Latin letter become topics of their own, the same ones when the sheet is imported again."""
    sheet = saved(unit, "question,answer,topic\nA?,1,Фотосинтез\nB?,2,細胞\nC?,3,細胞\n")
    assert taken(unit, sheet).new_topics == ("Фотосинтез", "細胞")
    assert len({question.topic for question in loaded(unit).questions}) == 2
    assert taken(unit, sheet).new_topics == ()


def test_new_questions_take_ids_that_nobody_has(unit: Path) -> None:
    """Numbers go on after the highest of the bank, and pass over those that rows name themselves."""
    taken(unit, saved(unit, "question,answer,topic,id\nA?,1,cells,cells-07\n"))
    rows = "B?,2,cells,\nC?,3,cells,cells-09\nD?,4,cells,\n"
    taken(unit, saved(unit, f"question,answer,topic,id\n{rows}"))
    assert [asked(unit, words).id for words in "ABCD"] == ["cells-07", "cells-08", "cells-09", "cells-10"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_text_file_is_read_however_it_was_saved(unit: Path, sign: str, encoding: str) -> None:
    """Comma, semicolon or tab, with a title row above; what is not UTF-8 asks for its encoding, as class lists do."""
    text = sign.join(("My questions", "")) + "\n" + sign.join(("question", "answer", "hint"))
    taken(unit, saved(unit, f"{text}\n" + sign.join(("Größe?", "Ω", "é")) + "\n", encoding=encoding))
    assert asked(unit, "Größe").scaffolds.hint == "é"
    (problem,) = told(unit, saved(unit, f"{text}\nGröße?{sign}é{sign}\n", "w.csv", encoding="cp1252"))
    assert "“Größe?”, “é” as cp1252" in problem


# ---- mistakes --------------------------------------------------------------------------------------


def test_a_mistake_of_a_whole_column_is_told_once(unit: Path) -> None:
    """A thousand rows with the same mistake are one line, which names the first place and the last."""
    rows = "".join(f"Q{number}?,1,tricky {number}\n" for number in range(1000))
    assert told(unit, saved(unit, f"question,answer,difficulty\n{rows}")) == [
        "q.csv:2:7: ‘tricky 0’ is no difficulty. The same is wrong in 999 more places, the last of them q.csv:1001:9. "
        "Write easy, medium or hard, or 1 to 5."
    ]


def test_a_formula_without_a_result_is_told_at_its_cell(unit: Path) -> None:
    """The sheet and the cell are named."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "mine"
    for row in (("question", "answer"), ("What?", "=1+1")):
        sheet.append(row)
    book.save(unit.parent / "q.xlsx")
    told_here = "q.xlsx, sheet mine, cell B2: The formula in this cell has no result"
    assert any(problem.startswith(told_here) for problem in told(unit, unit.parent / "q.xlsx"))


ODD_FIELDS = (
    *(
        "{keys: 3}",
        "{parts: 3}",
        "{parts: [3]}",
        "{parts: [{}]}",
        "{topics: 3}",
        "{topics: {a: 1}}",
        "{stem: 3}",
    ),
    *(
        "{scaffolds: 3}",
        "{points: 3}",
        "{points: [3]}",
        "{rows: [3]}",
        "{rows: [[3]]}",
        "{passage: 3}",
        "{pairs: 3}",
    ),
    *(
        "{events: 3}",
        "{levels: [1]}",
        "{objectives: 5}",
        "{id: 3}",
        "{marks: x}",
        "{reason: 3}",
        "{origin: 3}",
    ),
)


def test_a_kind_among_other_fields_is_told(unit: Path) -> None:
    """The kind has a column, and whatever else is written of it is no crash."""
    assert told(unit, saved(unit, "question,answer,other fields\nA?,1,{kind: x}\n")) == [
        "q.csv:2:6: ‘other fields’ names ‘kind’, which has a column of its own. Write it there."
    ]


@pytest.mark.parametrize("kind", [*Kind])
@pytest.mark.parametrize("others", ODD_FIELDS)
def test_whatever_stands_among_other_fields_is_told(unit: Path, kind: Kind, others: str) -> None:
    """Fields of another sort than a question has are told as the bank tells them, and are no crash."""
    rows = f'question,kind,answer,wrong 1,other fields\nA?,{kind.value},1,2,"{others}"\n'
    assert told(unit, saved(unit, rows))


def test_every_mistake_is_told_at_its_cell(unit: Path) -> None:
    """All at once, in a workbook with sheet and cell; and nothing is written."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "mine"
    for row in (
        ("question", "answer", "kind", "marks", "difficulty", "wrong 1", "soruce"),
        ("What?", None, None, None, None, None, None),
        ("Which?", "this", "multiple chioce", "many", "7", "that", None),
        ("Which?", "this", None, None, None, "this", None),
        ("Is it so?", "perhaps", "true-false", None, None, None, None),
        ("‹write me›", "x", None, None, None, None, None),
    ):
        sheet.append(row)
    path = unit.parent / "q.xlsx"
    book.save(path)
    assert told(unit, path) == [
        "q.xlsx, sheet mine, cell G1: ‘soruce’ is no column of a sheet. Did you mean ‘source’?",
        "q.xlsx, sheet mine, cell A2: The row has no answer. Write it under ‘answer’, or empty the row.",
        "q.xlsx, sheet mine, cell C3: There is no kind ‘multiple chioce’. Did you mean ‘multiple-choice’?",
        "q.xlsx, sheet mine, cell D3: ‘many’ is not a whole number, as ‘marks’ must be. "
        "Write it in digits, for example 3.",
        "q.xlsx, sheet mine, cell E3: ‘difficulty’ is too large. Write at most 5.",
        "q.xlsx, sheet mine, cell F4: ‘this’ stands here for the second time. Give each its own text.",
        "q.xlsx, sheet mine, cell B5: ‘perhaps’ does not say whether the statement is true. "
        "Write True or False in the first line.",
        "q.xlsx, sheet mine, cell A6: cells-05 is still to be written in 1 place, the first one here. "
        "Write what stands in ‹ ›, or take the question out.",
    ]
    assert not (unit / "questions").exists()


def test_raised_figures_and_what_no_font_has(unit: Path) -> None:
    """`<sub>2</sub>` is the character; one that no font can write is told at its cell, before anything is printed."""
    taken(unit, saved(unit, "question,answer\nWhat is CO<sub>2</sub>?,x<sup>2</sup>\n"))
    assert asked(unit, "What").opening == "What is CO₂?"
    with pytest.raises(InvalidInput, match=r"q.csv:2:7: No font can write “漢”. Write it otherwise."):
        read_sheet(
            saved(unit, "question,answer\nWhat?,漢字\n"), unit, lacking=lambda text: frozenset(text) & {"漢"}
        )


def test_a_file_without_questions_is_told(unit: Path) -> None:
    """Without the headings there is nothing to read."""
    assert told(unit, saved(unit, "name,tier\nAnn,core\n")) == [
        "q.csv: No row of the first ones has the headings ‘question’ and ‘answer’. "
        "Write them above the columns, or take the sheet that `bank sheet` makes."
    ]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        (
            "q.xml",
            '<?xml version="1.0"?>\n<quiz>\n<question type="multichoice"></question></quiz>',
            "Moodle’s XML",
        ),
        ("q.xml", '<?xml version="1.0"?>\n<questestinterop ident="a"/>', "QTI"),
        ("q.txt", "$CATEGORY: a\n\n::one::Which? {=leaf ~root}\n", "GIFT"),
        ("q.gift", "The leaf is green. {T}\n", "GIFT"),
        ("q.txt", "Which?\nA. leaf\nB. root\nANSWER: A\n", "Aiken format"),
    ],
)
def test_a_quiz_of_another_program_is_told_as_such(unit: Path, name: str, text: str, kind: str) -> None:
    """Nobody is sent to a spreadsheet with what no spreadsheet can open."""
    (said,) = told(unit, saved(unit, text, name))
    assert said.startswith(
        f"{name}: This is a quiz in {kind}, which is not read. Copy its questions into the sheet"
    )


def test_misspelt_headings_are_told_and_understood(unit: Path) -> None:
    """One slip in a heading is one message, and none for each row below it."""
    assert told(unit, saved(unit, "question,anwser\nWhich?,leaf\nWhat?,root\n")) == [
        "q.csv:1:10: ‘anwser’ is no column of a sheet. Did you mean ‘answer’?"
    ]


def test_no_minutes_are_told(unit: Path) -> None:
    """A zero is a number like others, and no empty cell."""
    (said,) = told(unit, saved(unit, "question,answer,minutes\nWhich?,leaf,0\n"))
    assert said == "q.csv:2:13: ‘minutes’ is too small. Write at least 1."


def test_half_a_pair_and_yes_are_told(unit: Path) -> None:
    """Pairs of which one lacks its half are no list of answers; Yes to a statement is True, or no statement."""
    text = 'question,answer\nMatch.,"a = b\nc ="\nIt is green.,Yes\n'
    assert told(unit, saved(unit, text)) == [
        "q.csv:2:8: ‘c =’ has one half of a pair alone. Write both: left = right.",
        "q.csv:4:14: ‘Yes’ does not say whether the statement is true. Did you mean ‘True’? Else write short-answer "
        "under ‘kind’.",
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("It is green.,Correct", "‘Correct’ does not say whether the statement is true."),
        ("It is green.,wrong", "‘wrong’ does not say whether the statement is true."),
        (
            "Which gas? A) oxygen B) helium,A",
            "The question has its options in it, and they would be printed as words",
        ),
        ("Which gas? (a) oxygen (b) helium,oxygen", "The question has its options in it"),
        (
            'Match the words.,"root: water\nleaf: light"',
            "The question asks for pairs, and the answer has none.",
        ),
        (
            'Put these in order.,"root\nstem\nleaf"',
            "The question asks for an order, and the lines of the answer have no",
        ),
        ("Which gas?,#N/A", "A formula of the spreadsheet failed."),
    ],
)
def test_what_would_be_printed_as_another_kind_is_asked(unit: Path, row: str, what: str) -> None:
    """An answer in words where the question asks for a cross, a pair or an order; `kind` says that words are meant."""
    (said,) = told(unit, saved(unit, f"question,answer\n{row}\n"))
    assert what in said
    if "formula" not in what:
        assert taken(unit, saved(unit, f"question,answer,kind\n{row},short-answer\n")).added


def test_a_letter_may_be_the_answer_of_a_question(unit: Path) -> None:
    """“F” is False behind a statement, and the symbol of fluorine behind a question."""
    taken(unit, saved(unit, "question,answer\nWhat is the symbol of fluorine?,F\nRoots are green.,F\n"))
    kinds = [question.parts[0].kind for question in loaded(unit).questions]
    assert kinds == [Kind.SHORT_ANSWER, Kind.TRUE_FALSE]


def test_the_same_question_twice_is_told(unit: Path) -> None:
    """Both could stand on one paper, with other answers even; with other options they are two questions."""
    sheet = "question,answer,wrong 1\nWhat is green?,leaf,root\nwhat is green?,root,leaf\nWhat is green?,moss,rock\n"
    assert told(unit, saved(unit, sheet)) == [
        "q.csv:3:1: The same is asked at q.csv:2:1. Take one of the two out; of several right answers each stands on a "
        "line of one cell."
    ]


def test_bullets_of_a_document_are_not_printed(unit: Path) -> None:
    """Answers that were copied from a list lose its signs; what the bank exported stays as it is."""
    taken(unit, saved(unit, 'question,answer\nName two parts.,"• root\n• leaf"\n'))
    (points,) = asked(unit, "Name").parts[0].answers
    assert isinstance(points, Points)
    assert [point.text for point in points.points] == ["root", "leaf"]


def test_what_is_struck_through_is_asked(unit: Path) -> None:
    """It is not meant any more, and was imported; in a column that is not read it matters to nobody."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("question", "answer", "mine"),
        ("What is green?", "leaf", "x"),
        ("What is red?", "rose", "y"),
    ):
        sheet.append(row)
    sheet["C2"].font = sheet["A3"].font = Font(strike=True)
    book.save(path := unit.parent / "q.xlsx")
    assert [said.split("cell ", 1)[1] for said in told(unit, path)] == [
        "A3: The cell is struck through. Empty it, or take the line off it."
    ]


# ---- again -----------------------------------------------------------------------------------------


def test_importing_again_changes_nothing(unit: Path) -> None:
    """The same sheet a second time finds every question by its words, two that ask in the same words too."""
    sheet = saved(
        unit,
        'question;answer;wrong 1\nWhat has DNA?;nucleus;wall\n"Match.";"wall = support\nnucleus = control";sap\n'
        "A [[cell]] lives.;;leaf\nLeaves are green.;True;\n"
        '"Match.";"root = water\nleaf = light";\n',
    )
    assert len(taken(unit, sheet).added) == 5
    again = read_sheet(sheet, unit)
    assert (again.files, len(again.same)) == ({}, 5)


def test_a_row_changes_what_it_says_and_no_more(unit: Path) -> None:
    """What a short sheet does not say of a question stays as the bank has it, comments and all."""
    (unit / "questions").mkdir()
    file = unit / "questions/cells.yaml"
    file.write_text(LEAVES)
    found = taken(
        unit, saved(unit, "question,answer,difficulty\nWhat makes a leaf green?,chlorophyll (2),4\n")
    )
    assert found.changed == ("cells-07",)
    (question,) = loaded(unit).questions
    assert (question.id, question.difficulty, question.minutes) == ("cells-07", 4, 2)
    assert question.parts[0].marks == 1  # as the bank has it: the sheet has no column for it
    text = file.read_text()
    for kept in ("# the first one", "# a colleague's remark", "# the end"):
        assert kept in text


def exported(unit: Path) -> Path:
    """The unit's questions in a workbook beside it."""
    path = unit.parent / "all.xlsx"
    path.write_bytes(unit_sheet(unit))
    return path


def with_cell(path: Path, column: str, text: str | None) -> Path:
    """The workbook with another text in its first row of questions."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book["questions"]
    index = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(2, index).value = text
    book.save(path)
    return path


def test_a_cell_that_was_emptied_takes_something_out(unit: Path) -> None:
    """An exported row says all of its question: a hint whose cell is emptied goes."""
    (unit / "questions").mkdir()
    own = LEAVES.replace("# the end", "    scaffolds: {hint: Look.}")
    (unit / "questions/cells.yaml").write_text(own)
    assert taken(unit, with_cell(exported(unit), "hint", None)).changed == ("cells-07",)
    assert loaded(unit).questions[0].scaffolds.hint == ""


def test_what_was_changed_in_the_bank_since_is_kept_or_told(unit: Path) -> None:
    """A colleague's change in the file stays where the sheet says what it was; where both changed, a person decides."""
    (unit / "questions").mkdir()
    file = unit / "questions/cells.yaml"
    file.write_text(LEAVES)
    sheet = exported(unit)
    file.write_text(LEAVES.replace("minutes: 2", "minutes: 3"))
    found = read_sheet(sheet, unit)
    assert (found.files, found.kept) == ({}, ("cells-07",))
    (problem,) = told(unit, with_cell(sheet, "difficulty", "5"))
    assert "cells-07 was changed here, and in the bank too since this sheet was exported" in problem
    assert taken(unit, with_cell(sheet, "as exported", None)).changed == ("cells-07",)
    assert (loaded(unit).questions[0].difficulty, loaded(unit).questions[0].minutes) == (5, 2)


def test_meanings_of_the_glossary_come_with_the_workbook(unit: Path) -> None:
    """A term without a meaning is asked for on a sheet of its own; what is written there goes into glossary.yaml."""
    (unit / "glossary.yaml").write_text("# ours\n- {term: stoma}\n- {term: xylem, meaning: tubes}\n")
    from openpyxl import load_workbook

    book = load_workbook(exported(unit))
    assert [[cell.value for cell in row] for row in book["glossary"]] == [
        ["term", "meaning"],
        ["stoma", None],
        ["xylem", "tubes"],
    ]
    book["glossary"]["B2"] = "a pore: of a leaf"
    book.save(unit.parent / "all.xlsx")
    assert taken(unit, unit.parent / "all.xlsx").terms == 1
    assert (unit / "glossary.yaml").read_text() == (
        '# ours\n- {term: stoma, meaning: "a pore: of a leaf"}\n- {term: xylem, meaning: tubes}\n'
    )


def test_lists_to_choose_from_and_examples(unit: Path) -> None:
    """The workbook offers kinds, topics and tiers in lists; its examples are questions that the bank takes."""
    from openpyxl import load_workbook

    book = load_workbook(exported(unit))
    lists = [rule.formula1 for rule in book["questions"].data_validations.dataValidation]
    offered = [
        [cell.value for (cell,) in book["lists"][cells.partition("!")[2].replace("$", "")]]
        for cells in lists[:1]
    ]
    assert offered == [[kind.value for kind in Kind]]
    assert book.sheetnames == ["questions", "examples", "glossary", "topics", "text", "help", "lists"]
    assert read_sheet(unit.parent / "all.xlsx", unit).added == ()  # examples are not read
    book["examples"].title = "mine"
    book.save(unit.parent / "all.xlsx")
    assert len(taken(unit, unit.parent / "all.xlsx").added) == 3
    assert len(loaded(unit).questions) == 3


@pytest.mark.slow
def test_the_work_grows_as_the_sheet_does(unit: Path) -> None:
    """Four times as many questions take about four times the work, also where the bank has them already."""

    def sheet(count: int) -> Path:
        rows = "".join(f"What is leaf {number}?,green\n" for number in range(count))
        return saved(unit, f"question,answer\n{rows}")

    few, many = steps(lambda: read_sheet(sheet(100), unit)), steps(lambda: read_sheet(sheet(400), unit))
    assert many < 5 * few
    taken(unit, sheet(400))
    again = steps(lambda: read_sheet(sheet(400), unit))
    assert again < 2 * many


@pytest.mark.slow
def test_a_sheet_with_which_a_file_would_be_too_large_is_refused(
    unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank that could not be read any more is not made."""
    monkeypatch.setattr(importing, "LARGEST", LARGEST // 5)
    rows = "".join(f"{'What is a very long question? ' * 300}{number},green\n" for number in range(120))
    (only,) = told(unit, saved(unit, f"question,answer\n{rows}"))
    assert re.match(r"q\.csv: \S+\.yaml, with these questions, has more than 1 MB", only)
