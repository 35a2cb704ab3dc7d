"""A question on a paper to its entry in the mark scheme."""

from __future__ import annotations

from worksheetgen.english import in_ranges
from worksheetgen.kinds.base import KeyRow
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.paper import Paper, PaperQuestion
from worksheetgen.model.question import Part, Question
from worksheetgen.model.references import resolved
from worksheetgen.value import Value


class SchemeEntry(Value):
    """A part in the mark scheme.

    `label` is "(a)", or "" for a plain question; `stem` is what is asked, its references resolved for all papers of
    a form; `rows` are the key as the mark scheme shows it; `keys`, `points`, `pairs` and `levels` are the part's
    answers by their type.
    """

    label: str
    stem: str
    part: Part
    rows: tuple[KeyRow, ...]
    keys: tuple[Key, ...]
    points: tuple[Points, ...]
    pairs: tuple[PairedPoints, ...]
    levels: tuple[Levels, ...]

    @property
    def misconceived(self) -> bool:
        """Whether it says what wrong choices show, and has neither points nor levels."""
        return not self.points and not self.levels and any(row.misconception for row in self.rows)


class SchemeQuestion(Value):
    """A question in the mark scheme, under the scheme's own `number`, its `lead` resolved for all papers of a form.

    `on_papers` are the numbers that it has on papers ("3–5, 7"), "" where that is not said; `paragraphs` those of the
    unit's text that it rests on; `spag` its marks for spelling, punctuation and grammar, 0 for none.
    """

    number: int
    question: Question
    lead: str
    entries: tuple[SchemeEntry, ...]
    on_papers: str
    paragraphs: str
    spag: int


def scheme_question(printed: PaperQuestion, number: int, paper: Paper, on_papers: str) -> SchemeQuestion:
    """A question as the mark scheme has it under its own `number`.

    `paper` is any paper of the question's form: it has the labels of the sources.
    """
    question = printed.question
    return SchemeQuestion(
        number=number,
        question=question,
        lead=_said(question.lead, question, paper),
        entries=_entries(question, paper),
        on_papers=on_papers,
        paragraphs=in_ranges(question.paragraphs),
        spag=printed.spag,
    )


def _entries(question: Question, paper: Paper) -> tuple[SchemeEntry, ...]:
    """The question's parts as the scheme has them, sources under the labels that they have on `paper`."""
    several = len(question.parts) > 1
    return tuple(
        _entry(part, f"({chr(ord('a') + index)})" if several else "", _said(part.asked, question, paper))
        for index, part in enumerate(question.parts)
    )


def _entry(part: Part, label: str, stem: str) -> SchemeEntry:
    return SchemeEntry(
        label=label,
        stem=stem,
        part=part,
        rows=part.body.key_rows(part.answers),
        keys=tuple(answer for answer in part.answers if isinstance(answer, Key)),
        points=tuple(part.body.credited(answer) for answer in part.answers if isinstance(answer, Points)),
        pairs=tuple(answer for answer in part.answers if isinstance(answer, PairedPoints)),
        levels=tuple(answer for answer in part.answers if isinstance(answer, Levels)),
    )


def _said(stem: str, question: Question, paper: Paper) -> str:
    """A stem or lead as the scheme says it, for all papers of a form.

    Sources have their label there, which all of them share; a part has its letter alone, as its question's
    number differs.
    """
    labels = labels_of(paper)
    return resolved(stem, lambda id: labels[id or question.sources[0]], lambda letter: f"({letter})")


def labels_of(paper: Paper) -> dict[str, str]:
    """The labels of a paper's sources, by the sources' ids."""
    return {item.source.id: item.label for section in paper.sections for item in section.sources}


def in_table(question: Question, spag: int) -> bool:
    """Whether a row of the table of choices says all of it: one part, of which wrong choices show something."""
    return len(question.parts) == 1 and not spag and _entry(question.parts[0], "", "").misconceived
