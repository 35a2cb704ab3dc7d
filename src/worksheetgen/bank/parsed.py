"""A unit as its files say it, entry by entry: what the rules of `checks` go through.

A broken entry is left out, but its name is known. So one slip is reported once: the rules go through the entries that
are whole, and do not call a name unknown because the entry that bears it is broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from worksheetgen.bank.files import TEXT_FILE, UNIT_FILE
from worksheetgen.bank.question_entries import InParts, QuestionEntry
from worksheetgen.bank.unit_entries import LevelEntry, SourceEntry, TermEntry, UnitFile
from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.kinds.entries import PartEntry
from worksheetgen.model.image import Image
from worksheetgen.pictures import picture_or_error
from worksheetgen.value import Value
from worksheetgen.yaml_file import LocatedEntry, YamlFile


class LocatedQuestion(LocatedEntry[QuestionEntry]):
    """A question's entry, with the qualification that its file names, "" where the file's head is broken."""

    qualification: str

    def parts(self) -> tuple[LocatedEntry[PartEntry], ...]:
        """The parts of a question in parts; a plain question is its own and only part, at the same place."""
        match self.value:
            case InParts(parts=parts):
                return tuple(
                    LocatedEntry(part, self.file, (*self.at, "parts", index))
                    for index, part in enumerate(parts)
                )
            case PartEntry():
                return (LocatedEntry(self.value, self.file, self.at),)
        return ()


class DeclaredNames(Value):
    """All names of one sort that a unit's files give, those of broken entries too.

    `sort` is the word for one of them in messages ("topic"). `given` has each name with its place, in the
    order of the files, twice if it stands twice. `whole` is false where a file of them could not be read, or an
    entry has no name that can be used: then any name may be meant there, and none is unknown.
    """

    sort: str
    given: tuple[tuple[str, Place], ...]
    whole: bool

    @cached_property
    def known(self) -> frozenset[str]:
        """The names that could be read, without their places."""
        return frozenset(name for name, _ in self.given)

    def __contains__(self, name: str) -> bool:
        """Whether the name is given; where a file could not be read, it may be, and the answer is yes."""
        return not self.whole or name in self.known


class ParsedLevels(Value):
    """A set of levels in which every level is whole; `serves` are skills, none where any question may refer to it."""

    name: str
    serves: frozenset[str]
    levels: tuple[LocatedEntry[LevelEntry], ...]


class ParsedUnit(Value):
    """What a unit's folder says, without the entries that are broken.

    `id` is the folder's name. `head` is unit.yaml, None where it is broken. `text` has each paragraph of the
    class text, its white space single, with its place. `levels` has the sets of levels that can be used. The five
    `…_names` have the names of broken entries too. `files` are the YAML files that could be read; `problems` is what is
    wrong with files and with entries each for itself, before any rule of `checks`.
    """

    id: str
    head: LocatedEntry[UnitFile] | None
    text: tuple[tuple[str, Place], ...]
    terms: tuple[LocatedEntry[TermEntry], ...]
    levels: tuple[ParsedLevels, ...]
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
    def text_file(self) -> Path:
        """Where its text stands, or would."""
        return self.folder / TEXT_FILE

    @property
    def place(self) -> Place:
        """The beginning of unit.yaml, for what concerns the unit as a whole."""
        return Place(shown(self.folder / UNIT_FILE), 1, 1)

    @cached_property
    def enemy_names(self) -> DeclaredNames:
        """What a question may name as an enemy: questions, and sources for all questions that rest on them."""
        questions, sources = self.question_names, self.source_names
        given = (*questions.given, *sources.given)
        return DeclaredNames(questions.sort, given, questions.whole and sources.whole)

    @cached_property
    def pictures(self) -> Mapping[str, Image | InvalidInput]:
        """Each picture that a source names, by its file's name, or what is wrong with the file.

        Pictures lie beside the sources. A file is read once, for the checks and for the bank's values.
        """
        named = {one.value.picture.file for one in self.sources if one.value.picture}
        return {name: picture_or_error(self.folder / "sources" / name) for name in sorted(named)}

    @property
    def images(self) -> Mapping[str, Image]:
        """The pictures with which nothing is wrong, by the name of the file."""
        return {name: found for name, found in self.pictures.items() if isinstance(found, Image)}
