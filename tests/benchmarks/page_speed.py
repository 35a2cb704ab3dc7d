"""How long the page takes, from a click to the new picture of a page on the screen, in Chromium: rows of the table.

The server runs in a process of its own, as a teacher starts it, in an empty folder with the bundled bank.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from tests.page.conftest import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

CHANGES = 40
"""So often each thing is done."""
FILLING, MANY = 600, 2000
"""Changes until everything is full that is kept for a while, and changes after which memory is to be the same."""
AIMS = {"swap": 150, "draw all again": 200, "another pupil": 200}
"""The most milliseconds that the median of each should be."""
_CLICKED = """async (act) => {
  const begun = performance.now(), body = document.body;
  const done = new Promise((then) => new MutationObserver((_, seen) => {
    if (!body.hasAttribute("aria-busy")) { seen.disconnect(); then(); }
  }).observe(body, { attributes: true, attributeFilter: ["aria-busy"] }));
  if (act.startsWith("for:")) {
    const choice = document.getElementById("for");
    choice.selectedIndex = Number(act.slice(4)) % choice.options.length;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  } else document.getElementById(act).click();
  await done;
  const seen = [...document.querySelectorAll(".leaf img")].filter((one) => {
    const at = one.getBoundingClientRect();
    return at.bottom > 0 && at.top < innerHeight;
  });
  await Promise.all(seen.map((one) => one.decode()));
  return performance.now() - begun;
}"""


def measured() -> Iterator[str]:
    """A row for each thing done; one that says why, where there is no Chromium."""
    if CHROMIUM is None:
        yield "| no Chromium is installed here | | | |"
        return
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as drive:
        begun = perf_counter()  # what drives the browser is none of a teacher's, and starts before
        yield from _of_page(Path(folder), drive, begun)


def _of_page(folder: Path, drive: Playwright, begun: float) -> Iterator[str]:
    with _served(folder) as (process, address):
        chromium = drive.chromium.launch(executable_path=CHROMIUM)
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        page.wait_for_selector("#example")
        yield f"| start to the first screen, with the browser’s | {1000 * (perf_counter() - begun):.0f} | | 1500 |"
        page.click("#example")
        page.wait_for_selector(".leaf img")
        acts = {
            "swap": [f"q-1-{1 + number % 8}-swap" for number in range(CHANGES)],
            "draw all again": ["again"] * CHANGES,
            "another pupil": [f"for:{number}" for number in range(1, CHANGES + 1)],
        }
        for name, every in acts.items():
            times = [_milliseconds(page, act) for act in every]
            yield f"| {name} | {median(times):.0f} | {quantiles(times, n=20)[-1]:.0f} | {AIMS[name]} |"
        before = 0.0
        for number in range(FILLING + MANY):
            if number == FILLING:
                before = _megabytes(process.pid)
            _milliseconds(page, f"q-1-{1 + number % 8}-swap")
        more = _megabytes(process.pid) - before
        yield f"| MiB more after {MANY} changes, once {FILLING} were made | {more:.0f} | | 0 |"
        chromium.close()


def _milliseconds(page: Page, act: str) -> float:
    return float(page.evaluate(_CLICKED, act))


@contextmanager
def _served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`worksheetgen open` in that folder, and the file that opens its page."""
    command = [sys.executable, "-u", "-m", "worksheetgen", "open", "--no-browser"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        opened = next(found for line in process.stderr if (found := re.search(r"/\S+\.html", line)))
        try:
            yield process, f"file://{opened[0]}"
        finally:
            process.terminate()


def _megabytes(pid: int) -> float:
    """The memory of a process, as Linux tells it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0


if __name__ == "__main__":
    sys.stdout.writelines(f"{row}\n" for row in measured())
