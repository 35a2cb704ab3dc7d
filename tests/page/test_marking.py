"""Marks that are typed on the page, in more than one window."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from tests.commands import worksheetgen
from tests.page.conftest import Served
from tests.page.test_guard import ask, opened
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.marks import take_in

pytestmark = pytest.mark.slow


def printed(served: Served) -> tuple[str, str]:
    """The cookie of a page on which a run is printed, and where its marks are typed."""
    ran = worksheetgen(
        "exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "output/run", cwd=served.folder
    )
    assert ran.code == 0, ran.err
    cookie = opened(served)
    _, listed = ask(served, path="/marks", Cookie=cookie)
    (paper,) = set(re.findall(r'href="(/marks/\w+)"', listed))
    return cookie, paper


def test_a_form_that_was_shown_before_takes_no_mark_back(served: Served) -> None:
    """A whole form has every mark of a paper: only those that were changed in it are kept, whatever another one did."""
    cookie, paper = printed(served)
    _, shown = ask(served, path=f"{paper}/0", Cookie=cookie)
    fields = dict(re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', shown))
    fields.pop("do", None)
    first, second = (id for id in fields if id in ("kirov-20", "essay-01"))

    def keep(changed: dict[str, str]) -> None:
        body = urlencode(fields | changed | {"do": "keep"}).encode()
        answer, _ = ask(served, "POST", f"{paper}/0", body, Cookie=cookie, Origin=served.origin)
        assert answer.status == 303

    keep({first: "1"})
    keep({second: "2"})  # the other window, in which the first mark does not stand
    marks = take_in(served.folder / "output/run", NO_PASSWORD).record.marks
    assert {key[1]: mark for key, mark in marks.items()} == {first: "1", second: "2"}

    # The first window still shows its mark as the second one, which has changed it since, does not.
    fields |= {first: "1", f"was {first}": "1", second: "", f"was {second}": ""}
    keep({first: "0"})
    body = urlencode(fields | {"do": "next"}).encode()
    answer, told = ask(served, "POST", f"{paper}/0", body, Cookie=cookie, Origin=served.origin)
    assert answer.status == 422
    assert "It was 1 here, and is 0 now" in told
    assert re.search(rf'name="{first}"[^>]*? value="0"', told), "what counts is in the box"
    marks = take_in(served.folder / "output/run", NO_PASSWORD).record.marks
    assert {key[1]: mark for key, mark in marks.items()} == {first: "0", second: "2"}


def test_a_mark_that_is_overtaken_on_its_way_is_left(served: Served) -> None:
    """Of one window the mark with the higher turn counts, whichever arrives first; another window counts its own."""
    cookie, paper = printed(served)

    def arrives(mark: str, turn: str) -> str:
        body = urlencode({"kirov-20": mark, "window turn": turn}).encode()
        ask(served, "POST", f"{paper}/0", body, Cookie=cookie, Origin=served.origin)
        marks = take_in(served.folder / "output/run", NO_PASSWORD).record.marks
        return next((mark for key, mark in marks.items() if key[1] == "kirov-20"), "")

    assert arrives("0", "a-1 2") == "0"
    assert arrives("1", "a-1 1") == "0"
    assert arrives("1", "b-2 1") == "1", "typed in another window"
    assert arrives("0", "a-1 1") == "1"
    assert arrives("", "a-1 3") == ""
    assert arrives("x", "a-1 9") == "", "what is no mark overtakes none"
    assert arrives("1", "a-1 4") == "1"
    assert arrives("0", "a-1 " + "9" * 5000) == "0", "what no script sends is as without"
