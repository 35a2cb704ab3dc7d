"""Paper to AskedPaper: what a student may see; the key, the mark scheme and all ids stay behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil
from string import ascii_uppercase

from worksheetgen.model.bank import (
    Choice,
    Choosable,
    GapFill,
    Matching,
    Ordering,
    Scaffolds,
    TableCompletion,
    Term,
    Tier,
    TrueFalse,
    Unit,
    Written,
)
from worksheetgen.model.paper import (
    AskedBody,
    AskedChoice,
    AskedGapFill,
    AskedMatching,
    AskedOrdering,
    AskedPaper,
    AskedPart,
    AskedQuestion,
    AskedSection,
    AskedSource,
    AskedTable,
    AskedTrueFalse,
    AskedWritten,
    Lettered,
    Paper,
    PaperPart,
    PaperQuestion,
    PaperSection,
    PaperSource,
    Reading,
    Support,
)

BOOKLET = "the source booklet"
_READING_NOTES = 6
_EXTENSIONS = 2


def ask(paper: Paper, unit: Unit) -> AskedPaper:
    """The paper without its answers, with the support that the student's tier carries."""
    blueprint = paper.blueprint
    reading = tuple(Reading(number, unit.text[number - 1]) for number in blueprint.read)
    return AskedPaper(
        type=blueprint.type.value,
        code=blueprint.code,
        title=blueprint.title,
        subtitle=blueprint.subtitle,
        school=blueprint.school,
        subject=unit.subject,
        materials=(*blueprint.materials, *((BOOKLET,) if _in_booklet(paper) else ())),
        content_warning=unit.content_warning,
        attribution=unit.attribution,
        form=paper.form,
        run=paper.run,
        student_id=paper.student.id,
        student_name=paper.student.name,
        class_name=paper.class_name,
        minutes=paper.minutes,
        marks=paper.marks,
        reading=reading,
        reading_notes=_reading_notes(reading, unit),
        sections=tuple(_section(section, paper, unit) for section in paper.sections),
        extensions=_extensions(paper),
        place=paper.student.place,
    )


def ask_sources(paper: Paper, unit: Unit) -> tuple[AskedSource, ...]:
    """The sources of a paper under their labels, as a booklet has them."""
    return tuple(ask_source(item, unit) for section in paper.sections for item in section.sources)


def _in_booklet(paper: Paper) -> bool:
    return paper.blueprint.booklet and any(section.sources for section in paper.sections)


def _section(section: PaperSection, paper: Paper, unit: Unit) -> AskedSection:
    """A section with its furniture; without its sources where these stand in a booklet."""
    booklet = paper.blueprint.booklet
    printed = section.questions if booklet else section.items
    return AskedSection(
        letter=section.letter,
        title=section.section.title,
        instructions=section.section.instructions,
        marks=section.marks,
        items=tuple(
            ask_source(item, unit)
            if isinstance(item, PaperSource)
            else _question(item, paper.student.tier, unit)
            for item in printed
        ),
        booklet=tuple(item.label for item in section.sources) if booklet else (),
        place=section.section.place,
    )


def ask_source(item: PaperSource, unit: Unit) -> AskedSource:
    """A source as everybody sees it, with the words explained at its foot."""
    source = item.source
    return AskedSource(
        item.label, source.provenance, source.content, _terms(source.glossary, unit), source.place
    )


def _question(item: PaperQuestion, tier: Tier, unit: Unit) -> AskedQuestion:
    """A question with its tier's support."""
    parts = tuple(
        AskedPart(part.label, part.part.kind, part.stem, part.part.marks, _body(part)) for part in item.parts
    )
    support = _support(item.question.scaffolds, tier, unit)
    return AskedQuestion(item.number, item.lead, parts, support, item.question.place)


# ---- support -------------------------------------------------------------------------------------


def _support(scaffolds: Scaffolds, tier: Tier, unit: Unit) -> Support:
    """All scaffolds for support, the words explained for core, none for challenge."""
    glossary = _terms(scaffolds.glossary, unit)
    match tier:
        case Tier.SUPPORT:
            return Support(scaffolds.starters, scaffolds.words, scaffolds.steps, scaffolds.hint, glossary)
        case Tier.CORE:
            return Support((), (), (), "", glossary)
        case Tier.CHALLENGE:
            return Support((), (), (), "", ())


def _extensions(paper: Paper) -> tuple[str, ...]:
    """Something further for the challenge tier, from the first questions that have it, each naming its question."""
    if paper.student.tier is not Tier.CHALLENGE:
        return ()
    texts = (
        f"Question {item.number}: {item.question.scaffolds.extension}"
        for item in paper.questions
        if item.question.scaffolds.extension
    )
    return tuple(texts)[:_EXTENSIONS]


def _terms(names: Iterable[str], unit: Unit) -> tuple[Term, ...]:
    return tuple(Term(name, unit.meaning(name)) for name in names)


def _reading_notes(reading: Sequence[Reading], unit: Unit) -> tuple[Term, ...]:
    """The first few glossary terms that a reader meets as whole words, in the order of meeting them."""
    text = "\n".join(paragraph.text for paragraph in reading)
    met = []
    for entry in unit.glossary:
        found = re.search(rf"(?<!\w){re.escape(entry.term)}(?!\w)", text, re.IGNORECASE)
        if found:
            met.append((found.start(), entry.term, entry))
    return tuple(entry for _, _, entry in sorted(met)[:_READING_NOTES])


# ---- bodies --------------------------------------------------------------------------------------


def _body(part: PaperPart) -> AskedBody:
    """What is printed under the stem."""
    match part.part.body:
        case Choice(options=options):
            return AskedChoice(_lettered(_in_order(options, part.options)))
        case TrueFalse(reason_lines=lines):
            return AskedTrueFalse(lines)
        case Matching(left=left, right=right):
            numbered = tuple(Lettered(str(n), item.text) for n, item in enumerate(left, 1))
            return AskedMatching(numbered, _lettered(_in_order(right, part.options)))
        case Ordering(events=events, given=given):
            return AskedOrdering(_events(_in_order(events, part.options), given, part.answer.split()))
        case GapFill(pieces=pieces, words=words):
            return AskedGapFill(pieces, words)
        case TableCompletion(columns=columns, rows=rows):
            return AskedTable(columns, rows)
        case Written(spaces=spaces, prompts=prompts, lines=lines, pages=pages, plan=plan):
            return AskedWritten(_lines_each(lines, spaces) if lines else (), pages, prompts, plan)


def _in_order(items: Iterable[Choosable], ids: Iterable[str]) -> tuple[Choosable, ...]:
    by_id = {item.id: item for item in items}
    return tuple(by_id[id] for id in ids)


def _lettered(items: Iterable[Choosable]) -> tuple[Lettered, ...]:
    return tuple(Lettered(letter, item.text) for letter, item in zip(ascii_uppercase, items, strict=False))


def _events(events: Sequence[Choosable], given: str, numbers: Sequence[str]) -> tuple[Lettered, ...]:
    """The events, unnumbered but for the given one."""
    return tuple(
        Lettered(number if event.id == given else "", event.text)
        for event, number in zip(events, numbers, strict=True)
    )


def _lines_each(lines: int, spaces: int) -> tuple[int, ...]:
    """The ruled lines of each space, all alike: nobody reads from them that one answer is worth more."""
    return (ceil(lines / spaces),) * spaces
