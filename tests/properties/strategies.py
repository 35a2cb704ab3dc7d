"""Random banks, blueprints that they can meet, and classes, all from the model's own values.

Every text that a pupil must never see starts with `SECRET`, ids of options included: an id in print
would be a leak too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from tests.examples import example
from tests.samples import ALL_TIERS, blueprint, bound, section, source, student, unit
from worksheetgen.assembly import expected
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Body, Choosable
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.written import Written
from worksheetgen.model.answers import Answer, Indicative, Key, Level, Levels, PairedPoints, Point, Points
from worksheetgen.model.bank import Term, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section, Tag
from worksheetgen.model.question import Objective, Part, Question, Scaffolds
from worksheetgen.model.students import Student
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value, replace

SECRET = "ZZKEY"
TOPICS = ("kirov", "gulag", "trials")
SOURCES = (source("x"), source("y"), source("z", "Interpretation"))
OBJECTIVES = tuple(Objective("GCSE", code) for code in ("AO1", "AO2", "AO3"))
TEXT = ("The purge of the faction began.", "A gulag was a camp.")
GLOSSARY = tuple(Term(term, f"meaning of {term}") for term in ("purge", "faction", "gulag", "camp"))


class Sitting(Value):
    """A bank, a blueprint that it can meet and the class that sits the paper."""

    unit: Unit
    blueprint: Blueprint
    students: tuple[Student, ...]
    seed: str


# ---- parts, one maker for each kind of body ------------------------------------------------------


def _things(name: str, count: int) -> tuple[Choosable, ...]:
    return tuple(Choosable(f"{SECRET}-{name}{n}", f"{name} {n}") for n in range(count))


def _key(*answers: str) -> Key:
    return Key(answers, f"{SECRET} explanation", ((answers[0], f"{SECRET} misconception"),))


def _points(marks: int) -> Points:
    secret = tuple(f"{SECRET} {field}" for field in ("accept", "reject", "no credit"))
    return Points(
        (Point(f"{SECRET} point", marks, secret[:1], secret[1:2], secret[2:]),), secret[0], f"{SECRET} weak"
    )


def _pairs() -> PairedPoints:
    (half,) = _points(1).points
    return PairedPoints((f"{SECRET} feature", f"{SECRET} detail"), ((half, half),), f"{SECRET} weak")


def _levels(marks: int) -> Levels:
    level = Level(1, 1, marks, f"{SECRET} descriptor")
    return Levels((level,), (Indicative(f"{SECRET} for", (f"{SECRET} indicated",)),), f"{SECRET} weak")


def _choice(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    options = _things(name, 3 + size % 3)
    return Choice(options, size % 4 == 3), (_key(options[size % len(options)].id),)


def _true_false(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    reason: tuple[Answer, ...] = (_points(1),) if size % 2 else ()
    return TrueFalse(2 * len(reason)), (_key(("true", "false")[size % 2]), *reason)


def _matching(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    left, right = _things(f"{name} left", 2 + size % 3), _things(f"{name} right", 3 + size % 3)
    return Matching(left, right), (_key(*(item.id for item in right[: len(left)])),)


def _ordering(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    events = _things(name, 3 + size % 3)
    turn = size % len(events)
    right_order = [event.id for event in (*events[turn:], *events[:turn])]
    return Ordering(events, right_order[0] if size % 2 else ""), (_key(*right_order),)


def _gap_fill(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    words = tuple(f"{name} word {n}" for n in range(1 + size % 3))
    return GapFill(("A piece",) * (len(words) + 1), (*words, "spare")), (_key(*words),)


def _table(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    return TableCompletion(("One", "Two"), ((name, ""),)), (_points(1 + size % 2),)


def _written(name: str, size: int) -> tuple[Body, tuple[Answer, ...]]:
    answer = _levels(2 + size) if size % 2 else _pairs() if size % 4 else _points(2 + size)
    return Written(1 + size % 3, (name,), 2 + size, 0, size % 2 == 0), (answer,)


def _secret(answer: Answer) -> Answer:
    """An example's answer with all that a pupil must not see named as secret."""
    match answer:
        case Key(answers):
            return _key(*answers)
        case Points(points):
            return replace(
                _points(1), points=tuple(replace(_points(1).points[0], marks=p.marks) for p in points)
            )
        case PairedPoints():
            return _pairs()
        case Levels(levels):
            return _levels(levels[0].high)


