"""Selection to broken promises: the blueprint's rules read afresh, without the programme that drew it.

It shares no code with the model builder on purpose: a slip there must not be repeated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.model.question import Question


def violations(blueprint: Blueprint, unit: Unit, selection: Selection) -> tuple[str, ...]:
    """What the selection breaks, each as a sentence for whoever mends the programme; () for a good one."""
    blueprint = blueprint.of_form(selection.letter)
    sections = [[unit.by_id[id] for id in ids] for ids in selection.sections]
    if len(sections) != len(blueprint.sections):
        return (f"{len(sections)} sections drawn for {len(blueprint.sections)}",)
    drawn = [question for questions in sections for question in questions]
    found = [*_wrong_on_paper(blueprint, drawn)]
    for section, questions in zip(blueprint.sections, sections, strict=True):
        found += [f"{section.title}: {wrong}" for wrong in _wrong_in_section(section, questions)]
    return tuple(found)


def mismatches(blueprint: Blueprint, unit: Unit, forms: Sequence[Selection]) -> tuple[str, ...]:
    """What keeps the forms (of a retake: and its earlier paper) from being parallel, each as a sentence.

    Nothing does where each form has demands of its own.
    """
    if blueprint.by_form:
        return ()
    found = []
    if blueprint.like:
        forms = [*forms, Selection("the earlier paper", (blueprint.like,))]
    papers = [[unit.by_id[id] for section in form.sections for id in section] for form in forms]
    for one, other in combinations(range(len(forms)), 2):
        names = f"{forms[one].form} and {forms[other].form}"
        common = len({q.id for q in papers[one]} & {q.id for q in papers[other]})
        if common > blueprint.shared:
            found.append(f"{names} share {common} questions")
        marks = [sum(q.marks for q in papers[n]) for n in (one, other)]
        if marks[0] != marks[1]:
            found.append(f"{names} have {marks[0]} and {marks[1]} marks")
        earned = [sum(q.marks * (17 - 3 * (q.difficulty - 1)) for q in papers[n]) for n in (one, other)]
        if 200 * abs(earned[0] - earned[1]) > 20 * marks[0]:
            found.append(f"{names} differ by {abs(earned[0] - earned[1])} twentieths of a mark")
        for tag in blueprint.equal:
            tallies = [_tally(tag, papers[n]) for n in (one, other)]
            found += [f"{names} differ in {value}" for value in sorted(dict(tallies[0] - tallies[1]))]
            found += [f"{names} differ in {value}" for value in sorted(dict(tallies[1] - tallies[0]))]
    return tuple(found)


def _tally(tag: Tag, questions: Sequence[Question]) -> Counter[str]:
    """Marks by each value of the tag."""
    tally: Counter[str] = Counter()
    for question in questions:
        for part in question.parts:
            if tag == Tag.TOPIC:
                tally.update(dict.fromkeys(question.topics, part.marks))
            if tag == Tag.KIND:
                tally[part.kind] += part.marks
            if tag == Tag.OBJECTIVE:
                tally.update({str(objective): marks for objective, marks in part.objectives})
    return tally


def _wrong_on_paper(blueprint: Blueprint, drawn: list[Question]) -> Iterator[str]:
    """What the paper as a whole breaks."""
    ids = Counter(question.id for question in drawn)
    yield from (f"{id} drawn {times} times" for id, times in ids.items() if times > 1)
    yield from (f"{id} required but not drawn" for id in blueprint.require if id not in ids)
    yield from (f"{id} excluded but drawn" for id in blueprint.exclude if id in ids)
    if blueprint.type == "exam" and not blueprint.open_book:
        unread = [
            q.id for q in drawn if q.needs == "wording" and set(q.paragraphs).difference(blueprint.read)
        ]
        yield from (f"{id} drawn without the text whose wording it needs" for id in unread)
    for one, other in combinations(drawn, 2):
        if other.id in one.enemies or one.id in other.enemies:
            yield f"{one.id} meets its enemy {other.id}"
    needed = sum(question.minutes for question in drawn)
    if blueprint.minutes and needed > blueprint.minutes - (5 if blueprint.minutes >= 30 else 0):
        yield f"{needed} minutes needed of {blueprint.minutes}"
    yield from _wrong_keys(drawn)
    yield from _wrong_bounds(blueprint.bounds, drawn)


def _wrong_keys(drawn: list[Question]) -> Iterator[str]:
    """Keys that cannot be spread over A to D to within one, as too many options could not move."""
    keys = [part.lettered_key for question in drawn for part in question.parts if part.lettered_key]
    held = Counter("ABCDEFGH"[key.place] for key in keys if key.pinned)
    each, over = divmod(len(keys), 4)
    for letter, number in held.items():
        if number > each + bool(over):
            yield f"{number} of {len(keys)} keys are {letter}"
    if sum(max(0, number - each) for number in held.values()) > over:
        yield f"{len(keys)} keys cannot be spread where so many are {' and '.join(sorted(held))}"


def _wrong_in_section(section: Section, questions: list[Question]) -> Iterator[str]:
    """What one section breaks."""
    marks = sum(part.marks for question in questions for part in question.parts)
    if section.marks and marks != section.marks:
        yield f"{marks} marks for {section.marks}"
    if not section.questions_low <= len(questions) <= section.questions_high:
        yield f"{len(questions)} questions for {section.questions_low} to {section.questions_high}"
    yield from (f"no {wish}" for wish in section.wishes if wish not in {one.activity for one in questions})
    studied = {source for question in questions for source in question.sources}
    if studied and not any(studied == set(question.sources) for question in questions):
        yield f"no question rests on all of {sorted(studied)}"
    for question in questions:
        yield from (f"{question.id} {wrong}" for wrong in _wrong_place(section, question))
    yield from _wrong_bounds(section.bounds, questions)


def _wrong_place(section: Section, question: Question) -> Iterator[str]:
    """Why a question should not stand in its section."""
    if section.activities or question.activity:
        if question.activity not in section.wishes:
            yield "was not made for it"
        return
    if section.kinds and any(part.kind not in section.kinds for part in question.parts):
        yield "is of another kind"
    yield from (f"is of the kind {kind}" for kind in section.without if kind in question.kinds)
    if section.topics and not any(topic in section.topics for topic in question.topics):
        yield "is on another topic"
    if any(tier not in question.tiers for tier in section.tiers):
        yield "does not suit every tier"
    if section.sources and not question.sources:
        yield "rests on no source"
    if section.sources and any(source not in section.sources for source in question.sources):
        yield "rests on another source"
    invited = bool(section.without) or any(kind.startswith("source-") for kind in section.kinds)
    if question.sources and not section.sources and not invited:
        yield "rests on a source in a section without"


def _wrong_bounds(bounds: tuple[Bound, ...], questions: list[Question]) -> Iterator[str]:
    """Bounds that are not kept."""
    for bound in bounds:
        amount = sum(_amount(bound, question) for question in questions)
        if not bound.at_least <= amount <= bound.at_most:
            asked = f"{bound.at_least} to {bound.at_most}"
            named = ", ".join(f"{tag} {value}" for tag, value in bound.tags)
            yield f"{amount} {bound.unit} of {named} for {asked}"


def _amount(bound: Bound, question: Question) -> int:
    """How much of a question carries every tag of the bound."""
    amount = 0
    for part in question.parts:
        marks = part.marks
        for tag, value in bound.tags:
            if tag == Tag.OBJECTIVE:
                marks = sum(n for o, n in part.objectives if value in (o.code, f"{o.qualification} {o.code}"))
        carried = {
            Tag.TOPIC: question.topics,
            Tag.MAIN_TOPIC: question.topics[:1],
            Tag.TIER: question.tiers,
            Tag.SOURCE: question.sources,
            Tag.KIND: (part.kind,),
        }
        for tag, value in bound.tags:
            if tag == Tag.DIFFICULTY:
                marks *= int(value[0]) <= question.difficulty <= int(value[-1])
            elif tag != Tag.OBJECTIVE:
                marks *= value in carried[tag]
        amount += marks
    match bound.unit:
        case Measure.QUESTIONS:
            return int(amount > 0)
        case Measure.EXPECTED_SCORE:
            # 85 per cent of the easiest, 15 less for each step of difficulty; in twentieths of a mark.
            return amount * (17 - 3 * (question.difficulty - 1))
        case Measure.MARKS:
            return amount
