"""Unit to its knowledge organiser: one page in the standard print, and what that has no room for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from worksheetgen.activities import dated_events
from worksheetgen.composition import Organiser, compose_organiser
from worksheetgen.model.bank import Figures, FocusQuestion, Term, Unit
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.source import Event
from worksheetgen.model.students import Print
from worksheetgen.run.rendering import pdf_of
from worksheetgen.run.single import bare_renderer
from worksheetgen.value import Value, replace

T = TypeVar("T")

PART_SHARES: Mapping[str, float] = {
    "dates": 20,
    "people": 20,
    "terms": 16,
    "historians": 7,
    "figures": 3,
    "questions": 0,
}
"""How dear the entries of each part are: where room is short, of a part with twice the share twice as many stay.

Questions come before all else. A date or a person more costs less room than a term, and a gap there is felt more.
"""
MOST_QUESTIONS = 3
EMPTY_TERMS = 8
"""So many terms a pupil finds where the unit has no glossary."""
MOST_YEARS = 10
TRIED = 12
"""So many entries are tried where one has no room any more: the last of them are seldom shorter."""
MOST_LINES, FEWEST_LINES = 24, 3
"""Lines for notes, where the page has room for them."""
MOST_WHITE = 60
"""White that no lines fill, in mm."""
YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


class OrganiserPrint(Value):
    """A printed organiser, how many pages it has, and what was left out, by the name of the part: terms, dates."""

    pdf: bytes
    pages: int
    left_out: Mapping[str, tuple[str, ...]]


def print_organiser(
    unit: Unit, print: Print = Print.STANDARD, paper: PaperSize | None = None, theme: Path | None = None
) -> OrganiserPrint:
    """The unit's organiser in that print: what fits a page in the standard print; in others on as many as it takes.

    So a pupil with another print learns the same. `theme` is a teacher's own theme folder. Raises InvalidInput where
    theme or templates have mistakes, Unprintable.
    """
    renderer = bare_renderer(unit, theme, paper)

    def set_in(print: Print, organiser: Organiser) -> LaidOutDocument:
        columns = print is Print.STANDARD
        return renderer.document(partial(compose_organiser, organiser, columns), print, folded=False)

    def fits(organiser: Organiser) -> bool:
        return len(set_in(Print.STANDARD, organiser).pages) == 1

    whole = organiser_of(unit)
    kept, left = _fitting(list(_by_weight(whole, unit)), lambda entries: fits(_with(whole, entries)))
    chosen = _with(whole, kept)
    if print is Print.STANDARD:
        chosen = _filled(chosen, fits)
    document = set_in(print, chosen)
    left += [("questions", one) for one in unit.focus_questions[MOST_QUESTIONS:]]
    parts = dict.fromkeys(part for part, entry in left if _name(entry))
    left_out = {name: tuple(_name(one) for part, one in left if part == name) for name in parts}
    return OrganiserPrint(pdf_of(document), len(document.pages), left_out)


def organiser_of(unit: Unit) -> Organiser:
    """All that the unit has to learn; room to write what it has no timeline, or no glossary, for."""
    return Organiser(
        title=unit.title,
        subject=unit.subject,
        attribution=unit.attribution,
        questions=unit.focus_questions[:MOST_QUESTIONS],
        dates=key_dates(unit),
        people=unit.people,
        terms=unit.terms or (Term("", ""),) * EMPTY_TERMS,
        figures=(unit.chart,) if unit.chart else (),
        historians=tuple(historians(unit)),
        place=unit.place,
    )


def historians(unit: Unit) -> Iterator[str]:
    """What historians now say: what is understood without the text, then what is said of a paragraph of it."""
    yield from (one.summary for one in unit.contested if one.summary)
    for one in unit.contested:
        if one.for_pupils and not one.summary:
            yield f"Paragraph {one.paragraph}: {one.for_pupils}"


def times_used(unit: Unit, words: str) -> int:
    """How often the words, or their plural, stand in the unit's text, and in what its questions ask."""
    found = re.compile(rf"(?<!\w){re.escape(words)}s?(?!\w)", re.IGNORECASE)
    asked = (part.stem for question in unit.questions for part in question.parts)
    return len(found.findall("\n".join((*unit.text, *asked))))


