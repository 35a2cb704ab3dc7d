"""The bank verbs as a teacher types them."""

from __future__ import annotations

import json
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.commands import worksheetgen
from tests.tiny_bank import write_bank


def words_of(path: Path) -> str:
    """All text of a PDF."""
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)).split()
    )


def test_check_advises_and_stops_nothing(tmp_path: Path) -> None:
    """Advice is printed with file, line and rule, and the exit code stays 0; a reason takes it away."""
    root = write_bank(tmp_path)
    path = root / "small/questions/choices.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("is number one and right?", "is not number one?"), encoding="utf-8")
    ran = worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 0
    advice = next(line for line in ran.out.splitlines() if "negatives-stand-out" in line)
    assert advice.startswith(
        "bank/small/questions/choices.yaml:3:5: kirov-01: “not” in the stem is easily overlooked."
    )
    text = path.read_text(encoding="utf-8")
    reason = "    accepted: {negatives-stand-out: It is the point.}\n    difficulty: 1\n"
    path.write_text(text.replace("    difficulty: 1\n", reason, 1), encoding="utf-8")
    ran = worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path)
    assert "negatives-stand-out" not in ran.out
    assert "1 accepted with a reason" in ran.out


def test_search_says_what_to_put_into_a_blueprint(tmp_path: Path) -> None:
    """Found ids stand in a line that a blueprint takes; JSON has all of each question's tags."""
    write_bank(tmp_path)
    ran = worksheetgen(
        "bank", "search", "popular", "kind:gap-fill", "-kind:essay", "-charge", "--bank", "bank", cwd=tmp_path
    )
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "For a blueprint: require: [kirov-23]"
    ran = worksheetgen(
        "bank", "search", "--bank", "bank", "--", "popular", "kind:gap-fill", "-charge", cwd=tmp_path
    )
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "For a blueprint: require: [kirov-23]")
    for words in ("infer", "kind:source-infer"):
        ran = worksheetgen("bank", "search", words, "--bank", "bank", cwd=tmp_path)
        assert "What can you infer from the source? Give two inferences." in ran.out
    ran = worksheetgen("bank", "search", "marks:1", "--json", "--bank", "bank", cwd=tmp_path)
    assert len(json.loads(ran.out)) == 10
    ran = worksheetgen("bank", "search", "mark:1", "--bank", "bank", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "There is no tag ‘mark’." in ran.err
    assert worksheetgen("bank", "search", "x", "--bnak", "bank", cwd=tmp_path).code == 2


def test_search_shows_what_each_question_asks(tmp_path: Path) -> None:
    """A line for each question: its id, kind, marks and words, whatever the search met, cut where the line ends."""
    root = write_bank(tmp_path)
    path = root / "small/questions/written.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("the purge.,", "the purge" + " as it was" * 20 + ".,"), encoding="utf-8")
    for words in ("describe", "guess", "id:kirov-25"):
        ran = worksheetgen("bank", "search", words, "--bank", "bank", cwd=tmp_path)
        (row,) = (line.rstrip() for line in ran.out.splitlines() if line.startswith("kirov-25 "))
        assert row.split()[:8] == ["kirov-25", "describe", "4", "3", "Describe", "two", "features", "of"]
        assert row.endswith("…")
        assert len(row) <= 160


def test_what_stands_between_colons_stays_as_it_is_written(tmp_path: Path) -> None:
    """A table shows a question's own words, not pictures and faces that have names of that sort."""
    path = write_bank(tmp_path) / "small/questions/choices.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("is number one and right?", "is it (:key:) [bold]or[/bold] not?"), "utf-8")
    ran = worksheetgen("bank", "search", "id:kirov-01", "--bank", "bank", cwd=tmp_path)
    assert "is it (:key:) [bold]or[/bold] not?" in ran.out


def test_a_terminal_s_line_is_as_long_as_the_terminal(tmp_path: Path) -> None:
    """On a terminal of 70 columns every question is one line of 70 columns at most."""
    write_bank(tmp_path)
    reader, terminal = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "worksheetgen", "bank", "search", "kind:source-infer", "--bank", "bank"],
        cwd=tmp_path,
        env=os.environ | {"COLUMNS": "70", "LINES": "24", "TERM": "dumb"},
        stdout=terminal,
        check=True,
    )
    os.close(terminal)
    lines = os.read(reader, 1 << 16).decode().splitlines()
    os.close(reader)
    assert [line.rstrip() for line in lines if line.startswith("extract-01")] == [
        "extract-01  source-infer      4      2  What can you infer from the s…"
    ]


def test_what_to_type_next_names_the_bank(tmp_path: Path) -> None:
    """The command that `list` ends with can be copied as it is."""
    write_bank(tmp_path).rename(tmp_path / "my bank")
    ran = worksheetgen("bank", "list", "--kind", "essay", "--bank", "my bank", cwd=tmp_path)
    said, following = ran.out.splitlines()[-1].split(" Next: worksheetgen ")
    assert said == "1 question."
    assert worksheetgen(*shlex.split(following), cwd=tmp_path).out.startswith("essay-01")


