"""Questions that a sheet adds or changes to the new content of a unit's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from worksheetgen.bank.beginning import slug_of
from worksheetgen.bank.editing import edited_list
from worksheetgen.bank.files import UNIT_FILE
from worksheetgen.bank.parsed import LocatedQuestion, ParsedUnit
from worksheetgen.bank.writing import questions_head
from worksheetgen.errors import shown
from worksheetgen.system.names import file_name


def changed_files(
    draft: ParsedUnit, entries: Sequence[LocatedQuestion], topics: Mapping[str, str]
) -> dict[Path, bytes]:
    """The new content of every file of the unit that changes, by its path.

    `entries` take the places of the unit's questions of the same ids, or are added; `topics` are the titles of new ones
    by their ids.
    """
    old = {question.value.id: question for question in draft.questions}
    changes: dict[Path, tuple[dict[int, Mapping[str, Any]], list[Mapping[str, Any]]]] = {}
    heads: dict[Path, str] = {}
    for entry in entries:
        data, was = entry.file.value(*entry.at), old.get(entry.value.id)
        path = _path_of(draft, was) if was else _path_for(draft, entry)
        replaced, added = changes.setdefault(path, ({}, []))
        if was:
            replaced[int(was.at[-1])] = data
        else:
            added.append(data)
        if path not in heads:
            heads[path] = questions_head(draft, path.parent, entry.qualification)
    files = {
        path: edited_list(path, ("questions",), replaced, added, heads[path])
        for path, (replaced, added) in changes.items()
    }
    if topics:
        path = draft.folder / UNIT_FILE
        named = [{"id": id, "title": title} for id, title in topics.items()]
        files[path] = edited_list(path, ("topics",), {}, named, "", flow=True)
    return files


def _path_of(draft: ParsedUnit, question: LocatedQuestion) -> Path:
    """The file that a question of the bank stands in."""
    return draft.folder / "questions" / Path(question.file.name).name


def _path_for(draft: ParsedUnit, entry: LocatedQuestion) -> Path:
    """The file that a new question goes into: that of its main topic and qualification."""
    folder, topic = draft.folder / "questions", entry.value.topics[0]
    heads = {file.name: file.data.get("qualification") for file in draft.files if isinstance(file.data, dict)}
    path = folder / file_name(f"{topic}.yaml")
    if heads.get(shown(path), entry.qualification) == entry.qualification:
        return path
    return folder / f"{topic}-{slug_of(entry.qualification)}.yaml"
