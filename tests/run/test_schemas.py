"""The JSON Schemas by which editors complete and check YAML files: true to the models, named by every file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.commands import worksheetgen
from tests.examples import begin
from tests.schemas import ROOT, SCHEMAS, schema_text
from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.blueprint import read_blueprint
from worksheetgen.kinds import Kind
from worksheetgen.run.schemas import THEMES, UNITS, lay_schemas
from worksheetgen.typesetting.theme_making import read_theme

pytestmark = pytest.mark.slow

SHIPPED = sorted(path for name in ("question_bank", "templates") for path in (ROOT / name).rglob("*.yaml"))
TERROR = ROOT / "question_bank/stalins-terror"


class _AsEditorsDo(yaml.CSafeLoader):
    """YAML 1.2, in which a day is text and so is `yes`."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own attribute
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith((":timestamp", ":bool", ":merge"))
        ]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


_AsEditorsDo.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _with_text_keys(data: Any) -> Any:
    """Data in which every field's name is text, a number too."""
    match data:
        case dict():
            return {str(key): _with_text_keys(value) for key, value in data.items()}
        case list():
            return [_with_text_keys(value) for value in data]
    return data


@cache
def validator(schema: Path) -> Draft7Validator:
    """The validator of a schema's file, whose schema is a sound one."""
    made = json.loads(schema.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


def named_by(path: Path) -> Path:
    """The schema that a file's first line names, from where the file lies."""
    first = path.read_text(encoding="utf-8-sig").partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)\r?", first)
    assert found, f"{path} does not name its schema: {first}"
    schema = (path.parent / found[1]).resolve()
    assert schema.is_file(), f"{path} names a schema that is not there"
    return schema


def flagged(text: str, schema: Path) -> list[str]:
    """What an editor marks in a text, each by the path to it and the rule of the schema that it breaks."""
    errors = validator(schema).iter_errors(_with_text_keys(yaml.load(text, _AsEditorsDo)))
    return sorted(f"{error.json_path} {error.validator}" for error in errors)


def schema_of(name: str) -> Path:
    """A bundled schema by its name."""
    return next(path for path in SCHEMAS if path.stem == name)


# ---- what is shipped -----------------------------------------------------------------------------


@pytest.mark.parametrize("schema", list(SCHEMAS), ids=lambda path: path.stem)
def test_the_schemas_are_what_the_models_give(schema: Path) -> None:
    """A schema that is shipped has every field as the program reads it."""
    assert schema.read_text(encoding="utf-8") == schema_text(schema), "Make the schemas anew: `make schemas`."


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_file_that_is_shipped_names_its_schema_and_keeps_it(path: Path) -> None:
    """In a clone, and in a wheel, an editor finds the schema and nothing wrong."""
    assert flagged(path.read_text(encoding="utf-8"), named_by(path)) == []