def test_new_in_a_folder_that_is_no_bank_says_how_to_begin_one(tmp_path: Path) -> None:
    """Neither a folder that is not there nor one of other things is made a bank; the way that is named works."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("Dear …", encoding="utf-8")
    for name in ("absent", "other"):
        ran = worksheetgen("bank", "new", "essay", "--topic", "gulag", "--bank", name, cwd=tmp_path)
        assert ran.code == 2
        assert f"{name} is no bank yet: no folder in it has a unit.yaml." in ran.err
        assert "worksheetgen init FOLDER" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_new_begins_a_unit_in_an_empty_folder(tmp_path: Path) -> None:
    """Nothing is wrong with it but what is still to be written, in unit.yaml too."""
    (tmp_path / "empty").mkdir()
    ran = worksheetgen(
        "bank", "new", "multiple-choice", "--topic", "plant-cells", "--bank", "empty", cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    assert "unit.yaml is new" in ran.out
    ran = worksheetgen("bank", "new", "essay", "--topic", "plant-cells", "--bank", "empty", cwd=tmp_path)
    assert ran.code == 0, ran.err
    ran = worksheetgen("bank", "check", "--bank", "empty", cwd=tmp_path)
    told = [line.partition(": ")[2] for line in ran.err.splitlines()]
    unwritten = "This is still to be written. Write what stands in ‹ ›."
    assert told[-2:] == [unwritten, unwritten]
    assert {what.partition(" is ")[0] for what in told[:-2]} <= {
        "plant-cells-01",
        "plant-cells-02",
        "levels.yaml has no set ‘how-far-12’. There are none yet: add it, or take it out here.",
    }
    assert worksheetgen("bank", "new", "essay", "--topic", "Cells!", "--bank", "x", cwd=tmp_path).code == 2


def test_new_takes_the_topic_of_a_unit_that_was_begun(tmp_path: Path) -> None:
    """`init` begins a unit with a topic of its folder's name, for which a question can be written at once."""
    assert worksheetgen("init", "FOLDER", cwd=tmp_path).code == 0
    ran = worksheetgen("bank", "new", "essay", "--topic", "folder", "--bank", "FOLDER/bank", cwd=tmp_path)
    assert ran.code == 0, ran.err


def test_show_reads_the_key_of_every_kind_out(tmp_path: Path) -> None:
    """Right answers stand in words behind a star, never as the bank's ids; points and levels follow."""
    write_bank(tmp_path)
    for id, lines in {
        "kirov-01": (
            "  * Statement right about one",
            "    Statement left about one",
            "  Key: EXPLANATION of one.",
        ),
        "kirov-20": ("  * False", "  (1) it was an office that ran the camps"),
        "kirov-21": ("  * 2. Trotsky – killed abroad", "  Key: So the text says."),
        "kirov-22": ("  * 1. Factions are banned.", "  * 3. Kirov dies."),
        "kirov-23": ("  * Leningrad; popular",),
        "kirov-24": ("  (1) murdered", "  (1) Trotsky"),
        "essay-01": ("  Level 4, 10–12: Judges with precise knowledge.",),
    }.items():
        shown = worksheetgen("bank", "show", id, "--bank", "bank", cwd=tmp_path).out.splitlines()
        assert [line for line in lines if line not in shown] == []


