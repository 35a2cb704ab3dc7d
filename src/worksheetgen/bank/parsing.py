"""A unit's folder to a ParsedUnit: everything that its files say, entry by entry, as far as each can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from worksheetgen.bank.files import GLOSSARY_FILE, LEVELS_FILE, TEXT_FILE, UNIT_FILE, unit_files
from worksheetgen.bank.parsed import DeclaredNames, LocatedQuestion, ParsedLevels, ParsedUnit
from worksheetgen.bank.question_entries import QuestionsHead, model_for
from worksheetgen.bank.unit_entries import LevelEntry, LevelSetEntry, SourceEntry, TermEntry, UnitFile
from worksheetgen.errors import InvalidInput, Place, Problem, Told, shown
from worksheetgen.kinds.entries import IMPORTED
from worksheetgen.letters import tidied
from worksheetgen.model.text import LONGEST_TEXT
from worksheetgen.yaml_file import LocatedEntry, YamlFile, read_text, read_yaml, validate
from worksheetgen.yaml_file.fields import ID_PATTERN

_OWN_NAMES = frozenset({UNIT_FILE, TEXT_FILE, GLOSSARY_FILE, LEVELS_FILE})
_MISNAMED = re.compile(r"\.yml$|(\.yaml|\.yml|\.md)\.(?:txt|yaml|yml|md|docx?|rtf)$")
"""How files end that are meant for the unit's: an editor of Windows adds .txt, and shows no ending."""
EntryT = TypeVar("EntryT", bound=BaseModel)
"""The model of a file's entries."""


def parse_unit(folder: Path) -> ParsedUnit:
    """Everything that a unit's folder says, and every problem of its files and of each entry for itself.

    Problems are collected and not raised: a folder without any file gives a unit without a head.
    """
    return _Folder(folder).draft()


class _Folder:
    """Reads a folder's files and collects problems as it goes.

    `files` has every YAML file of the unit by its path, None for one that cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: Told[Problem] = Told()
        self.files: dict[Path, YamlFile | None] = {
            path: self._file(path) for path in unit_files(folder) if path.suffix == ".yaml"
        }

    def draft(self) -> ParsedUnit:
        """Everything that the folder says. The problems are taken last, as every other step may add some."""
        unit, glossary = self._named(UNIT_FILE), self._named(GLOSSARY_FILE)
        levels = self._named(LEVELS_FILE)
        sources, questions = self._within("sources"), self._within("questions")
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
        """The file as data, None where it cannot be read; what is wrong with it is noted."""
        try:
            file = read_yaml(path)
        except InvalidInput as error:
            self.problems += error.problems
            return None
        self.problems += [problem for _, problem in file.problems]
        return file

    def _named(self, name: str) -> list[YamlFile | None]:
        """The file of that name, as a list of one; [] where there is none."""
        return [file for path, file in self.files.items() if path == self.folder / name]

    def _within(self, folder: str) -> list[YamlFile | None]:
        """The files of a subfolder, in order of name."""
        return [file for path, file in self.files.items() if path.parent == self.folder / folder]

    def _strays(self) -> None:
        """Note files that look like the unit's and would be passed over in silence."""
        for path in sorted(self.folder.rglob("*")):
            if found := _MISNAMED.search(path.name.casefold()):
                what = f"Files that end in {found[0]} are not read."
                remedy = f"Rename it to end in {'.md' if found[1] == '.md' else '.yaml'}."
                hidden = " Windows may hide the last ending." if found[1] else ""
                self.problems.append(Problem(Place(shown(path)), what, remedy + hidden))
            elif (right := _in_small_letters(path, self.folder)) != path.name:
                what = (
                    f"Capitals count in the name of a file, and ‘{path.name}’ is not read on every computer."
                )
                self.problems.append(Problem(Place(shown(path)), what, f"Rename it to {right}."))

    def _text(self) -> tuple[tuple[str, Place], ...]:
        """The class text's paragraphs, each with the place of its line: what stands between blank lines.

        Line ends within a paragraph, and any other white space, become single spaces. A unit without the file has none.
        """
        name = shown(self.folder / TEXT_FILE)
        if not (self.folder / TEXT_FILE).exists():
            return ()
        try:
            text = read_text(self.folder / TEXT_FILE)
        except InvalidInput as error:
            self.problems += error.problems
            return ()
        if len(text) > LONGEST_TEXT:
            what = f"The text has more than {LONGEST_TEXT:,} characters, which is more than a thick book."
            self.problems.append(Problem(Place(name), what, "Keep the pages that the class reads."))
            return ()
        found = [
            (" ".join(tidied(block[0]).split()), Place(name, text.count("\n", 0, block.start()) + 1, 1))
            for block in re.finditer(r"\S.*(\n.*\S.*)*", text)
        ]
        if not found:
            self.problems.append(
                Problem(
                    Place(name), "The file is empty.", "Write the class text into it, or delete the file."
                )
            )
        return tuple(found)

    # ---- entries

    def _check(self, model: type[EntryT], file: YamlFile, *at: str | int, **context: bool) -> EntryT | None:
        """The entry at a location as the model, None where it is broken; what is wrong with it is noted."""
        if self.problems.full:
            return None
        try:
            return validate(model, file, *at, context=context)
        except InvalidInput as error:
            self.problems += error.problems
            return None

    def _heads(self, files: list[YamlFile | None]) -> Iterator[LocatedEntry[UnitFile]]:
        """The content of each file that is whole as unit.yaml: of a list of at most one."""
        for file in filter(None, files):
            if head := self._check(UnitFile, file):
                yield LocatedEntry(head, file, ())

    def _list(self, model: type[EntryT], files: list[YamlFile | None]) -> Iterator[LocatedEntry[EntryT]]:
        """The entries of files that are lists as a whole: of glossary.yaml, or of all files of sources."""
        for file in filter(None, files):
            if not isinstance(file.data, list):
                what = "The file must be a list."
                self.problems.append(Problem(file.place(), what, "Begin each entry with a dash."))
            yield from self._entries(model, file)

    def _entries(self, model: type[EntryT], file: YamlFile, *at: str | int) -> Iterator[LocatedEntry[EntryT]]:
        """The whole entries of the list at a location; each is checked alone, so that one hides no other."""
        for index in _indices(file, *at):
            if entry := self._check(model, file, *at, index):
                yield LocatedEntry(entry, file, (*at, index))

    def _levels(self, files: list[YamlFile | None]) -> Iterator[ParsedLevels]:
        """The sets of levels of which every level can be used.

        A set is a list of levels, or has such a list beside what it serves.
        """
        for file in filter(None, files):
            if not isinstance(file.data, dict):
                what = "The file must have named sets of levels."
                self.problems.append(Problem(file.place(), what, "Begin each set with a line ‘how-far-12:’."))
            for name, _ in _keys("", [file]).given:
                if isinstance(file.value(name), dict):
                    if entry := self._check(LevelSetEntry, file, name):
                        within = enumerate(entry.levels)
                        located = (LocatedEntry(one, file, (name, "levels", index)) for index, one in within)
                        yield ParsedLevels(name, frozenset(entry.serves), tuple(located))
                    continue
                levels = tuple(self._entries(LevelEntry, file, name))
                if not _indices(file, name):
                    what = f"‘{name}’ must be a list of levels."
                    remedy = "Write the highest first: - {level: 2, marks: 3-4, descriptor: …}"
                    self.problems.append(Problem(file.place(name), what, remedy))
                elif len(levels) == len(_indices(file, name)):
                    yield ParsedLevels(name, frozenset(), levels)

    def _questions(self, files: list[YamlFile | None]) -> Iterator[LocatedQuestion]:
        """The whole questions of all files, each checked by the model of its kind."""
        for file in filter(None, files):
            head = self._check(QuestionsHead, file)
            for index in _indices(file, "questions"):
                at = ("questions", index)
                raw = file.value(*at)
                known = {IMPORTED: isinstance(raw, dict) and "origin" in raw}
                if entry := self._check(model_for(raw), file, *at, **known):
                    yield LocatedQuestion(entry, file, at, head.qualification if head else "")


