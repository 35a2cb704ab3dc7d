"""`make study`: what is claimed of seating, of parallel forms and of pages, measured anew.

It writes docs/fairness.md with its plots, and docs/page-fill.md.
"""

from __future__ import annotations

from pathlib import Path

import click
from reportlab.graphics import renderSVG
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor

from tests.studies import copying, draws, forms, page_fill

DOCS = Path(__file__).parents[2] / "docs"
SERIES = (("this program", HexColor("#1f4e79")), ("independent", HexColor("#c8c8c8")))


def chart(name: str, title: str, labels: list[str], pairs: list[tuple[float, float]]) -> str:
    """A bar chart of pairs as docs/pictures/NAME.svg, and its line of Markdown."""
    drawing = Drawing(640, 260)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 40, 55, 580, 165
    bars.data = [tuple(pair[series] for pair in pairs) for series in range(2)]
    bars.categoryAxis.categoryNames = labels
    bars.categoryAxis.labels.fontSize = 8
    bars.valueAxis.valueMin = 0
    bars.valueAxis.labels.fontSize = 8
    bars.barLabelFormat = "%.2f"
    bars.barLabels.fontSize = 7
    bars.barLabels.nudge = 6
    legend = Legend()
    legend.x, legend.y, legend.columnMaximum, legend.fontSize = 40, 22, 1, 9
    legend.alignment, legend.deltax = "right", 90
    legend.colorNamePairs = [(colour, text) for text, colour in SERIES]
    for number, (_, colour) in enumerate(SERIES):
        bars.bars[number].fillColor = colour
    drawing.add(bars)
    drawing.add(legend)
    drawing.add(String(40, 240, title, fontSize=11))
    renderSVG.drawToFile(drawing, str(DOCS / "pictures" / f"{name}.svg"))
    return f"![{title}](pictures/{name}.svg)"


def seating() -> str:
    """The table and the plot of what neighbours share."""
    found = copying.cases()
    rows = [
        f"| {case.room} | {case.size} | {'sections of five, 15 % pinned' if case.sections else 'one section'} "
        f"| {case.shuffled.mean:.2f} / {case.shuffled.most} | **{case.ours.mean:.3f} / {case.ours.most}** "
        f"| {case.ours.one:.2f} | {case.ours.rarest:.2f} |"
        for case in found
    ]
    in_sections = [case for case in found if case.sections]
    picture = chart(
        "copying",
        "Coincidences for each pair of neighbours (same question, place and letter), sections of five",
        [f"{case.room.split()[0]}, {case.size}" for case in in_sections],
        [(case.ours.mean, case.shuffled.mean) for case in in_sections],
    )
    head = (
        "| room | questions | structure | independent shuffles: mean / most | this program: mean / most "
        "| copies one neighbour | takes the rarest letter |\n|---|---|---|---|---|---|---|"
    )
    return "\n".join((picture, "", head, *rows))


def halls() -> str:
    """The table of what neighbours share of the bundled exam, from a class to a hall."""
    rows = [
        f"| {found.room} | {found.draws}{' with such a question' if found.same_for_all else ''} "
        f"| {found.pairs.total():,} | {found.pairs[0]:,} | {found.pairs[1]:,} | **{found.pairs[2]:,}** "
        f"| **{found.pairs.total() - sum(found.pairs[number] for number in range(3)):,}** |".replace(",", " ")
        for found in copying.exams()
    ]
    head = "| room | draws | pairs | share none | one | two | more |\n|---|---|---|---|---|---|---|"
    return "\n".join((head, *rows))


def parallel() -> str:
    """The table and the plot of how forms match."""
    found = forms.cases()
    rows = [
        f"| {case.bank} | {case.forms} | {case.marks} | {case.naive.gap:.2f} / {case.naive.shared} "
        f"| **{case.ours.gap:.2f} / {case.ours.shared}** | {case.allowed} |"
        for case in found
    ]
    picture = chart(
        "forms",
        "Widest gap between the expected scores of two forms, in marks",
        [f"{case.forms} of {case.bank}, {case.marks}" for case in found],
        [(case.ours.gap, case.naive.gap) for case in found],
    )
    head = (
        "| questions in the bank | forms | marks | drawn one by one: gap / shared | parallel: gap / shared "
        "| allowed to share |\n|---|---|---|---|---|---|"
    )
    return "\n".join((picture, "", head, *rows))


