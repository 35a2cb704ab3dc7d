"""The structure of a document as PDF objects, for screen readers: text with holes for numbers, filled in two steps.

Every structure element is an object that names its parent, its kids and its pages by their objects' numbers, and its
marks by their ids on the page (ISO 32000-1, 14.7). Only these numbers differ between the papers of a class, so the
text around them is made once:

1. `template`: the objects of one recording. Holes: all numbers. The same for all recordings of one structure.
2. `Structure`: those of a document with numbers that count from its beginning. They follow from the order of the
   templates, which papers of the same questions share, and from the pages that these stand on, which many do.

All objects of a document, pages among them, have numbers that end in these: a document's own begin at a multiple of a
power of ten (`PdfFile.block`). So what is left to do for a file is to put the digits before them into one text.

Every number is printed at a fixed width, filled up with spaces, so an object is equally long whatever its number, and
the table of offsets at the head of the stream is the same as well. With a structure of its own for each paper:
+37% (docs/performance.md, “structure shared by papers”, 3,000).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from worksheetgen.memory import derived, remembered
from worksheetgen.model.laid_out import LaidOutDocument, Leaf, Node, Recording
from worksheetgen.pdf.deflating import packed
from worksheetgen.value import Value

_HOLE = b"%b"
_REFERENCE = _HOLE + b" 0 R"
_MARKED = b"<</Type/MCR/Pg " + _REFERENCE + b"/MCID " + _HOLE + b">>"


class Template(Value, eq=False):
    """The objects of one structure, in preorder (an element before its kids).

    `text` is a format with a `%b` for each hole. `holes` say what goes into each: 0 the number of the parent; from 1
    on the objects' own numbers; after them for each leaf two, the number of its page and its marked-content id.

    `lengths` are the objects' in bytes without what goes into their holes, `hole_counts` how many each has. `tops` are
    the indices of the objects right below the parent. `leaves` are pairs: the index of the box that the leaf is in, and
    its marked-content id counted from the beginning of the recording. `owners` are the indices of the objects that
    hold each mark, by marked-content id.
    """

    text: bytes
    holes: tuple[int, ...]
    lengths: tuple[int, ...]
    hole_counts: tuple[int, ...]
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


@derived
def template_alone(recording: Recording) -> Template:
    """As `template`, for a document that shares no items: its tables are large, and no other recording's are equal.

    Entries of a mark scheme are the very same in every pack.
    """
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
        self.bodies: list[tuple[bytes, int]] = []  # each object's text, and how long it is without them
        self.holes: list[list[int]] = []
        self.leaves: list[tuple[Leaf, int]] = []  # each with the index of the object that holds it

    def template(self) -> Template:
        """The template of the whole structure."""
        tops = tuple([self._node(node, 0) for node in self.nodes])
        total = len(self.bodies)
        by_mark = sorted(self.leaves)
        return Template(
            text=b"".join([text for text, _ in self.bodies]),
            holes=tuple([hole if hole >= 0 else total - hole for own in self.holes for hole in own]),
            lengths=tuple([length for _, length in self.bodies]),
            hole_counts=tuple(map(len, self.holes)),
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


@remembered(most=1 << 10)
def _body(
    tag: str, attributes: tuple[tuple[str, str], ...], inner: tuple[bool, ...], one_page: bool
) -> tuple[bytes, int]:
    """The text of an element's object, with holes, and its length without them.

    `inner` says of each kid whether it is an element; `one_page` is as of `_Compiling`.
    """
    told = "".join(f"/{key} {value}" for key, value in attributes).encode("latin-1").replace(b"%", b"%%")
    page, leaf = (b"/Pg " + _REFERENCE, _HOLE) if one_page else (b"", _MARKED)
    kids = b" ".join([_REFERENCE if element else leaf for element in inner])
    text = b"<</S/%b/P %b%b%b/K[%b]>>\n" % (tag.encode(), _REFERENCE, told, page, kids)
    return text, len(text.replace(_HOLE, b"")) - told.count(b"%%")


# ---- a document's whole structure ----------------------------------------------------------------


def digits(size: int) -> int:
    """How many digits of the numbers differ in a block of so many that begins at a multiple of a power of ten."""
    return len(str(size - 1))


class Numbering(Value):
    """How the numbers of a document's objects are printed: `width` wide, the last `digits` within the document."""

    width: int
    digits: int

    def own(self, numbers: Iterable[int]) -> list[bytes]:
        """Numbers of objects of the document, their first digits open."""
        printed = b"%b%%0%dd" % (self.open, self.digits)
        return [printed % number for number in numbers]

    def filled(self, text: bytes, first: int) -> bytes:
        """A text with numbers of a document, whose objects are numbered from `first`."""
        digits = b"%*d" % (self.width - self.digits, first // 10**self.digits)
        return text.translate(bytes.maketrans(self.open, digits))

    @property
    def open(self) -> bytes:
        """What stands for the first digits: a control character for each, which no text has."""
        return bytes(range(self.width - self.digits))


class Structure(Value, eq=False):
    """A document's structure as an object stream, whose numbers are open as `numbering` says.

    Its first `offset` bytes are the table of offsets. `tops` are for each template the numbers of the objects right
    below the parent, `owners` the numbers of the objects that hold the marks.
    """

    numbering: Numbering
    text: bytes
    offset: int
    tops: tuple[tuple[int, ...], ...]
    owners: tuple[int, ...]

    def filled(self, first: int) -> bytes:
        """The object stream of a document whose objects are numbered from `first`."""
        return self.numbering.filled(self.text, first)


Slices = tuple[tuple[int, int], ...]
"""Where a block stands: for each of its slices the indices of the page, and of its first box."""


def count(templates: Sequence[Template]) -> int:
    """How many objects a document's structure has: those of its templates, and the array of those that hold marks."""
    return 1 + sum([len(one.lengths) for one in templates])


def templates_of(laid_out: LaidOutDocument) -> tuple[Template, ...]:
    """The templates of its blocks, in the order in which their objects are numbered."""
    of_block = template if laid_out.shares_items else template_alone
    blocks = laid_out.structure
    return tuple([of_block(blocks[index].recording) for index in laid_out.canonical_order])


def structure_of(
    laid_out: LaidOutDocument,
    templates: tuple[Template, ...],
    numbering: Numbering,
    pages: tuple[bytes, ...],
    mark: int,
) -> Structure:
    """The structure of a document with those templates.

    `pages` are the numbers of its pages as printed; its marks are counted from `mark`.
    """
    blocks = laid_out.structure
    cuts = tuple(
        [tuple([(page, cut.first) for page, cut in blocks[at].slices]) for at in laid_out.canonical_order]
    )
    make = _shared if laid_out.shares_items else _structure
    return make(templates, cuts, numbering, pages, mark)


def _structure(
    templates: tuple[Template, ...],
    cuts: tuple[Slices, ...],
    numbering: Numbering,
    pages: tuple[bytes, ...],
    mark: int,
) -> Structure:
    """The structure of these templates, each with its `cuts` on pages; `pages` and `mark` as in `structure_of`."""
    bases = list(accumulate([len(one.lengths) for one in templates], initial=1))
    marks = accumulate([len(one.leaves) for one in templates], initial=mark)
    owners = tuple(
        [base + index for base, one in zip(bases, templates, strict=False) for index in one.owners]
    )
    lengths = [
        length + holes * numbering.width
        for one in templates
        for length, holes in zip(one.lengths, one.hole_counts, strict=True)
    ]
    starts = list(accumulate(lengths, initial=0))
    numbers = numbering.own(range(1 + len(starts)))
    head = b"".join([b"%b %d " % told for told in zip(numbers[1:], starts, strict=True)])
    bodies = [
        _objects(
            one, [numbers[0], *numbers[base : base + one.count]], own_mark, slices, pages, numbering.width
        )
        for one, base, own_mark, slices in zip(templates, bases, marks, cuts, strict=False)
    ]
    array = b"[%b]" % b"".join([numbers[owner] + b" 0 R " for owner in owners])
    tops = tuple(
        [tuple([base + top for top in one.tops]) for base, one in zip(bases, templates, strict=False)]
    )
    return Structure(numbering, b"".join((head, *bodies, array)), len(head), tops, owners)


_shared = remembered(most=256)(_structure)
"""The same, remembered for other papers of the same questions that have all of them on the same pages."""


def _objects(
    template: Template,
    numbers: list[bytes],
    mark: int,
    slices: Slices,
    pages: Sequence[bytes],
    width: int,
) -> bytes:
    """The objects of a template: `numbers` are its parent's and theirs as printed, their marks count from `mark`."""
    begun = [box for _, box in slices]
    for box, own_mark in template.leaves:
        numbers += (pages[slices[bisect_right(begun, box) - 1][0]], b"%*d" % (width, mark + own_mark))
    return template.text % tuple([numbers[hole] for hole in template.holes])


def with_own_pages(laid_out: LaidOutDocument, templates: tuple[Template, ...], width: int) -> Structure:
    """The structure where no page has anything of another document: the pages' numbers follow those of its objects."""
    first = 1 + count(templates)
    past = first + len(laid_out.pages)
    numbering = Numbering(width, digits(past))
    return structure_of(laid_out, templates, numbering, tuple(numbering.own(range(first, past))), 0)


@derived
def packed_alone(structure: Structure, first: int) -> bytes:
    """The object stream of a document that has a file of its own, deflated."""
    return packed(structure.filled(first))
