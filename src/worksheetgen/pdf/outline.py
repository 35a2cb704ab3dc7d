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
    children: dict[int, list[int]] = {own: [] for own in (root, *numbers)}
    parents: dict[int, int] = {}
    near: dict[int, str] = {}  # the links to the entries before and after it that have the same parent
    open_entries: list[tuple[int, int]] = [(-1, root)]
    for entry, own in zip(entries, numbers, strict=True):
        while open_entries[-1][0] >= entry.level:
            open_entries.pop()
        parents[own] = open_entries[-1][1]
        siblings = children[parents[own]]
        near[own] = f" /Prev {siblings[-1]} 0 R" if siblings else ""
        if siblings:
            near[siblings[-1]] += f" /Next {own} 0 R"
        siblings.append(own)
        open_entries.append((entry.level, own))
    below = dict.fromkeys(children, 0)  # how many entries are below each one, at all levels
    for own in reversed(numbers):
        below[parents[own]] += 1 + below[own]
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
