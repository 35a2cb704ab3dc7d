"""Streams are named, repeatable and fair."""

from collections import Counter

import pytest

from worksheetgen.streams import Stream


def test_a_stream_is_the_same_on_every_machine() -> None:
    """The first draws of a stream are these numbers, written down once."""
    stream = Stream("seed", "options", "9b-01", "kirov-01")
    assert [stream.below(1000) for _ in range(6)] == [766, 36, 364, 984, 965, 331]


def test_the_order_of_drawing_from_two_streams_changes_neither() -> None:
    """Draws from one stream leave the other where it was."""
    alone = Stream("s", "a")
    stream, other = Stream("s", "a"), Stream("s", "b")
    both = [(stream.below(100), other.below(100)) for _ in range(20)]
    assert [drawn for drawn, _ in both] == [alone.below(100) for _ in range(20)]


@pytest.mark.parametrize(
    ("one", "other"),
    [(("a", "bc"), ("ab", "c")), (("a", ""), ("a",)), (("", "a"), ("a", ""))],
)
def test_names_that_join_to_the_same_text_are_different_streams(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    """Where one part of a name ends and the next begins matters."""
    assert Stream("s", *one).below(1 << 60) != Stream("s", *other).below(1 << 60)


def test_the_seed_is_part_of_the_name() -> None:
    """Two seeds give two streams of the same name."""
    assert Stream("1", "a").below(1 << 60) != Stream("2", "a").below(1 << 60)


def test_below_favours_no_value() -> None:
    """Of 3000 draws below 3 each value is drawn between 900 and 1100 times."""
    stream = Stream("s", "fair")
    drawn = Counter(stream.below(3) for _ in range(3000))
    assert sorted(drawn) == [0, 1, 2]
    assert all(900 <= times <= 1100 for times in drawn.values())


def test_a_bound_near_the_words_own_favours_no_value() -> None:
    """Of 3000 draws below three quarters of all words a third is in the first quarter, not a half as by remainders."""
    stream = Stream("s", "wide")
    first = sum(stream.below(3 << 62) < 1 << 62 for _ in range(3000))
    assert 900 <= first <= 1100


def test_shuffling_favours_no_order() -> None:
    """Of 6000 shuffles of three things each of the six orders comes between 900 and 1100 times."""
    stream = Stream("s", "shuffle")
    orders = Counter(stream.shuffled("abc") for _ in range(6000))
    assert len(orders) == 6
    assert all(900 <= times <= 1100 for times in orders.values())


def test_shuffling_keeps_what_it_was_given() -> None:
    """A shuffle returns the same things and leaves the given list as it was; nothing shuffles to nothing."""
    items = list(range(20))
    shuffled = Stream("s").shuffled(items)
    assert sorted(shuffled) == items == list(range(20))
    assert Stream("s").shuffled(()) == ()
