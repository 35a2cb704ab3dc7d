"""Who gets what at the least cost together."""

from __future__ import annotations

from collections.abc import Sequence


def assign(costs: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """For each row of a square matrix of integer costs its own column, the least sum of all.

    The Hungarian method with potentials, rows added one after another, in O(n³) (Kuhn 1955; Jonker and
    Volgenant 1987). Integers alone, so that the answer is the same on every machine.
    """
    size = len(costs)
    rows, columns = [0] * (size + 1), [0] * (size + 1)
    owner = [0] * (size + 1)  # the row, counted from 1, that has a column; column 0 is where a search starts
    for row in range(1, size + 1):
        owner[0], column = row, 0
        least: list[int | None] = [None] * (size + 1)
        via, done = [0] * (size + 1), [False] * (size + 1)
        while owner[column]:
            done[column] = True
            here, step, nearest = owner[column], None, 0
            for other in range(1, size + 1):
                if done[other]:
                    continue
                slack = costs[here - 1][other - 1] - rows[here] - columns[other]
                known = least[other]
                if known is None or slack < known:
                    least[other], via[other] = slack, column
                    known = slack
                if step is None or known < step:
                    step, nearest = known, other
            for other in range(size + 1):
                if done[other]:
                    rows[owner[other]] += step or 0
                    columns[other] -= step or 0
                elif (known := least[other]) is not None:
                    least[other] = known - (step or 0)
            column = nearest
        while column:
            owner[column] = owner[via[column]]
            column = via[column]
    found = [0] * size
    for column in range(1, size + 1):
        found[owner[column] - 1] = column - 1
    return tuple(found)
