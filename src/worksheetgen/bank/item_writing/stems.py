"""How what is asked is worded: rules on a question's own words, whatever its kind.

A rule takes the unit and the question and gives a remark for each breach. Guidelines are numbered as in
`options`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from worksheetgen.bank.item_writing.glossary import glossary_explains_what_is_asked
from worksheetgen.bank.item_writing.options import choice
from worksheetgen.bank.item_writing.reading_age import READING_AGES, reading_age, taught_words
from worksheetgen.bank.item_writing.words import WORD, matter
from worksheetgen.english import MARKS_AT_END, counted
from worksheetgen.kinds.base import Remark
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.references import cited_paragraphs
from worksheetgen.model.signs import HOLE
from worksheetgen.model.tier import Tier

_ELSEWHERE = re.compile(
    r"</?(?:sub|sup|b|i|em|strong|u|br|p|span|div|font|img|table|td|tr|ul|li)\b[^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);"
    r"|\b(?:[A-Z][a-z]?\d*){1,8}_\{?\d|(?:[^\W_]|\))\^\{?[-+\d]|\\(?:frac|sqrt|times|alpha|beta|theta|pi|mathrm)\b"
)
"""HTML, and signs of LaTeX for small figures and formulas."""
_LETTERED = re.compile(r"\b(?i:source|interpretation|extract|figure|table|picture)s? (?:[A-H]|[1-9])\b")
FEW_WORDS = 8
"""Of fewer words a single long one, which may be the very thing that is taught, decides what the formula gives."""


def stem_suits_its_readers(unit: Unit, question: Question) -> Iterator[Remark]:
    """The wording asks no more reading than its easiest tier has: the question is hard, never its words.

    Ofqual (2022), Guidance on designing and developing accessible assessments: language no more demanding than the
    construct requires.
    """
    asked = " ".join((question.lead, *(part.asked for part in question.parts)))
    # Tiers are declared from support to challenge: the first that the question has is its easiest.
    tier = next(tier for tier in Tier if tier in question.tiers)
    age = reading_age(asked, taught_words(unit))
    if len(WORD.findall(asked)) >= FEW_WORDS and age > READING_AGES[tier]:
        what = f"The stem reads at age {age:.0f}; the {tier} tier reads at {READING_AGES[tier]}."
        yield what, "Use shorter sentences and shorter words."


def numbers_of_answers_stand_out(_: Unit, question: Question) -> Iterator[Remark]:
    """Words that change the task are bold: how many answers are wanted (the boards' practice)."""
    for part in question.parts:
        plain = re.sub(r"\*\*.+?\*\*", "", part.stem)
        found = re.search(r"\b(?:Give|Name|Describe|Explain|Choose|State)\s+(one|two|three|four)\b", plain)
        if found:
            yield f"“{found[1]}” changes the task and is easily overlooked.", f"Write **{found[1]}**."


def support_does_not_answer(unit: Unit, question: Question) -> Iterator[Remark]:
    """What helps a pupil to begin does not hold half of the key: it says where to look, or explains other words.

    Half of the key are half of the words that carry its meaning, without those that the stem has too.
    Guideline 28: no clue to the right answer, here in what stands beside the item.
    """
    helps = question.scaffolds
    meanings = {term.term: term.meaning for term in unit.glossary}
    texts = [helps.hint, *helps.starters, *helps.steps, helps.extension]
    texts += [f"{term}: {meanings.get(term, '')}" for term in helps.glossary]
    for part in question.parts:
        # Words to choose from may hold what a cell lacks; beside options they would point at the key.
        banked = helps.words if choice(part) else ()
        for answer in part.body.kept_back(part.answers):
            asked = matter(answer) - matter(part.stem)
            for text in (*texts, *banked):
                if asked and 2 * len(asked & matter(text)) >= len(asked):
                    yield (
                        f"The support holds the key: “{text}”.",
                        "Say where to look, or explain another word.",
                    )


def hint_points_at_what_is_printed(_: Unit, question: Question) -> Iterator[Remark]:
    """A hint names only paragraphs that the question rests on: a worksheet prints these, and no hint that names others.

    Guideline 11: items are edited and proofed.
    """
    for number in sorted(cited_paragraphs(question.scaffolds.hint) - set(question.paragraphs)):
        what = f"The hint points at paragraph {number}, which is not among the question’s own."
        yield what, "Add it to ‘paragraphs’ if the answer rests on it, or change the hint."


def small_figures_are_characters(_: Unit, question: Question) -> Iterator[Remark]:
    """Guideline 11, items are edited and proofed: no sign of another program, as in O_2 or x^2, is printed."""
    texts = [question.lead, *(text for part in question.parts for text in (part.stem, *part.body.searched()))]
    for text in texts:
        if found := _ELSEWHERE.search(text):
            yield (
                f"“{found[0]}” prints as it stands.",
                "Write characters: H₂O, CO₃²⁻, x², 10⁻³; **bold** and empty lines are all the markup there is.",
            )
    for text in (question.lead, *(part.stem for part in question.parts)):
        if found := HOLE.search(text):
            yield f"“{found[0]}” prints as it stands.", "A gap to fill in stands in a passage or a table."


def marks_stand_beside_the_words(_: Unit, question: Question) -> Iterator[Remark]:
    """Guideline 11, items are edited and proofed: a stem that ends in its marks has them printed twice."""
    for part in question.parts:
        if found := MARKS_AT_END.search(part.stem):
            yield (
                f"“{found[0]}” is printed, and “[{counted(part.marks, 'mark')}]” beside it.",
                "Take it out of the stem.",
            )


def sources_are_named_by_reference(_: Unit, question: Question) -> Iterator[Remark]:
    """Guideline 11, items are edited and proofed: letters are given to sources on each paper anew."""
    for text in (question.lead, *(part.stem for part in question.parts)):
        if found := _LETTERED.search(text):
            yield (
                f"“{found[0]}” may be another on the paper, or none: its sources have letters as they come.",
                "Write {source}, and the source’s id under ‘sources’.",
            )


def imported_questions_are_confirmed(_: Unit, question: Question) -> Iterator[Remark]:
    """A teacher has looked through what an import filled in or left out. Guideline 11: items are edited and proofed."""
    if (origin := question.origin) and not origin.confirmed:
        lacks = ", ".join(_lacking(question))
        what = f"Imported from {origin.file}{f', without {lacks}' if lacks else ''}; nobody has confirmed it."
        yield what, "Look it through, topics and difficulty too, and write confirmed: true in its ‘origin’."


def _lacking(question: Question) -> Iterator[str]:
    """What an imported question may lack and this one does, in words."""
    keys = [(part, answer) for part in question.parts for answer in part.answers if isinstance(answer, Key)]
    if not all(key.explanation for _, key in keys):
        yield "an explanation"
    if any(part.body.crossable()[len(key.answers) + len(key.misconceptions) :] for part, key in keys):
        yield "what wrong options show"
    if not question.paragraphs and not question.sources and question.needs != "own knowledge":
        yield "paragraphs"


STEM_RULES: Sequence[Callable[[Unit, Question], Iterator[Remark]]] = (
    stem_suits_its_readers,
    numbers_of_answers_stand_out,
    support_does_not_answer,
    hint_points_at_what_is_printed,
    glossary_explains_what_is_asked,
    small_figures_are_characters,
    marks_stand_beside_the_words,
    sources_are_named_by_reference,
    imported_questions_are_confirmed,
)
