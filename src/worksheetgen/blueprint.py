"""A blueprint file to Blueprint, checked against the bank; a worksheet's blueprint from a few wishes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, TypeAdapter

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Kind, Tier, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, PaperType, Section, Tag
from worksheetgen.model.blueprint import Unit as Counted
from worksheetgen.yaml_file import YamlFile, read_yaml, validate

__all__ = ["from_data", "load_blueprint", "to_data", "worksheet_blueprint"]

MANY = 1_000
"""No paper has so many marks or questions: the upper end of “at least 3”."""
MOST_TO_READ = 3

Words = Annotated[StrictStr, Field(min_length=1)]
Amount = Annotated[StrictInt, Field(ge=1, le=MANY)] | Annotated[StrictStr, Field(min_length=1)]

_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_PHRASE = re.compile(r"(at least|at most|exactly)\s+(\d+)")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BoundEntry(_Strict):
    """How many marks or questions must carry one tag."""

    topic: Words | None = None
    objective: Words | None = None
    kind: Words | None = None
    tier: Words | None = None
    source: Words | None = None
    marks: Amount | None = None
    questions: Amount | None = None


class SectionEntry(_Strict):
    """A section."""

    title: StrictStr = ""
    instructions: StrictStr = ""
    marks: Annotated[StrictInt, Field(ge=1, le=MANY)] | None = None
    questions: Amount | None = None
    kinds: list[Words] = []
    topics: list[Words] = []
    sources: list[Words] = []
    tiers: list[Tier] = []
    bounds: list[BoundEntry] = []


class BlueprintFile(_Strict):
    """blueprints/*.yaml."""

    type: PaperType
    unit: StrictStr = ""
    code: Annotated[StrictStr, Field(min_length=1, max_length=24)]
    title: Words
    subtitle: StrictStr = ""
    school: StrictStr = ""
    minutes: Annotated[StrictInt, Field(ge=0, le=600)] = 0
    theme: StrictStr = ""
    materials: list[Words] = []
    read: list[Annotated[StrictInt, Field(ge=1)]] = []
    sections: Annotated[list[SectionEntry], Field(min_length=1, max_length=20)]
    bounds: list[BoundEntry] = []
    require: list[Words] = []
    exclude: list[Words] = []


def load_blueprint(path: Path, units: Sequence[Unit]) -> Blueprint:
    """The blueprint of a file, for one of the units.

    Raises InvalidInput with every problem: of the file itself, or of names that the unit does not have.
    """
    file = read_yaml(path)
    entry = validate(BlueprintFile, file)
    unit = _unit(entry.unit, units, file)
    reader = _Reader(file, unit)
    blueprint = Blueprint(
        name=path.stem,
        type=entry.type,
        unit=unit.id,
        code=entry.code,
        title=entry.title,
        subtitle=entry.subtitle,
        school=entry.school,
        minutes=entry.minutes,
        theme=entry.theme or ("board" if entry.type is PaperType.EXAM else "worksheet"),
        materials=tuple(entry.materials),
        read=reader.known("read", entry.read, range(1, len(unit.text) + 1), "paragraph"),
        sections=tuple(reader.section(index, section) for index, section in enumerate(entry.sections)),
        bounds=reader.bounds((), entry.bounds),
        require=reader.known("require", entry.require, reader.questions, "question"),
        exclude=reader.known("exclude", entry.exclude, reader.questions, "question"),
        place=file.place(),
    )
    if reader.problems:
        raise InvalidInput(reader.problems)
    return blueprint


def _unit(id: str, units: Sequence[Unit], file: YamlFile) -> Unit:
    """The unit that the file names, or the only one there is."""
    found = [unit for unit in units if id in (unit.id, "")]
    if len(found) == 1:
        return found[0]
    names = ", ".join(unit.id for unit in units) or "none"
    what = f"The bank has no unit ‘{id}’." if id else "The bank has several units."
    raise InvalidInput([Problem(file.place("unit"), what, f"Write unit: and one of: {names}.")])


class _Reader:
    """Turns entries into values and collects what the unit does not have."""

    def __init__(self, file: YamlFile, unit: Unit) -> None:
        self.file, self.unit = file, unit
        self.problems: list[Problem] = []
        self.questions = [question.id for question in unit.questions]
        self.topics = [topic.id for topic in unit.topics]
        self.sources = [source.id for source in unit.sources]
        self.objectives = sorted(
            {
                name
                for question in unit.questions
                for objective, _ in question.objectives
                for name in (objective.code, str(objective))
            }
        )

    def section(self, index: int, entry: SectionEntry) -> Section:
        """A section; its kinds' wildcards spelt out."""
        at = ("sections", index)
        if entry.marks is None and entry.questions is None:
            what = "The section says neither how many marks nor how many questions."
            self._problem(at, what, "Add ‘marks: 10’ or ‘questions: 8’.")
        low, high = self._amount((*at, "questions"), entry.questions) if entry.questions else (1, MANY)
        return Section(
            title=entry.title,
            instructions=entry.instructions,
            marks=entry.marks or 0,
            questions_low=low,
            questions_high=high,
            kinds=self._kinds((*at, "kinds"), entry.kinds),
            topics=self.known((*at, "topics"), entry.topics, self.topics, "topic"),
            sources=self.known((*at, "sources"), entry.sources, self.sources, "source"),
            tiers=tuple(entry.tiers),
            bounds=self.bounds(at, entry.bounds),
            place=self.file.place(*at),
        )

    def bounds(self, at: tuple[str | int, ...], entries: Sequence[BoundEntry]) -> tuple[Bound, ...]:
        """The bounds below a location."""
        found = [self._bound((*at, "bounds", index), entry) for index, entry in enumerate(entries)]
        return tuple(bound for bound in found if bound is not None)

    def known(
        self, at: str | tuple[str | int, ...], values: Sequence[Any], known: Iterable[Any], word: str
    ) -> tuple[Any, ...]:
        """The values, each of them known."""
        at = (at,) if isinstance(at, str) else at
        names = list(known)
        for index, value in enumerate(values):
            if value not in names:
                self._unknown((*at, index), word, value, names)
        return tuple(values)

    def _kinds(self, at: tuple[str | int, ...], patterns: Sequence[str]) -> tuple[Kind, ...]:
        found: list[Kind] = []
        for index, pattern in enumerate(patterns):
            kinds = [kind for kind in Kind if fnmatchcase(kind.value, pattern)]
            if not kinds:
                self._unknown((*at, index), "kind", pattern, [kind.value for kind in Kind])
            found += kinds
        return tuple(dict.fromkeys(found))

    def _bound(self, at: tuple[str | int, ...], entry: BoundEntry) -> Bound | None:
        tags = {tag: getattr(entry, tag.value) for tag in Tag if getattr(entry, tag.value) is not None}
        amounts = {
            unit: getattr(entry, unit.value) for unit in Counted if getattr(entry, unit.value) is not None
        }
        if len(tags) != 1 or len(amounts) != 1:
            what = "A bound counts the marks or the questions of one tag."
            self._problem(at, what, "Write for example {topic: kirov, questions: at least 1}.")
            return None
        ((tag, value),), ((counted, amount),) = tags.items(), amounts.items()
        names = {
            Tag.TOPIC: self.topics,
            Tag.OBJECTIVE: self.objectives,
            Tag.KIND: [kind.value for kind in Kind],
            Tag.TIER: [tier.value for tier in Tier],
            Tag.SOURCE: self.sources,
        }[tag]
        if value not in names:
            self._unknown((*at, tag.value), tag.value, value, names)
        low, high = self._amount((*at, counted.value), amount)
        return Bound(tag, value, counted, low, high, self.file.place(*at))

    def _amount(self, at: tuple[str | int, ...], amount: int | str) -> tuple[int, int]:
        """`8`, `8-10`, `at least 1`, `at most 2`, `exactly 3` as the lowest and the highest number."""
        if isinstance(amount, int):
            return amount, amount
        if found := _RANGE.fullmatch(amount.strip()):
            low, high = int(found[1]), int(found[2])
            if low <= high:
                return low, high
        elif found := _PHRASE.fullmatch(amount.strip()):
            number = int(found[2])
            return {"at least": (number, MANY), "at most": (0, number), "exactly": (number, number)}[found[1]]
        self._problem(at, f"‘{amount}’ is no amount.", "Write 8, 8-10, at least 8, at most 8 or exactly 8.")
        return 0, MANY

    def _unknown(self, at: tuple[str | int, ...], word: str, value: Any, names: Sequence[Any]) -> None:
        close = get_close_matches(str(value), [str(name) for name in names], 1)
        some = ", ".join(map(str, names[:12])) + (" …" if len(names) > 12 else "")
        self._problem(
            at,
            f"There is no {word} ‘{value}’ in {self.unit.id}.",
            f"Did you mean ‘{close[0]}’?" if close else f"There are: {some or 'none'}.",
        )

    def _problem(self, at: tuple[str | int, ...], what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file.place(*at), what, remedy))


# ---- without a file ------------------------------------------------------------------------------


def worksheet_blueprint(
    unit: Unit, topics: Sequence[str], questions: int, marks: int, tier: Tier | None
) -> Blueprint:
    """A homework worksheet on some topics: so many questions, or so many marks where `questions` is 0.

    The text to read is the paragraphs that the topics' questions rest on most.
    """
    here = Place("command line")
    section = Section(
        title="",
        instructions="",
        marks=marks,
        questions_low=questions or 1,
        questions_high=questions or MANY,
        kinds=tuple(kind for kind in Kind if kind is not Kind.ESSAY and not kind.startswith("source-")),
        topics=tuple(topics),
        sources=(),
        tiers=(tier,) if tier else (),
        bounds=(),
        place=here,
    )
    titles = [topic.title for topic in unit.topics if topic.id in topics]
    return Blueprint(
        name="-".join(("worksheet", *topics)),
        type=PaperType.WORKSHEET,
        unit=unit.id,
        code="-".join(("HW", *topics)).upper()[:24],
        title=", ".join(titles) or unit.title,
        subtitle=unit.title if titles else "Homework",
        school="",
        minutes=0,
        theme="worksheet",
        materials=(),
        read=_to_read(unit, topics),
        sections=(section,),
        bounds=(),
        require=(),
        exclude=(),
        place=here,
    )


def _to_read(unit: Unit, topics: Sequence[str]) -> tuple[int, ...]:
    """The paragraphs that most questions on the topics rest on, in the text's order."""
    counts = Counter(
        paragraph
        for question in unit.questions
        if not topics or question.topics[0] in topics
        for paragraph in question.paragraphs
    )
    most = sorted(counts, key=lambda paragraph: (-counts[paragraph], paragraph))[:MOST_TO_READ]
    return tuple(sorted(most))


# ---- in a manifest -------------------------------------------------------------------------------

_BLUEPRINT = TypeAdapter(Blueprint)


def to_data(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain data for a manifest, without the places of its file."""
    data: dict[str, Any] = _BLUEPRINT.dump_python(blueprint, mode="json")
    return {name: _without_places(value) for name, value in data.items() if name != "place"}


def from_data(data: dict[str, Any]) -> Blueprint:
    """The blueprint that a manifest has."""
    return _BLUEPRINT.validate_python(_with_places(data))


def _without_places(data: Any) -> Any:
    match data:
        case dict():
            return {name: _without_places(value) for name, value in data.items() if name != "place"}
        case list() | tuple():
            return [_without_places(value) for value in data]
        case _:
            return data


def _with_places(data: dict[str, Any]) -> dict[str, Any]:
    place = asdict(Place("manifest.json"))
    placed = {"place": place}
    sections = [
        {**section, "bounds": [{**bound, **placed} for bound in section["bounds"]], **placed}
        for section in data["sections"]
    ]
    bounds = [{**bound, **placed} for bound in data["bounds"]]
    return {**data, "sections": sections, "bounds": bounds, **placed}
