"""The whole job from the command line: what is written, that it repeats, that nothing leaks, what stops it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from tests.commands import Ran, files_of, own_process, signed, worksheetgen
from tests.tiny_bank import CLASS, write_bank, write_class
from worksheetgen.crockford import crockford

pytestmark = pytest.mark.slow

RUN_FILES = {
    "class-pack.pdf",
    "mark-scheme.pdf",
    "answer-keys.pdf",
    "markbook.xlsx",
    "manifest.json",
    "seating.pdf",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bank, a class list and one printed run, for tests that only read."""
    folder = tmp_path_factory.mktemp("desk")
    write_bank(folder)
    write_class(folder)
    ran = exam(folder)
    assert ran.code == 0, ran.err
    return folder


EXAM = ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--output", "run")


def exam(folder: Path) -> Ran:
    """Print the small test for the small class."""
    return worksheetgen(*EXAM, cwd=folder)


def words(pdf: Path) -> str:
    """The text of a PDF on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


# ---- what is written -----------------------------------------------------------------------------


def test_a_run_has_every_file(desk: Path) -> None:
    """A run is papers, pack, mark scheme, keys, markbook, manifest, the booklets of larger prints, and nothing else."""
    names = set(files_of(desk / "run"))
    papers = {f"papers/{id}.pdf" for id in ("001", "002", "003", "004", "S1", "S2")}
    assert names == RUN_FILES | papers | {f"source-booklet-{print}.pdf" for print in ("18", "24", "dyslexia")}


def test_the_manifest_says_what_is_on_paper(desk: Path) -> None:
    """Pages, numbers and marks of the manifest are those of the PDFs."""
    manifest = json.loads((desk / "run" / "manifest.json").read_text())
    for student in manifest["students"]:
        path = desk / "run" / student["file"]
        assert len(pypdfium2.PdfDocument(path)) == student["pages"]
        text = words(path)
        assert [question["number"] for question in student["questions"]] == list(range(1, 18))
        bracketed = sum(int(found) for found in _brackets(text))
        assert bracketed == sum(question["marks"] for question in student["questions"])


def _brackets(text: str) -> list[str]:
    return [
        piece.split()[0] for piece in text.split("[")[1:] if piece.split("]")[0].endswith(("mark", "marks"))
    ]


def test_every_paper_of_the_pack_begins_on_a_right_hand_page(desk: Path) -> None:
    """Each paper has an even number of pages, and so has its booklet; the pack is all of them."""
    manifest = json.loads((desk / "run" / "manifest.json").read_text())
    pages = [student["pages"] for student in manifest["students"]]
    booklets = [student["booklet"] for student in manifest["students"] if student["booklet"]]
    pages += [len(pypdfium2.PdfDocument(desk / "run" / booklet)) for booklet in booklets]
    assert len(booklets) == 3
    assert all(count % 2 == 0 for count in pages)
    assert len(pypdfium2.PdfDocument(desk / "run" / "class-pack.pdf")) == sum(pages)


def test_names_print_as_they_stand(desk: Path) -> None:
    """Accents, Greek and a name that looks like a formula stand on the papers."""
    assert "Łukasz Żółć" in words(desk / "run" / "papers" / "002.pdf")
    assert "Ἀθηνᾶ Παπαδοπούλου" in words(desk / "run" / "papers" / "003.pdf")
    assert '=HYPERLINK("x")' in words(desk / "run" / "papers" / "004.pdf")


def test_extra_time_stands_on_the_cover(desk: Path) -> None:
    """A student with 25 % extra time has 75 minutes for 60, and no reason is given."""
    with_extra, without = (
        words(desk / "run" / "papers" / "001.pdf"),
        words(desk / "run" / "papers" / "002.pdf"),
    )
    assert "1 hour 15 minutes" in with_extra
    assert "extra" not in with_extra.casefold().replace("extra space", "")
    assert "Time allowed: 1 hour You" in without


def test_no_tier_is_named_on_a_paper(desk: Path) -> None:
    """No paper has a tier's word in its text or metadata."""
    for path in (desk / "run" / "papers").glob("*.pdf"):
        shown = words(path).casefold() + str(pikepdf.open(path).docinfo).casefold()
        for tier in ("support", "core", "challenge", "large print", "dyslexia"):
            assert tier not in shown


# ---- it repeats ----------------------------------------------------------------------------------


