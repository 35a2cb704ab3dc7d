"""Which questions of a large bank a form is drawn from."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, question, section, source, unit, written
from worksheetgen.assembly.shortlist import may_suffice, shortlist
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Blueprint, Measure, Tag
from worksheetgen.value import replace

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
    two = blueprint(section(), section())
    assert shortlist(two, unit(*PLAIN[:10]), "s", "A", 10) == {q.id for q in PLAIN[:10]}


def test_a_bank_of_one_more_is_cut_and_each_seed_cuts_another_way() -> None:
    """Of eleven questions ten are on the list; which, the seed and the form decide."""
    bank = unit(*PLAIN[:11])
    lists = {seed: shortlist(blueprint(section()), bank, seed, "A", 10) for seed in "abcdefgh"}
    assert {len(ids) for ids in lists.values()} == {10}
    assert len(set(lists.values())) > 3


def test_what_was_on_a_list_is_on_the_same_one_again() -> None:
    """Three of three hundred for a seed and a form, written down once: an old paper is drawn from the same list."""
    found = shortlist(blueprint(section()), unit(*PLAIN), "s", "A", 3)
    assert found == {"plain-157", "plain-194", "plain-209"}


def test_each_bound_brings_an_eighth_of_the_share_and_one_more() -> None:
    """Of a section that takes rare questions too, several bounds each bring their own, beside the section's share."""
    kinds = (Kind.DESCRIBE, Kind.EXPLAIN)
    needed = tuple(bound(Tag.KIND, kind.value, Measure.QUESTIONS, at_least=1) for kind in kinds)
    many = [question(f"many-{number:04}", written(2)) for number in range(3000)]
    few = [question(f"{kind}-{number}", written(2, kind)) for kind in kinds for number in range(30)]
    found = shortlist(blueprint(section(bounds=needed)), unit(*many, *few), "s", "A", 16)
    without = shortlist(blueprint(section()), unit(*many, *few), "s", "A", 16)
    assert found > without
    for kind in kinds:
        ranked = {id for id in found if id.startswith(f"{kind}-")}
        assert len(ranked) == 16 // 8 + 1


def test_sections_have_a_share_each_and_one_question_at_least() -> None:
    """With more sections than the list is long, each has one question."""
    topics = [f"t-{number}" for number in range(6)]
    bank = unit(*(question(f"{topic}-{n}", topics=(topic,)) for topic in topics for n in range(4)))
    found = shortlist(blueprint(*(section(topics=(topic,)) for topic in topics)), bank, "s", "A", 3)
    assert sorted(id[:3] for id in found) == topics


def test_source_sets_come_by_the_rank_of_their_first_question_up_to_the_share() -> None:
    """Of forty sources with two questions each a share of six has three, another three for each form."""
    names = tuple(f"s{n:02}" for n in range(40))
    bank = unit(
        *(question(f"{name}-{n}", written(2), sources=(name,)) for name in names for n in "ab"),
        sources=tuple(map(source, names)),
    )
    wanted = blueprint(section(sources=names))
    lists = [shortlist(wanted, bank, "s", form, 6) for form in "ABCDEFGH"]
    assert {len(ids) for ids in lists} == {6}
    assert all(sorted(id[:3] for id in ids)[::2] == sorted({id[:3] for id in ids}) for ids in lists)
    assert len(frozenset[str]().union(*lists)) > 20


RARE_KIND = bound(Tag.KIND, "describe", Measure.QUESTIONS, at_least=3)
BOTH = (Kind.SHORT_ANSWER, Kind.DESCRIBE)


@pytest.mark.parametrize(
    ("wanted", "enough"),
    [
        (blueprint(section(questions=(5, 9))), True),
        (blueprint(section(questions=(6, 9))), False),
        (blueprint(section(marks=10)), True),
        (blueprint(section(marks=11)), False),
        (blueprint(section(questions=(5, 5), marks=11)), False),
        (blueprint(section(questions=(6, 6), marks=10)), False),
        (blueprint(section(bounds=(RARE_KIND,))), True),
        (blueprint(section(bounds=(replace(RARE_KIND, at_least=4),))), False),
        (blueprint(section(marks=11, bounds=(RARE_KIND,))), False),
        (blueprint(section(), bounds=(RARE_KIND,)), True),
        (blueprint(section(), bounds=(replace(RARE_KIND, at_least=4),)), False),
        (blueprint(section(marks=11), bounds=(RARE_KIND,)), False),
        (blueprint(section(marks=4, kinds=BOTH[:1]), section(marks=6, kinds=BOTH[1:])), True),
        (blueprint(section(marks=4, kinds=BOTH[:1]), section(marks=7, kinds=BOTH[1:])), False),
        (blueprint(section(kinds=BOTH[:1]), bounds=(RARE_KIND,)), False),
        # Both sections admit all: each question counts once towards a bound of the whole paper.
        (blueprint(section(), section(), bounds=(replace(RARE_KIND, at_least=4),)), False),
        (blueprint(section(), exclude=("rare-00",), bounds=(RARE_KIND,)), False),
    ],
)
def test_a_bank_may_suffice_where_it_has_enough_of_each(wanted: Blueprint, enough: bool) -> None:
    """Of two plain questions and three rare ones of two marks each, exactly so many are enough, and no more."""
    assert may_suffice(wanted, unit(*PLAIN[:2], *RARE[:3])) is enough
