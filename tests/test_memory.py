"""The two forms of memory: what they give again, and when they forget it."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from weakref import ref

import pytest

from worksheetgen.memory import derived, made_to_stay, remembered


@dataclass(frozen=True)
class Value:
    """Something that results are derived from; a list in it makes it unhashable."""

    words: list[str]


class Result:
    """Something large that is made of a value."""


def test_equal_arguments_give_what_was_made_before() -> None:
    """A remembered function is called once for equal arguments, by position or by name."""
    calls = []

    @remembered(most=8)
    def joined(*words: str, end: str = "") -> str:
        calls.append(words)
        return " ".join(words) + end

    assert joined("a", "b", end=".") == joined("a", "b", end=".") == "a b."
    assert joined("a", "b") == "a b"
    assert len(calls) == 2


def test_the_one_asked_for_longest_ago_is_forgotten_first() -> None:
    """A remembered function keeps its last results, as many as it was told, and no more."""
    made = []

    @remembered(most=2)
    def doubled(number: int) -> int:
        made.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):
        doubled(number)
    assert made == [1, 2, 3, 2]


def test_a_result_is_derived_from_the_very_value() -> None:
    """The same value with the same further arguments gives the same result; an equal value has its own."""
    made = derived(lambda value, *rest: Result())
    one, equal = Value(["a"]), Value(["a"])
    assert one == equal
    assert made(one) is made(one)
    assert made(one, 1, "b") is made(one, 1, "b")
    assert len({made(one), made(one, 1, "b"), made(one, 2, "b"), made(equal)}) == 4


def test_what_is_derived_is_forgotten_with_its_value() -> None:
    """A result lives as long as its value, and the value no longer than whoever else holds it."""
    made = derived(lambda value, *rest: Result())
    value = Value([])
    results = [ref(made(value)), ref(made(value, 1))]
    gc.collect()
    assert all(result() is not None for result in results)
    held = ref(value)
    del value
    assert held() is None
    assert all(result() is None for result in results)


def test_no_value_gets_the_result_of_one_that_is_gone() -> None:
    """Python uses the place of a value that is gone for the next one; what was derived from the first is not found."""
    made = derived(lambda value: value.words[0])
    assert [made(Value([str(number)])) for number in range(1000)] == [str(number) for number in range(1000)]
    places = {id(Value([str(number)])) for number in range(1000)}
    assert len(places) < 1000


def test_what_an_object_remembers_for_itself_ends_with_it() -> None:
    """A memory around an object's own method does not outlive the object, nor does the object live on in values."""

    class Maker:
        def __init__(self) -> None:
            self.made = derived(self._made)
            self.known = remembered(most=2)(self._known)

        def _made(self, value: Value) -> Result:
            return Result()

        def _known(self, number: int) -> Result:
            return Result()

    maker, value = Maker(), Value([])
    known = ref(maker.known(1))
    held = ref(maker)
    maker.made(value)
    del maker
    gc.collect()
    assert held() is None
    assert known() is None


def test_functions_keep_what_they_derive_of_one_value_apart() -> None:
    """What one function made of a value is not given by another one, though it be the same function's memory."""

    def made(value: Value) -> Result:
        return Result()

    one, other, value = derived(made), derived(made), Value(["a"])
    assert one(value) is one(value)
    assert one(value) is not other(value)


def test_what_is_made_to_stay_is_not_looked_through() -> None:
    """It is set apart as it is made; where that fails nothing is."""
    before = gc.get_freeze_count()
    with made_to_stay():
        made = [Value([str(number)]) for number in range(1000)]
        assert not gc.isenabled()
    stays = gc.get_freeze_count()
    assert stays >= before + len(made)
    with pytest.raises(ValueError, match="none"), made_to_stay():
        raise ValueError("none")
    assert gc.get_freeze_count() <= stays
    assert gc.isenabled()
