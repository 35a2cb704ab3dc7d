"""`verify`: whatever was done to a run's folder since it was printed is found, and marks typed are no mistake."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest

import worksheetgen as library
from tests.commands import Ran, files_of, signed, worksheetgen
from tests.tiny_bank import CLASS, write_bank, write_class
from worksheetgen import load_bank

pytestmark = pytest.mark.slow


def printed(desk: Path, output: str, seed: str) -> None:
    """Print the small test for the small class."""
    ran = worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", seed, "--output", output), cwd=desk
    )
    assert ran.code == 0, ran.err


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two runs of the same test with different seeds."""
    desk = tmp_path_factory.mktemp("desk")
    write_bank(desk)
    write_class(desk, CLASS + "005,Ben Abe,core,36,,A5\n")
    printed(desk, "run", "s")
    printed(desk, "other", "t")
    return desk


@pytest.fixture
def desk(runs: Path, tmp_path: Path) -> Path:
    """The same desk, to be tampered with."""
    return Path(shutil.copytree(runs, tmp_path / "desk"))


def verify(desk: Path) -> Ran:
    """What the command `verify` says of the run."""
    return worksheetgen("verify", "run", "--bank", "bank", cwd=desk)


def disagreements(desk: Path) -> list[str]:
    """What disagrees in the run, as the command would say it with exit code 7."""
    return [str(one) for one in library.verify(desk / "run", load_bank(desk / "bank")).disagreements]


# ---- files ---------------------------------------------------------------------------------------


def swap(one: Path, other: Path) -> None:
    """Let two files change places."""
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def without_a_page(path: Path) -> None:
    """Take the last page out of a PDF."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save(path)


def with_the_cover_of(path: Path, other: Path) -> None:
    """Give a paper another student's first page."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf, pikepdf.open(other) as donor:
        pdf.pages[0] = donor.pages[0]
        pdf.save(path)


CHANGED = "This file was changed after it was printed."
MISSING = "This file of the run is missing."
NO_MARKBOOK = ("markbook.xlsx: It is not the markbook of these papers.",)
NO_CLASS = ("manifest.json: Its students are not those of the class list that the run was printed for.",)
ON_A4 = ("001", "002", "003", "004", "S1", "S2")
SEATED = ("001", "002", "003", "004", "005")


def length(pack: str, has: str, wanted: str) -> str:
    """That a pack has so many pages, in figures or as of `pages`, where its papers and booklets have others."""
    return f"{pack}: It has {has} pages; its papers and their booklets have {wanted}."


def lacking(pack: str, *ids: str) -> tuple[str, ...]:
    """That a pack has other papers of these students."""
    return tuple(f"{pack}: It does not have the paper of {id} as papers/{id}.pdf has it." for id in ids)


def remedy_for(file: str) -> str:
    """What is said of a file that is wrong; a markbook is made anew from the marks."""
    if file == "markbook.xlsx":
        return "Print again with --force: the new markbook shows all marks that were taken."
    return "Do not use this run; print it again."


def of_files(desk: Path) -> list[str]:
    """What is wrong with the files and the record, each in the words that it is told in, without the remedy."""
    found = library.verify(desk / "run", load_bank(desk / "bank")).files
    assert all(one.remedy == remedy_for(Path(one.place.file).name) for one in found)
    return [f"{Path(one.place.file).relative_to(desk / 'run').as_posix()}: {one.what}" for one in found]


def pages(run: Path) -> dict[str, int]:
    """How many pages the packs must have, and those of some papers and of a booklet."""
    students = json.loads((run / "manifest.json").read_text(encoding="utf-8"))["students"]
    own = {one["id"]: one["pages"] for one in students}
    booklets = {
        one["id"]: len(pypdfium2.PdfDocument(run / one["booklet"])) if one["booklet"] else 0
        for one in students
    }
    a4 = sum(own[id] + booklets[id] for id in ON_A4)
    return {
        "a4": a4,
        "a3": own["005"] + booklets["005"],
        "more": a4 + 1,
        "less": a4 - 1,
        "no_booklet": a4 - booklets["002"],
        "without_001": a4 - own["001"],
        "without_S2": a4 - own["S2"],
        "five_less": a4 - 5,
        "a3_with_001": own["005"] + booklets["005"] + own["001"],
    }