def properties(schema: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every field that a schema describes, by the names that lead to it."""
    for field, inside in schema.get("properties", {}).items() if isinstance(schema, dict) else ():
        if isinstance(inside, dict):
            yield f"{name}/{field}", inside
    for key, inside in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if isinstance(inside, dict | list) and key != "if":
            yield from properties(inside, f"{name}/{key}")


@pytest.mark.parametrize("schema", list(SCHEMAS), ids=lambda path: path.stem)
def test_every_field_says_what_it_is_for(schema: Path) -> None:
    """An editor shows a sentence for each field; what has a name of the teacher's own needs none."""
    made = json.loads(schema.read_text(encoding="utf-8"))
    found = {
        name: field.get("description", "")
        for name, field in properties(made)
        if not re.search("/(objectives|styles)/", name)
    }
    assert found
    assert [name for name, said in found.items() if not re.search("[.…?]$", said)] == []


# ---- what is flagged -----------------------------------------------------------------------------

QUESTION = """\
qualification: GCSE
questions:
  - id: kirov-01
    kind: multiple-choice
    topics: [kirov]
    tiers: [support]
    difficulty: 1
    marks: 1
    minutes: 1
    objectives: {AO1: 1}
    paragraphs: [5]
    needs: text
    stem: Which city?
    options:
      - {id: a, text: A}
      - {id: b, text: B, misconception: It is B.}
      - {id: c, text: C, misconception: It is C.}
    key: a
    explanation: It is A.
"""
IN_PARTS = """\
qualification: GCSE
questions:
  - id: kirov-02
    topics: [kirov]
    tiers: [core]
    difficulty: 1
    minutes: 1
    paragraphs: [5]
    needs: own knowledge
    lead: Study it.
    parts:
      - {kind: essay, stem: Why?, marks: 2, objectives: {AO1: 2}, points: [{text: so, marks: 2}]}
      - {kind: true-false, stem: So it was., marks: 1, objectives: {AO1: 1}, key: true, explanation: It was.}
"""
PAPER = """\
type: exam
code: T1
title: Terror
sections:
  - {marks: 10, questions: 8-10, kinds: [essay], bounds: [{topic: kirov, questions: at least 1}]}
"""
SOURCE = "- {id: a, provenance: From a book., table: {columns: [When, What], rows: [['1932', many]]}}\n"
LEVELS = "how-far-4:\n  - {level: 2, marks: 3-4, descriptor: Explains.}\n"
SERVING = "cause-4:\n  serves: [cause]\n  levels: [{level: 2, marks: 3-4, descriptor: Explains.}]\n"
UNIT_FILE = "title: T\nsubject: History\nattribution: A book.\ntopics: [{id: kirov, title: Kirov}]\n"
LOOK = "extends: board\nbase: {size: 12, columns: true, ground: '#FFF5DC'}\nprints: {'18': {size: 18}}\n"
SOUND = {
    "questions": (QUESTION, IN_PARTS),
    "blueprint": (PAPER,),
    "sources": (SOURCE,),
    "levels": (LEVELS, SERVING),
    "glossary": ("- {term: purge, meaning: to remove}\n- {term: Kirov, person: true}\n",),
    "unit": (UNIT_FILE, UNIT_FILE + "focus_questions: [Why?, {question: Who?, answer: He.}]\n"),
    "theme": (LOOK,),
}

FLAGGED = [
    ("questions", "    key: a\n", "    key: a\n    hint: x\n", "$.questions[0] additionalProperties"),
    ("questions", "    difficulty: 1\n", "", "$.questions[0] required"),
    ("questions", "    options:\n", "    option:\n", "$.questions[0] required"),
    ("questions", "kind: multiple-choice", "kind: quiz", "$.questions[0].kind enum"),
    ("questions", "    kind: multiple-choice\n", "", "$.questions[0] required"),
    ("questions", "kind: multiple-choice", "kind: essay", "$.questions[0] additionalProperties"),
    ("questions", "[support]", "[easy]", "$.questions[0].tiers[0] enum"),
    ("questions", "kirov-01", "Kirov 1", "$.questions[0].id pattern"),
    ("questions", "difficulty: 1", "difficulty: 6", "$.questions[0].difficulty maximum"),
    ("questions", "needs: text", "needs: nothing", "$.questions[0].needs enum"),
    (
        "questions",
        "      - {id: b, text: B, misconception: It is B.}\n      - {id: c, text: C, misconception: It is C.}\n",
        "",
        "$.questions[0].options minItems",
    ),
    ("questions", "stem: Which city?", "stem:", "$.questions[0].stem type"),
    ("questions", "{AO1: 1}", "{AO1: one}", "$.questions[0].objectives.AO1 type"),
    ("questions", "{AO1: 1}", "{AS1: 0}", "$.questions[0].objectives.AS1 minimum"),
    ("blueprint", "type: exam", "type: test", "$.type enum"),
    ("blueprint", "8-10", "some", "$.sections[0].questions pattern"),
    ("blueprint", "[essay]", "[esay]", "$.sections[0].kinds[0] anyOf"),
    ("blueprint", "marks: 10, questions: 8-10, ", "", "$.sections[0] anyOf"),
    ("blueprint", "kinds: [essay]", "spag: 4", "$.sections[0] dependencies"),
    ("blueprint", "kinds: [essay]", "kinds: [essay], spag: 2", "$.sections[0].spag enum"),
    ("blueprint", "{topic: kirov, ", "{", "$.sections[0].bounds[0] anyOf"),
    ("blueprint", ", questions: at least 1", "", "$.sections[0].bounds[0] anyOf"),
    ("blueprint", "code: T1", f"code: {'T' * 25}", "$.code maxLength"),
    ("blueprint", "code: T1", "code: T1\nunused_since: May", "$.unused_since pattern"),
    ("sources", "provenance", "provenence", "$[0] additionalProperties"),
    ("sources", "[When, What]", "[When]", "$[0].table.columns minItems"),
    ("sources", "{id: a,", "{id: a, numbered: maybe,", "$[0].numbered anyOf"),
    ("levels", "3-4", "three", "$['how-far-4'][0].marks pattern"),
    (
        "levels",
        "  - {",
        "  serves: [cause]\n  marks: 4\n  levels:\n  - {",
        "$['how-far-4'] additionalProperties",
    ),
    ("levels", "  - {", "  levels:\n  - {", "$['how-far-4'] required"),
    ("glossary", "meaning: to remove", "meening: to remove", "$[0] additionalProperties"),
    (
        "unit",
        "topics:",
        "focus_questions: [Why?, {question: Who?, anser: He.}]\ntopics:",
        "$.focus_questions[1] anyOf",
    ),
    ("unit", "topics:", "sortings: [{id: a, title: A}]\ntopics:", "$.sortings[0] required"),
    ("unit", "subject: History\n", "", "$ required"),
    ("unit", "title: Kirov", "titel: Kirov", "$.topics[0] additionalProperties"),
    ("theme", "size: 12", "size: '12'", "$.base.size type"),
    ("theme", "columns: true", "columns: maybe", "$.base.columns anyOf"),
    ("theme", "#FFF5DC", "cream", "$.base.ground pattern"),
    ("theme", "'18'", "'20'", "$.prints enum"),
    ("theme", "size: 18", "siz: 18", "$.prints['18'] additionalProperties"),
]


@pytest.mark.parametrize("name", list(SOUND))
def test_a_sound_file_is_not_flagged(name: str) -> None:
    """The files that the mistakes below are planted in have none."""
    assert [flagged(text, schema_of(name)) for text in SOUND[name]] == [[]] * len(SOUND[name])


@pytest.mark.parametrize(("name", "right", "wrong", "where"), FLAGGED)
def test_a_planted_mistake_is_flagged(name: str, right: str, wrong: str, where: str) -> None:
    """A field that is unknown or missing, a wrong kind, a value that cannot be: each at its place."""
    text = SOUND[name][0]
    assert right in text
    assert where in flagged(text.replace(right, wrong, 1), schema_of(name))


def test_a_mistake_in_a_part_is_flagged() -> None:
    """A part is checked by its own kind, and a question in parts has no kind of its own."""
    schema = schema_of("questions")
    assert flagged(IN_PARTS.replace("key: true", "key: true, spare: []"), schema) == [
        "$.questions[0].parts[1] additionalProperties"
    ]
    assert flagged(IN_PARTS.replace("    lead:", "    kind: essay\n    lead:"), schema) == [
        "$.questions[0] additionalProperties"
    ]
    assert flagged(IN_PARTS.replace("kind: essay", "kind: esay"), schema) == [
        "$.questions[0].parts[0].kind enum"
    ]


# ---- what is read without a problem ----------------------------------------------------------------


def test_a_small_bank_is_not_flagged(tmp_path: Path) -> None:
    """A bank with every body of question, tersely written, keeps the schemas, and so does every kind's example."""
    root = write_bank(tmp_path)
    for kind in Kind:
        begin(root, kind)
    assert load_bank(root).units
    laid = lay_schemas(root, UNITS)
    assert laid is not None
    assert len(laid.files) >= 6
    assert {path: flagged(path.read_text(encoding="utf-8"), named_by(path)) for path in laid.files} == {
        path: [] for path in laid.files
    }


@pytest.mark.parametrize("written", ["yes", "No", "on", "OFF", "true", "false"])
def test_every_way_to_say_yes_or_no_is_admitted(tmp_path: Path, written: str) -> None:
    """What the program reads as true or false an editor does not mark, though its YAML has it for text."""
    root = write_bank(tmp_path)
    begin(root, Kind.TRUE_FALSE)
    path = root / "small/questions/gulag.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("key: false", f"key: {written}"), encoding="utf-8"
    )
    assert load_bank(root).units
    assert flagged(path.read_text(encoding="utf-8"), schema_of("questions")) == []


