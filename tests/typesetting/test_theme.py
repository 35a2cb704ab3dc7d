"""A teacher's theme.yaml: what it changes is seen on the page, what is wrong in it is told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.pages import showcase
from tests.typesetting.test_layout import document, run
from worksheetgen.errors import InvalidInput, Place, Unprintable
from worksheetgen.model.blocks import Align, Chart, ChartBar, Frame, Option, Options, Paragraph, Passage
from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.resources import templates
from worksheetgen.typesetting import Theme, Typesetter, load_theme, theme_digest, theme_folders, theme_words
from worksheetgen.typesetting.folders import LARGEST_OF_A_THEME
from worksheetgen.typesetting.theme_file import PrintSettings
from worksheetgen.value import field_names


def themed(tmp_path: Path, settings: str, found: Document) -> LaidOutDocument:
    """A document set in the board theme with settings of a teacher's own."""
    (tmp_path / "theme.yaml").write_text(settings, encoding="utf-8")
    folders = theme_folders(tmp_path, "board", templates(), showcase.HERE)
    return Typesetter(load_theme(folders, Print.STANDARD)).set(found)


def drawn(sheet: LaidOutDocument) -> str:
    """The operators of the first page."""
    boxes = (placed.box for placed in sheet.pages[0].placed)
    return b"".join(part for box in boxes for part in box.operators if isinstance(part, bytes)).decode(
        "latin-1"
    )


SOURCE = document(Passage((("", run("A line of a source that goes on. " * 30)),), (), True))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('base: {ground: "#777777"}', "Black on ‘#777777’ is hard to read. Choose a lighter colour"),
        ("base: {ground: cream}", "‘cream’ is no colour. Write it as"),
        ("base: {qr: 9}", "‘qr’ is too small. Write at least 9.5."),
        ("base: {foot: 11}", "‘foot’ is too small. Write at least 14."),
        ("base: {tint: 0.1}", "‘tint’ is too small. Write at least 0.85."),
        ("base: {size: 0}", "‘size’ is too small. Write more than 0"),
        ("base: {line_numbers: 50}", "‘line_numbers’ is too large. Write at most 10."),
        ('base: {size: "12"}', "‘size’ must be a number, not text. Take the quotes away."),
        ("base: {size: yes}", "‘yes’ is not a number, as ‘size’ must be."),
        ('base: {line_numbers: "5"}', "‘line_numbers’ must be a number, not text. Take the quotes away."),
        ('base: {columns: "yes"}', "‘columns’ must be true or false. Write true or false, without quotes."),
        ("base: {size: }", "‘size’ is empty. Write its value after the colon"),
        ("base: {ground: }", "‘ground’ is empty. A colour begins with #: put it in quotes"),
        ("base: {ground: #FFF5DC}", "Here # begins a comment"),
        ("prints: {'18': {size: }}", "‘size’ is empty."),
        (
            "prints: {'20': {size: 20}}",
            "‘20’ cannot be a name under ‘prints’. Write one of: standard, 18, 24, 36, dysl",
        ),
        ("ground: '#FFF5DC'", "‘ground’ is not a field here. Put it under ‘base’"),
        ("extends: bord", "There is no theme “bord”, or it extends itself. Did you mean ‘board’?"),
        (f"extends: {'x' * 999}", "There is no theme “xxx"),
        ("extends: ../board", "There is no theme “../board”, or it extends itself."),
        ("styles: {titel: {size: 2}}", "No template uses the style ‘titel’. Did you mean ‘title’?"),
    ],
)
def test_a_setting_out_of_bounds_is_told(tmp_path: Path, settings: str, said: str) -> None:
    """Each mistake carries the file, the line and what to write; nothing ends in a traceback."""
    with pytest.raises(InvalidInput) as caught:
        themed(tmp_path, settings, SOURCE)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert (Path(problem.place.file).name, problem.place.line) == ("theme.yaml", 1)


def test_an_empty_setting_on_its_own_line_is_told(tmp_path: Path) -> None:
    """A colour without quotes is a comment, and the setting before it empty."""
    with pytest.raises(InvalidInput) as caught:
        themed(tmp_path, "base:\n  size: 12\n  ground: #FFF5DC\n", SOURCE)
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.remedy[:44]) == (3, "A colour begins with #: put it in quotes, su")


def test_what_nothing_uses_is_told_all_at_once(tmp_path: Path) -> None:
    """A template or a style that no print meets is named with the nearest that one does; so is a mistake beside it."""
    (tmp_path / "kinds").mkdir()
    for name in (
        "cvoer.xml.j2",
        "kinds/esay.xml.j2",
        "theme.yml",
        "cover.j2",
        "section-end.xml.j2",
        "notes.md",
    ):
        (tmp_path / name).write_text("<p>a</p>")
    with pytest.raises(InvalidInput) as caught:
        themed(tmp_path, "styles: {titel: {}, lead: {}}\n", SOURCE)
    meant = {Path(one.place.file).name: (one.what, one.remedy) for one in caught.value.problems}
    unused = "Nothing uses this file."
    take = "Rename it, or take it out of the folder."
    assert meant == {
        "cvoer.xml.j2": (unused, f"Did you mean ‘cover.xml.j2’? {take}"),
        "esay.xml.j2": (unused, f"Did you mean ‘kinds/essay.xml.j2’? {take}"),
        "theme.yml": (unused, f"Did you mean ‘theme.yaml’? {take}"),
        "cover.j2": (unused, f"Did you mean ‘cover.xml.j2’? {take}"),
        "theme.yaml": ("No template uses the style ‘titel’.", "Did you mean ‘title’?"),
    }


