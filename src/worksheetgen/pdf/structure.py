"""The structure of a document as PDF objects, for screen readers: text with holes for numbers, filled in two steps.

Every structure element is an object that names its parent, its kids and its pages by their objects' numbers, and its
marks by their ids on the page (ISO 32000-1, 14.7). Only these numbers differ between the papers of a class, so the
text around them is made once:

1. `template`: the objects of one recording. Holes: all numbers. The same for all recordings of one structure.
2. `layout`: the templates of a whole document one after another. The marks' ids are filled in; they follow from the
   order of the templates, which papers of the same questions share. Holes: the numbers of objects and pages. The same
   for all papers whose blocks stand on the same pages.
3. `deflated`: the bytes of one document, all holes filled. Where each paper is a file of its own, those of one layout
   mostly have the same numbers, and so the same bytes.

Every number is printed at a fixed width, filled up with spaces, so an object is equally long whatever its number, and
the table of offsets at the head of the stream is the same as well. With a structure of its own for each paper a
class of 3,000 takes a quarter longer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

from worksheetgen.memory import derived, remembered
from worksheetgen.model.laid_out import LaidOutDocument, Leaf, Node, Recording
from worksheetgen.pdf.deflating import packed
from worksheetgen.value import Value

_NUMBER, _NUMBER_WIDTH = b"%7d", 7
_MARK, _MARK_WIDTH = b"%5d", 5
_HOLE = b"%b"
_REFERENCE = _HOLE + b" 0 R"
_MARKED = b"<</Type/MCR/Pg " + _REFERENCE + b"/MCID " + _HOLE + b">>"
_PERCENT = b"%%%%"
"""A percent sign of the text itself, which is read as a format twice: it is halved each time."""


class Template(Value, eq=False):
    """The objects of one structure, in preorder (an element before its kids).

    `text` is a format with a `%b` for each hole. `holes` say what goes into each: 0 the number of the parent; from 1
    on the objects' own numbers; after them for each leaf two, the number of its page and its marked-content id.

    `lengths` are the objects' in bytes, `tops` the indices of the objects right below the parent. `leaves` are pairs:
    the index of the box that the leaf is in, and its marked-content id counted from the beginning of the recording.
    `owners` are the indices of the objects that hold each mark, by marked-content id.
    """

    text: bytes
    holes: tuple[int, ...]
    lengths: tuple[int, ...]
    tops: tuple[int, ...]
    leaves: tuple[tuple[int, int], ...]
    owners: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many objects they are."""
        return len(self.lengths)


@derived
def template(recording: Recording) -> Template:
    """The template of a recording's structure; recordings of equal structure have the same one.

    A recording that many papers have is found by identity first: the hash of a structure is worked out from all of it.
    """
    return _template(recording.nodes, recording.starts)


def template_alone(recording: Recording) -> Template:
    """The same for a document that shares no items: its tables are large, and no other recording's are equal."""
    return _Compiling(recording.nodes, recording.starts).template()


@remembered(most=1 << 12)
def _template(nodes: tuple[Node, ...], starts: tuple[int, ...]) -> Template:
    """`starts` are the marked-content ids before each box, as a recording has them."""
    return _Compiling(nodes, starts).template()


class _Compiling:
    """Walks a structure in preorder and collects what a template needs, by object.

    The holes of its leaves are counted down from -1 until it is known how many objects there are.
    """

    def __init__(self, nodes: tuple[Node, ...], starts: tuple[int, ...]) -> None:
        self.nodes, self.starts = nodes, starts
        self.bodies: list[
            tuple[bytes, int]
        ] = []  # each object's text, and how long it is when it is filled in
        self.holes: list[list[int]] = []
        self.leaves: list[tuple[Leaf, int]] = []  # each with the index of the object that holds it

    def template(self) -> Template:
        """All of them, walked."""
        tops = tuple([self._node(node, 0) for node in self.nodes])
        total = len(self.bodies)
        by_mark = sorted(self.leaves)
        return Template(
            text=b"".join([text for text, _ in self.bodies]),
            holes=tuple([hole if hole >= 0 else total - hole for own in self.holes for hole in own]),
            lengths=tuple([length for _, length in self.bodies]),
            tops=tops,
            leaves=tuple([(leaf.where, self.starts[leaf.where] + leaf.mark) for leaf, _ in self.leaves]),
            owners=tuple([owner for _, owner in by_mark]),
        )

    def _node(self, node: Node, parent: int) -> int:
        """Put an element and its kids; `parent` is the hole of its parent's number. Its own index is returned.

        Where all its leaves are in one box, it names their page once (`/Pg`), and each of them by its bare id.
        """
        own = len(self.holes)
        inner = [isinstance(kid, Node) for kid in node.kids]
        one_page = len({kid.where for kid in node.kids if isinstance(kid, Leaf)}) == 1
        self.bodies.append(_body(node.tag, node.attributes, tuple(inner), one_page))
        holes = [parent]
        self.holes.append(holes)
        if one_page:
            holes.append(-1 - 2 * len(self.leaves))
        for kid in node.kids:
            if isinstance(kid, Leaf):
                page = -1 - 2 * len(self.leaves)
                self.leaves.append((kid, own))
                holes += (page - 1,) if one_page else (page, page - 1)
            else:
                holes.append(1 + self._node(kid, 1 + own))
        return own