@pytest.mark.parametrize(
    "section",
    [
        *(
            f"questions: {amount}"
            for amount in ("3", "1-3", "1 – 3", "at least  1", "'exactly 3'", "at most 9")
        ),
        *("marks: 5, kinds: ['*choice', 'source-[ai]*']", "marks: 5, kinds: [essay], spag: 3, tiers: []"),
        *(
            "marks: 5, bounds: [{difficulty: 4-5, marks: 3}, {difficulty: 1, tier: core, questions: exactly 1}]",
        ),
        *("marks: 5, bounds: [{objective: GCSE AO1, questions: at most 1}, {source: extract, marks: 0}]",),
    ],
)
def test_every_way_to_write_a_demand_is_admitted(tmp_path: Path, section: str) -> None:
    """Amounts, wildcards and ranges as a blueprint's reader takes them."""
    path = tmp_path / "paper.yaml"
    text = (
        f"type: exam\ncode: T1\ntitle: T\nunused_since: 2026-09-01\nunit: ''\nsections:\n  - {{{section}}}\n"
    )
    path.write_text(text, encoding="utf-8")
    assert read_blueprint(path, load_bank(write_bank(tmp_path)).units)
    assert flagged(text, schema_of("blueprint")) == []


def test_a_theme_of_one_s_own_is_admitted(tmp_path: Path) -> None:
    """Whole numbers, styles of one's own, empty styles and prints without quotes are read, and are not marked."""
    text = "base: {columns: no, size: 12, tint: 1}\nstyles: {mine: {}, title: {size: 2}}\nprints: {18: {}}\n"
    (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
    assert read_theme(tmp_path / "theme.yaml").prints
    assert flagged(text, schema_of("theme")) == []


# ---- a teacher's own files -------------------------------------------------------------------------


@pytest.mark.parametrize("options", [["--example"], [], ["--text", "text.md"]])
def test_init_begins_files_that_name_their_schemas(options: list[str], tmp_path: Path) -> None:
    """Every YAML file of a new folder names a schema in that folder, and so does a file that `bank new` begins."""
    text = (
        "# Leaves\n\nIn 1771 it began. In 1804 chlorophyll came. In 1961 he won.\n\na | b\n--- | ---\n1 | 2\n"
    )
    (tmp_path / "text.md").write_text(text)
    assert worksheetgen("init", "mine", *options, cwd=tmp_path).code == 0
    (folder,) = (path.parent for path in (tmp_path / "mine/bank").glob("*/unit.yaml"))
    topic = "kirov" if options == ["--example"] else folder.name
    (folder / f"questions/{topic}.yaml").unlink(missing_ok=True)
    typed = ("bank", "new", "essay", "--topic", topic, "--bank", "mine/bank")
    assert worksheetgen(*typed, cwd=tmp_path).code == 0
    files = sorted((tmp_path / "mine").rglob("*.yaml"))
    assert len(files) > (len(SHIPPED) - 2 if options == ["--example"] else 5)
    for path in files:
        schema = named_by(path)
        assert schema.is_relative_to(tmp_path / "mine")
        assert flagged(path.read_text(encoding="utf-8"), schema) == []


def test_schemas_are_laid_into_a_bank_that_has_none(tmp_path: Path) -> None:
    """All of a bank's files name theirs afterwards, the old first line below; a second time nothing changes."""
    root = write_bank(tmp_path)
    before = {path: path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    ran = worksheetgen("bank", "schema", "--bank", "bank", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, f"bank/schemas    named in the first line of {len(before)} files\n")
    for path, content in before.items():
        assert named_by(path).parent == root / "schemas"
        assert path.read_bytes().partition(b"\n")[2] == content
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))[1:]
        if path.is_file()
    }
    worksheetgen("bank", "schema", "--bank", "bank", cwd=tmp_path)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in after} == after
    assert worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path).code == 0


