"""Charts and timelines: drawn from their data, told to a screen reader, readable on a grey copy."""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import compress

import pypdfium2
import pytest

from tests.samples import ENGLISH
from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.errors import Unprintable
from worksheetgen.model.blocks import (
    Align,
    Block,
    Chart,
    ChartBar,
    Frame,
    Heading,
    Paragraph,
    Picture,
    Side,
    Timeline,
)
from worksheetgen.model.image import Image
from worksheetgen.model.laid_out import LayoutBox, Node
from worksheetgen.model.students import Print
from worksheetgen.model.text import Break, Run, Text
from worksheetgen.pdf import write_pdf
from worksheetgen.typesetting import fonts
from worksheetgen.typesetting.chart_blocks import axis_ticks

CAMPS = (ChartBar("1928", 0.03), ChartBar("1932", 2.0), ChartBar("1937", 6.0), ChartBar("1938", 8.0))


def box(block: Block, print: Print = Print.STANDARD) -> tuple[LayoutBox, Node]:
    """The first piece that a block is set to, and its structure."""
    sheet = typesetter(print).set(document(block))
    return sheet.pages[0].placed[0].box, sheet.structure[0].recording.nodes[0]


def drawn(found: LayoutBox) -> str:
    """What it draws, as PDF source."""
    return b"".join(part for part in found.operators if isinstance(part, bytes)).decode("latin-1")


def bars(found: LayoutBox, along: int) -> list[float]:
    """The lengths of its filled rectangles, widths (2) or heights (3)."""
    return [
        float(match[along])
        for match in re.finditer(r"n ([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re [bBf]", drawn(found))
    ]


@pytest.mark.parametrize("across", [False, True])
def test_bars_are_as_long_as_their_values(*, across: bool) -> None:
    """The bars' lengths stand to each other as the values do."""
    found, _ = box(Chart("Prisoners (millions)", CAMPS, across=across))
    lengths = [abs(length) for length in bars(found, 3 if across else 4)]
    assert len(lengths) == len(CAMPS)
    for length, bar in zip(lengths, CAMPS, strict=True):
        assert length / lengths[-1] == pytest.approx(bar.value / CAMPS[-1].value, abs=0.0004)


def said(figure: Node) -> str:
    """What a screen reader says of a figure: its alternative text, written as PDF has it."""
    written = dict(figure.attributes)["Alt"]
    if written.startswith("("):
        return written[1:-1]
    return bytes.fromhex(written.strip("<>")).decode("utf-16")


def test_marks_stand_in_the_outline_of_what_could_be_had() -> None:
    """A bar with a most is as long as its value within one as long as its most, and says both."""
    marks = (ChartBar("Kirov", 2, 4), ChartBar("The Gulag", 5, 5), ChartBar("Hysteria", 0, 3))
    found, node = box(Chart("Marks", marks, across=False))
    lengths = sorted(abs(length) for length in bars(found, 3))
    assert [round(length / lengths[-1], 3) for length in lengths] == [0, 0.4, 0.6, 0.8, 1, 1]
    alt = said(node)
    assert alt == "Bar chart. Marks. Kirov: 2 of 4; The Gulag: 5 of 5; Hysteria: 0 of 3."


def test_letters_of_a_chart_are_as_far_apart_as_they_are_measured() -> None:
    """In the dyslexia print labels end at their bars, and one word too long for its share has the room it needs."""
    chart = Chart("Marks", (ChartBar("Interpretations", 2, 4), ChartBar("Sources", 5, 5)), across=False)
    spaced, _ = box(chart, Print.DYSLEXIA)
    style = typesetter(Print.DYSLEXIA).theme.style("chart")
    (apart,) = re.findall(r"([\d.]+) Tc", drawn(spaced))
    assert float(apart) == pytest.approx(fonts.font(style.face).space * style.size)
    assert "Tc" not in drawn(box(chart)[0])
    narrow = typesetter(Print.DYSLEXIA).set(document(Side((chart,), (), 0.3))).pages[0].placed
    found = "".join(drawn(placed.box) for placed in narrow)
    # Labels begin so far left of the axis, from which the bars begin.
    begins = min(map(float, re.findall(r"BT 1 0 0 1 ([\d.-]+) [\d.-]+ Tm", found)))
    axis = min(map(float, re.findall(r"n ([\d.-]+) [\d.-]+ [\d.-]+ [\d.-]+ re", found)))
    assert begins < 0 <= axis + begins


def test_bars_that_no_page_holds_go_on_in_a_further_figure() -> None:
    """In large print as well: every bar is drawn once, all of them on one scale."""
    some = tuple(
        ChartBar(f"A topic with a title that is far too long for one line {n}", n, 24) for n in range(1, 25)
    )
    sheet = typesetter(Print.LARGE_24).set(document(Chart("Marks", some, across=True)))
    assert len(sheet.pages) > 1
    nodes = sheet.structure[0].recording.nodes
    told = [said(node) for node in nodes]
    assert [int(n) for alt in told for n in re.findall(r"(\d+): \d+ of 24", alt)] == list(range(1, 25))
    found = [bars(placed.box, 3) for page in sheet.pages for placed in page.placed]
    lengths = {abs(length) for some in found for length in some}
    assert all(
        24 * length / max(lengths) == pytest.approx(round(24 * length / max(lengths)), abs=0.01)
        for length in lengths
    )


