"""A teacher's own folder: a bank with a unit, blueprints, a class list and a theme to change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from worksheetgen import resources
from worksheetgen.activities import makeable
from worksheetgen.activities.material import material_of
from worksheetgen.bank.beginning import TIMELINE_FILE, NewUnit, timeline_file, unit_files_of
from worksheetgen.bank.loading import read_units
from worksheetgen.class_list import sample_class, to_csv
from worksheetgen.delivery import deliver, trial
from worksheetgen.english import capitalised
from worksheetgen.errors import Place
from worksheetgen.handout import Handout, read_handout
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Activity
from worksheetgen.model.source import TableContent
from worksheetgen.run.demo import CLASS, SEED, SIZE
from worksheetgen.schema_line import SCHEMAS, schema_line
from worksheetgen.typesetting import lacking_characters
from worksheetgen.value import Value, replace
from worksheetgen.yaml_file import yaml_flow

EXAMPLE_UNIT = "stalins-terror"
_THEME = f"""\
{schema_line("schemas/theme.json")}
# Your own look: whatever stands here changes the theme that a blueprint names.
base: {{size: 11.5}}                # text of the standard print, in pt
# prints: {{"18": {{line_pitch: 13}}}}
"""
_SCHOOL = f"""\
{schema_line("schemas/school.json")}
# Your school at the head of every paper: take away the # and put the picture, a PNG or JPEG, beside this file.
# name: Hillside School
# crest: crest.png
# alt: "The crest of Hillside School: an oak over a river"
"""
SUBJECT = "Our subject"
"""Stands where nobody has said which subject it is."""
HOMEWORK = """\
SCHEMA
# Homework that is made from the text: it needs no questions. For some of yours add a section, for example:
#   - {title: Questions, questions: 4}
type: worksheet
code: CODE-H1
title: TITLE
subtitle: Homework
theme: worksheet
sections:
"""
QUESTIONS = "  - {title: Questions, questions: 4-8}\n"
TEST = """\
SCHEMA
# A short test: it can be printed as soon as the unit has eight questions.
type: exam
code: CODE-T1
title: TITLE
subtitle: Test
minutes: 30
theme: board
materials: [a black pen]
sections:
  - title: Questions
    instructions: Answer **all** questions.
    questions: 8-12
"""
FOR_HOMEWORK = ("cloze", "crossword", "put-in-order")
"""What a new unit's homework asks for, as far as its text has enough for it."""


class OwnFolder(Value):
    """What a teacher's own folder begins with.

    `unit` is the folder of its unit. Of a unit with a text of one's own `begun` is what it begins with, `left_out` what
    of the document is not in it, a sentence each; `homework` are the activities that it can print at once, and
    `events` is how many its timeline has. `begun` is None where the bundled unit was copied.
    """

    class_list: Path
    bank: Path
    theme: Path
    unit: Path
    begun: NewUnit | None = None
    left_out: tuple[str, ...] = ()
    homework: tuple[Activity, ...] = ()
    events: int = 0


def begin_folder(folder: Path, *, text: Path | None, title: str, subject: str, encoding: str) -> OwnFolder:
    """A new folder with a unit to be filled in, all files' schemas, a made-up class, a school and a theme.

    The unit has the text of the document at `text`, or none. `title` "" stands for that of the document, `encoding` is
    that of a text file which is not UTF-8. Raises InvalidInput where the document cannot be read, OutputExists where
    the folder has files in it, or cannot be written.
    """
    handout = read_handout(text, encoding) if text else None
    new = _new_unit(handout, text, title or folder.absolute().name, subject) if handout and text else None
    begun = new or NewUnit(title or _worded(folder.absolute().name), subject or SUBJECT, "Our own questions")
    begun = replace(begun, title=title) if title else begun
    files = dict(unit_files_of(begun))
    unit = _read(begun.id, files, folder.parent)
    events = material_of(unit, (), Place("")).events if begun.text else ()
    if timeline := timeline_file(begun.title, events):
        files[TIMELINE_FILE] = timeline
        unit = _read(begun.id, files, folder.parent)
    homework = tuple(one for one in Activity if one in FOR_HOMEWORK and begun.text and makeable(unit, one))
    files |= _blueprints(begun, homework)
    own = _own(folder, begun.id)
    _deliver(folder, {f"bank/{begun.id}/{name}": content for name, content in files.items()})
    left_out = (*handout.left_out, *_unwritable(begun.text)) if handout else ()
    return replace(
        own, begun=begun, left_out=left_out, homework=homework, events=len(events) if timeline else 0
    )


