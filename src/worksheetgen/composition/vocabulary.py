"""Elements to typed blocks: what each element of paper markup may carry and what it means.

The table BLOCKS is the vocabulary; templates/README.md documents it for those who write templates.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Collection, Mapping
from typing import Any

from worksheetgen.composition.attributes import (
    ALIGNMENT,
    FLAG,
    FLOW,
    Attribute,
    amount,
    amounts,
    heading_level,
    label_level,
    quantities,
    quantity,
    whole,
    words_given,
)
from worksheetgen.composition.markup import Element, elements, parse_xml, text
from worksheetgen.english import counted, one_of
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.blocks import (
    Block,
    Box,
    Boxes,
    Bullets,
    Card,
    Cards,
    Cell,
    Chart,
    ChartBar,
    ClueList,
    Columns,
    Compared,
    FactLine,
    Facts,
    Field,
    Fields,
    Frame,
    GridColumn,
    GridHead,
    GridSquare,
    Heading,
    KeyStrip,
    KeyStrips,
    Labelled,
    LetterGrid,
    Letterhead,
    Lines,
    MarkingGrid,
    Option,
    Options,
    Paragraph,
    Passage,
    Picture,
    Puzzle,
    QuestionGrid,
    Rule,
    Ruling,
    Scale,
    Side,
    Space,
    Stem,
    Table,
    Ticks,
    Timeline,
    WordBank,
)
from worksheetgen.model.document import Item
from worksheetgen.model.image import Image
from worksheetgen.model.text import Run, Text, plain


class MarkupReader:
    """Reads elements into blocks, and collects in `problems` everything that is wrong with them.

    A mistake does not end the reading, so that a template's author is told of all mistakes at once.
    """

    def __init__(self, styles: Collection[str]) -> None:
        """`styles` are the names of the theme's styles: an element may name no other."""
        self.styles = styles
        self.problems: list[Problem] = []

    def block(self, element: Element) -> Block | None:
        """The block that an element says; None where it says nothing or is wrong, with the problem noted.

        The element's name must be one of BLOCKS.
        """
        attributes, build = BLOCKS[element.name]
        values = self.attributes(element, attributes)
        return None if values is None else build(self, element, values)

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """The blocks of all kids of an element, in order."""
        inner = elements(element, f"<{element.name}>", BLOCKS, self.problems)
        return tuple(block for block in map(self.block, inner) if block is not None)

    def kids(
        self, element: Element, **specs: Mapping[str, Attribute]
    ) -> list[tuple[Element, dict[str, Any]]]:
        """The kids of an element that are no blocks (items, rows, bars), each with its attributes as values.

        `specs` has, by the names that a kid may have, what attributes it has. Kids of another name or with a
        wrong attribute are left out, with the problem noted.
        """
        found = []
        for kid in elements(element, f"<{element.name}>", specs, self.problems):
            values = self.attributes(kid, specs[kid.name])
            if values is not None:
                found.append((kid, values))
        return found

    def attributes(self, element: Element, specs: Mapping[str, Attribute]) -> dict[str, Any] | None:
        """The values of the element's attributes by name, of all in `specs`, with defaults filled in.

        None where one is wrong, missing or unknown, with the problems noted.
        """
        before = len(self.problems)
        for name in element.attributes.keys() - specs.keys():
            known = ", ".join(sorted(specs)) or "none"
            self._problem(element, f"<{element.name}> has no attribute ‘{name}’.", f"It has: {known}.")
        values = {}
        for name, spec in specs.items():
            given = element.attributes.get(name, spec.default)
            if given is None:
                self._problem(element, f"<{element.name}> lacks ‘{name}’.", f"Give it {spec.expects}.")
                continue
            try:
                values[name] = spec.read(given)
            except (ValueError, KeyError):
                self._problem(
                    element, f"‘{name}’ of <{element.name}> is “{given}”.", f"Give it {spec.expects}."
                )
            if name == "style" and given not in self.styles:
                self._problem(
                    element, f"The theme has no style ‘{given}’.", one_of(given, sorted(self.styles))
                )
        return values if len(self.problems) == before else None

    def text(self, element: Element) -> tuple[Any, ...]:
        """The words within the element as Text, with the problems noted."""
        return text(element, self.problems)

    def _problem(self, element: Element, what: str, remedy: str) -> None:
        self.problems.append(Problem(element.place, what, remedy))


