"""A page that is served, and a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.tiny_bank import write_bank, write_class
from worksheetgen import load_bank
from worksheetgen.page.desk import PageDesk
from worksheetgen.page.server import application, listening
from worksheetgen.protection import NO_PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ELSEWHERE = "elsewhere.example"
"""A name on the network that somebody had lead to this machine."""


ACTING = ("click", "evaluate", "fill", "focus", "keyboard", "locator", "select_option", "set_input_files")
LOOKING = ("get_attribute", "inner_text", "query_selector_all", "text_content", "title", "url")
"""What of a browser's page the tests use that must not come before the page is ready for it."""


@dataclass(frozen=True)
class Served:
    """A page at work: the address that opens it, where it listens, the folder and the desk."""

    address: str
    folder: Path
    desk: PageDesk

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return self.address.partition("/open/")[0]

    @property
    def host(self) -> str:
        """`127.0.0.1:PORT`."""
        return self.origin.removeprefix("http://")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The page of a folder with the small bank, and the class list 9B.csv beside it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.chdir(tmp_path)
    write_class(tmp_path)
    with (
        listening() as (server, address, holder),
        application(load_bank(write_bank(tmp_path)), address, NO_PASSWORD) as app,
    ):
        holder.append(app)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Served(address, tmp_path, app.desk)
        server.shutdown()
        thread.join()


def settled(page: Page) -> None:
    """The page is loaded, its script with it, and whatever was asked of it is done and on the screen."""
    page.wait_for_load_state()
    page.main_frame.wait_for_selector("body:not([aria-busy])", state="attached")


def never_too_early(kind: type) -> None:
    """Have every page wait until it is settled before it is looked at or anything is typed, pressed or handed over.

    A click is answered when the next screen begins to come, not when its script has run: Enter or a mark that is typed
    in between is another thing than the test means, and only on a slow machine.
    """

    def after(done: Callable[..., object]) -> Callable[..., object]:
        def waiting(page: Page, *given: object, **named: object) -> object:
            settled(page)
            return done(page, *given, **named)

        return waiting

    for name in ACTING + LOOKING:
        done = getattr(kind, name)
        setattr(kind, name, property(after(done.__get__)) if isinstance(done, property) else after(done))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, where there is one; no page in it is used before it is settled."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect.set_options(
        timeout=30_000
    )  # as long as it waits for a selector: other tests run beside it
    never_too_early(sync_api.Page)
    with sync_api.sync_playwright() as playwright:
        to_us = [f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=to_us)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The page as it opens in a fresh browser; whatever the browser complains of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    shown = context.new_page()
    wrong: list[str] = []
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    shown.goto(served.address)
    yield shown
    context.close()
    assert wrong == []
