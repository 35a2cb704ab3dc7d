"""The assignment problem: give every row a column of its own so that the costs add up to the least."""

from __future__ import annotations

from collections.abc import Sequence


def assign(costs: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """A column for each row, no two the same, so that the sum of their costs is the least there is.

    `costs` is a square matrix of integers, row by row; columns count from 0. Of several least sums one is
    taken, always the same.

    The Hungarian method with potentials, rows added one after another, in O(n³) (Kuhn 1955; Jonker and
    Volgenant 1987). Integers alone, so that the answer is the same on every machine.
    """
    size = len(costs)
    # Rows and columns count from 1 within this function. The potentials `rows` and `columns` are prices: a
    # cost less both its prices (its slack) is never negative for a row that was added, and is 0 in the column
    # that the row owns. As long as that holds, the rows added so far are assigned at the least cost.
    rows, columns = [0] * (size + 1), [0] * (size + 1)
    owner = [0] * (
        size + 1
    )  # the row that owns each column, 0 for none; column 0 holds the row that is added now
    for row in range(1, size + 1):
        # Search for the cheapest chain of exchanges from the new row to a column that nobody owns, as
        # Dijkstra's algorithm does: `least` is the least slack by which each column was reached, `via` the
        # column before it in the chain, `done` the columns whose owners were looked at already.
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
            # Change the prices by the least step that lets the search reach one more column at no cost.
            for other in range(size + 1):
                if done[other]:
                    rows[owner[other]] += step or 0
                    columns[other] -= step or 0
                elif (known := least[other]) is not None:
                    least[other] = known - (step or 0)
            column = nearest
        # Walk the chain back: each column on it passes to the owner of the column before.
        while column:
            owner[column] = owner[via[column]]
            column = via[column]
    found = [0] * size
    for column in range(1, size + 1):
        found[owner[column] - 1] = column - 1
    return tuple(found)