def hardness() -> str:
    """The table of how hard draws are."""
    rows = [
        f"| {'as it is' if found.bounded else 'without the bound'} | {found.lowest:.2f} | {found.mean:.2f} "
        f"| {found.highest:.2f} | **{found.highest - found.lowest:.2f}** | {found.questions} |"
        for found in draws.cases()
    ]
    head = (
        "| the bundled exam | lowest | mean | highest | apart | questions on any |\n|---|---|---|---|---|---|"
    )
    return "\n".join((head, *rows))


TEXT = """\
# How fair, in figures

`make study` measures everything on this page anew and writes it.

## Copying from a neighbour

Two pupils next to each other (beside, before, behind or across a corner) share a **coincidence** where both have the
same question in the same place with the key under the same letter: whoever copies that letter is right. With seats in
the class list every paper is ordered against those within reach: neighbours first, then two places to the side and
three rows ahead.

{seating}

The last two columns are shares of right answers. Letters that simply differed from every neighbour’s would give a
pupil who looks around his own key: the one letter that nobody has. So letters are kept apart only where a neighbour
has the same question in the same place, and a question that can hardly move is left to chance: one that is alone
among those with its marks in its band of difficulty adds a quarter of a coincidence to a pair. A guess gets 0.25. Only
on a short paper, where two questions with pinned options hold a letter’s whole share of ten, nobody else can have that
letter beside them, and the rarest one tells a little.

The bundled exam has eight such answers in bands of one to seven questions, so that few can stand in many places. Pairs
share one of them at most, in a hall as in a class, but where a question is alone in its band and has options in a fixed
order: it is the same for everybody, and one more that is alone in its band and left to chance makes two. That is told
when the papers are printed, and which question to leave out.

{halls}

## Parallel forms

Forms have equal marks, and what a class is expected to earn on any two of them differs by at most 0.3 of 60 marks:
85, 70, 55, 40 and 25 per cent of the marks at difficulty 1 to 5. With `equal: [topic, objective]` their marks for each
topic and objective are equal too. A retake (`--unlike`) is held to the earlier paper in the same way.

{forms}

## Every draw is as hard

A blueprint’s bounds may say what a class is expected to earn, reckoned as above (`expected_score`). Two hundred seeds
draw from the bundled exam of 40 marks:

{hardness}
"""

FILL = """# How full the pages are

Two hundred papers of random questions, with any support, in each theme and print, measured by `make study`. *Page by
page* fills each page as far as it goes and turns it at the best place on it; *whole print* is what is printed:
[where pages turn](page-breaks.md) is chosen over all pages at once. *No thin page* is the same with pages under a third
full at a price that only cutting a stem from its options would exceed: those that are left there are forced, and all
others of the *whole print* spare a source from being cut or from lying overleaf. *Sheets free* is the whole print where
a sheet of paper costs nothing, white gives nothing and every exam has two pages of extra space. Sheets are those of all
two hundred papers, double-sided, with covers and extra space, but without the source booklets that lie beside papers
in 18 pt; of the other columns, none counts a cover or extra space, and how full pages are is said of those that another
follows. In 18 pt a question is cut where it is longer than a page, or than what its section’s head leaves of one; no
source is on the paper, so what is overleaf is a part of such a question.

| print | way | sheets | pages | left blank | mean fill | worst | under a third | cut source or stem | source overleaf |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{table}
"""

if __name__ == "__main__":
    (DOCS / "pictures").mkdir(exist_ok=True)
    (DOCS / "fairness.md").write_text(
        TEXT.format(seating=seating(), halls=halls(), forms=parallel(), hardness=hardness()), encoding="utf-8"
    )
    click.echo(f"wrote {DOCS / 'fairness.md'}")
    (DOCS / "page-fill.md").write_text(FILL.format(table=page_fill.table()), encoding="utf-8")
    click.echo(f"wrote {DOCS / 'page-fill.md'}")