def test_the_same_command_gives_the_same_bytes(desk: Path, tmp_path: Path) -> None:
    """Another folder, a fresh process and its hash seed change no byte of a run."""
    shutil.copytree(desk / "bank", tmp_path / "bank")
    shutil.copy(desk / "9B.csv", tmp_path)
    for hash_seed in ("0", "4711"):
        ran = own_process(*EXAM, "--force", cwd=tmp_path, hash_seed=hash_seed)
        assert ran.code == 0, ran.err
        assert files_of(tmp_path / "run") == files_of(desk / "run")


def test_another_seed_gives_other_papers(desk: Path, tmp_path: Path) -> None:
    """The seed decides."""
    ran = worksheetgen(
        *(
            "exam",
            "test",
            "--bank",
            desk / "bank",
            "--class",
            desk / "9B.csv",
            "--seed",
            "t",
            "--output",
            "run",
        ),
        cwd=tmp_path,
    )
    assert ran.code == 0
    assert files_of(tmp_path / "run")["papers/001.pdf"] != files_of(desk / "run")["papers/001.pdf"]


def test_a_newcomer_changes_nobody_elses_paper(desk: Path, tmp_path: Path) -> None:
    """Adding a student changes no byte of anybody else's paper, with or without a seed."""
    shutil.copytree(desk / "bank", tmp_path / "bank")
    for seed in (["--seed", "s"], []):
        for name, text in (("before", CLASS), ("after", CLASS + "005,New Pupil,core,,,\n")):
            write_class(tmp_path, text)
            ran = worksheetgen(
                *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", name, "--force", *seed),
                cwd=tmp_path,
            )
            assert ran.code == 0, ran.err
        before, after = files_of(tmp_path / "before"), files_of(tmp_path / "after")
        papers = [name for name in before if name.startswith("papers/")]
        assert len(papers) == 6
        assert all(before[name] == after[name] for name in papers)


def test_reprint_gives_the_same_paper(desk: Path, tmp_path: Path) -> None:
    """A reprinted paper is byte for byte the one of the run, a spare one too."""
    for student in ("002", "S1"):
        ran = worksheetgen(
            *("reprint", desk / "run", "--student", student, "--bank", desk / "bank"), cwd=tmp_path
        )
        assert ran.code == 0, ran.err
        original = (desk / "run" / "papers" / f"{student}.pdf").read_bytes()
        assert (tmp_path / f"{student}.pdf").read_bytes() == original


