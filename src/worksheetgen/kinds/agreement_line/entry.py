"""The agreement line in a bank's file."""

from __future__ import annotations

from pydantic import Field

from worksheetgen.kinds import Traits
from worksheetgen.kinds.agreement_line import AgreementLine
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import LevelSets
from worksheetgen.kinds.written.entry import WrittenEntry
from worksheetgen.value import asdict
from worksheetgen.yaml_file.fields import NonEmptyText

_ASKED = """\
  statement: ‹A view with which somebody could agree or disagree.›
  stem: >-
    Put a cross on the line to show how far you agree. Then justify your answer: give **two** reasons, and a fact
    from the text for each.
"""


class AgreementLineEntry(WrittenEntry):
    """A statement and a line to put a cross on; marks are for the justification, never for where the cross stands."""

    statement: NonEmptyText = Field(
        description="The view that pupils agree or disagree with, printed in quotation marks above the line."
    )

    def read(self, sets: LevelSets) -> tuple[AgreementLine, Answers]:
        """The statement with the room to write, and the points, the pairs, or the levels."""
        room, answers = super().read(sets)
        return AgreementLine(**asdict(room), statement=self.statement), answers

    @classmethod
    def skeleton(cls, traits: Traits) -> str:
        """Two pairs, one for each side, so that a mark scheme is begun that favours neither."""
        marking = super().skeleton(traits)
        return _ASKED + marking.partition("\n")[2]
