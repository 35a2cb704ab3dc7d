"""The school whose papers are printed: its name, and its crest or logo."""

from __future__ import annotations

from worksheetgen.value import Value


class Crest(Value, forbid_unknown_fields=False):
    """A crest or logo as a picture in greys; `alt` says it in words, for those who cannot see it.

    Its other fields are those of an `Image`, the data in Base64: as paper markup has them, and as a record keeps them.
    """

    alt: str
    width: int
    height: int
    filter: str
    colours: str
    data: str


class School(Value):
    """A school as its file or a blueprint names it; "" and None for what is not said there."""

    name: str
    crest: Crest | None
