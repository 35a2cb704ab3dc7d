"""A Ctrl-C ends what is going on, whoever swallows it."""

from __future__ import annotations

import signal
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from worksheetgen.system.interrupts import heed_interrupts, interrupts_held, interrupts_kept


@pytest.fixture(autouse=True)
def _heeded() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt, as at a terminal, and afterwards does what it did before."""
    before = signal.getsignal(signal.SIGINT)
    heed_interrupts()
    yield
    signal.signal(signal.SIGINT, before)


class Thing:
    """What a reference can be weak to."""


def as_an_object_dies() -> None:
    """Ctrl-C in what Python calls then, which drops the exception."""
    thing = Thing()
    ended = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    assert ended() is None


def as_another_error() -> None:
    """Ctrl-C in a library that raises an error of its own in its place."""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as error:
        raise ValueError("cannot be written") from error


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("lost", [as_an_object_dies, as_another_error])
def test_a_lost_interrupt_is_raised_again(lost: Callable[[], None]) -> None:
    """In the place of the error that it became, or where it is asked for."""
    went_on = []

    def work() -> None:
        with interrupts_kept() as raise_lost:
            lost()
            raise_lost()
            went_on.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert not went_on


def test_an_end_by_an_interrupt_is_an_end() -> None:
    """Who serves until a Ctrl-C comes has done what there was to do."""
    with interrupts_kept(), suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_a_held_interrupt_is_let_and_held_again() -> None:
    """It is raised where that is asked for, where it is let, or at the end; what cleans up is spared the second one."""
    done = []
    with suppress(KeyboardInterrupt), interrupts_held() as held:
        try:
            signal.raise_signal(signal.SIGINT)
            done.append("held")
            with held.let():
                done.append("let")
        finally:
            signal.raise_signal(signal.SIGINT)
            done.append("cleaned up")
    assert done == ["held", "cleaned up"]
    with suppress(KeyboardInterrupt), interrupts_held() as held:
        signal.raise_signal(signal.SIGINT)
        held.raise_held()
        done.append("raised too late")
    with suppress(KeyboardInterrupt), interrupts_held():
        signal.raise_signal(signal.SIGINT)
        done.append("at the end")
    assert done == ["held", "cleaned up", "at the end"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_one_that_is_kept_can_be_held_inside() -> None:
    """As a run that is printed is brought in."""
    done = []
    with suppress(KeyboardInterrupt), interrupts_kept():
        with interrupts_held():
            signal.raise_signal(signal.SIGINT)
            done.append("held")
        done.append("raised too late")
    assert done == ["held"]


def test_nothing_else_is_taken_for_one() -> None:
    """Without a Ctrl-C an error stays what it is, and the end is one; afterwards Ctrl-C does what it did."""
    with pytest.raises(ValueError, match="as it is"), interrupts_kept():
        raise ValueError("as it is")
    with interrupts_kept() as raise_lost:
        raise_lost()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with suppress(KeyboardInterrupt), interrupts_kept():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
