"""Who does a run's work: this process, processes of its own, or a Dask cluster.

Work comes in chunks (here: packs) and is given to a `concurrent.futures.Executor`, whichever of the three it is. Only
a few chunks for each worker are given out at a time, so that the driver's memory does not grow with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from worksheetgen.errors import Place, Problem, WorkersLost, WrongUsage
from worksheetgen.system.processes import cores
from worksheetgen.value import Value

C = TypeVar("C")
R = TypeVar("R")

WINDOW = 4
"""Chunks given out for each worker at a time: enough that none waits for the driver, few enough to keep little."""
RETRIES = 2
"""How often a chunk is given out again after the process that had it died."""
WORTH_PROCESSES = 4
"""From so many chunks on, several processes are faster than one, although each takes a second to start."""


class InThisProcess(Executor):
    """An executor that does the work at once, in the process that asks for it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call `fn` now; the future that comes back is done, with its result or its exception."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # a future carries it to whoever asks for the result
            future.set_exception(error)
        return future


class Workers(Value):
    """Who works: `jobs` processes of this machine, or the Dask cluster whose scheduler is at `address`.

    `jobs` 0 stands for every core where there are chunks enough, else this process alone. An `address` ("" for none,
    else such as `tcp://10.0.0.5:8786`) is used in place of `jobs`.
    """

    jobs: int = 0
    address: str = ""

    def run(self, work: Callable[[C], R], chunks: Sequence[C]) -> Iterator[R]:
        """Call `work` with each of the chunks and give the results as they come, in any order.

        `work` may be called twice with a chunk whose worker died. Raises what `work` raises; WorkersLost where the
        workers are gone for good; WrongUsage where a cluster is asked for and Dask is not installed.
        """
        if self.address:
            with _cluster(self.address) as client:
                window = WINDOW * len(client.scheduler_info()["workers"])
                yield from _windowed(
                    lambda: client.get_executor(pure=False, retries=0), work, chunks, window, False
                )
            return
        jobs = self.jobs or (min(cores(), len(chunks)) if len(chunks) >= WORTH_PROCESSES else 1)
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
        what, remedy = (
            "Dask is not installed.",
            "Install ‘distributed’ beside worksheetgen, or leave out --dask.",
        )
        raise WrongUsage([Problem(Place("--dask"), what, remedy)]) from error
    try:
        client = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]  # distributed says none
    except (OSError, ValueError) as error:
        raise _lost(
            f"No scheduler answers at {address}.",
            "Give the address that ‘dask scheduler’ prints, such as tcp://10.0.0.5:8786.",
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise _lost("The cluster has no workers.", f"Start some: dask worker {address}")
        yield client


def _processes(jobs: int) -> Executor:
    from worksheetgen.run.pool import Processes  # what a single process need not wait for

    return Processes(jobs)


def _windowed(
    start: Callable[[], Executor], work: Callable[[C], R], chunks: Iterable[C], window: int, patient: bool
) -> Iterator[R]:
    """Results as they come, from an executor that `start` makes; one that breaks is made anew.

    At most `window` chunks are given out at a time; those that a broken executor had are given out again. `patient`
    says whether to wait, at the end or after an error, until those who work are gone: processes of this machine would
    otherwise go on writing into a folder that is being deleted. What a cluster was given is called back.
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
        if not patient:
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
