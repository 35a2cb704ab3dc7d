"""Blueprint and Unit to problems: each demand that the bank cannot meet even by itself, found by counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from worksheetgen.assembly.admission import admitted, counted, enemies, misfit, pools
from worksheetgen.assembly.wording import (
    bound_span,
    count_of,
    measured,
    named,
    number_of,
    questions_of,
    section_name,
    span,
)
from worksheetgen.errors import Place, Problem
from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section


def shortages(blueprint: Blueprint, unit: Unit) -> tuple[Problem, ...]:
    """Every single demand that fails: required questions, each section's marks and number, each bound."""
    by_section = admitted(blueprint, unit)
    found = [*_required(blueprint, unit)]
    for number, (section, questions) in enumerate(zip(blueprint.sections, by_section, strict=True)):
        name = section_name(number)
        wider = _wider(section, blueprint, unit)
        found += _count(section, name, questions, unit, wider) or _marks(
            section, name, questions, unit, wider
        )
        for bound in section.bounds:
            found += _bound_of_section(bound, section, name, questions, unit)
    everywhere = tuple({q.id: q for questions in by_section for q in questions}.values())
    for bound in blueprint.bounds:
        found += _bound(bound, "The paper", "among the questions that its sections take", everywhere, unit)
    return tuple(found)


# ---- required questions --------------------------------------------------------------------------


def _required(blueprint: Blueprint, unit: Unit) -> Iterator[Problem]:
    """Required ids that are unknown, excluded, at home in no section, or each other's enemies."""
    bank = {question.id: question for question in unit.questions}
    hostile = enemies(unit)
    for id in blueprint.require:
        if id not in bank:
            what = f"The blueprint requires {id}, which is not in the bank."
            yield Problem(blueprint.place, what, "Correct the id, or take it out of “require”.")
        elif id in blueprint.exclude:
            what = f"The blueprint both requires and excludes {id}."
            yield Problem(blueprint.place, what, "Take it out of “require” or out of “exclude”.")
        else:
            yield from _homeless(blueprint, bank[id])
    for one, other in combinations(sorted(set(blueprint.require)), 2):
        if frozenset((one, other)) in hostile:
            what = f"The blueprint requires both {one} and {other}, which give each other away."
            yield Problem(blueprint.place, what, "Take one of them out of “require”.")


def _homeless(blueprint: Blueprint, question: Question) -> Iterator[Problem]:
    """A required question that no section admits, with each section's reason."""
    reasons = [misfit(section, question) for section in blueprint.sections]
    if all(reasons):
        each = "; ".join(f"{section_name(n)} {reason}" for n, reason in enumerate(reasons))
        what = f"The blueprint requires {question.id}, which fits no section: {each}."
        yield Problem(blueprint.place, what, "Open a section to it, or take it out of “require”.")


# ---- sections ------------------------------------------------------------------------------------


def _count(
    section: Section, name: str, questions: tuple[Question, ...], unit: Unit, wider: str
) -> list[Problem]:
    """Fewer questions than the section needs."""
    choices = pools(questions)
    pool = max(choices, key=len)
    if len(pool) >= section.questions_low:
        return []
    what = f"{name} asks for {count_of(section, len(unit.questions))}"
    return [_short(section.place, what, len(pool), pool, _on_one_source(choices), wider)]


def _marks(
    section: Section, name: str, questions: tuple[Question, ...], unit: Unit, wider: str
) -> list[Problem]:
    """Fewer marks than the section needs, or marks that add up to other totals only."""
    if not section.marks:
        return []
    choices = pools(questions)
    pool = max(choices, key=_total)
    asked = f"{name} asks for {number_of(section.marks, 'mark')}"
    if _total(pool) < section.marks:
        what = f"{asked} from {questions_of(section)}"
        return [_short(section.place, what, _total(pool), pool, _on_one_source(choices), wider)]
    totals = sorted(frozenset[int]().union(*(reachable(section, choice) for choice in choices)))
    if section.marks in totals:
        return []
    count = span(section.questions_low, section.questions_high, "question", len(unit.questions))
    below = [total for total in totals if 0 < total < section.marks][-1:]
    above = [total for total in totals if total > section.marks][:1]
    nearest = " or ".join(map(str, below + above))
    what = f"{asked} in {count}; no choice from {named(questions)} adds up to {section.marks}."
    ask = f"Ask for {nearest}" if nearest else "Ask for other marks"
    return [Problem(section.place, what, f"{ask}, allow another number of questions, or add questions.")]


