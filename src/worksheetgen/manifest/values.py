"""What a run's record holds: the frozen values of manifest.json, a public contract (docs/manifest.md).

They are dataclasses, not of `Value`, as pydantic reads and checks them and tells every mistake (`checking`). Who writes
a record needs nothing of it, so the rules of fields are said here in a way that asks for no import.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import PaperSort, Print
from worksheetgen.model.tier import Tier
from worksheetgen.system.names import leads_out

MANIFEST_FILE = "manifest.json"
VERSION: Literal[4] = 4
DIGEST = b',\n  "digest": "'
"""The bytes between the last field but one of a record and its digest of itself."""


class _Rule:
    """What pydantic is to hold a field to besides its type, in the words of its core schemas (`ge`, `pattern`)."""

    def __init__(self, **words: Any) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, kind: Any, of_kind: Callable[[Any], Any]) -> Any:
        """The schema of the field's type with what is said besides, as pydantic asks for it."""
        return {**of_kind(kind), **self.words}


class _Inside:
    """The rule that a path does not lead out of the folder, as one in a crafted record might."""

    def __get_pydantic_core_schema__(self, kind: Any, of_kind: Callable[[Any], Any]) -> Any:
        """The schema of the field's type, then this rule, as pydantic asks for it."""
        rule = {"type": "no-info", "function": _inside}
        return {"type": "function-after", "function": rule, "schema": of_kind(kind)}


def _inside(file: str) -> str:
    """The path as it is. Raises ValueError where it leads out of the folder."""
    if leads_out(file):
        raise ValueError("leads out of the run's folder")
    return file


_Entry = TypeVar("_Entry")
Listed = Annotated[tuple[_Entry, ...], _Rule(fail_fast=True)]
"""A list that is read up to its first mistake: to note a million of them takes gigabytes."""
NotNegative = Annotated[int, _Rule(ge=0)]
FromOne = Annotated[int, _Rule(gt=0)]
StudentId = Annotated[str, _Rule(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,31}\z")]
"""An id that can be the name of a student's file."""
RelativePath = Annotated[str, _Inside()]
"""A POSIX path within the run's folder."""


@dataclass(frozen=True)
class Digests:
    """Digests, in hexadecimal, of what the run was made from."""

    bank: str
    blueprint: str
    class_list: str
    theme: str

    def of_class(self, class_list: str) -> Digests:
        """These digests with another one of the class list."""
        return replace(self, class_list=class_list)


@dataclass(frozen=True)
class RecordedPart:
    """A part (a), (b), (c) of a question.

    `options` are the bank's ids in printed order, () where nothing is shuffled; `answer` is the key in that
    order ("B"), None where the mark scheme has levels instead.
    """

    label: str
    marks: NotNegative
    options: Listed[str]
    answer: str | None


@dataclass(frozen=True)
class RecordedQuestion:
    """A question under its printed number.

    A plain question has `options` and `answer` as a part has them, and no `parts`. One in parts has no
    options, and its answer is the answers of its parts in one line, None if they have none. It carries `spag`
    marks more for spelling, punctuation and grammar.
    """

    number: FromOne
    id: str
    marks: NotNegative
    options: Listed[str]
    answer: str | None
    parts: Listed[RecordedPart]
    spag: NotNegative


@dataclass(frozen=True)
class RecordedStudent:
    """A student and that student's paper.

    `extra_time` is per cent, `seat` is as printed ("B3"), "" for none; `spare` papers have no name. `file` is
    the paper's PDF, relative to the manifest, of so many `pages` of that size; `qr_text` is what the QR code of
    each of them begins with. `questions` stand in printed order. `arrangements` are what else the class list asks for.
    `booklet` is the PDF of the source booklet beside the paper, relative to the manifest, "" where the paper has its
    sources itself.
    """

    id: StudentId
    name: str
    tier: Tier
    print: Print
    extra_time: Annotated[int, _Rule(ge=0, le=100)]
    seat: str
    spare: bool
    form: str
    file: RelativePath
    pages: FromOne
    paper_size: PaperSize
    qr_text: Annotated[str, _Rule(min_length=18, max_length=18)]
    questions: Listed[RecordedQuestion]
    arrangements: Listed[str] = ()
    booklet: RelativePath = ""

    @property
    def sort(self) -> PaperSort:
        """Its form, print and tier."""
        return PaperSort(self.form, self.print, self.tier)


@dataclass(frozen=True)
class RecordedForm:
    """A parallel form: the ids of its questions, section by section; of one `student` alone where that is an id."""

    form: str
    sections: Listed[Listed[str]]
    student: str = ""


@dataclass(frozen=True)
class RecordedDraw:
    """What was drawn, as in `Draw`: the forms, those of single students, the solver, and the steps that it took."""

    solver: str
    steps: Listed[str]
    forms: Listed[RecordedForm]
    own: Listed[RecordedForm] = ()


@dataclass(frozen=True)
class RecordedFile:
    """A file of the run: its path relative to the manifest, and its SHA-256, in hexadecimal, when printed."""

    file: RelativePath
    sha256: Annotated[str, _Rule(pattern=r"\A[0-9a-f]{64}\z")]


@dataclass(frozen=True)
class Manifest:
    """The record of a run: enough to print any paper of it again and to check every file.

    docs/manifest.md says what each field means. `digest` is the SHA-256 of all that stands before it in the
    file, by which a record that somebody edited is known.
    """

    json_names: ClassVar = {"class_name": "class"}
    """What a field is called in the file, where Python has that word for itself."""
    __pydantic_config__: ClassVar = {
        "strict": True,
        "alias_generator": lambda name: Manifest.json_names.get(name, name),
    }

    version: Literal[4]
    program: str
    run: Annotated[str, _Rule(min_length=6, max_length=6)]
    seed: str
    blueprint: dict[str, Any]
    digests: Digests
    class_name: str
    draw: RecordedDraw
    two_up: bool = field(default=False, kw_only=True)
    protected: bool = field(default=False, kw_only=True)
    students: Listed[RecordedStudent]
    files: Listed[RecordedFile]
    digest: str
