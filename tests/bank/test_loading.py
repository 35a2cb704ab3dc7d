"""Which folders and files a bank is read from, what is said where they are wrong, and the bank's digest."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from weakref import ref

import pytest

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.bank.files import digest_and_lines
from worksheetgen.errors import TOLD_AT_ONCE, InvalidInput, Problem
from worksheetgen.model.text import LONGEST_TEXT
from worksheetgen.yaml_file import LARGEST


def refused(*roots: Path) -> tuple[Problem, ...]:
    """What is wrong with the roots."""
    with pytest.raises(InvalidInput) as caught:
        load_bank(*roots)
    return caught.value.problems


def test_a_root_is_a_unit_or_a_folder_of_units(tmp_path: Path) -> None:
    """The folder of all units and the unit's own folder give the same unit, once even if both are given."""
    root = write_bank(tmp_path)
    (unit,) = load_bank(root).units
    assert (unit.id, len(unit.questions)) == ("small", 19)
    assert load_bank(root / "small").units == (unit,)
    assert load_bank(root, root / "small").units == (unit,)


class Garbage:
    """Refers to itself, so that only who looks for garbage finds it."""

    def __init__(self) -> None:
        self.itself = self


def test_a_bank_may_be_read_again_and_again(tmp_path: Path) -> None:
    """Who reads one keeps no garbage: a program that goes on, and reads each bank that is changed, grows no larger."""
    garbage = ref(Garbage())
    load_bank(write_bank(tmp_path))
    gc.collect()
    assert garbage() is None


def test_a_unit_is_named_after_its_folder_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside the unit's folder, `.` is that unit."""
    monkeypatch.chdir(write_bank(tmp_path) / "small")
    assert load_bank(Path()).units[0].id == "small"


def test_units_are_sorted_by_id(tmp_path: Path) -> None:
    """Units come in the order of their ids, not of their folders."""
    first, second = write_bank(tmp_path / "z"), write_bank(tmp_path / "a")
    (first / "small").rename(first / "alpha")
    (second / "small").rename(second / "omega")
    assert [unit.id for unit in load_bank(second, first).units] == ["alpha", "omega"]


def test_two_units_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two folders of the same name are both named."""
    first, second = write_bank(tmp_path / "a"), write_bank(tmp_path / "b")
    (found,) = refused(first, second)
    assert found.place.file == str(second / "small")
    assert found.what == f"There is already a unit ‘small’ in {first / 'small'}."
    assert found.remedy == "Rename one of the two folders."


def test_a_root_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong path is a problem at that path."""
    (found,) = refused(tmp_path / "bnak")
    assert str(found) == f"{tmp_path / 'bnak'}: There is no such folder. Check the name of the bank’s folder."


def test_folders_that_are_no_units_are_passed_over(tmp_path: Path) -> None:
    """Folders beside a unit that hold nothing of one are nothing to this program."""
    (write_bank(tmp_path) / "pictures").mkdir()
    assert len(load_bank(tmp_path / "bank").units) == 1


def test_a_folder_without_units_is_told(tmp_path: Path) -> None:
    """Nothing can be drawn from it, and one bank of several that is empty is a slip too."""
    (tmp_path / "empty" / "pictures").mkdir(parents=True)
    (found,) = refused(write_bank(tmp_path), tmp_path / "empty")
    assert str(found).startswith(
        f"{tmp_path / 'empty'}: There is no unit in this folder. Name a unit’s folder,"
    )


def test_a_unit_given_by_its_own_folder_may_lack_its_unit_file(tmp_path: Path) -> None:
    """It is told of the folder itself, and not that there is no unit."""
    root = write_bank(tmp_path) / "small"
    (root / "unit.yaml").unlink()
    (found,) = refused(root)
    assert (found.place.file, found.what) == (
        str(root),
        "The folder looks like a unit, but has no unit.yaml.",
    )


def test_a_unit_without_its_unit_file_is_not_passed_over(tmp_path: Path) -> None:
    """A folder with questions and no unit.yaml is named."""
    root = write_bank(tmp_path)
    (root / "small" / "unit.yaml").unlink()
    (found,) = refused(root)
    assert found.place.file == str(root / "small")
    assert found.what == "The folder looks like a unit, but has no unit.yaml."


def test_files_that_would_not_be_read_are_named(tmp_path: Path) -> None:
    """A file that ends in .yml is not passed over in silence."""
    root = write_bank(tmp_path)
    (root / "small" / "questions" / "gulag.yml").write_text("questions: []\n")
    (found,) = refused(root)
    assert found.place.file == str(root / "small" / "questions" / "gulag.yml")
    assert found.remedy == "Rename it to end in .yaml."


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Text.md", "text.md"),
        ("text.MD", "text.md"),
        ("questions/More.YAML", "More.yaml"),
        ("Levels.yaml", "levels.yaml"),
    ],
)
def test_capitals_in_the_name_of_a_file_are_told(tmp_path: Path, name: str, right: str) -> None:
    """Where a computer tells capitals from small letters the unit would have no text, and its questions be fewer."""
    root = write_bank(tmp_path)
    (root / "small" / right).unlink(missing_ok=True)
    (root / "small" / name).write_text("")
    problems = [found for found in refused(root) if found.place.file == str(root / "small" / name)]
    assert [found.remedy for found in problems] == [f"Rename it to {right}."]