def _total(questions: tuple[Question, ...]) -> int:
    return sum(question.marks for question in questions)


def _wider(section: Section, blueprint: Blueprint, unit: Unit) -> str:
    """What to do for a question that rests on the section's sources and on others beside; "" where there is none."""
    for question in sorted(unit.questions, key=lambda question: question.id):
        others = tuple(source for source in question.sources if source not in section.sources)
        if (
            question.id in blueprint.exclude
            or not section.sources
            or not 0 < len(others) < len(question.sources)
        ):
            continue
        if not misfit(replace(section, sources=section.sources + others), question):
            both = f"{question.id} rests on {' and '.join(question.sources)}"
            return f"{both}: name {' and '.join(others)} in ‘sources’ too. Or ask"
    return ""


def _on_one_source(choices: tuple[tuple[Question, ...], ...]) -> str:
    """What limits the supply where sources stand against each other."""
    return " on any one source" if len(choices) > 1 else ""


def reachable(section: Section, questions: tuple[Question, ...]) -> frozenset[int]:
    """The totals up to twice its marks that the section can reach with as many questions as it allows.

    Bit t of `sums[n]` says whether some n of the questions seen so far have t marks together.
    """
    limit = 2 * section.marks
    mask = (1 << limit + 1) - 1
    most = min(section.questions_high, len(questions), limit)
    sums = [1] + [0] * most
    for question in questions:
        for n in range(most, 0, -1):
            sums[n] |= sums[n - 1] << question.marks & mask
    allowed = sums[section.questions_low : most + 1]
    return frozenset(total for total in range(limit + 1) if any(bits >> total & 1 for bits in allowed))


# ---- bounds --------------------------------------------------------------------------------------


def _bound_of_section(
    bound: Bound, section: Section, name: str, questions: tuple[Question, ...], unit: Unit
) -> list[Problem]:
    """Less in the bank than the bound wants at least, on any one source; or more than the section is to hold."""
    choices = pools(questions)
    pool = max(choices, key=lambda pool: sum(counted(bound, question) for question in pool))
    what = f"among its {questions_of(section)}"
    room = section.questions_high if bound.unit is Measure.QUESTIONS else section.marks
    if room and room < bound.at_least:
        asked = f"{name} asks for {bound_span(bound, _most(bound, unit))} {what}"
        has = f"{asked}; it is to have {number_of(room, measured(bound))} in all."
        return [Problem(bound.place, has, f"Ask for {room} at most, or give the section more.")]
    return _bound(bound, name, what, pool, unit, _on_one_source(choices))


def _bound(
    bound: Bound, name: str, among: str, questions: tuple[Question, ...], unit: Unit, limit: str = ""
) -> list[Problem]:
    """Less in the bank than the bound wants at least."""
    counting = tuple(question for question in questions if counted(bound, question))
    supply = sum(counted(bound, question) for question in counting)
    if supply >= bound.at_least:
        return []
    asked = f"{name} asks for {bound_span(bound, _most(bound, unit))} {among}"
    return [_short(bound.place, asked, supply, counting, limit)]


def _most(bound: Bound, unit: Unit) -> int:
    """As much as the bound counts in the whole bank."""
    return sum(counted(bound, question) for question in unit.questions)


def _short(
    place: Place, asked: str, supply: int, questions: tuple[Question, ...], limit: str = "", wider: str = ""
) -> Problem:
    """A demand, how much the bank has towards it, and where; `wider` is what a teacher may do first."""
    ask = wider or "Ask"
    if not supply:
        return Problem(place, f"{asked}; the bank has none.", f"{ask} for something else, or add questions.")
    what = f"{asked}; the bank has {supply}{limit}: {named(questions)}."
    return Problem(place, what, f"{ask} for {supply}, or add questions.")
