"""The words that can be taken out of a passage: terms, figures, names and nouns that it does not give away itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

from worksheetgen.activities.material import claims_on, split_sentences
from worksheetgen.english import MONTHS, WEB_ADDRESS
from worksheetgen.letters import CAPITAL
from worksheetgen.model.bank import Unit
from worksheetgen.value import Value

_FIGURE = re.compile(
    r"(?<![\w.,–£$€-])\d+(?:,\d{3})*(?:\.\d+)?(?: (?:thousand|million|billion))?(?![\w–%⁻⁺₋₊-])"
)
_NAME = re.compile(
    rf"(?:(?<=[\w,;] )|(?<=[\w,;] [“‘(])){CAPITAL}(?:[^\W\d]|’)+(?:[- ]{CAPITAL}(?:[^\W\d]|’)+)*(?![\w-])"
)
_RAISED = "⁰¹²³⁴-ⁿ₀-ₜ"
_RECKONS = "[=+−×·÷<>≤≥≈→⇌]"
_FORMULA = rf"(?<!\S)(?:\S*[{_RAISED}]\S*|\S++(?= {_RECKONS}(?!\S)))|(?<= {_RECKONS} )\S+"
"""What has a raised or lowered sign, and what stands beside a sign of reckoning: nobody can write half a formula."""
_NO_WORDS = re.compile(
    rf"{WEB_ADDRESS.pattern}|{_FORMULA}|\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?(?:{'|'.join(MONTHS)})\b"
)
"""What nobody is asked for: part of the address of a page or of a formula, a day or a month."""
_NOUN = re.compile(
    r"(?<![\w-])[a-z]{3,}(?:tion|sion|cion|ment|ity|ship|ism|ist|ance|ence|[^y]ers|ors)s?(?![\w-])"
)
"""By its ending a noun, and most likely one that says something."""
_POSSESSIVE = re.compile(r"’s?$")
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{3})(?:ations?|ions?|ings?|ers?|ors?|es|ed|s|d|e)$")
_SHORT = 3
"""A word of fewer letters among others gives nothing away."""
_EVERYWHERE = 3
"""A name that stands in every third paragraph is asked for by none: nobody could fail to know it."""


class GapSort(IntEnum):
    """What a gap asks for: a term of the glossary, a figure, a name, or where these are too few another noun."""

    TERM = 0
    FIGURE = 1
    NAME = 2
    NOUN = 3


class WordGap(Value):
    """Words of a passage that can be taken out: where they begin and end, and in which sentence, from 0."""

    start: int
    end: int
    words: str
    sentence: int
    sort: GapSort


def gaps_of(unit: Unit, number: int, passage: str) -> tuple[WordGap, ...]:
    """The words that a passage of that paragraph can be without, in its order.

    None is part of a claim that historians contest, of a date but its year, or of the address of a page, and none has a
    word that stands elsewhere in the passage.
    """
    begun = _beginnings(passage)
    closed = [*_contested(unit, number, passage), *(found.span() for found in _NO_WORDS.finditer(passage))]
    standing = _told(passage)
    found: list[WordGap] = []
    for start, end, sort in _candidates(unit, passage):
        words = passage[start:end]
        own = _told(words)
        given_away = any(
            standing[one] > times for one, times in own.items() if len(one) >= _SHORT or len(own) == 1
        )
        if not (given_away or any(low < end and start < high for low, high in closed)):
            sentence = bisect_right(begun, start) - 1
            found.append(WordGap(start, end, words, sentence, sort))
    return tuple(sorted(found, key=lambda gap: gap.start))


def _stem(word: str) -> str:
    """A word without what its forms differ in: `purg` of purge, purges and purged."""
    return _ENDING.sub("", word.casefold())


def _told(words: str) -> Counter[str]:
    """How often each of all words stands there: by its stem, one that is too short for a stem as it is written."""
    return Counter(_stem(word) if len(word) >= _SHORT else word for word in _WORD.findall(words))


def all_words(words: str) -> frozenset[str]:
    """Every word, short ones too: what a word to spare must not be."""
    return frozenset(_told(words))


def stems(words: str) -> frozenset[str]:
    """The stems of all words that are long enough to say something, and of figures."""
    return frozenset(_stem(word) for word in _WORD.findall(words) if len(word) >= _SHORT or word.isdigit())


def _candidates(unit: Unit, passage: str) -> Iterator[tuple[int, int, GapSort]]:
    """Where such words begin and end; of those that overlap the first of these, and the longest."""
    taken = bytearray(len(passage))  # a 1 for each character that belongs to one
    for sort, start, end in sorted(_spans(unit, passage), key=lambda each: (each[0], each[1] - each[2])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield start, end, sort


def _spans(unit: Unit, passage: str) -> Iterator[tuple[GapSort, int, int]]:
    for term in unit.glossary:
        standing = rf"(?<![\w-]){re.escape(term.term)}(?:s|es|d|ed)?(?![\w-])"
        for found in re.finditer(standing, passage, re.IGNORECASE):
            yield GapSort.TERM, *found.span()
    for found in _FIGURE.finditer(passage):
        yield GapSort.FIGURE, *found.span()
    for found in _NAME.finditer(passage):
        name = _POSSESSIVE.sub("", found[0])
        if sum(name in paragraph for paragraph in unit.text) * _EVERYWHERE <= max(
            len(unit.text), _EVERYWHERE
        ):
            yield GapSort.NAME, found.start(), found.start() + len(name)
    for found in _NOUN.finditer(passage):
        yield GapSort.NOUN, *found.span()


def _beginnings(passage: str) -> list[int]:
    """Where the sentences of a passage begin."""
    begun, at = [], 0
    for sentence in split_sentences(passage):
        at = passage.index(sentence, at)
        begun.append(at)
        at += len(sentence)
    return begun


def _contested(unit: Unit, number: int, passage: str) -> Iterator[tuple[int, int]]:
    """Where claims begin and end that historians have moved on from, as far as the passage has them."""
    for claim in claims_on(unit, number):
        for part in (claim, *(one for one in split_sentences(passage) if one in claim)):
            if (start := passage.find(part)) >= 0:
                yield start, start + len(part)


_YEAR = re.compile(r"1\d{3}|20\d{2}")


def fit_each_other(one: WordGap, other: WordGap) -> bool:
    """Whether both ask for a year, or for a figure of the same unit: nobody could tell which belongs where."""
    return one.sort is other.sort is GapSort.FIGURE and _unit_of(one.words) == _unit_of(other.words)


def _unit_of(figure: str) -> str:
    """`year`, or the word after a figure: `million` of 2 million, "" for none."""
    return "year" if _YEAR.fullmatch(figure) else figure.partition(" ")[2]


def words_between(passage: str, one: WordGap, other: WordGap) -> int:
    """How many words stand between two gaps of a passage; -1 where they are the same."""
    if one == other:
        return -1
    first, second = sorted((one, other), key=lambda gap: gap.start)
    return len(_WORD.findall(passage[first.end : second.start]))
