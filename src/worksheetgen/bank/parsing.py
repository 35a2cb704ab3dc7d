"""A unit's folder to a draft: everything that its files say, entry by entry, as far as each can be used.

A draft leaves out what is broken but knows the names of it, so that one slip is reported once and hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from worksheetgen.bank.files import GLOSSARY_FILE, LEVELS_FILE, TEXT_FILE, UNIT_FILE, unit_files
from worksheetgen.bank.schema import (
    InParts,
    LevelEntry,
    QuestionEntry,
    QuestionsHead,
    SourceEntry,
    TermEntry,
    UnitFile,
    model_for,
)
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.kinds.entries import PartEntry
from worksheetgen.yaml_file import LocatedEntry, YamlFile, read_text, read_yaml, shown, validate

EntryT = TypeVar("EntryT", bound=BaseModel)


@dataclass(frozen=True)
class LocatedQuestion(LocatedEntry[QuestionEntry]):
    """A question's entry, with its file's qualification."""

    qualification: str

    def parts(self) -> tuple[LocatedEntry[PartEntry], ...]:
        """Its parts; a plain question is its own."""
        match self.value:
            case InParts(parts=parts):
                return tuple(
                    LocatedEntry(part, self.file, (*self.at, "parts", index))
                    for index, part in enumerate(parts)
                )
            case PartEntry():
                return (LocatedEntry(self.value, self.file, self.at),)
        return ()


@dataclass(frozen=True)
class DeclaredNames:
    """The names of one sort, each with its place; not `whole` where a file of them could not be read."""

    sort: str
    given: tuple[tuple[str, Place], ...]
    whole: bool

    @cached_property
    def known(self) -> frozenset[str]:
        """The names alone."""
        return frozenset(name for name, _ in self.given)

    def __contains__(self, name: str) -> bool:
        """Whether the name is given, as far as can be told."""
        return not self.whole or name in self.known


@dataclass(frozen=True)
class ParsedUnit:
    """What a unit's folder says; `text` has each paragraph with its place, `head` is None where unit.yaml fails."""

    id: str
    head: LocatedEntry[UnitFile] | None
    text: tuple[tuple[str, Place], ...]
    terms: tuple[LocatedEntry[TermEntry], ...]
    levels: tuple[tuple[str, tuple[LocatedEntry[LevelEntry], ...]], ...]
    sources: tuple[LocatedEntry[SourceEntry], ...]
    questions: tuple[LocatedQuestion, ...]
    topic_names: DeclaredNames
    term_names: DeclaredNames
    level_names: DeclaredNames
    source_names: DeclaredNames
    question_names: DeclaredNames
    files: tuple[YamlFile, ...]
    problems: tuple[Problem, ...]
    folder: Path

    @property
    def place(self) -> Place:
        """Where the unit begins."""
        return Place(shown(self.folder / UNIT_FILE), 1, 1)

    def picture(self, name: str) -> Path:
        """The file of a source's picture."""
        return self.folder / "sources" / name


def parse_unit(folder: Path) -> ParsedUnit:
    """Everything that a unit's folder says, and every problem within its entries."""
    return _Folder(folder).draft()


