"""Unit to advice: what the guidelines of item writing say against its questions, unless a reason is accepted.

A rule is a small function named after what should hold; its docstring says so, and whose guideline it is. It
gives a remark for each breach. Its name, with dashes, is what a question writes under `accepted`, with a
reason, where the rule may be broken. Advice stops no run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from worksheetgen.bank.checks import EXACT, quotations_are_exact
from worksheetgen.bank.item_writing.coverage import COVERAGE_RULES
from worksheetgen.bank.item_writing.meetings import asks_what_no_other_asks, gives_no_other_away
from worksheetgen.bank.item_writing.options import CHOICE_RULES, choice
from worksheetgen.bank.item_writing.stems import STEM_RULES
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.value import Value

__all__ = ["Advice", "review"]

KIND_RULES = tuple(dict.fromkeys(rule for kind in Kind for rule in kind.body.item_rules))
"""The rules that a kind has for itself."""
# The other rules look at one question or at the unit; these look at two questions on one paper.
MEETING_RULES = (gives_no_other_away, asks_what_no_other_asks)


class Advice(Value):
    """What a rule says against a question, or against the unit as a whole where `question` is "".

    `rule` is the rule's name with dashes, `question` the question's id, `place` where its entry begins;
    `what` and `remedy` are whole sentences.
    """

    rule: str
    question: str
    place: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        """`file:line:column: question: what. What to do. [rule]`, as it stands on screen."""
        about = f"{self.question}: " if self.question else ""
        return f"{self.place}: {about}{self.what} {self.remedy} [{self.rule}]"


def review(unit: Unit) -> tuple[Advice, ...]:
    """All advice on the unit that nobody has accepted, and what was accepted without need, in order of place.

    A reason that no longer excuses anything would hide the next breach of its rule, so it is advice itself.
    """
    found = [*_of_questions(unit), *_of_meetings(unit), *_of_the_unit(unit)]
    items = {"": (unit.place, unit.accepted)} | {q.id: (q.place, q.accepted) for q in unit.questions}
    accepted = {(id, rule) for id, (_, rules) in items.items() for rule, _ in rules}
    broken = {(advice.question, advice.rule) for advice in found}
    open_ = [advice for advice in found if (advice.question, advice.rule) not in accepted]
    # EXACT is a rule of `checks`, which alone knows whether the question breaks it.
    idle = [_accepted_without_need(id, items[id][0], rule) for id, rule in accepted - broken if rule != EXACT]
    return tuple(sorted((*open_, *idle), key=lambda advice: (advice.place, advice.rule, advice.what)))


def _of_questions(unit: Unit) -> Iterator[Advice]:
    """What is wrong with questions each for itself: their stems, and the options where one is the key."""
    for question in unit.questions:
        for stem_rule in STEM_RULES:
            for remark in stem_rule(unit, question):
                yield _advice(stem_rule, question, *remark)
        for part in question.parts:
            for kind_rule in part.body.item_rules:
                for remark in kind_rule(part.body, part.stem):
                    yield _advice(kind_rule, question, *remark)
            if written := choice(part):
                for choice_rule in CHOICE_RULES:
                    for remark in choice_rule(written):
                        yield _advice(choice_rule, question, *remark)


def _of_meetings(unit: Unit) -> Iterator[Advice]:
    """What is wrong with a question beside another one on a paper."""
    for rule in MEETING_RULES:
        for question, remark in rule(unit):
            yield _advice(rule, question, *remark)


def _of_the_unit(unit: Unit) -> Iterator[Advice]:
    """What is wrong with the questions of the unit together."""
    for rule in COVERAGE_RULES:
        for what, remedy in rule(unit):
            yield Advice(_name(rule), "", unit.place, what, remedy)


def _advice(rule: Callable[..., Any], question: Question, what: str, remedy: str) -> Advice:
    return Advice(_name(rule), question.id, question.place, what, remedy)


def _name(rule: Callable[..., Any]) -> str:
    return rule.__name__.replace("_", "-")


def _told(*rules: Callable[..., Any]) -> dict[str, str]:
    """What each rule looks for, by its name."""
    return {_name(rule): (rule.__doc__ or "").partition("\n")[0] for rule in rules}


ADVICE_ON_QUESTIONS = _told(*STEM_RULES, *KIND_RULES, *CHOICE_RULES, *MEETING_RULES, quotations_are_exact)
"""All rules that a question may accept, each with what it looks for."""
ADVICE_ON_UNITS = _told(*COVERAGE_RULES)
"""All rules that a unit as a whole may accept, likewise."""
RULES = (ADVICE_ON_QUESTIONS | ADVICE_ON_UNITS).keys() - {EXACT}
"""The names of those that are advice: EXACT is a mistake otherwise."""


def _accepted_without_need(question: str, place: Place, rule: str) -> Advice:
    """Advice to take a rule out of `accepted` that nothing breaks, or to correct one that does not exist."""
    if rule in RULES:
        what, remedy = f"‘{rule}’ is accepted, but nothing breaks it.", "Take it out of ‘accepted’."
    else:
        what, remedy = f"There is no rule ‘{rule}’.", f"Write one of: {', '.join(sorted(RULES))}."
    return Advice(rule, question, place, what, remedy)
