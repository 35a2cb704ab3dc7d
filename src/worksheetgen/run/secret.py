"""A secret of the teacher's own, so that nobody else with the same bank can work out which questions will be drawn."""

from __future__ import annotations

import hmac
import json
from secrets import token_hex
from typing import Any

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.run.settings import private_file, settings_file
from worksheetgen.system.files import remedy_for

SECRET_FILE = "secret"
SECRET_BYTES = 32
OWN_SEED = "Choose a seed of your own: --seed WORD."
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
    path = settings_file(SECRET_FILE)
    if not path.exists():  # of two runs that make it at once the second takes that of the first
        private_file(SECRET_FILE, lambda made: made or token_hex(SECRET_BYTES).encode(), OWN_SEED)
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        what = f"The secret that seeds are made with cannot be read ({error.strerror})."
        raise InvalidInput(
            [Problem(Place(str(path)), what, remedy_for(error, "Make the file readable, or give --seed."))]
        ) from error
    if len(secret) < SECRET_BYTES:
        what = "The secret that seeds are made with is damaged."
        remedy = "Delete the file: another one is made. Papers that were printed stay as they are."
        raise InvalidInput([Problem(Place(str(path)), what, remedy)])
    return secret