def _body(
    tag: str, attributes: tuple[tuple[str, str], ...], inner: tuple[bool, ...], one_page: bool
) -> tuple[bytes, int]:
    """The text of an element's object, with holes, and its length when they are filled in.

    `inner` says of each kid whether it is an element; `one_page` is as of `_Compiling`.
    """
    told = "".join(f"/{key} {value}" for key, value in attributes).encode("latin-1")
    page, leaf = (b"/Pg " + _REFERENCE, _HOLE) if one_page else (b"", _MARKED)
    kids = b" ".join([_REFERENCE if element else leaf for element in inner])
    head = f"<</S/{tag}/P ".encode() + _REFERENCE
    text = b"".join((head, told.replace(b"%", _PERCENT), page, b"/K[", kids, b"]>>\n"))
    marks = inner.count(False)
    numbers = 1 + sum(inner) + (1 if one_page else marks)
    wider = numbers * (_NUMBER_WIDTH - len(_HOLE)) + marks * (_MARK_WIDTH - len(_HOLE))
    return text, len(text) + wider - (len(_PERCENT) - 1) * told.count(b"%")


# ---- a document's whole structure ----------------------------------------------------------------

Places = tuple[tuple[tuple[int, int], ...], ...]
"""Where each block stands: for each of its slices the index of the page, and of the first box that stands there."""


class Layout(Value, eq=False):
    """The object stream of a document's structure but for the numbers of its objects.

    `text` is a format; `chosen` takes the numbers for its holes, in their order, out of these: the parent's, the
    objects' own, the pages'. The objects begin at `offset` of the stream. The last of them is the array of those that
    hold each mark, by marked-content id: `owners` are their indices, counted from 1. `tops` are for each template the
    indices of the objects below the parent.
    """

    text: bytes
    chosen: Callable[[Sequence[bytes]], Any]
    count: int
    offset: int
    tops: list[list[int]]
    owners: list[int]

    def numbered(self, first: int, parent: int, pages: Sequence[int]) -> bytes:
        """The stream's bytes, not deflated; objects are numbered from `first`, `parent` and `pages` are numbers too."""
        # Each is printed once, as it stands in four holes or so: printed in each, this takes half as long again.
        printed = [_NUMBER % one for one in (parent, *range(first, first + self.count), *pages)]
        filled: bytes = self.text % self.chosen(printed)
        return filled


def layout(templates: tuple[Template, ...], places: Places, first_mark: int = 0) -> Layout:
    """The structure of blocks with these templates that stand there.

    Marks are counted in the templates' order, from `first_mark` on.
    """
    count = 1 + sum(one.count for one in templates)
    bodies: list[bytes] = []
    holes: list[int] = []
    owners: list[int] = []
    tops: list[list[int]] = []
    base, mark = 1, first_mark
    for one, slices in zip(templates, places, strict=True):
        # what a hole of this template may be: an index into the numbers that `numbered` takes, -1 for what is no
        # hole any more; beside it, what is put into the hole now: another hole, or the mark's id
        numbers = [0, *range(base, base + one.count)]
        fills = [_HOLE] * len(numbers)
        begun = [first for _, first in slices]
        for box, own_mark in one.leaves:
            numbers += (1 + count + slices[bisect_right(begun, box) - 1][0], -1)
            fills += (_HOLE, _MARK % (mark + own_mark))
        bodies.append(one.text % tuple([fills[hole] for hole in one.holes]))
        holes += [numbers[hole] for hole in one.holes if numbers[hole] >= 0]
        owners += [base + index for index in one.owners]
        tops.append([base - 1 + top for top in one.tops])
        base += one.count
        mark += len(one.leaves)
    array = b"[" + (_REFERENCE + b" ") * len(owners) + b"]"
    lengths = chain.from_iterable(one.lengths for one in templates)
    starts = list(accumulate(lengths, initial=0))
    head = b"".join(_HOLE + b" %d " % start for start in starts)
    return Layout(
        text=b"".join((head, *bodies, array)),
        chosen=itemgetter(*range(1, 1 + count), *holes, *owners),
        count=count,
        offset=len(head) + (_NUMBER_WIDTH - len(_HOLE)) * count,
        tops=tops,
        owners=owners,
    )


_shared_layout = remembered(most=256)(layout)
"""The same, remembered for other papers of the same questions."""


@derived
def document_layout(laid_out: LaidOutDocument, first_mark: int) -> Layout:
    """The structure of a document, its marks counted from `first_mark` on; a paper's is in its class pack as well."""
    blocks = [laid_out.structure[index] for index in laid_out.canonical_order]
    of_block, of_blocks = (template, _shared_layout) if laid_out.shares_items else (template_alone, layout)
    templates = tuple([of_block(block.recording) for block in blocks])
    places = tuple([tuple([(page, found.first) for page, found in block.slices]) for block in blocks])
    return of_blocks(templates, places, first_mark)


@remembered(most=256)
def deflated(layout: Layout, first: int, parent: int, pages: Sequence[int]) -> bytes:
    """What `Layout.numbered` gives, deflated."""
    return packed(layout.numbered(first, parent, pages))
