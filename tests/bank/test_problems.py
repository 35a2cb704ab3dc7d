"""What a bank with mistakes gets: every problem at once, each at its place, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny_bank import choice, write_bank
from worksheetgen.bank import digest, load_units, schema
from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.model.bank import Kind

Change = Callable[[Path], None]


def problems(root: Path) -> tuple[Problem, ...]:
    """What loading the bank complains of; () for nothing."""
    try:
        load_units([root])
    except InvalidInput as error:
        return error.problems
    return ()


def edited(root: Path, name: str, old: str, new: str) -> Path:
    """The bank's file with one text replaced by another, which must be there."""
    path = root / "small" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def place(path: Path, words: str) -> str:
    """`line:column` where the words stand in a file."""
    text = path.read_text(encoding="utf-8")
    at = text.index(words)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def test_the_small_bank_is_right(tmp_path: Path) -> None:
    """The bank that the other tests break has nothing wrong."""
    (unit,) = load_units([write_bank(tmp_path)])
    assert len(unit.questions) == 19
    assert unit.id == "small"
    assert unit.question("kirov-23").parts[0].stem == "Complete the text."


CHOICES, WRITTEN = "questions/choices.yaml", "questions/written.yaml"

SINGLE = [
    (CHOICES, "id: kirov-02", "id: kirov-01", "id: kirov-01\n    kind: multiple-choice\n    topics: [kirov]\n    stem:"
     " Which statement about the purge is number two", "The id ‘kirov-01’ stands already at"),
    (CHOICES, "topics: [kirov]", "topics: [kirof]", "kirof", "There is no topic ‘kirof’. Did you mean ‘kirov’?"),
    (CHOICES, "key: right", "key: [right, left]", "[right, left]", "‘key’ must be words."),
    (CHOICES, "key: right", "key: wrong", "wrong\n", "There is no option ‘wrong’."),
    (CHOICES, "    key: right\n", "", "id: kirov-01", "‘key’ is missing. Add a line ‘key: …’."),
    (CHOICES, "objectives: {AO1: 1}", "objectives: {AO1: 2}", "{AO1: 2}", "The objectives add up to 2 marks"),
    (CHOICES, "text: Statement left about one", "text: no", "no, misc", 'Put it in quotes: "no".'),
    (CHOICES, "difficulty: 1", "dificulty: 1", "dificulty", "‘dificulty’ is not a field here. Did you mean ‘difficulty’?"),
    (CHOICES, "difficulty: 1", "difficulty: 6", "6\n    marks", "‘difficulty’ is too large. Write at most 5."),
    (CHOICES, "paragraphs: [2]", "paragraphs: [9]", "9]", "The text has no paragraph 9; it has 2."),
    (CHOICES, "misconception: MISCONCEPTION left", "misconception: ''", "{id: left", "Add a misconception."),
    (CHOICES, "{id: over, text: Statement over", "{id: over, text: Statement left", "- {id: right",
     "The text ‘Statement left about one’ stands 2 times."),
    (CHOICES, "kind: multiple-choice", "kind: multiple-choise", "id: kirov-01", "There is no kind ‘multiple-choise’."),
    (WRITTEN, "sources: [extract], spaces: 2", "sources: [extrakt], spaces: 2", "extrakt", "There is no source ‘extrakt’."),
    (WRITTEN, "from {source}?", "from {sorce}?", '"What can you infer', "{sorce} stands for nothing here."),
    (WRITTEN, "{part:a}", "{part:c}", '"Use your answer', "{part:c} stands for nothing here."),
    (WRITTEN, "levels: how-far-12", "levels: how-far-16", "how-far-16", "levels.yaml has no set ‘how-far-16’."),
    (WRITTEN, "Describe **two** features", "Describe **two features", "Describe **two", "A ** has no partner."),
    (WRITTEN, "glossary: [purge]", "glossary: [purges]", "purges]", "Did you mean ‘purge’?"),
    (WRITTEN, "spare: [elected, Moscow]", "spare: [popular, Moscow]", "[popular, Moscow]", "‘popular’ stands 2 times"),
    (WRITTEN, "Kirov led the Party in a city. It", "Kirov led the Party in [[1934]]. It", "2, objectives: {AO1: 2}, "
     "paragraphs: [2],\n     tiers: [support, core, challenge], minutes: 1, needs: text, stem: Complete the text.",
     "The passage has 3 gaps, but the question 2 marks."),
    (WRITTEN, "points: [{text: a feature, marks: 2, accept", "points: [{text: a feature, marks: 1, accept",
     "4, objectives: {AO1: 4}", "The points reach 3 marks, but the question has 4."),
    ("levels.yaml", "marks: 7-9", "marks: 6-9", "- {level: 4", "without gap or overlap"),
    ("unit.yaml", "title: A small unit\n", "", "subject", "‘title’ is missing."),
    ("glossary.yaml", "meaning: deciding", "meening: deciding", "meening", "Did you mean ‘meaning’?"),
    ("sources/extract.yaml", "glossary: [rigging]", "glossary: [riging]", "id: extract", "Did you mean ‘rigging’?"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "at", "says"), SINGLE)
