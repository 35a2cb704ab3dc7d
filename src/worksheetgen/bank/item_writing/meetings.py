"""Questions that must not meet on one paper and do not say so: found by comparing the words of all pairs.

Texts are compared as sets of word stems (`words.matter`): “He was murdered” and “the murder of Kirov” share a
stem. A question gives another away where one sentence that it tells has all the stems of an answer to the
other, and enough stems of what the other asks to be about the same thing.
"""

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

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
SHARED = 0.3
"""So much of what is asked, and two stems at the least, must stand in a sentence that has the answer.

With fewer, the sentence is most likely about something else in which the answer happens to occur.
"""
ALIKE = 0.5
"""Two questions ask the same if so large a share of all their stems are stems of both."""


@dataclass(frozen=True)
class AskedFact:
    """A part of a question as sets of word stems: what it asks, and each thing that a pupil must know.

    `stem` has the stems of the lead and the stem together; what stands there is left out of the `answers`,
    none of which is empty.
    """

    question: Question
    stem: frozenset[str]
    answers: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class ToldFact:
    """A sentence that pupils may read on a paper with the question, and the stems of its words.

    `source` is the id of the question's source that has the sentence, "" where the question itself has it.
    """

    question: Question
    source: str
    sentence: str
    stems: frozenset[str]


def gives_no_other_away(unit: Unit) -> Iterator[tuple[Question, Remark]]:
    """What one question tells does not answer another, unless the two are enemies.

    Haladyna, Downing and Rodriguez (2002), guideline 4: keep the content of items independent of one another. What a
    question's source shows is told as well, but not to questions about that source.
    """
    notes = {term.term: f"{term.term}: {term.meaning}" for term in unit.glossary}
    shown = {source.id: tuple(_shown(source, notes)) for source in unit.sources}
    told = [
        *(told for question in unit.questions for told in _told(question, notes)),
        *(
            ToldFact(question, id, sentence, stems)
            for question in unit.questions
            for id in question.sources
            for sentence, stems in shown.get(id, ())
        ),
    ]
    index = _index(told)
    enemies = _enemies(unit)
    seen = set()  # one remark is enough for each pair, in each direction
    for question in unit.questions:
        for asked in _asked(question):
            for other in _giving_away(asked, told, index):
                pair = (question.id, other.question.id)
                # A question on the same source is meant to be answered from it.
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
    # Each question is compared with those of its group before it: of the same kinds, main topic and sources.
    groups: dict[object, list[tuple[Question, frozenset[str]]]] = defaultdict(list)
    for question in unit.questions:
        stems = frozenset().union(*(told.stems for told in _told(question, {})), *_all_answers(question))
        for other, others in groups[question.kinds, question.topic, question.sources]:
            alike = len(stems & others) / max(1, len(stems | others))
            if alike >= ALIKE and (question.id, other.id) not in enemies:
                what = f"It asks nearly the same as {other.id}."
                yield question, (what, f"Add {other.id} to ‘enemies’, or ask something else.")
        groups[question.kinds, question.topic, question.sources].append((question, stems))


def _enemies(unit: Unit) -> frozenset[tuple[str, str]]:
    """The pairs of ids of which one names the other as its enemy, both ways round."""
    named = {(question.id, enemy) for question in unit.questions for enemy in question.enemies}
    return frozenset(named | {(enemy, id) for id, enemy in named})


def _asked(question: Question) -> Iterator[AskedFact]:
    """The question's parts that a sentence could give away: those with short answers.

    Which answers are short, each body says (`Body.short_answers`). An answer whose words the stem has already
    is left out, as every sentence about the matter would give it away.
    """
    for part in question.parts:
        stem = matter(f"{question.lead} {part.stem}")
        answers = tuple(answer for answer in (matter(text) - stem for text in _answers(part)) if answer)
        if answers and stem:
            yield AskedFact(question, stem, answers)


def _all_answers(question: Question) -> Iterator[frozenset[str]]:
    """The stems of every short answer of the question."""
    for part in question.parts:
        yield from map(matter, _answers(part))


def _answers(part: Part) -> Iterator[str]:
    """Each thing that a pupil must know to answer the part, in the bank's words; none for a long answer."""
    return part.body.short_answers(part.answers, part.marks)


def _told(question: Question, notes: Mapping[str, str]) -> Iterator[ToldFact]:
    """The sentences of a question that a pupil can believe: not the options, not a false statement.

    Its extension and the `notes` on its terms are among them, as they are printed for some; its other support is not.
    """
    helps = question.scaffolds
    texts = [question.lead, helps.extension, *(notes[term] for term in helps.glossary if term in notes)]
    for part in question.parts:
        texts += part.body.told(part.stem, part.answers)
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            if stems := matter(sentence):
                yield ToldFact(question, "", sentence.replace("**", ""), stems)


def _shown(source: Source, notes: Mapping[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each sentence, row, bar or event that a source shows, with the stems of its words, and the `notes` on its terms.

    A row or bar has the table's heads or the chart's measure added, without which it says nothing.
    """
    match source.content:
        case ProseContent(paragraphs):
            texts = tuple(sentence for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph))
        case TableContent(columns, rows):
            heads = " ".join(columns)
            texts = tuple(f"{' '.join(row)} ({heads})" for row in rows)
        case ChartContent(measure, bars):
            texts = tuple(f"{bar.label}: {bar.value:g} ({measure})" for bar in bars)
        case TimelineContent(events):
            texts = tuple(f"{event.when}: {event.text}" for event in events)
        case PictureContent():
            texts = ()
    for text in (*texts, *(notes[term] for term in source.glossary if term in notes)):
        yield text, matter(text)


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
    """The sentences of `told` with all of an answer and enough of what is asked; `index` is that of `told`.

    A sentence that has several of the part's answers comes several times.
    """
    for answer in asked.answers:
        for number in sorted(set.intersection(*(index.get(stem, set()) for stem in answer))):
            if len(asked.stem & told[number].stems) >= max(2, SHARED * len(asked.stem)):
                yield told[number]