def test_no_colour_is_used() -> None:
    """Every colour is black, or a grey that is no darker than what may stand behind words."""
    for across in (False, True):
        found, _ = box(Chart("Prisoners", CAMPS, across=across))
        colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn(found))
        assert colours
        assert all(red == green == blue for red, green, blue in colours)
        fills = {float(red) for red, _, _ in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg\b", drawn(found))}
        assert {fill for fill in fills if fill} == {0.9}


def test_bars_are_hatched() -> None:
    """Every bar that is more than a line has lines over its grey, none of which leaves it."""
    for across in (False, True):
        found, _ = box(Chart("Prisoners", CAMPS, across=across))
        edges = r"n ([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re"
        rects = [tuple(map(float, one)) for one in re.findall(edges, drawn(found))]
        slanted = [
            tuple(map(float, one))
            for one in re.findall(r"n ([\d.-]+) ([\d.-]+) m ([\d.-]+) ([\d.-]+) l S", drawn(found))
            if one[0] != one[2] and one[1] != one[3]
        ]
        for x, y, wide, tall in rects:
            over = [
                (x1, y1, x2, y2)
                for x1, y1, x2, y2 in slanted
                if min(x1, x2) >= x - 0.01
                and max(x1, x2) <= x + wide + 0.01
                and min(y1, y2) >= y - 0.01
                and max(y1, y2) <= y + tall + 0.01
            ]
            assert len(over) >= 3 or min(wide, tall) < 2
            slanted = [one for one in slanted if one not in over]
        assert not slanted


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.00005, "0.00005"),
        (0.5, "0.5"),
        (0, "0"),
        (30_000, "30,000"),
        (268_000, "268,000"),
        (1_882_000, "1.882 million"),
        (7_800_000_000, "7.8 billion"),
        (7_812_345_678, "7,812,345,678"),
        (2.5e13, "25 trillion"),
    ],
)
def test_a_value_is_printed_in_plain_digits(value: float, said: str) -> None:
    """Never as 1e+10 or 5e-05; large round ones in their unit, others in all their digits."""
    assert ENGLISH.amount(value) == said


@pytest.mark.parametrize("highest", [0.00005, 8, 30_000, 999_999, 8.2e9, 7e12])
def test_an_axis_counts_in_one_unit(highest: float) -> None:
    """Its numbers have no exponent, and what stands after the digits is the same for all of them but 0."""
    style = typesetter(Print.STANDARD)
    sheet = style.set(document(Chart("Counted", (ChartBar("a", highest), ChartBar("b", 0)), across=False)))
    text = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage().get_text_range()
    assert "e+" not in text
    assert "e-" not in text
    units = {line.partition(" ")[2] for line in text.splitlines() if re.match(r"[\d.,]+ ?[a-z]*$", line)}
    assert len(units - {""}) <= 1


def test_a_chart_tells_its_data() -> None:
    """A screen reader hears a figure's every bar with its value."""
    _, node = box(Chart("Prisoners (millions)", CAMPS, across=False))
    assert node.tag == "Figure"
    alt = said(node)
    assert alt == "Bar chart. Prisoners (millions). 1928: 0.03; 1932: 2; 1937: 6; 1938: 8."


@pytest.mark.parametrize("highest", [0.0, 0.004, 3, 8, 9.5, 42, 101, 999, 12_345, 8_000_000])
def test_the_axis_is_round_and_reaches_past_the_highest_bar(highest: float) -> None:
    """Ticks begin at 0, are equally apart in round steps, and the last is no lower than the highest bar."""
    found = axis_ticks([highest])
    assert found[0] == 0
    assert found[-1] >= highest
    steps = {round(b - a, 9) for a, b in pairwise(found)}
    assert len(steps) == 1
    assert 2 <= len(found) <= 10
    assert f"{steps.pop():.3e}"[0] in "125"


def test_letters_grow_with_the_print() -> None:
    """A chart in large print has letters of its size, none smaller."""
    for print, size in ((Print.LARGE_18, 18), (Print.LARGE_24, 24)):
        found, _ = box(Chart("Prisoners", CAMPS, across=False), print)
        assert min(float(match) for match in re.findall(r"/\S+ ([\d.]+) Tf", drawn(found))) >= size


def test_a_character_that_no_font_has_is_told() -> None:
    """A label is held to the fonts like any other text."""
    with pytest.raises(Unprintable, match="of the theme’s fonts"):
        typesetter(Print.STANDARD).set(document(Chart("Prisoners", (ChartBar("𓀀", 1.0),), across=False)))


