"""Questions to what a colleague checks them with: an answer sheet, a file to type answers into, and the key apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from worksheetgen.composition import compose_answer_sheet, compose_review_key
from worksheetgen.crockford import crockford
from worksheetgen.csv_rows import csv_of
from worksheetgen.english import counted
from worksheetgen.errors import Place, Problem, WrongUsage
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Unit
from worksheetgen.model.bare import bare_blueprint, bare_section
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.draw import Selection
from worksheetgen.model.paper import Paper, PaperPart
from worksheetgen.model.question import Part, Question
from worksheetgen.model.references import spoken
from worksheetgen.model.signs import as_read
from worksheetgen.model.tier import Tier
from worksheetgen.run.request import unnamed
from worksheetgen.run.single import bare_renderer
from worksheetgen.streams import Stream
from worksheetgen.value import Value, replace
from worksheetgen.variation import PaperBuilder, arrange

SHEET_FILE, KEY_FILE, ANSWERS_FILE = "answer-sheet.pdf", "key.pdf", "answers.csv"
ID, CHOICES, ANSWER, DOUBT = "id", "choices", "answer", "doubt"
ANSWER_COLUMNS = ("number", ID, "question", CHOICES, "how to answer", ANSWER, DOUBT)
"""The heads of the file of answers: the last two are the colleague's."""
SHEET_CODE_LENGTH = 6
_WITH_KEY = ("One right answer", "")
_IN_WORDS = (
    "Answers in words",
    "Note in a few words what you would give marks for, before you see the mark scheme.",
)


class AnswerSheet(Value):
    """An answer sheet of that code: its files by their names, and how many of the questions are answered in words."""

    code: str
    files: Mapping[str, bytes]
    questions: int
    in_words: int


def print_answer_sheet(
    unit: Unit, questions: Sequence[Question], seed: str, theme: Path | None = None
) -> AnswerSheet:
    """The sheet of some questions of a unit: those with one right answer first, then those answered in words.

    Orders are drawn from `seed`: the same questions and seed give the same sheet. Raises WrongUsage where the questions
    rest on more sources than there are letters, InvalidInput where theme or templates have mistakes, Unprintable.
    """
    _few_sources(questions)
    ids = sorted(question.id for question in questions)
    code = crockford(
        Stream(seed, "answer sheet", unit.id, *ids).below(32**SHEET_CODE_LENGTH), SHEET_CODE_LENGTH
    )
    with_key, in_words = ([one for one in questions if has_key(one) is wanted] for wanted in (True, False))
    drawn = [(head, some) for head, some in ((_WITH_KEY, with_key), (_IN_WORDS, in_words)) if some]
    blueprint = bare_blueprint(
        unit,
        code,
        unit.title,
        tuple(bare_section(*head, unit.place) for head, _ in drawn),
        PaperType.WORKSHEET,  # the paragraphs of the text are printed with it
    )
    unit = replace(unit, questions=tuple(map(_in_brief, questions)))
    selection = Selection("", tuple(tuple(sorted(one.id for one in some)) for _, some in drawn))
    builder = PaperBuilder(blueprint, unit, "", run=code, seed=seed)
    # A challenge print has no support: nothing on the sheet helps to an answer.
    paper = builder.paper(arrange(selection, unit, code, seed), unnamed(code, Tier.CHALLENGE))
    renderer = bare_renderer(unit, theme)
    files = {
        SHEET_FILE: renderer.pdf(partial(compose_answer_sheet, renderer.student_view.paper(paper))),
        KEY_FILE: renderer.pdf(partial(compose_review_key, paper)),
        ANSWERS_FILE: csv_of((ANSWER_COLUMNS, *_rows(paper))),
    }
    return AnswerSheet(code, files, len(questions), len(in_words))


def has_key(question: Question) -> bool:
    """Whether a part of the question has one right answer, by which another can be judged."""
    return any(isinstance(answer, Key) for part in question.parts for answer in part.answers)


def named_parts(questions: Iterable[Question]) -> Iterator[tuple[str, Question, Part]]:
    """Every part after what it is called in the file of answers: `kirov-01`, `kirov-01(b)`."""
    for question in questions:
        for letter, part in zip(ascii_lowercase, question.parts, strict=False):
            yield f"{question.id}({letter})" if len(question.parts) > 1 else question.id, question, part


def _few_sources(questions: Sequence[Question]) -> None:
    """Sources are lettered from A to Z."""
    sources = {source for question in questions for source in question.sources}
    if len(sources) > len(ascii_uppercase):
        what = f"These questions rest on {counted(len(sources), 'source')}, more than there are letters for."
        raise WrongUsage([Problem(Place("QUERY"), what, "Ask for fewer, for example topic:gulag.")])


def _in_brief(question: Question) -> Question:
    """The question with room for a note."""
    return replace(question, parts=tuple(replace(part, body=part.body.in_brief()) for part in question.parts))


def _rows(paper: Paper) -> Iterator[tuple[str, ...]]:
    """A row for every part of the paper under ANSWER_COLUMNS, with nothing of its answer."""
    for printed in paper.questions:
        for part in printed.parts:
            yield (
                f"{printed.number}{part.label}",
                f"{printed.question.id}{part.label}",
                spoken(" ".join(filter(None, (printed.lead, part.part.body.asked(part.stem))))),
                _choices(part),
                part.part.body.answered_with,
                "",
                "",
            )


def _choices(part: PaperPart) -> str:
    """What has moved on this sheet, a line each as it is printed: so an answer can be read whatever moves later."""
    moved = part.part.body.on_paper(part.options) if part.options else []
    return "\n".join(f"{label}. {as_read(text)}" if label else as_read(text) for label, text in moved)
