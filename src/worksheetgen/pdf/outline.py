"""Bookmarks to objects: a document's outline as PDF wants it (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from worksheetgen.model.laid_out import Bookmark
from worksheetgen.pdf.objects import real, string


def bookmarks(
    entries: tuple[Bookmark, ...], root: int, pages: Sequence[int], heights: tuple[float, ...]
) -> list[str]:
    """The outline's objects, numbered from `root`: it, and every entry with parent, neighbours and children.

    `pages` are the pages' objects, `heights` their heights in points.
    """
    numbers = range(root + 1, root + 1 + len(entries))
    children: dict[int, list[int]] = {root: []}
    parents: dict[int, int] = {}
    open_entries: list[tuple[int, int]] = [(-1, root)]
    for entry, number in zip(entries, numbers, strict=True):
        while open_entries[-1][0] >= entry.level:
            open_entries.pop()
        parents[number] = open_entries[-1][1]
        children[parents[number]].append(number)
        children[number] = []
        open_entries.append((entry.level, number))
    near = {number: link for siblings in children.values() for number, link in _neighbours(siblings)}
    return [
        f"<</Type /Outlines{_family(children[root])}>>",
        *(
            f"<</Title {string(entry.title)} /Parent {parents[number]} 0 R{near[number]}"
            f"{_family(children[number])} /Dest [{pages[entry.page]} 0 R /XYZ 0 "
            f"{real(heights[entry.page] - entry.y)} 0]>>"
            for entry, number in zip(entries, numbers, strict=True)
        ),
    ]


bookmarks_once = lru_cache(maxsize=256)(bookmarks)


def _family(children: Sequence[int]) -> str:
    """The entries that name an outline item's children, none where there are none."""
    if not children:
        return ""
    return f" /First {children[0]} 0 R /Last {children[-1]} 0 R /Count {len(children)}"


def _neighbours(siblings: Sequence[int]) -> list[tuple[int, str]]:
    """Each sibling with the entries that name the ones before and after it."""
    before = ["", *(f" /Prev {number} 0 R" for number in siblings[:-1])]
    after = [*(f" /Next {number} 0 R" for number in siblings[1:]), ""]
    return [(number, b + a) for number, b, a in zip(siblings, before, after, strict=False)]