def test_reprint_refuses_a_changed_bank(desk: Path, tmp_path: Path) -> None:
    """A bank that has changed since is an input error, and nothing is printed."""
    shutil.copytree(desk / "bank", tmp_path / "bank")
    text = tmp_path / "bank" / "small" / "text.md"
    text.write_text(text.read_text() + "\nMore.\n")
    ran = worksheetgen("reprint", desk / "run", "--student", "001", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 3
    assert "bank is not the one" in ran.err
    assert not (tmp_path / "001.pdf").exists()


# ---- the secrets of the paper --------------------------------------------------------------------

SECRETS = ("EXPLANATION", "MISCONCEPTION", "TEACHERNOTE", "an inference", "Judges with precise knowledge")


def everything_in(path: Path) -> str:
    """All that a PDF holds: text, every object and stream inflated, metadata, what its codes say."""
    found = [words(path)]
    pdf = pikepdf.open(path)
    for item in pdf.objects:
        found.append(repr(item))
        if isinstance(item, pikepdf.Stream):
            found.append(item.read_bytes().decode("latin-1"))
    document = pypdfium2.PdfDocument(path)
    for page in document:
        found += [code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    return "\n".join(found)


def test_nothing_of_keys_or_others_is_on_a_paper(desk: Path) -> None:
    """No sentinel of a key, scheme or note, and no other student's name, is anywhere in a student's PDF."""
    names = {"001": "Adeyemi", "002": "Łukasz", "003": "Παπαδοπούλου", "004": "HYPERLINK"}
    for path in sorted((desk / "run" / "papers").glob("*.pdf")):
        held = everything_in(path)
        others = [name for id, name in names.items() if id != path.stem]
        assert [secret for secret in (*SECRETS, *others) if secret in held] == []


def test_the_secrets_are_in_the_mark_scheme(desk: Path) -> None:
    """The sentinels do reach the teacher's files, so that not finding them elsewhere means something."""
    held = everything_in(desk / "run" / "mark-scheme.pdf")
    assert all(secret in held for secret in ("EXPLANATION", "MISCONCEPTION", "TEACHERNOTE"))


def test_a_leaking_template_is_seen(desk: Path, tmp_path: Path) -> None:
    """The search finds a sentinel that a template prints on purpose."""
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "end.xml.j2").write_text("<p>TEACHERNOTE</p>")
    ran = worksheetgen(
        *("exam", "test", "--bank", desk / "bank", "--class", desk / "9B.csv", "--theme", theme),
        *("--output", "run"),
        cwd=tmp_path,
    )
    assert ran.code == 0, ran.err
    assert "TEACHERNOTE" in everything_in(tmp_path / "run" / "papers" / "001.pdf")


def test_a_template_cannot_reach_a_key(desk: Path, tmp_path: Path) -> None:
    """A template that asks for an answer is told that there is none."""
    theme = tmp_path / "theme" / "kinds"
    theme.mkdir(parents=True)
    (theme / "multiple-choice.xml.j2").write_text("<p>{{ part.answers }}</p>")
    ran = worksheetgen(
        *("exam", "test", "--bank", desk / "bank", "--class", desk / "9B.csv"),
        *("--theme", tmp_path / "theme", "--output", "run"),
        cwd=tmp_path,
    )
    assert ran.code == 3
    assert "multiple-choice.xml.j2:1:1:" in ran.err
    assert "answers" in ran.err
    assert not (tmp_path / "run").exists()


def test_the_code_says_run_paper_and_page(desk: Path) -> None:
    """The QR code of every page of every paper holds the paper's own characters and the page, nothing else."""
    manifest = json.loads((desk / "run" / "manifest.json").read_text())
    for student in manifest["students"]:
        document = pypdfium2.PdfDocument(desk / "run" / student["file"])
        assert student["qr_text"].startswith(manifest["run"])
        for number in (1, 2, len(document)):
            (code,) = zxingcpp.read_barcodes(document[number - 1].render(scale=150 / 72).to_pil())
            assert code.text == f"{student['qr_text']}{crockford(number, 2)}"
    assert len({student["qr_text"][:13] for student in manifest["students"]}) == len(manifest["students"])


# ---- verify --------------------------------------------------------------------------------------


def test_verify_agrees_with_an_untouched_run(desk: Path) -> None:
    """Every paper of a run agrees with its key."""
    ran = worksheetgen("verify", desk / "run", "--bank", desk / "bank", cwd=desk)
    assert ran.code == 0, ran.err
    assert "All 6 papers agree" in ran.out


def test_verify_sees_swapped_papers(desk: Path, tmp_path: Path) -> None:
    """Two papers in each other's place are found, and the exit code says so."""
    shutil.copytree(desk / "run", tmp_path / "run")
    papers = tmp_path / "run" / "papers"
    (papers / "001.pdf").rename(papers / "x.pdf")
    (papers / "002.pdf").rename(papers / "001.pdf")
    (papers / "x.pdf").rename(papers / "002.pdf")
    ran = worksheetgen("verify", "run", "--bank", desk / "bank", cwd=tmp_path)
    assert ran.code == 7
    assert "Paper 001:" in ran.err
    assert "Paper 002:" in ran.err


@pytest.mark.parametrize("field", ["answer", "options"])
def test_verify_sees_a_changed_record(desk: Path, tmp_path: Path, field: str) -> None:
    """One wrong answer or one swapped option in the manifest is found."""
    shutil.copytree(desk / "run", tmp_path / "run")
    path = tmp_path / "run" / "manifest.json"
    manifest = json.loads(path.read_text())
    question = manifest["students"][0]["questions"][0]
    if field == "answer":
        question["answer"] = "A" if question["answer"] != "A" else "B"
    else:
        question["options"] = question["options"][::-1]
    path.write_text(signed(manifest), encoding="utf-8")
    ran = worksheetgen("verify", "run", "--bank", desk / "bank", cwd=tmp_path)
    assert ran.code == 7
    assert "Paper 001: question 1:" in ran.err
    assert "Paper 002" not in ran.err


def test_verify_sees_a_wrong_key(desk: Path, tmp_path: Path) -> None:
    """Answer keys of another draw are found."""
    shutil.copytree(desk / "run", tmp_path / "run")
    other = worksheetgen(
        *(
            "exam",
            "test",
            "--bank",
            desk / "bank",
            "--class",
            desk / "9B.csv",
            "--seed",
            "z",
            "--output",
            "other",
        ),
        cwd=tmp_path,
    )
    assert other.code == 0
    shutil.copy(tmp_path / "other" / "answer-keys.pdf", tmp_path / "run")
    ran = worksheetgen("verify", "run", "--bank", desk / "bank", cwd=tmp_path)
    assert ran.code == 7
    assert "answer-keys.pdf does not give" in ran.err


def test_key_shows_each_papers_answers(desk: Path) -> None:
    """`key --json` is the manifest's answers by paper and number."""
    manifest = json.loads((desk / "run" / "manifest.json").read_text())
    shown = json.loads(worksheetgen("key", desk / "run", "--json", cwd=desk).out)
    for student in manifest["students"]:
        assert shown[student["id"]] == {str(q["number"]): q["answer"] for q in student["questions"]}
    assert "see the mark scheme" in worksheetgen("key", desk / "run", "--student", "001", cwd=desk).out


def test_reprint_wants_the_runs_own_theme(desk: Path, tmp_path: Path) -> None:
    """A run printed in a teacher's theme is reprinted in it, byte for byte, and not in another."""
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "theme.yaml").write_text("base: {size: 12}\n")
    source = ("--bank", desk / "bank")
    ran = worksheetgen(
        *("exam", "test", *source, "--class", desk / "9B.csv", "--theme", "theme", "--output", "run"),
        cwd=tmp_path,
    )
    assert ran.code == 0, ran.err
    other = worksheetgen("reprint", "run", "--student", "001", *source, cwd=tmp_path)
    assert other.code == 3
    assert "theme is not the one" in other.err
    same = worksheetgen("reprint", "run", "--student", "001", *source, "--theme", "theme", cwd=tmp_path)
    assert same.code == 0, same.err
    assert (tmp_path / "001.pdf").read_bytes() == (tmp_path / "run" / "papers" / "001.pdf").read_bytes()


