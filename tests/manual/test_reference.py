"""The manual's reference says what the program says of itself."""

from __future__ import annotations

import pytest

from tests.manual.reference import PAGES, REFERENCE, page
from worksheetgen.run.outputs import OUTPUTS


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_the_program_has_it(name: str) -> None:
    """The page in docs is what is made from models and commands now; `make reference` makes it anew."""
    assert (REFERENCE / name).read_text(encoding="utf-8") == page(name)


def test_nothing_lies_there_but_what_is_made() -> None:
    """A page whose maker is gone is no page of the reference."""
    assert {path.name for path in REFERENCE.iterdir()} == set(PAGES)


def test_every_file_of_a_run_is_told() -> None:
    """Each output stands there with whom it is for, as does every option with what it does."""
    told = page("run.md")
    assert all(f"| `{output.file}` | {output.audience} |" in told for output in OUTPUTS)
    assert "|  |\n" not in page("commands.md")
