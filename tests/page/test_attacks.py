"""What other pages in the same browser, and other people on the same machine, try against the page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.page.conftest import ELSEWHERE, Served
from tests.tiny_bank import write_bank
from worksheetgen.page.guard import Guard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@contextmanager
def evil(html: str) -> Iterator[str]:
    """The address of somebody else's page on another port of this machine."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    # Threads: a browser keeps connections open on which it has nothing to say yet.
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_forged_form_of_another_port_changes_nothing(page: Page, served: Served) -> None:
    """The browser sends our cookie along, as another port is the same site; the page refuses all the same."""
    form = (
        f'<form method="post" action="{served.origin}/"><button name="do" value="example">x</button></form>'
    )
    with evil(form) as address:
        page.goto(address)
        with page.expect_response(f"{served.origin}/") as answer:
            page.click("button")
        sent = answer.value.request.all_headers()
        assert "worksheetgen-" in sent.get("cookie", "")
        assert answer.value.status == 403
    assert not (served.folder / "drafts").exists()


def test_another_page_reads_nothing_of_the_page(browser: Browser, served: Served) -> None:
    """Another port can neither frame the page nor read it, though the browser sends our cookie along."""
    page = browser.new_page()
    page.goto(served.address)
    look = f"""fetch("{served.origin}/", {{credentials: "include"}}).then(() => "read", () => "refused")"""
    with evil(f'<iframe src="{served.origin}/"></iframe>') as address:
        page.goto(address)
        assert page.evaluate(look) == "refused"
        assert all("Papers" not in frame.content() for frame in page.frames[1:])
    page.close()


def test_a_name_that_leads_here_sees_nothing(browser: Browser, served: Served) -> None:
    """DNS rebinding in the browser: under another name the page refuses, whatever the request bears."""
    page = browser.new_page()
    port = served.host.partition(":")[2]
    answer = page.goto(f"http://{ELSEWHERE}:{port}/")
    assert answer
    assert answer.status == 403
    assert "Papers" not in page.inner_text("body")
    page.close()


def test_the_browser_is_opened_without_a_secret_among_words(browser: Browser, tmp_path: Path) -> None:
    """What is started is told a file's name alone, from which a browser comes to the page once; Ctrl-C ends it."""
    seen = tmp_path / "words"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$@" > {seen}.part\nmv {seen}.part {seen}\n')
    script.chmod(0o755)
    bank = write_bank(tmp_path)
    command = [sys.executable, "-m", "worksheetgen", "open", "--bank", str(bank), str(tmp_path)]
    started = subprocess.Popen(
        command, env={**os.environ, "BROWSER": f"{script} %s"}, stderr=subprocess.PIPE, text=True
    )
    assert started.stderr
    try:
        said = [started.stderr.readline() for _ in range(2)]
        assert str(tmp_path) in said[0]
        assert "Ctrl-C" in said[1]
        opened = seen.read_text().strip()
        assert opened.startswith("file://")
        page = browser.new_page()
        page.goto(opened)
        page.wait_for_selector("#example")
        assert "/open/" not in page.url
        page.close()
        second = browser.new_context().new_page()
        second.goto(opened)
        second.wait_for_selector("text=Type worksheetgen open again")
        second.context.close()
    finally:
        started.send_signal(signal.SIGINT)
        assert started.wait(20) == 0
        assert started.stderr.read() == ""
        started.stderr.close()
    assert not Path(opened.removeprefix("file://")).exists()


def test_the_launch_code_is_worth_nothing_under_another_name() -> None:
    """A page under another name that guesses nothing gets no cookie, even with the code."""
    from werkzeug.test import EnvironBuilder
    from werkzeug.wrappers import Request

    guard = Guard(80, "code", "secret")
    stranger = Request(EnvironBuilder(path="/open/code", headers=[("Host", "evil.example")]).get_environ())
    assert guard.launched(stranger, "code") is None
    own = Request(EnvironBuilder(path="/open/code", headers=[("Host", "127.0.0.1:80")]).get_environ())
    assert guard.launched(own, "code")
    assert guard.launched(own, "code") is None
