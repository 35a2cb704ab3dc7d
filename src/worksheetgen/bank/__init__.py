"""YAML files to units: read, checked as a whole, every problem of every file reported at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from worksheetgen.bank import checks, reading
from worksheetgen.bank.schema import (
    GlossaryFile,
    LevelsFile,
    QuestionsFile,
    SourcesFile,
    UnitFile,
)
from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.model.bank import Term, Topic, Unit
from worksheetgen.yaml_file import YamlFile, read_yaml, validate

__all__ = ["digest", "load_units", "schema"]

UNIT_FILE = "unit.yaml"
T = TypeVar("T")


def load_units(roots: Iterable[Path]) -> tuple[Unit, ...]:
    """Every unit of the folders, each of them a unit or a folder of units, sorted by id.

    Raises InvalidInput with every problem of every file.
    """
    problems: list[Problem] = []
    units = [unit for folder in unit_folders(roots) for unit in _load(folder, problems)]
    if problems:
        raise InvalidInput(problems)
    return tuple(sorted(units, key=lambda unit: unit.id))


def unit_folders(roots: Iterable[Path]) -> list[Path]:
    """The unit folders in or below the roots, in order."""
    found = [
        folder
        for root in roots
        for folder in ([root] if (root / UNIT_FILE).is_file() else sorted(root.iterdir()))
        if (folder / UNIT_FILE).is_file()
    ]
    return list(dict.fromkeys(found))


def digest(roots: Iterable[Path]) -> str:
    """What the units hold, in hexadecimal digits: names and contents of their files, blueprints left out."""
    hasher = sha256()
    for folder in unit_folders(roots):
        for path in sorted(
            (*folder.glob("*.*"), *folder.glob("sources/*.yaml"), *folder.glob("questions/*.yaml"))
        ):
            content = path.read_bytes()
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            hasher.update(f"{len(name)}:{name}{len(content)}:".encode() + content)
    return hasher.hexdigest()


def schema() -> dict[str, Any]:
    """The JSON Schema of a questions file."""
    return QuestionsFile.model_json_schema()


class _Files:
    """A unit folder's files, read one by one, their problems collected."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder, self.problems = folder, problems

    def one(self, name: str, model: type[T], build: Callable[[T, YamlFile], Any], default: Any) -> Any:
        """What one file says; the default where it is not there or not usable."""
        path = self.folder / name
        return self._read(path, model, build, default) if path.is_file() else default

    def many(self, pattern: str, model: type[T], build: Callable[[T, YamlFile], Sequence[Any]]) -> list[Any]:
        """What all files of a pattern say."""
        paths = sorted(self.folder.glob(pattern))
        return [value for path in paths for value in self._read(path, model, build, ())]

    def _read(self, path: Path, model: type[T], build: Callable[[T, YamlFile], Any], default: Any) -> Any:
        try:
            file = read_yaml(path)
            return build(validate(model, file), file)
        except InvalidInput as error:
            self.problems += error.problems
            return default


def _load(folder: Path, problems: list[Problem]) -> Iterator[Unit]:
    """The unit in a folder, and its problems; no unit where unit.yaml itself cannot be used."""
    files = _Files(folder, problems)
    head: tuple[UnitFile, YamlFile] | None = files.one(
        UNIT_FILE, UnitFile, lambda unit, file: (unit, file), None
    )
    glossary = files.one("glossary.yaml", GlossaryFile, lambda terms, file: (terms, file), None)
    levels = files.one("levels.yaml", LevelsFile, lambda sets, file: (sets, file), None)
    sets = {name: reading.level_set(entries) for name, entries in levels[0].items()} if levels else {}
    sources = files.many(
        "sources/*.yaml",
        SourcesFile,
        lambda entries, file: [reading.source(entry, file.place(at)) for at, entry in enumerate(entries)],
    )
    asked = files.many(
        "questions/*.yaml",
        QuestionsFile,
        lambda read, file: [
            checks.Asked(
                reading.question(entry, folder.name, read.qualification, sets, file.place("questions", at)),
                entry,
                file,
                at,
            )
            for at, entry in enumerate(read.questions)
        ],
    )
    if head is None:
        return
    unit = Unit(
        id=folder.name,
        title=head[0].title,
        subject=head[0].subject,
        attribution=head[0].attribution,
        focus_questions=tuple(head[0].focus_questions),
        content_warning=head[0].content_warning,
        corrections=tuple((slip.found, slip.printed) for slip in head[0].corrections),
        topics=tuple(Topic(topic.id, topic.title) for topic in head[0].topics),
        text=_paragraphs(folder / "text.md"),
        glossary=tuple(Term(entry.term, entry.meaning) for entry in (glossary[0] if glossary else ())),
        sources=tuple(sources),
        questions=tuple(sorted((one.question for one in asked), key=lambda question: question.id)),
    )
    problems += checks.problems_of(checks.Bank(unit, tuple(asked), sets, levels[1] if levels else None))
    yield unit


def _paragraphs(path: Path) -> tuple[str, ...]:
    """The class text's paragraphs: blocks of lines between blank ones."""
    if not path.is_file():
        return ()
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return tuple(" ".join(block.split()) for block in blocks if block.strip())
