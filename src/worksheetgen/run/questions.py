"""Words and tags to the questions of a bank, and one of them as pupils and markers read it."""

from __future__ import annotations

from worksheetgen.model.bank import Bank, Question, Unit
from worksheetgen.search import read_query, search


def find_questions(bank: Bank, words: str) -> tuple[Question, ...]:
    """The questions that the words mean, as in `bank search`, best first; all for "". Raises WrongUsage."""
    return search(bank.units, bank.digest, read_query(words))


def question_in_bank(bank: Bank, id: str) -> tuple[Unit, Question] | None:
    """The question of that id with its unit; None where the bank has none."""
    return next(((unit, unit.by_id[id]) for unit in bank.units if id in unit.by_id), None)
