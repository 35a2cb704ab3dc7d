"""Ctrl-C: kept back until it can do no harm, ignored, or heeded."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_held() -> Iterator[Callable[[], None]]:
    """Keep a Ctrl-C that arrives inside until the function yielded is called, or until the end."""
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield lambda: None  # no KeyboardInterrupt is raised here
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
