"""Material to the words of a crossword or a word search, with what tells the teacher which terms are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worksheetgen.activities.material import Clue, Material, clue_sources, sentences_from
from worksheetgen.english import capitalised
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Body
from worksheetgen.kinds.clued import WordClue
from worksheetgen.kinds.lettered_terms import in_squares, lengths_of, unfit
from worksheetgen.model.answers import Key
from worksheetgen.model.question import Part, Question
from worksheetgen.value import Value, replace

FEWEST_WORDS = 4
"""Of fewer words no grid is made."""


class ChosenWords(Value):
    """What goes into a grid: `asked` in order, and the terms that are `left_out`, each with why."""

    asked: tuple[Clue, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of each word."""
        return tuple(in_squares(one.term) for one in self.asked)

    @property
    def clues(self) -> tuple[WordClue, ...]:
        """The clue of each word with a capital, and its lengths."""
        return tuple(WordClue(capitalised(one.clue), lengths_of(one.term)) for one in self.asked)

    def without(self, terms: Sequence[str], why: str) -> ChosenWords:
        """The words but these, which are left out."""
        asked = tuple(one for one in self.asked if one.term not in terms)
        return ChosenWords(asked, (*self.left_out, *((term, why) for term in terms)))


def chosen_words(material: Material, most: int, longest: int) -> ChosenWords:
    """The first terms that fit a grid whose words have up to so many letters, `most` at the most."""
    asked: list[Clue] = []
    left_out: list[tuple[str, str]] = []
    for one in material.clues:
        if len(asked) == most:
            break
        letters = in_squares(one.term)
        why = unfit(one.term, longest)
        if not why and letters in map(in_squares, (other.term for other in asked)):
            why = "has the same letters as another"
        if why:
            left_out.append((one.term, why))
        else:
            asked.append(one)
    return ChosenWords(tuple(asked), tuple(left_out))


def question_of(
    material: Material, id: str, kind: Kind, stem: str, words: ChosenWords, body: Body
) -> Question:
    """The question that asks for these words; its note names those that are left out."""
    marks = len(words.asked)
    key = Key(tuple(one.term for one in words.asked), clue_sources(words.asked), ())
    part = Part(kind, stem, marks, material.knowledge(marks), body, (key,))
    asking = sentences_from(words.asked)
    question = material.question(id, [part], difficulty=2, minutes=marks, asking=asking)
    return replace(question, note=" ".join(_named(words.left_out)))


def enough(material: Material, words: ChosenWords, activity: str) -> None:
    """Raises InvalidInput where the words are too few for that activity."""
    if len(words.asked) < FEWEST_WORDS:
        fit = f"{FEWEST_WORDS} terms of the glossary that fit its grid"
        what = f"{activity} needs {fit}, and there are {len(words.asked)}."
        why = "".join(f" ‘{term}’ {reason}." for term, reason in words.left_out)
        raise material.lacking(what + why, "Ask for more paragraphs, or add terms to glossary.yaml.")


def _named(left_out: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A sentence for each term that is left out."""
    for term, why in left_out:
        yield f"‘{term}’ is left out: it {why}."