def test_a_unit_given_by_its_own_folder_uses_the_schemas_beside_it(tmp_path: Path) -> None:
    """They are those of its bank, where that has some; else they are laid into the unit."""
    root = write_bank(tmp_path)
    worksheetgen("bank", "schema", "--bank", "small", cwd=root)
    assert named_by(root / "small/questions/choices.yaml") == root / "small/schemas/questions.json"
    for path in (root / "small/schemas").iterdir():
        path.unlink()
    worksheetgen("bank", "schema", "--bank", "bank", cwd=tmp_path)
    (root / "schemas/unit.json").write_text("{}")
    worksheetgen("bank", "schema", "--bank", ".", cwd=root / "small")
    assert named_by(root / "small/questions/choices.yaml") == root / "schemas/questions.json"
    assert (root / "schemas/unit.json").read_text(encoding="utf-8") == schema_text(schema_of("unit"))


def test_schemas_are_laid_into_themes(tmp_path: Path) -> None:
    """Into one theme, or into a folder of several."""
    for name in ("one", "several/a", "several/b"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "theme.yaml").write_text("base: {size: 12}\n")
    assert worksheetgen("bank", "schema", "--theme", "one", "--theme", "several", cwd=tmp_path).code == 0
    assert named_by(tmp_path / "one/theme.yaml") == tmp_path / "one/schemas/theme.json"
    assert named_by(tmp_path / "several/b/theme.yaml") == tmp_path / "several/schemas/theme.json"
    laid = lay_schemas(tmp_path / "several/a", THEMES)
    assert laid is not None
    assert laid.folder == tmp_path / "several/schemas"


