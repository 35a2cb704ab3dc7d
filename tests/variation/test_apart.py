"""Keeping papers apart: what counts as too much, which questions are the same for all, what can be exchanged."""

from __future__ import annotations

from functools import partial

import pytest

from tests.samples import choice, question, selection, student, unit, written
from worksheetgen.kinds import Kind
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.question import Question
from worksheetgen.model.room import BESIDE, Seat
from worksheetgen.streams import Stream
from worksheetgen.variation import arrange_class, sharing
from worksheetgen.variation.apart import Apart
from worksheetgen.variation.coincidences import spots
from worksheetgen.variation.draft import Draft

KEPT = choice("a", pinned=True)
PAIR = (question("p", KEPT), question("q", KEPT))


def over(questions: tuple[Question, ...], order: str, *beside: str) -> tuple[int, str]:
    """How many answers a paper still shares too many with those beside it, and its order then.

    All papers are of one section; orders are of questions with ids of one letter, whose key is A.
    """
    bank = unit(*questions)
    apart = Apart(selection(" ".join(bank.by_id)), bank, "s", by_task=False)
    papers = [
        Arrangement("A", (tuple(ArrangedQuestion(id, (tuple("abcd"),)) for id in there),)) for there in beside
    ]
    draft = Draft(list(order), {(id, 0): 0 for id in order})
    near = [(apart.seen(paper), BESIDE) for paper in papers]
    found = apart.exchange(draft, Seat(1, 1), near, partial(Stream, "s"))
    return found, "".join(draft.order)


def test_a_spot_is_a_part_under_a_number_and_a_letter() -> None:
    """The second question's second part is under 2, and its key, printed third, under C."""
    bank = unit(question("w", written()), question("q", written(), choice("a")))
    asked = ArrangedQuestion("q", ((), tuple("bcad")))
    arrangement = Arrangement("A", ((ArrangedQuestion("w", ((),)),), (asked,)))
    assert spots(arrangement, bank) == {(("q", 1), 2, 2)}


def test_one_answer_may_be_shared_and_a_second_is_too_many() -> None:
    """Two that keep their options have two orders: apart from one neighbour, not from two who have either."""
    assert over(PAIR, "pq", "pq") == (0, "qp")
    assert over(PAIR, "pq", "pq", "qp")[0] == 1
    assert over(PAIR[:1], "p", "p", "p") == (0, "p")


@pytest.mark.parametrize(
    ("questions", "same"),
    [
        pytest.param((question("p", KEPT), question("q")), set(), id="another one of its band"),
        pytest.param((question("p", KEPT), question("q", difficulty=5)), {"p"}, id="alone"),
        pytest.param((question("p"), question("q", difficulty=5)), set(), id="alone, and its options move"),
    ],
)
def test_the_same_for_all_is_what_is_alone_in_its_band_and_keeps_its_options(
    questions: tuple[Question, ...], same: set[str]
) -> None:
    """Of a form's questions these are told to the teacher."""
    bank = unit(*questions)
    assert Apart(selection("p q"), bank, "s", by_task=False).same_for_all == same


def test_two_questions_of_a_band_alternate_along_a_row() -> None:
    """Who sits beside has them in the other order."""
    bank = unit(question("a"), question("b"))
    people = [student(str(n), seat=f"1-{n}") for n in range(1, 9)]
    arranged = arrange_class([selection("a b")], bank, people, "s", {})
    orders = [arranged[one.id].numbers["a"] for one in people]
    assert orders in ([1, 2] * 4, [2, 1] * 4)


def test_a_room_whose_papers_have_no_letter_is_arranged_too() -> None:
    """Written questions change places among themselves, and neighbours share nothing to copy."""
    bank = unit(*(question(id, written()) for id in "abcd"))
    drawn = selection("a b c d")
    people = [student(f"{row}-{place}", seat=f"{row}-{place}") for row in (1, 2) for place in (1, 2)]
    arranged = arrange_class([drawn], bank, people, "s", {})
    places = {id: {each.numbers[id] for each in arranged.values()} for id in "abcd"}
    assert all(of_each == {1, 2, 3, 4} for of_each in places.values())
    found = sharing(arranged, [drawn], bank, people, "s")
    assert (found.pairs, found.shared, found.shuffled, found.same_for_all) == (6, 0, 0, ())


def test_a_letter_is_left_to_chance_where_a_worksheet_leaves_a_question_two_places() -> None:
    """Two to find and two to explain: neighbours have one under the same number with the same letter now and then.

    An exam, which does not part them, leaves each four places, and nobody shares anything.
    """
    find = [question(f"f-{n}", choice(), choice()) for n in range(2)]
    explain = [question(f"x-{n}", choice(), written(1, Kind.EXPLAIN)) for n in range(2)]
    bank = unit(*find, *explain)
    drawn = selection(" ".join(bank.by_id))
    people = [
        student(f"{row}-{place}", seat=f"{row}-{place}") for row in range(1, 5) for place in range(1, 5)
    ]
    shared = {
        by_task: sum(
            sharing(
                arrange_class([drawn], bank, people, seed, {}, by_task=by_task),
                [drawn],
                bank,
                people,
                seed,
                by_task=by_task,
            ).shared
            for seed in map(str, range(6))
        )
        for by_task in (False, True)
    }
    assert shared[False] == 0
    assert shared[True] > 40
