"""The bundled bank many times over, under other ids: a bank as large as one likes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from worksheetgen.resources import question_bank

UNIT = "stalins-terror"


def write_bank(folder: Path, copies: int) -> int:
    """A bank of so many copies of each question in a folder; how many questions it has."""
    shutil.copytree(question_bank() / UNIT, folder / UNIT)
    texts = {
        file: file.read_text(encoding="utf-8")
        for file in sorted((folder / UNIT / "questions").glob("*.yaml"))
    }
    ids = [id for text in texts.values() for id in re.findall(r"^  - id: (\S+)$", text, re.MULTILINE)]
    named = re.compile(rf"(?<![\w-])({'|'.join(ids)})(?![\w-])")
    for file, text in texts.items():
        for copy in range(1, copies):
            renamed = named.sub(rf"\g<1>{copy:02}", text)
            file.with_name(f"{file.stem}-{copy:02}.yaml").write_text(renamed, encoding="utf-8")
    return len(ids) * copies
