"""Values to bytes and back: what the program keeps in files for itself, as data that is checked when read.

Reading executes nothing that a file says, as reading a pickle would: msgspec builds every value from its declared type,
and content that departs from the type anywhere is refused. Kept as JSON. Members of a union are told apart by the name
of their class, where it is declared with `tag=True`; a body of a question is the union of all (`kinds.AnyBody`). Paths
are kept as the system's bytes, as their names need not be text.

Types decide, so a field that is computed (`cached_property`) or belongs to the class (`ClassVar`) is not kept. Rules
beyond types are pydantic's, which checks what people write; listing a bank needs nothing of it, and it takes 0.1 s to
import.
"""

from __future__ import annotations

from hashlib import blake2b
from os import fsdecode, fsencode
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from worksheetgen.memory import remembered

T = TypeVar("T")

_CHECK = 16
"""Bytes of checksum before what is `sealed`."""


class Damaged(ValueError):
    """Content that was not made of a value of the type: cut short, changed, crafted, or of another program."""


def encode(value: object) -> bytes:
    """The value as JSON in UTF-8, the keys of mappings sorted: the same value gives the same bytes.

    Whether it is of its declared types throughout is for mypy to see to.
    """
    return _ENCODER.encode(value)


def to_json(value: object) -> bytes:
    """The value as JSON in UTF-8 for people and other programs: fields and keys in their order, two spaces a level."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def decode(content: bytes, kind: type[T]) -> T:
    """The value of which `encode` made the content; `kind` is its type, such as `Task` or `tuple[Unit, ...]`.

    Raises Damaged for anything else. What is well-formed is believed: whether a key is one of its question's options,
    for example, is checked where a bank's files are read, and not again.
    """
    try:
        value: T = _decoder(kind).decode(content)
    except (ValueError, RecursionError) as error:  # no JSON, not of the type; nested without end
        raise Damaged(f"this is no {kind}") from error
    return value


def sealed(content: bytes) -> bytes:
    """The content after a checksum of it, by which `unsealed` knows what was cut short or changed since.

    The checksum has no key and stops nobody who means harm: that content is harmless to read is for its reader to see
    to, as `decode` does.
    """
    return blake2b(content, digest_size=_CHECK).digest() + content


def unsealed(kept: bytes) -> bytes:
    """The content that was `sealed`. Raises Damaged for anything else."""
    content = kept[_CHECK:]
    if sealed(content) != kept:
        raise Damaged("it was cut short or changed")
    return content


def to_plain(value: object) -> Any:
    """The value as dicts, lists, tuples, texts and numbers, as files of other programs have them."""
    return msgspec.to_builtins(value)


def from_plain(data: object, kind: type[T]) -> T:
    """The value of that type which `to_plain` gave the data of. Raises Damaged for other data."""
    try:
        return msgspec.convert(data, kind)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"this is no {kind}") from error


@remembered(most=16)
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """What reads values of a type, made once: it looks through every class that the type has in it."""
    return msgspec.json.Decoder(kind, dec_hook=_path)


def _bytes(path: object) -> bytes:
    """A path's name. Raises NotImplementedError for anything else that JSON has nothing for."""
    if not isinstance(path, Path):
        raise NotImplementedError(f"{path!r} cannot be kept")
    return fsencode(path)


def _path(kind: type, found: object) -> Path:
    """The path that bears the name. Raises NotImplementedError for any other type: msgspec takes no other for a bug."""
    if kind is not Path:
        raise NotImplementedError(f"values of the type {kind} cannot be kept")
    return Path(fsdecode(msgspec.convert(found, bytes)))


_ENCODER = msgspec.json.Encoder(enc_hook=_bytes, order="deterministic")