FILES_TOLD: dict[str, tuple[str, ...]] = {
    "another class pack": (f"class-pack.pdf: {CHANGED}", *lacking("class-pack.pdf", *ON_A4)),
    "a class pack cut short": (
        f"class-pack.pdf: {CHANGED}",
        length("class-pack.pdf", "0", "{a4}"),
        *lacking("class-pack.pdf", *ON_A4),
    ),
    "packs swapped": (
        f"class-pack-A3.pdf: {CHANGED}",
        f"class-pack.pdf: {CHANGED}",
        length("class-pack.pdf", "{a3}", "{a4}"),
        *lacking("class-pack.pdf", *ON_A4),
        length("class-pack-A3.pdf", "{a4}", "{a3}"),
        *lacking("class-pack-A3.pdf", "005"),
    ),
    "no pack of A3": (
        f"class-pack-A3.pdf: {MISSING}",
        length("class-pack-A3.pdf", "0", "{a3}"),
        *lacking("class-pack-A3.pdf", "005"),
    ),
    "another markbook": (f"markbook.xlsx: {CHANGED}", *NO_MARKBOOK),
    "no workbook": (f"markbook.xlsx: {CHANGED}",),
    "another seating plan": (
        f"seating.pdf: {CHANGED}",
        *(f"seating.pdf: It does not have {id}." for id in SEATED),
    ),
    "other keys": (f"answer-keys.pdf: {CHANGED}",),
    "keys that are no PDF": (f"answer-keys.pdf: {CHANGED}",),
    "another student's cover": (f"papers/001.pdf: {CHANGED}", *lacking("class-pack.pdf", "001")),
    "a page less": (f"papers/001.pdf: {CHANGED}",),
    "papers swapped": (f"papers/S1.pdf: {CHANGED}", f"papers/S2.pdf: {CHANGED}"),
    "no source booklet": (
        f"source-booklet-18.pdf: {MISSING}",
        length("class-pack.pdf", "{a4}", "{no_booklet}"),
    ),
    "no paper": (f"papers/001.pdf: {MISSING}",),
    # ---- forged
    "a page of the mark scheme gone": (
        *(f"mark-scheme.pdf: Its page {number} of 3 is not there." for number in (1, 2, 3)),
        "mark-scheme.pdf: It does not have “‘Stalin was afraid of rivals.’ How far do you agree?”.",
    ),
    "another seed's markbook": NO_MARKBOOK,
    "a page of a booklet gone": (length("class-pack.pdf", "{a4}", "{less}"),),
    "a page of a pack twice": (length("class-pack.pdf", "{more}", "{a4}"),),
    "a page of a pack gone": (
        length("class-pack.pdf", "{less}", "{a4}"),
        *lacking("class-pack.pdf", "001"),
    ),
    # ---- edited
    "names swapped": (*NO_CLASS, *NO_MARKBOOK),
    "a student dropped": (
        *NO_CLASS,
        "papers/001.pdf: This paper belongs to no student of the record.",
        length("class-pack.pdf", "{a4}", "{without_001}"),
        *NO_MARKBOOK,
    ),
    "a spare dropped": (
        "papers/S2.pdf: This paper belongs to no student of the record.",
        length("class-pack.pdf", "{a4}", "{without_S2}"),
        *NO_MARKBOOK,
    ),
    "a question dropped": NO_MARKBOOK,
    "a tier changed": (*NO_CLASS, *NO_MARKBOOK),
    "a booklet dropped": (length("class-pack.pdf", "{a4}", "{no_booklet}"),),
    "pages changed": (length("class-pack.pdf", "{a4}", "{five_less}"),),
    "marks changed": (),
    "the run's number": NO_MARKBOOK,
    "a file more": (f"x.exe: {MISSING}", "x.exe: The record names it, but no run has such a file."),
    "another seat": NO_CLASS,
    "another paper size": (
        length("class-pack.pdf", "{a4}", "{without_001}"),
        length("class-pack-A3.pdf", "{a3}", "{a3_with_001}"),
        *lacking("class-pack-A3.pdf", "001"),
    ),
    "another question drawn": (
        "mark-scheme.pdf: It does not have “Which statement about the purge is number three and right?”.",
    ),
    "another's file": ("papers/001.pdf: This paper belongs to no student of the record.",),
    "a file less": ("papers/001.pdf: Its file is not recorded.",),
    "another digest": (f"papers/004.pdf: {CHANGED}",),
}
"""What is told of the files and the record of a run that somebody changed so, by the name of the change."""


