"""Templates compiled to Python's code: that of the bundled ones is kept where Python keeps its own.

To read code is to run it, so nothing is read that others may have written. But Python itself keeps the code of these
very modules in a `__pycache__` beside them and runs what it finds there. In that folder, and only there, is the code of
the bundled templates too, by Python's rules: none is written with PYTHONDONTWRITEBYTECODE or where the folder cannot be
written, and PYTHONPYCACHEPREFIX moves it. Who can put something there can change the program as well. The code of a
teacher's own templates is never kept.

Compiled anew, the 35 templates of an exam cost one pupil's run
+15% (docs/performance.md, “code of bundled templates kept on disk”, one pupil).
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from worksheetgen.cache import made_of, program
from worksheetgen.resources import templates

_SEAL = 16
"""Bytes of checksum before kept code: of it, and of all that it was made from."""


class Compiled(BytecodeCache):
    """The kept code of templates. What a theme says may not be in it: themes share templates."""

    def __init__(self) -> None:
        # What makes the code: this program, Jinja and Python.
        self._compiler = f"{program()} {made_of(Path(jinja2.__file__).parent)} {MAGIC_NUMBER.hex()}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A template is known by its file, as its code and its markup name that."""
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        """A checksum of a template's source and of what compiles it."""
        return _digest(self._compiler.encode(), source.encode(errors="surrogateescape")).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template whose file and source are the same."""
        bucket.code = _kept(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja compiled, if it is of a bundled template."""
        place = _place(bucket.key)
        if place and not sys.dont_write_bytecode:
            code = marshal.dumps(bucket.code)
            with suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(_seal(bucket, code) + code)  # half of it, too, is known by its seal


def _kept(bucket: Bucket) -> CodeType | None:
    """The kept code of a bundled template; None where there is none, a damaged one, or one made from anything else."""
    place = _place(bucket.key)
    if place:
        with suppress(OSError):
            found = place.read_bytes()
            seal, code = found[:_SEAL], found[_SEAL:]
            if seal == _seal(bucket, code):
                made: CodeType = marshal.loads(code)
                return made
    return None


def _place(file: str) -> Path | None:
    """Where Python would keep the code of a module that stood here with the name of the bundled template `file`.

    None for the file of any other template.
    """
    path, bundled = Path(file), templates()
    if not path.is_relative_to(bundled):
        return None
    name = "-".join(path.relative_to(bundled).parts)
    return Path(cache_from_source(str(Path(__file__).with_name(name))))


def _seal(bucket: Bucket, code: bytes) -> bytes:
    """What stands before the code of that very file with that very source."""
    return _digest(bucket.key.encode(errors="surrogateescape"), bucket.checksum.encode(), code)


def _digest(*parts: bytes) -> bytes:
    hasher = blake2b(digest_size=_SEAL)
    for part in parts:
        hasher.update(b"%d:%b" % (len(part), part))
    return hasher.digest()
