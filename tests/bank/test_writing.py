"""`bank new`: an item of any kind, well-formed, where it belongs, and held back until it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bank.test_problems import problems
from tests.tiny_bank import write_bank
from worksheetgen.bank.writing import ids_after
from worksheetgen.errors import InvalidInput
from worksheetgen.kinds import Kind
from worksheetgen.run.questions import new_question
from worksheetgen.schema_line import with_schema_line


def test_a_file_s_first_line_stays(tmp_path: Path) -> None:
    """The line that names the file's schema is the first one still when an item has been added."""
    root = write_bank(tmp_path)
    path = root / "small/questions/choices.yaml"
    path.write_bytes(with_schema_line(path.read_bytes(), "../../schemas/questions.json"))
    before = path.read_text(encoding="utf-8")
    new_question(root / "small", Kind.ESSAY, "gulag")
    path.rename(path.with_name("gulag.yaml"))
    new_question(root / "small", Kind.ESSAY, "gulag")
    assert (root / "small/questions/gulag.yaml").read_text(encoding="utf-8").startswith(before.rstrip())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_item_lacks_nothing_but_its_words(tmp_path: Path, kind: Kind) -> None:
    """The only problem of a new item of any kind is that it is still to be written."""
    root = write_bank(tmp_path)
    id, where = new_question(root / "small", kind, "gulag")
    assert id == "gulag-01"
    (problem,) = problems(root)
    assert problem.what.startswith("gulag-01 is still to be written in ")
    assert problem.place.file == where.file
    assert problem.place.line > where.line


@pytest.mark.parametrize(("serves", "said"), [("[cause, purpose]", "  skill: cause "), ("[essay]", "")])
def test_a_new_essay_says_what_its_levels_serve(tmp_path: Path, serves: str, said: str) -> None:
    """Its skill is the first of the set's, so that nothing is wrong with it; unsaid where that is the kind itself."""
    root = write_bank(tmp_path)
    path = root / "small/levels.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(":\n", f":\n  serves: {serves}\n  levels:\n", 1), encoding="utf-8")
    written = root / "small/questions/written.yaml"
    skilled = written.read_text(encoding="utf-8").replace(
        "levels: how-far-12,", f"levels: how-far-12,{said.rstrip()},"
    )
    written.write_text(skilled.replace(",,", ",").replace(",  skill", ", skill"), encoding="utf-8")
    new_question(root / "small", Kind.ESSAY, "gulag")
    (problem,) = problems(root)
    assert problem.what.startswith("gulag-01 is still to be written in ")
    new = (root / "small/questions/gulag.yaml").read_text(encoding="utf-8")
    assert ("skill:" in new) == bool(said)
    assert said in new


def test_a_filled_item_is_whole(tmp_path: Path) -> None:
    """With its words written in, the item is read without a problem."""
    root = write_bank(tmp_path)
    new_question(root / "small", Kind.MULTIPLE_CHOICE, "gulag")
    path = root / "small/questions/gulag.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    written = [line.replace("‹", f"Words {number} ").replace("›", "") for number, line in enumerate(lines)]
    text = "\n".join(written).replace("“double quotation marks”", "marks")
    path.write_text(text, encoding="utf-8")
    assert problems(root) == ()


def test_items_are_added_after_those_that_are_there(tmp_path: Path) -> None:
    """Nothing of the file changes; the next number is taken, and the indent of the items that are there."""
    root = write_bank(tmp_path)
    path = root / "small/questions/kirov.yaml"
    before = "# mine\nqualification: GCSE\nquestions:\n- id: kirov-99\n" + "".join(
        f"  {line}\n"
        for line in (
            *(
                "kind: true-false",
                "topics: [kirov]",
                "tiers: [core]",
                "difficulty: 1",
                "marks: 1",
                "minutes: 1",
            ),
            *("objectives: {AO1: 1}", "paragraphs: [1]", "needs: text", "stem: It was so.", "key: true"),
            "explanation: It was.",
        )
    )
    path.write_text(before, encoding="utf-8")
    assert new_question(root / "small", Kind.ESSAY, "kirov")[0] == "kirov-100"
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "\n- id: kirov-100\n" in after
    assert len(problems(root)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"qualification: GCSE\nquestions:\n  - {id: a\n", "gulag.yaml:3:5: The bracket"),
        (b"questions:\nqualification: GCSE\nmore:\n", "A question cannot be added at the end of this file."),
        (b"qualification: \xe9\nquestions:\n", "gulag.yaml:1:16: From here on the file is not UTF-8 text."),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    """Where the new item would break the file, nothing is written; what is wrong is told of that very file."""
    root = write_bank(tmp_path)
    path = root / "small/questions/gulag.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=said) as caught:
        new_question(root / "small", Kind.ESSAY, "gulag")
    assert [problem.place.file for problem in caught.value.problems] == [str(path)]
    assert path.read_bytes() == content


def test_an_unknown_topic_is_told_with_the_known_ones(tmp_path: Path) -> None:
    """A slip in the topic is not a new topic."""
    root = write_bank(tmp_path)
    with pytest.raises(InvalidInput, match="The unit has no topic ‘gulak’"):
        new_question(root / "small", Kind.ESSAY, "gulak")


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_the_ends_of_lines_stay(tmp_path: Path, ends: str) -> None:
    """A file of Windows or of an old Mac is added to in its own way."""
    root = write_bank(tmp_path)
    path = root / "small/questions/gulag.yaml"
    new_question(root / "small", Kind.ESSAY, "gulag")
    path.write_bytes(path.read_bytes().replace(b"\n", ends.encode()))
    new_question(root / "small", Kind.ESSAY, "gulag")
    written = path.read_bytes().decode()
    assert "gulag-02" in written
    assert set(re.findall(r"\r\n|\r|\n", written)) == {ends}


def test_a_new_id_is_the_next_number() -> None:
    """After the highest that is there; what has more figures than a bank has questions is no number."""
    ids = ["kirov-07", "kirov-19", "gulag-40", f"kirov-{'9' * 5000}", "kirov-x"]
    assert next(ids_after(ids, "kirov")) == "kirov-20"
