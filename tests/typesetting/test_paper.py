"""The paper that a print is on: what a theme and a blueprint say of it, and what changes on a narrower page."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.units import mm

from tests.pages import showcase
from tests.typesetting.test_layout import document, run
from worksheetgen.errors import InvalidInput
from worksheetgen.model.blocks import Align, Lines, Paragraph
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.students import Print
from worksheetgen.resources import templates
from worksheetgen.typesetting import Theme, Typesetter, load_theme, theme_folders

A5, A4, LETTER, A3, TABLOID = PaperSize


def theme(
    print: Print, paper: PaperSize | None = None, own: Path | None = None, *, folded: bool = True
) -> Theme:
    """The board theme's print, on a blueprint's paper, changed by a teacher's own folder."""
    return load_theme(theme_folders(own, "board", templates(), showcase.HERE), print, paper, folded=folded)


def own_theme(folder: Path, settings: str) -> Path:
    """A theme folder of a teacher's own."""
    (folder / "theme.yaml").write_text(settings, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("paper", "standard", "large", "largest"),
    [(None, A4, A4, A3), (A4, A4, A4, A3), (LETTER, LETTER, LETTER, TABLOID), (A5, A5, A4, A3)],
)
def test_large_prints_keep_their_size(
    paper: PaperSize | None, standard: PaperSize, large: PaperSize, largest: PaperSize
) -> None:
    """A pupil's arrangement is not put on a smaller page; where the school has Letter, it is on Letter and Tabloid."""
    found = {print: theme(print, paper).paper for print in Print}
    assert found == {
        Print.STANDARD: standard,
        Print.LARGE_18: large,
        Print.LARGE_24: large,
        Print.LARGE_36: largest,
        Print.DYSLEXIA: large,
    }


def test_a_blueprint_wins_over_the_theme(tmp_path: Path) -> None:
    """The theme's paper counts where the blueprint names none."""
    own = own_theme(tmp_path, "base: {paper: Letter}\n")
    assert theme(Print.STANDARD, None, own).paper is LETTER
    assert theme(Print.LARGE_36, None, own).paper is TABLOID
    assert theme(Print.STANDARD, A5, own).paper is A5


def test_what_teachers_read_is_not_folded() -> None:
    """Beside A5 homework the mark scheme is on A4; on any other paper it is on that."""
    assert theme(Print.STANDARD, A5, folded=False).paper is A4
    assert theme(Print.STANDARD, LETTER, folded=False).paper is LETTER


def test_a_theme_changes_what_is_on_one_paper(tmp_path: Path) -> None:
    """Margins of A5 are those of A5 alone, and a print's own settings come before them."""
    own = own_theme(tmp_path, "papers: {A5: {inner: 17}, A4: {box: 5}}\nprints: {standard: {box: 6}}\n")
    assert theme(Print.STANDARD, A5, own).inner == 17 * mm
    assert theme(Print.STANDARD, A4, own).inner == 20 * mm
    assert theme(Print.STANDARD, A4, own).box == 6 * mm
    assert theme(Print.DYSLEXIA, A4, own).box == 5 * mm


def test_a_paper_cannot_name_another(tmp_path: Path) -> None:
    """`paper` under a paper's name would say nothing, and is a mistake at its place."""
    own = own_theme(tmp_path, "papers:\n  A5: {paper: A4}\n")
    with pytest.raises(InvalidInput) as caught:
        theme(Print.STANDARD, A5, own)
    assert "theme.yaml:2:8: ‘paper’" in str(caught.value)


@pytest.mark.parametrize("count", [1, 2, 6, 9, 50])
@pytest.mark.parametrize("print", [Print.STANDARD, Print.DYSLEXIA])
def test_a_narrower_page_has_as_much_room_to_write(print: Print, count: int, tmp_path: Path) -> None:
    """Ruled lines are as far apart on A5 as on A4, and no shorter together; on wider pages as many as are asked for."""
    own = own_theme(tmp_path, "prints: {dyslexia: {paper: A5}}\n")
    written = {}
    for paper, settings in ((A5, own), (A4, None), (LETTER, None)):
        set_in = theme(print, paper, settings)
        laid_out = Typesetter(set_in).set(document(Lines(count, "1", 0)))
        lines = laid_out.structure[0].recording.boxes
        assert {box.height for box in lines} == {round(set_in.line_pitch, 3)}
        written[paper] = (len(lines), len(lines) * set_in.width)
    assert theme(print, A5, own).line_pitch == theme(print, A4).line_pitch
    assert written[A5][1] >= written[A4][1] - 0.01
    assert written[A5][0] > written[A4][0]
    assert written[A4][0] == written[LETTER][0] == count


def pages(count: int, paper: PaperSize) -> LaidOutDocument:
    """A document of so many pages, before it is filled up to whole sheets."""
    head = Paragraph(run("A page."), "body", Align.LEFT)
    found = document(*[head] * count)
    items = tuple(type(item)(item.block, False, True, item.place) for item in found.items)
    furniture = type(found.furniture)("T1", "", "Turn over", True, "Left blank.")
    return Typesetter(theme(Print.STANDARD, paper)).set(
        type(found)(found.title, found.language, furniture, items)
    )


@pytest.mark.parametrize(("count", "folded"), [(1, 4), (2, 4), (4, 4), (5, 8)])
def test_a_booklet_is_filled_up_to_whole_sheets(count: int, folded: int) -> None:
    """A sheet that is folded has four pages; those that are left over say so, as the back of any sheet does."""
    assert len(pages(count, A5).pages) == folded
    assert len(pages(count, A4).pages) == count + count % 2
