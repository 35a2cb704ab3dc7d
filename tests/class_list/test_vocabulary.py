"""The words of class lists are read once, and again where their file says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.class_list import vocabulary as module
from worksheetgen.class_list.vocabulary import VOCABULARY_FILE, vocabulary


def test_a_word_that_is_added_is_known_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache has the words of the file as it is, whatever it had before; the rest of them are the same."""
    before = vocabulary()
    path = tmp_path / VOCABULARY_FILE.name
    text = VOCABULARY_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("en: [id,", "en: [hubbub, id,", 1), "utf-8")
    monkeypatch.setattr(module, "VOCABULARY_FILE", path)
    for _ in range(2):
        vocabulary.cache_clear()  # type: ignore[attr-defined]  # `remembered` does not say so
        after = vocabulary()
        assert after.use_of["hubbub"] == "id"
        assert {**after.use_of, "hubbub": ""} == {**before.use_of, "hubbub": ""}
        assert (after.tiers, after.said, after.noise) == (before.tiers, before.said, before.noise)
    monkeypatch.undo()
    vocabulary.cache_clear()  # type: ignore[attr-defined]  # `remembered` does not say so
    assert vocabulary() == before
