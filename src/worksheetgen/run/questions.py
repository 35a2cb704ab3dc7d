"""Words and tags to the questions of a bank, one of them as pupils and markers read it, and a new one to fill in."""

from __future__ import annotations

from pathlib import Path

from worksheetgen.bank.files import UNIT_FILE
from worksheetgen.bank.writing import item_added, unit_begun
from worksheetgen.delivery import rewrite
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.model.question import Question
from worksheetgen.search import read_query, search


def find_questions(bank: Bank, words: str) -> tuple[Question, ...]:
    """The questions that the words mean, as in `bank search`, best first; all for "". Raises WrongUsage."""
    return search(bank.units, bank.digest, read_query(words))


def question_in_bank(bank: Bank, id: str) -> tuple[Unit, Question] | None:
    """The question of that id with its unit; None where the bank has none."""
    return next(((unit, unit.by_id[id]) for unit in bank.units if id in unit.by_id), None)


def new_question(folder: Path, kind: Kind, topic: str) -> tuple[str, Place]:
    """Add an item of the kind to the questions of a topic in a unit's folder, to be filled in; its id and its place.

    Raises InvalidInput as `item_added` does, OutputExists where the file cannot be written; then it stays as it was.
    """
    added = item_added(folder, kind, topic)
    rewrite(added.file, added.content)
    return added.id, added.place


def begin_unit(root: Path, name: str, topic: str) -> Path | None:
    """Begin a unit in a folder that has none; its folder, None where `unit_begun` has none.

    Raises InvalidInput as that does, OutputExists where it cannot be written.
    """
    if (begun := unit_begun(root, name, topic)) is None:
        return None
    folder, content = begun
    rewrite(folder / UNIT_FILE, content)
    return folder
