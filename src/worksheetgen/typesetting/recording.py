"""Drawing and arranging recordings: what is drawn once, and how small recordings combine into larger ones.

A recording is a block's boxes from top to bottom with the structure over them. A box draws below its top-left corner;
y grows downwards in boxes, and upwards in the PDF operators that they consist of. All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Operators, Recording
from worksheetgen.model.theme import RGB
from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.fonts import collect_glyphs
from worksheetgen.typesetting.weights import FREE, KEEP
from worksheetgen.value import replace

# ---- drawing -------------------------------------------------------------------------------------


def content(drawing: bytes, height: float, tag: str) -> LayoutBox:
    """A box whose drawing is real content, `height` high: marked with the tag and with id 0."""
    return LayoutBox(
        height=height,
        operators=(f"/{tag} <</MCID ".encode(), 0, b">> BDC\n" + drawing.rstrip() + b"\nEMC\n"),
        mcid_count=1,
        glyphs=collect_glyphs(),
        space=0,
        penalty=FREE,
    )


def artifact(drawing: bytes, height: float) -> LayoutBox:
    """A box that a screen reader passes over: rules, frames, lines to write on, running feet."""
    return LayoutBox(
        height=height,
        operators=(b"/Artifact BMC\n" + drawing.rstrip() + b"\nEMC\n",) if drawing else (),
        mcid_count=0,
        glyphs=collect_glyphs(),
        space=0,
        penalty=FREE,
    )


def rules(*segments: tuple[float, float, float, float], weight: float, dash: str = "") -> bytes:
    """Operators for black lines from (x, y) to (x, y), `weight` thick; `dash` is PDF's pattern, such as `3 2`."""
    drawn = " ".join(
        [f"{number(x0)} {number(-y0)} m {number(x1)} {number(-y1)} l" for x0, y0, x1, y1 in segments]
    )
    return f"q 0 G {number(weight)} w {f'[{dash}] 0 d ' if dash else ''}{drawn} S Q\n".encode()


def cell_rules(edges: Sequence[float], tall: float, weight: float) -> bytes:
    """Operators for the rules around a row of cells, which begin and end at these x; a row is drawn for every paper."""
    ends = [number(x) for x in edges]
    down, first, last = number(-tall), ends[0], ends[-1]
    upright = "".join([f"{x} 0 m {x} {down} l " for x in ends])
    across = f"{first} 0 m {last} 0 l {first} {down} m {last} {down} l"
    return f"q 0 G {number(weight)} w {upright}{across} S Q\n".encode()


def stroke_rectangle(x: float, y: float, width: float, height: float, weight: float) -> bytes:
    """Operators for the outline of a rectangle, `weight` thick, its top-left corner at (x, y)."""
    return f"q 0 G {number(weight)} w {_rectangle(x, y, width, height)} S Q\n".encode()


def fill_rectangle(x: float, y: float, width: float, height: float, colour: RGB) -> bytes:
    """Operators for a filled rectangle, its top-left corner at (x, y).

    A grey is said as one: a printer mixes it of black alone then, and not of its colours.
    """
    shares = [number(share) for share in colour]
    filled = f"{shares[0]} g" if len({*shares}) == 1 else f"{' '.join(shares)} rg"
    return f"q {filled} {_rectangle(x, y, width, height)} f Q\n".encode()


def fill_rounded(width: float, height: float, radius: float) -> bytes:
    """One at the origin, black, with round corners: a smaller one, stroked so widely that its round joins are these."""
    inner = _rectangle(radius, radius, width - 2 * radius, height - 2 * radius)
    return f"q 0 g 0 G 1 j {number(2 * radius)} w {inner} B Q\n".encode()


def silenced(box: LayoutBox) -> LayoutBox:
    """The box passed over by a screen reader: to be seen again on a page, where it was read before."""
    operators: list[bytes] = []
    for part in box.operators:
        if isinstance(part, int):
            operators[-1] = b"/Artifact BMC\n"  # in the place of what begins a mark
        else:
            operators.append(part.removeprefix(b">> BDC\n"))
    return replace(box, operators=tuple(operators), mcid_count=0)


def in_white(box: LayoutBox) -> LayoutBox:
    """The box with its words in white, to stand on black."""
    return replace(box, operators=(b"q 1 g\n", *box.operators, b"Q\n"))


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    """PDF's rectangle, which it wants by the lower left corner."""
    return f"{number(x)} {number(-y - height)} {number(width)} {number(height)} re"


