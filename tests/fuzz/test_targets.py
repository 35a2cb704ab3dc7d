"""A few mutated files of every sort that the program reads; `make fuzz` tries many more."""

from __future__ import annotations

from random import Random

import pytest

from tests.commands import Ran
from tests.fuzz import targets
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS, Desk, changing

pytestmark = pytest.mark.slow

CASES = 5


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One for all targets, each of which leaves it as it was."""
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("name", TARGETS)
def test_every_file_ends_in_a_documented_exit_code(desk: Desk, name: str) -> None:
    """Whatever is made of a file by chance, the command that reads it ends with a documented exit code."""
    target, chance = TARGETS[name], Random(name)
    seed = desk.seed(target)
    change = changing(target, lambda content: mutated(content, chance), chance.choice)
    for content in (seed, *(change(seed) for _ in range(CASES))):
        desk.check(target, content)


@pytest.mark.parametrize("name", TARGETS)
def test_the_command_reads_the_file(desk: Desk, name: str) -> None:
    """A file that is right is taken, and one that is none is noticed: no command fails anyhow."""
    target, codes = TARGETS[name], []
    for content in (desk.seed(target), b"\xff\0\xfe"):
        with pytest.raises(AssertionError) as caught:
            desk.check(target, content, settled=frozenset())
        codes.append(str(caught.value))
    assert codes[0] == "exit code 0"
    assert codes[1] != "exit code 0"


def test_a_command_that_ends_as_none_should_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check can fail: a bug goes through it, and a code that no list has is an error."""
    monkeypatch.setattr(targets, "worksheetgen", lambda *_, **__: Ran(1, "", ""))
    with pytest.raises(AssertionError, match="exit code 1"):
        desk.check(TARGETS["csv"], b"")
