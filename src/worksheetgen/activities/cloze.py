"""Cloze: paragraphs of the text with gaps, and less help to fill them the more a pupil can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from worksheetgen.activities.gaps import (
    GapSort,
    WordGap,
    all_words,
    fit_each_other,
    gaps_of,
    stems,
    words_between,
)
from worksheetgen.activities.material import Material, split_sentences
from worksheetgen.english import counted
from worksheetgen.kinds import Kind
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.question import Part, Question
from worksheetgen.streams import Stream
from worksheetgen.value import Value, replace

_FEWEST, _MOST = 3, 10
"""So many gaps have all passages together."""
_OF_FEW = {1: 6, 2: 8}
"""The most where there are one or two passages."""
_MOST_EXCERPTS = 200
"""So many sentences of a paragraph are looked at for where an excerpt may begin: only a spoilt text has more."""
_LONGEST, _LONGEST_IN_ALL = 150, 300
"""So many words have a passage and all of them together: what an evening has time for."""
_DRAWN = 3
"""So many paragraphs are drawn where there are more."""
_APART = 4
"""So many words stand between two gaps."""
_SPARES = 2
"""So many words of the box fit no gap."""
_TASK = "Write in each gap what is missing."


class _Passage(Value):
    """A paragraph of the text by its number, or some sentences of it, with the gaps that it can have, best first."""

    number: int
    text: str
    gaps: tuple[WordGap, ...]

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    def sentences(self, taken: frozenset[str]) -> int:
        """In how many of its sentences but the first there is a gap without a word whose stem is `taken`."""
        fair = (gap for gap in self.gaps if stems(gap.words).isdisjoint(taken))
        return len({gap.sentence for gap in fair} - {0})


def cloze(material: Material, id: str, seed: str) -> Question:
    """Paragraphs with their gaps, each a part. Raises InvalidInput where there are too few words to ask for."""
    stream = Stream(seed, "activity", id)
    chosen = _chosen(material, _passages(material, stream))
    passages = [replace(one, gaps=gaps) for one, gaps in chosen if gaps]
    marks = sum(len(one.gaps) for one in passages)
    if marks < _FEWEST:
        what = f"cloze finds {counted(marks, 'word')} to ask for here, and needs {_FEWEST}: terms, figures, names."
        raise material.lacking(what, "Ask for more paragraphs, or add words of theirs to glossary.yaml.")
    parts = [
        _part(material, one, spares, alone=len(passages) == 1)
        for one, spares in zip(passages, _spares(material, passages, stream), strict=True)
    ]
    lead = f"Complete these paragraphs of the text. {_TASK}" if len(parts) > 1 else ""
    asking = [one.number for one in passages]
    return material.question(id, parts, difficulty=3, minutes=marks, asking=asking, lead=lead)


def _part(material: Material, passage: _Passage, spares: Sequence[str], *, alone: bool) -> Part:
    """The passage cut at its gaps; the key has their words in order."""
    cuts = [0, *(at for gap in passage.gaps for at in (gap.start, gap.end)), len(passage.text)]
    pieces = tuple(passage.text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    words = tuple(gap.words for gap in passage.gaps)
    box = tuple(sorted((*words, *spares), key=str.casefold))
    body = GapFill(pieces, box, fading=True, doubt=material.unit.doubts(passage.number))
    stem = f"Complete this paragraph of the text. {_TASK}" if alone else f"Paragraph {passage.number}"
    where = f"The words of paragraph {passage.number}. Accept others that say the same."
    marks = len(words)
    return Part(Kind.GAP_FILL, stem, marks, material.knowledge(marks), body, (Key(words, where, ()),))


# ---- which passages ------------------------------------------------------------------------------


def _passages(material: Material, stream: Stream) -> list[_Passage]:
    """The paragraphs that can have gaps, in the text's order: drawn ones where they are too long for an evening.

    Those are drawn first that have a word to ask for in several sentences.
    """
    each = (_passage(material, number, stream) for number in material.paragraphs)
    able = [one for one in each if one.gaps]
    if sum(one.length for one in able) <= _LONGEST_IN_ALL:
        return able
    taken = stems(" ".join(material.taken | material.told))
    some: list[_Passage] = []
    for one in sorted(stream.shuffled(able), key=lambda one: one.sentences(taken) < _FEWEST):
        if not some or sum(other.length for other in (*some, one)) <= _LONGEST_IN_ALL:
            some.append(one)
        if len(some) == _DRAWN:
            break
    return sorted(some, key=lambda one: one.number)


def _passage(material: Material, number: int, stream: Stream) -> _Passage:
    """A paragraph with the gaps that it can have; of a long one the sentences, one after another, with most of them."""
    unit = material.unit
    some = islice(_excerpts(unit.text[number - 1]), _MOST_EXCERPTS)
    excerpts = ((text, gaps_of(unit, number, text)) for text in some)
    text, gaps = max(excerpts, key=lambda each: len(each[1]))
    return _Passage(number, text, stream.shuffled(gaps))


def _excerpts(paragraph: str) -> Iterator[str]:
    """The paragraph; of one that is too long the longest runs of sentences that are not, of one sentence at least."""
    every = split_sentences(paragraph)
    for begin in range(len(every)):
        run = [every[begin]]
        for sentence in every[begin + 1 :]:
            if len(" ".join((*run, sentence)).split()) > _LONGEST:
                break
            run.append(sentence)
        yield " ".join(run) if len(run) < len(every) else paragraph
        if begin + len(run) == len(every):
            return


# ---- which gaps ----------------------------------------------------------------------------------


def _chosen(
    material: Material, passages: Sequence[_Passage]
) -> Iterator[tuple[_Passage, tuple[WordGap, ...]]]:
    """Each passage with its gaps, in its order: one of each passage in turn, until there are enough.

    A sentence has one, and the first none, so that a pupil knows what it is about; where that makes too few, a sentence
    has more, and the first has too. No two of a passage ask for a year each, or for figures of the same unit. What the
    paper says elsewhere is asked only where there are too few without.
    """
    chosen: dict[int, list[WordGap]] = {one.number: [] for one in passages}

    def count() -> int:
        return sum(map(len, chosen.values()))

    def fits(one: _Passage, gap: WordGap, several: bool, first: bool) -> bool:
        own = chosen[one.number]
        return (
            (first or gap.sentence > 0)
            and (several or gap.sentence not in {other.sentence for other in own})
            and all(words_between(one.text, gap, other) >= _APART for other in own)
            and not any(fit_each_other(gap, other) for other in own)
            and all(
                stems(gap.words).isdisjoint(stems(other.words)) for each in chosen.values() for other in each
            )
        )

    said = stems(" ".join(material.taken | material.told))
    most = _OF_FEW.get(len(passages), _MOST)
    for fair, enough in ((True, most), (False, _FEWEST)):
        for several, first in ((False, False), (True, False), (True, True)):
            before = -1
            while before < count() < enough:
                before = count()
                for one in passages:
                    free = (
                        gap
                        for gap in _best_first(one, passages, said, fair)
                        if fits(one, gap, several, first)
                    )
                    chosen[one.number] += islice(free, int(count() < enough))
    for one in passages:
        yield one, tuple(sorted(chosen[one.number], key=lambda gap: gap.start))


def _best_first(
    passage: _Passage, passages: Sequence[_Passage], taken: frozenset[str], fair: bool
) -> list[WordGap]:
    """Its gaps, nouns that are no terms last; where it must be `fair`, none that the paper says elsewhere."""
    elsewhere = taken.union(*(stems(one.text) for one in passages if one is not passage))
    able = (gap for gap in passage.gaps if not (fair and not stems(gap.words).isdisjoint(elsewhere)))
    return sorted(able, key=lambda gap: gap.sort is GapSort.NOUN)


# ---- words to spare ------------------------------------------------------------------------------


def _spares(material: Material, passages: Sequence[_Passage], stream: Stream) -> Iterator[list[str]]:
    """For each passage words that stand in none: of the sorts of its own gaps, as far as the unit has them."""
    said = frozenset[str]().union(*(all_words(one.text) for one in passages))
    pool = {sort: list(stream.shuffled(words)) for sort, words in _others(material, said).items()}
    for one in passages:
        own = [sort for sort, _ in Counter(gap.sort for gap in one.gaps).most_common()]
        spares: list[str] = []
        while (
            len(spares) < _SPARES
            and (sort := next((sort for sort in (*own, *GapSort) if pool[sort]), None)) is not None
        ):
            spares.append(pool[sort].pop())
            own = own[1:] or own
        yield spares


def _others(material: Material, said: frozenset[str]) -> Mapping[GapSort, list[str]]:
    """The unit's terms, and the other words of its text, that have nothing in common with what is said."""
    unit = material.unit
    found: dict[GapSort, dict[frozenset[str], str]] = {sort: {} for sort in GapSort}
    for term in unit.glossary:
        found[GapSort.TERM].setdefault(_meant(term.term), term.term)
    for number, text in enumerate(unit.text, 1):
        for gap in gaps_of(unit, number, text):
            if gap.sort is not GapSort.TERM:
                found[gap.sort].setdefault(_meant(gap.words), gap.words)
    return {
        sort: [words for key, words in each.items() if key.isdisjoint(said)] for sort, each in found.items()
    }


def _meant(words: str) -> frozenset[str]:
    """What tells words from others: their stems, or the words themselves where all are too short for one."""
    return stems(words) or all_words(words)
