"""Two names on one disk exchanged in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# From <fcntl.h> and <linux/fs.h>; from <sys/stdio.h> of macOS.
AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


def exchange(one: Path, other: Path) -> bool:
    """Give each of two existing absolute paths what the other one had; whether that was done.

    There is no moment at which either of them is missing. False, and nothing changed, where the system, its C
    library or the disk cannot do that, or refuses for another reason: two renames then tell which.
    """
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            rename = ctypes.CDLL(None).renameat2
            return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(*names, RENAME_SWAP) == 0)
    except AttributeError:  # an older C library
        pass
    return False
