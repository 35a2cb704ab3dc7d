"""Blueprint and Unit to an integer programme: a column for each question in each section that admits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase

from worksheetgen.assembly.admission import admitted, amount_towards, enemies, minutes_allowed, source_sets
from worksheetgen.assembly.demands import Demand, Pairs
from worksheetgen.assembly.parallel import parallel
from worksheetgen.assembly.solving import Constraint
from worksheetgen.assembly.wording import bound_span, measured, number_of, questions_of, section_name, span
from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Section, Selection


@dataclass(frozen=True)
class Programme:
    """What can be drawn and what must hold.

    `pairs` are the first columns, (question, number of the section); source sets follow up to `width`.
    `structure` holds whatever a teacher asks; `demands` are the teacher's own.
    """

    pairs: Pairs
    width: int
    structure: tuple[Constraint, ...]
    demands: tuple[Demand, ...]


def programme_of(
    blueprint: Blueprint, unit: Unit, earlier: Sequence[Selection], among: Container[str]
) -> Programme:
    """The integer programme of a form beside earlier ones, drawn from the ids `among`; columns stand by id."""
    by_section = tuple(
        tuple(question for question in questions if question.id in among)
        for questions in admitted(blueprint, unit)
    )
    pairs = tuple((q, number) for number, questions in enumerate(by_section) for q in questions)
    width, source_rows = _one_source_set(pairs, by_section)
    demands = (*_demands(blueprint, unit, pairs), *parallel(blueprint, unit, pairs, earlier))
    return Programme(pairs, width, (*_placed_once(pairs), *source_rows), demands)


# ---- what holds whatever is asked ----------------------------------------------------------------


def _placed_once(pairs: Pairs) -> tuple[Constraint, ...]:
    """No question stands in two sections."""
    columns: dict[str, list[int]] = {}
    for column, (question, _) in enumerate(pairs):
        columns.setdefault(question.id, []).append(column)
    return tuple(_at_most_one(places) for places in columns.values() if len(places) > 1)


def _at_most_one(columns: list[int]) -> Constraint:
    return Constraint(tuple((column, 1) for column in columns), 0, 1)


def _one_source_set(
    pairs: Pairs, by_section: tuple[tuple[Question, ...], ...]
) -> tuple[int, list[Constraint]]:
    """Some question's sources cover those of every other in the section; returns the width and the constraints.

    A column for each source set that a question of the section rests on: at most one is chosen, only
    with a question that rests on all of it, and sourced questions need one that covers theirs.
    """
    width, constraints = len(pairs), []
    for number, questions in enumerate(by_section):
        chosen = {sources: width + n for n, sources in enumerate(source_sets(questions))}
        if len(chosen) < 2:
            continue
        width += len(chosen)
        constraints.append(_at_most_one(list(chosen.values())))
        placed = [(c, frozenset(q.sources)) for c, (q, n) in enumerate(pairs) if n == number and q.sources]
        for sources, column in chosen.items():
            resting = tuple((c, 1) for c, rested in placed if rested == sources)
            constraints.append(Constraint((*resting, (column, -1)), 0, len(resting)))
        for c, rested in placed:
            covering = tuple((column, -1) for sources, column in chosen.items() if rested <= sources)
            constraints.append(Constraint(((c, 1), *covering), -len(covering), 0))
    return width, constraints


# ---- what a teacher asks -------------------------------------------------------------------------


def _demands(blueprint: Blueprint, unit: Unit, pairs: Pairs) -> tuple[Demand, ...]:
    """Every demand of the blueprint, and what holds for every paper."""
    everywhere = tuple((column, q) for column, (q, _) in enumerate(pairs))
    return (
        *asked(blueprint, unit, pairs),
        *_apart(blueprint, unit, everywhere),
        *_keys_spread(blueprint, everywhere),
    )


def asked(blueprint: Blueprint, unit: Unit, pairs: Pairs) -> tuple[Demand, ...]:
    """What the blueprint itself demands of a paper, as constraints on these columns."""
    demands = [_required(blueprint, id, pairs) for id in blueprint.require]
    for number, section in enumerate(blueprint.sections):
        placed = tuple((column, q) for column, (q, n) in enumerate(pairs) if n == number)
        demands += _of_section(section, section_name(number), unit, placed)
    everywhere = tuple((column, q) for column, (q, _) in enumerate(pairs))
    demands += [_bound(bound, "the paper", unit, everywhere) for bound in blueprint.bounds]
    if blueprint.minutes:
        demands.append(_timed(blueprint, everywhere))
    return tuple(demands)


def _required(blueprint: Blueprint, id: str, pairs: Pairs) -> Demand:
    terms = tuple((column, 1) for column, (question, _) in enumerate(pairs) if question.id == id)
    return Demand(blueprint.place, f"{id} is required", "question", 1, 100, Constraint(terms, 1, 1))


def _of_section(
    section: Section, name: str, unit: Unit, placed: tuple[tuple[int, Question], ...]
) -> list[Demand]:
    """Its marks, its number of questions and its bounds."""
    demands = []
    if section.marks:
        words = f"{name} asks for {number_of(section.marks, 'mark')} from {questions_of(section)}"
        constraint = Constraint(tuple((c, q.marks) for c, q in placed), section.marks, section.marks)
        demands.append(Demand(section.place, words, "mark", 1, 50, constraint))
    count = span(section.questions_low, section.questions_high, "question", len(unit.questions))
    constraint = Constraint(tuple((c, 1) for c, _ in placed), section.questions_low, section.questions_high)
    demands.append(Demand(section.place, f"{name} asks for {count}", "question", 1, 20, constraint))
    return demands + [_bound(bound, name, unit, placed) for bound in section.bounds]


def _bound(bound: Bound, name: str, unit: Unit, placed: tuple[tuple[int, Question], ...]) -> Demand:
    most = sum(amount_towards(bound, question) for question in unit.questions)
    terms = tuple((c, amount_towards(bound, q)) for c, q in placed if amount_towards(bound, q))
    words = f"{name} asks for {bound_span(bound, most)}"
    return Demand(bound.place, words, measured(bound), 1, 5, Constraint(terms, bound.at_least, bound.at_most))


def _timed(blueprint: Blueprint, everywhere: tuple[tuple[int, Question], ...]) -> Demand:
    allowed = minutes_allowed(blueprint)
    kept = f" ({blueprint.minutes}, less 5 for checking)" if allowed < blueprint.minutes else ""
    words = f"the questions must fit into {number_of(allowed, 'minute')}{kept}"
    constraint = Constraint(tuple((c, q.minutes) for c, q in everywhere if q.minutes), 0, allowed)
    return Demand(blueprint.place, words, "minute", 1, 5, constraint)


def _apart(blueprint: Blueprint, unit: Unit, everywhere: tuple[tuple[int, Question], ...]) -> list[Demand]:
    """Questions that give each other away do not meet: a constraint for each group of mutual enemies."""
    columns: dict[str, list[int]] = {}
    for column, question in everywhere:
        columns.setdefault(question.id, []).append(column)
    groups = cliques({pair for pair in enemies(unit) if pair <= columns.keys()})
    return [
        Demand(
            blueprint.place,
            f"only one of {' and '.join(group)} may be drawn, as they give each other away",
            "question",
            1,
            30,
            _at_most_one([column for id in group for column in columns[id]]),
        )
        for group in groups
    ]


def _keys_spread(blueprint: Blueprint, everywhere: tuple[tuple[int, Question], ...]) -> list[Demand]:
    """Keys whose options must keep their order leave the others room to spread all over four letters to within one.

    They do where no letter, and no two or three together, have more of them than their share rounded up:
    of n keys (n + 3) / 4, (2n + 2) / 4 and (3n + 3) / 4.
    """
    keys = [(column, part.lettered_key) for column, q in everywhere for part in q.parts if part.lettered_key]
    letters: dict[int, Counter[int]] = {}
    for column, key in keys:
        if key.pinned:
            letters.setdefault(key.place, Counter())[column] += 1
    total = Counter(column for column, _ in keys)
    return [
        _spread(blueprint, some, sum((letters[letter] for letter in some), Counter()), total)
        for size in (1, 2, 3)
        for some in combinations(sorted(letters), size)
    ]


_SHARES = {1: ("a quarter", 3), 2: ("half", 2), 3: ("three quarters", 3)}
"""Of how many letters: their share in words, and what rounding it up adds in quarters."""


def _spread(
    blueprint: Blueprint, letters: tuple[int, ...], held: Counter[int], total: Counter[int]
) -> Demand:
    """No more than their share of all keys stands under these letters because options keep their order."""
    share, rounding = _SHARES[len(letters)]
    names = " or ".join(ascii_uppercase[letter] for letter in letters)
    words = f"no more than {share} of the keys may be {names} by their options’ own order"
    terms = {column: 4 * held[column] - len(letters) * total[column] for column in sorted(total)}
    constraint = Constraint(
        tuple((column, times) for column, times in terms.items() if times), -_MANY, rounding
    )
    return Demand(blueprint.place, words, "key", 4, 5, constraint)


_MANY = 1_000_000


def cliques(pairs: set[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of mutual enemies that cover every pair; one constraint for a group binds tighter than its pairs."""
    against: dict[str, set[str]] = {}
    for pair in pairs:
        for id in pair:
            against.setdefault(id, set()).update(pair - {id})
    covered: set[frozenset[str]] = set()
    groups = []
    for first, second in sorted(tuple(sorted(pair)) for pair in pairs):
        if frozenset((first, second)) in covered:
            continue
        group = [first, second]
        for id in sorted(against[first] & against[second]):
            if against[id].issuperset(group):
                group.append(id)
        covered |= {frozenset(pair) for pair in combinations(group, 2)}
        groups.append(tuple(sorted(group)))
    return tuple(groups)
