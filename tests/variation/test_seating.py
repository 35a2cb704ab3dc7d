"""A room full of pupils: what neighbours share, who keeps a paper, who gets which form."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.samples import choice, matching, ordering, question, selection, student, unit, written
from tests.variation.rooms import banded, forms_of_one, mcq_paper, room
from worksheetgen.kinds import Kind
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Part
from worksheetgen.model.room import Room, Seat
from worksheetgen.model.students import Student
from worksheetgen.value import replace
from worksheetgen.variation import arrange, arrange_class, sharing
from worksheetgen.variation.coincidences import CEILING, spots
from worksheetgen.variation.ordering import loose


def beside(one: Student, people: list[Student]) -> list[str]:
    """The ids of those who sit next to one of them."""
    seats: Room[str] = Room()
    for other in people:
        if other.seat:
            seats.put(other.seat, other.id)
    return seats.beside(one.seat) if one.seat else []


@pytest.mark.slow
def test_neighbours_share_next_to_nothing() -> None:
    """Sections of five, one question in seven pinned: no coincidence at all, where shuffles have one or two a pair."""
    bank, drawn = mcq_paper(20, 4)
    pairs = shared = most = 0
    shuffled = 0.0
    for seed in range(6):
        people = room(5, 6)
        arranged = arrange_class([drawn], bank, people, str(seed), {})
        found = sharing(arranged, [drawn], bank, people, str(seed))
        pairs, shared, shuffled = (
            pairs + found.pairs,
            shared + found.shared,
            shuffled + found.shuffled * found.pairs,
        )
        most = max(most, found.most)
        assert found.above == ()
    assert pairs == 6 * 89
    assert (shared, most) == (0, 0)
    assert shuffled / pairs > 0.9


@pytest.mark.slow
def test_who_sees_every_neighbour_still_only_guesses() -> None:
    """The letter that fewest neighbours have at a place is the key there about one time in four."""
    bank, drawn = mcq_paper(20, 4)
    right = asked = 0.0
    for seed in range(4):
        people = room(8, 8)
        arranged = arrange_class([drawn], bank, people, str(seed), {})
        letters = {id: _letters(arrangement, bank) for id, arrangement in arranged.items()}
        for one in people:
            around = beside(one, people)
            for number, key in letters[one.id].items():
                seen = Counter(letters[other][number] for other in around)
                rare = [letter for letter in range(4) if seen[letter] == min(seen[n] for n in range(4))]
                right += (key in rare) / len(rare)
                asked += 1
    assert 0.2 < right / asked < 0.3


def test_a_pinned_letter_is_not_told_by_being_rare_around_it() -> None:
    """Beside a pinned A every letter is the key of the section's other questions one time in four, in each section."""
    pinned = [question(id, choice("a", pinned=True)) for id in ("p-0", "p-1")]
    bank = unit(*pinned, *(question(f"q-{n:02}", choice("b")) for n in range(18)))
    drawn = selection(
        "p-0 q-00 q-01 q-02 q-03", "p-1 q-04 q-05 q-06 q-07", " ".join(f"q-{n:02}" for n in range(8, 18))
    )
    beside: Counter[tuple[int, int]] = Counter()
    for seed in range(4):
        for arrangement in arrange_class([drawn], bank, room(6, 6), str(seed), {}).values():
            letters = _letters(arrangement, bank)
            beside.update((n // 4, letters[arrangement.numbers[f"q-{n:02}"]]) for n in range(8))
    of_each = beside.total() / 2
    assert all(0.22 < beside[section, letter] / of_each < 0.28 for section in (0, 1) for letter in range(4))


def _letters(arrangement: Arrangement, bank: Unit) -> dict[int, int]:
    """Where the key stands at each printed number."""
    found = {}
    for id, number in arrangement.numbers.items():
        (key,) = (
            answer.answers[0] for answer in bank.by_id[id].parts[0].answers if hasattr(answer, "answers")
        )
        found[number] = arrangement.options[id][0].index(key)
    return found


def test_keys_are_spread_over_letters_in_a_full_room() -> None:
    """Every paper has each letter five times of twenty, give or take one, seated or not."""
    bank, drawn = mcq_paper(20, 4)
    for people in (room(4, 4), [student(str(n)) for n in range(8)]):
        for arrangement in arrange_class([drawn], bank, people, "s", {}).values():
            counts = Counter(_letters(arrangement, bank).values())
            assert max(counts.values()) - min(counts[letter] for letter in range(4)) <= 1


def test_letters_are_dealt_only_where_a_question_has_them() -> None:
    """Six questions with three options and six with four: every letter equally often, seated or not."""
    three = [question(f"t-{n}", choice(options="abc")) for n in range(6)]
    four = [question(f"f-{n}", choice()) for n in range(6)]
    bank, drawn = unit(*three, *four), selection(" ".join(one.id for one in (*three, *four)))
    for people in (room(4, 4), [student(str(n)) for n in range(8)]):
        for arrangement in arrange_class([drawn], bank, people, "s", {}).values():
            counts = Counter(_letters(arrangement, bank).values())
            assert [counts[letter] for letter in range(4)] == [3, 3, 3, 3]


def test_a_question_is_never_dealt_a_letter_that_it_lacks() -> None:
    """A pinned A, three questions with three options and four with four: each letter twice."""
    three = [question(f"t-{n}", choice(options="abc")) for n in range(3)]
    four = [question(f"f-{n}", choice()) for n in range(4)]
    everything = (question("p", choice("a", pinned=True)), *three, *four)
    bank, drawn = unit(*everything), selection(" ".join(one.id for one in everything))
    for seed in map(str, range(8)):
        for arrangement in arrange_class([drawn], bank, room(1, 2), seed, {}).values():
            counts = Counter(_letters(arrangement, bank).values())
            assert [counts[letter] for letter in range(4)] == [2, 2, 2, 2]


def test_without_a_seat_nobody_depends_on_anybody() -> None:
    """Each of ten unseated students alone has the paper that all ten give together, in any order."""
    bank, drawn = mcq_paper(10, 2)
    people = [student(str(n)) for n in range(10)]
    together = arrange_class([drawn], bank, people, "s", {})
    assert arrange_class([drawn], bank, people[::-1], "s", {}) == together
    for one in people:
        assert arrange_class([drawn], bank, [one], "s", {}) == {one.id: together[one.id]}


def test_a_newcomer_changes_nobody_elses_paper() -> None:
    """A pupil takes a seat in the middle of a planned room: all others keep their papers, and share one at most."""
    bank, drawn = mcq_paper(20, 4)
    people = [one for one in room(5, 6) if one.seat != Seat(3, 3)]
    before = arrange_class([drawn], bank, people, "s", {})
    newcomer = student("new", seat="3-3")
    after = arrange_class([drawn], bank, [newcomer, *people], "s", before)
    assert {id: after[id] for id in before} == before
    neighbours = beside(newcomer, people)
    assert len(neighbours) == 8
    assert all(len(spots(after["new"], bank) & spots(after[one], bank)) <= 1 for one in neighbours)


def test_a_swapped_question_stands_in_the_old_ones_place() -> None:
    """Of twenty questions one is another: on every paper it has its number and, as far as it can, its letter."""
    bank, drawn = mcq_paper(21, 1)
    gone, came = "q-03", "q-20"
    before_swap = selection(" ".join(id for id in drawn.sections[0] if id != came))
    people = room(3, 4)
    before = arrange_class([before_swap], bank, people, "s", {})
    after = arrange_class([before_swap.with_swaps({gone: came})], bank, people, "s", before)
    for id, arrangement in after.items():
        assert {
            came if one == gone else one: n for one, n in before[id].numbers.items()
        } == arrangement.numbers
        assert {one: arrangement.options[one] for one in arrangement.options if one != came} == {
            one: before[id].options[one] for one in before[id].options if one != gone
        }


@pytest.mark.parametrize(
    ("now", "printed"),
    [
        pytest.param(choice("b", "abcde"), "abcde", id="an option was added"),
        pytest.param(choice("b", "abc"), "abc", id="an option was taken out"),
        pytest.param(choice("b", "abcx"), "abcx", id="a wrong option was renamed"),
        pytest.param(choice("x", "axcd"), "acdx", id="the key was renamed"),
        pytest.param(matching("abc", "abcd"), "abcd", id="the same ids on the right of pairs"),
        pytest.param(ordering("bdae"), "abde", id="it orders events now"),
        pytest.param(written(), "", id="it is written now"),
    ],
)
def test_options_that_changed_in_the_bank_are_arranged_anew(now: Part, printed: str) -> None:
    """The question keeps its number on every paper and has the options of now; all others stay as they were."""
    others = [question(f"q-{n}", choice("abcd"[n % 4])) for n in range(5)]
    form = selection("q-0 q-1 old q-2 q-3 q-4")
    people = room(2, 3)
    before = arrange_class([form], unit(*others, question("old", choice("b"))), people, "s", {})
    after = arrange_class([form], unit(*others, question("old", now)), people, "s", before)
    for id, arrangement in after.items():
        assert arrangement.numbers == before[id].numbers
        assert sorted("".join(arrangement.options["old"][0])) == list(printed)
        assert {**arrangement.options, "old": ()} == {**before[id].options, "old": ()}


def test_another_key_changes_no_order() -> None:
    """Of the same options another one is right: every paper stays as it is, and its key follows."""
    others = [question(f"q-{n}", choice("abcd"[n % 4])) for n in range(5)]
    form = selection("q-0 q-1 old q-2 q-3 q-4")
    before = arrange_class([form], unit(*others, question("old", choice("b"))), room(2, 3), "s", {})
    assert (
        arrange_class([form], unit(*others, question("old", choice("c"))), room(2, 3), "s", before) == before
    )


def test_a_swap_keeps_the_letters_spread() -> None:
    """With a question swapped, each of four letters is still the key of five of twenty questions."""
    questions = [question(f"q-{n:02}", choice(key="abcd"[n % 4])) for n in range(21)]
    bank, ids = unit(*questions), [one.id for one in questions]
    form = selection(" ".join(ids[:20]))
    before = arrange_class([form], bank, room(3, 4), "s", {})
    after = arrange_class([form.with_swaps({"q-07": "q-20"})], bank, room(3, 4), "s", before)
    for arrangement in after.values():
        letters = [
            arrangement.options[id][0].index("abcd"[int(id.removeprefix("q-")) % 4])
            for id in arrangement.numbers
        ]
        assert [letters.count(n) for n in range(4)] == [5, 5, 5, 5]


def test_options_that_the_bank_changed_are_dealt_anew() -> None:
    """A wrong option became another one, and a question keeps its options' order now: both keep their numbers."""
    questions = [question(f"q-{n}", choice(key="a")) for n in range(8)]
    form = selection(" ".join(one.id for one in questions))
    people = room(2, 3)
    before = arrange_class([form], unit(*questions), people, "s", {})
    changed = [
        question("q-0", choice(key="a", options="abce")),
        question("q-1", choice(key="a", pinned=True)),
        question("q-2", choice(key="a", options="abcde")),
        *questions[3:],
    ]
    after = arrange_class([form], unit(*changed), people, "s", before)
    for id, arrangement in after.items():
        assert arrangement.numbers == before[id].numbers
        assert sorted(arrangement.options["q-0"][0]) == list("abce")
        assert arrangement.options["q-1"][0] == tuple("abcd")
        assert sorted(arrangement.options["q-2"][0]) == list("abcde")
        assert {one: arrangement.options[one] for one in arrangement.numbers if one > "q-2"} == {
            one: before[id].options[one] for one in before[id].numbers if one > "q-2"
        }


def test_what_comes_is_as_long_as_what_went() -> None:
    """Of two questions that went the longer one is replaced by the longer one that came: a paper stays as steep."""
    stays = [question(f"stays-{n}", written(1 + n)) for n in range(4)]
    went = [question("went-short", written(1)), question("went-long", written(9))]
    came = [
        question("a-long", written(9)),
        question("b-short", written(1)),
        question("c-long", written(9), difficulty=4),
    ]
    bank = unit(*stays, *went, *came, question("z-long", written(9), difficulty=2))
    kept = " ".join(one.id for one in stays)
    people = [student(str(n)) for n in range(6)]
    before = arrange_class([selection(f"{kept} went-short went-long")], bank, people, "s", {})
    after = arrange_class([selection(f"{kept} a-long b-short")], bank, people, "s", before)
    for id in before:
        assert after[id].numbers["b-short"] == before[id].numbers["went-short"]
        assert after[id].numbers["a-long"] == before[id].numbers["went-long"]
    harder = arrange_class([selection(f"{kept} c-long z-long")], bank, people, "s", before)
    assert all(each.numbers["z-long"] < each.numbers["c-long"] for each in harder.values())


def test_what_went_for_good_leaves_no_gap() -> None:
    """A section that has fewer questions than before keeps the order and the options of those."""
    bank, drawn = mcq_paper(8, 1)
    fewer = selection(" ".join(drawn.sections[0][1:6]))
    before = arrange_class([drawn], bank, room(2, 2), "s", {})
    after = arrange_class([fewer], bank, room(2, 2), "another seed", before)
    for id, each in after.items():
        assert list(each.numbers) == [one for one in before[id].numbers if one in each.numbers]
        assert each.options.items() <= before[id].options.items()


def test_half_of_the_questions_are_worth_their_order() -> None:
    """Where just half of the questions stay, their order does; where fewer do, papers are made anew."""
    bank, drawn = mcq_paper(18, 1)
    ids = drawn.sections[0]
    before = arrange_class([selection(" ".join(ids[:10]))], bank, room(2, 2), "s", {})
    half, fewer = selection(" ".join(ids[5:15])), selection(" ".join(ids[6:16]))
    after = arrange_class([half], bank, room(2, 2), "s", before)
    assert all(
        [each.numbers[id] for id in ids[5:10]] == [before[one].numbers[id] for id in ids[5:10]]
        for one, each in after.items()
    )
    assert arrange_class([fewer], bank, room(2, 2), "s", before) == arrange_class(
        [fewer], bank, room(2, 2), "s", {}
    )


def test_a_section_more_or_another_section_changes_nothing_else() -> None:
    """Another section stands behind the others; a question that is drawn into another section stands there."""
    bank, drawn = mcq_paper(10, 2)
    one, other = (" ".join(ids) for ids in drawn.sections)
    more = unit(*bank.questions, question("more"))
    people = room(2, 2)
    before = arrange_class([drawn], more, people, "s", {})
    after = arrange_class([selection(one, other, "more")], more, people, "s", before)
    assert {id: each.sections[:2] for id, each in after.items()} == {
        id: each.sections for id, each in before.items()
    }
    moved = selection(one.removesuffix(" q-04"), f"q-04 {other}")
    for each in arrange_class([moved], more, people, "s", before).values():
        assert [sorted(asked.id for asked in section) for section in each.sections] == [
            sorted(ids) for ids in moved.sections
        ]


def test_a_paper_of_a_form_that_is_no_more_is_made_anew() -> None:
    """Who sat form B of two gets a paper of the only form that there is."""
    bank, drawn = mcq_paper(10, 1)
    gone = arrange_class([replace(drawn, form="B")], bank, [student("1")], "s", {})
    assert arrange_class([drawn], bank, [student("1")], "s", gone) == arrange_class(
        [drawn], bank, [student("1")], "s", {}
    )


def test_a_form_of_ones_own_is_sat_by_nobody_else() -> None:
    """A student with a form of their own has it; newcomers get the class's."""
    bank, drawn = mcq_paper(11, 1)
    form = selection(" ".join(drawn.sections[0][:10]))
    own = form.with_swaps({"q-00": "q-10"}, "1-2")
    people = room(1, 4)
    before = arrange_class([form], bank, people[:3], "s", {})
    after = arrange_class([form, own], bank, people, "s", before)
    assert {id: each.form for id, each in after.items()} == {
        "1-1": "A",
        "1-2": "A-1-2",
        "1-3": "A",
        "1-4": "A",
    }
    assert after["1-1"] == before["1-1"]
    again = arrange_class([form], bank, people, "s", after)
    assert again["1-2"].numbers == before["1-2"].numbers


def test_a_form_that_is_for_certain_students_is_theirs() -> None:
    """Whatever the square of seats says; who sat another form keeps of its order what is on this one."""
    bank, drawn = mcq_paper(20, 2)
    one, other = (
        replace(selection(" ".join(ids)), form=form) for ids, form in zip(drawn.sections, "AB", strict=True)
    )
    people = room(1, 3)
    sitting = dict.fromkeys(("1-1", "1-2", "1-3"), "B")
    before = arrange_class([one, other], bank, people, "s", {}, sitting)
    assert {each.form for each in before.values()} == {"B"}
    renamed = replace(other, form="C")
    after = arrange_class([one, renamed], bank, people, "s", before, dict.fromkeys(sitting, "C"))
    assert {id: (each.form, each.sections) for id, each in after.items()} == {
        id: ("C", each.sections) for id, each in before.items()
    }


def test_papers_of_other_questions_are_made_anew() -> None:
    """Where more than half of the questions are others, nothing of the old order is kept."""
    bank, drawn = mcq_paper(20, 2)
    one, other = (selection(" ".join(ids)) for ids in drawn.sections)
    before = arrange_class([one], bank, room(2, 2), "s", {})
    assert arrange_class([other], bank, room(2, 2), "s", before) == arrange_class(
        [other], bank, room(2, 2), "s", {}
    )


def test_pairs_above_the_ceiling_are_named() -> None:
    """Two neighbours with the very same paper are told with what they share; those apart are not."""
    bank, drawn = mcq_paper(10, 2)
    people = [student("a", seat="1-1"), student("b", seat="1-2"), student("c", seat="9-9")]
    same = arrange_class([drawn], bank, people[:1], "s", {})["a"]
    found = sharing({"a": same, "b": same, "c": same}, [drawn], bank, people, "s")
    assert (found.pairs, found.shared, found.most) == (1, 10, 10)
    assert found.above == (("a", "b", 10),)


def test_who_sits_alone_shares_nothing() -> None:
    """A room without neighbours has no pair, and nothing that one shares."""
    bank, drawn = mcq_paper(3, 1)
    alone = [student("a", seat="1-1")]
    found = sharing(arrange_class([drawn], bank, alone, "s", {}), [drawn], bank, alone, "s")
    assert (found.pairs, found.shared, found.most, found.shuffled, found.above) == (0, 0, 0, 0, ())


@pytest.mark.parametrize("by_task", [False, True])
def test_shuffled_papers_are_those_of_pupils_without_seats(by_task: bool) -> None:
    """What a pair would share is what its two papers would, had neither a seat: of an exam, and of a worksheet."""
    bank = unit(
        *(question(f"f-{n}") for n in range(2)),
        *(question(f"x-{n}", choice(), written(1, Kind.EXPLAIN)) for n in range(2)),
        question("long", choice(), choice(), choice()),
    )
    drawn = selection(" ".join(bank.by_id))
    people = room(1, 2)
    told = []
    for seed in map(str, range(20)):
        arranged = arrange_class([drawn], bank, people, seed, {}, by_task=by_task)
        alone = [arrange(drawn, bank, one.id, seed, by_task=by_task) for one in people]
        found = sharing(arranged, [drawn], bank, people, seed, by_task=by_task)
        assert found.shuffled == len(spots(alone[0], bank) & spots(alone[1], bank))
        told.append(found.shuffled)
    assert sum(told) > 0
    exam = sharing(arranged, [drawn], bank, people, seed)
    assert exam == sharing(arranged, [drawn], bank, people, seed, by_task=False)


def test_as_much_as_the_ceiling_is_not_named() -> None:
    """Neighbours who share just as much as may be shared are no pair to be told."""
    bank, drawn = mcq_paper(CEILING, 1)
    people = [student("a", seat="1-1"), student("b", seat="1-2")]
    same = arrange_class([drawn], bank, people[:1], "s", {})["a"]
    found = sharing({"a": same, "b": same}, [drawn], bank, people, "s")
    assert (found.most, found.above) == (CEILING, ())


def test_a_question_with_one_place_is_left_to_chance() -> None:
    """Eight of one band can move, the only hard one cannot: its letter agrees with a neighbour's now and then."""
    easy = [question(f"e-{n}") for n in range(8)]
    hard = question("hard", difficulty=5)
    bank, drawn = unit(*easy, hard), selection(" ".join(one.id for one in (*easy, hard)))
    assert loose(drawn, bank) == {one.id for one in easy}
    agreed = pairs = shared = 0
    for seed in range(20):
        people = room(4, 4)
        arranged = arrange_class([drawn], bank, people, str(seed), {})
        found = sharing(arranged, [drawn], bank, people, str(seed))
        shared += found.shared
        letters = {id: _letters(each, bank)[9] for id, each in arranged.items()}
        for one in people:
            for other in beside(one, people):
                pairs += 1
                agreed += letters[one.id] == letters[other]
    assert 0.18 < agreed / pairs < 0.32
    assert 2 * shared == agreed  # each pair was met from both sides


LITTLE_CAN_MOVE = [
    pytest.param(("mmmmmm", "m", "m"), id="two questions stand where everybody has them"),
    pytest.param(("mmPm", "mm", "mm"), id="two bands of two"),
    pytest.param(("mPP", "mmm", "mm"), id="two of three keep their options"),
    pytest.param(("mmmP", "m", "Pm"), id="one of two keeps its options"),
    pytest.param(("mm", "mmmmm", "P"), id="a question is the same for everybody"),
]


@pytest.mark.parametrize("bands", LITTLE_CAN_MOVE)
def test_a_class_shares_one_answer_at_most(bands: tuple[str, ...]) -> None:
    """Of eight answers no pair shares two, though little can be moved."""
    bank, drawn = banded(*bands)
    for seed in map(str, range(6)):
        found = sharing(arrange_class([drawn], bank, room(5, 6), seed, {}), [drawn], bank, room(5, 6), seed)
        assert found.most <= 1, (seed, found.above)


@pytest.mark.slow
@pytest.mark.parametrize("bands", LITTLE_CAN_MOVE)
def test_a_hall_shares_as_little_as_a_class(bands: tuple[str, ...]) -> None:
    """No pair of a hall of 600 shares two of eight answers either."""
    bank, drawn = banded(*bands)
    for seed in ("a", "b"):
        people = room(20, 30)
        found = sharing(arrange_class([drawn], bank, people, seed, {}), [drawn], bank, people, seed)
        assert found.most <= 1, found.above


@pytest.mark.parametrize("bands", [("PPP", "mm"), ("mm", "mm", "P")])
def test_another_paper_is_shuffled_where_the_first_shares_too_much(bands: tuple[str, ...]) -> None:
    """Of five answers hardly one pair in sixty shares two, and none three; with one try it is one in fifteen."""
    bank, drawn = banded(*bands)
    above = pairs = 0
    for seed in map(str, range(6)):
        found = sharing(arrange_class([drawn], bank, room(5, 6), seed, {}), [drawn], bank, room(5, 6), seed)
        assert found.most <= 2
        above, pairs = above + len(found.above), pairs + found.pairs
    assert above / pairs < 1 / 50


def test_what_nobody_can_help_tells_no_letter() -> None:
    """A pinned question alone in its band is the same for all; the other one with one place is not kept apart for it.

    Pairs then share two answers now and then, and of the letters around it the rarest is the key no more often than
    any other.
    """
    bank, drawn = banded("mmmmmm", "m", "P")
    agreed = pairs = rarest = asked = 0.0
    for seed in range(8):
        people = room(10, 10)
        arranged = arrange_class([drawn], bank, people, str(seed), {})
        found = sharing(arranged, [drawn], bank, people, str(seed))
        assert found.same_for_all == ("q-5-0",)
        assert found.most == 2
        letters = {id: _letters(each, bank)[7] for id, each in arranged.items()}
        for one in people:
            around = Counter(letters[other] for other in beside(one, people))
            agreed, pairs = agreed + around[letters[one.id]], pairs + around.total()
            rare = [letter for letter in range(4) if around[letter] == min(around[n] for n in range(4))]
            rarest, asked = rarest + (letters[one.id] in rare) / len(rare), asked + 1
    assert 0.2 < agreed / pairs < 0.3
    assert 0.15 < rarest / asked < 0.3


def test_of_a_hall_a_part_is_shuffled_for_comparison() -> None:
    """What pairs would share if nobody's paper heeded another's is told within a tenth, of many pairs from some."""
    bank, drawn = banded("mmm", "mmm", "mm")
    people = room(20, 20)
    alone = {one.id: arrange(drawn, bank, one.id, "s") for one in people}
    found = sharing(alone, [drawn], bank, people, "s")
    assert abs(found.shuffled - found.shared / found.pairs) < 0.1


def test_neighbours_have_different_forms() -> None:
    """Of four forms no two neighbours have the same, and each is used about equally; unseated spares take turns."""
    bank = unit(*(question(f"q-{n:02}") for n in range(20)))
    forms = [
        replace(selection(" ".join(f"q-{n:02}" for n in range(5 * at, 5 * at + 5))), form="ABCD"[at])
        for at in range(4)
    ]
    people = room(4, 6)
    spares = [replace(student(f"S{n}"), spare=True) for n in (1, 2, 3, 4, 5, 14)]
    arranged = arrange_class(forms, bank, [*people, *spares], "s", {})
    for one in people:
        for other in beside(one, people):
            assert arranged[one.id].form != arranged[other].form
    counts = Counter(arranged[one.id].form for one in people)
    assert max(counts.values()) - min(counts.values()) <= 3
    assert [arranged[spare.id].form for spare in spares] == ["A", "B", "C", "D", "A", "B"]


def form_at(seat: str, around: dict[str, str], count: int) -> str:
    """The form that somebody gets at a seat of an empty room but for those `around`: their forms by their seats."""
    bank, forms = forms_of_one(count)
    printed = {each.form: arrange(each, bank, "x", "s") for each in forms}
    people = [student(there, seat=there) for there in (seat, *around)]
    earlier = {there: printed[form] for there, form in around.items()}
    return arrange_class(forms, bank, people, "s", earlier)[seat].form


def test_up_to_four_forms_lie_in_squares() -> None:
    """Everybody has the form of who sits two places along and two rows back, and no neighbour's."""
    bank, forms = forms_of_one(4)
    people = room(7, 7)
    arranged = arrange_class(forms, bank, people, "s", {})
    for one in people:
        assert one.seat
        for row, place in ((one.seat.row + 2, one.seat.place), (one.seat.row, one.seat.place + 2)):
            if max(row, place) <= 7:
                assert arranged[f"{row}-{place}"].form == arranged[one.id].form
        assert arranged[one.id].form not in {arranged[other].form for other in beside(one, people)}


def test_two_forms_alternate_along_a_row() -> None:
    """Who sits beside has the other one."""
    bank, forms = forms_of_one(2)
    arranged = arrange_class(forms, bank, room(3, 6), "s", {})
    assert all(
        arranged[f"{row}-{place}"].form != arranged[f"{row}-{place + 1}"].form
        for row in (1, 2, 3)
        for place in range(1, 6)
    )


def test_the_form_that_fewest_have_beside_is_given() -> None:
    """Three neighbours with A, one with B: it is B, though somebody further off has it too."""
    around = {"1-2": "A", "1-3": "A", "2-2": "A", "3-4": "B", "5-3": "A", "5-4": "A"}
    assert form_at("2-3", around, 2) == "B"


def test_among_equals_the_form_that_fewest_have_within_reach_is_given() -> None:
    """Of five forms that nobody beside has: one person close by counts less than one close by and one further off."""
    around = {"1-1": "A", "1-5": "B", "2-1": "C", "2-5": "D", "3-3": "E"}
    further = {"3-5": "A", "4-1": "B", "4-2": "C", "4-3": "D"}
    assert form_at("1-3", {**around, **further}, 5) == "E"


def test_forms_are_used_equally_where_nobody_sits_near() -> None:
    """Of twenty pupils who sit far from each other four have each of five forms, as of a full room about as many."""
    bank, forms = forms_of_one(5)
    apart = [
        student(f"{row}-{place}", seat=f"{row}-{place}")
        for row in (1, 6, 11, 16)
        for place in range(1, 21, 4)
    ]
    counts = Counter(each.form for each in arrange_class(forms, bank, apart, "s", {}).values())
    assert sorted(counts.values()) == [4] * 5
    full = Counter(each.form for each in arrange_class(forms, bank, room(5, 6), "s", {}).values())
    assert len(full) == 5
    assert max(full.values()) - min(full.values()) <= 2


def test_unseated_students_are_drawn_a_form_each() -> None:
    """Of two hundred about half have each of two forms, and nobody's depends on who else is there."""
    bank = unit(question("a"), question("b"))
    forms = [selection("a"), replace(selection("b"), form="B")]
    people = [student(str(n)) for n in range(200)]
    arranged = arrange_class(forms, bank, people, "s", {})
    assert 70 < Counter(each.form for each in arranged.values())["A"] < 130
    assert 70 < sum(arranged[str(n)].form == arranged[str(n + 1)].form for n in range(199)) < 130
    assert arrange_class(forms, bank, people[:1], "s", {})["0"] == arranged["0"]
    other = arrange_class(forms, bank, people, "another", {})
    assert 70 < sum(arranged[one.id].form == other[one.id].form for one in people) < 130


@pytest.mark.slow
def test_two_coincidences_are_avoided_where_one_cannot_be() -> None:
    """Three bands of two questions leave much to chance: hardly a pair shares two, where shuffles often do."""
    bank = unit(*(question(f"q-{n}", difficulty=(1, 3, 5)[n // 2]) for n in range(6)))
    drawn = selection(" ".join(sorted(bank.by_id)))
    above = independent = pairs = 0
    for seed in map(str, range(12)):
        people = room(5, 6)
        found = sharing(arrange_class([drawn], bank, people, seed, {}), [drawn], bank, people, seed)
        alone = {one.id: arrange(drawn, bank, one.id, seed) for one in people}
        above += len(found.above)
        independent += len(sharing(alone, [drawn], bank, people, seed).above)
        pairs += found.pairs
    assert above / pairs < 0.02
    assert independent / pairs > 0.1