def disc(x: float, y: float, radius: float) -> bytes:
    """Operators for a filled disc around (x, y): a line without length has a round cap alone."""
    return f"q 1 J 0 G {number(2 * radius)} w {number(x)} {number(-y)} m {number(x)} {number(-y)} l S Q\n".encode()


# ---- arranging -----------------------------------------------------------------------------------


def shifted(operators: Operators, x: float, y: float, marks: int = 0) -> Operators:
    """The operators moved right by x and down by y, their marked-content ids counted from `marks`."""
    if not operators:
        return ()
    moved = (
        tuple([part + marks if isinstance(part, int) else part for part in operators]) if marks else operators
    )
    return (f"q 1 0 0 1 {number(x)} {number(-y)} cm\n".encode(), *moved, b"Q\n") if x or y else moved


def overlaid(boxes: Sequence[tuple[float, float, LayoutBox]], height: float) -> LayoutBox:
    """One box of several, each at its (x, y) in it, painted in the given order; ids are counted in that order too.

    What the boxes had above them, and the white and the penalty after them, is not kept.
    """
    operators: list[bytes | int] = []
    marks = 0
    for x, y, box in boxes:
        operators += shifted(box.operators, x, y, marks)
        marks += box.mcid_count
    return LayoutBox(
        height=height,
        operators=tuple(operators),
        mcid_count=marks,
        glyphs=frozenset().union(*[box.glyphs for _, _, box in boxes]),
        space=0,
        penalty=FREE,
        images=tuple([image for _, _, box in boxes for image in box.images]),
    )


def height_of(*recordings: Recording) -> float:
    """How high their boxes are together, in points, with the white between them; 0 for none."""
    boxes = [box for one in recordings for box in one.boxes]
    return sum(box.height + box.space for box in boxes[:-1]) + sum(box.height for box in boxes[-1:])


def height_with_white(recording: Recording) -> float:
    """How high its boxes are together, in points, with the white after each, the last too."""
    return sum(box.height + box.space for box in recording.boxes)


def in_flow(
    boxes: Sequence[LayoutBox], space: float, penalty: int, *, spread: bool, opens: bool
) -> tuple[LayoutBox, ...]:
    """An item's boxes with the white and the penalty that follow the last.

    `spread`: with the box before, if it can be; `opens`: the item opens a section.

    Lengths are rounded to the thousandths in which the PDF has them, so that what pages add up is what is drawn.
    """
    *inner, last = boxes
    found = [
        *(_stepped(box, box.space, box.penalty) for box in inner),
        _stepped(last, space, penalty),
    ]
    if opens:
        found[0] = replace(found[0], opens_section=True)
    return tuple([replace(box, avoid_overleaf=True) for box in found] if spread else found)


def _stepped(box: LayoutBox, space: float, penalty: int) -> LayoutBox:
    """The box with its lengths rounded, and with that white and that penalty after it."""
    above = tuple([_stepped(over, over.space, over.penalty) for over in box.above])
    height, space = round(box.height, 3), round(space, 3)
    if (box.height, box.space, box.penalty, box.above) == (height, space, penalty, above):
        return box
    return replace(box, height=height, space=space, penalty=penalty, above=above)


def relabelled(nodes: Iterable[Node], leaf: Callable[[Leaf], Leaf]) -> tuple[Node, ...]:
    """The structure with every leaf changed by the function."""
    return tuple([_relabelled(node, leaf) for node in nodes])


def _relabelled(node: Node, leaf: Callable[[Leaf], Leaf]) -> Node:
    kids = [leaf(kid) if isinstance(kid, Leaf) else _relabelled(kid, leaf) for kid in node.kids]
    return Node(node.tag, node.attributes, tuple(kids))


def _later(nodes: tuple[Node, ...], boxes: int, marks: int) -> tuple[Node, ...]:
    """The structure where so many boxes, and so many ids within each of its boxes, come before it."""
    if not boxes and not marks:
        return nodes
    return relabelled(nodes, lambda leaf: Leaf(leaf.where + boxes, leaf.mark + marks))


