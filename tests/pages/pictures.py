"""Pages of the demo, the showcase and the manual's evening as pictures in docs/pictures: `make pictures`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.commands import worksheetgen
from tests.manual.hands import HANDS
from tests.manual.typed import DOCS, follow
from tests.pages import showcase
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import write_pdf
from worksheetgen.run.cards import flash_deck, print_cards
from worksheetgen.run.organiser import print_organiser
from worksheetgen.run.single import print_guide

GAP = 8
GROUND = 150
GREYS = 16
RUNS = ("demo-unit-test", "demo-homework")

Shown = tuple[bytes, str]
"""A PDF and words of one of its pages."""


def picture(shown: Sequence[Shown], wide: int, share: float = 1) -> Image.Image:
    """For each PDF its first page with the words, beside each other, `wide` pixels each; `share` of it from its top."""
    pages = [_page(pdf, words, wide) for pdf, words in shown]
    tall = int(max(page.height for page in pages) * share)
    pages = [page.crop((0, 0, page.width, min(page.height, tall))) for page in pages]
    ground = Image.new("L", ((wide + GAP) * len(pages) + GAP, tall + 2 * GAP), GROUND)
    for number, page in enumerate(pages):
        ground.paste(page, (GAP + number * (wide + GAP), GAP))
    return ground.quantize(GREYS)


def _page(pdf: bytes, words: str, wide: int) -> Image.Image:
    found = next(page for page in pypdfium2.PdfDocument(pdf) if words in page.get_textpage().get_text_range())
    image: Image.Image = found.render(scale=wide / found.get_width()).to_pil().convert("L")
    return image


def _shown(type: PaperType, print: Print, tier: Tier = Tier.SUPPORT) -> bytes:
    sheet = showcase.sheet(type, print, tier)
    return write_pdf([sheet], sheet.title)


def _evening(desk: Path) -> dict[str, Image.Image]:
    """What a teacher has printed who follows the evening, and on its way two pages on paper and on the school."""
    printed, *later = (DOCS / "evening.md").read_text(encoding="utf-8").partition("## Change your mind")
    for page in (
        printed,
        *((DOCS / f"how-to/{name}.md").read_text(encoding="utf-8") for name in ("less-paper", "school")),
    ):
        follow(page, desk, HANDS)
    run, output = desk / "output/unit-test-9B", desk / "output"
    ella, megan = ((run / "papers" / f"{id}.pdf").read_bytes() for id in ("FNTY", "BXPA"))
    booklet, keys, scheme = (
        (run / f"{name}.pdf").read_bytes() for name in ("source-booklet-18", "answer-keys", "mark-scheme")
    )
    two_up = (output / "two-up/class-pack-two-up.pdf").read_bytes()
    crest = (output / "with-crest/papers/FNTY.pdf").read_bytes()
    follow("".join(later), desk, HANDS)
    slip = (output / "feedback/unit-test-9B/slips/FNTY.pdf").read_bytes()
    return {
        "evening-papers": picture([(ella, "Section C"), (megan, "Section C"), (booklet, "Source A")], 520),
        "evening-marking": picture([(keys, "Yusuf"), (scheme, "Section D")], 640),
        "evening-feedback": picture([(slip, "Your results"), (slip, "next question")], 520),
        "two-up": picture([(two_up, "Section A")], 900),
        "school": picture([(crest, "Time allowed")], 700, 0.45),
    }


def main(folder: Path) -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as desk:
        made = _evening(Path(desk))
    with tempfile.TemporaryDirectory() as desk:
        assert worksheetgen("demo", cwd=Path(desk)).code == 0
        output = Path(desk) / "output"
        exam, homework = ((output / run / "papers" / "001.pdf").read_bytes() for run in RUNS)
        scheme = (output / RUNS[0] / "mark-scheme.pdf").read_bytes()
        seating = (output / RUNS[0] / "seating.pdf").read_bytes()
    standard = _shown(PaperType.EXAM, Print.STANDARD)
    guide = print_guide(showcase.unit())
    learned = showcase.unit()
    organiser = print_organiser(learned).pdf
    cards = print_cards(flash_deck(learned), learned).pdf
    spy = "Describe two features"
    pictures: dict[str, tuple[list[Shown], int]] = {
        "exam": ([(exam, "Time allowed"), (exam, "Section C")], 700),
        "homework": ([(homework, "Read"), (homework, "From my teacher")], 700),
        "mark-scheme": ([(scheme, "How to use it"), (scheme, "Indicative content"), (seating, "Front")], 620),
        "bank": ([(standard, "A bar chart"), (standard, "A timeline"), (guide, "What the bank has")], 580),
        "learn": ([(organiser, "Key dates"), (cards, "assassination"), (cards, "the murder of an")], 580),
        "kinds": ([(standard, "True"), (standard, "in order"), (standard, "(a)")], 580),
        "prints": (
            [
                (standard, spy),
                (_shown(PaperType.EXAM, Print.LARGE_18), spy),
                (_shown(PaperType.EXAM, Print.DYSLEXIA), spy),
            ],
            520,
        ),
    }
    made |= {name: picture(shown, wide) for name, (shown, wide) in pictures.items()}
    for name, image in made.items():
        image.save(folder / f"{name}.png", optimize=True)
        sys.stdout.write(f"{folder / name}.png\n")


if __name__ == "__main__":
    main(DOCS / "pictures")
