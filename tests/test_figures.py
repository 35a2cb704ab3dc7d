"""What docstrings say of speed is what docs/performance.md has measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import worksheetgen

SOURCE = Path(worksheetgen.__file__).parent
PAGE = Path(__file__).parent.parent / "docs/performance.md"
CITED = re.compile(r"([+-][\d,]+)%?\s+\(docs/performance\.md,\s+“([^”]+)”,\s+([^)]+)\)")
"""How a docstring names what a mechanism buys: how much more a run costs without it, its row and its column."""
TENTH = 10
"""A mechanism that saves so many per cent of some run says so where it stands."""

Figures = dict[str, dict[str, int]]


def measured() -> Figures:
    """The table of mechanisms: what a run costs more without each, by the heading of the column."""
    table = PAGE.read_text("utf-8").split("\n| off |")[1].split("\n\n")[0]
    heads, _, *rows = (line.strip("| ").split(" | ") for line in table.splitlines())
    return {
        name: dict(zip(heads, (int(re.sub("[%,]", "", each)) for each in cells), strict=True))
        for name, *cells in rows
        if name != "nothing"
    }


def cited(root: Path) -> Iterator[tuple[str, str, str, int]]:
    """Every figure that a module names: in which file, of which row and column, and how many per cent or bytes."""
    for path in root.rglob("*.py"):
        text = re.sub(r"\s*\n\s*(?:# )?", " ", path.read_text("utf-8"))
        for figure, row, column in CITED.findall(text):
            yield str(path.relative_to(root)), row, column, int(figure.replace(",", ""))


def old(root: Path, figures: Figures) -> list[str]:
    """The figures that are no more what was measured, give or take a third or five per cent, as machines differ."""
    return [
        f"{file}: {said:+} for {row}, {column}: {found}"
        for file, row, column, said in cited(root)
        if (found := figures.get(row, {}).get(column)) is None or abs(said - found) > max(5, abs(found) / 3)
    ]


def test_figures_are_those_that_were_measured() -> None:
    """A docstring that says what its mechanism buys agrees with the table, and there is one for all that buy much."""
    assert old(SOURCE, measured()) == []
    large = {row for row, by_column in measured().items() if max([*by_column.values()][:-2]) >= TENTH}
    assert large <= {row for _, row, _, _ in cited(SOURCE)}


@pytest.mark.parametrize(
    "said",
    [
        "+40% (docs/performance.md,\n“kept”, 300)",
        "+20% (docs/performance.md, “kept”, 3,000)",
        "+20% (docs/performance.md, “gone”, 300)",
    ],
    ids=["another figure", "no such column", "no such row"],
)
def test_an_old_figure_is_found(said: str, tmp_path: Path) -> None:
    """A figure, a row or a column that the table has not, even where a line ends within; a true one is none."""
    (tmp_path / "true.py").write_text('"""Without: +22% (docs/performance.md,\n“kept”, 300)."""\n', "utf-8")
    (tmp_path / "old.py").write_text(f'"""Without: {said}."""\n', "utf-8")
    (found,) = old(tmp_path, {"kept": {"300": 20}})
    assert found.startswith("old.py")
