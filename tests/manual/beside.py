"""The two pages of the manual that lie beside what they are about, put among the others as it is built.

A hook of MkDocs, which calls its functions by their names.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BESIDE = {
    "question_bank/README.md": "reference/question_bank.md",
    "templates/README.md": "reference/templates.md",
}
"""Where a page lies in the project, and where it is read in the manual."""


def on_files(files: Any, config: Any) -> Any:
    """Add the pages, with their links to pictures as they are from where they are read."""
    from mkdocs.structure.files import File  # only who builds the manual has it

    for lies, read in BESIDE.items():
        text = (ROOT / lies).read_text(encoding="utf-8").replace("](../docs/", "](../")
        files.append(File.generated(config, read, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Have links to the pages lead to where they are read."""
    up = "../" * page.file.src_uri.count("/")
    for lies, read in BESIDE.items():
        markdown = re.sub(rf"\]\((\.\./)+{lies}", f"]({up}{read}", markdown)
    return markdown
