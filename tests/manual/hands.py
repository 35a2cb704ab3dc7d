"""What the manual has a teacher do without a command, in the folder that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from PIL import Image, ImageDraw

from tests.manual.typed import Hand

RUN = Path("output/unit-test-9B")
LETTERS = "A–"
"""Beneath a cell that takes a letter."""


def petr_joins(desk: Path) -> None:
    """A line more in the class list."""
    with (desk / "9B.csv").open("a", encoding="utf-8") as file:
        file.write("Novak,Petr,core,,C1\n")


def marks_are_typed(desk: Path) -> None:
    """In every pupil's row of the markbook a mark for each question, for choices also the letter that was crossed.

    Tom was away, who has `absent` throughout. Every other pupil loses other marks, and one none.
    """
    path = desk / RUN / "markbook.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Marks"]
    for row in range(3, sheet.max_row, 2):
        name = sheet.cell(row, 2).value
        for column in range(6, sheet.max_column) if name else ():  # a spare has none
            beneath = sheet.cell(row + 1, column)
            most = int(str(beneath.value))
            lost = row // 2 * column % 5
            given = "A" if lost and LETTERS in beneath.number_format else max(most - lost, 0)
            sheet.cell(row, column).value = "absent" if name == "Tom Lewis" else given
    workbook.save(path)


def crest_is_put_there(desk: Path) -> None:
    """A picture of an oak over a river, as a school has it from its website."""
    crest = Image.new("RGB", (320, 360), "white")
    draw = ImageDraw.Draw(crest)
    draw.polygon(
        [(20, 20), (300, 20), (300, 220), (160, 345), (20, 220)], fill="#1d3f72", outline="black", width=6
    )
    draw.rectangle((148, 140, 172, 235), fill="#c8a24a")
    draw.ellipse((90, 55, 230, 175), fill="#5f9150")
    for wave in (240, 262):
        draw.arc((80, wave, 160, wave + 30), 180, 360, fill="white", width=6)
        draw.arc((160, wave, 240, wave + 30), 0, 180, fill="white", width=6)
    crest.save(desk / "my-history/bank/crest.png")


HANDS: Mapping[str, Hand] = {
    "Petr joins": petr_joins,
    "the marks are typed": marks_are_typed,
    "a crest is put beside school.yaml": crest_is_put_there,
}
"""By the words that a page has in its mark."""
