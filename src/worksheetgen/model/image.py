"""A picture's samples, packed as a PDF keeps them, so that no print packs them again."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True)
class Image:
    """`width` by `height` samples; `filter` and `colours` are PDF's names for how `data` is packed and read."""

    width: int
    height: int
    filter: str
    colours: str
    data: bytes

    @property
    def name(self) -> str:
        """What a page's operators call it: the same for the same samples."""
        return f"Im{blake2b(self.data, digest_size=8).hexdigest()}"
