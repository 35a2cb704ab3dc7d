"""What the demo prints: sound for a screen reader in every file, read in order, and nothing lost in grey."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import page as judge
import pikepdf
import pypdfium2
import pytest

from tests.commands import worksheetgen
from tests.pages import showcase
from worksheetgen.model.answers import Levels, PairedPoints, Points
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import write_pdf
from worksheetgen.run.single import print_guide

pytestmark = pytest.mark.slow

RUNS = ("demo-unit-test", "demo-homework")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the demo printed into."""
    folder = tmp_path_factory.mktemp("demo")
    assert worksheetgen("demo", cwd=folder).code == 0
    return folder / "output"


def failures(path: Path) -> str:
    """What the validator of PDF/UA-1 says where it finds a failure, "" where it finds none."""
    said = str(judge.validate_pdf(str(path), profile="ua1"))
    return "" if re.search(r"Checks: 0 failed", said) else said


def text_of(page: pypdfium2.PdfPage) -> str:
    """A page's text as a reader copies it, its white space single."""
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("run", RUNS)
def test_every_file_passes_pdf_ua(output: Path, run: str) -> None:
    """No file that a person reads fails PDF/UA-1: the pack of all papers, one of each sort, the scheme, the keys."""
    manifest = json.loads((output / run / "manifest.json").read_text(encoding="utf-8"))
    sorts = {(one["tier"], one["print"]): one["file"] for one in manifest["students"]}
    files = [*sorted((output / run).glob("*.pdf")), *(output / run / file for file in sorts.values())]
    assert len(sorts) >= 5
    assert {path.name: said for path in files if (said := failures(path))} == {}


@pytest.mark.parametrize("type", list(PaperType))
@pytest.mark.parametrize("print", list(Print))
def test_every_kind_passes_pdf_ua_in_every_print(tmp_path: Path, type: PaperType, print: Print) -> None:
    """Every kind of question and every form of source, with support and with extensions, in every size."""
    for tier in (Tier.SUPPORT, Tier.CHALLENGE):
        sheet = showcase.sheet(type, print, tier)
        path = tmp_path / f"{tier}.pdf"
        path.write_bytes(write_pdf([sheet], sheet.title))
        assert failures(path) == ""


def test_the_guide_and_a_preview_pass_pdf_ua(tmp_path: Path) -> None:
    """What is printed from the bank alone is as sound as a paper."""
    assert worksheetgen("bank", "guide", "--output", "guide.pdf", cwd=tmp_path).code == 0
    assert worksheetgen("bank", "preview", "figures-08", "--output", "preview.pdf", cwd=tmp_path).code == 0
    assert [failures(path) for path in sorted(tmp_path.glob("*.pdf"))] == ["", ""]


def test_what_the_guide_says_of_hard_content_stands_on_one_page() -> None:
    """Where pages have room, a heading's last words do not begin the next page, above another heading."""
    said = [text_of(page) for page in pypdfium2.PdfDocument(print_guide(showcase.unit()))]
    assert [("On every cover" in page) for page in said if "Before the lesson: hard content" in page] == [
        True
    ]


def test_feedback_passes_pdf_ua_in_every_print(tmp_path: Path) -> None:
    """Slips that say what earns the marks of every kind of question, and a class report."""
    sheets = showcase.around()
    wanted = ["class-report", *(f"slip-{print}" for print in Print)]
    for name in wanted:
        (tmp_path / f"{name}.pdf").write_bytes(write_pdf([sheets[name]], sheets[name].title))
    assert {path.name: failures(path) for path in tmp_path.glob("*.pdf") if failures(path)} == {}


def test_a_slip_says_of_every_question_what_earns_its_marks() -> None:
    """Whatever its kind and however it is marked, words of the mark scheme stand under it."""
    sheet = showcase.around()["slip-standard"]
    said = " ".join(map(text_of, pypdfium2.PdfDocument(write_pdf([sheet], sheet.title))))
    found = showcase.unit()
    asked = [one for section in showcase.questions(found) for one in section][1:]  # the first has no mark
    for question in asked:
        for part in question.parts:
            for answer in part.answers:
                match answer:
                    case PairedPoints(pairs=((first, second), *_)):
                        words = [first.text, second.text]
                    case Points():
                        words = [part.body.credited(answer).points[0].text]
                    case Levels():
                        words = [answer.indicative[0].points[0]]
                    case _:
                        words = [row.text for row in part.body.key_rows(part.answers) if row.right]
                assert all(" ".join(one.replace("**", "").split()) in said for one in words), question.id


