"""What a bank as a whole lacks or shows: rules over a unit's questions together.

Two questions “can meet” if neither names the other as an enemy, so that both can stand on one paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import sqrt

from worksheetgen.bank.item_writing.glossary import glossaries_of_sources_explain_their_words
from worksheetgen.bank.item_writing.reading_age import READING_AGES, reading_age, taught_words
from worksheetgen.kinds.base import Remark
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.source import ProseContent
from worksheetgen.model.tier import Tier

PASSAGE = 100
"""The fewest words of a text of which a formula says how it reads."""
FEWEST_KEYS = 8
"""With fewer parts that have a lettered key, where their keys stand may well be chance."""


def every_topic_has_questions_for_every_tier(unit: Unit) -> Iterator[Remark]:
    """A blueprint may ask for any topic at any tier, so each such cell has a question.

    Ofqual, Condition GCSE1: an assessment serves the full range of abilities.
    """
    for topic in unit.topics:
        lacking = [tier for tier in Tier if not _questions_on(unit, topic.id, tier)]
        if len(lacking) == len(Tier):
            yield (
                f"The topic ‘{topic.id}’ has no questions.",
                "Write some, or take the topic out of unit.yaml.",
            )
        elif lacking:
            what = f"The topic ‘{topic.id}’ has no question that suits {' or '.join(lacking)}."
            yield what, "Write one, or widen the ‘tiers’ of one."


def every_topic_can_fill_a_section(unit: Unit) -> Iterator[Remark]:
    """Two questions of a topic can meet: where all are enemies, a section on it has one question at most.

    Ofqual, Condition G1.2: papers that stand for each other make equal demands, so each demand has a choice.
    """
    for topic in unit.topics:
        if questions := _questions_on(unit, topic.id):
            yield from _none_can_meet(unit, f"the topic ‘{topic.id}’", questions)


def every_kind_can_be_chosen(unit: Unit) -> Iterator[Remark]:
    """Of each kind that the bank has there are two that can meet, so that there is a choice (Ofqual, G1.2)."""
    for kind in sorted({kind for question in unit.questions for kind in question.kinds}):
        yield from _none_can_meet(unit, f"the kind {kind}", [q for q in unit.questions if kind in q.kinds])


def every_objective_can_be_chosen(unit: Unit) -> Iterator[Remark]:
    """Of each objective that the bank has there are two questions that can meet (Ofqual, G1.2)."""
    for objective in sorted({str(o) for question in unit.questions for o, _ in question.objectives}):
        having = [q for q in unit.questions if objective in {str(o) for o, _ in q.objectives}]
        yield from _none_can_meet(unit, objective, having)


def keys_are_spread(unit: Unit) -> Iterator[Remark]:
    """Guideline 20: the place of the key varies; over the bank each place is a key as often as chance would have it.

    Options that keep their order are judged apart, because a paper prints them so. Parts with the same number
    of options are counted together. If keys were placed by chance, the number at one place would be
    binomially distributed; two of its standard deviations are allowed.
    """
    for pinned, where in (
        (False, "in the files"),
        (True, "on every paper, because the options keep their order"),
    ):
        places = _key_places(unit, pinned)
        for options, counts in sorted(places.items()):
            total, share = sum(counts.values()), 1 / options
            allowed = 2 * sqrt(total * share * (1 - share))
            for place in range(options) if total >= FEWEST_KEYS else ():
                if abs(counts[place] - total * share) > allowed:
                    what = f"Option {place + 1} of {options} is the key {counts[place]} times in {total}, {where}."
                    yield what, "Move keys to the other places."


def _key_places(unit: Unit, pinned: bool) -> dict[int, Counter[int]]:
    """How often each place, from 0, is the key's, by the number of options.

    `pinned` is whether parts whose options keep their order are counted, or the others.
    """
    places: dict[int, Counter[int]] = {}
    for question in unit.questions:
        for part in question.parts:
            key = part.lettered_key
            if key and key.pinned is pinned:
                places.setdefault(len(key.options), Counter())[key.place] += 1
    return places


def _questions_on(unit: Unit, topic: str, tier: Tier | None = None) -> list[Question]:
    """The questions that have the topic among theirs, and suit the tier where one is given."""
    return [q for q in unit.questions if topic in q.topics and (tier is None or tier in q.tiers)]


def _none_can_meet(unit: Unit, what: str, questions: Sequence[Question]) -> Iterator[Remark]:
    """A remark where no two of the questions can meet; `what` says for the message what they share."""
    pairs = combinations(questions, 2)
    if not any(b.id not in unit.enemies[a.id] for a, b in pairs):
        ids = ", ".join(question.id for question in questions)
        yield f"No two questions of {what} can stand on one paper: {ids}.", "Write another question."


def sources_suit_their_readers(unit: Unit) -> Iterator[Remark]:
    """A source that the tier support is asked about asks no more reading than that tier has, perhaps in easier words.

    Ofqual (2022), Guidance on designing and developing accessible assessments. The formula was made for passages:
    shorter texts are left out.
    """
    asked = {id for question in unit.questions if Tier.SUPPORT in question.tiers for id in question.sources}
    for source in unit.sources:
        read = source.easier.content if source.easier else source.content
        text = " ".join(read.words) if isinstance(read, ProseContent) else ""
        if source.id not in asked or len(text.split()) < PASSAGE:
            continue
        age, of_tier = reading_age(text, taught_words(unit)), READING_AGES[Tier.SUPPORT]
        if age > of_tier:
            what = f"The source {source.id} reads at age {age:.0f}; the support tier reads at {of_tier}."
            yield what, "Give it ‘easier’ paragraphs, or no questions for that tier."


COVERAGE_RULES: Sequence[Callable[[Unit], Iterator[Remark]]] = (
    every_topic_has_questions_for_every_tier,
    every_topic_can_fill_a_section,
    every_kind_can_be_chosen,
    every_objective_can_be_chosen,
    keys_are_spread,
    glossaries_of_sources_explain_their_words,
    sources_suit_their_readers,
)
