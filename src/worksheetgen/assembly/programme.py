"""Blueprint and Unit to an integer programme: a column for each question in each section that admits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import combinations
from string import ascii_uppercase

from worksheetgen.assembly.admission import (
    CHECKING_MINUTES,
    admitted,
    amount_towards,
    enemies,
    lacks_its_wording,
    minutes_allowed,
    misfit,
    source_sets,
    sources_to_add,
)
from worksheetgen.assembly.demands import Demand, Pairs, PaperRule
from worksheetgen.assembly.easing import (
    PAPER,
    bound_eased,
    count_eased,
    marks_eased,
    minutes_eased,
    without_activity,
    without_required,
)
from worksheetgen.assembly.parallel import parallel
from worksheetgen.assembly.sheet_room import within_sheets
from worksheetgen.assembly.solving import Constraint
from worksheetgen.assembly.wording import (
    bound_span,
    count_of,
    measured,
    number_of,
    questions_of,
    section_name,
    some_of,
    span,
)
from worksheetgen.memory import derived
from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section, Selection
from worksheetgen.value import Value

# How dear it is to miss a demand by one when the nearest paper is sought. A required question was chosen by hand, so it
# is worth more than a mark or two; marks are what a paper is known by; a bound or a minute more is missed least.
_REQUIRED = 250
_MARK = 50
_QUESTION = 100
_QUESTION_BESIDE_MARKS = 20
_MINUTE = 20
_REASONS = 3
"""So many sections say why they do not take a required question."""
# A twentieth of a mark that a class is expected to earn is the least of all.
_OF_BOUND = {Measure.MARKS: 5, Measure.QUESTIONS: 15, Measure.EXPECTED_SCORE: 1}


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


# ---- what holds whatever is asked ----------------------------------------------------------------


def _rule(why: str, constraints: Sequence[Constraint]) -> PaperRule:
    """A rule whose constraints need no clauses of their own."""
    return PaperRule(why, tuple((why, constraint) for constraint in constraints))


def _placed_once(pairs: Pairs) -> tuple[Constraint, ...]:
    """No question stands in two sections."""
    return tuple(_at_most_one(places) for places in _columns(pairs).values() if len(places) > 1)


def _columns(pairs: Pairs) -> dict[str, list[int]]:
    """The columns of each question by its id."""
    columns: dict[str, list[int]] = {}
    for column, (question, _) in enumerate(pairs):
        columns.setdefault(question.id, []).append(column)
    return columns


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


def _apart(unit: Unit, pairs: Pairs) -> tuple[tuple[str, Constraint], ...]:
    """Questions that give each other away do not meet: a constraint for each group of mutual enemies."""
    columns = _columns(pairs)
    groups = cliques({pair for pair in enemies(unit) if pair <= columns.keys()})
    return tuple(
        (
            f"only one of {some_of(group)} may be drawn, as they give each other away",
            _at_most_one([column for id in group for column in columns[id]]),
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


# ---- what a teacher asks -------------------------------------------------------------------------


def asked(blueprint: Blueprint, unit: Unit, pairs: Pairs) -> tuple[Demand, ...]:
    """What the blueprint itself demands of a paper, as constraints on these columns."""
    demands = [_required(blueprint, id, unit, pairs) for id in blueprint.require]
    for number, section in enumerate(blueprint.sections):
        placed = tuple((column, q) for column, (q, n) in enumerate(pairs) if n == number)
        demands += _of_section(blueprint, number, unit, placed)
        demands += [_bound(bound, blueprint, number, unit, placed) for bound in section.bounds]
    everywhere = tuple((column, q) for column, (q, _) in enumerate(pairs))
    demands += [_bound(bound, blueprint, PAPER, unit, everywhere) for bound in blueprint.bounds]
    if blueprint.minutes:
        demands.append(_timed(blueprint, everywhere))
    return tuple(demands)


def _required(blueprint: Blueprint, id: str, unit: Unit, pairs: Pairs) -> Demand:
    terms = tuple((column, 1) for column, (question, _) in enumerate(pairs) if question.id == id)
    return Demand(
        blueprint.place,
        f"{id} is required",
        "question",
        _REQUIRED,
        Constraint(terms, 1, 1),
        without_required(id),
        f"Take {id} out of ‘require’",
        "" if terms else _missing(blueprint, id, unit),
    )


def _missing(blueprint: Blueprint, id: str, unit: Unit) -> str:
    """Why a required question cannot be drawn at all."""
    if id not in unit.by_id:
        return "it is not in the bank"
    if id in blueprint.exclude:
        return "it is excluded as well"
    if lacks_its_wording(blueprint, unit.by_id[id]):
        return (
            "it asks for the text’s wording, and pupils have no text here: say ‘open_book: true’ if they do"
        )
    reasons = [
        f"{section_name(blueprint.sections, number)} {misfit(section, unit.by_id[id])}"
        for number, section in enumerate(blueprint.sections[:_REASONS])
    ]
    rest = len(blueprint.sections) - len(reasons)
    return f"it fits no section: {'; '.join((*reasons, *([f'and so on for {rest} more'] if rest else [])))}"


def _of_section(
    blueprint: Blueprint, number: int, unit: Unit, placed: tuple[tuple[int, Question], ...]
) -> Iterator[Demand]:
    """The marks and the number of questions of a section, or one of each of its activities."""
    section, name = blueprint.sections[number], section_name(blueprint.sections, number)
    for activity, wish in zip(section.activities, section.wishes, strict=True):
        yield Demand(
            section.place,
            f"{name} asks for {activity}",
            "question",
            _REQUIRED,
            Constraint(tuple((c, 1) for c, q in placed if q.activity == wish), 1, 1),
            without_activity(number, activity),
            f"Take {activity} out",
            "there is no further version of it",
        )
    if section.activities:
        return
    hint = _hint(section, blueprint, unit)
    if section.marks:
        words = f"{name} asks for {number_of(section.marks, 'mark')} from {questions_of(section)}"
        constraint = Constraint(tuple((c, q.marks) for c, q in placed), section.marks, section.marks)
        ease = marks_eased(number)
        yield Demand(section.place, words, "mark", _MARK, constraint, ease, "Ask for {amount}", hint)
    most = len(unit.questions)
    low, high = section.questions_low, section.questions_high
    count = span(low, high, "question", most) if section.marks else count_of(section, most)
    constraint = Constraint(tuple((c, 1) for c, _ in placed), low, high)
    weight = _QUESTION_BESIDE_MARKS if section.marks else _QUESTION
    yield Demand(
        section.place,
        f"{name} asks for {count}",
        "question",
        weight,
        constraint,
        count_eased(number),
        "Ask for {amount}",
        hint,
    )


def _hint(section: Section, blueprint: Blueprint, unit: Unit) -> str:
    """Which question the section would take if it named a further source; "" where there is none."""
    for question, others in sources_to_add(section, blueprint, unit):
        both = f"{question.id} rests on {some_of(question.sources)}"
        return f"{both}: name {some_of(others)} in ‘sources’ too."
    return ""


def _bound(
    bound: Bound, blueprint: Blueprint, number: int, unit: Unit, placed: tuple[tuple[int, Question], ...]
) -> Demand:
    name = "the paper" if number == PAPER else section_name(blueprint.sections, number)
    amounts = _amounts(unit, bound)
    terms = tuple((c, amounts[q.id]) for c, q in placed if amounts[q.id])
    words = f"{name} asks for {bound_span(bound, sum(amounts.values()))}"
    constraint = Constraint(terms, bound.at_least, bound.at_most)
    weight, ease = _OF_BOUND[bound.unit], bound_eased(bound, number)
    # A bound that no file has was made of a wish, and has no number that a teacher could change.
    remedy = "Ask for {amount}" if bound.place.line else ""
    noun, parts = measured(bound)
    return Demand(bound.place, words, noun, weight, constraint, ease, remedy, parts=parts)


@derived
def _amounts(unit: Unit, bound: Bound) -> Mapping[str, int]:
    """How much of each question the bound counts, by its id: the same for every form, and for every change."""
    return {question.id: amount_towards(bound, question) for question in unit.questions}


def _timed(blueprint: Blueprint, everywhere: tuple[tuple[int, Question], ...]) -> Demand:
    allowed = minutes_allowed(blueprint)
    kept = (
        f" ({blueprint.minutes}, less {CHECKING_MINUTES} for checking)" if allowed < blueprint.minutes else ""
    )
    words = f"the questions must fit into {number_of(allowed, 'minute')}{kept}"
    constraint = Constraint(tuple((c, q.minutes) for c, q in everywhere if q.minutes), 0, allowed)
    return Demand(
        blueprint.place, words, "minute", _MINUTE, constraint, minutes_eased, "Allow {minutes} minutes"
    )
