"""A question with its parts, the answers to each, the help that it may come with and where it comes from."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from worksheetgen.errors import Place
from worksheetgen.kinds import AnyBody, Kind, PupilTask
from worksheetgen.kinds.base import Answers, LetteredKey
from worksheetgen.model.references import spoken
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value


class Objective(Value):
    """An assessment objective of one qualification: sources are AO3 at GCSE, AO2 at A-level."""

    qualification: str
    code: str

    def __str__(self) -> str:
        """`GCSE AO3`, as it stands in mark schemes."""
        return f"{self.qualification} {self.code}"


class Part(Value):
    """One thing asked, with its own marks: the whole of a plain question, or (a), (b), (c) of a longer one.

    `objectives` pairs each assessment objective with its marks, which add up to `marks`. `body` is what
    stands under the stem. A part may have both a key and points, for a reason to be given, so answers come as
    a tuple, key first.
    """

    kind: Kind
    stem: str
    marks: int
    objectives: tuple[tuple[Objective, int], ...]
    body: AnyBody
    answers: Answers

    @property
    def asked(self) -> str:
        """What is asked as lists and mark schemes have it."""
        return self.body.asked(self.stem)

    @cached_property
    def lettered_key(self) -> LetteredKey | None:
        """Its key where that is one letter on paper, as of multiple choice; None for all other parts."""
        return self.body.lettered_key(self.answers)


class Scaffolds(Value):
    """Support for a question, of which a print carries what the student's tier has (`projection`).

    `starters` are beginnings of sentences, `words` words to use, `steps` how to go about it; `glossary` are
    terms to explain; `hint` and `extension`, a further task, are "" for none. None of it gives the answer.
    """

    starters: tuple[str, ...]
    words: tuple[str, ...]
    steps: tuple[str, ...]
    hint: str
    glossary: tuple[str, ...]
    extension: str


class Origin(Value):
    """Where an imported question comes from: a file of that format, and what the question is called in there.

    `confirmed` says that somebody has looked through what the import filled in or left out.
    """

    format: str
    file: str
    id: str
    confirmed: bool


class Question(Value):
    """An item of the bank.

    `unit` is the id of its unit, `topics` are ids, the main one first; it suits the `tiers`; `difficulty` is
    from 1 (easy) to 5; `minutes` is what a pupil needs. It rests on `paragraphs`, numbers in the unit's text
    from 1, which a worksheet prints with it, and on `sources` (ids); `needs` is "text", "wording" (the
    text must lie beside the pupil) or "own knowledge".
    `enemies` are ids that must not stand on the same paper.

    `lead` introduces parts and is "" for a plain question, which has one part. `note` is for the teacher
    only; `accepted` pairs a rule of item writing that it breaks with the reason why it may. `place` is where
    the bank's files have it; `origin` where an imported one comes from, None for one that was written here.

    One that was made for a run (stage `activities`) is no bank's. Its `activity` is what it was made for, as
    `Section.wishes` says it ("cloze:5-6"), and `turn` its place among those of its section, from 1; its `place` is
    the section's. A question of a bank has "" and 0.
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
    activity: str = ""
    turn: int = 0
    origin: Origin | None = None

    @cached_property
    def marks(self) -> int:
        """The marks of all parts together, without any for spelling, punctuation and grammar."""
        return sum(part.marks for part in self.parts)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its parts, in order, each once."""
        return tuple(dict.fromkeys(part.kind for part in self.parts))

    @property
    def opening(self) -> str:
        """How it begins, in one line for lists: the first line of its lead or of what is asked, without markup."""
        return spoken(self.lead or self.parts[0].asked).strip().partition("\n")[0]

    @cached_property
    def objectives(self) -> tuple[tuple[Objective, int], ...]:
        """The marks for each objective over all parts, in order of the objective's name."""
        totals: dict[Objective, int] = {}
        for part in self.parts:
            for objective, marks in part.objectives:
                totals[objective] = totals.get(objective, 0) + marks
        return tuple(sorted(totals.items(), key=lambda pair: str(pair[0])))

    @property
    def topic(self) -> str:
        """The id of its main topic, on which its marks count."""
        return self.topics[0]

    @cached_property
    def task(self) -> PupilTask:
        """What a pupil does with it: to judge where it rests on a source, else the last of what its parts ask for."""
        if self.sources:
            return PupilTask.JUDGE
        return max((part.kind.task for part in self.parts), key=list(PupilTask).index)

    @cached_property
    def objective_shares(self) -> tuple[tuple[Objective, Fraction], ...]:
        """What part of one of its marks counts on each objective, in order of the objective's name.

        One mark does not say for which of several objectives it was given.
        """
        return tuple((objective, Fraction(marks, self.marks)) for objective, marks in self.objectives)


def is_made(id: str) -> bool:
    """Whether a question of that id was made for a run, such as `cloze:5-6:v1`: no bank's id has a colon."""
    return ":" in id
