"""What cannot be met in a teacher's words: a sentence for each demand, advice that is true, and the nearest paper."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.assembly.conflicts import Clash, Nearest, Reach, clashes, in_the_way, reach
from worksheetgen.assembly.demands import Demand
from worksheetgen.assembly.programme import Programme
from worksheetgen.assembly.solving import Exhausted
from worksheetgen.assembly.wording import named, number_of, section_name
from worksheetgen.english import capitalised
from worksheetgen.errors import Problem
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.question import Question

NEAREST = "The nearest"
"""How every sentence on what comes nearest begins."""
MESSAGE_LENGTH = 1400
"""The most characters of all that is told together: what a person reads to the end."""
MOST_TOLD = 4
"""So many clashes are worked out and told; of more a teacher mends these first."""
_AGAINST = 3
_LISTED = 6
"""The most demands that one is said to stand against, and the most that a sentence on the nearest paper lists."""


def explained(nearest: Nearest, programme: Programme, blueprint: Blueprint) -> tuple[Problem, ...]:
    """The dearest demands that the nearest paper misses, each with why no paper meets it and what to do.

    "Ask for 34" is said only where 34 can be had with everything else as it is.
    """
    found = clashes(nearest, programme, MOST_TOLD)
    return tuple(_problem(clash, programme, blueprint) for clash in found)


def stand_against(nearest: Nearest, programme: Programme) -> str:
    """The demands of the dearest clash, as clauses: what keeps a further form from being drawn."""
    return "; ".join(_clauses(clash, programme) for clash in clashes(nearest, programme, 1))


def described(nearest: Nearest, programme: Programme, blueprint: Blueprint) -> str:
    """The nearest paper in a sentence: how much of what it has, section by section, and by how much it misses what."""
    chosen = _chosen(nearest, programme)
    if not chosen:
        return "No paper comes near: the bank has nothing that fits."
    misses = [f"{demand.words} ({_off(demand, gap)})" for demand, gap in nearest.missed.items()]
    sections = [
        f"{section_name(blueprint.sections, number)} {_size([question for question, at in chosen if at == number])}"
        for number in range(len(blueprint.sections))
    ]
    of_sections = f" ({_few(sections, _LISTED)})" if len(sections) > 1 else ""
    has = f"{NEAREST} paper has {nearest_size(nearest, programme)}{of_sections}."
    return f"{has} It misses only this: {_few(misses, _LISTED)}."


def nearest_size(nearest: Nearest, programme: Programme) -> str:
    """How much the nearest paper has: `34 marks in 11 questions`."""
    return _size([question for question, _ in _chosen(nearest, programme)])


def _chosen(nearest: Nearest, programme: Programme) -> list[tuple[Question, int]]:
    """The questions of the nearest paper, each with the number of its section."""
    return [programme.pairs[column] for column in nearest.columns if column < len(programme.pairs)]


def within(longest: int, problems: Sequence[Problem], last: Problem) -> tuple[Problem, ...]:
    """As many of the problems as can be told before the last one in `longest` characters together; one at least."""
    told = list(problems)
    while len(told) > 1 and sum(len(f"{problem}\n") for problem in (*told, last)) > longest:
        told.pop()
    return tuple(told)


# ---- one demand ----------------------------------------------------------------------------------


def _problem(clash: Clash, programme: Programme, blueprint: Blueprint) -> Problem:
    """The demand, what rules it out, how near papers come to it, and what helps."""
    demand = clash.demand
    advice = _advice(programme, demand, blueprint)
    if not clash.against:
        return _alone(clash, programme, advice)
    can = _reached(programme, demand, clash.against)
    what = f"These cannot hold together: {_clauses(clash, programme)}.{_with_others(demand, can)}"
    if not advice:
        return _told(demand, what, "Change one of them")
    first = " in the first" if demand.counts else ""
    return _told(demand, what, f"{advice}{first}, change one of the others")


def _alone(clash: Clash, programme: Programme, advice: str) -> Problem:
    """A demand that no paper meets, whatever else is asked: how much of it the bank has, and a paper can have."""
    demand, can = clash.demand, _reached(programme, clash.demand, ())
    rules = " and ".join(rule.why for rule in clash.rules)
    because = f", as {rules}" if rules else ""
    if demand.single:
        return Problem(demand.place, f"{demand.words}, but {demand.hint or rules}.", f"{demand.remedy}.")
    supply = sum(times for _, times in demand.constraint.terms)
    # Some paper always has less, if only the empty one: None says that this was too hard to tell.
    below = demand.figure(supply if can.below is None else can.below)
    if not supply:
        found, instead = "the bank has none", "Ask for something else"
    elif can.above is not None:
        found, instead = f"no choice of questions has that{because}", "Ask for another number"
    elif below == demand.figure(supply):
        found = f"the bank has {demand.figure(supply)}: {named(_counting(demand, programme))}"
        instead = "Ask for less"
    else:
        found = f"of the {demand.figure(supply)} in the bank a paper can have {below} at most{because}"
        instead = "Ask for less"
    if advice and below not in advice.split():
        advice += " with the rest as it is"
    return _told(demand, f"{demand.words}; {found}.", advice or instead)


def _told(demand: Demand, what: str, way: str) -> Problem:
    """The problem with a way out, the demand's hint before it."""
    remedy = f"{way}, or add questions."
    if demand.hint:
        remedy = f"{demand.hint} Or {remedy[0].lower()}{remedy[1:]}"
    return Problem(demand.place, capitalised(what), remedy)


