"""Which questions of a large bank a form is drawn from."""

from __future__ import annotations

from tests.samples import blueprint, bound, question, section, source, unit, written
from worksheetgen.assembly.shortlist import shortlist
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Blueprint, Measure, Tag

SIZE = 80
"""Of a section's share of as many, an eighth and one more count towards each bound."""
PLAIN = [question(f"plain-{number:03}", written(2)) for number in range(300)]
RARE = [question(f"rare-{number:02}", written(2, Kind.DESCRIBE)) for number in range(30)]


def chosen(wanted: Blueprint, form: str = "A") -> frozenset[str]:
    """The shortlist for a form from a bank of plain questions and of a tenth as many rare ones."""
    return shortlist(wanted, unit(*PLAIN, *RARE), "s", form, SIZE)


def rare(ids: frozenset[str]) -> int:
    """How many rare questions are among them."""
    return sum(id.startswith("rare-") for id in ids)


def test_every_bound_has_questions_that_count_towards_it() -> None:
    """A bound on something rare brings questions of it, whether the section or the paper asks for it."""
    needed = bound(Tag.KIND, "describe", Measure.QUESTIONS, at_least=5)
    plain = blueprint(section())
    for wanted in (blueprint(section(bounds=(needed,))), blueprint(section(), bounds=(needed,))):
        assert rare(chosen(wanted)) >= SIZE // 8 + 1
        assert rare(chosen(wanted)) > rare(chosen(plain))


def test_a_bound_that_only_limits_brings_nothing() -> None:
    """At most so many of something rare is no reason to look for it."""
    limited = bound(Tag.KIND, "describe", Measure.QUESTIONS, at_most=1)
    assert chosen(blueprint(section(bounds=(limited,)))) == chosen(blueprint(section()))


def test_what_is_required_is_always_there() -> None:
    """Required questions are on the list, which holds about as many as asked for, others for each form."""
    found = chosen(blueprint(section(), require=("plain-000", "rare-29")))
    assert {"plain-000", "rare-29"} <= found
    assert SIZE <= len(found) <= SIZE + 2
    assert chosen(blueprint(section()), "A") != chosen(blueprint(section()), "B")


def test_sources_come_with_all_their_questions() -> None:
    """A source that is on the list brings every question on it: a section may need them all."""
    sourced = [question(f"on-{n}-{m}", written(2), sources=(f"s{n}",)) for n in range(40) for m in range(5)]
    names = tuple(f"s{n}" for n in range(40))
    bank = unit(*PLAIN, *sourced, sources=tuple(map(source, names)))
    found = shortlist(blueprint(section(sources=names)), bank, "s", "A", SIZE)
    sets = [{id for id in found if id.startswith(f"on-{n}-")} for n in range(40)]
    assert {len(one) for one in sets} == {0, 5}


def test_a_small_bank_is_its_own_shortlist() -> None:
    """Of a bank that is no larger than the list nothing is left out."""
    assert shortlist(blueprint(section()), unit(*PLAIN[:10]), "s", "A", 10) == {q.id for q in PLAIN[:10]}
