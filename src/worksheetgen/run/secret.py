"""A secret of the teacher's own, so that nobody else with the same bank can work out which questions will be drawn."""

from __future__ import annotations

import hmac
import json
from pathlib import Path
from secrets import token_hex
from typing import Any

from platformdirs import user_config_path

from worksheetgen.errors import InvalidInput, OutputExists, Place, Problem

SECRET_FILE = "secret"
SECRET_BYTES = 32
SEED_DIGITS = 32
"""Hexadecimal digits of a seed: 128 bits, more than anybody can try."""


def secret_seed(demands: dict[str, Any], class_name: str) -> str:
    """The seed of a paper with these demands, for a class of its own or ("") for every class: 32 hexadecimal digits.

    An HMAC under the teacher's secret (RFC 2104): the same on this computer every time, and known to nobody else.
    Raises as `teachers_secret` does.
    """
    message = json.dumps([demands, class_name], sort_keys=True).encode()
    return hmac.new(teachers_secret(), message, "sha256").hexdigest()[:SEED_DIGITS]


def teachers_secret() -> bytes:
    """The secret in the user's settings, made at the first time.

    Raises OutputExists where it cannot be written, InvalidInput where it cannot be read or was cut short.
    """
    path = user_config_path("worksheetgen") / SECRET_FILE
    if not path.exists():
        try:
            _make(path)
        except OSError as error:
            what = f"The secret that seeds are made with cannot be written here ({error.strerror})."
            remedy = "Choose a seed of your own: --seed WORD."
            raise OutputExists([Problem(Place(str(path)), what, remedy)]) from error
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        what = f"The secret that seeds are made with cannot be read ({error.strerror})."
        raise InvalidInput(
            [Problem(Place(str(path)), what, "Make the file readable, or give --seed.")]
        ) from error
    if len(secret) < SECRET_BYTES:
        what = "The secret that seeds are made with is damaged."
        remedy = "Delete the file: another one is made. Papers that were printed stay as they are."
        raise InvalidInput([Problem(Place(str(path)), what, remedy)])
    return secret


def _make(path: Path) -> None:
    """Write a fresh secret that only its owner can read.

    Of two runs that do so at once either may win: a run records its seed, and needs the secret no more.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{SECRET_FILE}-{token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(token_hex(SECRET_BYTES), encoding="ascii", newline="\n")
    draft.replace(path)