def test_all_that_is_told_is_of_a_change() -> None:
    """No sentence is looked for in vain, as a name of a change would be misspelt."""
    assert FILES_TOLD.keys() <= TAMPERINGS.keys() | FORGED.keys() | EDITS.keys() | MORE_EDITS.keys()


def as_told(desk: Path, change: str, sound: dict[str, int]) -> bool:
    """Whether of the files just that is told which should be, in these words; where those are known."""
    return change not in FILES_TOLD or of_files(desk) == [one.format(**sound) for one in FILES_TOLD[change]]


TAMPERINGS: dict[str, Callable[[Path, Path], object]] = {
    "another class pack": lambda run, other: shutil.copy(other / "class-pack.pdf", run),
    "a class pack cut short": lambda run, _: (run / "class-pack.pdf").write_bytes(
        (run / "class-pack.pdf").read_bytes()[:5000]
    ),
    "packs swapped": lambda run, _: swap(run / "class-pack.pdf", run / "class-pack-A3.pdf"),
    "no pack of A3": lambda run, _: (run / "class-pack-A3.pdf").unlink(),
    "no class pack": lambda run, _: (run / "class-pack.pdf").unlink(),
    "another mark scheme": lambda run, _: (run / "mark-scheme.pdf").write_bytes(b"%PDF-1.7 another"),
    "another seating plan": lambda run, _: (run / "seating.pdf").write_bytes(b"%PDF-1.7 another"),
    "another markbook": lambda run, other: shutil.copy(other / "markbook.xlsx", run),
    "no workbook": lambda run, _: (run / "markbook.xlsx").write_bytes(b"PK"),
    "other keys": lambda run, other: shutil.copy(other / "answer-keys.pdf", run),
    "keys that are no PDF": lambda run, _: (run / "answer-keys.pdf").write_bytes(b"no PDF"),
    "another student's cover": lambda run, _: with_the_cover_of(
        run / "papers/001.pdf", run / "papers/002.pdf"
    ),
    "a page less": lambda run, _: without_a_page(run / "papers/001.pdf"),
    "papers swapped": lambda run, _: swap(run / "papers/S1.pdf", run / "papers/S2.pdf"),
    "no source booklet": lambda run, _: (run / "source-booklet-18.pdf").unlink(),
    "another print's source booklet": lambda run, _: shutil.copy(
        run / "source-booklet-24.pdf", run / "source-booklet-18.pdf"
    ),
    "no paper": lambda run, _: (run / "papers/001.pdf").unlink(),
}


@pytest.mark.slow
@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_file_that_is_not_as_it_was_printed_is_found(desk: Path, tampering: str) -> None:
    """A file of another run, cut short, swapped or gone is named, with what to do."""
    sound = pages(desk / "run")
    TAMPERINGS[tampering](desk / "run", desk / "other")
    assert as_told(desk, tampering, sound)
    found = disagreements(desk)
    assert found
    assert all(one.endswith(remedy_for("markbook.xlsx" if "markbook.xlsx: " in one else "")) for one in found)


def test_a_run_that_was_tampered_with_is_seven(desk: Path) -> None:
    """The command says what disagrees and ends with the exit code for it, without a traceback."""
    (desk / "run/class-pack.pdf").unlink()
    ran = verify(desk)
    assert ran.code == 7, ran.out + ran.err
    assert (
        "run/class-pack.pdf: This file of the run is missing. Do not use this run; print it again." in ran.err
    )
    assert "Traceback" not in ran.err


def test_a_class_pack_is_read_page_by_page(desk: Path) -> None:
    """A pack that its digest says is right, but that lacks a paper, is found out by its pages."""
    pack = desk / "run/class-pack.pdf"
    with pikepdf.open(pack, allow_overwriting_input=True) as pdf:
        pdf.pages[0] = pdf.pages[2]
        pdf.save(pack)

    rewritten(desk / "run", lambda record: fitted(record, "class-pack.pdf", pack))
    (only,) = disagreements(desk)
    assert "class-pack.pdf: It does not have the paper of 001 as papers/001.pdf has it." in only


def pages_swapped(pages: pikepdf.PageList) -> None:
    """Let the second and the third page change places."""
    pages.insert(1, pages[2])
    del pages[3]


