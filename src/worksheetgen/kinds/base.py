"""The interface of a question kind: the abstract class `Body`, and the small values that its methods return.

A body is what stands under a stem, with its answer kept apart (`answers`, see `model.answers`). Each stage of the
pipeline asks the body for its own part of the work, so no stage knows one kind from another. A body that lacks one of
the abstract methods cannot be made: mypy and Python both refuse.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from worksheetgen.model.answers import Answer, Points
from worksheetgen.model.signs import same_words
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream
from worksheetgen.value import AbstractValue, Value

if TYPE_CHECKING:  # pydantic is slow to import, and only who reads a bank's files needs it
    from worksheetgen.kinds.entries import PartEntry

Answers = tuple[Answer, ...]
"""How a part is answered, its key first: a key, points, pairs or levels, or a key and the points of a reason."""

Printing = Callable[[int, Callable[[], Stream]], tuple[str, ...]]
"""Puts what a pupil points at in one student's order: gives the bank's ids in printed order, () where nothing moves.

Called with the place at which the key must stand, counted from 0 (only a body with a `lettered_key` heeds it), and
with a function that opens the student's stream of random numbers. The stream is opened only by those who draw from
it.
"""

Remark = tuple[str, str]
"""A piece of advice on how an item is written: what is wrong, and what to do."""

ItemRule = Callable[[Any, str], Iterator[Remark]]
"""A rule of item writing on a body of one kind and the stem over it."""


class Fact(Value):
    """Something that earns marks: what is `asked`, and the answer in each of the `wordings` that are credited.

    `asked` is "" where the answer is a whole statement, to be known as true.
    """

    asked: str
    wordings: tuple[str, ...]


class Choosable(Value):
    """Something a pupil points at by its printed letter or number: an option, an event, half of a pair."""

    id: str
    text: str


class Lettered(Value):
    """A choosable as a student sees it: under its printed letter or number, without its id."""

    label: str
    text: str


class KeyRow(Value):
    """A row of the key in the mark scheme: its words, and whether they are right.

    `misconception` is what a pupil believes who chose a wrong one; "" where nothing is known.
    """

    text: str
    right: bool
    misconception: str


class LetteredKey(Value):
    """A key that is one letter on paper: the options in the bank's order, and at which place the right one stands.

    Such letters are spread evenly over a paper and kept apart from the neighbours'; `pinned` options are printed in
    the bank's order on every paper, so their letter cannot move.
    """

    options: tuple[Choosable, ...]
    place: int
    pinned: bool

    @property
    def right(self) -> str:
        """The id of the right option."""
        return self.options[self.place].id


SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
"""Between two sentences of a text."""


class StudentBody(Value):
    """What is printed under a stem: a value without a key and without the bank's ids.

    Its fields are what a theme's template `kinds/KIND.xml.j2` is given as `part.body`.
    """

    @property
    def crossed(self) -> int:
        """How many of several boxes are to be crossed to answer it; 0 where it is answered in another way.

        A paper says so over the first of neighbouring ones (template `crossing`); any other kind says in its stem what
        is to be done.
        """
        return 0

    @property
    def from_memory(self) -> bool:
        """Whether it is answered from memory in a lesson, so that a sheet of nothing else is no homework."""
        return False


class Body(AbstractValue, tag=True):
    """What is asked under a stem: a value of the bank, which answers for its kinds in every stage.

    `printed` is always what `printing` gave for the student in question: the bank's ids in printed order.
    """

    item_rules: ClassVar[tuple[ItemRule, ...]] = ()
    """Rules of item writing of its own for `bank check`: each gives a remark for every fault that it finds.

    A question's `accepted` names a rule by its function's name, with dashes.
    """

    answered_with: ClassVar[str]
    """What a colleague types as the answer, as the end of a sentence: `a letter, such as B`."""

    in_columns: ClassVar[bool] = False
    """Whether what `on_paper` gives row by row stands there column by column where a row is too wide for the print."""

    # ---- in the bank

    def asked(self, stem: str) -> str:
        """What is asked as lists and mark schemes have it: the stem, before which other kinds put what it is about."""
        return stem

    @classmethod
    @abstractmethod
    def entry(cls) -> type[PartEntry]:
        """The model of its fields in a bank's file: reads, checks and begins such questions.

        Import it within the method: it needs pydantic, without which a bank that is known already can be listed.
        """

    @abstractmethod
    def searched(self) -> Iterator[str]:
        """The texts under the stem, for `bank search`."""

    @abstractmethod
    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """What is printed, the stem included, that could give another question away: a text for each thing it says.

        Options are among it, wrong ones too: who looks for an answer elsewhere on the paper finds its words there.
        What belongs together (both sides of a pair, a word and its gap) is put together, as a pupil may do so. Left out
        is only what says that something is so that is not: a false statement.
        """

    @abstractmethod
    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """What must be known to answer it: `bank check` looks for it in other questions, which would give it away.

        None where the answer is too long to be given away in a sentence.
        """

    @abstractmethod
    def kept_back(self, answers: Answers) -> Iterator[str]:
        """What the support printed beside the question must not say, as a pupil would only have to copy it.

        None where the pupil sees the answer anyway and has to find its place, or where it is too long to be copied.
        """

    def lettered_key(self, answers: Answers) -> LetteredKey | None:
        """Its key where that is one letter on paper, as of multiple choice; None for all others."""
        return None

    def crossable(self) -> tuple[Choosable, ...]:
        """The options of which one or several are crossed by their letters, in the bank's order; () for other kinds."""
        return ()

    # ---- on a student's paper

    @abstractmethod
    def printing(self, answers: Answers) -> Printing:
        """A function that puts its options in order for one student.

        It is made once for each form and called once for each paper.
        """

    @abstractmethod
    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentBody:
        """What that student sees of it. Nothing of the answers may be in it but what is given on purpose.

        The `tier` says how much help is printed; what is to be answered, and the marks, are everybody's.
        """

    # ---- in keys and in the mark scheme

    @abstractmethod
    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The answer on that student's paper as every key prints it: `B`, `1C 2A 3D`; "" for levels."""

    @abstractmethod
    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """The key in the mark scheme, in the bank's words, as letters differ from paper to paper.

        () where there is no key; points and levels are printed for every kind alike.
        """

    def credited(self, points: Points) -> Points:
        """The points as the mark scheme prints them; as they are, unless the kind says otherwise."""
        return points

    # ---- when a colleague answers without the key

    @abstractmethod
    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """What was typed as the answer on that sheet means, in the bank's ids as `Key.answers` has them.

        Of a kind without a key the words as they are. Raises ValueError for what is no answer at all.
        """

    def order_of(self, answers: Answers, choices: Sequence[str]) -> tuple[str, ...] | None:
        """The order of ids in which a sheet has these choices, `B. Kirov`; None where they are no longer the body's."""
        ids = self.printing(answers)(0, lambda: Stream("", "any order"))
        texts = {text: id for id in ids for _, text in self.on_paper((id,))}
        bare = [re.sub(r"^[A-Z]\. ", "", choice) for choice in choices]
        printed = [next((id for text, id in texts.items() if same_words(text, one)), "") for one in bare]
        return tuple(printed) if sorted(printed) == sorted(ids) else None

    def in_brief(self) -> Body:
        """The body for a colleague, who needs room for a note alone; as it is, unless the kind says otherwise."""
        return self

    # ---- when a printed run is verified

    @abstractmethod
    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The texts that must be found on that student's paper in this order, each after its label ("" for none)."""

    def by_tier(self, answers: Answers, printed: Sequence[str], tier: Tier) -> list[tuple[str, str]]:
        """As `on_paper`, what only that student's tier has, which stands before the rest; nothing, as a rule."""
        return []

    @abstractmethod
    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The right answer on that student's paper, as `answer` should give it; "" where many would be right.

        This is worked out a second time and in another way, and never by calling `answer`: `verify` compares the
        two, and a mistake that both shared would pass unseen.
        """