def test_a_pupil_may_be_called_like_a_spare(desk: Path, tmp_path: Path) -> None:
    """Spare papers take ids that no student has."""
    write_class(tmp_path, "id,name\ns1,Sam\nS3,Sue\n")
    ran = worksheetgen(
        *("exam", "test", "--bank", desk / "bank", "--class", "9B.csv", "--output", "run"), cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    assert {path.stem for path in (tmp_path / "run" / "papers").iterdir()} == {"s1", "S3", "S2", "S4"}


# ---- what is said --------------------------------------------------------------------------------


def test_the_printed_command_can_be_copied(tmp_path: Path) -> None:
    """The `verify` that a run names has its bank, and is quoted: names may have spaces and what a shell takes."""
    write_bank(tmp_path).rename(tmp_path / "my bank")
    (tmp_path / "9B & 9C.csv").write_text(CLASS, encoding="utf-8")
    ran = worksheetgen("exam", "test", "--bank", "my bank", "--class", "9B & 9C.csv", cwd=tmp_path)
    assert ran.code == 0, ran.err
    line = ran.out.splitlines()[-1].partition("    reads")[0]
    assert line == "  worksheetgen verify 'output/test-9B & 9C' --bank 'my bank'"
    assert worksheetgen(*shlex.split(line)[1:], cwd=tmp_path).code == 0


def test_a_teacher_is_told_how_much_neighbours_share(tmp_path: Path) -> None:
    """The sentence on seating counts the answers that are one letter, as those of eight choices among 17 questions."""
    ran = worksheetgen(*EXAM, cwd=seated(tmp_path))
    assert ran.code == 0, ran.err
    assert re.search(
        r"^Seating: neighbours have at most [01] of 8 answers in the same place with the same letter; on average "
        r"0\.\d, where papers shuffled without looking at each other would share \d\.\d\.$",
        ran.out,
        re.MULTILINE,
    )


def seated(folder: Path) -> Path:
    """A folder with the small bank and a class of nine in three rows."""
    write_bank(folder)
    seats = (f"{row}{place}" for row in "ABC" for place in (1, 2, 3))
    rows = "".join(f"{number},Pupil {number},{seat}\n" for number, seat in enumerate(seats))
    (folder / "9B.csv").write_text(f"id,name,seat\n{rows}", encoding="utf-8")
    return folder


def test_one_of_a_thing_is_no_plural(desk: Path, tmp_path: Path) -> None:
    """A run of one paper with one question says so in words that fit."""
    bank = ("--bank", desk / "bank")
    ran = worksheetgen(
        *("worksheet", "--topic", "kirov", "--questions", "1", "--output", "one", *bank), cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    shown = ran.out + worksheetgen("verify", "one", *bank, cwd=tmp_path).out
    shown += worksheetgen("bank", "list", "--kind", "essay", *bank, cwd=tmp_path).out
    assert "\nThe paper agrees with its key, and every file is as it was printed.\n" in shown
    assert re.findall(r"\b1 [a-z]+s\b", shown) == []
