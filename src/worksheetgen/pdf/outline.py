"""Bookmarks to objects: the outline that a reader shows beside the pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.laid_out import Bookmark
from worksheetgen.pdf_syntax import number, text_string


def bookmarks(
    entries: Sequence[Bookmark], root: int, pages: Sequence[int], heights: Sequence[float]
) -> tuple[str, ...]:
    """The bodies of the outline's objects, numbered from `root`: the outline itself, then each entry in order.

    An entry is below the nearest one before it that has a lower level. `pages` are the numbers of the pages' objects,
    `heights` the pages' heights in points.
    """
    numbers = range(root + 1, root + 1 + len(entries))
    children: dict[int, list[int]] = {root: []}
    parents: dict[int, int] = {}
    open_entries: list[tuple[int, int]] = [(-1, root)]
    for entry, own in zip(entries, numbers, strict=True):
        while open_entries[-1][0] >= entry.level:
            open_entries.pop()
        parents[own] = open_entries[-1][1]
        children[parents[own]].append(own)
        children[own] = []
        open_entries.append((entry.level, own))
    below: dict[int, int] = {}  # how many entries are below each one, at all levels
    for own in reversed([root, *numbers]):
        below[own] = sum(1 + below[child] for child in children[own])
    near = {number: link for siblings in children.values() for number, link in _neighbours(siblings)}
    return (
        f"<</Type /Outlines{_family(children[root], below[root])}>>",
        *(
            f"<</Title {text_string(entry.title)} /Parent {parents[own]} 0 R{near[own]}"
            f"{_family(children[own], below[own])} /Dest [{pages[entry.page]} 0 R /XYZ 0 "
            f"{number(heights[entry.page] - entry.y)} 0]>>"
            for entry, own in zip(entries, numbers, strict=True)
        ),
    )


def _family(children: Sequence[int], below: int) -> str:
    """What an outline item says of its children, nothing where there are none; `below` counts all levels, all open."""
    if not children:
        return ""
    return f" /First {children[0]} 0 R /Last {children[-1]} 0 R /Count {below}"


def _neighbours(siblings: Sequence[int]) -> list[tuple[int, str]]:
    """Each sibling with the entries that name the ones before and after it."""
    before = ["", *(f" /Prev {number} 0 R" for number in siblings[:-1])]
    after = [*(f" /Next {number} 0 R" for number in siblings[1:]), ""]
    return [(number, b + a) for number, b, a in zip(siblings, before, after, strict=False)]