def most_used(unit: Unit, entries: Sequence[T]) -> list[T]:
    """The entries, those first that the unit uses most; of two that it uses alike, the earlier one."""
    return sorted(entries, key=lambda entry: -times_used(unit, _name(entry)))


def key_dates(unit: Unit) -> tuple[Event, ...]:
    """The unit's timeline; without one what sentences of its text date, or else its years, for pupils to fill in."""
    years = sorted({year for paragraph in unit.text for year in YEAR.findall(paragraph)})
    dated = dated_events(unit, range(1, len(unit.text) + 1))
    return unit.timeline or dated or tuple(Event(year, "") for year in years[:MOST_YEARS])


def _name(entry: object) -> str:
    """By what an entry is known, on the page and on screen."""
    match entry:
        case Term():
            return entry.term
        case Event():
            return entry.when
        case FocusQuestion():
            return entry.question
        case Figures():
            return entry.measure
        case _:
            return str(entry)


# ---- what fits -----------------------------------------------------------------------------------

Chosen = tuple[str, Any]
"""The name of a part of an organiser, and one thing that stands in it."""


def _by_weight(organiser: Organiser, unit: Unit) -> Iterator[Chosen]:
    """Every entry of every part, that first which must not be left out.

    Within dates, people and terms those first that the text uses most; of all parts alike shares of a full page.
    """
    weighed: list[tuple[float, Chosen]] = []
    for part, share in PART_SHARES.items():
        own = getattr(organiser, part)
        ranked = most_used(unit, own) if part in ("dates", "people", "terms") else own
        weighed += [(rank / share if share else -1.0, (part, one)) for rank, one in enumerate(ranked, 1)]
    yield from (entry for _, entry in sorted(weighed, key=lambda pair: pair[0]))


def _with(whole: Organiser, entries: Sequence[Chosen]) -> Organiser:
    """The organiser with these entries alone, in the order that its parts have them."""
    parts: dict[str, Any] = {}
    for part in PART_SHARES:
        left = [one for where, one in entries if where == part]
        kept = []
        for one in getattr(whole, part):
            if one in left:
                left.remove(one)
                kept.append(one)
        parts[part] = tuple(kept)
    return replace(whole, **parts)


def _fitting(
    entries: Sequence[Chosen], fits: Callable[[Sequence[Chosen]], bool]
) -> tuple[list[Chosen], list[Chosen]]:
    """The entries that fit together, and those that are left: of the first as many as do, then shorter ones."""
    first = _most(len(entries), lambda count: fits(entries[:count]))
    kept, left = [*entries[:first]], list[Chosen]()
    for entry in entries[first:]:
        if len(left) < TRIED and fits([*kept, entry]):
            kept.append(entry)
        else:
            left.append(entry)
    return kept, left


def _filled(organiser: Organiser, fits: Callable[[Organiser], bool]) -> Organiser:
    """The organiser with lines for notes where its page has room, and white so that its strip stands at the foot."""
    lines = _most(MOST_LINES, lambda count: fits(replace(organiser, lines=count)))
    filled = replace(organiser, lines=lines if lines >= FEWEST_LINES else 0)
    spare = _most(MOST_WHITE, lambda mm: fits(replace(filled, spare=mm)))
    return replace(filled, spare=spare)


def _most(highest: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to the highest for which something holds that holds for all smaller ones; 0 at least."""
    low = 0
    while low < highest:
        middle = (low + highest + 1) // 2
        if holds(middle):
            low = middle
        else:
            highest = middle - 1
    return low
