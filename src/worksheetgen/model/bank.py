"""What a bank holds: units, their text, sources, glossary and questions, each answer beside its question."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem, WrongUsage
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Answers, Body, LetteredKey
from worksheetgen.model.source import Source


class Tier(StrEnum):
    """How much support a student's print carries; never a word on a student's page."""

    SUPPORT = "support"
    CORE = "core"
    CHALLENGE = "challenge"


@dataclass(frozen=True)
class Objective:
    """An assessment objective of one qualification: sources are AO3 at GCSE, AO2 at A-level."""

    qualification: str
    code: str

    def __str__(self) -> str:
        """`GCSE AO3`, as it stands in mark schemes."""
        return f"{self.qualification} {self.code}"


# ---- questions, units ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One thing asked, with its own marks: the whole of a plain question, or (a), (b), (c) of a longer one.

    A part may have both a key and points, for a reason to be given, so answers come as a tuple, key first.
    """

    kind: Kind
    stem: str
    marks: int
    objectives: tuple[tuple[Objective, int], ...]
    body: Body
    answers: Answers

    @cached_property
    def lettered_key(self) -> LetteredKey | None:
        """Its key where that is one letter on paper, and what the letter depends on."""
        return self.body.lettered_key(self.answers)


@dataclass(frozen=True)
class Scaffolds:
    """Support that a print may carry; every text is whole enough to write on and none gives the answer."""

    starters: tuple[str, ...]
    words: tuple[str, ...]
    steps: tuple[str, ...]
    hint: str
    glossary: tuple[str, ...]
    extension: str


@dataclass(frozen=True)
class Question:
    """An item of the bank.

    `difficulty` 1 (easy) to 5; `minutes` a pupil needs; `paragraphs` of the unit's text that it rests on;
    `needs` is "text" or "own knowledge"; `lead` introduces parts and is "" for a plain question;
    `enemies` are ids that must not stand on the same paper; `note` is for the teacher only;
    `accepted` pairs a rule of item writing that it breaks with the reason why it may.
    """

    id: str
    unit: str
    topics: tuple[str, ...]
    tiers: tuple[Tier, ...]
    difficulty: int
    minutes: int
    paragraphs: tuple[int, ...]
    needs: str
    sources: tuple[str, ...]
    enemies: tuple[str, ...]
    lead: str
    parts: tuple[Part, ...]
    scaffolds: Scaffolds
    note: str
    accepted: tuple[tuple[str, str], ...]
    place: Place

    @cached_property
    def marks(self) -> int:
        """The marks of all parts together."""
        return sum(part.marks for part in self.parts)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its parts, in order, each once."""
        return tuple(dict.fromkeys(part.kind for part in self.parts))

    @cached_property
    def lettered(self) -> bool:
        """Whether the key of one of its parts is one letter on paper."""
        return any(part.lettered_key for part in self.parts)

    @cached_property
    def objectives(self) -> tuple[tuple[Objective, int], ...]:
        """The marks for each objective over all parts, in order of the objective's name."""
        totals: dict[Objective, int] = {}
        for part in self.parts:
            for objective, marks in part.objectives:
                totals[objective] = totals.get(objective, 0) + marks
        return tuple(sorted(totals.items(), key=lambda pair: str(pair[0])))


@dataclass(frozen=True)
class Term:
    """A glossary entry in a pupil's words."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Topic:
    """A tag of the unit with its printed title."""

    id: str
    title: str


@dataclass(frozen=True)
class Contested:
    """A claim of the text, in its words, that historians have moved on from, and what is known now."""

    paragraph: int
    claim: str
    note: str


@dataclass(frozen=True)
class Unit:
    """A text and everything made from it; `sensitive` are notes for the teacher on hard content."""

    id: str
    title: str
    subject: str
    attribution: str
    focus_questions: tuple[str, ...]
    content_warning: str
    corrections: tuple[tuple[str, str], ...]
    contested: tuple[Contested, ...]
    sensitive: tuple[str, ...]
    accepted: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]
    text: tuple[str, ...]
    glossary: tuple[Term, ...]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    place: Place

    def source(self, id: str) -> Source:
        """The source of that id; KeyError where there is none."""
        return {source.id: source for source in self.sources}[id]

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Its questions by their ids."""
        return {question.id: question for question in self.questions}

    def meaning(self, term: str) -> str:
        """What a glossary term means; KeyError where it is not in the glossary."""
        return {entry.term: entry.meaning for entry in self.glossary}[term]


@dataclass(frozen=True)
class Bank:
    """Units that were read together: the folders that they were read from, and a digest of all their files."""

    folders: tuple[Path, ...]
    digest: str
    units: tuple[Unit, ...]

    def unit(self, id: str) -> Unit:
        """The unit of that id. Raises InvalidInput with the ids that there are."""
        for unit in self.units:
            if unit.id == id:
                return unit
        names = ", ".join(unit.id for unit in self.units)
        raise InvalidInput([Problem(Place(id), "No bank has a unit of this name.", f"There are: {names}.")])

    def unit_on(self, topics: Collection[str]) -> Unit:
        """The first unit that has all these topics. Raises WrongUsage with the topics that there are."""
        for unit in self.units:
            if {topic.id for topic in unit.topics} >= set(topics):
                return unit
        known = ", ".join(sorted({topic.id for unit in self.units for topic in unit.topics}))
        what = f"No unit has the topics {', '.join(topics)}."
        raise WrongUsage([Problem(Place("--topic"), what, f"There are: {known}.")])
