"""A unit to what a retrieval grid's cells could ask: its short questions, and the terms of its glossary, by topic.

A question of one mark may be a choice without its options, where it asks for what a pupil can know without seeing them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from worksheetgen.activities.material import KNOWLEDGE, Material
from worksheetgen.english import all_of, whole_word
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import SENTENCE_END, LetteredKey
from worksheetgen.model.answers import PairedPoints, Point, Points
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Part, Question
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value

LONGEST, LONGEST_KEY = 100, 50
"""A question of more characters does not fit a cell; an option of more is no answer that a pupil would give."""
HARDEST = 3
"""Nothing more difficult is asked from memory in passing."""
FEW_PARAGRAPHS = 2
"""A question on more says little of where its topic is treated."""

HALVES = "One mark for each half."
TERM = "term:"
"""How the id of a term begins in a cell."""

_ASKS = re.compile(
    r"(?:According to the text, )?(?:(?:About|In|From|To|For|Against|Until|With) )?"
    r"(?:who|whom|whose|when|where|what|which|why|how)\b",
    re.IGNORECASE,
)
_NEEDS_OPTIONS = re.compile(
    r"\b(?:these|following|best|most likely|statements?|facts?|reason|handout)\b|\*\*not\*\*|[…:]$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[{\n]")
"""What names a source or another part, or begins a second paragraph: a cell has room for neither."""
_WORD = re.compile(r"\d+|\w{4,}")
"""What counts of a text where two are compared: numbers, and words that say something."""


class RecallCell(Value):
    """What a cell could ask: its words, and what earns its `marks`.

    `ids` are those of the bank's questions in it, and TERM with each term. A question that speaks of the text is
    `on_text`: it stands in a cell only where others are lacking.
    """

    ids: tuple[str, ...]
    stem: str
    marks: int
    points: Points
    difficulty: int

    @cached_property
    def on_text(self) -> bool:
        """Whether it speaks of the text, which is not there."""
        return bool(re.search(r"\btext\b", self.stem, re.IGNORECASE))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The words of what it asks."""
        return _words(self.stem)

    @cached_property
    def answers(self) -> tuple[frozenset[str], ...]:
        """The words of each answer in each wording, without those of what it asks."""
        wordings = (words for point in self.points.points for words in (point.text, *point.accept))
        return tuple(found for one in wordings if (found := _words(one) - self.asked))

    @cached_property
    def terms(self) -> tuple[re.Pattern[str], ...]:
        """What finds each of the terms that it asks about."""
        return tuple(whole_word(id.removeprefix(TERM)) for id in self.ids if id.startswith(TERM))

    def gives_away(self, other: RecallCell) -> bool:
        """Whether what it asks says an answer to the other, or speaks of a term that the other asks about."""
        return any(answer <= self.asked for answer in other.answers) or any(
            term.search(self.stem) for term in other.terms
        )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in _WORD.findall(text))


# ---- questions -----------------------------------------------------------------------------------


def question_cells(unit: Unit, topics: Sequence[str]) -> list[RecallCell]:
    """The questions on these topics that could stand in a cell by themselves, in the bank's order."""
    return [cell for question in unit.questions if question.topic in topics for cell in _cell(question)]


def _cell(question: Question) -> Iterator[RecallCell]:
    """The cell that a question makes; none where it cannot stand in one."""
    (part, *others) = question.parts
    alone = not (
        others or question.lead or question.sources or question.needs != "text" or _MARKUP.search(part.stem)
    )
    suits = question.difficulty <= HARDEST and set(question.tiers) == set(Tier) and len(part.stem) <= LONGEST
    if not (alone and suits):
        return
    match part.answers, part.lettered_key:
        case (Points() as points,), _ if part.kind is Kind.SHORT_ANSWER:
            yield RecallCell((question.id,), part.stem, part.marks, points, question.difficulty)
        case (PairedPoints() as pairs,), _ if part.kind in (Kind.SHORT_ANSWER, Kind.DESCRIBE):
            joined = Points(tuple(map(_joined, pairs.pairs)), HALVES, pairs.weak)
            yield RecallCell((question.id,), part.stem, part.marks, joined, question.difficulty)
        case _, LetteredKey() as key if _open(part, key.options[key.place].text):
            point = Point(key.options[key.place].text, part.marks, (), (), ())
            yield RecallCell(
                (question.id,), part.stem, part.marks, Points((point,), "", ""), question.difficulty
            )


