"""Work in chunks by whoever is there: this process, processes of its own, or a Dask cluster.

One seam, `concurrent.futures.Executor`: at most so many chunks are on their way at a time, so that the driver's memory
does not grow with their number.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

from worksheetgen.errors import Place, Problem, WorkersLost, WrongUsage

C = TypeVar("C")
R = TypeVar("R")

WINDOW = 4
"""Chunks on their way for each worker: none ever waits for the driver, and none piles up."""
RETRIES = 2
"""How often a chunk is given out again whose process died."""
WORTH = 4
"""From so many chunks on, starting processes pays."""


class InThisProcess(Executor):
    """An executor that does the work at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # a future carries it to whoever asks for the result
            future.set_exception(error)
        return future


@dataclass(frozen=True)
class Workers:
    """Who works: `jobs` processes, 0 for as many as pay; or the cluster whose scheduler has that address."""

    jobs: int = 0
    address: str = ""

    def run(self, work: Callable[[C], R], chunks: Sequence[C]) -> Iterator[R]:
        """The results as they come, in any order.

        Raises what the work raises; WorkersLost where the workers are gone for good.
        """
        if self.address:
            with _cluster(self.address) as client:
                window = WINDOW * len(client.scheduler_info()["workers"])
                yield from _windowed(
                    lambda: client.get_executor(pure=False, retries=0), work, chunks, window, False
                )
            return
        jobs = self.jobs or (min(_cores(), len(chunks)) if len(chunks) >= WORTH else 1)
        if jobs == 1:
            yield from _windowed(InThisProcess, work, chunks, 1, True)
        else:
            yield from _windowed(lambda: _processes(jobs), work, chunks, WINDOW * jobs, True)


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    """The client of a cluster that has workers."""
    try:
        from distributed import Client
    except ImportError as error:
        what, remedy = "Dask is not installed.", "Install worksheetgen[dask], or leave out --dask."
        raise WrongUsage([Problem(Place("--dask"), what, remedy)]) from error
    try:
        client = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise _lost(
            f"No scheduler answers at {address}.",
            "Give the address that ‘dask scheduler’ prints, such as tcp://10.0.0.5:8786.",
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise _lost("The cluster has no workers.", f"Start some: dask worker {address}")
        yield client


def _cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _processes(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_deaf)


def _deaf() -> None:
    """Ctrl-C is for the driver, which lets the workers finish what they have in hand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _windowed(
    start: Callable[[], Executor], work: Callable[[C], R], chunks: Iterable[C], window: int, patient: bool
) -> Iterator[R]:
    """Results as they come; executors that break are started again and their chunks given out again.

    `patient` waits at the end for what is still being worked on.
    """
    waiting = iter(chunks)
    running: dict[Future[R], C] = {}
    broken: Counter[int] = Counter()
    executor = start()
    try:
        while True:
            for chunk in islice(waiting, window - len(running)):
                running[_submitted(executor, work, chunk)] = chunk
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    result = future.result()
                except BrokenExecutor as error:
                    again = list(running.values())
                    running.clear()
                    executor.shutdown(wait=False)
                    broken.update(map(id, again))
                    if max(broken.values()) > RETRIES:
                        raise _lost(
                            "A process that prints papers died again and again.",
                            "Close other programs, as memory may be short; then give the command again with "
                            "--resume --jobs 1.",
                        ) from error
                    executor = start()
                    waiting = chain(again, waiting)
                    break
                except CancelledError as error:
                    raise _lost(
                        "The connection to the cluster is lost.",
                        "See that its scheduler runs; then give the command again with --resume.",
                    ) from error
                del running[future]
                yield result
    finally:
        for future in running:
            future.cancel()
        executor.shutdown(wait=patient)


def _submitted(executor: Executor, work: Callable[[C], R], chunk: C) -> Future[R]:
    """The chunk's future, broken if the executor is."""
    try:
        return executor.submit(work, chunk)
    except BrokenExecutor as error:
        future: Future[R] = Future()
        future.set_exception(error)
        return future


def _lost(what: str, remedy: str) -> WorkersLost:
    return WorkersLost([Problem(Place("workers"), what, remedy)])