def _of_example(kind: Kind) -> tuple[Body, tuple[Answer, ...]]:
    """The body of a kind's example: of a kind whose body has no maker here."""
    (only,) = example(kind).parts
    return only.body, tuple(map(_secret, only.answers))


MAKERS: dict[type[Body], Callable[[str, int], tuple[Body, tuple[Answer, ...]]]] = {
    Choice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
    Ordering: _ordering,
    GapFill: _gap_fill,
    TableCompletion: _table,
    Written: _written,
}
SOURCED = tuple(kind for kind in Kind if kind.on_source)
UNSOURCED = tuple(kind for kind in Kind if kind not in SOURCED)


def part(name: str, kind: Kind, size: int, *, sourced: bool) -> Part:
    """A part of that kind whose `size` (0 to 7) decides its numbers, marks and key."""
    make = MAKERS.get(kind.body)
    body, answers = make(name, size) if make else _of_example(kind)
    marks = 1 + size % 4
    stem = f"{name} asks, with {{source}}?" if sourced else f"{name} asks?"
    return Part(kind, stem, marks, ((OBJECTIVES[size % 3], marks),), body, answers)


# ---- questions and units -------------------------------------------------------------------------


@st.composite
def questions(draw: st.DrawFn, number: int) -> Question:
    """The bank's question of that number, with enemies among those before it."""
    id = f"q-{number:02}"
    sources = draw(st.sampled_from([(), (), (), ("x",), ("y",), ("x", "z")]))
    kinds = draw(st.lists(st.sampled_from(SOURCED if sources else UNSOURCED), min_size=1, max_size=3))
    size = draw(st.integers(0, 7))
    parts = [
        part(f"{id} {index}", kind, (size + index) % 8, sourced=bool(sources))
        for index, kind in enumerate(kinds)
    ]
    if len(parts) > 1:
        parts[1] = replace(parts[1], stem="Use your answer to {part:a}.")
    enemies = draw(st.lists(st.integers(0, number - 1), max_size=1)) if number else []
    return Question(
        id=id,
        unit="terror",
        topics=draw(st.sampled_from([TOPICS[:1], TOPICS[1:2], TOPICS[1:], TOPICS[2:]])),
        tiers=draw(st.sampled_from([ALL_TIERS, ALL_TIERS, ALL_TIERS[1:], ALL_TIERS[:2]])),
        difficulty=draw(st.integers(1, 5)),
        minutes=1 + size,
        paragraphs=(1,),
        needs="text",
        sources=sources,
        enemies=tuple(f"q-{enemy:02}" for enemy in enemies),
        lead="Study {source}." if sources else "",
        parts=tuple(parts),
        scaffolds=Scaffolds(("Start",), ("Word",), ("Step",), "Hint", ("purge",), f"Further {id}?"),
        note=f"{SECRET} note",
        accepted=(),
        place=Place("questions.yaml", number + 1, 1),
    )


@st.composite
def units(draw: st.DrawFn, fewest: int = 3, most: int = 12) -> Unit:
    """A bank of questions of every kind, some with parts, sources and enemies."""
    count = draw(st.integers(fewest, most))
    bank = [draw(questions(number)) for number in range(count)]
    sources = tuple(replace(each, note=f"{SECRET} note", glossary=("faction",)) for each in SOURCES)
    return unit(*bank, sources=sources, text=TEXT, glossary=GLOSSARY)


# ---- blueprints that can be met ------------------------------------------------------------------


def peaceful(questions: Sequence[Question]) -> list[Question]:
    """The questions in turn, without those that are enemies of one before."""
    kept: list[Question] = []
    for candidate in questions:
        if not any(candidate.id in other.enemies or other.id in candidate.enemies for other in kept):
            kept.append(candidate)
    return kept