class _Folder:
    """Reads a folder's files and collects problems as it goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.files: dict[Path, YamlFile | None] = {
            path: self._file(path) for path in unit_files(folder) if path.suffix == ".yaml"
        }

    def draft(self) -> ParsedUnit:
        """The whole of it."""
        unit, glossary = self._named(UNIT_FILE), self._named(GLOSSARY_FILE)
        levels, sources, questions = (
            self._named(LEVELS_FILE),
            self._within("sources"),
            self._within("questions"),
        )
        self._strays()
        return ParsedUnit(
            id=self.folder.resolve().name,
            head=next(self._heads(unit), None),
            text=self._text(),
            terms=tuple(self._list(TermEntry, glossary)),
            levels=tuple(self._levels(levels)),
            sources=tuple(self._list(SourceEntry, sources)),
            questions=tuple(self._questions(questions)),
            topic_names=_names("topic", unit, "id", "topics"),
            term_names=_names("glossary term", glossary, "term"),
            level_names=_keys("set of levels", levels),
            source_names=_names("source", sources, "id"),
            question_names=_names("question", questions, "id", "questions"),
            files=tuple(file for file in self.files.values() if file),
            problems=tuple(self.problems),
            folder=self.folder,
        )

    # ---- files

    def _file(self, path: Path) -> YamlFile | None:
        try:
            file = read_yaml(path)
        except InvalidInput as error:
            self.problems += error.problems
            return None
        self.problems += [problem for _, problem in file.problems]
        return file

    def _named(self, name: str) -> list[YamlFile | None]:
        return [file for path, file in self.files.items() if path == self.folder / name]

    def _within(self, folder: str) -> list[YamlFile | None]:
        return [file for path, file in self.files.items() if path.parent == self.folder / folder]

    def _strays(self) -> None:
        """Files that look like the unit's and would be passed over in silence."""
        for path in sorted(self.folder.rglob("*.yml")):
            what = "Files that end in .yml are not read."
            self.problems.append(Problem(Place(shown(path)), what, "Rename it to end in .yaml."))

    def _text(self) -> tuple[tuple[str, Place], ...]:
        """The class text's paragraphs: what stands between blank lines."""
        name = shown(self.folder / TEXT_FILE)
        try:
            text = read_text(self.folder / TEXT_FILE)
        except InvalidInput as error:
            self.problems += error.problems
            return ()
        found = [
            (" ".join(block[0].split()), Place(name, text.count("\n", 0, block.start()) + 1, 1))
            for block in re.finditer(r"\S.*(\n.*\S.*)*", text)
        ]
        if not found:
            self.problems.append(Problem(Place(name), "The file is empty.", "Write the class text into it."))
        return tuple(found)

    # ---- entries

    def _check(self, model: type[EntryT], file: YamlFile, *at: str | int) -> EntryT | None:
        try:
            return validate(model, file, *at)
        except InvalidInput as error:
            self.problems += error.problems
            return None

    def _heads(self, files: list[YamlFile | None]) -> Iterator[LocatedEntry[UnitFile]]:
        for file in filter(None, files):
            if head := self._check(UnitFile, file):
                yield LocatedEntry(head, file, ())

    def _list(self, model: type[EntryT], files: list[YamlFile | None]) -> Iterator[LocatedEntry[EntryT]]:
        """The entries of files that are lists."""
        for file in filter(None, files):
            if not isinstance(file.data, list):
                what = "The file must be a list."
                self.problems.append(Problem(file.place(), what, "Begin each entry with a dash."))
            yield from self._entries(model, file)

    def _entries(self, model: type[EntryT], file: YamlFile, *at: str | int) -> Iterator[LocatedEntry[EntryT]]:
        for index in _indices(file, *at):
            if entry := self._check(model, file, *at, index):
                yield LocatedEntry(entry, file, (*at, index))

    def _levels(
        self, files: list[YamlFile | None]
    ) -> Iterator[tuple[str, tuple[LocatedEntry[LevelEntry], ...]]]:
        """The level sets of which every level can be used."""
        for file in filter(None, files):
            if not isinstance(file.data, dict):
                what = "The file must have named sets of levels."
                self.problems.append(Problem(file.place(), what, "Begin each set with a line ‘how-far-12:’."))
            for name, _ in _keys("", [file]).given:
                levels = tuple(self._entries(LevelEntry, file, name))
                if not _indices(file, name):
                    what = f"‘{name}’ must be a list of levels."
                    remedy = "Write the highest first: - {level: 2, marks: 3-4, descriptor: …}"
                    self.problems.append(Problem(file.place(name), what, remedy))
                elif len(levels) == len(_indices(file, name)):
                    yield name, levels

    def _questions(self, files: list[YamlFile | None]) -> Iterator[LocatedQuestion]:
        for file in filter(None, files):
            head = self._check(QuestionsHead, file)
            for index in _indices(file, "questions"):
                at = ("questions", index)
                if entry := self._check(model_for(file.value(*at)), file, *at):
                    yield LocatedQuestion(entry, file, at, head.qualification if head else "")


def _indices(file: YamlFile, *at: str | int) -> range:
    """The positions of a list, none where there is no list."""
    try:
        found = file.value(*at)
    except (LookupError, TypeError):
        return range(0)
    return range(len(found)) if isinstance(found, list) else range(0)


def _names(sort: str, files: list[YamlFile | None], field: str, *at: str) -> DeclaredNames:
    """What the entries of lists are called, be they right otherwise or not."""
    given: list[tuple[str, Place]] = []
    for file in filter(None, files):
        for index in _indices(file, *at):
            entry = file.value(*at, index)
            if isinstance(entry, dict) and isinstance(entry.get(field), str):
                given.append((entry[field], file.place(*at, index, field)))
    return DeclaredNames(sort, tuple(given), None not in files)


def _keys(sort: str, files: list[YamlFile | None]) -> DeclaredNames:
    """The names of a file's fields."""
    given = [
        (name, file.key_place(name))
        for file in filter(None, files)
        if isinstance(file.data, dict)
        for name in file.data
    ]
    return DeclaredNames(sort, tuple(given), None not in files)