def begin_with_example(folder: Path) -> OwnFolder:
    """As `begin_folder`, with the bundled unit and its blueprints, to be changed. Raises OutputExists as that does."""
    bundled = resources.question_bank()
    copied = [path for path in sorted((bundled / EXAMPLE_UNIT).rglob("*")) if path.is_file()]
    _deliver(folder, {f"bank/{path.relative_to(bundled).as_posix()}": path.read_bytes() for path in copied})
    return _own(folder, EXAMPLE_UNIT)


def _own(folder: Path, unit: str) -> OwnFolder:
    bank = folder / "bank"
    return OwnFolder(folder / f"{CLASS}.csv", bank, folder / "theme", bank / unit)


def _deliver(folder: Path, unit: Mapping[str, bytes]) -> None:
    """The folder with the files of its unit, and what every folder begins with."""
    bundled = resources.question_bank()
    described = [bundled / "README.md", *sorted((bundled / SCHEMAS).glob("*.json"))]
    files = {f"bank/{path.relative_to(bundled).as_posix()}": path.read_bytes() for path in described}
    files |= unit
    files[f"bank/{resources.SCHOOL_FILE}"] = _SCHOOL.encode()
    files["theme/theme.yaml"] = _THEME.encode()
    files["theme/schemas/theme.json"] = (resources.templates() / SCHEMAS / "theme.json").read_bytes()
    files[f"{CLASS}.csv"] = to_csv(sample_class(SIZE, SEED, CLASS)).encode()
    deliver(folder, files)


def _new_unit(handout: Handout, path: Path, named: str, subject: str) -> NewUnit:
    """The unit that begins with a document; its title is the document's, or else what its file is called."""
    from worksheetgen.handout.terms import vocabulary_of  # the frequencies of words take a moment to be read

    words = vocabulary_of(handout.paragraphs)
    tables = tuple(TableContent(table.columns, table.rows) for table in handout.tables)
    return NewUnit(
        handout.title or _worded(path.stem) or named,
        subject or SUBJECT,
        f"Text: {path.name}",
        handout.topics,
        handout.paragraphs,
        words.terms,
        words.names,
        tables,
    )


def _unwritable(text: tuple[str, ...]) -> Iterator[str]:
    """A sentence for each paragraph with characters that would stop printing."""
    for number, paragraph in enumerate(text, 1):
        if lacking := lacking_characters(paragraph):
            yield f"no font can write “{''.join(sorted(lacking))[:10]}” in paragraph {number}: change it in text.md"


def _worded(name: str) -> str:
    """A file's name as a title: `leaf_handout-2` as `Leaf handout 2`."""
    words = re.sub(r"[-_.\s]+", " ", name).strip()
    return capitalised(words)


def _read(id: str, files: Mapping[str, bytes], parent: Path) -> Unit:
    """The unit that these files are, which will lie below `parent`."""
    with trial(parent) as folder:
        for name, content in files.items():
            path = folder / id / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return read_units([folder / id])[0]


def _blueprints(unit: NewUnit, homework: tuple[Activity, ...]) -> dict[str, bytes]:
    """Homework, from the text where there is one, and a test."""
    code = "".join(word[0] for word in re.findall(r"[A-Za-z]+", unit.title)).upper()[:4] or "U"
    made = f"  - {{title: From the text, activities: [{', '.join(homework)}]}}\n"
    texts = {"homework": HOMEWORK + (made if homework else QUESTIONS), "test": TEST}
    words = {
        "SCHEMA": schema_line(f"../../{SCHEMAS}/blueprint.json"),
        "CODE": code,
        "TITLE": yaml_flow(unit.title),
    }
    for word, said in words.items():
        texts = {name: text.replace(word, said) for name, text in texts.items()}
    return {f"{resources.BLUEPRINT_FOLDER}/{name}.yaml": text.encode() for name, text in texts.items()}
