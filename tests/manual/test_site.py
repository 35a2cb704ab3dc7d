"""The manual as pages for a browser: whole, and without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.manual.typed import DOCS, ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual as `make docs` builds it, where every warning is an error: a link, a picture, a page out of place."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", DOCS / "site/mkdocs.yml", "-d", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    """Each page of docs is one of the manual, and the two that lie beside what they are about are among them."""
    pages = {page.relative_to(DOCS).with_suffix(".html").as_posix() for page in DOCS.rglob("*.md")}
    pages |= {"reference/question_bank.html", "reference/templates.html"}
    built = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert built == pages | {"404.html"}


def test_nothing_is_fetched(site: Path) -> None:
    """No page takes a script, a style, a font or a picture from a server, so that it is the same without a network."""
    taken = re.compile(r"""(?:src=|<link [^>]*href=|url\()["']?(https?:)?//[^"')\s>]*""")
    for page in site.rglob("*.html"):
        found = [
            one[0] for one in taken.finditer(page.read_text(encoding="utf-8")) if "canonical" not in one[0]
        ]
        assert not found, page
    for style in site.rglob("*.css"):
        assert not taken.search(style.read_text(encoding="utf-8")), style