def test_a_file_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    """A line of other bytes at its top would only do more harm; the other files get theirs."""
    root = write_bank(tmp_path)
    odd = "questions: []\n".encode("utf-16")
    (root / "small/questions/odd.yaml").write_bytes(odd)
    assert worksheetgen("bank", "schema", "--bank", "bank", cwd=tmp_path).code == 0
    assert (root / "small/questions/odd.yaml").read_bytes() == odd
    assert named_by(root / "small/unit.yaml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say whose files are meant, with --bank or --theme."),
        (("--bank", "."), ". is neither a folder with a unit.yaml nor a folder of such."),
        (("--theme", "bank"), "bank is neither a folder with a theme.yaml nor a folder of such."),
    ],
)
def test_a_folder_that_holds_none_is_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """Nothing is laid where it would serve nobody."""
    write_bank(tmp_path)
    ran = worksheetgen("bank", "schema", *words, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not list(tmp_path.rglob("schemas"))


def test_check_tells_of_schemas_of_another_version(tmp_path: Path) -> None:
    """What to type next makes them anew; line ends of another system are no other version."""
    root = write_bank(tmp_path)
    worksheetgen("bank", "schema", "--bank", "bank", cwd=tmp_path)
    path = root / "schemas/questions.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "another version" not in worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path).out
    path.write_text("{}")
    ran = worksheetgen("bank", "check", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == (
        "bank/schemas is of another version: your editor may be wrong. "
        "Next: worksheetgen bank schema --bank bank"
    )