def _open(part: Part, right: str) -> bool:
    """Whether a choice with that right option asks for what a pupil can know without seeing the options."""
    known = all(objective.code == KNOWLEDGE for objective, _ in part.objectives)
    asking = SENTENCE_END.split(part.stem)[-1]
    asks = _ASKS.match(asking) and asking.endswith("?") and not _NEEDS_OPTIONS.search(part.stem)
    return bool(known and asks and len(right) <= LONGEST_KEY)


def _joined(pair: tuple[Point, Point]) -> Point:
    """A pair as one point, worth the marks of both halves."""
    first, second = pair
    return Point(
        f"{first.text}: {second.text}",
        first.marks + second.marks,
        (*first.accept, *second.accept),
        (*first.reject, *second.reject),
        (*first.no_credit, *second.no_credit),
    )


def sharing_a_cell(first: RecallCell, second: RecallCell) -> RecallCell:
    """Two questions in one cell, one after the other; what earns the marks of each stays apart."""
    points = Points((*_capped(first), *_capped(second)), "", "")
    hardest = max(first.difficulty, second.difficulty)
    stem, marks = f"{first.stem} {second.stem}", first.marks + second.marks
    return RecallCell((*first.ids, *second.ids), stem, marks, points, hardest)


def _capped(cell: RecallCell) -> tuple[Point, ...]:
    """The points of a cell; as one where they offer more than it can earn."""
    points = cell.points.points
    if sum(point.marks for point in points) == cell.marks:
        return points
    texts = " / ".join(point.text for point in points)
    return (
        Point(
            f"any {cell.marks} of: {texts}",
            cell.marks,
            tuple(word for point in points for word in point.accept),
            tuple(word for point in points for word in point.reject),
            tuple(word for point in points for word in point.no_credit),
        ),
    )


# ---- terms ---------------------------------------------------------------------------------------


def terms_on(material: Material, topics: Sequence[str]) -> list[tuple[str, str]]:
    """The terms whose meanings the glossary has and that stand in the paragraphs on these topics, with the meanings."""
    unit = material.unit
    numbers = paragraphs_on(unit, topics)
    text = "\n".join(unit.text[number - 1] for number in sorted(numbers))
    people = {term.term for term in unit.glossary if term.person}  # a name has no meaning to be asked for
    return [
        (clue.term, clue.clue)
        for clue in material.clues
        if not clue.gapped
        and clue.term not in people
        and clue.term not in material.taken
        and whole_word(clue.term).search(text)
    ]


def paragraphs_on(unit: Unit, topics: Iterable[str]) -> frozenset[int]:
    """The paragraphs that the questions on these topics rest on; all of a unit without such questions."""
    on = [question for question in unit.questions if question.topic in topics]
    named = [question.paragraphs for question in on if len(question.paragraphs) <= FEW_PARAGRAPHS]
    return frozenset(number for one in named for number in one) or frozenset(range(1, len(unit.text) + 1))


def term_cell(terms: Sequence[tuple[str, str]]) -> RecallCell:
    """A cell that asks what these terms mean, a mark for each."""
    asked = all_of([f"‘{term}’" for term, _ in terms])
    points = tuple(
        Point(f"{term}: {meaning}" if len(terms) > 1 else meaning, 1, (), (), ()) for term, meaning in terms
    )
    ids = tuple(f"{TERM}{term}" for term, _ in terms)
    return RecallCell(ids, f"What is meant by {asked}?", len(terms), Points(points, "", ""), 2)
