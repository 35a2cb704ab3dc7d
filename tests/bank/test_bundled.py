"""The bundled unit: broad enough to draw from, and true to its text to the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from worksheetgen.bank import load_units
from worksheetgen.model.bank import Choice, Key, Kind, Levels, Part, Points, Unit
from worksheetgen.resources import question_bank


@pytest.fixture(scope="module")
def unit() -> Unit:
    """Stalin's Terror."""
    (terror,) = load_units([question_bank()])
    return terror


def test_every_kind_is_there(unit: Unit) -> None:
    """A teacher can draw every kind of question."""
    assert {kind for question in unit.questions for kind in question.kinds} == set(Kind)


def test_every_topic_has_enough(unit: Unit) -> None:
    """Each topic has at least four questions, and the extract at least ten."""
    counts = Counter(topic for question in unit.questions for topic in question.topics)
    assert min(counts[topic.id] for topic in unit.topics) >= 4
    assert sum("zinoviev-extract" in question.sources for question in unit.questions) >= 10
    assert len(unit.questions) >= 60


def test_every_quotation_is_in_the_text(unit: Unit) -> None:
    """What stands between double quotation marks stands in the text or the extract, word for word."""
    sources = [paragraph for source in unit.sources for paragraph in source.content.words]
    held = " ".join(" ".join((*unit.text, *sources)).split()).casefold()
    wrong = [
        (question.id, quoted)
        for question in unit.questions
        for part in question.parts
        for words in wordings(part)
        for quoted in re.findall(r"“([^”]+)”", words)
        if not all(piece.strip(" .").casefold() in held for piece in quoted.split("…"))
    ]
    assert wrong == []


def wordings(part: Part) -> Iterator[str]:
    """All that a part says to pupils and markers."""
    yield part.stem
    for answer in part.answers:
        match answer:
            case Key(_, explanation, _):
                yield explanation
            case Points(points):
                for point in points:
                    yield from (point.text, *point.accept)
            case Levels(_, indicative, _):
                for content in indicative:
                    yield from content.points


def test_the_key_does_not_stand_out_by_its_length(unit: Unit) -> None:
    """No key is much longer than the longest distractor, names apart (Haladyna, Downing, Rodriguez 2002)."""
    for question in unit.questions:
        for part in question.parts:
            if isinstance(part.body, Choice):
                (key,) = (answer.answers[0] for answer in part.answers if isinstance(answer, Key))
                lengths = {option.id: len(option.text) for option in part.body.options}
                longest = max(length for id, length in lengths.items() if id != key)
                assert lengths[key] <= longest * 1.1 or lengths[key] <= 15, question.id


def test_figures_that_historians_reject_are_not_asked_as_fact(unit: Unit) -> None:
    """The text's wrong totals appear in no stem, and its camp figures only as the text's own."""
    for question in unit.questions:
        for part in question.parts:
            assert not re.search(
                r"\b(15|24,000,000|40,000,000|one million|half the)\b", part.stem, re.IGNORECASE
            )
        if "numbers" in question.topics[:1] and any(isinstance(part.body, Choice) for part in question.parts):
            assert question.note or "According to the text" in question.parts[0].stem
