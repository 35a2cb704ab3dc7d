"""Written answers: a pupil's own words on ruled lines, marked by points or by levels. Many kinds share this body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Fact, Printing, StudentBody
from worksheetgen.kinds.shared import WordedBody, facts_of_points, nothing_moves
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

if TYPE_CHECKING:
    from worksheetgen.kinds.written.entry import WrittenEntry


class StudentWritten(StudentBody):
    """Ruled lines in numbered spaces, `lines_each` holding those of each, or over `pages` of a page; or neither."""

    lines_each: tuple[int, ...]
    pages: float
    prompts: tuple[str, ...]
    planning_box: bool


class Written(WordedBody):
    """An answer in the pupil's own words.

    `spaces` numbered answer spaces (1 for a single one), `prompts` as bullets under the stem,
    `lines` ruled lines in all, or ruled lines over `pages` of a page (0 where the lines are counted; with neither,
    the answer goes into a book); `planning_box` says whether a box to plan in stands above them.
    """

    spaces: int
    prompts: tuple[str, ...]
    lines: int
    pages: float
    planning_box: bool

    answered_with = "what you would give marks for, with ; between"

    @classmethod
    def entry(cls) -> type[WrittenEntry]:
        """Room to write, and points or levels."""
        from worksheetgen.kinds.written.entry import WrittenEntry

        return WrittenEntry

    def searched(self) -> Iterator[str]:
        """The prompts: the stem says the rest of what is asked."""
        yield from self.prompts

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem and the prompts."""
        yield stem
        yield from self.prompts

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """Its points, and the halves of its pairs; what levels credit is too long."""
        yield from facts_of_points(stem, answers)

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Nothing: support may begin an answer in words."""
        yield from ()

    def printing(self, answers: Answers) -> Printing:
        """Every paper has the same lines."""
        return nothing_moves

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentWritten:
        """The lines in equal spaces, so that nobody reads from them that one answer is worth more."""
        each = (ceil(self.lines / self.spaces),) * self.spaces if self.lines else ()
        return StudentWritten(each, self.pages, self.prompts, self.planning_box)

    def in_brief(self) -> Written:
        """With two lines for each space and four at the most, and without a box to plan in."""
        return replace(self, lines=min(2 * self.spaces, 4), pages=0, planning_box=False)

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Nothing: every paper has the same."""
        return []