def test_a_timeline_is_a_list_with_its_dates() -> None:
    """Each event is a list item, its date the label; the line joins the first dot to the last and no further."""
    sheet = typesetter(Print.STANDARD).set(
        document(Timeline((("1921", run("A ban.")), ("1934", run("A murder.")))))
    )
    node = sheet.structure[0].recording.nodes[0]
    assert node.tag == "L"
    assert [kid.tag for kid in node.kids if isinstance(kid, Node)] == ["LI", "LI"]
    for item in node.kids:
        assert isinstance(item, Node)
        assert [kid.tag for kid in item.kids if isinstance(kid, Node)] == ["Lbl", "LBody"]


def test_long_labels_take_several_lines_and_never_meet() -> None:
    """No line of a label is wider than its bar's share of the axis, and the chart grows to hold them all."""
    long = "the start of the First Five-Year Plan"
    bars = tuple(ChartBar(f"{number} {long}", 2.0) for number in range(5))
    for print in (Print.STANDARD, Print.LARGE_24):
        renderer = typesetter(print)
        short, _ = box(Chart("Counted", CAMPS, across=False), print)
        tall, _ = box(Chart("Counted " * 20, bars, across=False), print)
        assert tall.height > short.height
        style = renderer.theme.style("chart")
        room = renderer.theme.width / len(bars)
        starts = [float(x) for x in re.findall(r"1 0 0 1 ([\d.-]+) [\d.-]+ Tm", drawn(tall))]
        assert starts
        assert max(starts) <= renderer.theme.width
        for word in long.split():
            assert fonts.width(word, style.face, style.size) <= room or print is not Print.STANDARD


@pytest.mark.parametrize("print", list(Print))
def test_a_timeline_that_may_be_parted_goes_on_on_the_next_page(print: Print) -> None:
    """Two of its events at least stand on each; one that may not is whole, below white."""
    renderer = typesetter(print)
    leading = renderer.theme.style("passage").leading
    count = int(0.65 * renderer.theme.height / leading / 1.25)
    events = tuple((str(1900 + number), run("It was.")) for number in range(count))
    lines: Text = (Run("A line.", False), Break()) * int(0.42 * renderer.theme.height / leading)
    above = Paragraph(lines[:-1], "passage", Align.LEFT)
    for parted in (True, False):
        sheet = renderer.set(document(above, Timeline(events, parted=parted)))
        sides = [end.past - end.first for _, end in sheet.structure[1].slices]
        assert sum(sides) == count
        assert (len(sides) > 1) is parted
        assert min(sides) > 1


def test_a_long_timeline_leaves_no_event_alone() -> None:
    """Where the events below a heading are more than a page holds, two of them at least stand on each page."""
    renderer = typesetter(Print.LARGE_24)
    for count in range(10, 20):
        events = tuple((str(1920 + number), run("This was what happened.")) for number in range(count))
        heading = Heading("", run("A source"), (), 3, "subheading", False)
        framed = Frame((Timeline(events),), False, False, 0)
        sheet = renderer.set(document(heading, framed, keep=True))
        marks = [sum(placed.box.mcid_count for placed in page.placed) for page in sheet.pages]
        assert 2 not in marks  # a date and its event


@pytest.mark.parametrize("print", list(Print))
def test_labels_that_do_not_fit_under_bars_stand_before_them(print: Print) -> None:
    """Where a word is wider than its bar, bars lie across with all labels on the page; the longest take more lines."""
    renderer = typesetter(print)
    labels = (
        "Lincoln with all its eight archdeaconries",
        "Worcester and Gloucestershire",
        "Norwich and East Anglia",
    )
    shown = tuple(ChartBar(f"{label} {number}", 40.0) for number in range(2) for label in labels)
    found, _ = box(Chart("Priests who died", shown, across=False), print)
    assert all(length > 10 for length in bars(found, 3))
    style = renderer.theme.style("chart")
    sheet = renderer.set(document(Chart("Priests who died", shown, across=False)))
    text = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()
    edges = [text.get_charbox(at) for at in range(text.count_chars())]
    left = sheet.pages[0].left
    assert min(box[0] for box in edges if box[1] > renderer.theme.bottom) >= left - 1
    assert max(box[2] for box in edges) <= left + renderer.theme.width + style.size


@pytest.mark.parametrize("print", list(Print))
def test_a_long_date_leaves_its_event_room(print: Print) -> None:
    """A date that is a whole clause takes several lines of less than half the width."""
    events = (
        ("From the spring until the late autumn of 1349", run("Word upon word " * 9)),
        ("1350", run("After.")),
    )
    sheet = typesetter(print).set(document(Timeline(events)))
    said = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()
    theme = typesetter(print).theme
    begins = said.get_charbox(said.get_text_range().index("After."))[0] - sheet.pages[0].left
    assert begins < 0.55 * theme.width


def test_a_picture_may_take_more_of_a_page_in_large_print() -> None:
    """Two fifths of a page in the standard print, three fifths in a large one."""
    image = Image(1, 10, "FlateDecode", "DeviceGray", compress(bytes(10)))
    for print, share in ((Print.STANDARD, 0.4), (Print.LARGE_24, 0.6)):
        found, _ = box(Picture(image, "A tower."), print)
        assert abs(found.height - share * typesetter(print).theme.height) < 0.01