def test_a_theme_may_have_templates_and_styles_of_its_own(tmp_path: Path) -> None:
    """What a template of the folder includes, by its name or by the folder’s, and what style it names, are used."""
    (tmp_path / "extra").mkdir()
    (tmp_path / "cover.xml.j2").write_text(
        '{% include "crest" %}{% include "extra/" ~ paper.type %}<p style="{{ \'shout\' if x else \'body\' }}">a</p>'
    )
    for name in ("crest.xml.j2", "extra/exam.xml.j2", "._cover.xml.j2"):
        (tmp_path / name).write_text("<p>a</p>")
    assert themed(tmp_path, "styles: {shout: {size: 3}}", SOURCE).pages


def test_a_theme_with_letters_too_large_is_told_the_print(tmp_path: Path) -> None:
    """What is taller than a page names the print, and the theme’s size as what may be the cause."""
    options = Options(tuple(Option(letter, run("word " * 60)) for letter in "ABCD"))
    with pytest.raises(Unprintable) as caught:
        themed(tmp_path, "base: {size: 60, largest: 1}", document(options))
    (problem,) = caught.value.problems
    assert "in the standard print." in problem.what
    assert "make ‘size’ smaller where your theme sets it" in problem.remedy


def test_a_theme_that_lacks_settings_is_told_which(tmp_path: Path) -> None:
    """A folder that extends nothing says which settings are missing."""
    (tmp_path / "theme.yaml").write_text("base: {size: 12}\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="The theme lacks paper, columns, side_by_side, notes, options"):
        load_theme([tmp_path], Print.STANDARD)


@pytest.mark.parametrize("settings", ["base: {bottom: 25}", "base: {foot: 16}", "base: {qr: 12}"])
def test_a_theme_leaves_room_for_the_code_at_the_foot(tmp_path: Path, settings: str) -> None:
    """Text that would run into the code, or into the white that its readers need, is told with the least margin."""
    with pytest.raises(InvalidInput) as caught:
        themed(tmp_path, settings, SOURCE)
    (problem,) = caught.value.problems
    assert problem.what == "‘bottom’ is too small for the code at the foot of the standard print."
    (least,) = re.findall(r"Write at least ([\d.]+)\.$", problem.remedy)
    assert themed(tmp_path, f"{settings[:-1]}, bottom: {least}}}".replace("bottom: 25, ", ""), SOURCE).pages


def test_a_theme_leaves_half_of_the_page_for_the_text(tmp_path: Path) -> None:
    """Margins that leave less are told by what they leave, and how far a margin may go."""
    (tmp_path / "theme.yaml").write_text("base: {inner: 80, outer: 60}\nextends: board\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="‘inner’ and ‘outer’ leave 70 mm of 210 mm for the text"):
        load_theme(theme_folders(tmp_path, "board", templates(), Place("x")), Print.STANDARD)
    (tmp_path / "theme.yaml").write_text("base: {inner: 150}\nextends: board\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="‘inner’ is too large"):
        load_theme(theme_folders(tmp_path, "board", templates(), Place("x")), Print.STANDARD)


def test_lines_of_a_source_are_numbered_where_a_theme_asks(tmp_path: Path) -> None:
    """Every fifth line has its number; without the setting none has."""
    plain, numbered = (
        themed(tmp_path, "base: {}", SOURCE),
        themed(tmp_path, "base: {line_numbers: 5}", SOURCE),
    )

    def count(sheet: LaidOutDocument) -> int:
        return drawn(sheet).count("/Artifact BMC\nBT")

    lines = sum(placed.box.mcid_count for page in numbered.pages for placed in page.placed)
    assert count(numbered) - count(plain) >= lines // 5 >= 2


def test_the_ground_lies_under_everything(tmp_path: Path) -> None:
    """A coloured page is painted first, from edge to edge; a white one is not painted."""
    cream = themed(tmp_path, 'base: {ground: "#FFF5DC"}', SOURCE)
    assert drawn(cream).startswith("/Artifact BMC\nq 1 0.961 0.863 rg 0 -841.89 595.276 841.89 re f Q")
    assert " rg " not in drawn(themed(tmp_path, "base: {}", SOURCE))


def test_shaded_boxes_have_the_colour_of_the_paper(tmp_path: Path) -> None:
    """On cream paper a shaded box is a darker cream; on white it is grey, of black alone."""
    advice = Paragraph(run("Advice"), "body", Align.LEFT)
    shaded = document(Frame((advice,), dashed=False, shaded=True, height=0))
    cream = themed(tmp_path, 'base: {ground: "#FFF5DC", tint: 0.9}', shaded)
    assert "q 0.9 0.865 0.776 rg" in drawn(cream)
    assert "q 0.9 g" not in drawn(cream)
    white = themed(tmp_path, "base: {tint: 0.9}", shaded)
    assert "q 0.9 g" in drawn(white)
    assert " rg " not in drawn(white)


def test_the_manual_has_every_setting_and_style() -> None:
    """templates/README.md names each setting of a print, the words and each style of the board theme."""
    manual = (templates() / "README.md").read_text(encoding="utf-8")
    theme = load_theme(theme_folders(None, "board", templates(), showcase.HERE), Print.STANDARD)
    words = field_names(type(theme.words))
    names = [*PrintSettings.model_fields, *words, *(name for name, _ in theme.styles)]
    assert [name for name in names if f"`{name}`" not in manual] == []


LENGTHS = [["a", "b", "c"], ["A whole clause of some words"] * 4, ["word " * 40] * 5]


def rows_of_options(theme: Theme) -> list[int]:
    """Into how many rows options of several lengths and numbers are set: three, four and five."""
    blocks = [
        Options(tuple(Option(letter, run(text)) for letter, text in zip("ABCDE", texts, strict=False)))
        for texts in LENGTHS
    ]
    set_blocks = (
        Typesetter(theme).set(document(*blocks)).structure[: len(blocks)]
    )  # a page left blank may follow
    return [len(placed.recording.boxes) for placed in set_blocks]


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("name", ["board", "worksheet"])
def test_options_stand_one_a_line(name: str, print: Print) -> None:
    """However short they are, and in every bundled theme."""
    theme = load_theme(theme_folders(None, name, templates(), showcase.HERE), print)
    assert rows_of_options(theme) == [3, 4, 5]


@pytest.mark.parametrize("print", list(Print))
def test_options_in_columns_stand_so_throughout(tmp_path: Path, print: Print) -> None:
    """Where the theme says columns, two stand beside each other however long they are, but in large print none do."""
    (tmp_path / "theme.yaml").write_text("base: {options: columns}", encoding="utf-8")
    theme = load_theme(theme_folders(tmp_path, "board", templates(), showcase.HERE), print)
    assert rows_of_options(theme) == ([2, 2, 3] if theme.columns else [3, 4, 5])


def test_a_theme_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    """What a theme said before is not taken for what it says now."""
    for size in (10.5, 12):
        (tmp_path / "theme.yaml").write_text(f"base: {{size: {size}}}", encoding="utf-8")
        theme = load_theme(theme_folders(tmp_path, "board", templates(), showcase.HERE), Print.STANDARD)
        assert dict(theme.styles)["body"].size == size


def test_words_of_another_language_reach_the_page(tmp_path: Path) -> None:
    """A theme’s own words stand where the program prints any; what it leaves out stays as in the theme it extends."""
    (tmp_path / "theme.yaml").write_text('words: {more_marks: "{} marc", million: "{} miliwn"}')
    words = theme_words(theme_folders(tmp_path, "board", templates(), showcase.HERE))
    assert (words.marks(3), words.marks(1), words.duration(61)) == ("[3 marc]", "[1 mark]", "1 hour 1 minute")
    theme = load_theme(theme_folders(tmp_path, "board", templates(), showcase.HERE), Print.STANDARD)
    sheet = Typesetter(theme).set(document(Chart("Counted", (ChartBar("a", 2e6),), across=True)))
    assert (
        "2 miliwn" in pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage().get_text_range()
    )


@pytest.mark.parametrize("wrong", ["marciau", '"{} {} marc"', '"{0} marc"'])
def test_words_say_where_to_fill_in(tmp_path: Path, wrong: str) -> None:
    """Words without the place for their number, or with another one, are told as a mistake."""
    (tmp_path / "theme.yaml").write_text(f"words: {{more_marks: {wrong}}}", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"does not say where to fill in\. Write \{\} once"):
        theme_folders(tmp_path, "board", templates(), showcase.HERE)


@pytest.mark.parametrize("name", ["theme.yaml", "cover.xml.j2", "covr.xml.j2", "parts/own.xml.j2"])
def test_a_file_of_a_theme_larger_than_anybody_writes_is_told_before_it_is_read(
    tmp_path: Path, name: str
) -> None:
    """Nothing else is said of a theme's file, whatever is in it."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("[" * (LARGEST_OF_A_THEME + 1), encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        theme_folders(tmp_path, "board", templates(), showcase.HERE)
    (problem,) = caught.value.problems
    assert problem.place.file == str(tmp_path / name)
    assert problem.what == "The file has more than 0.2 MB, more than anybody writes."


def test_a_folder_that_is_called_like_a_file_of_a_theme_is_none(tmp_path: Path) -> None:
    """What nobody can read takes no part in the theme."""
    for name in ("old.yaml", "cover.xml.j2"):
        (tmp_path / name).mkdir()
    folders = theme_folders(tmp_path, "board", templates(), showcase.HERE)
    assert theme_digest(folders) == theme_digest([tmp_path, *folders[1:]])
