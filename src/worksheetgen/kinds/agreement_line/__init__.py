"""Agreement line: a statement, a line to put a cross on, and room to justify where the cross stands.

The justification is marked as any written answer is; the cross itself earns nothing, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Fact
from worksheetgen.kinds.written import StudentWritten, Written
from worksheetgen.model.tier import Tier
from worksheetgen.value import asdict

if TYPE_CHECKING:
    from worksheetgen.kinds.agreement_line.entry import AgreementLineEntry


class StudentAgreementLine(StudentWritten):
    """The statement, and the room to justify."""

    statement: str


class AgreementLine(Written):
    """A `statement` to agree or disagree with, and a written answer that says why."""

    statement: str

    @classmethod
    def entry(cls) -> type[AgreementLineEntry]:
        """The statement, and what any written answer has."""
        from worksheetgen.kinds.agreement_line.entry import AgreementLineEntry

        return AgreementLineEntry

    def asked(self, stem: str) -> str:
        """The statement before what is to be done about it."""
        return f"‘{self.statement}’ {stem}"

    def searched(self) -> Iterator[str]:
        """The statement and the prompts."""
        yield self.statement
        yield from super().searched()

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The statement, in whose words somebody may look for an answer; the stem and the prompts."""
        yield self.statement
        yield from super().told(stem, answers)

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """Its points, and the halves of its pairs: the statement is what they are about."""
        yield from super().facts(self.statement, answers)

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentAgreementLine:
        """The statement, and the lines of any written answer."""
        return StudentAgreementLine(
            **asdict(super().for_student(answers, printed, tier)), statement=self.statement
        )

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The statement."""
        return [("", self.statement)]