def test_one_mistake_is_one_message_at_its_place(
    tmp_path: Path, name: str, old: str, new: str, at: str, says: str
) -> None:
    """Each kind of mistake is reported where it stands, with what to do."""
    root = write_bank(tmp_path)
    path = edited(root, name, old, new)
    found = [problem for problem in problems(root) if says in str(problem)]
    assert found, [str(problem) for problem in problems(root)]
    assert str(found[0].place).endswith(f"{path.name}:{place(path, at)}")
    assert found[0].remedy.endswith((".", "?"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    stem:", "\tstem:", "The line is indented with a tab. Indent with spaces."),
        ("stem: Which", "stem: Which: one", "Put the whole text in quotes."),
        ("options:", "options: [", "From here on the file is not YAML"),
        ("marks: 1\n", "marks: 1\n    marks: 2\n", "‘marks’ is given twice"),
    ],
)
def test_a_file_that_is_not_yaml_is_told_so(tmp_path: Path, old: str, new: str, says: str) -> None:
    """Tabs, bare colons, open brackets and doubled keys are told in plain words with a line."""
    root = write_bank(tmp_path)
    edited(root, CHOICES, old, new)
    (found,) = [problem for problem in problems(root) if says in str(problem)]
    assert found.place.line > 0


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    """A file that is not UTF-8 is named."""
    root = write_bank(tmp_path)
    (root / "small" / "glossary.yaml").write_bytes("- {term: Gültig, meaning: x}".encode("cp1252"))
    assert any("not UTF-8" in str(problem) for problem in problems(root))


def test_forty_mistakes_are_forty_messages(tmp_path: Path) -> None:
    """Every mistake of a bank is reported in one go, in the order of the places."""
    root = write_bank(tmp_path)
    path = root / "small" / CHOICES
    text = path.read_text(encoding="utf-8")
    for number in range(10):
        stem = f"number {('one two three four five six seven eight nine ten').split()[number]} and right?"
        text = text.replace(stem, f"{stem[:-1]} **not?")
    text = text.replace("topics: [kirov]", "topics: [kirow]").replace("paragraphs: [2]", "paragraphs: [7]")
    text = text.replace("objectives: {AO1: 1}", "objectives: {AO1: 3}")
    path.write_text(text, encoding="utf-8")
    found = problems(root)
    assert len(found) == 40
    assert [problem.place for problem in found] == sorted(problem.place for problem in found)


def test_a_digest_follows_the_bank_and_nothing_else(tmp_path: Path) -> None:
    """The digest changes with a question and not with a blueprint or the folder's own place."""
    first, second = write_bank(tmp_path / "a"), write_bank(tmp_path / "b")
    before = digest([first])
    assert digest([second]) == before
    (second / "small" / "blueprints" / "test.yaml").write_text("type: exam\n")
    assert digest([second]) == before
    edited(second, CHOICES, "difficulty: 1", "difficulty: 2")
    assert digest([second]) != before


def test_the_schema_names_every_kind() -> None:
    """An editor that reads the schema offers every kind of question."""
    text = str(schema())
    assert [kind.value for kind in Kind if repr(kind.value) not in text] == []


def test_numbers_without_quotes_are_told_apart_from_words(tmp_path: Path) -> None:
    """A year as an option needs quotes, and the message gives them."""
    root = write_bank(tmp_path)
    edited(root, CHOICES, "text: Statement left about one", "text: 1921")
    assert any('Put it in quotes: "1921".' in str(problem) for problem in problems(root))


def test_pinned_options_stay_as_the_bank_has_them(tmp_path: Path) -> None:
    """`pinned: true` reaches the question."""
    root = write_bank(tmp_path)
    pinned = choice(0).replace("    key: right", "    pinned: true\n    key: right")
    edited(root, CHOICES, choice(0), pinned)
    (unit,) = load_units([root])
    assert getattr(unit.question("kirov-01").parts[0].body, "pinned", False)
