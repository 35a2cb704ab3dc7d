"""The processes of this machine that print packs. Imported where there are several: one alone need not wait for it."""

from __future__ import annotations

import atexit
import gc
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from worksheetgen.system.interrupts import ignore_interrupts
from worksheetgen.system.processes import MOST_PROCESSES

R = TypeVar("R")


class Processes(ProcessPoolExecutor):
    """So many processes, which end at once with their driver, or where they are shut down before their work is done.

    Python's own pool would finish what it has given out, some packs more than there are processes; and where the
    driver is killed, its processes would hold the terminal and work for no one. A pack that is half made is nothing
    that anybody waits for.
    """

    def __init__(self, jobs: int) -> None:
        context = get_context("spawn")
        # Nothing is ever sent: the driver alone holds the end for writing, and every system closes it with the driver.
        watched, self._held = context.Pipe(duplex=False)
        self._unfinished: set[Future[Any]] = set()
        super().__init__(min(jobs, MOST_PROCESSES), context, _begin, (watched,))

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Have a process call `fn`."""
        future = super().submit(fn, *args, **kwargs)
        self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; `wait` until they are gone."""
        if self._unfinished:
            self._held.close()
        super().shutdown(wait, cancel_futures=cancel_futures)


def _begin(watched: Connection[Any, Any]) -> None:
    """In a worker: ignore Ctrl-C, which the terminal sends to all: the driver says what is to be done.

    Nor does it look for garbage, of which packs leave none (`no_garbage`): between them, and as the process ends, that
    took a tenth of its time.
    """
    ignore_interrupts()
    gc.disable()
    atexit.register(gc.freeze)
    threading.Thread(target=_end_when_closed, args=(watched,), daemon=True).start()


def _end_when_closed(watched: Connection[Any, Any]) -> None:
    """End this process, whatever it is doing, once the other end is closed."""
    with suppress(EOFError, OSError):
        watched.recv_bytes()
    os._exit(1)
