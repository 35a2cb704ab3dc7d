"""The kinds of question: the one table of them, `Kind`, and what each is made of.

A kind has a name, a body (what stands under its stem and how it is answered: `base.Body` has the list of what each
must be able to say), and how a new item of it begins. A body is a folder here: its `__init__.py` has the body itself,
`entry.py` its fields in a bank's file. Several kinds may share a body, as all written ones do.

CONTRIBUTING.md says how to add one.
"""

from __future__ import annotations

from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from worksheetgen.kinds.agreement_line import AgreementLine
from worksheetgen.kinds.base import Body
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.crossword import Crossword
from worksheetgen.kinds.for_and_against import ForAndAgainst
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.kinds.retrieval_grid import RetrievalGrid
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.word_search import WordSearch
from worksheetgen.kinds.written import Written
from worksheetgen.value import Value

SOURCE = "source-"
"""How the names of the kinds begin that ask about a source."""


class PupilTask(StrEnum):
    """What a pupil does with a question, in the order in which a worksheet asks it; templates have the words for it."""

    FIND = "find"
    EXPLAIN = "explain"
    JUDGE = "judge"


class Traits(Value):
    """What a kind has beside its name.

    `body` is the class of its bodies. `bank new` begins an item with so many `marks` for the `objective` of that code
    and so many numbered `spaces`; `levels` is how the names of the sets of levels begin that fit it, "" where it is
    marked by a key or by points, and `skill` what an item says that they serve, which only the unit tells; `halves` are
    what the halves of its pairs of marks are called, () where it has none. An `extended` kind is answered in sentences
    enough to carry marks for spelling, punctuation and grammar; one that `judges` asks for a judgement.
    """

    body: type[Body]
    marks: int
    objective: str = "AO1"
    spaces: int = 1
    levels: str = ""
    skill: str = ""
    halves: tuple[str, ...] = ()
    extended: bool = False
    judges: bool = False


class Kind(StrEnum):
    """What a pupil is asked to do; its value is its name in banks and blueprints."""

    traits: Traits

    def __new__(cls, name: str, *row: Traits) -> Kind:
        """A member that is its name and carries its traits (`Kind("essay")` finds a member and comes by no row)."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        (kind.traits,) = row
        return kind

    @property
    def body(self) -> type[Body]:
        """The class of its bodies."""
        return self.traits.body

    @property
    def on_source(self) -> bool:
        """Whether it asks about a source."""
        return self.value.startswith(SOURCE)

    @property
    def task(self) -> PupilTask:
        """What a pupil does with it: to judge a source or a claim, to explain in sentences, or to find an answer."""
        if self.on_source or self.traits.judges:
            return PupilTask.JUDGE
        return PupilTask.EXPLAIN if self.traits.extended else PupilTask.FIND

    MULTIPLE_CHOICE = "multiple-choice", Traits(Choice, 1)
    TRUE_FALSE = "true-false", Traits(TrueFalse, 2)
    MATCHING = "matching", Traits(Matching, 3)
    ORDERING = "ordering", Traits(Ordering, 3)
    GAP_FILL = "gap-fill", Traits(GapFill, 2)
    TABLE_COMPLETION = "table-completion", Traits(TableCompletion, 2)
    CROSSWORD = "crossword", Traits(Crossword, 4)
    WORD_SEARCH = "word-search", Traits(WordSearch, 4)
    SHORT_ANSWER = "short-answer", Traits(Written, 2, spaces=2)
    DESCRIBE = "describe", Traits(Written, 4, spaces=2, halves=("feature", "detail"), extended=True)
    EXPLAIN = "explain", Traits(Written, 6, levels="explain", extended=True)
    ACCOUNT = "account", Traits(Written, 8, levels="account", extended=True)
    NARRATIVE = "narrative", Traits(Written, 8, levels="narrative", extended=True)
    IN_WHAT_WAYS = "in-what-ways", Traits(Written, 8, levels="ways", extended=True)
    IMPORTANCE = "importance", Traits(Written, 8, levels="importance", extended=True)
    AGREEMENT_LINE = (
        "agreement-line",
        Traits(AgreementLine, 4, "AO2", spaces=2, halves=("reason", "evidence"), judges=True),
    )
    FOR_AND_AGAINST = "for-and-against", Traits(ForAndAgainst, 4, judges=True)
    RETRIEVAL_GRID = "retrieval-grid", Traits(RetrievalGrid, 6)
    ESSAY = "essay", Traits(Written, 12, levels="how-far", extended=True, judges=True)
    SOURCE_INFER = (
        "source-infer",
        Traits(Written, 4, "AO3", spaces=2, halves=("inference", "support"), extended=True),
    )
    SOURCE_FOLLOW_UP = "source-follow-up", Traits(Written, 4, "AO3", spaces=4, extended=True)
    SOURCE_UTILITY = "source-utility", Traits(Written, 8, "AO3", levels="source-utility", extended=True)
    SOURCE_PURPOSE = "source-purpose", Traits(Written, 4, "AO3", levels="purpose", extended=True)
    SOURCE_TONE = "source-tone", Traits(Written, 4, "AO3", levels="tone", extended=True)
    SOURCE_COMPARE = "source-compare", Traits(Written, 4, "AO3", levels="compare", extended=True)
    SOURCE_INTERPRETATION = (
        "source-interpretation",
        Traits(Written, 8, "AO4", levels="convincing", extended=True),
    )


if TYPE_CHECKING:
    AnyBody = Body
else:
    AnyBody = reduce(or_, dict.fromkeys(kind.body for kind in Kind))
"""A body of whatever kind, as the union of them all: by that, `stored` reads each as the class that it was."""
