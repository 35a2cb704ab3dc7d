"""Questions that must not meet on one paper and do not say so: found by comparing the words of all pairs.

Texts are compared as sets of word stems (`words.matter`): “He was murdered” and “the murder of Kirov” share a
stem. A question gives another away where one sentence that it prints has the stems of an answer to the other (of
a long one half), in any wording that is credited, and enough stems of what the other asks to be about the same thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from worksheetgen.bank.item_writing.printed import notes_of, sentences_of, sentences_shown
from worksheetgen.bank.item_writing.words import matter
from worksheetgen.kinds.base import Fact, Remark
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.value import Value

SHARED = 0.2
"""So much of what is asked, and two stems at the least, must stand in a sentence that has the answer.

With fewer, the sentence is most likely about something else in which the answer happens to occur.
"""
SHORT = 2
"""An answer of so many stems is given away by all of them, a longer one by half, a statement by three quarters."""
ALIKE = 0.5
"""Two questions ask the same if so large a share of all their stems are stems of both."""


class AskedFact(Value):
    """Something that a question asks, as sets of word stems: what it asks, and the answer in each credited wording.

    What stands in `stem` is left out of the `answers`, none of which is empty.
    """

    question: Question
    stem: frozenset[str]
    answers: tuple[frozenset[str], ...]

    @property
    def least(self) -> float:
        """How many stems of what is asked a sentence must have to be about the same thing."""
        return min(len(self.stem), max(2, SHARED * len(self.stem)))


class ToldFact(Value):
    """A sentence that pupils may read on a paper, and the stems of its words.

    `by` is the id of the question that prints it, or of a source; on the paper it stands with one of `askers`, the
    question itself or those on the source.
    """

    by: str
    askers: tuple[str, ...]
    sentence: str
    stems: frozenset[str]


def gives_no_other_away(unit: Unit) -> Iterator[tuple[Question, Remark]]:
    """What one question prints does not answer another, unless the two are enemies.

    Haladyna, Downing and Rodriguez (2002), guideline 4: keep the content of items independent of one another. What a
    question's source shows is printed as well, but not to questions about that source; and what a question's own source
    shows cannot be given away to it.
    """
    notes = notes_of(unit)
    shown = {
        source.id: tuple(_told_by(source.id, unit, sentences_shown(source, notes))) for source in unit.sources
    }
    told = [
        *(
            one
            for question in unit.questions
            for one in _told_by(question.id, unit, sentences_of(question, notes))
        ),
        *(one for sentences in shown.values() for one in sentences),
    ]
    index = _index(told)
    for question in unit.questions:
        own = frozenset().union(*(one.stems for id in question.sources for one in shown.get(id, ())))
        seen = {question.id, *question.sources}  # one remark is enough for each that tells
        for asked in _asked(question, own):
            for other in _giving_away(asked, told, index):
                if other.by not in seen and not unit.enemies[question.id].issuperset(other.askers):
                    seen.add(other.by)
                    who = other.by if other.by in unit.by_id else f"The source {other.by}"
                    what = f"{who} gives the answer away: “{other.sentence}”"
                    yield question, (what, f"Add {other.by} to ‘enemies’, or reword one of the two.")


def asks_what_no_other_asks(unit: Unit) -> Iterator[tuple[Question, Remark]]:
    """No two questions of a kind ask the same in nearly the same words, unless they are enemies.

    Near-duplicates on one paper give marks twice for one thing (guideline 4).
    """
    said = [_said(question) for question in unit.questions]
    # Each question is compared with those of its group before it: of the same kinds, main topic and sources.
    groups: dict[object, list[int]] = defaultdict(list)
    for number, question in enumerate(unit.questions):
        groups[question.kinds, question.topic, question.sources].append(number)
    for group in groups.values():
        for number, before in _alike(said, group):
            question, other = unit.questions[number], unit.questions[before]
            if other.id not in unit.enemies[question.id]:
                what = f"It asks nearly the same as {other.id}."
                yield question, (what, f"Add {other.id} to ‘enemies’, or ask something else.")


def _alike(said: Sequence[frozenset[str]], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a group, the later one first, that share at least ALIKE of all their stems.

    Two that do have one in common among the rarest of each, so that few need to be compared.
    """
    counts = Counter(stem for number in group for stem in said[number])
    index: dict[str, list[int]] = defaultdict(list)
    for number in group:
        stems = sorted(said[number], key=lambda stem: (counts[stem], stem))
        rarest = stems[: len(stems) - ceil(ALIKE * len(stems)) + 1]
        for before in sorted({one for stem in rarest for one in index[stem]}):
            shared = len(said[number] & said[before])
            if shared >= ALIKE * (len(said[number]) + len(said[before]) - shared):
                yield number, before
        for stem in rarest:
            index[stem].append(number)


def _facts(question: Question) -> Iterator[Fact]:
    """What must be known to answer the question; its lead asks along with every part."""
    for part in question.parts:
        for fact in part.body.facts(part.stem, part.answers):
            yield Fact(f"{question.lead} {fact.asked}" if fact.asked else "", fact.wordings)


def _asked(question: Question, own: frozenset[str]) -> Iterator[AskedFact]:
    """The question's facts that a sentence could give away; `own` are the stems of what its own sources show.

    An answer whose words the stem has already is left out, as every sentence about the matter would give it away.
    """
    for fact in _facts(question):
        stem = matter(fact.asked)
        wordings = (matter(wording) - stem for wording in fact.wordings)
        answers = tuple(answer for answer in wordings if not answer <= own)
        if answers and (stem or not fact.asked):
            yield AskedFact(question, stem, answers)


def _said(question: Question) -> frozenset[str]:
    """The stems of all that a question asks and of the answers to it, without its support."""
    texts = [
        question.lead,
        *(text for part in question.parts for text in part.body.told(part.stem, part.answers)),
    ]
    answers = (fact.wordings[0] for fact in _facts(question))
    return frozenset().union(*map(matter, (*texts, *answers)))


def _told_by(id: str, unit: Unit, sentences: Iterable[str]) -> Iterator[ToldFact]:
    """The sentences that the question or source of this id prints, for whomever; none of a source without questions."""
    askers = (id,) if id in unit.by_id else tuple(one.id for one in unit.questions if id in one.sources)
    for sentence in sentences:
        stems = matter(sentence)
        if stems and askers:
            yield ToldFact(id, askers, sentence, stems)


def _index(told: list[ToldFact]) -> Mapping[str, set[int]]:
    """By the stem of a word, the positions in `told` of the sentences that have it.

    With it the sentences that have all the words of an answer are found without going through all sentences.
    """
    index: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(told):
        for stem in one.stems:
            index[stem].add(number)
    return index


def _giving_away(asked: AskedFact, told: list[ToldFact], index: Mapping[str, set[int]]) -> Iterator[ToldFact]:
    """The sentences of `told` with enough of an answer and of what is asked; `index` is that of `told`.

    A sentence that has several of the wordings comes several times.
    """
    for answer in asked.answers:
        held = Counter(number for stem in answer for number in index.get(stem, ()))
        enough = len(answer) * (1 if len(answer) <= SHORT else 0.5 if asked.stem else 0.75)
        for number in sorted(number for number, stems in held.items() if stems >= enough):
            if len(asked.stem & told[number].stems) >= asked.least:
                yield told[number]
