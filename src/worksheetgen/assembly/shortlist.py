"""A bank of thousands to the questions that one form is drawn from, so that its time does not grow with the bank."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from worksheetgen.assembly.admission import admitted, amount_towards, source_sets
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Bound
from worksheetgen.model.question import Question


def shortlist(blueprint: Blueprint, unit: Unit, seed: str, form: str, size: int) -> frozenset[str]:
    """About `size` ids, drawn by hash: each section's share, whole source sets, and some for every bound.

    Everything that is required or was made for the run is in it, and all of a bank that is no larger than `size`.
    """
    if len(unit.questions) <= size:
        return frozenset(unit.by_id)
    share = max(1, size // len(blueprint.sections))
    chosen = {*blueprint.require, *(question.id for question in unit.questions if question.activity)}
    for section, questions in zip(blueprint.sections, admitted(blueprint, unit), strict=True):
        ranked = _ranked(questions, seed, form)
        plain = [question for question in ranked if not question.sources]
        chosen |= {question.id for question in plain[:share]}
        chosen |= _on_sources(ranked, share)
        for bound in (*section.bounds, *blueprint.bounds):
            if bound.at_least:
                counting = [question for question in ranked if amount_towards(bound, question)]
                chosen |= {question.id for question in counting[: share // 8 + 1]}
    return frozenset(chosen)


def may_suffice(blueprint: Blueprint, unit: Unit) -> bool:
    """Whether the whole bank has enough for each demand counted by itself, so that a longer shortlist can help."""
    by_section = admitted(blueprint, unit)
    everywhere = tuple({question.id: question for some in by_section for question in some}.values())
    return all(
        len(questions) >= section.questions_low
        and sum(question.marks for question in questions) >= section.marks
        and _enough(section.bounds, questions)
        for section, questions in zip(blueprint.sections, by_section, strict=True)
    ) and _enough(blueprint.bounds, everywhere)


def _enough(bounds: Sequence[Bound], questions: Sequence[Question]) -> bool:
    return all(
        sum(amount_towards(bound, question) for question in questions) >= bound.at_least for bound in bounds
    )


def _ranked(questions: Sequence[Question], seed: str, form: str) -> list[Question]:
    """The questions in an order of their own for each form, independent of each other's presence."""
    key = blake2b(f"{seed}\0{form}".encode(), digest_size=32).digest()
    return sorted(
        questions, key=lambda question: blake2b(question.id.encode(), key=key, digest_size=8).digest()
    )


def _on_sources(ranked: Sequence[Question], share: int) -> set[str]:
    """The questions of whole source sets, those of the first question first, up to the section's share."""
    chosen: set[str] = set()
    sourced = tuple(question for question in ranked if question.sources)
    sets = sorted(
        source_sets(sourced),
        key=lambda sources: next(n for n, q in enumerate(sourced) if sources == set(q.sources)),
    )
    for sources in sets:
        if len(chosen) >= share:
            break
        chosen |= {question.id for question in sourced if sources.issuperset(question.sources)}
    return chosen
