"""Choose two: two of several options are right, and are answered with their letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Body, Choosable, Fact, KeyRow, Lettered, Printing, StudentBody
from worksheetgen.kinds.shared import by_id, chosen, lettered, the_key
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream

if TYPE_CHECKING:
    from .entry import ChooseTwoEntry


class StudentChooseTwo(StudentBody):
    """Options in printed order."""

    options: tuple[Lettered, ...]


class ChooseTwo(Body):
    """Two of several options."""

    options: tuple[Choosable, ...]

    answered_with = "two letters, such as B D"

    @classmethod
    def entry(cls) -> type[ChooseTwoEntry]:
        """Options, and the ids of the two right ones."""
        from .entry import ChooseTwoEntry

        return ChooseTwoEntry

    def searched(self) -> Iterator[str]:
        """All options."""
        yield from (option.text for option in self.options)

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, and each option by itself."""
        yield stem
        yield from self.searched()

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The two right options."""
        yield from (Fact(stem, (right,)) for right in self.kept_back(answers))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """The two right options."""
        texts = by_id(self.options)
        yield from (texts[id] for id in the_key(answers).answers)

    def printing(self, answers: Answers) -> Printing:
        """All options in a drawn order."""
        ids = [option.id for option in self.options]

        def drawn(_: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
            return stream().shuffled(ids)

        return drawn

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentChooseTwo:
        """The options under their letters."""
        return StudentChooseTwo(lettered(self.options, printed))

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """Both letters in the order of the alphabet: `B D`."""
        return " ".join(sorted(ascii_uppercase[printed.index(id)] for id in the_key(answers).answers))

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """Every option, the right ones marked."""
        right = the_key(answers).answers
        return tuple(KeyRow(option.text, option.id in right, "") for option in self.options)

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The options of two letters, in the order in which the key has them."""
        wanted = {chosen(letter, self.options, printed) for letter in typed.replace(",", " ").split()}
        if len(wanted) != 2:
            raise ValueError(typed)
        return tuple(sorted(wanted, key=[option.id for option in self.options].index))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Every option after its letter."""
        texts = by_id(self.options)
        return [(letter, texts[id]) for letter, id in zip(ascii_uppercase, printed, strict=False)]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The letters under which the right options' texts must be found on the paper."""
        texts = by_id(self.options)
        right = {texts[id] for id in the_key(answers).answers}
        return " ".join(letter for letter, text in self.on_paper(printed) if text in right)
