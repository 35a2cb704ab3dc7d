"""Structure elements to objects: text with holes for the numbers, made once for each structure and each layout.

Every number is printed at one width, so the objects of a structure are equally long wherever they stand.
ISO 32000-1, 14.7.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

from worksheetgen.model.laid_out import Leaf, Node, PlacedBlock
from worksheetgen.pdf.deflating import packed

_NUMBER, _WIDE = b"%7d", 7
_MARK, _NARROW = b"%5d", 5
_HOLE = b"%b"
_REFERENCE = _HOLE + b" 0 R"
_REMEMBERED = 1 << 14
_FEW = 1 << 8


@dataclass(frozen=True, eq=False)
class Template:
    """The objects of a structure, in preorder.

    `text` has the `holes`: 0 for the parent's number, from 1 on the objects' own, and after them for each leaf its
    page's and its mark. `lengths` are the objects', `tops` the indices of those right below the parent, `owners` the
    indices of those that hold each mark, in the marks' order.
    """

    text: bytes
    holes: tuple[int, ...]
    lengths: tuple[int, ...]
    tops: tuple[int, ...]
    leaves: tuple[Leaf, ...]
    owners: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many objects they are."""
        return len(self.lengths)


_templates: dict[int, tuple[tuple[Node, ...], Template]] = {}


def template(nodes: tuple[Node, ...]) -> Template:
    """The template of a structure; one that is asked for again, the very same, is not looked at."""
    found = _templates.get(id(nodes))
    if found is None:
        if len(_templates) == _REMEMBERED:
            _templates.clear()
        found = _templates[id(nodes)] = (nodes, _Compiling(nodes).template())
    return found[1]


class _Compiling:
    """Walks a structure in preorder."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.bodies: list[bytes] = []
        self.holes: list[list[int]] = []
        self.leaves: list[tuple[Leaf, int]] = []
        self.total = sum(map(_count, nodes))

    def template(self) -> Template:
        tops = tuple(self._node(node, 0) for node in self.nodes)
        texts = [body + b"\n" for body in self.bodies]
        wider = [sum(self._width(at) - len(_HOLE) for at in own) for own in self.holes]
        escaped = [3 * text.count(b"%%%%") for text in texts]
        by_mark = sorted(self.leaves, key=lambda each: (each[0].where, each[0].mark))
        return Template(
            text=b"".join(texts),
            holes=tuple(chain.from_iterable(self.holes)),
            lengths=tuple(len(t) + w - e for t, w, e in zip(texts, wider, escaped, strict=True)),
            tops=tops,
            leaves=tuple(leaf for leaf, _ in self.leaves),
            owners=tuple(owner for _, owner in by_mark),
        )

    def _width(self, hole: int) -> int:
        return _WIDE if hole <= self.total or (hole - self.total) % 2 else _NARROW

    def _node(self, node: Node, parent: int) -> int:
        """Put a node and its kids; `parent` is the hole of its parent's number. Its own index is returned."""
        own = len(self.bodies)
        self.bodies.append(b"")
        self.holes.append([])
        holes = [parent]
        wheres = {kid.where for kid in node.kids if isinstance(kid, Leaf)}
        together = len(wheres) == 1
        kids = []
        kid_holes: list[int] = []
        first = len(self.leaves)
        for kid in node.kids:
            if isinstance(kid, Leaf):
                page = self.total + 1 + 2 * len(self.leaves)
                self.leaves.append((kid, own))
                kid_holes += [page + 1] if together else [page, page + 1]
                kids.append(
                    _HOLE if together else b"<</Type/MCR/Pg " + _REFERENCE + b"/MCID " + _HOLE + b">>"
                )
            else:
                kid_holes.append(1 + self._node(kid, 1 + own))
                kids.append(_REFERENCE)
        attributes = "".join(f"/{key} {value}" for key, value in node.attributes).replace("%", "%%%%")
        body = f"<</S/{node.tag}/P ".encode() + _REFERENCE + attributes.encode("latin-1")
        if together:
            body += b"/Pg " + _REFERENCE
            holes.append(self.total + 1 + 2 * first)
        self.bodies[own] = body + b"/K[" + b" ".join(kids) + b"]>>"
        self.holes[own] = holes + kid_holes
        return own


def _count(node: Node) -> int:
    return 1 + sum(_count(kid) for kid in node.kids if isinstance(kid, Node))


# ---- a print's whole structure -------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Layout:
    """The object stream of a print's structure but for the numbers of its objects.

    `text` has a hole for each number that `chosen` takes out of: the parent's, the objects' own, and the pages'. The
    objects begin at `offset`; the last one is the array of those that hold each mark, in the marks' order. `tops` are
    for each of the templates the indices of those right below the parent.
    """

    text: bytes
    chosen: Callable[[Sequence[int]], Any]
    count: int
    offset: int
    tops: list[list[int]]

    def numbered(self, first: int, parent: int, pages: Sequence[int]) -> bytes:
        """The stream's bytes, the objects numbered from `first`, the pages' objects numbered so."""
        filled: bytes = self.text % self.chosen((parent, *range(first, first + self.count), *pages))
        return filled


_layouts: dict[tuple[object, ...], Layout] = {}


def remembered(templates: tuple[Template, ...], placed_blocks: Sequence[PlacedBlock]) -> Layout:
    """The same layout for all prints in which everything stands where it does here."""
    places = tuple(
        [tuple([(page, column_slice.first) for page, column_slice in one.slices]) for one in placed_blocks]
    )
    found = _layouts.get((templates, places))
    if found is None:
        if len(_layouts) == _FEW:
            _layouts.clear()
        found = _layouts[templates, places] = layout(templates, placed_blocks)
    return found


def layout(templates: Sequence[Template], placed_blocks: Sequence[PlacedBlock]) -> Layout:
    """The templates' structure where everything stands as it does."""
    count = 1 + sum(one.count for one in templates)
    bodies: list[bytes] = []
    holes: list[int] = []
    owners: list[int] = []
    tops: list[list[int]] = []
    base = 1
    for one, placed in zip(templates, placed_blocks, strict=True):
        spots = [placed.spot(leaf) for leaf in one.leaves]
        numbers = [
            0,
            *range(base, base + one.count),
            *chain.from_iterable((1 + count + page, -1) for page, _ in spots),
        ]
        words = [_NUMBER] * (1 + one.count)
        words += chain.from_iterable((_NUMBER, _MARK % mark) for _, mark in spots)
        bodies.append(one.text % tuple([words[hole] for hole in one.holes]))
        holes += [numbers[hole] for hole in one.holes if numbers[hole] >= 0]
        owners += [base + index for index in one.owners]
        tops.append([base - 1 + top for top in one.tops])
        base += one.count
    array = b"[" + (_NUMBER + b" 0 R ") * len(owners) + b"]"
    lengths = chain.from_iterable(one.lengths for one in templates)
    starts = list(accumulate(lengths, initial=0))
    head = b"".join(_NUMBER + b" %d " % start for start in starts)
    return Layout(
        text=b"".join((head, *bodies, array)),
        chosen=itemgetter(*range(1, 1 + count), *holes, *owners),
        count=count,
        offset=len(head) + (_WIDE - len(_NUMBER)) * count,
        tops=tops,
    )


@lru_cache(maxsize=_FEW)
def deflated(layout: Layout, first: int, parent: int, pages: Sequence[int]) -> bytes:
    """The stream, deflated once for all files that have the same."""
    return packed(layout.numbered(first, parent, pages))
