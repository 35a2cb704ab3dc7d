"""What was read once, and draws, are kept as data, and never taken for what is there now."""

from __future__ import annotations

import os
import subprocess
import sys
from filecmp import dircmp
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.pages.showcase import HERE
from tests.samples import question, unit
from tests.test_blueprint import HEAD, SECTIONS, UNIT
from tests.test_school import NAMED, crest
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen import load_bank, load_blueprint, plan_run
from worksheetgen.blueprint import read_blueprint
from worksheetgen.errors import InvalidInput, UnmetBlueprint
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.model.theme import Theme
from worksheetgen.resources import templates
from worksheetgen.run import planning
from worksheetgen.stored import encode, sealed
from worksheetgen.typesetting import load_theme, theme_folders, theme_words
from worksheetgen.value import replace


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "worksheetgen"


@pytest.fixture
def test(tmp_path: Path, cache: Path) -> Path:
    """A blueprint with a school and its crest."""
    crest(tmp_path)
    path = tmp_path / "test.yaml"
    path.write_text(HEAD + NAMED + SECTIONS, encoding="utf-8")
    return path


def kept(cache: Path, kind: str) -> list[Path]:
    """The files of one kind in the cache."""
    return sorted(cache.glob(f"{kind}-*"))


def rewrite(path: Path, old: str, new: str) -> None:
    """Change words of a file."""
    said = path.read_text(encoding="utf-8")
    assert old in said
    path.write_text(said.replace(old, new), encoding="utf-8")


def test_a_known_blueprint_is_the_blueprint(test: Path, cache: Path) -> None:
    """What comes from the cache is equal to what was read, places and crest among it, and nothing is made anew."""
    first = read_blueprint(test, [UNIT])
    files = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert {path.name.partition("-")[0] for path in files} == {"blueprint", "crest"}
    again = read_blueprint(test, [UNIT])
    assert again == first
    assert repr(again) == repr(first)
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == files


def test_a_changed_blueprint_is_read_anew(test: Path) -> None:
    """One letter is enough, in the file or in its name; so is the same file seen from another folder."""
    assert read_blueprint(test, [UNIT]).title == "The Terror"
    rewrite(test, "The Terror", "The Error")
    assert read_blueprint(test, [UNIT]).title == "The Error"
    other = test.rename(test.with_name("other.yaml"))
    assert read_blueprint(other, [UNIT]).name == "other"


