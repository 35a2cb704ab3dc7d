"""The files of units to Units, or to every problem of every file at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from worksheetgen.bank import reading
from worksheetgen.bank.checks import problems_of
from worksheetgen.bank.files import FOLDERS, TEXT_FILE, UNIT_FILE, candidates, unit_folders
from worksheetgen.bank.learned_entries import FiguresEntry
from worksheetgen.bank.parsed import ParsedUnit
from worksheetgen.bank.parsing import parse_unit
from worksheetgen.bank.unit_entries import UnitFile
from worksheetgen.errors import TOLD_AT_ONCE, InvalidInput, Place, Problem, Told, shown
from worksheetgen.model.bank import Contested, Figures, FocusQuestion, Sorting, Term, Topic, Unit
from worksheetgen.model.question import Question
from worksheetgen.value import replace


def read_units(roots: Iterable[Path]) -> tuple[Unit, ...]:
    """Every unit of the roots, sorted by id; each root is a unit's folder or a folder of such.

    Raises InvalidInput with every problem of every file: one unit with a problem, and none is given.
    """
    roots = tuple(roots)
    folders = unit_folders(roots)
    drafts = [parse_unit(folder) for folder in folders]
    problems = Told([*_folders_are_units(roots), *_ids_are_unique(folders)])
    for draft in drafts:
        problems += (*draft.problems, *problems_of(draft))
    units = [_unit(draft, draft.head.value) for draft in drafts if draft.head and not problems]
    if problems.full:
        what = f"So much is wrong that only the first {TOLD_AT_ONCE:,} mistakes are told."
        more = Problem(
            Place(shown(roots[0])), what, "Mend these first, or see whether it is the right folder."
        )
        raise InvalidInput([*problems, more])
    if problems:
        raise InvalidInput(problems)
    return tuple(sorted(units, key=lambda unit: unit.id))


def _folders_are_units(roots: Iterable[Path]) -> Iterator[Problem]:
    """Every root is there and has a unit, and no folder that holds questions, sources or a text lacks its unit.yaml.

    Without one the folder would be passed over in silence.
    """
    for root in roots:
        if not root.is_dir():
            yield Problem(
                Place(shown(root)), "There is no such folder.", "Check the name of the bank’s folder."
            )
            continue
        some = bool(unit_folders([root]))
        strays = [folder for folder in candidates(root) if _looks_like_a_unit(folder)]
        strays += [root] if not some and _looks_like_a_unit(root) else []
        for folder in strays:
            what = "The folder looks like a unit, but has no unit.yaml."
            yield Problem(Place(shown(folder)), what, "Add one with title, subject, attribution and topics.")
        if not some and not strays:
            remedy = "Name a unit’s folder, which has a unit.yaml, or a folder of such: `worksheetgen init` begins one."
            yield Problem(Place(shown(root)), "There is no unit in this folder.", remedy)


def _looks_like_a_unit(folder: Path) -> bool:
    """Whether it has what a unit has, but no unit.yaml."""
    meant = any((folder / name).exists() for name in (TEXT_FILE, *FOLDERS))
    return meant and not (folder / UNIT_FILE).is_file()


def _ids_are_unique(folders: Iterable[Path]) -> Iterator[Problem]:
    """No two unit folders have the same name, as that is the unit's id."""
    first: dict[str, Path] = {}
    for folder in folders:
        name = folder.resolve().name
        if name in first:
            what = f"There is already a unit ‘{name}’ in {shown(first[name])}."
            yield Problem(Place(shown(folder)), what, "Rename one of the two folders.")
        first.setdefault(name, folder)


def _unit(draft: ParsedUnit, head: UnitFile) -> Unit:
    """The unit of a draft in which nothing is wrong; `head` is its unit.yaml."""
    sets = {one.name: tuple(reading.level_of(level.value) for level in one.levels) for one in draft.levels}
    questions = [
        reading.question(asked.value, draft.id, asked.qualification, sets, asked.place())
        for asked in draft.questions
    ]
    return Unit(
        id=draft.id,
        title=head.title,
        subject=head.subject,
        attribution=head.attribution,
        focus_questions=tuple(FocusQuestion(one.question, one.answer) for one in head.focus_questions),
        content_warning=head.content_warning,
        corrections=tuple((slip.found, slip.printed) for slip in head.corrections),
        contested=tuple(
            Contested(one.paragraph, one.claim, one.note, one.for_pupils, one.summary)
            for one in head.contested
        ),
        sensitive=head.sensitive,
        accepted=tuple(head.accepted.items()),
        topics=tuple(Topic(topic.id, topic.title, topic.question) for topic in head.topics),
        text=tuple(text for text, _ in draft.text),
        glossary=tuple(Term(one.value.term, one.value.meaning, one.value.person) for one in draft.terms),
        sources=tuple(reading.source(one.value, draft.images, one.place()) for one in draft.sources),
        questions=tuple(sorted(_with_enemies(questions), key=lambda question: question.id)),
        place=draft.place,
        figures=_figures(head.figures) if head.figures else None,
        sortings=tuple(
            Sorting(one.id, one.title, tuple((group.name, group.cards) for group in one.groups))
            for one in head.sortings
        ),
    )


def _figures(entry: FiguresEntry) -> Figures:
    return Figures(entry.measure, entry.sets, tuple((bar.label, bar.values) for bar in entry.bars))


def _with_enemies(questions: Sequence[Question]) -> Iterator[Question]:
    """The questions with the ids of their enemies: a source among these stands for every question that rests on it."""
    resting: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for source in question.sources:
            resting[source].append(question.id)
    for question in questions:
        named = (resting.get(name, [name]) for name in question.enemies)
        enemies = dict.fromkeys(id for ids in named for id in ids if id != question.id)
        yield replace(question, enemies=tuple(enemies))