@st.composite
def sections(draw: st.DrawFn, drawn: Sequence[Question]) -> Section:
    """A section that these questions fill: each demand is theirs or wider."""
    sources = draw(st.booleans()) and tuple(sorted({id for q in drawn for id in q.sources}))
    kinds = tuple(sorted({kind for q in drawn for kind in q.kinds}))
    topics = tuple(sorted({topic for q in drawn for topic in q.topics}))
    shared = tuple(tier for tier in Tier if all(tier in q.tiers for q in drawn))
    by_kind = (drawn[0].sources and not sources) or draw(st.booleans())
    counted = draw(st.booleans())
    return section(
        marks=0 if counted else sum(q.marks for q in drawn),
        questions=(len(drawn) - draw(st.integers(0, 1)), len(drawn) + draw(st.integers(0, 2))),
        kinds=kinds if by_kind else (),
        topics=topics if draw(st.booleans()) else (),
        sources=sources or (),
        tiers=shared if draw(st.booleans()) else (),
        bounds=(draw(bounds(drawn)),) if draw(st.booleans()) else (),
    )


@st.composite
def bounds(draw: st.DrawFn, drawn: Sequence[Question]) -> Bound:
    """A bound on a topic, an objective or the expected score that these questions keep."""
    slack = draw(st.integers(0, 2))
    if not draw(st.integers(0, 3)):
        score = expected(drawn) // 50
        return replace(bound(Tag.TOPIC, "", Measure.EXPECTED_SCORE, score - slack, score + slack), tags=())
    if draw(st.booleans()):
        topic = draw(st.sampled_from(TOPICS))
        count = sum(topic in q.topics for q in drawn)
        return bound(Tag.TOPIC, topic, Measure.QUESTIONS, count, count + slack)
    objective = draw(st.sampled_from(OBJECTIVES))
    marks = sum(n for q in drawn for each, n in q.objectives if each == objective)
    return bound(Tag.OBJECTIVE, objective.code, Measure.MARKS, max(0, marks - slack), marks)


@st.composite
def met_blueprints(draw: st.DrawFn, bank: Unit) -> Blueprint:
    """A blueprint that some of the bank's questions meet: sections by source, sometimes cut in two."""
    subset = draw(st.lists(st.sampled_from(bank.questions), min_size=1, unique_by=lambda q: q.id))
    chosen = peaceful(subset)
    by_source: dict[tuple[str, ...], list[Question]] = {}
    for question in chosen:
        by_source.setdefault(question.sources, []).append(question)
    groups = []
    for group in by_source.values():
        cut = draw(st.integers(1, len(group)))
        groups += [half for half in (group[:cut], group[cut:]) if half]
    needed = sum(question.minutes for question in chosen)
    return blueprint(
        *(draw(sections(group)) for group in groups),
        minutes=draw(st.sampled_from([0, needed if needed < 25 else needed + 5])),
        bounds=(draw(bounds(chosen)),) if draw(st.booleans()) else (),
        require=tuple(sorted(q.id for q in chosen[: draw(st.integers(0, 2))])),
        exclude=tuple(q.id for q in bank.questions if q not in chosen)[: draw(st.integers(0, 2))],
        read=draw(st.sampled_from([(), (1,), (1, 2)])),
    )


@st.composite
def classes(draw: st.DrawFn) -> tuple[Student, ...]:
    """One to four pupils of any tier, some with extra time."""
    count = draw(st.integers(1, 4))
    return tuple(
        student(f"9b-{n:02}", draw(st.sampled_from(ALL_TIERS)), draw(st.sampled_from([0, 0, 25, 50])))
        for n in range(count)
    )


@st.composite
def sittings(draw: st.DrawFn, most: int = 12) -> Sitting:
    """A bank, a blueprint that it meets, a class and a seed."""
    bank = draw(units(most=most))
    return Sitting(bank, draw(met_blueprints(bank)), draw(classes()), str(draw(st.integers(0, 999))))
