"""Names of files that Linux, macOS and Windows can all hold, so that what is printed on one can be used on each."""

from __future__ import annotations

import re

_IN_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
# Windows keeps these names for devices, whatever ending follows: CON.pdf cannot be written there.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows takes a file's name, with its ending or without, for that of a device."""
    return bool(_DEVICE.fullmatch(name))


def file_name(words: str) -> str:
    """The words as the name of a file or folder on every system; most are one as they are.

    What no name may hold on Windows becomes a dash, dots and spaces at the end go, and a device's name gets a 1:
    `9x/Hi2` is `9x-Hi2`, `con.yaml` is `con-1.yaml`. "" where nothing else is left.
    """
    name = _IN_NO_NAME.sub("-", words).rstrip(". ")
    device = _DEVICE.fullmatch(name)
    return f"{device[1]}-1{device[2] or ''}" if device else name


def leads_out(path: str) -> bool:
    r"""Whether a path that should be a relative POSIX path leads out of its folder on one of the systems.

    `..`, `/etc`, `C:/Windows` and `..\secret` do.
    """
    return path.startswith("/") or ".." in path.split("/") or "\\" in path or ":" in path
