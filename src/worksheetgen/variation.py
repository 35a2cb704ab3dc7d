"""Selection and Student to Paper: order, labels, option order and the key in that order.

Every choice draws from a stream named after the student and what it decides, so nobody else's presence
and no other question changes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from string import ascii_lowercase, ascii_uppercase

from worksheetgen.model.answers import Key, Levels, Points
from worksheetgen.model.bank import Choice, Matching, Ordering, Part, Question, TrueFalse, Unit
from worksheetgen.model.blueprint import Blueprint, Selection
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion, PaperSection, PaperSource
from worksheetgen.model.students import Student
from worksheetgen.streams import Stream

_BANDS = {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}
_REFERENCE = re.compile(r"\{(source|part)(?::([^{}]+))?\}")


def vary(
    selection: Selection,
    blueprint: Blueprint,
    unit: Unit,
    student: Student,
    class_name: str,
    seed: str,
    run: str,
) -> Paper:
    """One student's paper: a pure function of what was drawn, the seed and the student.

    `class_name` and `run` are only carried along. Raises KeyError where a question refers to a source
    that is not its own; the bank's check rules that out.
    """
    bank = {question.id: question for question in unit.questions}
    labels = _source_labels([bank[id] for ids in selection.sections for id in ids], unit)
    sections = tuple(
        _ordered([bank[id] for id in ids], list(labels), Stream(seed, "order", student.id, letter))
        for letter, ids in zip(ascii_uppercase, selection.sections, strict=False)
    )
    printed = tuple(chain.from_iterable(sections))
    letters = _key_positions(printed, Stream(seed, "letters", student.id))
    numbered = {
        question.id: PaperQuestion(
            number,
            question,
            _resolved(question.lead, question, number, labels),
            _parts(question, number, labels, letters, seed, student),
        )
        for number, question in enumerate(printed, 1)
    }
    items = _with_sources(sections, unit, labels, numbered)
    return Paper(
        student=student,
        class_name=class_name,
        blueprint=blueprint,
        form=selection.form,
        run=run,
        minutes=_minutes(blueprint.minutes, student.extra_time),
        sections=tuple(map(PaperSection, ascii_uppercase, blueprint.sections, items)),
    )


def _minutes(base: int, extra_time: int) -> int:
    """The student's own time: with extra time rounded up to whole five minutes; 0 stays no limit."""
    return -(-base * (100 + extra_time) // 500) * 5 if extra_time else base


# ---- order ---------------------------------------------------------------------------------------


def _ordered(questions: Sequence[Question], sources: Sequence[str], stream: Stream) -> tuple[Question, ...]:
    """Easy ones first, shuffled within a band of difficulty; questions on one source stay together.

    A block on a source stands where its easiest question would, but no block before one on an earlier source:
    everybody meets Source A before Source B.
    """
    blocks = stream.shuffled(_blocks(questions))
    ranked = [sorted(stream.shuffled(block), key=_band) for block in blocks]
    ranked.sort(key=lambda block: _band(block[0]))
    in_turn = iter(sorted(filter(_rests_on_a_source, ranked), key=lambda block: _first(block, sources)))
    return tuple(
        chain.from_iterable(next(in_turn) if _rests_on_a_source(block) else block for block in ranked)
    )


def _rests_on_a_source(block: Sequence[Question]) -> bool:
    return any(question.sources for question in block)


def _first(block: Sequence[Question], sources: Sequence[str]) -> int:
    """Where the earliest source of a block stands among all."""
    return min(sources.index(id) for question in block for id in question.sources)


def _band(question: Question) -> int:
    return _BANDS[question.difficulty]


def _blocks(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions in groups that share a source, directly or through another; all others alone."""
    blocks: list[list[Question]] = []
    for question in questions:
        own = set(question.sources)
        joined = [block for block in blocks if any(own & set(other.sources) for other in block)]
        blocks = [block for block in blocks if block not in joined]
        blocks.append([*chain.from_iterable(joined), question])
    return blocks


# ---- sources and references ----------------------------------------------------------------------


def _source_labels(drawn: Sequence[Question], unit: Unit) -> dict[str, str]:
    """`Source A`, `Source B`, `Interpretation A`, lettered for each word, the same on every paper of a selection."""
    sources = {source.id: source for source in unit.sources}
    used: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for id in chain.from_iterable(question.sources for question in drawn):
        if id not in labels:
            word = sources[id].label
            labels[id] = f"{word} {ascii_uppercase[used[word]]}"
            used[word] += 1
    return labels


def _with_sources(
    sections: Sequence[Sequence[Question]],
    unit: Unit,
    labels: dict[str, str],
    numbered: dict[str, PaperQuestion],
) -> list[tuple[PaperSource | PaperQuestion, ...]]:
    """Each section's items: the sources of a block stand once on the paper, directly before its first question."""
    sources = {source.id: source for source in unit.sources}
    waiting = list(labels)
    sections_items = []
    for questions in sections:
        items: list[PaperSource | PaperQuestion] = []
        for block in _runs(questions):
            own = {id for question in block for id in question.sources}
            new = [id for id in waiting if id in own]
            waiting = [id for id in waiting if id not in own]
            items += [PaperSource(labels[id], sources[id]) for id in new]
            items += [numbered[question.id] for question in block]
        sections_items.append(tuple(items))
    return sections_items


def _runs(questions: Sequence[Question]) -> list[list[Question]]:
    """The blocks of a section, and the questions of each, in printed order."""
    places = {question.id: place for place, question in enumerate(questions)}
    blocks = [sorted(block, key=lambda question: places[question.id]) for block in _blocks(questions)]
    return sorted(blocks, key=lambda block: places[block[0].id])


def _resolved(text: str, question: Question, number: int, labels: dict[str, str]) -> str:
    """The text with `{source}`, `{source:ID}` and `{part:a}` as this paper calls them."""

    def called(reference: re.Match[str]) -> str:
        what, which = reference.groups()
        if what == "part":
            return f"{number}({which})"
        return labels[which or question.sources[0]]

    return _REFERENCE.sub(called, text)


# ---- options and keys ----------------------------------------------------------------------------


def _key_positions(printed: Sequence[Question], stream: Stream) -> dict[tuple[str, int], int]:
    """Where the key of each multiple-choice part stands, by question id and part.

    Pinned parts have theirs already. The others are dealt the letter used least so far, those with
    fewest options first, so that letters are spread over the paper as evenly as its options allow.
    """
    choices = {
        (question.id, index): (part.body, _key(part).answers[0])
        for question in printed
        for index, part in enumerate(question.parts)
        if isinstance(part.body, Choice)
    }
    ids = {at: [option.id for option in body.options] for at, (body, _) in choices.items()}
    positions = {at: ids[at].index(key) for at, (body, key) in choices.items() if body.pinned}
    used = Counter(positions.values())
    free = stream.shuffled([at for at in choices if at not in positions])
    for at in sorted(free, key=lambda at: len(ids[at])):
        position = min(stream.shuffled(range(len(ids[at]))), key=lambda position: used[position])
        positions[at] = position
        used[position] += 1
    return positions


def _parts(
    question: Question,
    number: int,
    labels: dict[str, str],
    letters: dict[tuple[str, int], int],
    seed: str,
    student: Student,
) -> tuple[PaperPart, ...]:
    """The question's parts under (a), (b), (c), or without a label where there is one alone."""
    parts = []
    for index, part in enumerate(question.parts):
        label = f"({ascii_lowercase[index]})" if len(question.parts) > 1 else ""
        stem = _resolved(part.stem, question, number, labels)
        stream = Stream(seed, "options", student.id, question.id, str(index))
        options = _options(part, letters.get((question.id, index), 0), stream)
        parts.append(PaperPart(label, stem, part, options, _answer(part, options)))
    return tuple(parts)


def _options(part: Part, key_position: int, stream: Stream) -> tuple[str, ...]:
    """The ids of what a pupil points at, in printed order; () where there is nothing to point at."""
    match part.body:
        case Choice(options=options, pinned=True):
            return tuple(option.id for option in options)
        case Choice(options=options):
            key = _key(part).answers[0]
            others = stream.shuffled([option.id for option in options if option.id != key])
            return (*others[:key_position], key, *others[key_position:])
        case Matching(right=right):
            return _misplaced([item.id for item in right], _key(part).answers, stream)
        case Ordering(events=events):
            return _misplaced([event.id for event in events], _key(part).answers, stream)
        case _:
            return ()


def _misplaced(ids: Sequence[str], answers: tuple[str, ...], stream: Stream) -> tuple[str, ...]:
    """A drawn order that does not begin with all the answers in turn, where more than two could avoid it."""
    drawn = stream.shuffled(ids)
    while len(ids) > 2 and drawn[: len(answers)] == answers:
        drawn = stream.shuffled(ids)
    return drawn


def _key(part: Part) -> Key:
    """The key of an objective part."""
    return next(answer for answer in part.answers if isinstance(answer, Key))


def _answer(part: Part, options: tuple[str, ...]) -> str:
    """The answer as every key prints it, in the order of the printed options; "" for levels."""
    match part.body, part.answers[0]:
        case _, Levels():
            return ""
        case _, Points(points=points):
            return "; ".join(point.text for point in points)
        case Choice(), Key(answers=(key,)):
            return ascii_uppercase[options.index(key)]
        case TrueFalse(), Key(answers=(truth,)):
            return truth.capitalize()
        case Matching(), Key(answers=rights):
            return " ".join(f"{n}{ascii_uppercase[options.index(id)]}" for n, id in enumerate(rights, 1))
        case Ordering(), Key(answers=events):
            return " ".join(str(events.index(id) + 1) for id in options)
        case _, Key(answers=words):
            return "; ".join(words)