@pytest.mark.parametrize("run", RUNS)
def test_copied_text_has_the_questions_in_order_with_their_marks(output: Path, run: str) -> None:
    """Extracting a paper's text gives each number before its stem's marks, one question after the other."""
    manifest = json.loads((output / run / "manifest.json").read_text(encoding="utf-8"))
    for student in manifest["students"]:
        pdf = pypdfium2.PdfDocument(output / run / student["file"])
        text = " ".join(text_of(page) for page in pdf)
        at = 0
        for question in student["questions"]:
            marks = question["marks"]
            label = f"[{marks} mark{'' if marks == 1 else 's'}]"
            found = re.compile(rf"(?<!\S){question['number']} (?=[A-Z‘“])").search(text, at)
            assert found, (student["id"], question["number"])
            at = text.index(label, found.end())


@pytest.mark.parametrize("print", list(Print))
def test_the_end_never_stands_alone(print: Print) -> None:
    """END OF QUESTIONS shares its page with the last section's total."""
    sheet = showcase.sheet(PaperType.EXAM, print)
    pages = list(map(text_of, pypdfium2.PdfDocument(write_pdf([sheet], sheet.title))))
    assert ["Total for Section G" in page for page in pages if "END OF QUESTIONS" in page] == [True]


@pytest.mark.parametrize("print", list(Print))
def test_the_cover_is_one_page_or_a_leaf(print: Print) -> None:
    """Name, time and the marker's table are on page 1; in large print the instructions may be on its back, whole."""
    sheet = showcase.sheet(PaperType.EXAM, print)
    front, back, third, *_ = map(text_of, pypdfium2.PdfDocument(write_pdf([sheet], sheet.title)))
    total = str(showcase.paper(showcase.unit(), showcase.reader(print), PaperType.EXAM).marks)
    assert all(words in front for words in ("Name", "Time allowed", "Section", "Total", total))
    rest = front if print in (Print.STANDARD, Print.DYSLEXIA) else back
    assert re.search(r"Instructions .* Information .* worries you", rest)
    assert "Section A" in (back if rest is front else third)


@pytest.mark.parametrize("print", [print for print in Print if print is not Print.STANDARD])
@pytest.mark.parametrize("type", list(PaperType))
def test_nothing_is_turned_in_large_print_or_for_dyslexia(type: PaperType, print: Print) -> None:
    """Every word and line stands upright: no drawing is rotated on any page."""
    sheet = showcase.sheet(type, print)
    with pikepdf.open(BytesIO(write_pdf([sheet], sheet.title))) as pdf:
        for page in pdf.pages:
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) in ("cm", "Tm"):
                    assert [float(one) for one in [*step.operands][1:3]] == [0, 0]


@pytest.mark.parametrize("print", [Print.STANDARD, Print.LARGE_18])
def test_nothing_is_said_in_colour(print: Print) -> None:
    """Every pixel of every page is a grey, and all but charts, tints and edges is black or white."""
    sheet = showcase.sheet(PaperType.EXAM, print)
    for page in pypdfium2.PdfDocument(write_pdf([sheet], sheet.title)):
        image = page.render(scale=0.5).to_pil().convert("RGB")
        colours = image.getcolors(maxcolors=1 << 20)
        assert colours
        assert all(red == green == blue for _, (red, green, blue) in colours)


def test_text_is_black_on_white_or_a_light_tint() -> None:
    """Words are black, and every tint is so light that their contrast with it is above 7 to 1 (WCAG 2, 1.4.6)."""
    sheet = showcase.sheet(PaperType.EXAM, Print.STANDARD)
    for page in sheet.pages:
        for placed in page.placed:
            drawn = b"".join(part for part in placed.box.operators if isinstance(part, bytes))
            for words in re.findall(rb"([\d.]+ [\d.]+ [\d.]+ rg)\s+BT", drawn):
                assert words == b"0 0 0 rg"
            for ground in re.findall(rb"q ([\d.]+) g ", drawn):
                assert float(ground) == 0 or contrast(float(ground)) >= 7  # the QR code is black


def contrast(grey: float) -> float:
    """Of black on a grey, as WCAG 2 reckons it."""
    luminance: float = ((grey + 0.055) / 1.055) ** 2.4
    return (luminance + 0.05) / 0.05
