"""A picture's samples, packed as a PDF keeps them, so that no print packs them again."""

from __future__ import annotations

from hashlib import blake2b

from worksheetgen.value import Value


class Image(Value):
    """A picture of `width` by `height` samples.

    `filter` and `colours` are PDF's names for how `data` is packed ("DCTDecode") and which colours it has
    ("DeviceRGB").
    """

    width: int
    height: int
    filter: str
    colours: str
    data: bytes

    @property
    def name(self) -> str:
        """The name by which a page of a PDF draws it: the same name for the same data."""
        return f"Im{blake2b(self.data, digest_size=8).hexdigest()}"
