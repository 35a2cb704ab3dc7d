"""Who does a run's work: this process, this one and processes of its own, or a Dask cluster.

Work comes in chunks (here: packs). Those that this process does not do itself are given to an executor of
`concurrent.futures`, its processes or the cluster: only a few for each worker at a time, so that the driver's memory
does not grow with their number.

This process works with the others: one that only waited for two would need what each of them has to make ready, a
second of CPU, and take their cores from them for all that is the driver's alone.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar

from worksheetgen.errors import Place, Problem, WorkersLost, WrongUsage
from worksheetgen.system.processes import cores
from worksheetgen.value import Value

C = TypeVar("C")
R = TypeVar("R")

WINDOW = 3
"""Chunks given out for each other process at a time: it makes two or so while this one makes one and takes in all."""
CLUSTER_WINDOW = 4
"""The same for each worker of a cluster, which may be far away."""
RETRIES = 2
"""How often a chunk is given out again after the process that had it died."""
WORTH_PROCESSES = 4
"""From so many chunks on, several processes are faster than one, although each takes a second to start."""


class Workers(Value):
    """Who works: `jobs` processes of this machine, this one among them, or the Dask cluster at `address`.

    There are never more processes than chunks; `jobs` 0 stands for every core where there are chunks enough, else this
    process alone. An `address` is that of a scheduler ("" for none, else such as `tcp://10.0.0.5:8786`), and used in
    place of `jobs`.
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
                window = CLUSTER_WINDOW * len(client.scheduler_info()["workers"])
                yield from _windowed(
                    lambda: client.get_executor(pure=False, retries=0), work, chunks, window, others=0
                )
            return
        jobs = min(self.jobs or (cores() if len(chunks) >= WORTH_PROCESSES else 1), len(chunks))
        if jobs <= 1:
            yield from map(work, chunks)
        else:
            others = jobs - 1
            yield from _windowed(lambda: _processes(others), work, chunks, WINDOW * others, others=others)


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
    start: Callable[[], Executor], work: Callable[[C], R], chunks: Sequence[C], window: int, *, others: int
) -> Iterator[R]:
    """Results as they come, from an executor that `start` makes; one that breaks is made anew.

    At most `window` chunks are given out at a time; those that a broken executor had are given out again. `others` says
    how many processes of this machine work, 0 for a cluster. With them this process works whenever none has a result:
    of what is left they have no more than their share, so that nobody waits long at the end. It waits after an error
    until they are gone: they would otherwise go on writing into a folder that is being deleted. What a cluster was
    given is called back.
    """
    waiting = deque(chunks)
    running: dict[Future[R], C] = {}
    broken: Counter[int] = Counter()
    executor = start()
    try:
        while True:
            left = len(waiting) + len(running)
            room = min(window, left * others // (others + 1) if others else left)
            while len(running) < room and waiting:
                chunk = waiting.popleft()
                running[_submitted(executor, work, chunk)] = chunk
            if others and waiting and not any(future.done() for future in running):
                yield work(waiting.popleft())
                continue
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
                    waiting.extendleft(reversed(again))
                    break
                except CancelledError as error:
                    raise _lost(
                        "The connection to the cluster is lost.",
                        "See that its scheduler runs; then give the command again with --resume.",
                    ) from error
                del running[future]
                yield result
    finally:
        if not others:
            for future in running:
                future.cancel()
        executor.shutdown(wait=bool(others and running))


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
