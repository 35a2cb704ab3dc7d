"""Questions that must not meet on one paper and do not say so: found by search over all pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worksheetgen.bank.item_writing.words import matter
from worksheetgen.kinds.base import Remark
from worksheetgen.model.bank import Part, Question, Unit
from worksheetgen.model.source import (
    ChartContent,
    PictureContent,
    ProseContent,
    Source,
    TableContent,
    TimelineContent,
)

SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
SHARED = 0.3
"""Of what a question asks, so much, and two words at the least, must stand beside its answer elsewhere before it
counts as given away."""
ALIKE = 0.5
"""Two questions whose words agree so far (shared words over all words) ask the same."""


@dataclass(frozen=True)
class AskedFact:
    """A part as a search sees it: what it asks, and each of its answers, as stems of words."""

    question: Question
    stem: frozenset[str]
    answers: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class ToldFact:
    """A sentence that a pupil reads on the paper with the question, as stems of words; `source` "" for its own."""

    question: Question
    source: str
    sentence: str
    stems: frozenset[str]


def gives_no_other_away(unit: Unit) -> Iterator[tuple[Question, Remark]]:
    """What one question tells does not answer another, unless the two are enemies.

    Haladyna, Downing and Rodriguez (2002), guideline 4: keep the content of items independent of one another. What a
    question's source shows is told as well, but not to questions about that source.
    """
    shown = {source.id: tuple(_shown(source)) for source in unit.sources}
    told = [
        *(told for question in unit.questions for told in _told(question)),
        *(
            ToldFact(question, id, sentence, stems)
            for question in unit.questions
            for id in question.sources
            for sentence, stems in shown.get(id, ())
        ),
    ]
    index = _index(told)
    enemies = _enemies(unit)
    seen = set()
    for question in unit.questions:
        for asked in _asked(question):
            for other in _beside(asked, told, index):
                pair = (question.id, other.question.id)
                apart = question.id != other.question.id and other.source not in question.sources
                if apart and pair not in enemies and pair not in seen:
                    seen.add(pair)
                    who = f"The source of {other.question.id}" if other.source else other.question.id
                    what = f"{who} gives the answer away: “{other.sentence}”"
                    yield question, (what, f"Add {other.question.id} to ‘enemies’, or reword one of the two.")


def asks_what_no_other_asks(unit: Unit) -> Iterator[tuple[Question, Remark]]:
    """No two questions of a kind ask the same in nearly the same words, unless they are enemies.

    Near-duplicates on one paper give marks twice for one thing (guideline 4).
    """
    enemies = _enemies(unit)
    groups: dict[object, list[tuple[Question, frozenset[str]]]] = defaultdict(list)
    for question in unit.questions:
        stems = frozenset().union(*(told.stems for told in _told(question)), *_all_answers(question))
        for other, others in groups[question.kinds, question.topics[0], question.sources]:
            alike = len(stems & others) / max(1, len(stems | others))
            if alike >= ALIKE and (question.id, other.id) not in enemies:
                what = f"It asks nearly the same as {other.id}."
                yield question, (what, f"Add {other.id} to ‘enemies’, or ask something else.")
        groups[question.kinds, question.topics[0], question.sources].append((question, stems))


def _enemies(unit: Unit) -> frozenset[tuple[str, str]]:
    named = {(question.id, enemy) for question in unit.questions for enemy in question.enemies}
    return frozenset(named | {(enemy, id) for id, enemy in named})


def _asked(question: Question) -> Iterator[AskedFact]:
    """The parts with short answers: those with a key, and points of a mark each."""
    for part in question.parts:
        stem = matter(f"{question.lead} {part.stem}")
        answers = tuple(answer for answer in (matter(text) - stem for text in _answers(part)) if answer)
        if answers and stem:
            yield AskedFact(question, stem, answers)


def _all_answers(question: Question) -> Iterator[frozenset[str]]:
    for part in question.parts:
        yield from map(matter, _answers(part))


def _answers(part: Part) -> Iterator[str]:
    """What a pupil would have to know, in the bank's words."""
    return part.body.short_answers(part.answers, part.marks)


def _told(question: Question) -> Iterator[ToldFact]:
    """The sentences that a pupil can believe: not the options, not a false statement."""
    texts = [question.lead, question.scaffolds.extension]
    for part in question.parts:
        texts += part.body.told(part.stem, part.answers)
    for text in texts:
        for sentence in SENTENCE_END.split(text):
            if stems := matter(sentence):
                yield ToldFact(question, "", sentence.replace("**", ""), stems)


def _shown(source: Source) -> Iterator[tuple[str, frozenset[str]]]:
    """The sentences, rows, values or events of a source, with the stems of their words."""
    match source.content:
        case ProseContent(paragraphs):
            texts = tuple(sentence for paragraph in paragraphs for sentence in SENTENCE_END.split(paragraph))
        case TableContent(columns, rows):
            heads = " ".join(columns)
            texts = tuple(f"{' '.join(row)} ({heads})" for row in rows)
        case ChartContent(measure, bars):
            texts = tuple(f"{bar.label}: {bar.value:g} ({measure})" for bar in bars)
        case TimelineContent(events):
            texts = tuple(f"{event.when}: {event.text}" for event in events)
        case PictureContent():
            texts = ()
    for text in texts:
        yield text, matter(text)


def _index(told: list[ToldFact]) -> Mapping[str, set[int]]:
    """Which sentences have a word."""
    index: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(told):
        for stem in one.stems:
            index[stem].add(number)
    return index


def _beside(asked: AskedFact, told: list[ToldFact], index: Mapping[str, set[int]]) -> Iterator[ToldFact]:
    """The sentences that hold an answer beside most of what is asked."""
    for answer in asked.answers:
        for number in sorted(set.intersection(*(index.get(stem, set()) for stem in answer))):
            if len(asked.stem & told[number].stems) >= max(2, SHARED * len(asked.stem)):
                yield told[number]
