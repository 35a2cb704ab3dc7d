"""What a paper must contain, in a teacher's words; not which questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Tier


class PaperType(StrEnum):
    """An exam has a cover, sections and a mark grid; a worksheet has a heading and something to read."""

    EXAM = "exam"
    WORKSHEET = "worksheet"


class Tag(StrEnum):
    """What a bound can count by."""

    TOPIC = "topic"
    OBJECTIVE = "objective"
    KIND = "kind"
    TIER = "tier"
    SOURCE = "source"
    DIFFICULTY = "difficulty"


class Measure(StrEnum):
    """What a bound counts."""

    MARKS = "marks"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class Bound:
    """`at_least` to `at_most` marks or questions that carry all these tags; for a tier, that suit it.

    A difficulty is one from 1 to 5 or a range of them: "4", "4-5".
    """

    tags: tuple[tuple[Tag, str], ...]
    unit: Measure
    at_least: int
    at_most: int
    place: Place


@dataclass(frozen=True)
class Section:
    """A section of a paper and the questions that may stand in it.

    Empty `kinds`, `topics`, `tiers` admit all; with `without`, all kinds but these may stand in it, those that ask
    about a source among them. `questions_low..questions_high` and `marks` say how much; `marks`
    is 0 where only the number of questions counts. With `sources` every question rests on one of them; without,
    only a section that names source kinds or has `without` admits questions on a source, and then all on the same.
    Every question carries `spag` marks more for spelling, punctuation and grammar, 0 for none.
    """

    title: str
    instructions: str
    marks: int
    questions_low: int
    questions_high: int
    kinds: tuple[Kind, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    tiers: tuple[Tier, ...]
    bounds: tuple[Bound, ...]
    place: Place
    spag: int = 0
    without: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class Blueprint:
    """A paper's demands and its furniture.

    `code` is the paper code printed at every foot; `minutes` the time allowed, 0 for none; `read` the
    paragraphs of the unit's text that a worksheet prints to read; `booklet` is whether its sources stand in a
    booklet of their own; `theme` names a theme folder;
    `forms` parallel papers are drawn, any two of which share at most `shared` questions and have equal marks
    for every topic, objective or kind where `equal` names these; `unused_since` is the month ("2026-09") since
    which no question may have been printed, "" for any time; `like` are the ids of an earlier paper's questions
    that a retake is to be parallel to, () where this is none.
    """

    name: str
    type: PaperType
    unit: str
    code: str
    title: str
    subtitle: str
    school: str
    minutes: int
    theme: str
    materials: tuple[str, ...]
    read: tuple[int, ...]
    booklet: bool
    sections: tuple[Section, ...]
    bounds: tuple[Bound, ...]
    require: tuple[str, ...]
    exclude: tuple[str, ...]
    forms: int
    shared: int
    equal: tuple[Tag, ...]
    unused_since: str
    like: tuple[str, ...]
    place: Place

    def spag(self, drawn: Selection) -> int:
        """The marks for spelling, punctuation and grammar of what was drawn."""
        drawn_into = zip(self.sections, drawn.sections, strict=True)
        return sum(section.spag * len(ids) for section, ids in drawn_into)


@dataclass(frozen=True)
class Selection:
    """The ids of the drawn questions, section by section in the blueprint's order, sorted within each."""

    form: str
    sections: tuple[tuple[str, ...], ...]

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset(id for section in self.sections for id in section)


@dataclass(frozen=True)
class Draw:
    """The forms of a paper, the solver that proved each the best of all, and the steps on the way, in words."""

    forms: tuple[Selection, ...]
    solver: str
    steps: tuple[str, ...]