def stacked(recordings: Iterable[Recording], space: float = 0, penalty: int = FREE) -> Recording:
    """Recordings one below the other, `space` more white between them; breaking there costs at least `penalty`.

    Those without boxes are left out.
    """
    boxes: list[LayoutBox] = []
    nodes: list[Node] = []
    for recording in recordings:
        if not recording.boxes:
            continue
        if boxes and (space or penalty > FREE):
            last = boxes[-1]
            boxes[-1] = replace(last, space=last.space + space, penalty=max(last.penalty, penalty))
        start = len(boxes)
        nodes += _later(recording.nodes, start, 0)
        boxes += recording.boxes
    return Recording(tuple(boxes), tuple(nodes))


def indented(recording: Recording, x: float) -> Recording:
    """The recording moved right by x."""
    return Recording(tuple(_moved_right(box, x) for box in recording.boxes), recording.nodes)


def _moved_right(box: LayoutBox, x: float) -> LayoutBox:
    above = tuple(_moved_right(one, x) for one in box.above)
    return replace(box, operators=shifted(box.operators, x, 0), above=above)


def joined_box(recording: Recording) -> Recording:
    """All its boxes as one, which no page break may cut."""
    if len(recording.boxes) <= 1 and not any(box.space for box in recording.boxes):
        return recording
    tops = list(accumulate((box.height + box.space for box in recording.boxes), initial=0.0))
    starts = list(accumulate((box.mcid_count for box in recording.boxes), initial=0))
    placed = [(0.0, top, box) for top, box in zip(tops, recording.boxes, strict=False)]
    height = tops[-1] - recording.boxes[-1].space
    return Recording(
        (overlaid(placed, height),),
        relabelled(recording.nodes, lambda leaf: Leaf(0, starts[leaf.where] + leaf.mark)),
    )


def without_mark(box: LayoutBox) -> LayoutBox:
    """A box of `content` without its mark: its words are for `marked_as_one` to mark together with others."""
    _, _, drawing = box.operators
    if isinstance(drawing, int):
        raise TypeError("a box of one marked content ends in its drawing")
    bare = drawing.removeprefix(b">> BDC\n").removesuffix(b"EMC\n")
    return replace(box, operators=(bare,), mcid_count=0)


def marked_as_one(box: LayoutBox) -> LayoutBox:
    """A box of words without marks with all of them as one paragraph's, read in the order of painting."""
    begun, ended = (b"/P <</MCID ", 0, b">> BDC\n"), b"EMC\n"
    return replace(box, operators=(*begun, *box.operators, ended), mcid_count=1)


def beside(columns: Sequence[tuple[float, Recording]]) -> Recording:
    """Recordings side by side, each at its x, as one box; their tops are aligned."""
    ones = [(x, joined_box(recording)) for x, recording in columns if recording.boxes]
    placed = [(x, 0.0, one.boxes[0]) for x, one in ones]
    starts = list(accumulate((one.boxes[0].mcid_count for _, one in ones), initial=0))
    nodes = tuple(
        node for (_, one), start in zip(ones, starts, strict=False) for node in _later(one.nodes, 0, start)
    )
    height = max((box.height for _, _, box in placed), default=0.0)
    return Recording((overlaid(placed, height),), nodes)


def grouped(recording: Recording, tag: str, attributes: tuple[tuple[str, str], ...] = ()) -> Recording:
    """The recording under one structure element."""
    return Recording(recording.boxes, (Node(tag, attributes, recording.nodes),))


def kept(recording: Recording, penalty: int = KEEP) -> Recording:
    """The recording with every break inside it costing at least `penalty`; the break after it stays as it is."""
    inner, last = recording.boxes[:-1], recording.boxes[-1:]
    boxes = tuple(replace(box, penalty=max(box.penalty, penalty)) for box in inner)
    return Recording((*boxes, *last), recording.nodes)


def turning(recording: Recording, penalty: int) -> Recording:
    """The recording with that penalty for a break after its last box, instead of what was there."""
    *inner, last = recording.boxes
    return Recording((*inner, replace(last, penalty=penalty)), recording.nodes)


def followed(recording: Recording, space: float, penalty: int = FREE) -> Recording:
    """The recording with that white and that penalty after its last box, instead of what was there."""
    *inner, last = recording.boxes
    return Recording((*inner, replace(last, space=space, penalty=penalty)), recording.nodes)
