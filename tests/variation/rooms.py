"""Rooms full of pupils, and papers for them: what tests of orders, letters and forms are tried on."""

from __future__ import annotations

from tests.samples import choice, question, selection, student, unit
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Selection
from worksheetgen.model.question import Question
from worksheetgen.model.students import Student
from worksheetgen.streams import Stream
from worksheetgen.value import replace


def mcq_paper(size: int, sections: int, seed: str = "paper") -> tuple[Unit, Selection]:
    """`size` multiple-choice questions in `sections`, about one in seven with options that keep their order."""
    stream = Stream(seed, "questions")
    questions: list[Question] = []
    for number in range(size):
        part = choice(key="abcd"[stream.below(4)], pinned=stream.below(7) == 0)
        questions.append(question(f"q-{number:02}", part))
    ids = [asked.id for asked in questions]
    per = size // sections
    return unit(*questions), selection(*(" ".join(ids[n * per : (n + 1) * per]) for n in range(sections)))


def banded(*bands: str, seed: str = "keys") -> tuple[Unit, Selection]:
    """One section of easy, middling and hard questions: for each an `m`, or a `P` where options keep their order."""
    stream, questions = Stream(seed, "banded"), []
    for difficulty, kinds in zip((1, 3, 5), bands, strict=False):
        for at, kind in enumerate(kinds):
            part = choice(key="abcd"[stream.below(4)], pinned=kind == "P")
            questions.append(question(f"q-{difficulty}-{at}", part, difficulty=difficulty))
    return unit(*questions), selection(" ".join(one.id for one in questions))


def forms_of_one(count: int) -> tuple[Unit, list[Selection]]:
    """So many forms, A, B, C…, each of a question of its own."""
    letters = "ABCDEFGH"[:count]
    bank = unit(*(question(letter.lower()) for letter in letters))
    return bank, [replace(selection(letter.lower()), form=letter) for letter in letters]


def room(rows: int, places: int) -> list[Student]:
    """A full room, row by row."""
    return [
        student(f"{row}-{place}", seat=f"{row}-{place}")
        for row in range(1, rows + 1)
        for place in range(1, places + 1)
    ]
