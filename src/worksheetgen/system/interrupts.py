"""Ctrl-C: kept back until it can do no harm, never lost, ignored, or heeded."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_kept() -> Iterator[Callable[[], None]]:
    """Lose no Ctrl-C that arrives inside: where one was lost, the function yielded raises it again, as does the end.

    Python drops an exception in what it calls as an object dies (`memory.derived`), and pydantic writes an error of its
    own in its place.
    """
    if not _raises_interrupts():
        yield lambda: None
        return
    came: list[int] = []

    def interrupt(number: int, _: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    def raise_lost() -> None:
        if came:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield raise_lost
    except Exception as error:
        if came:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    raise_lost()


def _raises_interrupts() -> bool:
    """Whether a Ctrl-C raises KeyboardInterrupt here."""
    main = threading.current_thread() is threading.main_thread()
    return main and signal.getsignal(signal.SIGINT) is signal.default_int_handler


@contextmanager
def interrupts_held() -> Iterator[Callable[[], None]]:
    """Keep a Ctrl-C that arrives inside until the function yielded is called, or until the end."""
    if not _raises_interrupts():
        yield lambda: None
        return
    held: list[int] = []

    def let_interrupt() -> None:
        if held:
            held.clear()
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield let_interrupt
    finally:
        signal.signal(signal.SIGINT, before)
    let_interrupt()


def ignore_interrupts() -> None:
    """Let Ctrl-C do nothing in this process from now on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def heed_interrupts() -> None:
    """Let Ctrl-C raise KeyboardInterrupt, also where a shell started the process in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