def test_stats_marks_holes(tmp_path: Path) -> None:
    """A topic without a question for an objective and tier is marked in the table and named below it."""
    write_bank(tmp_path)
    ran = worksheetgen("bank", "stats", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 0
    (row,) = (line for line in ran.out.splitlines() if line.startswith("gulag ") and "·" in line)
    assert " ".join(row.split()) == "gulag 1 · 1 · 1 – · – · – – · – · –"
    assert "– gulag: no question for AO2 support, AO2 core, AO2 challenge, AO3 support" in ran.out
    counted = json.loads(worksheetgen("bank", "stats", "--json", "--bank", "bank", cwd=tmp_path).out)
    assert counted["small"]["coverage"]["kirov"]["AO3"] == {"support": 2, "core": 2, "challenge": 2}
    assert counted["small"]["questions by kind and difficulty"]["essay"]["5"] == 1


def test_preview_prints_the_question_and_its_scheme(tmp_path: Path) -> None:
    """The PDF has the question as each tier meets it, where that differs, and the mark scheme; it can be made again."""
    write_bank(tmp_path)
    for _ in range(2):
        ran = worksheetgen("bank", "preview", "kirov-25", "--bank", "bank", cwd=tmp_path)
        assert ran.code == 0
    said = words_of(tmp_path / "output/preview-kirov-25.pdf")
    assert said.index("core print") < said.index("support print") < said.index("challenge print")
    assert said.count("Describe two features of the purge.") == 4
    assert "One feature was" in said
    assert "a second one" in said
    single = worksheetgen(
        "bank", "preview", "kirov-01", "--bank", "bank", "--output", "one.pdf", cwd=tmp_path
    )
    assert single.code == 0
    said = words_of(tmp_path / "one.pdf")
    assert "support print" not in said
    assert "MISCONCEPTION left" in said


def test_what_a_bank_prints_goes_where_it_is_told(tmp_path: Path) -> None:
    """Into a file, or into a folder under its own name, as all that is printed."""
    write_bank(tmp_path)
    (tmp_path / "folder").mkdir()
    for verb, name in ((("preview", "kirov-01"), "preview-kirov-01"), (("guide",), "guide-small")):
        for given, path in (("one.pdf", "one.pdf"), ("folder", f"folder/{name}.pdf")):
            ran = worksheetgen("bank", *verb, "--bank", "bank", "-o", given, cwd=tmp_path)
            assert (ran.code, ran.out.startswith(f"{path}  ")) == (0, True), ran.err
            assert (tmp_path / path).read_bytes().startswith(b"%PDF")


def test_preview_shows_a_further_task_without_its_question(tmp_path: Path) -> None:
    """Where the challenge print has nothing else of its own, the question is not printed once more."""
    assert worksheetgen("bank", "preview", "nkvd-04", cwd=tmp_path).code == 0
    said = words_of(tmp_path / "output/preview-nkvd-04.pdf")
    assert said.count("Who was each of these men?") == 3  # core, support, mark scheme
    assert (
        said.index("challenge print")
        < said.index("What do the three men’s fates")
        < said.index("Mark scheme")
    )


def test_preview_of_no_question_names_those_near_it(tmp_path: Path) -> None:
    """A slip in the id is answered with ids like it, and nothing is written."""
    write_bank(tmp_path)
    ran = worksheetgen("bank", "preview", "kirov-31", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 2
    assert "The bank has no question kirov-31. Near it: kirov-2" in ran.err
    assert not (tmp_path / "output").exists()


def test_a_file_that_is_no_pdf_is_not_replaced(tmp_path: Path) -> None:
    """A class list given as --output by mistake stays."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text("id,name\n")
    ran = worksheetgen("bank", "guide", "--bank", "bank", "--output", "9B.csv", cwd=tmp_path)
    assert ran.code == 6
    assert "There is a file of this name that is no PDF." in ran.err
    assert (tmp_path / "9B.csv").read_text() == "id,name\n"


def test_guide_has_all_that_a_teacher_needs(tmp_path: Path) -> None:
    """Counts, numbered text, corrections, sources with their notes and the glossary stand in the unit's guide."""
    write_bank(tmp_path)
    glossary = tmp_path / "bank/small/glossary.yaml"
    glossary.write_text(f"{glossary.read_text()}- {{term: stoma}}\n")
    ran = worksheetgen("bank", "guide", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 0
    said = words_of(tmp_path / "output/guide-small.pdf")
    for words in (
        *("Teacher’s guide", "Questions by topic", "The second paragraph tells of Kirov", "sacked form"),
        *("TEACHERNOTE of the source.", "The trial was planned by Stalin", "deciding a result by cheating"),
    ):
        assert words in said
    assert "stoma" not in said  # it has no meaning yet


def test_new_says_where_and_what_next(tmp_path: Path) -> None:
    """The item's place is printed; check then holds the bank back, and so does a run."""
    write_bank(tmp_path)
    ran = worksheetgen("bank", "new", "matching", "--topic", "gulag", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("gulag-01    bank/small/questions/gulag.yaml:")
    assert worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path).code == 3
    assert worksheetgen("bank", "list", "--bank", "bank", cwd=tmp_path).code == 3


@pytest.mark.parametrize(
    "verb", ["list", "show", "search", "stats", "check", "new", "review", "preview", "guide", "schema"]
)
def test_every_verb_has_help(tmp_path: Path, verb: str) -> None:
    """`--help` of each verb works and says what it is for."""
    ran = worksheetgen("bank", verb, "--help", cwd=tmp_path)
    assert ran.code == 0
    assert "\\b" not in ran.out
    assert verb in worksheetgen("bank", "--help", cwd=tmp_path).out


def test_lines_of_a_help_stay_as_they_are(tmp_path: Path) -> None:
    """Commands and tags that are shown in a help stand on lines of their own, to be copied."""
    said = worksheetgen("bank", "review", "--help", cwd=tmp_path).out.splitlines()
    assert "    worksheetgen bank review --answers answers.csv" in said


def test_a_character_that_no_font_has_is_told_before_printing(tmp_path: Path) -> None:
    """By `bank check`, at its own place, in a question and in the text."""
    root = write_bank(tmp_path)
    choices, text = root / "small/questions/choices.yaml", root / "small/text.md"
    choices.write_text(
        choices.read_text(encoding="utf-8").replace("stem: Which", "stem: 中 Which", 1), encoding="utf-8"
    )
    text.write_text(text.read_text(encoding="utf-8") + "\nHere: ☃\n", encoding="utf-8")
    ran = worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 3
    line = choices.read_text(encoding="utf-8").split("中")[0].count("\n") + 1
    says = "No font here has the character “{}” ({}). Write it another way."
    assert ran.err.splitlines() == [
        f"bank/small/questions/choices.yaml:{line}:11: {says.format('中', 'CJK UNIFIED IDEOGRAPH-4E2D')}",
        f"bank/small/text.md:5:1: {says.format('☃', 'SNOWMAN')}",
    ]