def test_places_are_those_of_the_folder_that_one_works_in(
    test: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told relative to it."""
    assert read_blueprint(test, [UNIT]).place.file == str(test)
    monkeypatch.chdir(test.parent)
    assert read_blueprint(test, [UNIT]).place.file == "test.yaml"


def test_a_crest_that_is_not_there_is_told_where_its_own_file_names_it(test: Path) -> None:
    """Two school.yaml that say the same are two files: the one whose crest lacks is told of."""
    rewrite(test, NAMED, "")
    school = test.with_name("school.yaml")
    school.write_text("name: Hillside\ncrest: crest.png\nalt: An oak\n", encoding="utf-8")
    read_blueprint(test, [UNIT])
    (test.parent / "other").mkdir()
    other = test.rename(test.parent / "other/test.yaml")
    elsewhere = school.rename(other.with_name("school.yaml"))
    with pytest.raises(InvalidInput) as caught:
        read_blueprint(other, [UNIT])
    assert {one.place.file for one in caught.value.problems} == {str(elsewhere)}


def test_a_name_that_the_bank_lost_is_told(test: Path) -> None:
    """A known blueprint names a question that is not in the bank any more."""
    rewrite(test, SECTIONS, f"require: [kirov-02]\n{SECTIONS}")
    assert read_blueprint(test, [UNIT]).require == ("kirov-02",)
    with pytest.raises(InvalidInput, match="There is no question ‘kirov-02’ in terror"):
        read_blueprint(test, [unit(question("kirov-01"), sources=UNIT.sources)])
    assert read_blueprint(test, [UNIT]).require == ("kirov-02",)


def test_another_crest_is_read_anew(test: Path) -> None:
    """The file that names it is the same; so is the size of the other one, and its time."""
    before = read_blueprint(test, [UNIT]).crest
    crest(test.parent, size=(30, 90))
    after = read_blueprint(test, [UNIT]).crest
    assert before
    assert after
    assert (before.width, after.width) == (40, 30)


def test_a_crest_that_is_broken_or_gone_is_told_each_time(test: Path) -> None:
    """At the place where the known file names it, as where the file is new."""
    read_blueprint(test, [UNIT])
    (test.parent / "crest.png").write_bytes(b"no picture")
    for _ in range(2):
        with pytest.raises(InvalidInput, match=r"test\.yaml:4:33: This is no picture that can be read"):
            read_blueprint(test, [UNIT])
    (test.parent / "crest.png").unlink()
    with pytest.raises(InvalidInput, match=r"test\.yaml:4:33: There is no such picture"):
        read_blueprint(test, [UNIT])


def test_mistakes_are_told_each_time(test: Path, cache: Path) -> None:
    """Nothing is kept of a file with a mistake, and what is wrong with its crest is told with all else."""
    rewrite(test, "title: The Terror", "title: The Terror\nforms: none\nunit: other")
    (test.parent / "crest.png").unlink()
    for _ in range(2):
        with pytest.raises(InvalidInput) as caught:
            read_blueprint(test, [UNIT])
        assert [one.place.line for one in caught.value.problems] == [4, 5]
        assert kept(cache, "blueprint") == []


def test_a_changed_school_is_read_anew(test: Path) -> None:
    """Changed, spoilt, mended, and taken away."""
    rewrite(test, NAMED, "")
    school = test.with_name("school.yaml")

    def said(text: str) -> str:
        school.write_text(text, encoding="utf-8")
        return read_blueprint(test, [UNIT]).school

    assert said("name: Hillside\n") == "Hillside"
    assert said("name: Riverside\n") == "Riverside"
    for _ in range(2):
        with pytest.raises(InvalidInput, match=r"school\.yaml:1:1: ‘names’ is not a field here"):
            said("names: Riverside\n")
    assert said("# name: Hillside\n") == ""
    assert said("name: Hillside\n") == "Hillside"
    school.unlink()
    assert read_blueprint(test, [UNIT]).school == ""


def test_a_damaged_file_of_the_cache_is_not_believed(test: Path, cache: Path) -> None:
    """Changed, cut short, or in order but of another sort: it is made anew."""
    right = read_blueprint(test, [UNIT])
    for path in cache.iterdir():
        content = path.read_bytes()
        for damaged in (b"", content[:-1], content.replace(b"e", b"f"), sealed(b"{}"), sealed(encode([1]))):
            path.write_bytes(damaged)
            assert read_blueprint(test, [UNIT]) == right
            assert path.read_bytes() == content


def test_without_a_cache_all_is_as_with_one(
    test: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file stands in the way of its folder, blueprint and theme are read each time."""
    blueprint, theme = read_blueprint(test, [UNIT]), look(tmp_path / "none")
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert read_blueprint(test, [UNIT]) == blueprint
    assert look(tmp_path / "none", Print.LARGE_18) == load_theme([templates() / "board"], Print.LARGE_18)
    assert look(tmp_path / "none") == theme


# ---- a theme -------------------------------------------------------------------------------------


def look(own: Path, print: Print = Print.STANDARD) -> Theme:
    """A print of the theme in a folder on top of the board theme."""
    return load_theme(theme_folders(own if own.is_dir() else None, "board", templates(), HERE), print)


@pytest.fixture
def own(tmp_path: Path, cache: Path) -> Path:
    """A theme of one's own."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own/theme.yaml").write_text("base: {size: 12}\n", encoding="utf-8")
    return tmp_path / "own"


def test_a_known_theme_is_the_theme(own: Path, cache: Path) -> None:
    """What comes from the cache is equal to what was made, to the last digit, in every print."""
    first = {print: look(own, print) for print in Print}
    files = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert {path.name.partition("-")[0] for path in files} == {"look", "theme"}
    again = {print: look(own, print) for print in Print}
    assert repr(again) == repr(first)
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == files


def test_every_print_and_paper_has_a_look_of_its_own(own: Path) -> None:
    """A kept one is that of the very print and paper, folded or not: no other takes its place."""
    folders = theme_folders(own, "board", templates(), HERE)
    for _ in range(2):
        assert {load_theme(folders, print).print for print in Print} == set(Print)
        for paper in (PaperSize.A4, PaperSize.LETTER):
            assert load_theme(folders, Print.STANDARD, paper).paper is paper
        folded = [
            load_theme(folders, Print.STANDARD, PaperSize.A5, folded=one).paper for one in (True, False)
        ]
        assert folded[0] != folded[1]


def test_a_changed_theme_is_read_anew(own: Path) -> None:
    """Its sizes, its words, and what it extends."""
    file = own / "theme.yaml"
    assert dict(look(own).styles)["body"].size == 12
    rewrite(file, "12", "13")
    assert dict(look(own).styles)["body"].size == 13
    folders = theme_folders(own, "board", templates(), HERE)
    assert theme_words(folders).more_marks == "{} marks"
    file.write_text('words: {more_marks: "{} marc"}\nextends: worksheet\n', encoding="utf-8")
    folders = theme_folders(own, "board", templates(), HERE)
    assert [folder.name for folder in folders] == ["own", "worksheet", "board"]
    assert theme_words(folders).more_marks == "{} marc"
    file.unlink()
    assert look(own) == load_theme([templates() / "board"], Print.STANDARD)


def test_a_changed_theme_below_is_read_anew(own: Path, tmp_path: Path) -> None:
    """What a known theme extends is a file of its own: its changes reach those that extend it."""
    copytree(templates() / "board", tmp_path / "themes/board")

    def size() -> float:
        folders = theme_folders(own, "board", tmp_path / "themes", HERE)
        return dict(load_theme(folders, Print.STANDARD).styles)["body"].leading

    before = size()
    board = tmp_path / "themes/board/theme.yaml"
    rewrite(board, "leading: 1.32", "leading: 1.5")
    assert size() > before


def test_mistakes_of_a_theme_are_told_each_time(own: Path, cache: Path) -> None:
    """Those of its file, and those that come of all files together."""
    for said, told in (("base: {size: big}", "theme.yaml:1:14: ‘big’"), ("base: {bottom: 25}", "too small")):
        (own / "theme.yaml").write_text(f"{said}\n", encoding="utf-8")
        for _ in range(2):
            with pytest.raises(InvalidInput, match=told):
                look(own)
        assert kept(cache, "look") == []


# ---- a draw --------------------------------------------------------------------------------------


def drawn(bank: Path, **options: Any) -> Draw:
    """What is drawn for the small test; no run stands in the folder."""
    found = load_bank(bank)
    found = replace(
        found, units=tuple(map(replace, found.units))
    )  # others, of which nothing is remembered yet
    given = {"seed": "s", "history": bank, **options}
    return plan_run(load_blueprint("test", found), found, None, bank.parent / "run", **given).draw


def test_a_known_draw_is_the_draw(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn once for a bank, a blueprint and a seed: nothing is solved again."""
    bank = write_bank(tmp_path)
    first = drawn(bank)
    assert len(kept(cache, "draw")) == 1
    monkeypatch.setattr(planning, "assemble", None)
    assert drawn(bank) == first


def test_another_seed_blueprint_or_bank_is_drawn_for_anew(tmp_path: Path, cache: Path) -> None:
    """Each of them counts, and none drives out another."""
    bank = write_bank(tmp_path)
    blueprint = tmp_path / "bank/small/blueprints/test.yaml"
    left_out = next(id for id in sorted(drawn(bank).ids) if id.startswith("kirov-0") and id < "kirov-11")
    drawn(bank, seed="other")
    rewrite(blueprint, "sections:", f"exclude: [{left_out}]\nsections:")
    assert left_out not in drawn(bank).ids
    rewrite(bank / "small/questions/choices.yaml", "difficulty: 1", "difficulty: 2")
    drawn(bank)
    assert len(kept(cache, "draw")) == 4


def test_another_solver_draws_anew(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed gives what the solver that is there makes of it, whatever an older one left behind."""
    bank = write_bank(tmp_path)
    drawn(bank)
    monkeypatch.setattr("worksheetgen.run.planning.solver", lambda: "HiGHS 0")
    drawn(bank)
    assert len(kept(cache, "draw")) == 2


def test_a_damaged_draw_is_not_believed(tmp_path: Path, cache: Path) -> None:
    """Nor one in order of questions that there are not."""
    bank = write_bank(tmp_path)
    right = drawn(bank)
    (path,) = kept(cache, "draw")
    content = path.read_bytes()
    strange = replace(right, forms=(Selection("A", (("none",),)),))
    for damaged in (b"", content[:-1], content.replace(b"A", b"B"), sealed(b"{}"), sealed(encode(strange))):
        path.write_bytes(damaged)
        assert drawn(bank) == right
        assert path.read_bytes() == content


def test_a_blueprint_that_cannot_be_met_is_told_each_time(tmp_path: Path, cache: Path) -> None:
    """No draw is kept where there is none."""
    bank = write_bank(tmp_path)
    rewrite(
        tmp_path / "bank/small/blueprints/test.yaml", "Judgement, questions: 1", "Judgement, questions: 9"
    )
    for _ in range(2):
        with pytest.raises(UnmetBlueprint):
            drawn(bank)
        assert kept(cache, "draw") == []


# ---- the whole command ---------------------------------------------------------------------------


@pytest.mark.slow
def test_a_run_of_known_files_checks_none_of_them_again(tmp_path: Path) -> None:
    """The second run of the same files needs no YAML, no pydantic and no solver, and prints the same."""
    bank = write_bank(tmp_path)
    (tmp_path / "test.yaml").write_text(BLUEPRINT, encoding="utf-8")
    script = (
        "import sys\nfrom worksheetgen.cli import cli\n"
        f"cli.main(['exam', 'test.yaml', '--bank', {str(bank)!r}, '--class', {str(write_class(tmp_path))!r},"
        " '--seed', 'x', '--output', sys.argv[1]], standalone_mode=False)\n"
        "print(sorted({'pydantic', 'yaml', 'openpyxl', 'highsbox'} & sys.modules.keys()))"
    )
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = [
        subprocess.run(
            [sys.executable, "-c", script, name],
            capture_output=True, text=True, check=True, cwd=tmp_path, env=env,
        )
        for name in ("first", "second")
    ]  # fmt: skip
    assert [ran.stdout.splitlines()[-1] for ran in done] == ["['highsbox', 'pydantic', 'yaml']", "[]"]
    assert not dircmp(tmp_path / "first", tmp_path / "second").diff_files
