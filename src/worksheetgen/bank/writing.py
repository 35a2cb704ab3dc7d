"""A kind of question to a commented item in a unit's questions file, well-formed and still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from worksheetgen.bank.parsing import ParsedUnit, parse_unit
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Kind
from worksheetgen.yaml_file import one_of, read_yaml, shown

SKELETONS = Path(__file__).parent / "skeletons"


@dataclass(frozen=True)
class Sketch:
    """How a new item of a kind begins: its skeleton, marks, spaces, and the set of levels that it looks for."""

    body: str
    marks: int
    spaces: int = 1
    levels: str = ""


SKETCHES: Mapping[Kind, Sketch] = {
    Kind.MULTIPLE_CHOICE: Sketch("multiple-choice", 1),
    Kind.TRUE_FALSE: Sketch("true-false", 2),
    Kind.MATCHING: Sketch("matching", 3),
    Kind.ORDERING: Sketch("ordering", 3),
    Kind.GAP_FILL: Sketch("gap-fill", 2),
    Kind.TABLE_COMPLETION: Sketch("table-completion", 2),
    Kind.SHORT_ANSWER: Sketch("points", 2, spaces=2),
    Kind.DESCRIBE: Sketch("points", 2, spaces=2),
    Kind.EXPLAIN: Sketch("levels", 6, levels="explain"),
    Kind.ESSAY: Sketch("levels", 12, levels="how-far"),
    Kind.SOURCE_INFER: Sketch("points", 2, spaces=2),
    Kind.SOURCE_UTILITY: Sketch("levels", 8, levels="source-utility"),
    Kind.SOURCE_PURPOSE: Sketch("levels", 4, levels="purpose"),
    Kind.SOURCE_TONE: Sketch("levels", 4, levels="tone"),
    Kind.SOURCE_COMPARE: Sketch("levels", 4, levels="compare"),
    Kind.SOURCE_INTERPRETATION: Sketch("levels", 8, levels="convincing"),
}


def new_question(folder: Path, kind: Kind, topic: str) -> tuple[str, Place]:
    """Add an item of the kind at the end of `questions/TOPIC.yaml` of a unit's folder; its id and its place.

    Raises InvalidInput where the unit has no such topic, or where the file cannot be read or added to.
    """
    draft = parse_unit(folder)
    if topic not in draft.topic_names:
        what = f"The unit has no topic ‘{topic}’."
        raise InvalidInput(
            [Problem(Place(shown(folder)), what, one_of(topic, sorted(draft.topic_names.known)))]
        )
    path = folder / "questions" / f"{topic}.yaml"
    id = _next_id(draft, topic)
    before = path.read_text(encoding="utf-8") if path.exists() else _beginning(draft)
    after = f"{before.rstrip()}\n{_indented(_item(draft, kind, topic, id), before)}"
    line = _line_of(path, after, id)
    path.parent.mkdir(exist_ok=True)
    path.write_text(after, encoding="utf-8")
    return id, Place(shown(path), line, 1)


def _next_id(draft: ParsedUnit, topic: str) -> str:
    """The topic and the first number that no question of it has."""
    taken = [re.fullmatch(rf"{re.escape(topic)}-(\d+)", id) for id in draft.question_names.known]
    number = max((int(found[1]) for found in taken if found), default=0) + 1
    return f"{topic}-{number:02d}"


def _beginning(draft: ParsedUnit) -> str:
    qualifications = [question.qualification for question in draft.questions]
    return f"qualification: {qualifications[0] if qualifications else 'GCSE'}\nquestions:\n"


def _item(draft: ParsedUnit, kind: Kind, topic: str, id: str) -> str:
    sketch = SKETCHES[kind]
    levels, marks = _levels(draft, sketch) if sketch.levels else ("", sketch.marks)
    on_source = kind.value.startswith("source-")
    sources = sorted(draft.source_names.known)
    foot = "foot-written" if sketch.body in ("points", "levels") else "foot"
    pieces = ("head", *(("source",) if on_source else ()), sketch.body, foot)
    return "".join((SKELETONS / f"{piece}.txt").read_text(encoding="utf-8") for piece in pieces).format(
        id=id,
        kind=kind,
        topic=topic,
        marks=marks,
        minutes=marks,
        objective="AO4" if kind is Kind.SOURCE_INTERPRETATION else "AO3" if on_source else "AO1",
        paragraph="" if on_source or not draft.text else 1,
        source=sources[0] if sources else "‹a source’s id›",
        known=", ".join(sources) or "none yet",
        spaces=sketch.spaces,
        levels=levels,
    )


def _levels(draft: ParsedUnit, sketch: Sketch) -> tuple[str, int]:
    """The unit's set of levels that fits best, and its highest mark."""
    sets = [(name, levels[0].value.marks[1]) for name, levels in draft.levels if levels]
    fitting = [one for one in sets if one[0].startswith(sketch.levels)] or sets
    best = min(fitting, key=lambda one: abs(one[1] - sketch.marks), default=None)
    return best or (f"{sketch.levels}-{sketch.marks}", sketch.marks)


def _indented(item: str, before: str) -> str:
    """The item as far in as those that are there."""
    found = re.search(r"^( *)- +\S", before.partition("questions:")[2], re.MULTILINE)
    indent = found[1] if found else "  "
    return "".join(f"{indent}{line}\n" for line in item.splitlines())


def _line_of(path: Path, text: str, id: str) -> int:
    """Where the item will stand: the new text is read back before anything is replaced."""
    with TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_text(text, encoding="utf-8")
        file = read_yaml(trial)
    entries = file.data.get("questions") if isinstance(file.data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and entry.get("id") == id:
            return file.place("questions", index).line
    what = "A question cannot be added at the end of this file."
    raise InvalidInput(
        [Problem(Place(shown(path)), what, "Let ‘questions:’ be the last thing in it, one item a dash.")]
    )
