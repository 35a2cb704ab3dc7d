"""Ctrl-C: kept back until it can do no harm, never lost, ignored, or heeded."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Raising:
    """Handles a Ctrl-C as Python does, by a KeyboardInterrupt, and remembers it."""

    def __init__(self) -> None:
        self._came = False

    def __call__(self, _number: int, _frame: object) -> None:
        self._came = True
        raise KeyboardInterrupt

    def raise_lost(self) -> None:
        """Raise it again."""
        if self._came:
            raise KeyboardInterrupt


@contextmanager
def interrupts_kept() -> Iterator[Callable[[], None]]:
    """Raise KeyboardInterrupt in the place of any error that ends what is done inside, once there was a Ctrl-C.

    Pydantic, and a module written in C that is being imported, make an error of their own of it. Python drops it in
    what it calls as an object dies: the function yielded raises it again, to be called as often as what goes on may be
    stopped.
    """
    if not _raises_interrupts():
        yield lambda: None
        return
    raising = _Raising()
    before = signal.signal(signal.SIGINT, raising)
    try:
        yield raising.raise_lost
    except Exception:
        raising.raise_lost()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _raises_interrupts() -> bool:
    """Whether a Ctrl-C raises KeyboardInterrupt here."""
    if threading.current_thread() is not threading.main_thread():
        return False
    handler = signal.getsignal(signal.SIGINT)
    return handler is signal.default_int_handler or isinstance(handler, _Raising)


class HeldInterrupts:
    """What becomes of a Ctrl-C inside `interrupts_held`."""

    def __init__(self) -> None:
        self._before = signal.getsignal(signal.SIGINT) if _raises_interrupts() else None
        self._came = False

    def hold(self) -> None:
        """Keep it from now on."""
        if self._before:
            signal.signal(signal.SIGINT, self._remember)

    def end(self) -> None:
        """Keep none any more."""
        if self._before:
            signal.signal(signal.SIGINT, self._before)

    def raise_held(self) -> None:
        """Raise KeyboardInterrupt for one that is held."""
        if self._came:
            self._came = False
            raise KeyboardInterrupt

    @contextmanager
    def let(self) -> Iterator[None]:
        """Let one that is held, or comes inside, raise at once; whatever cleans up after it is spared the next one."""
        try:
            self.end()
            self.raise_held()
            yield
        finally:
            self.hold()

    def _remember(self, _number: int, _frame: object) -> None:
        self._came = True


@contextmanager
def interrupts_held() -> Iterator[HeldInterrupts]:
    """Keep a Ctrl-C that arrives inside until what is yielded raises it or lets it, or until the end."""
    held = HeldInterrupts()
    try:
        held.hold()
        yield held
    finally:
        held.end()
    held.raise_held()


def ignore_interrupts() -> None:
    """Let Ctrl-C do nothing in this process from now on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def heed_interrupts() -> None:
    """Let Ctrl-C raise KeyboardInterrupt, also where a shell started the process in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