FORGED: dict[str, tuple[str, Callable[[pikepdf.PageList], object] | str]] = {
    "pages swapped": ("papers/001.pdf", pages_swapped),
    "a page twice": ("papers/001.pdf", lambda pages: pages.append(pages[1])),
    "a page gone": ("papers/001.pdf", lambda pages: pages.remove(p=len(pages))),
    "another seed's paper": ("papers/001.pdf", "other/papers/001.pdf"),
    "another pupil's paper": ("papers/001.pdf", "run/papers/002.pdf"),
    "another seed's keys": ("answer-keys.pdf", "other/answer-keys.pdf"),
    "a page of the keys gone": ("answer-keys.pdf", lambda pages: pages.remove(p=1)),
    "another seed's mark scheme": ("mark-scheme.pdf", "other/mark-scheme.pdf"),
    "a page of the mark scheme gone": ("mark-scheme.pdf", lambda pages: pages.remove(p=len(pages))),
    "keys for a mark scheme": ("mark-scheme.pdf", "run/answer-keys.pdf"),
    "another seed's markbook": ("markbook.xlsx", "other/markbook.xlsx"),
    "a mark scheme for a seating plan": ("seating.pdf", "run/mark-scheme.pdf"),
    "a page of a booklet gone": ("source-booklet-18.pdf", lambda pages: pages.remove(p=len(pages))),
    "a page of a pack twice": ("class-pack.pdf", lambda pages: pages.append(pages[0])),
    "a page of a pack gone": ("class-pack.pdf", lambda pages: pages.remove(p=6)),
    "another seed's pack": ("class-pack.pdf", "other/class-pack.pdf"),
    "the other pack": ("class-pack.pdf", "run/class-pack-A3.pdf"),
}


@pytest.mark.slow
@pytest.mark.parametrize("forgery", FORGED)
def test_a_file_whose_digest_was_made_to_fit_is_found(desk: Path, forgery: str) -> None:
    """Whoever changes a file and enters its new digest is found out by what its pages say."""
    file, change = FORGED[forgery]
    path, sound = desk / "run" / file, pages(desk / "run")
    if isinstance(change, str):
        shutil.copy(desk / change, path)
    else:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf.pages)
            pdf.save(path)
    rewritten(desk / "run", lambda record: fitted(record, file, path))
    assert disagreements(desk)
    assert as_told(desk, forgery, sound)


def fitted(record: dict[str, Any], file: str, path: Path) -> None:
    """Enter the digest that a file has now."""
    next(one for one in record["files"] if one["file"] == file)["sha256"] = sha256(
        path.read_bytes()
    ).hexdigest()


def test_a_sound_run_verifies(desk: Path) -> None:
    """A run that nobody touched agrees, every paper and every file."""
    ran = verify(desk)
    assert ran.code == 0, ran.err
    assert "All 7 papers agree with their keys, and every file is as it was printed." in ran.out
    assert "is not of the run" not in ran.out
    record = json.loads((desk / "run/manifest.json").read_text(encoding="utf-8"))
    found = library.verify(desk / "run", load_bank(desk / "bank")).papers
    assert [(one.student_id, one.name, one.questions, one.disagreements) for one in found] == [
        (one["id"], one["name"], len(one["questions"]), ()) for one in record["students"]
    ]
    assert {file["file"] for file in record["files"]} == files_of(desk / "run").keys() - {"manifest.json"}


def test_a_theme_in_another_language_is_verified(desk: Path) -> None:
    """Marks are read in whatever words a theme has for them: papers with `[2 marc]` agree as those with `[2 marks]`."""
    (desk / "welsh").mkdir()
    (desk / "welsh/theme.yaml").write_text(
        'words: {one_mark: "{} marc", more_marks: "{} marc"}', encoding="utf-8"
    )
    ran = worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--theme", "welsh", "--output", "welsh-run"),
        cwd=desk,
    )
    assert ran.code == 0, ran.err
    assert [
        str(one) for one in library.verify(desk / "welsh-run", load_bank(desk / "bank")).disagreements
    ] == []


def test_a_large_print_without_its_class_at_the_foot_verifies(desk: Path) -> None:
    """Where a class's name leaves no room for the page's number, code and id say whose the page is."""
    ran = worksheetgen(
        *(
            "exam",
            "test",
            "--bank",
            "bank",
            "--class",
            "9B.csv",
            "--class-name",
            "History set 2, Mr Braithwaite",
        ),
        *("--student", "005", "--seed", "s", "--output", "long"),
        cwd=desk,
    )
    assert ran.code == 0, ran.err
    said = pypdfium2.PdfDocument(desk / "long/papers/005.pdf")[1].get_textpage().get_text_range()
    assert "Braithwaite" not in said
    assert library.verify(desk / "long", load_bank(desk / "bank")).disagreements == ()


