"""Questions and sources to what pupils read of them, sentence by sentence: all that is printed, whoever it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worksheetgen.kinds.base import SENTENCE_END
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.signs import as_read
from worksheetgen.model.source import (
    ChartContent,
    PictureContent,
    ProseContent,
    Source,
    TableContent,
    TimelineContent,
)

Notes = Mapping[str, str]
"""What the glossary prints of each term: the term, and what it means."""


def notes_of(unit: Unit) -> Notes:
    """What the unit's glossary prints."""
    return {term.term: f"{term.term}: {term.meaning}" for term in unit.glossary}


def sentences_of(question: Question, notes: Notes) -> Iterator[str]:
    """What a question prints: its parts, and the support and the extension that some of its prints have.

    Hints are left out: they stand only where the text stands too.
    """
    helps = question.scaffolds
    texts = [question.lead, *helps.starters, *helps.steps, " ".join(helps.words), helps.extension]
    texts += (notes[term] for term in helps.glossary if term in notes)
    for part in question.parts:
        texts += part.body.told(part.stem, part.answers)
    for text in texts:
        yield from filter(None, (as_read(sentence) for sentence in SENTENCE_END.split(text)))


def sentences_shown(source: Source, notes: Notes) -> Iterator[str]:
    """What a source shows: its caption, each sentence, row, bar or event, the `notes` on its terms, easier words.

    A row or bar has the table's heads or the chart's measure added, without which it says nothing.
    """
    yield from SENTENCE_END.split(source.provenance)
    match source.content:
        case ProseContent(paragraphs):
            yield from (sentence for paragraph in paragraphs for sentence in SENTENCE_END.split(paragraph))
        case TableContent(columns, rows):
            yield from (f"{' '.join(row)} ({' '.join(columns)})" for row in rows)
        case ChartContent(measure, bars):
            yield from (f"{bar.label}: {bar.value:g} ({measure})" for bar in bars)
        case TimelineContent(events):
            yield from (f"{event.when}: {event.text}" for event in events)
        case PictureContent():
            pass
    yield from (notes[term] for term in source.glossary if term in notes)
    if source.easier:
        for paragraph in source.easier.content.paragraphs:
            yield from SENTENCE_END.split(paragraph)
        yield from (notes[term] for term in source.easier.glossary if term in notes)