def _advice(programme: Programme, demand: Demand, blueprint: Blueprint) -> str:
    """What to ask instead with all else as it is; "" where that is not enough, or parallel forms may not be found."""
    if blueprint.forms > 1 or not demand.remedy:
        return ""
    can = _reached(programme, demand, [other for other in programme.demands if other is not demand])
    amounts = [amount for amount in (can.below, can.above) if amount or (amount == 0 and demand.single)]
    asked = [
        demand.remedy.format(amount=demand.figure(amount), minutes=demand.ease(blueprint, amount).minutes)
        for amount in amounts
    ]
    return " or ".join([*asked[:1], *map(demand.figure, amounts[1:])])


def _reached(programme: Programme, demand: Demand, others: Sequence[Demand]) -> Reach:
    """What papers that meet the others can have instead, nothing where that is too hard to tell."""
    try:
        return reach(programme, demand, others)
    except Exhausted:
        return Reach(None, None)


def _clauses(clash: Clash, programme: Programme) -> str:
    """The demand, the first few of those against it, and the rules that stand in the way."""
    rules = [in_the_way(rule, clash, programme) for rule in clash.rules]
    return "; ".join((clash.demand.words, _few([demand.words for demand in clash.against], _AGAINST), *rules))


def _counting(demand: Demand, programme: Programme) -> list[Question]:
    """The questions that count towards a demand, each once."""
    return list(
        {programme.pairs[at][0].id: programme.pairs[at][0] for at, _ in demand.constraint.terms}.values()
    )


# ---- amounts -------------------------------------------------------------------------------------


def _with_others(demand: Demand, can: Reach) -> str:
    """A sentence on how near the first demand comes to the others: ` With the others the first is 3 marks short.`."""
    gaps = [demand.constraint.low - can.below] if can.below is not None else []
    gaps += [demand.constraint.high - can.above] if can.above is not None else []
    return f" With the others the first is {' or '.join(_off(demand, gap) for gap in gaps)}." if gaps else ""


def _off(demand: Demand, gap: int) -> str:
    """`3 marks short`, `1 minute over`, of a required question `left out`."""
    if demand.single:
        return "left out"
    return f"{demand.number(abs(gap))} {'short' if gap > 0 else 'over'}"


def _size(questions: Sequence[Question]) -> str:
    """`34 marks in 11 questions`."""
    marks = number_of(sum(question.marks for question in questions), "mark")
    return f"{marks} in {number_of(len(questions), 'question')}" if questions else "nothing"


def _few(clauses: Sequence[str], most: int) -> str:
    """The first few clauses, and how many more there are."""
    rest = len(clauses) - most
    return "; ".join((*clauses[:most], *([f"{rest} more"] if rest > 0 else [])))
