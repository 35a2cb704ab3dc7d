"""The server: this machine alone, one browser, until Ctrl-C.

A browser takes as long to start as the rest of the program to be imported: it is opened first, and both are done at
once.
"""

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
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.serving import BaseWSGIServer, make_server

from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.model.bank import Bank
from worksheetgen.page.templating import html
from worksheetgen.protection import Password
from worksheetgen.run.settings import private_file

if TYPE_CHECKING:
    from worksheetgen.page.app import App

ADDRESS = "127.0.0.1"
"""Never another one: nobody else on the network sees the page."""


@contextmanager
def listening(port: int = 0) -> Iterator[tuple[BaseWSGIServer, str, list[App]]]:
    """A server to which a browser can come already: it waits until there is an application in the list, and is served.

    With it goes the address of its first request. `port` 0 takes any that is free. Raises OutputExists where the port
    is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    holder: list[App] = []
    try:
        server = make_server(ADDRESS, port, lambda environ, start: holder[0](environ, start), threaded=True)
    except (OSError, SystemExit) as error:
        what = f"Port {port} is taken on this machine."
        raise OutputExists(
            [Problem(Place("--port"), what, "Leave --port out, or give another one.")]
        ) from error
    try:
        yield server, f"http://{ADDRESS}:{server.port}/open/{token_urlsafe(24)}", holder
    finally:
        server.server_close()


@contextmanager
def application(bank: Bank, address: str, password: Password) -> Iterator[App]:
    """What answers at that address, the first request's; work that it began ends with it."""
    from worksheetgen.page.app import App
    from worksheetgen.page.desk import PageDesk
    from worksheetgen.page.guard import Guard

    where = urlsplit(address)
    desk = PageDesk(bank, token_bytes(32), password)
    guard = Guard(where.port or 80, where.path.rpartition("/")[2], token_urlsafe(32))
    gc.freeze()  # what was made so far stays: looking through it for garbage would make a page wait
    gc.set_threshold(50_000, 50, 50)
    try:
        yield App(desk, guard)
    finally:
        for job, _ in desk.jobs.values():
            job.end()


@contextmanager
def launch_file(address: str) -> Iterator[Path]:
    """A file that only this user can read, which sends the browser to the address."""
    content = html("launch", address=address).encode()
    # One name for each folder: what a killed program left is replaced by the next one there.
    name = f"open-{blake2b(os.fsencode(Path.cwd()), digest_size=8).hexdigest()}.html"
    path = private_file(name, lambda _: content, "Mend the rights of this folder.")
    try:
        yield path
    finally:
        with suppress(OSError):  # gone already, or that of another one that was started there since
            if path.read_bytes() == content:
                path.unlink()


def open_page(bank: Bank, port: int, browser: bool, tell: Callable[[str], None], password: Password) -> None:
    """Serve the page until it is stopped by Ctrl-C, and open it in the browser.

    `tell` is called with each sentence for whoever started it. Runs are printed and read with the `password`.
    """
    with listening(port) as (server, address, holder), launch_file(address) as file:
        tell(f"The page is open for this folder: {Path.cwd()}")
        if not (browser and webbrowser.open(file.as_uri())):
            tell(f"Open this file in your browser: {file}")
        tell("Stop it here with Ctrl-C; everything is kept.")
        with application(bank, address, password) as app:
            holder.append(app)
            server.serve_forever()
