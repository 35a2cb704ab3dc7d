"""What a run's record holds: the frozen values of manifest.json, a public contract (docs/manifest.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, NonNegativeInt, PositiveInt, TypeAdapter

from worksheetgen.model.bank import Tier
from worksheetgen.model.students import Print

MANIFEST_FILE = "manifest.json"
VERSION: Literal[3] = 3
DIGEST = b',\n  "digest": "'
"""What stands before the record's digest of itself, its last field."""


def _inside(file: str) -> str:
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or "\\" in file:
        raise ValueError("leads out of the run's folder")
    return file


StudentId = Annotated[str, Field(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,31}\z")]
RelativePath = Annotated[str, AfterValidator(_inside)]


@dataclass(frozen=True)
class Digests:
    """What the run was made from, in hexadecimal digits."""

    bank: str
    blueprint: str
    class_list: str
    theme: str


@dataclass(frozen=True)
class RecordedPart:
    """A part (a), (b), (c): bank option ids in printed order, and the key; None where levels are the key."""

    label: str
    marks: NonNegativeInt
    options: tuple[str, ...]
    answer: str | None


@dataclass(frozen=True)
class RecordedQuestion:
    """A question under its printed number; options and answer as of a part, or its `parts` have them.

    It carries `spag` marks more for spelling, punctuation and grammar.
    """

    number: PositiveInt
    id: str
    marks: NonNegativeInt
    options: tuple[str, ...]
    answer: str | None
    parts: tuple[RecordedPart, ...]
    spag: NonNegativeInt


@dataclass(frozen=True)
class RecordedStudent:
    """A student and that student's paper; `file` is relative to the manifest."""

    id: StudentId
    name: str
    tier: Tier
    print: Print
    extra_time: Annotated[int, Field(ge=0, le=100)]
    seat: str
    spare: bool
    form: str
    file: RelativePath
    pages: PositiveInt
    questions: tuple[RecordedQuestion, ...]


@dataclass(frozen=True)
class RecordedForm:
    """A parallel form: the ids of its questions, section by section."""

    form: str
    sections: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RecordedDraw:
    """What proved the draw, the steps it took besides the plain one, and the forms."""

    solver: str
    steps: tuple[str, ...]
    forms: tuple[RecordedForm, ...]


@dataclass(frozen=True)
class RecordedFile:
    """A file of the run as it was printed: its path relative to the manifest, and its SHA-256 in hexadecimal."""

    file: RelativePath
    sha256: Annotated[str, Field(pattern=r"\A[0-9a-f]{64}\z")]


@dataclass(frozen=True)
class Manifest:
    """A run: enough to print any paper of it again and to check every file.

    `digest` is the SHA-256 of all that stands before it in the file: a record that somebody edited is told from one
    that was printed.
    """

    __pydantic_config__ = ConfigDict(strict=True)

    version: Literal[3]
    program: str
    run: Annotated[str, Field(min_length=6, max_length=6)]
    seed: str
    blueprint: dict[str, JsonValue]
    digests: Digests
    class_name: Annotated[str, Field(alias="class")]
    draw: RecordedDraw
    students: tuple[RecordedStudent, ...]
    files: tuple[RecordedFile, ...]
    digest: str


CONTRACT = TypeAdapter(Manifest)
STUDENT = TypeAdapter(RecordedStudent)
RECORDED_FILE = TypeAdapter(RecordedFile)
