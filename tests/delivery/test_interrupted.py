"""Ctrl-C at any line of what is done on the disk leaves all of it or nothing, and no hidden name beside it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType

import pytest

from tests.delivery.runs import NEW, OLD, beside, bring, contents, printed_digests, write
from worksheetgen import delivery
from worksheetgen.delivery import check_target, deliver, deliver_file, rewrite, trial
from worksheetgen.delivery.hidden import discard
from worksheetgen.delivery.renewal import PRINTED, renewed
from worksheetgen.system import disk, interrupts

pytestmark = pytest.mark.slow

WATCHED = (str(Path(delivery.__file__).parent), disk.__file__, interrupts.__file__, __file__)
OLD_PDF, NEW_PDF = b"%PDF-1.7 old", b"%PDF-1.7 new"


class Strike:
    """Traces what is done, and raises Ctrl-C before the line of this number among those of the files watched."""

    def __init__(self, number: int) -> None:
        self.lines_left = number

    def __call__(self, frame: FrameType, event: str, _: object) -> Strike | None:
        """Trace one event."""
        if not frame.f_code.co_filename.startswith(WATCHED):
            return None
        self.lines_left -= event == "line"
        if event == "line" and not self.lines_left:
            signal.raise_signal(signal.SIGINT)
        return self


def interrupted(number: int, work: Callable[[], None]) -> bool:
    """Do the work with a Ctrl-C before that line of it; whether it has so many."""
    strike, swallowed = Strike(number), True
    traced, handled = sys.gettrace(), signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        sys.settrace(strike)
        work()
    except KeyboardInterrupt:
        swallowed = False
    finally:
        sys.settrace(traced)
        signal.signal(signal.SIGINT, handled)
    struck = strike.lines_left <= 0
    assert struck != swallowed
    return struck


def check(folder: Path) -> None:
    """See whether a run can be brought in."""
    check_target(folder, force=True, digests_of=printed_digests)


def renew(folder: Path, files: Mapping[str, bytes] = NEW) -> None:
    """Print these files into the folder."""
    with renewed(folder) as filled:
        write(filled, files)


def try_there(folder: Path) -> None:
    """Try something where a folder would be."""
    with trial(folder) as tried:
        write(tried, NEW)


def throw_away(path: Path) -> None:
    """Throw away what is there."""
    discard(path, path.parent)


def there(path: Path) -> bytes | dict[str, bytes]:
    """The file, or all files of the folder but its list."""
    if path.is_file():
        return path.read_bytes()
    return {name: content for name, content in contents(path).items() if name != PRINTED}


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize(
    ("prepare", "work"),
    [
        pytest.param(None, check, id="before a run"),
        pytest.param(lambda path: bring(path, OLD), check, id="before a run that replaces one"),
        pytest.param(None, lambda path: bring(path, force=True), id="a run"),
        pytest.param(
            lambda path: bring(path, OLD), lambda path: bring(path, force=True), id="a run that replaces one"
        ),
        pytest.param(None, lambda path: deliver(path, NEW), id="a folder"),
        pytest.param(None, renew, id="what is printed"),
        pytest.param(lambda path: renew(path, OLD), renew, id="what is printed anew"),
        pytest.param(None, try_there, id="a trial"),
        pytest.param(lambda path: write(path, OLD), throw_away, id="what is thrown away"),
        pytest.param(None, lambda path: rewrite(path, NEW_PDF), id="a file"),
        pytest.param(
            lambda path: path.write_bytes(OLD_PDF),
            lambda path: deliver_file(path, NEW_PDF),
            id="a PDF that replaces one",
        ),
    ],
)
def test_interrupted_at_any_line(
    tmp_path: Path, prepare: Callable[[Path], None] | None, work: Callable[[Path], None]
) -> None:
    """There is what was before or what shall be, whole and alone, and the Ctrl-C is not swallowed."""
    states = []
    for number in count(1):
        path = tmp_path / str(number) / "run"
        path.parent.mkdir()
        if prepare:
            prepare(path)
        before = there(path)
        went_on = interrupted(number, partial(work, path))
        assert beside(path) == [], number
        states.append(there(path))
        if not went_on:
            break
    assert all(state in (before, states[-1]) for state in states)
    assert number > 20