@pytest.mark.parametrize(
    ("name", "ending"), [("leaf.yaml.txt", ".yaml"), ("leaf.yml.TXT", ".yaml"), ("text.md.txt", ".md")]
)
def test_a_file_with_a_hidden_ending_is_told(tmp_path: Path, name: str, ending: str) -> None:
    """An editor of Windows adds .txt to a name and does not show it."""
    root = write_bank(tmp_path)
    (root / "small" / "questions" / name).write_text("questions: []\n")
    (found,) = refused(root)
    assert found.place.file == str(root / "small" / "questions" / name)
    assert found.remedy == f"Rename it to end in {ending}. Windows may hide the last ending."


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("text.md", "\n \n", "The file is empty. Write the class text into it, or delete the file."),
        ("unit.yaml", "", "The file is empty. Compare it with a bundled one."),
        ("sources/extract.yaml", "id: extract", "The file must be a list. Begin each entry with a dash."),
        (
            "questions/choices.yaml",
            "- x",
            "The file must have fields of its own. Write ‘name: value’ lines below it, indented.",
        ),
        (
            "levels.yaml",
            "- x",
            "The file must have named sets of levels. Begin each set with a line ‘how-far-12:’.",
        ),
    ],
)
def test_a_file_of_another_shape_says_which_is_wanted(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    """A file that is empty, or a list where fields are wanted, is told what to be."""
    root = write_bank(tmp_path)
    path = root / "small" / name
    path.write_text(text)
    assert f"{path}:1:1: {says}" in [
        str(found).replace(f"{path}: ", f"{path}:1:1: ") for found in refused(root)
    ]


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    """A unit may have no text, but not questions that name paragraphs of it."""
    root = write_bank(tmp_path)
    (root / "small" / "text.md").unlink()
    (found,) = refused(root)
    assert found.place.file == str(root / "small" / "text.md")
    assert found.what.startswith("There is no text.md, and ")
    assert "kirov-01 first, name paragraphs of it." in found.what


def test_paragraphs_stand_between_blank_lines(tmp_path: Path) -> None:
    """Lines of a paragraph are joined; blank lines may hold spaces, and Windows may have ended them."""
    root = write_bank(tmp_path)
    text = b"\xef\xbb\xbfOne\r\nand on.\r\n  \r\n\r\n\r\nTwo.\r\n"
    (root / "small" / "text.md").write_bytes(text)
    assert load_bank(root).units[0].text == ("One and on.", "Two.")


def test_glossary_and_levels_may_be_left_out(tmp_path: Path) -> None:
    """A unit that uses no terms and no levels needs no files for them."""
    root = write_bank(tmp_path)
    for name in ("glossary.yaml", "levels.yaml", "sources", "questions/written.yaml"):
        path = root / "small" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (unit,) = load_bank(root).units
    assert (unit.glossary, unit.sources, len(unit.questions)) == ((), (), 10)


def test_a_digest_follows_the_bank_and_nothing_else(tmp_path: Path) -> None:
    """The digest changes with a question, a file's name and the text; not with blueprints, places or notes."""
    first, second = write_bank(tmp_path / "a"), write_bank(tmp_path / "b")
    before, unit = digest_and_lines([first])[0], second / "small"
    (unit / "blueprints" / "test.yaml").write_text("type: exam\n")
    (unit / ".DS_Store").write_bytes(b"\0")
    (unit / "questions" / "notes.txt").write_text("later")
    assert digest_and_lines([second])[0] == digest_and_lines([unit])[0] == before
    (unit / "questions" / "choices.yaml").rename(unit / "questions" / "choice.yaml")
    renamed = digest_and_lines([second])[0]
    (unit / "text.md").write_text("Another text.")
    assert len({before, renamed, digest_and_lines([second])[0]}) == 3


def test_a_digest_does_not_depend_on_the_order_of_the_banks(tmp_path: Path) -> None:
    """The same units in another order have the same digest."""
    first, second = write_bank(tmp_path / "a"), write_bank(tmp_path / "b")
    (second / "small").rename(second / "large")
    assert digest_and_lines([first, second])[0] == digest_and_lines([second, first])[0]


# ---- how much there may be -----------------------------------------------------------------------


def test_a_file_larger_than_anybody_writes_is_told_and_several_smaller_ones_are_read(tmp_path: Path) -> None:
    """A file of more than 5 MB is refused by its name; an exam board's bank may have more, in many files."""
    root = write_bank(tmp_path)
    for path in (root / "small/unit.yaml", *(root / "small/questions").glob("*.yaml")):
        with path.open("a", encoding="utf-8") as file:
            file.write("#" * (LARGEST // 2 + 1))
    load_bank(root)
    path.write_text("#" * (LARGEST + 1), encoding="utf-8")
    (found,) = refused(root)
    assert found.place.file == str(path)
    assert found.what == "The file has more than 5 MB, more than anybody writes."


def test_a_text_longer_than_a_book_is_told(tmp_path: Path) -> None:
    """It is told at its file, whatever the letters."""
    root = write_bank(tmp_path)
    (root / "small/text.md").write_text("ж" * (LONGEST_TEXT + 1), encoding="utf-8")
    assert "The text has more than 500,000 characters, which is more than a thick book." in {
        one.what for one in refused(root)
    }


@pytest.mark.parametrize("item", ["{}", "{id: a, kind: describe}", "{id: a, id: a}"])
def test_of_many_mistakes_the_first_thousand_are_told(tmp_path: Path, item: str) -> None:
    """Further ones are not looked for, and this is said last."""
    root = write_bank(tmp_path)
    content = "qualification: GCSE\nquestions:\n" + f"  - {item}\n" * (TOLD_AT_ONCE + 9)
    (root / "small/questions/many.yaml").write_text(content, encoding="utf-8")
    found = refused(root)
    assert len(found) == TOLD_AT_ONCE + 1
    assert "So much is wrong that only the first 1,000 mistakes are told." in {one.what for one in found}
