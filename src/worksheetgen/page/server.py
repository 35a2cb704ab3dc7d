"""The server: this machine alone, one browser, until Ctrl-C."""

from __future__ import annotations

import gc
import logging
import os
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes, token_urlsafe

from werkzeug.serving import BaseWSGIServer, make_server

from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.model.bank import Bank
from worksheetgen.page.app import App, redirecting
from worksheetgen.page.desk import PageDesk
from worksheetgen.page.guard import Guard
from worksheetgen.run.settings import private_file

ADDRESS = "127.0.0.1"
"""Never another one: nobody else on the network sees the page."""


@contextmanager
def serving(bank: Bank, port: int = 0) -> Iterator[tuple[BaseWSGIServer, str, PageDesk]]:
    """A server that is ready to serve, with the address of its first request, and its desk.

    `port` 0 takes any that is free. Raises OutputExists where the port is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    code = token_urlsafe(24)
    holder: list[App] = []
    try:
        server = make_server(ADDRESS, port, lambda environ, start: holder[0](environ, start), threaded=True)
    except (OSError, SystemExit) as error:
        what = f"Port {port} is taken on this machine."
        raise OutputExists(
            [Problem(Place("--port"), what, "Leave --port out, or give another one.")]
        ) from error
    desk = PageDesk(bank, token_bytes(32))
    holder.append(App(desk, Guard(server.port, code, token_urlsafe(32))))
    gc.freeze()  # what was made so far stays: looking through it for garbage would make a page wait
    gc.set_threshold(50_000, 50, 50)
    try:
        yield server, f"http://{ADDRESS}:{server.port}/open/{code}", desk
    finally:
        for job, _ in desk.jobs.values():
            job.end()
        server.server_close()


@contextmanager
def launch_file(address: str) -> Iterator[Path]:
    """A file that only this user can read, which sends the browser to the address."""
    content = redirecting(address)
    # One name for each folder: what a killed program left is replaced by the next one there.
    name = f"open-{blake2b(os.fsencode(Path.cwd()), digest_size=8).hexdigest()}.html"
    path = private_file(name, lambda _: content, "Mend the rights of this folder.")
    try:
        yield path
    finally:
        with suppress(OSError):  # gone already, or that of another one that was started there since
            if path.read_bytes() == content:
                path.unlink()


def open_page(bank: Bank, port: int, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the page until it is stopped by Ctrl-C, and open it in the browser.

    `tell` is called with each sentence for whoever started it.
    """
    with serving(bank, port) as (server, address, _), launch_file(address) as file:
        tell(f"The page is open for this folder: {Path.cwd()}")
        if not (browser and webbrowser.open(file.as_uri())):
            tell(f"Open this file in your browser: {file}")
        tell("Stop it here with Ctrl-C; everything is kept.")
        server.serve_forever()
