"""What a pupil studies: a source and what it shows, as prose, a table, a bar chart, a timeline or a picture."""

from __future__ import annotations

from base64 import b64encode
from typing import ClassVar

from worksheetgen.english import in_digits
from worksheetgen.errors import Place
from worksheetgen.model.image import Image
from worksheetgen.value import Value


class ProseContent(Value, tag=True):
    """Paragraphs to read, in the bank's markup (`**bold**`)."""

    form: ClassVar[str] = "prose"
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return self.paragraphs


class TableContent(Value, tag=True):
    """A table: the heads of its columns, and rows with a cell for each column."""

    form: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return (*self.columns, *(cell for row in self.rows for cell in row))


class Bar(Value):
    """A bar of a chart: what it stands for and how high it is, in the chart's measure."""

    label: str
    value: float


class ChartContent(Value, tag=True):
    """A bar chart: bars in the given order over an axis that counts `measure` ("Prisoners (millions)")."""

    form: ClassVar[str] = "chart"
    measure: str
    bars: tuple[Bar, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return (self.measure, *(text for bar in self.bars for text in (bar.label, in_digits(bar.value, ""))))


class Event(Value):
    """An entry of a timeline: what happened, and when, both as they are printed."""

    when: str
    text: str


class TimelineContent(Value, tag=True):
    """A timeline: events from the earliest to the latest."""

    form: ClassVar[str] = "timeline"
    events: tuple[Event, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return tuple(text for event in self.events for text in (event.when, event.text))


class PictureContent(Value, tag=True):
    """A picture; `alt` says in words what is to be seen on it, for those who cannot see it."""

    form: ClassVar[str] = "picture"
    image: Image
    alt: str

    @property
    def words(self) -> tuple[str, ...]:
        """Nothing: what `alt` says is not printed, so no question can quote it."""
        return ()

    @property
    def data(self) -> str:
        """The image's data in Base64, as text for paper markup."""
        return b64encode(self.image.data).decode("ascii")


Content = ProseContent | TableContent | ChartContent | TimelineContent | PictureContent


class EasierWords(Value):
    """Prose in easier words, with the terms explained at its foot: what is quoted from it stands in both."""

    content: ProseContent
    glossary: tuple[str, ...]


class Source(Value):
    """Something that a pupil studies to answer a question.

    `label` is the word printed before its letter ("Source"), or before its number where it is `numbered`
    ("Interpretation"); `provenance` says where it comes from; `glossary` are the terms explained at its foot; `note` is
    for teachers only. The tier support has it in `easier` words, where it has such; None where it has not.
    """

    id: str
    label: str
    numbered: bool
    provenance: str
    content: Content
    glossary: tuple[str, ...]
    note: str
    place: Place
    easier: EasierWords | None = None