def _list(file: YamlFile, *at: str | int) -> list[Any] | None:
    """The list at a location of the raw data, None where there is none."""
    try:
        found = file.value(*at)
    except (LookupError, TypeError):
        return None
    return found if isinstance(found, list) else None


def _indices(file: YamlFile, *at: str | int) -> range:
    """The positions of the list at a location of the raw data; none where there is no list."""
    return range(len(_list(file, *at) or ()))


def _names(sort: str, files: list[YamlFile | None], field: str, *at: str) -> DeclaredNames:
    """What the entries of the lists at one location of each file are called, be they right otherwise or not.

    `sort` is the word for such an entry in messages, `field` the field that has its name: "id", "term". None
    among the files is one that could not be read. Where one has no such list, or an entry no name of its own, the
    names are not whole: whatever refers to the one that is meant would be called wrong, all over the bank.
    """
    given: list[tuple[str, Place]] = []
    whole = None not in files
    for file in filter(None, files):
        entries = _list(file, *at)
        whole &= entries is not None
        for index, entry in enumerate(entries or ()):
            name = entry.get(field) if isinstance(entry, dict) else None
            if isinstance(name, str):
                given.append((name, file.place(*at, index, field)))
            whole &= isinstance(name, str) and (field != "id" or bool(re.fullmatch(ID_PATTERN, name)))
    return DeclaredNames(sort, tuple(given), whole and len({name for name, _ in given}) == len(given))


def _keys(sort: str, files: list[YamlFile | None]) -> DeclaredNames:
    """The names of the files' own fields; `sort` is the word for one in messages."""
    given = [
        (name, file.key_place(name))
        for file in filter(None, files)
        if isinstance(file.data, dict)
        for name in file.data
    ]
    return DeclaredNames(sort, tuple(given), None not in files)


def _in_small_letters(path: Path, folder: Path) -> str:
    """The name of a file in the unit’s folder as it would be read: `Text.md` and `More.YAML` are not."""
    lower = path.name.casefold()
    if path.parent == folder and lower in _OWN_NAMES:
        return lower
    return f"{path.stem}.yaml" if lower.endswith(".yaml") else path.name
