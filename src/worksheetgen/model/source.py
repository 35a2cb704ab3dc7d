"""What a pupil studies: a source and what it shows, as prose, a table, a bar chart, a timeline or a picture."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import ClassVar

from worksheetgen.errors import Place
from worksheetgen.model.image import Image


@dataclass(frozen=True)
class ProseContent:
    """Paragraphs to read."""

    form: ClassVar[str] = "prose"
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return self.paragraphs


@dataclass(frozen=True)
class TableContent:
    """A table: its columns' heads and its rows of cells."""

    form: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return (*self.columns, *(cell for row in self.rows for cell in row))


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: what it stands for and how high it is, in the chart's measure."""

    label: str
    value: float


@dataclass(frozen=True)
class ChartContent:
    """Bars in the given order over an axis that counts `measure`."""

    form: ClassVar[str] = "chart"
    measure: str
    bars: tuple[Bar, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return (self.measure, *(text for bar in self.bars for text in (bar.label, f"{bar.value:g}")))


@dataclass(frozen=True)
class Event:
    """What happened, and when."""

    when: str
    text: str


@dataclass(frozen=True)
class TimelineContent:
    """Events in the order of time."""

    form: ClassVar[str] = "timeline"
    events: tuple[Event, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that it shows, in reading order."""
        return tuple(text for event in self.events for text in (event.when, event.text))


@dataclass(frozen=True)
class PictureContent:
    """A picture, and in words what is to be seen on it."""

    form: ClassVar[str] = "picture"
    image: Image
    alt: str

    @property
    def words(self) -> tuple[str, ...]:
        """Nothing that can be quoted: a picture's words are told and not shown."""
        return ()

    @property
    def data(self) -> str:
        """The samples as text, for paper markup."""
        return b64encode(self.image.data).decode("ascii")


Content = ProseContent | TableContent | ChartContent | TimelineContent | PictureContent


@dataclass(frozen=True)
class Source:
    """Something to study: what it shows, what is known of where it comes from, and words to explain.

    `label` is the word printed before its letter ("Source", "Interpretation"); `note` is for teachers only.
    """

    id: str
    label: str
    provenance: str
    content: Content
    glossary: tuple[str, ...]
    note: str
    place: Place
