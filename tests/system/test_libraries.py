"""Libraries of C functions that a Python package brings along."""

from __future__ import annotations

from pathlib import Path

import pytest
from highsbox import highs_dist_dir

from worksheetgen.system.libraries import opened_library


def test_a_library_is_found_wherever_this_system_has_it() -> None:
    """It can be asked for its functions."""
    assert opened_library(Path(highs_dist_dir()), "highs").Highs_getSizeofHighsInt(None) == 4


def test_a_library_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No library and one that is none raise OSError."""
    with pytest.raises(OSError, match="libhighs"):
        opened_library(tmp_path, "highs")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "highs.dll").write_text("This is text.")
    with pytest.raises(OSError, match=r"highs\.dll"):
        opened_library(tmp_path, "highs")
