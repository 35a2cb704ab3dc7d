"""mypy sees what a frozen value is changed by."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parent.parent
WRONG = """
from dataclasses import dataclass
from worksheetgen.value import Value, replace

@dataclass(frozen=True)
class Record:
    name: str

class Named(Value):
    name: str

replace(Named("a"), name="b")
replace(Record("a"), name="b")
replace(Named("a"), name=1)
replace(Named("a"), nmae="b")
"""


@pytest.mark.slow
def test_a_field_that_is_not_there_and_a_dataclass_are_seen(tmp_path: Path) -> None:
    """`replace` takes a value, the fields that it has, and what may be in them; a dataclass fails at run time."""
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    said, _, _ = api.run(["--config-file", str(ROOT / "pyproject.toml"), str(tmp_path / "wrong.py")])
    assert [line.split(": ", 2)[2] for line in said.splitlines()[:-1]] == [
        'Argument 1 to "replace" of "Record" has incompatible type "Record"; expected "Struct"  [arg-type]',
        'Argument "name" to "replace" of "Named" has incompatible type "int"; expected "str"  [arg-type]',
        'Unexpected keyword argument "nmae" for "replace" of "Named"  [call-arg]',
    ]
