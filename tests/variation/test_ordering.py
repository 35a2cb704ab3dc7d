"""The order of a worksheet's questions: by what a pupil does with them, then from short to long."""

from __future__ import annotations

from itertools import pairwise

from tests.samples import choice, question, selection, source, student, unit, written
from worksheetgen.kinds import Kind, PupilTask
from worksheetgen.model.bank import Unit
from worksheetgen.value import replace
from worksheetgen.variation import arrange, arrange_class
from worksheetgen.variation.ordering import exchangeable, loose

TASKS = list(PupilTask)
BANK = replace(
    unit(
        question("judge", choice(), sources=("s",)),
        question("essay", written(12, Kind.ESSAY)),
        question("explain", written(2, Kind.EXPLAIN)),
        question("describe", written(4, Kind.DESCRIBE)),
        question("find", written(8)),
        *(question(f"easy-{number}") for number in range(4)),
        *(
            question(f"spare-{number}", written(1, kind))
            for number, kind in enumerate((Kind.EXPLAIN, Kind.ESSAY))
        ),
    ),
    sources=(source("s"),),
)
DRAWN = selection(" ".join(id for id in BANK.by_id if not id.startswith("spare")))


def places(ids: list[str], bank: Unit = BANK) -> list[tuple[int, int]]:
    """What is done with each question, by its place among the tasks, and its marks."""
    return [(TASKS.index(bank.by_id[id].task), bank.by_id[id].marks) for id in ids]


def test_a_worksheet_asks_to_find_then_to_explain_then_to_judge() -> None:
    """On every paper, from short to long within each; pupils have the questions of a step in other orders."""
    orders = set()
    for number in range(20):
        (section,) = arrange(DRAWN, BANK, str(number), "s", by_task=True).sections
        ids = [asked.id for asked in section]
        assert places(ids) == sorted(places(ids))
        orders.add(tuple(ids))
    assert len(orders) > 5


def test_an_exam_goes_from_short_to_long() -> None:
    """Whatever is asked for, with a seat and without one."""
    alone = arrange(DRAWN, BANK, "1", "s")
    seated = arrange_class([DRAWN], BANK, [student("1", seat="1-1")], "s", {})["1"]
    for each in (alone, seated):
        marks = [BANK.by_id[asked.id].marks for asked in each.sections[0]]
        assert all(one <= other for one, other in pairwise(marks))


def test_what_is_swapped_in_stands_with_what_is_to_be_done() -> None:
    """A question that takes the place of one to find is not asked between those to find."""
    before = arrange_class([DRAWN], BANK, [student("1")], "s", {}, by_task=True)
    for came in ("spare-0", "spare-1"):
        now = DRAWN.with_swaps({"easy-1": came})
        (section,) = arrange_class([now], BANK, [student("1")], "s", before, by_task=True)["1"].sections
        found = [task for task, _ in places([asked.id for asked in section])]
        assert found == sorted(found)


def test_what_may_change_places_shares_a_step_and_its_sources() -> None:
    """Questions without a source change among themselves, those on one source too, none with one of another task."""
    on_x, on_y = ([question(f"{id}-{n}", sources=(id,)) for n in range(2)] for id in "xy")
    plain = [question(f"plain-{n}") for n in range(3)]
    groups = exchangeable([*on_x, *plain, *on_y], by_task=True)
    assert [[one.id for one in group] for group in groups] == [
        [one.id for one in group] for group in (on_x, plain, on_y)
    ]
    for asked in ([*on_x, *plain], [*plain, *on_x]):
        assert [{one.id[0] for one in group} for group in exchangeable(asked)] == [
            {asked[0].id[0]},
            {asked[-1].id[0]},
        ]
    explain = question("explain", written(1, Kind.EXPLAIN))
    find = question("find", written(1))
    assert exchangeable([find, explain], by_task=True) == [[find], [explain]]
    assert exchangeable([find, explain]) == [[find, explain]]


def test_three_places_are_enough_to_be_kept_apart() -> None:
    """Questions that can stand in three places are kept apart, those with two are not; a worksheet parts tasks."""
    bank = unit(
        *(question(f"find-{n}", written(1)) for n in range(2)), question("explain", written(1, Kind.EXPLAIN))
    )
    drawn = selection(" ".join(bank.by_id))
    assert loose(drawn, bank) == set(bank.by_id)
    assert loose(drawn, bank, by_task=True) == set()


def test_on_a_worksheet_neighbours_exchange_nothing_over_tasks() -> None:
    """In a full room every paper of a worksheet asks to find, then to explain, then to judge, from short to long."""
    people = [student(f"{row}-{place}", seat=f"{row}-{place}") for row in (1, 2, 3) for place in (1, 2, 3)]
    everything = selection(" ".join(BANK.by_id))
    found = arrange_class([everything], BANK, people, "s", {}, by_task=True)
    for each in found.values():
        ids = [asked.id for asked in each.sections[0]]
        assert places(ids) == sorted(places(ids))
