"""What a bank holds: units with text, sources, glossary and questions, each question with its answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem, WrongUsage
from worksheetgen.kinds import AnyBody, Kind, PupilTask
from worksheetgen.kinds.base import Answers, LetteredKey
from worksheetgen.model.references import spoken
from worksheetgen.model.source import ChartContent, Event, Source, TimelineContent
from worksheetgen.model.tier import Tier as Tier
from worksheetgen.value import Value


class Objective(Value):
    """An assessment objective of one qualification: sources are AO3 at GCSE, AO2 at A-level."""

    qualification: str
    code: str

    def __str__(self) -> str:
        """`GCSE AO3`, as it stands in mark schemes."""
        return f"{self.qualification} {self.code}"


# ---- questions, units ----------------------------------------------------------------------------


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
    the bank's files have it.

    One that was made for a run (stage `activities`) is no bank's. Its `activity` is what it was made for, as
    `Section.wishes` says it ("cloze:5-6"), and `turn` its place among those of its section, from 1; its `place` is
    the section's. A question of a bank has "" and 0.
    the bank's files have it; `origin` where an imported one comes from, None for one that was written here.
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


class Term(Value):
    """A glossary entry: a term, and what it means in a pupil's words, "" where pupils are to find out.

    A `person` is somebody's name, and the meaning who that was.
    """

    term: str
    meaning: str
    person: bool = False


class Topic(Value):
    """A topic of the unit: the id by which questions are tagged, its title as printed, and what it makes one ask.

    That `question` ("Did one murder start the Terror?") heads a worksheet on the topic; "" where there is none.
    """

    id: str
    title: str
    question: str = ""


class Contested(Value):
    """A `claim` of paragraph `paragraph` of the text that historians have moved on from.

    The claim stands in the words of the text; `note` says what is known now. `for_pupils` is a line that says so at
    the paragraph where a pupil reads it, `summary` the same where the text is not at hand; each "" for none.
    """

    paragraph: int
    claim: str
    note: str
    for_pupils: str
    summary: str = ""


class FocusQuestion(Value):
    """A question that the unit is about, and a short answer to learn, "" for none."""

    question: str
    answer: str


class Figures(Value):
    """Figures to compare: the names of one or two `sets`, and bars as (label, a value in each set)."""

    measure: str
    sets: tuple[str, ...]
    bars: tuple[tuple[str, tuple[float, ...]], ...]


SORTS = ("dates", "terms")
"""What cards can be sorted by in every unit: events in order, terms beside their meanings."""


class Sorting(Value):
    """Cards to be sorted: what to do, and groups as (name, the cards that belong there)."""

    id: str
    title: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


class Unit(Value):
    """A text and everything made from it.

    `text` are its paragraphs, of which the first has the number 1. `attribution` says where it comes from.
    `corrections` are its slips as (as found, as printed). `contested` claims and `sensitive`, notes on hard
    content, are for teachers; `content_warning` stands on a paper's cover, "" for none. `accepted` pairs a rule of
    item writing that the unit as a whole breaks with the reason why it may. `figures` are to be compared, None for
    none; `sortings` are cards to be sorted into groups. `place` is its unit.yaml.
    """

    id: str
    title: str
    subject: str
    attribution: str
    focus_questions: tuple[FocusQuestion, ...]
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
    figures: Figures | None = None
    sortings: tuple[Sorting, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The glossary without people."""
        return tuple(entry for entry in self.glossary if not entry.person)

    @property
    def people(self) -> tuple[Term, ...]:
        """The people of the glossary, each with who that was."""
        return tuple(entry for entry in self.glossary if entry.person)

    @property
    def timeline(self) -> tuple[Event, ...]:
        """The unit's key dates: the events of the longest timeline among its sources; () without one."""
        contents = (source.content for source in self.sources)
        return max((one.events for one in contents if isinstance(one, TimelineContent)), key=len, default=())

    @property
    def chart(self) -> Figures | None:
        """The unit's figures or, where it has none, the first chart of its sources, whose one set has no name."""
        contents = (source.content for source in self.sources)
        charts = (one for one in contents if isinstance(one, ChartContent))
        drawn = (
            Figures(one.measure, ("",), tuple((bar.label, (bar.value,)) for bar in one.bars))
            for one in charts
        )
        return self.figures or next(drawn, None)

    def source(self, id: str) -> Source:
        """The source of that id. Raises KeyError where there is none."""
        return {source.id: source for source in self.sources}[id]

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Its questions by their ids."""
        return {question.id: question for question in self.questions}

    def doubts(self, paragraph: int) -> str:
        """What pupils are told of the contested claims of that paragraph, "" for nothing."""
        return " ".join(
            one.for_pupils for one in self.contested if one.paragraph == paragraph and one.for_pupils
        )

    def meaning(self, term: str) -> str:
        """What a term means. Raises KeyError where the glossary does not have it in this spelling."""
        return self._meanings[term]

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        return {entry.term: entry.meaning for entry in self.glossary}


class Bank(Value):
    """Units that were read together, sorted by id.

    `folders` are where they were read from, `digest` is a digest of all their files in hexadecimal.
    """

    folders: tuple[Path, ...]
    digest: str
    units: tuple[Unit, ...]

    def unit(self, id: str) -> Unit:
        """The unit of that id. Raises InvalidInput, which names the ids there are, where there is none."""
        for unit in self.units:
            if unit.id == id:
                return unit
        names = ", ".join(unit.id for unit in self.units)
        raise InvalidInput([Problem(Place(id), "No bank has a unit of this name.", f"There are: {names}.")])

    def unit_on(self, topics: Collection[str]) -> Unit:
        """The first unit that has all these topics. Raises WrongUsage, which names all topics, if none."""
        for unit in self.units:
            if {topic.id for topic in unit.topics} >= set(topics):
                return unit
        named = {
            name: topic.id
            for unit in self.units
            for topic in unit.topics
            for name in (topic.title.casefold(), topic.id)
        }
        known = sorted(set(named.values()))
        strange = [topic for topic in topics if topic not in known]
        what = (
            f"There is no topic {', '.join(f'‘{topic}’' for topic in strange)}."
            if strange
            else f"No unit has all the topics {', '.join(topics)}."
        )
        near = [named[one] for topic in strange for one in get_close_matches(topic.casefold(), named, 1)]
        meant = f"Did you mean {', '.join(near)}? " if near else ""
        raise WrongUsage([Problem(Place("--topic"), what, f"{meant}There are: {', '.join(known)}.")])