def read_items(markup: str, origin: Place, start: Place, styles: Collection[str]) -> tuple[Item, ...]:
    """A template's output as items of the flow, one for each element at its top.

    `origin` is where the content comes from (a question, a line of the class list), `start` where the
    template begins, and `styles` are the names of the theme's styles. Raises InvalidInput with all problems
    of the markup, at their places in the template.
    """
    reading = MarkupReader(styles)
    root = parse_xml(markup, start, reading.problems)
    items = []
    for element in elements(root, "a template", BLOCKS, reading.problems):
        # The attributes about page breaks belong to the item, and are taken off before the block is read.
        names: dict[str, str] = {
            name: element.attributes.pop(name) for name in FLOW if name in element.attributes
        }
        flow = reading.attributes(Element(element.name, names, element.place), FLOW)
        block = reading.block(element)
        if flow is not None and block is not None:
            items.append(Item(block, place=origin, **flow))
    if reading.problems:
        raise InvalidInput(reading.problems)
    return tuple(items)


# ---- one builder a block -------------------------------------------------------------------------

Values = dict[str, Any]
"""The attributes of an element by name, as BLOCKS says that they are read."""


def _paragraph(reading: MarkupReader, element: Element, values: Values) -> Block:
    return Paragraph(reading.text(element), values["style"], values["align"])


