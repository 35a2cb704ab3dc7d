"""Blueprint and Unit to an integer programme: a column for each question in each section that admits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import combinations
from string import ascii_uppercase

from worksheetgen.assembly.admission import admitted, enemies, source_sets
from worksheetgen.assembly.asking import asked
from worksheetgen.assembly.demands import Demand, Pairs, PaperRule
from worksheetgen.assembly.parallel import parallel
from worksheetgen.assembly.sheet_room import within_sheets
from worksheetgen.assembly.solving import Constraint
from worksheetgen.assembly.wording import some_of
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Selection
from worksheetgen.model.question import Question
from worksheetgen.value import Value


class Programme(Value):
    """What can be drawn and what must hold.

    `pairs` are the first columns, (question, number of the section); source sets, and what is to be read where the
    blueprint says how many sheets there are, follow up to `width`.
    The `rules` hold whatever a teacher asks; `demands` are the teacher's own.
    """

    pairs: Pairs
    width: int
    rules: tuple[PaperRule, ...]
    demands: tuple[Demand, ...]

    @property
    def structure(self) -> tuple[Constraint, ...]:
        """The constraints of all rules."""
        return tuple(constraint for rule in self.rules for constraint in rule.constraints)


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
    width, room = within_sheets(blueprint.sheets, unit, pairs, width) if blueprint.sheets else (width, ())
    rules = (
        _rule("no question stands in two sections", _placed_once(pairs)),
        _rule("the questions of a section rest on the same sources", source_rows),
        _rule("it is to fit the paper", room),
        PaperRule("some questions give each other away", _apart(unit, pairs)),
        PaperRule("too many keys would stand under the same letters", _keys_spread(pairs)),
    )
    demands = (*asked(blueprint, unit, pairs), *parallel(blueprint, unit, pairs, earlier))
    return Programme(pairs, width, tuple(rule for rule in rules if rule.each), demands)


def _rule(why: str, constraints: Sequence[Constraint]) -> PaperRule:
    """A rule whose constraints need no clauses of their own."""
    return PaperRule(why, tuple((why, constraint) for constraint in constraints))


def _placed_once(pairs: Pairs) -> tuple[Constraint, ...]:
    """No question stands in two sections."""
    return tuple(at_most_one(places) for places in columns_by_question(pairs).values() if len(places) > 1)


def columns_by_question(pairs: Pairs) -> dict[str, list[int]]:
    """The columns of each question by its id."""
    columns: dict[str, list[int]] = {}
    for column, (question, _) in enumerate(pairs):
        columns.setdefault(question.id, []).append(column)
    return columns


def at_most_one(columns: list[int]) -> Constraint:
    """The constraint that at most one of these columns is chosen."""
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
        constraints.append(at_most_one(list(chosen.values())))
        placed = [(c, frozenset(q.sources)) for c, (q, n) in enumerate(pairs) if n == number and q.sources]
        for sources, column in chosen.items():
            resting = tuple((c, 1) for c, rested in placed if rested == sources)
            constraints.append(Constraint((*resting, (column, -1)), 0, len(resting)))
        for c, rested in placed:
            covering = tuple((column, -1) for sources, column in chosen.items() if rested <= sources)
            constraints.append(Constraint(((c, 1), *covering), -len(covering), 0))
    return width, constraints


def _apart(unit: Unit, pairs: Pairs) -> tuple[tuple[str, Constraint], ...]:
    """Questions that give each other away do not meet: a constraint for each group of mutual enemies."""
    columns = columns_by_question(pairs)
    groups = cliques({pair for pair in enemies(unit) if pair <= columns.keys()})
    return tuple(
        (
            f"only one of {some_of(group)} may be drawn, as they give each other away",
            at_most_one([column for id in group for column in columns[id]]),
        )
        for group in groups
    )


def _keys_spread(pairs: Pairs) -> tuple[tuple[str, Constraint], ...]:
    """Keys whose options must keep their order leave the others room to spread all over four letters to within one.

    They do exactly where of n keys no letter has more than (n + 3) / 4, no two have more than (2n + 4) / 4 and no three
    more than (3n + 3) / 4. For two that is one too many where 4 divides n; but there each has a quarter at most.
    """
    keys = [
        (column, part.lettered_key)
        for column, (question, _) in enumerate(pairs)
        for part in question.parts
        if part.lettered_key
    ]
    letters: dict[int, Counter[int]] = {}
    for column, key in keys:
        if key.pinned:
            letters.setdefault(key.place, Counter())[column] += 1
    total = Counter(column for column, _ in keys)
    return tuple(
        _spread(some, sum((letters[letter] for letter in some), Counter()), total)
        for size in (1, 2, 3)
        for some in combinations(sorted(letters), size)
    )


_SHARES = {1: ("a quarter", 3), 2: ("half", 4), 3: ("three quarters", 3)}
"""Of how many letters: their share in words, and how much more they may have than that, in quarters of a key."""


def _spread(letters: tuple[int, ...], held: Counter[int], total: Counter[int]) -> tuple[str, Constraint]:
    """No more than their share of all keys stands under these letters because options keep their order."""
    share, rounding = _SHARES[len(letters)]
    names = " or ".join(ascii_uppercase[letter] for letter in letters)
    words = f"no more than {share} of the keys may be {names} by their options’ own order"
    terms = {column: 4 * held[column] - len(letters) * total[column] for column in sorted(total)}
    some = tuple((column, times) for column, times in terms.items() if times)
    return words, Constraint(some, -_MANY, rounding)


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
        for id in sorted(against[first]):
            if against[id].issuperset(group):
                group.append(id)
        covered |= {frozenset(pair) for pair in combinations(group, 2)}
        groups.append(tuple(sorted(group)))
    return tuple(groups)
