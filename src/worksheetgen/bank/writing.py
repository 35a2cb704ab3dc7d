"""A kind of question to a commented item in a unit's questions file, well-formed and still to be filled in.

What all kinds have in common is in the files of `skeletons`, in three pieces; what a kind has for itself, its
entry writes (`PartEntry.skeleton`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from worksheetgen.bank.files import FOLDERS, TEXT_FILE
from worksheetgen.bank.parsed import ParsedUnit
from worksheetgen.bank.parsing import parse_unit
from worksheetgen.english import one_of
from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.kinds import Kind, Traits
from worksheetgen.schema_line import schema_from, schema_line, schemas_of
from worksheetgen.system.names import file_name
from worksheetgen.value import Value, replace
from worksheetgen.yaml_file import read_yaml
from worksheetgen.yaml_file.fields import ID_PATTERN

SKELETONS = Path(__file__).parent / "skeletons"


class ItemAdded(Value):
    """A new item's id and place, with the file to write it into and all that this holds then."""

    id: str
    place: Place
    file: Path
    content: bytes


def item_added(folder: Path, kind: Kind, topic: str) -> ItemAdded:
    """An item of the kind, to be added at the end of `questions/TOPIC.yaml` in a unit's folder, or to begin it.

    Raises InvalidInput where the unit has no topic of that id, or where the file cannot be added to.
    """
    draft = parse_unit(folder)
    if topic not in draft.topic_names:
        what = f"The unit has no topic ‘{topic}’."
        raise InvalidInput(
            [Problem(Place(shown(folder)), what, one_of(topic, sorted(draft.topic_names.known)))]
        )
    path = folder / "questions" / file_name(f"{topic}.yaml")
    if path.exists():
        read_yaml(path)  # so that what is broken already is told at its own place, not at that of the trial
    id = next(ids_after(draft.question_names.known, topic))
    found = path.read_bytes().decode() if path.exists() else ""
    ends = next((ends for ends in ("\r\n", "\r") if ends in found), "\n")
    before = found.replace(ends, "\n") or questions_head(draft, path.parent)
    after = f"{before.rstrip()}\n{_indented(_item(draft, kind, topic, id), before)}"
    line = _line_of(path, after, id)
    return ItemAdded(id, Place(shown(path), line, 1), path, after.replace("\n", ends).encode())


def unit_begun(root: Path, name: str, topic: str) -> tuple[Path, bytes] | None:
    """The folder of a unit to be begun in one that has none, and its `unit.yaml`, with the topic as its first.

    The folder is the root where questions or a text lie in it already, or a folder of that `name` in an empty one; None
    where the root is no folder or has other things in it. Raises InvalidInput where no file can be called as the topic.
    """
    begun = any((root / inside).exists() for inside in (TEXT_FILE, *FOLDERS))
    if not begun and (not root.is_dir() or any(root.iterdir())):
        return None
    if not re.fullmatch(ID_PATTERN, topic):
        what = f"‘{topic}’ cannot be used as a topic."
        remedy = "Use small letters and digits, with single dashes between them, for example plant-cells."
        raise InvalidInput([Problem(Place("--topic"), what, remedy)])
    folder = root if begun else root / file_name(name)
    title = topic.replace("-", " ").capitalize()
    words = _skeleton("unit").format(title=title, topic=topic)
    return folder, words.encode()


def ids_after(ids: Iterable[str], topic: str) -> Iterator[str]:
    """The topic, a dash and each number after the highest that one of the ids has with it: `kirov-17`, `kirov-18`.

    A gap that a question left which was taken out is not filled: an old paper may still name it.
    """
    taken = [re.fullmatch(rf"{re.escape(topic)}-(\d{{1,9}})", id) for id in ids]
    highest = max((int(found[1]) for found in taken if found), default=0)
    return (f"{topic}-{number:02d}" for number in count(highest + 1))


def questions_head(draft: ParsedUnit, folder: Path, qualification: str = "") -> str:
    """How a new file in the `folder` of questions begins: with its schema, where the bank has schemas, and a head.

    The qualification, where none is given, is that of the unit's first question, or GCSE.
    """
    schemas = schemas_of(draft.folder, "questions")
    named = f"{schema_line(schema_from(folder, schemas, 'questions'))}\n" if schemas else ""
    others = [question.qualification for question in draft.questions]
    return f"{named}qualification: {next(filter(None, (qualification, *others)), 'GCSE')}\nquestions:\n"


def _item(draft: ParsedUnit, kind: Kind, topic: str, id: str) -> str:
    """The lines of a new item, as an entry of a list that is not indented."""
    traits = _fitted(kind, draft) if kind.traits.levels else kind.traits
    sources = sorted(draft.source_names.known)
    entry = kind.body.entry()
    head = _skeleton("head").format(
        id=id,
        kind=kind,
        topic=topic,
        marks=traits.marks,
        minutes=traits.marks,
        objective=traits.objective,
        paragraph="" if kind.on_source or not draft.text else 1,
        needs=f"{'text' if draft.text or kind.on_source else 'own knowledge':26}",
    )
    source = _skeleton("source").format(
        source=sources[0] if sources else "‹a source’s id›", known=", ".join(sources) or "none yet"
    )
    foot = _skeleton("foot").format(support=entry.support)
    return "".join((head, source if kind.on_source else "", entry.skeleton(traits), foot))


def _skeleton(name: str) -> str:
    """A piece that items of all kinds (`head`, `foot`) or of the source kinds (`source`) have in common."""
    return (SKELETONS / f"{name}.txt").read_text(encoding="utf-8")


def _fitted(kind: Kind, draft: ParsedUnit) -> Traits:
    """The kind's traits with the unit's set of levels that fits best, its highest mark and a skill that it serves.

    The skill is "" where the set serves the kind itself, or does not say. A set whose name begins as the traits say
    comes first, then the one nearest in marks. In a unit without sets the item names one that is still to be written.
    """
    traits = kind.traits
    sets = [
        (one.name, one.levels[0].value.marks[1], [] if kind in one.serves else sorted(one.serves))
        for one in draft.levels
    ]
    fitting = [one for one in sets if one[0].startswith(traits.levels)] or sets
    none: tuple[str, int, list[str]] = (f"{traits.levels}-{traits.marks}", traits.marks, [])
    name, marks, skills = min(fitting, key=lambda one: abs(one[1] - traits.marks), default=none)
    return replace(traits, levels=name, marks=marks, skill=next(iter(skills), ""))


def _indented(item: str, before: str) -> str:
    """The item's lines, indented as the first item in the text before is, or by two spaces."""
    found = re.search(r"^( *)- +\S", before.partition("questions:")[2], re.MULTILINE)
    indent = found[1] if found else "  "
    return "".join(f"{indent}{line}\n" for line in item.splitlines())


def _line_of(path: Path, text: str, id: str) -> int:
    """The line, from 1, at which the item will stand in the text that is to replace the file at `path`.

    The text is read before anything is replaced. Raises InvalidInput where it is not YAML, or where the item is not one
    of its questions, because something else follows them.
    """
    file = read_yaml(path, text.removeprefix("\ufeff"))
    entries = file.data.get("questions") if isinstance(file.data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and entry.get("id") == id:
            return file.place("questions", index).line
    what = "A question cannot be added at the end of this file."
    raise InvalidInput(
        [Problem(Place(shown(path)), what, "Let ‘questions:’ be the last thing in it, one item a dash.")]
    )