def test_raised_and_lowered_figures_verify(desk: Path) -> None:
    """Characters that readers of PDFs take apart, as ₂ and ½, are no mistake in a word for a gap."""
    for path in (desk / "bank").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("[[popular]]", "[[½]]"), encoding="utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace("[[Leningrad]]", "[[O₂]]"), encoding="utf-8")
    printed(desk, "figures", "s")
    assert library.verify(desk / "figures", load_bank(desk / "bank")).disagreements == ()


PLANTED = (
    "papers/009.pdf",
    "source-booklet-20.pdf",
    "class-pack-A5.pdf",
    "pack-01/papers/001.pdf",
    "index.csv",
)


def test_a_file_that_was_planted_among_those_of_a_run_is_found(desk: Path) -> None:
    """What has the name of a file of a run, but was not printed with this one, is named, with what to do."""
    for file in PLANTED:
        (desk / "run" / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(desk / "other/papers/001.pdf", desk / "run" / file)
    found = library.verify(desk / "run", load_bank(desk / "bank"))
    assert [str(one) for one in found.disagreements] == [
        f"{desk / 'run' / file}: It has the name of a file of a run, but it was not printed with this one. "
        "Move it out of the folder."
        for file in sorted(PLANTED)
    ]
    assert verify(desk).code == 7


@pytest.mark.parametrize(
    "file",
    [
        "answer-keys.pdf",
        "mark-scheme.pdf",
        "markbook.xlsx",
        "seating.pdf",
        "class-pack.pdf",
        "source-booklet-18.pdf",
    ],
)
def test_a_file_that_was_taken_out_of_the_record_too_is_missed(desk: Path, file: str) -> None:
    """A file that every such run has is missed, also where it is deleted and the record, signed anew, names it not."""
    (desk / "run" / file).unlink()

    def without(record: dict[str, Any]) -> None:
        record["files"] = [one for one in record["files"] if one["file"] != file]

    rewritten(desk / "run", without)
    assert f"{file}: Every run like this one has it, but the record does not name it." in of_files(desk)


def test_marks_that_were_typed_are_told_and_no_mistake(desk: Path) -> None:
    """A markbook that a spreadsheet program saved with marks, sorted and with a column more, is still the run's."""
    path = desk / "run/markbook.xlsx"
    book = openpyxl.load_workbook(path)
    marks = book["Marks"]
    marks["F3"] = 1
    marks["ZZ1"] = "Remarks"
    book.save(path)
    (desk / "run/notes.txt").write_text("Ask Ada about question 3.")
    ran = verify(desk)
    assert ran.code == 0, ran.err
    assert "markbook.xlsx: marks were typed into it after it was printed." in ran.out
    assert "notes.txt: this file is not of the run." in ran.out
    shutil.copy(path, path.with_stem("markbook before half-term"))
    ran = verify(desk)
    assert ran.code == 0, ran.err
    assert "markbook before half-term.xlsx: this file is not of the run." in ran.out


# ---- the record ----------------------------------------------------------------------------------


def rewritten(run: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the record, and make its digest anew as somebody would who knows how."""
    path = run / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(signed(record), encoding="utf-8")


def names_swapped(record: dict[str, Any]) -> None:
    """Give two students each other's names."""
    one, other = record["students"][:2]
    one["name"], other["name"] = other["name"], one["name"]


def parted(record: dict[str, Any]) -> dict[str, Any]:
    """The first student's question that has parts."""
    return next(one for one in record["students"][0]["questions"] if one["parts"])


def first(record: dict[str, Any]) -> Any:  # plain JSON
    """The first student's first question."""
    return record["students"][0]["questions"][0]


EDITS: dict[str, Callable[..., object]] = {
    "names swapped": names_swapped,
    "a student dropped": lambda record: record["students"].pop(0),
    "a spare dropped": lambda record: record["students"].pop(),
    "a question dropped": lambda record: record["students"][0]["questions"].pop(),
    "a question of another bank": lambda record: record["students"][0]["questions"][0].update(id="kirov-99"),
    "a part dropped": lambda record: parted(record)["parts"].pop(),
    "marks changed": lambda record: record["students"][0]["questions"][0].update(marks=9),
    "a tier changed": lambda record: record["students"][1].update(tier="challenge"),
    "a booklet dropped": lambda record: record["students"][1].update(booklet=""),
    "extra time changed": lambda record: record["students"][1].update(extra_time=50),
    "pages changed": lambda record: record["students"][0].update(pages=3),
    "an answer changed": lambda record: record["students"][0]["questions"][0].update(answer="Z"),
    "another form": lambda record: record["students"][0].update(form="Q"),
    "an option that the bank lacks": lambda record: record["students"][0]["questions"][0][
        "options"
    ].__setitem__(0, "x"),
    "an option less": lambda record: first(record)["options"].pop(),
    "an answer to an essay": lambda record: record["students"][0]["questions"][-1].update(answer="A"),
    "marks of a part": lambda record: parted(record)["parts"][0].update(marks=5),
    "the run's number": lambda record: record.update(run="EXT8G4"),
    "a file more": lambda record: record["files"].append({"file": "x.exe", "sha256": "0" * 64}),
}


MORE_EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "another print": lambda record: record["students"][0].update(print="18"),
    "another seat": lambda record: record["students"][0].update(seat="Z9"),
    "another class": lambda record: record.update({"class": "9C"}),
    "another code": lambda record: record["blueprint"].update(code="T2"),
    "another's file": lambda record: record["students"][0].update(file="papers/002.pdf"),
    "another paper size": lambda record: record["students"][0].update(paper_size="A3"),
    "two up": lambda record: record.update(two_up=True),
    "another question drawn": lambda record: record["draw"]["forms"][0]["sections"][0].__setitem__(
        0, "kirov-03"
    ),
    "options turned round": lambda record: first(record)["options"].reverse(),
    "no options": lambda record: first(record)["options"].clear(),
    "an option twice": lambda record: first(record)["options"].__setitem__(0, first(record)["options"][1]),
    "no answer": lambda record: first(record).update(answer=None),
    "marks for spelling": lambda record: first(record).update(spag=3),
    "another number": lambda record: first(record).update(number=7),
    "questions in another order": lambda record: record["students"][0]["questions"].reverse(),
    "another id": lambda record: record["students"][0].update(id="099"),
    "a pupil for a spare": lambda record: record["students"][0].update(spare=True),
    "a spare for a pupil": lambda record: record["students"][-1].update(spare=False),
    "another class list": lambda record: record["digests"].update(class_list="0" * 64),
    "a file less": lambda record: record["files"].pop(0),
    "another digest": lambda record: record["files"][3].update(sha256="0" * 64),
    "an arrangement more": lambda record: record["students"][0].update(arrangements=["reader"]),
    "no name": lambda record: record["students"][0].update(name=""),
    "half a name": lambda record: record["students"][0].update(name="Zoë"),
    "the answer of a part": lambda record: parted(record)["parts"][0].update(answer="Q"),
    "no questions": lambda record: record["students"][0].update(questions=[]),
    "no students": lambda record: record.update(students=[]),
    "no files": lambda record: record.update(files=[]),
    "pairs in another order": lambda record: next(
        one for one in record["students"][0]["questions"] if one["id"] == "kirov-21"
    )["options"].sort(),
    "gaps in another order": lambda record: next(
        one for one in record["students"][0]["questions"] if one["id"] == "kirov-23"
    ).update(answer="popular; Leningrad"),
}


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_record_is_found(desk: Path, edit: str) -> None:
    """Whoever edits the record and signs it anew is found out by paper, bank and class list."""
    sound = pages(desk / "run")
    rewritten(desk / "run", EDITS[edit])
    assert disagreements(desk)
    assert as_told(desk, edit, sound)


@pytest.mark.slow
@pytest.mark.parametrize("edit", MORE_EDITS)
def test_every_edit_of_a_record_is_found(desk: Path, edit: str) -> None:
    """Whatever else somebody edits of what concerns a paper is found out too."""
    sound = pages(desk / "run")
    rewritten(desk / "run", MORE_EDITS[edit])
    assert disagreements(desk)
    assert as_told(desk, edit, sound)


def test_an_edited_record_that_was_not_signed_is_refused(desk: Path) -> None:
    """Whoever only edits the record is told so by every verb that reads it."""
    path = desk / "run/manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"core"', '"support"'), encoding="utf-8")
    for words in (("verify", "run"), ("key", "run"), ("reprint", "run", "--student", "001")):
        ran = worksheetgen(*words, *(("--bank", "bank") if words[0] != "key" else ()), cwd=desk)
        assert ran.code == 3
        assert "was changed after the run was printed" in ran.err
