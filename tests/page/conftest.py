"""A page that is served, and a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, where there is one."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect.set_options(
        timeout=30_000
    )  # as long as it waits for a selector: other tests run beside it
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
