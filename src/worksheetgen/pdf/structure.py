"""Structure elements to objects: text with holes for the numbers, made once for each structure.

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

from worksheetgen.model.sheet import Leaf, Node, Standing
from worksheetgen.pdf.deflating import packed
from worksheetgen.pdf.objects import pairs

_REFERENCE = b"%7d 0 R"
_MARK = b"%5d"
_REMEMBERED = 1 << 14
_FEW = 1 << 10


@dataclass(frozen=True, eq=False)
class Template:
    """The objects of a structure, numbered from a base in preorder.

    `text` has a hole for each number that `chosen` takes out of: the parent's number, the objects' own, and for each
    leaf its page's and its mark. `lengths` are the objects', `tops` the indices of those right below the parent,
    `owners` the indices of those that hold each mark, in the marks' order.
    """

    text: bytes
    chosen: Callable[[Sequence[int]], Any]
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
        widths = [
            sum(7 if at <= self.total or (at - self.total) % 2 else 5 for at in own) for own in self.holes
        ]
        bare = [len(text) - 3 * len(own) for text, own in zip(texts, self.holes, strict=True)]
        escaped = [text.count(b"%%") for text in texts]
        by_mark = sorted(self.leaves, key=lambda each: (each[0].where, each[0].mark))
        return Template(
            text=b"".join(texts),
            chosen=itemgetter(*chain.from_iterable(self.holes)) if self.holes else _nothing,
            lengths=tuple(b + w - e for b, w, e in zip(bare, widths, escaped, strict=True)),
            tops=tops,
            leaves=tuple(leaf for leaf, _ in self.leaves),
            owners=tuple(owner for _, owner in by_mark),
        )

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
                    _MARK if together else b"<</Type/MCR/Pg " + _REFERENCE + b"/MCID " + _MARK + b">>"
                )
            else:
                kid_holes.append(1 + self._node(kid, 1 + own))
                kids.append(_REFERENCE)
        attributes = "".join(f"/{key} {value}" for key, value in node.attributes).replace("%", "%%")
        body = f"<</S/{node.tag}/P ".encode() + _REFERENCE + attributes.encode("latin-1")
        if together:
            body += b"/Pg " + _REFERENCE
            holes.append(self.total + 1 + 2 * first)
        self.bodies[own] = body + b"/K[" + b" ".join(kids) + b"]>>"
        self.holes[own] = holes + kid_holes
        return own


def _nothing(_: Sequence[int]) -> tuple[()]:
    return ()


def _count(node: Node) -> int:
    return 1 + sum(_count(kid) for kid in node.kids if isinstance(kid, Node))


def objects(template: Template, base: int, parent: int, leaves: Sequence[int]) -> bytes:
    """The objects from number `base` on; `leaves` has each leaf's page object and mark."""
    numbers = (parent, *range(base, base + template.count), *leaves)
    made: bytes = template.text % template.chosen(numbers)
    return made


def stream(
    templates: Sequence[Template],
    standings: Sequence[Standing],
    first: int,
    parent: int,
    pages: Sequence[int],
) -> tuple[bytes, int]:
    """The object stream of all the templates' objects, numbered from `first`, and where they begin in it.

    `standings` say where each stands, out of the page objects `pages`. At the end comes one object more: the array of
    the objects that hold each mark, in the marks' order.
    """
    bodies: list[bytes] = []
    owners: list[int] = []
    base = first
    for one, standing in zip(templates, standings, strict=True):
        bodies.append(objects(one, base, parent, leaves(one, standing, pages)))
        owners += [base + index for index in one.owners]
        base += one.count
    bodies.append(b"[" + (b"%d 0 R " * len(owners)) % tuple(owners) + b"]")
    lengths = [*chain.from_iterable([one.lengths for one in templates]), len(bodies[-1])]
    head = pairs(range(first, base + 1), lengths)
    return b"".join((head, *bodies)), len(head)


_streams: dict[tuple[object, ...], tuple[bytes, int]] = {}


def remembered(
    templates: tuple[Template, ...], standings: Sequence[Standing], first: int, parent: int, pages: range
) -> tuple[bytes, int]:
    """The same, deflated: once for all files in which everything stands on the same pages."""
    asked = (
        templates,
        tuple([tuple([(page, strip.first) for page, strip in one.strips]) for one in standings]),
        *(first, parent, pages),
    )
    found = _streams.get(asked)
    if found is None:
        if len(_streams) == _FEW:
            _streams.clear()
        plain, offset = stream(templates, standings, first, parent, pages)
        found = _streams[asked] = (packed(plain), offset)
    return found


@lru_cache(maxsize=256)
def tops(templates: tuple[Template, ...], first: int) -> tuple[str, ...]:
    """References to what stands right below the parent, for each of the templates, numbered from `first`."""
    bases = accumulate((one.count for one in templates), initial=first)
    return tuple(
        "".join(f"{base + top} 0 R " for top in one.tops) for one, base in zip(templates, bases, strict=False)
    )


def leaves(template: Template, standing: Standing, pages: Sequence[int]) -> tuple[int, ...]:
    """Each leaf's page object, out of those of the sheet's pages, and its mark there."""
    starts = standing.recording.starts
    if len(standing.strips) == 1:
        ((index, strip),) = standing.strips
        page, moved = pages[index], strip.mark - starts[strip.first]
        spots = [(page, moved + starts[leaf.where] + leaf.mark) for leaf in template.leaves]
    else:
        spots = [(pages[index], mark) for index, mark in map(standing.spot, template.leaves)]
    return tuple(chain.from_iterable(spots))
