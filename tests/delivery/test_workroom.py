"""A workroom holds what can be resumed, and nothing of another run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.runs import beside, without_rights, write
from worksheetgen.delivery.workroom import Workroom, can_resume, open_workroom
from worksheetgen.errors import OutputExists


def stop(folder: Path, identity: str) -> None:
    """Stop a run after its second pack."""
    with pytest.raises(KeyboardInterrupt):
        make_and_raise(folder, identity, KeyboardInterrupt())


def make_and_raise(folder: Path, identity: str, error: BaseException, packs: int = 2) -> None:
    """Make so many packs and half a run, and raise the error then."""
    with open_workroom(folder, identity, resume=False) as workroom:
        write(workroom.packs, {f"{number:05}/files/class-pack.pdf": b"" for number in range(1, packs + 1)})
        write(workroom.run, {"markbook.xlsx": b"half"})
        raise error


def test_finished_packs_wait_for_the_same_run(folder: Path) -> None:
    """What was finished is there when the run is resumed; what was half-made is not, and at last nothing is left."""
    stop(folder, "9B")
    assert can_resume(folder)
    with open_workroom(folder, "9B", resume=True) as workroom:
        assert workroom.finished() == 2
        assert list(workroom.run.iterdir()) == []
    assert beside(folder) == []


def test_another_run_does_not_find_them(folder: Path) -> None:
    """Neither another run that asks to resume, nor one that starts anew, gets a pack of the stopped one."""
    stop(folder, "9B")
    with pytest.raises(OutputExists, match="was of another class"), open_workroom(folder, "9C", resume=True):
        pass
    with open_workroom(folder, "9C", resume=False) as workroom:
        assert workroom.finished() == 0


def test_packs_that_cannot_be_deleted_do_not_pass_for_another_runs(open_to_all: Path) -> None:
    """What a stopped run left undeletable is out of the way of the next one in the same folder."""
    without_rights(
        "folder = Path(sys.argv[1]) / 'run'\n"
        "try:\n"
        "    with open_workroom(folder, '9B', resume=False) as workroom:\n"
        "        write(workroom.packs, {'00001/record': b'', '00002/record': b''})\n"
        "        for path in workroom.packs.iterdir(): path.chmod(0o555)\n"
        "        raise KeyboardInterrupt\n"
        "except KeyboardInterrupt: pass\n"
        "with open_workroom(folder, '9C', resume=False) as workroom:\n"
        "    assert workroom.finished() == 0\n"
        "    bring_in(folder, workroom.run, force=False, digests_of=printed_digests)\n"
        "for path in folder.parent.rglob('*'): path.chmod(0o755)\n",
        open_to_all,
    )


def test_a_run_that_failed_leaves_nothing(folder: Path) -> None:
    """A run that cannot be printed is not worth resuming."""
    with pytest.raises(OutputExists):
        make_and_raise(folder, "9B", OutputExists([]))
    assert beside(folder) == []


def test_one_pack_is_not_worth_resuming(folder: Path) -> None:
    """A run that is stopped so early is printed again as fast, and nothing of it is left."""
    with pytest.raises(KeyboardInterrupt):
        make_and_raise(folder, "9B", KeyboardInterrupt(), packs=1)
    assert not can_resume(folder)
    assert beside(folder) == []


def test_one_process_has_it_alone(folder: Path) -> None:
    """While a run is made, nobody else may make one into the same folder."""
    with (
        open_workroom(folder, "9B", resume=False) as workroom,
        pytest.raises(OutputExists, match="Another run is being printed into this folder"),
        open_workroom(folder, "9B", resume=False),
    ):
        pass
    assert workroom == Workroom(workroom.path)
    assert beside(folder) == []
