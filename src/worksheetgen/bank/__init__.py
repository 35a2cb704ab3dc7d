"""YAML files to units: read, checked as a whole, every problem of every file reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from worksheetgen.bank import reading
from worksheetgen.bank.checks import problems_of
from worksheetgen.bank.drafts import FOLDERS, TEXT_FILE, UNIT_FILE, Draft, read_draft, unit_files
from worksheetgen.bank.schema import UnitFile, schema
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Term, Topic, Unit
from worksheetgen.yaml_file import shown

__all__ = ["digest", "load_units", "schema"]


def load_units(roots: Iterable[Path]) -> tuple[Unit, ...]:
    """Every unit of the roots, each of them a unit's folder or a folder of such, sorted by id.

    Raises InvalidInput with every problem of every file.
    """
    roots = tuple(roots)
    folders = unit_folders(roots)
    drafts = [read_draft(folder) for folder in folders]
    problems = [*_folders_are_units(roots), *_ids_are_unique(folders)]
    for draft in drafts:
        problems += (*draft.problems, *problems_of(draft))
    units = [_unit(draft, draft.head) for draft in drafts if draft.head and not problems]
    if problems:
        raise InvalidInput(problems)
    return tuple(sorted(units, key=lambda unit: unit.id))


def digest(roots: Iterable[Path]) -> str:
    """What the units are read from, in hexadecimal digits: names and contents of their files, in order of name.

    Blueprints, notes and whatever else lies in the folders do not count.
    """
    hasher = sha256()
    for folder in sorted(unit_folders(roots), key=lambda folder: folder.resolve().name):
        for path in unit_files(folder):
            name = f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}"
            content = path.read_bytes()
            hasher.update(f"{len(name)}:{name}{len(content)}:".encode() + content)
    return hasher.hexdigest()


def unit_folders(roots: Iterable[Path]) -> list[Path]:
    """The unit folders in the roots, or the roots that are one, each once."""
    found = [folder for root in roots for folder in _candidates(root) if (folder / UNIT_FILE).is_file()]
    return list({folder.resolve(): folder for folder in found}.values())


def _candidates(root: Path) -> list[Path]:
    if (root / UNIT_FILE).is_file() or not root.is_dir():
        return [root]
    return sorted(folder for folder in root.iterdir() if folder.is_dir())


def _folders_are_units(roots: Iterable[Path]) -> Iterator[Problem]:
    """A root is there, and no folder that holds questions or a text lacks its unit.yaml."""
    for root in roots:
        if not root.is_dir():
            yield Problem(
                Place(shown(root)), "There is no such folder.", "Check the name of the bank’s folder."
            )
        for folder in _candidates(root):
            meant = any((folder / name).exists() for name in (TEXT_FILE, *FOLDERS))
            if meant and not (folder / UNIT_FILE).is_file():
                what = "The folder looks like a unit, but has no unit.yaml."
                yield Problem(
                    Place(shown(folder)), what, "Add one with title, subject, attribution and topics."
                )


def _ids_are_unique(folders: Iterable[Path]) -> Iterator[Problem]:
    """No two units have the same name, whichever folder they lie in."""
    first: dict[str, Path] = {}
    for folder in folders:
        name = folder.resolve().name
        if name in first:
            what = f"There is already a unit ‘{name}’ in {shown(first[name])}."
            yield Problem(Place(shown(folder)), what, "Rename one of the two folders.")
        first.setdefault(name, folder)


def _unit(draft: Draft, head: UnitFile) -> Unit:
    """The unit of a draft in which nothing is wrong."""
    sets = {name: tuple(reading.level(one.value) for one in levels) for name, levels in draft.levels}
    questions = (
        reading.question(asked.value, draft.id, asked.qualification, sets, asked.place())
        for asked in draft.questions
    )
    return Unit(
        id=draft.id,
        title=head.title,
        subject=head.subject,
        attribution=head.attribution,
        focus_questions=head.focus_questions,
        content_warning=head.content_warning,
        corrections=tuple((slip.found, slip.printed) for slip in head.corrections),
        topics=tuple(Topic(topic.id, topic.title) for topic in head.topics),
        text=tuple(text for text, _ in draft.text),
        glossary=tuple(Term(term.value.term, term.value.meaning) for term in draft.terms),
        sources=tuple(reading.source(one.value, one.place()) for one in draft.sources),
        questions=tuple(sorted(questions, key=lambda question: question.id)),
    )
