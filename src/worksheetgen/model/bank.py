"""What a bank holds: units, each with its text, sources, glossary and questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem, WrongUsage
from worksheetgen.model.question import Question
from worksheetgen.model.source import ChartContent, Event, Source, TimelineContent
from worksheetgen.value import Value


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

    @cached_property
    def enemies(self) -> Mapping[str, frozenset[str]]:
        """By the id of each question the ids of all that must not meet it, whichever of the two names the other."""
        found = {question.id: set(question.enemies) for question in self.questions}
        for question in self.questions:
            for enemy in question.enemies:
                found.get(enemy, set()).add(question.id)
        return {id: frozenset(enemies) for id, enemies in found.items()}

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