def _heading(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    aside = (Run(values["aside"], False),) if values["aside"] else ()
    text = reading.text(element)
    if not (text or values["label"]):
        return None
    how = values["level"], values["style"], values["ruled"], values["bar"]
    return Heading(values["label"], text, aside, *how)


def _stem(reading: MarkupReader, element: Element, values: Values) -> Block:
    return Stem(reading.text(element), values["marks"])


def _bullets(reading: MarkupReader, element: Element, values: Values) -> Block:
    items = tuple(reading.text(kid) for kid, _ in reading.kids(element, item={}))
    return Bullets(items, values["style"])


def _options(reading: MarkupReader, element: Element, values: Values) -> Block:
    kids = reading.kids(element, option={"label": words_given(None)})
    options = tuple(Option(kid_values["label"], reading.text(kid)) for kid, kid_values in kids)
    return Options(options, values["box"])


def _ticks(reading: MarkupReader, element: Element, values: Values) -> Block:
    labels = tuple(plain(reading.text(kid)) for kid, _ in reading.kids(element, tick={}))
    return Ticks(labels, values["box"], values["style"], values["close"])


def _scale(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    labels = tuple(plain(reading.text(kid)) for kid, _ in reading.kids(element, mark={}))
    return Scale(labels, values["words"]) if labels else None


def _lines(_: MarkupReader, __: Element, values: Values) -> Block:
    return Lines(values["count"], values["label"], values["pages"])


def _frame(reading: MarkupReader, element: Element, values: Values) -> Block:
    shape = values["dashed"], values["shaded"], values["height"]
    return Frame(reading.blocks(element), *shape, values["continued"], values["bare"])


def _words(reading: MarkupReader, element: Element, _: Values) -> Block:
    return WordBank(tuple(plain(reading.text(kid)) for kid, _ in reading.kids(element, word={})))


def _table(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    rows = []
    for row, _ in reading.kids(element, row={}):
        kids = reading.kids(row, cell={"align": ALIGNMENT, "height": amount("0"), "head": FLAG})
        cells = tuple(
            Cell(reading.text(kid), given["align"], given["height"], given["head"]) for kid, given in kids
        )
        if len(cells) != len(values["widths"]):
            reading.problems.append(
                Problem(
                    row.place,
                    f"This row has {counted(len(cells), 'cell')}, "
                    f"but the table has {counted(len(values['widths']), 'width')}.",
                    "Make them agree.",
                )
            )
        rows.append(cells)
    return (
        Table(values["widths"], values["header"], values["parted"], tuple(rows), values["style"])
        if rows
        else None
    )


def _question_grid(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    head = {"aside": words_given(), "mark": words_given(), "lines": whole("2")}
    heads: list[GridHead] = []
    rows: list[tuple[tuple[str, Text], ...]] = []
    for kid, given in reading.kids(element, head=head, row={}):
        if kid.name == "head":
            heads.append(GridHead(plain(reading.text(kid)), given["aside"], given["mark"], given["lines"]))
            continue
        cells = [
            (one["label"], reading.text(cell))
            for cell, one in reading.kids(kid, cell={"label": words_given(None)})
        ]
        if len(cells) != len(heads):
            what = f"This row has {counted(len(cells), 'cell')}, the grid {counted(len(heads), 'head')}."
            reading.problems.append(Problem(kid.place, what, "Make them agree."))
        rows.append(tuple(cells))
    score = values["score"], values["out_of"]
    return QuestionGrid(tuple(heads), tuple(rows), score) if heads and rows else None


def _fields(reading: MarkupReader, element: Element, _: Values) -> Block:
    kids = reading.kids(
        element, field={"label": words_given(None), "value": words_given(), "weight": amount("1")}
    )
    return Fields(tuple(Field(given["label"], given["value"], given["weight"]) for _, given in kids))


def _side(reading: MarkupReader, element: Element, values: Values) -> Block:
    halves = {kid.name: reading.blocks(kid) for kid, _ in reading.kids(element, left={}, right={})}
    return Side(halves.get("left", ()), halves.get("right", ()), values["share"], values["close"])


def _labelled(reading: MarkupReader, element: Element, values: Values) -> Block:
    inner = reading.blocks(element)
    return Labelled(values["label"], inner, values["style"], values["continued"], values["level"])


def _passage(reading: MarkupReader, element: Element, values: Values) -> Block:
    kids = reading.kids(element, para={"label": words_given()}, note={"term": words_given(None)})
    paragraphs = tuple((given["label"], reading.text(kid)) for kid, given in kids if kid.name == "para")
    notes = tuple((given["term"], reading.text(kid)) for kid, given in kids if kid.name == "note")
    around = values["boxed"], values["continued"], values["margin"]
    return Passage(paragraphs, notes, *around)


def _grid(reading: MarkupReader, element: Element, values: Values) -> Block:
    kids = reading.kids(
        element, column={"number": words_given(None), "over": words_given(), "under": words_given()}
    )
    columns = (GridColumn(given["over"], given["number"], given["under"]) for _, given in kids)
    return MarkingGrid(values["head"], tuple(columns), ())


def _puzzle(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    grids: list[LetterGrid] = []
    lists: list[ClueList] = []
    square = {"number": words_given()}
    squares = {"alt": words_given(None), "caption": words_given()}
    for kid, given in reading.kids(element, squares=squares, clues={"head": words_given()}):
        if kid.name == "clues":
            kids = reading.kids(kid, clue={"label": words_given(None)})
            clues = tuple((one["label"], reading.text(clue)) for clue, one in kids)
            lists.append(ClueList(given["head"], clues))
            continue
        rows = tuple(
            tuple(
                GridSquare(one["number"], plain(reading.text(each))) if each.name == "square" else None
                for each, one in reading.kids(row, square=square, void={})
            )
            for row, _ in reading.kids(kid, row={})
        )
        if len({len(row) for row in rows}) > 1:
            what = f"The grid “{given['caption']}” has rows of different lengths."
            reading.problems.append(Problem(kid.place, what, "Write <void/> where there is no square."))
        elif rows and rows[0]:
            grids.append(LetterGrid(rows, given["caption"], given["alt"]))
    return Puzzle(tuple(grids), tuple(lists), values["side"], values["ruled"]) if grids else None


def _strips(reading: MarkupReader, element: Element, _: Values) -> Block | None:
    strips = []
    for strip, given in reading.kids(element, strip={"label": words_given(None), "name": words_given()}):
        answers = reading.kids(strip, answer={"label": words_given(None)})
        cells = tuple((one["label"], plain(reading.text(answer))) for answer, one in answers)
        strips.append(KeyStrip(given["label"], given["name"], cells))
    return KeyStrips(tuple(strips)) if strips else None


def _chart(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    kids = reading.kids(element, bar={"label": words_given(None), "value": quantity(), "most": quantity("0")})
    bars = tuple(ChartBar(given["label"], given["value"], given["most"]) for _, given in kids)
    return Chart(values["measure"], bars, values["across"]) if bars else None


def _compared(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    kids = reading.kids(element, set={}, bar={"label": words_given(None), "values": quantities()})
    sets = tuple(plain(reading.text(kid)) for kid, _ in kids if kid.name == "set")
    bars = tuple((given["label"], given["values"]) for kid, given in kids if kid.name == "bar")
    for label, found in bars:
        if len(found) != len(sets):
            has = f"has {counted(len(found), 'value')}, the chart {counted(len(sets), 'set')}"
            reading.problems.append(Problem(element.place, f"The bar “{label}” {has}.", "Make them agree."))
    return Compared(values["measure"], sets, bars) if bars else None


def _picture(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    image = _image(reading, element, values, "source.content")
    return Picture(image, values["alt"]) if image else None


def _letterhead(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    image = _image(reading, element, values, "paper.crest")
    return Letterhead(image, values["alt"], values["tall"], reading.blocks(element)) if image else None


def _image(reading: MarkupReader, element: Element, values: Values, known: str) -> Image | None:
    """The image of an element; None where its data are none, with the problem noted. `known` names one with data."""
    try:
        data = b64decode(values["data"], validate=True)
    except ValueError:
        what = "The picture’s data cannot be read."
        reading.problems.append(Problem(element.place, what, f'Write data="{{{{ {known}.data }}}}".'))
        return None
    return Image(values["width"], values["height"], values["filter"], values["colours"], data)


def _timeline(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    kids = reading.kids(element, event={"when": words_given(None), "near": FLAG})
    near = frozenset(at for at, (_, given) in enumerate(kids) if given["near"])
    events = tuple((given["when"], reading.text(kid)) for kid, given in kids)
    return Timeline(events, values["style"], near, values["across"], values["parted"]) if events else None


def _facts(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    kids = reading.kids(element, fact={"label": words_given()})
    found = tuple(FactLine(given["label"], reading.text(kid)) for kid, given in kids)
    return Facts(found, values["style"], values["lines"]) if found else None


def _boxes(reading: MarkupReader, element: Element, _: Values) -> Block | None:
    found = []
    for kid, given in reading.kids(element, box={"label": words_given(), "head": words_given(None)}):
        found.append(Box(given["label"], (Run(given["head"], False),), reading.blocks(kid)))
    return Boxes(tuple(found)) if found else None


def _columns(reading: MarkupReader, element: Element, _: Values) -> Block | None:
    inner = reading.blocks(element)
    return Columns(inner) if inner else None


def _cards(reading: MarkupReader, element: Element, values: Values) -> Block | None:
    one = {"kind": words_given(), "number": words_given(), "head": FLAG, "written": FLAG}
    found = []
    for kid, given in reading.kids(element, card=one):
        sides = {side.name: reading.text(side) for side, _ in reading.kids(kid, front={}, back={})}
        words = sides.get("front", ()), sides.get("back", ())
        found.append(Card(given["kind"], given["number"], *words, given["head"], given["written"]))
    return Cards(tuple(found), values["fronts"], values["backs"]) if found else None


def _space(_: MarkupReader, __: Element, values: Values) -> Block:
    return Space(values["height"])


def _rule(_: MarkupReader, __: Element, values: Values) -> Block:
    return Rule(values["weight"])


def _ruling(_: MarkupReader, __: Element, values: Values) -> Block:
    return Ruling(values["label"])


Builder = Callable[[MarkupReader, Element, Values], Block | None]
"""Makes the block of an element: called with the MarkupReader, the element and its values.

It reads what is within the element. None where there is nothing to print, as of a heading without words; what
is wrong is added to the MarkupReader's problems.
"""

_OF_IMAGE = {
    "alt": words_given(None),
    "data": words_given(None),
    "width": whole(),
    "height": whole(),
    "filter": words_given(None),
    "colours": words_given(None),
}
"""The attributes that say a picture, as `source.content` and `paper.crest` have them."""
BLOCKS: Mapping[str, tuple[Mapping[str, Attribute], Builder]] = {
    "p": ({"style": words_given("body"), "align": ALIGNMENT}, _paragraph),
    "heading": (
        {
            "label": words_given(),
            "level": heading_level(),
            "style": words_given("heading"),
            "aside": words_given(),
            "ruled": FLAG,
            "bar": FLAG,
        },
        _heading,
    ),
    "stem": ({"marks": words_given()}, _stem),
    "bullets": ({"style": words_given("body")}, _bullets),
    "options": ({"box": words_given("box")}, _options),
    "scale": ({"words": words_given(None)}, _scale),
    "ticks": ({"box": words_given("box"), "style": words_given("option"), "close": FLAG}, _ticks),
    "lines": ({"count": whole(), "label": words_given(), "pages": amount("0")}, _lines),
    "frame": (
        {"dashed": FLAG, "shaded": FLAG, "bare": FLAG, "height": amount("0"), "continued": words_given()},
        _frame,
    ),
    "words": ({}, _words),
    "table": ({"widths": amounts(), "header": FLAG, "parted": FLAG, "style": words_given("cell")}, _table),
    "question-grid": ({"score": words_given(None), "out_of": words_given(None)}, _question_grid),
    "fields": ({}, _fields),
    "side": ({"share": amount("0.5"), "close": FLAG}, _side),
    "labelled": (
        {"label": words_given(), "style": words_given("number"), "continued": words_given()}
        | {"level": label_level()},
        _labelled,
    ),
    "passage": (
        {"boxed": FLAG, "continued": words_given(), "margin": words_given()},
        _passage,
    ),
    "grid": ({"head": words_given()}, _grid),
    "puzzle": ({"side": amount("7"), "ruled": FLAG}, _puzzle),
    "strips": ({}, _strips),
    "chart": ({"measure": words_given(None), "across": FLAG}, _chart),
    "picture": (_OF_IMAGE, _picture),
    "letterhead": (_OF_IMAGE | {"tall": amount("18")}, _letterhead),
    "compared": ({"measure": words_given(None)}, _compared),
    "facts": ({"style": words_given("body"), "lines": whole("1")}, _facts),
    "boxes": ({}, _boxes),
    "columns": ({}, _columns),
    "cards": ({"fronts": words_given(), "backs": words_given()}, _cards),
    "timeline": ({"style": words_given("passage"), "across": FLAG, "parted": FLAG}, _timeline),
    "space": ({"height": amount()}, _space),
    "rule": ({"weight": amount("0.75")}, _rule),
    "ruling": ({"label": words_given("Question")}, _ruling),
}
"""The elements of paper markup by name: what attributes each has, and what makes its block."""
