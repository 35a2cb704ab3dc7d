"""True or false: the stem is a statement, to be judged, and perhaps to be given a reason for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Body, Fact, KeyRow, Printing, Remark, StudentBody
from worksheetgen.kinds.shared import facts_of_points, nothing_moves, the_key
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

if TYPE_CHECKING:
    from worksheetgen.kinds.true_false.entry import TrueFalseEntry


def statement_is_positive(_: TrueFalse, stem: str) -> Iterator[Remark]:
    """Guideline 17 for true or false: a false negative is a double negative in the pupil's head."""
    if re.search(r"\b(not|never|no|nobody|nothing)\b", stem):
        yield "The statement is a negative one.", "State it positively, and turn the key round if need be."


class StudentTrueFalse(StudentBody):
    """Two boxes and `reason_lines` ruled lines."""

    reason_lines: int

    @property
    def crossed(self) -> int:
        """One box of two."""
        return 1


class TrueFalse(Body):
    """The stem is a statement: true or false, with `reason_lines` ruled lines for why (0 for no reason)."""

    reason_lines: int

    item_rules = (statement_is_positive,)
    answered_with = "True or False, and a reason after a ; where one is asked for"

    @classmethod
    def entry(cls) -> type[TrueFalseEntry]:
        """Whether the statement is true, and the points of a reason."""
        from worksheetgen.kinds.true_false.entry import TrueFalseEntry

        return TrueFalseEntry

    def searched(self) -> Iterator[str]:
        """Nothing: the statement is the stem."""
        yield from ()

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The statement, if it is true."""
        if the_key(answers).answers != ("false",):
            yield stem

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The statement, if it is true, and the points of its reason."""
        if the_key(answers).answers == ("true",):
            yield Fact("", (stem,))
        yield from facts_of_points(stem, answers)

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Nothing that could be copied."""
        yield from ()

    def printing(self, answers: Answers) -> Printing:
        """True and False stand in the same order on every paper."""
        return nothing_moves

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentTrueFalse:
        """The lines for the reason."""
        return StudentTrueFalse(self.reason_lines)

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """`True` or `False`."""
        return the_key(answers).answers[0].capitalize()

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """`True` or `False`."""
        return (KeyRow("; ".join(the_key(answers).answers).capitalize(), True, ""),)

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The first word, or its letter: what follows is a reason."""
        first = re.match(r"(t|true|f|false)\b", typed.strip(), re.IGNORECASE)
        if not first:
            raise ValueError(typed)
        return ("true" if first[0][0] in "tT" else "false",)

    def in_brief(self) -> TrueFalse:
        """With one line for a reason."""
        return replace(self, reason_lines=min(self.reason_lines, 1))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Nothing: the words True and False are the theme's."""
        return []

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """`True` or `False`."""
        return {"true": "True", "false": "False"}[the_key(answers).answers[0]]
