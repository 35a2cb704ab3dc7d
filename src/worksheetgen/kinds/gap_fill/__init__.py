"""Gap fill: words go into the gaps of a passage, from a box or with less help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from worksheetgen.english import counted
from worksheetgen.kinds.base import SENTENCE_END, Answers, Body, Fact, KeyRow, Printing, Remark, StudentBody
from worksheetgen.kinds.shared import in_pieces, nothing_moves, the_key
from worksheetgen.model.signs import same_words
from worksheetgen.model.tier import Tier

WORDS_TO_SPARE = 2
"""How many words a word bank should have too many."""

if TYPE_CHECKING:
    from worksheetgen.kinds.gap_fill.entry import GapFillEntry


class Help(StrEnum):
    """What helps to fill the gaps: a box with their words, the letter that each begins with, nothing."""

    BOX = "box"
    LETTERS = "letters"
    NONE = "none"


_HELP = {Tier.SUPPORT: Help.BOX, Tier.CORE: Help.LETTERS, Tier.CHALLENGE: Help.NONE}


class StudentGapFill(StudentBody):
    """A passage cut at its gaps, and what helps to fill them.

    `words` are those of the box, () where there is none; `letters` what each gap begins with, "" where that is not
    shown. `told` is the help that the stem does not speak of, as it is not everybody's; "" where it does. `doubt` says
    what of the passage historians have moved on from, "" for nothing.
    """

    pieces: tuple[str, ...]
    words: tuple[str, ...]
    letters: tuple[str, ...]
    told: str
    doubt: str


def two_words_are_spare(body: GapFill, _: str) -> Iterator[Remark]:
    """Guideline 28: no clue to the right answer; without spare words the last gap follows from the others."""
    if (spare := len(body.words) - len(body.pieces) + 1) < WORDS_TO_SPARE:
        yield (
            f"The word bank has {counted(spare, 'word')} to spare.",
            "Write two under ‘spare’ that fit no gap.",
        )


def word_bank_is_clear(body: GapFill, _: str) -> Iterator[Remark]:
    """Guideline 19: each gap has one right answer; no word stands twice in the word bank."""
    words = [word.casefold() for word in body.words]
    for word in sorted({word for word in words if words.count(word) > 1}):
        yield (
            f"‘{word}’ stands twice in the word bank.",
            "Choose another word, so that every gap has one answer.",
        )


def passage_opens_whole(body: GapFill, _: str) -> Iterator[Remark]:
    """Guideline 15: a pupil knows what it is about before the first gap, from a whole sentence."""
    if not any(mark in body.pieces[0].rstrip('”’" ') for mark in ".!?"):
        yield "The first sentence of the passage has a gap.", "Begin with a sentence without one."


class GapFill(Body):
    """A passage cut at its gaps (n gaps between n + 1 pieces) and the word bank, alphabetical with spares.

    Everybody has the word bank, unless the help is `fading`: then it is the support tier's, core has the letters that
    words begin with (figures have none), and challenge neither. `doubt` is as in `StudentGapFill`.
    """

    pieces: tuple[str, ...]
    words: tuple[str, ...]
    fading: bool = False
    doubt: str = ""

    item_rules = (two_words_are_spare, word_bank_is_clear, passage_opens_whole)
    answered_with = "the words in the order of the gaps, with ; between them"

    @classmethod
    def entry(cls) -> type[GapFillEntry]:
        """The passage with its words in [[ ]], and words to spare."""
        from worksheetgen.kinds.gap_fill.entry import GapFillEntry

        return GapFillEntry

    def searched(self) -> Iterator[str]:
        """The passage and the words."""
        yield " ".join(self.pieces)
        yield from self.words

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, and the passage with its words in their gaps, as a pupil can put the two together."""
        yield stem
        words = (*the_key(answers).answers, "")
        yield "".join(f"{piece}{word}" for piece, word in zip(self.pieces, words, strict=True))

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The word of each gap; the sentence around it asks for it."""
        words = the_key(answers).answers
        for word, before, after in zip(words, self.pieces[:-1], self.pieces[1:], strict=True):
            yield Fact(f"{SENTENCE_END.split(before)[-1]} … {SENTENCE_END.split(after)[0]}", (word,))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Nothing where everybody has the words; where help fades, these."""
        yield from the_key(answers).answers if self.fading else ()

    def printing(self, answers: Answers) -> Printing:
        """The words stand in alphabetical order on every paper."""
        return nothing_moves

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentGapFill:
        """The passage with its gaps, and the help that this student has."""
        help = _HELP[tier] if self.fading else Help.BOX
        # The first figure of a year says nothing: figures have no hint.
        begun = (
            word[0] if help is Help.LETTERS and not word[0].isdigit() else ""
            for word in the_key(answers).answers
        )
        return StudentGapFill(
            self.pieces,
            self.words if help is Help.BOX else (),
            tuple(begun),
            help.value if self.fading else "",
            self.doubt,
        )

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The words in the order of the gaps."""
        return "; ".join(the_key(answers).answers)

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """The words in the order of the gaps."""
        return (KeyRow("; ".join(the_key(answers).answers), True, ""),)

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """Words of the box, one for each gap."""
        asked = in_pieces(typed.replace(",", ";"))
        words = dict.fromkeys(self.words)
        found = tuple(word for piece in asked for word in words if same_words(word, piece))
        if len(found) != len(asked) or len(found) != len(self.pieces) - 1:
            raise ValueError(typed)
        return found

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Nothing: whatever helps, every paper has the same, and a long passage may go on overleaf."""
        return []

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """A word for each gap of the passage."""
        words = the_key(answers).answers
        gaps = range(len(self.pieces) - 1)
        return "; ".join(words[gap] for gap in gaps)
