"""A run and its marks to a follow-up: for each pupil a worksheet on the topics that they lost, as one blueprint."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from worksheetgen.assembly import assemble, form_names
from worksheetgen.blueprint import from_data, worksheet_blueprint
from worksheetgen.errors import InvalidInput, Place, Problem, UnmetBlueprint
from worksheetgen.kinds import Kind
from worksheetgen.manifest import Manifest, drawn_questions, students_of
from worksheetgen.marks_record import MarksRecord
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Bound, FormDemands, Measure, Section, Tag
from worksheetgen.model.question import Question
from worksheetgen.model.students import ClassList, Student
from worksheetgen.model.tier import Tier
from worksheetgen.results import PaperResult, paper_result
from worksheetgen.run.marks import no_marks
from worksheetgen.run.standing import id_and_name, standing, told, with_ids_of_run
from worksheetgen.value import Value, replace

QUESTIONS_EACH, MARKS_EACH = 2, 6
"""So much is asked on each topic of a sheet: a few are practised, and not many touched."""
TOPICS_OF_AN_EVENING = 2
"""The most topics of a sheet where nobody says how much is to be asked."""
HARD = 4
"""Who lost nothing is asked questions of this difficulty or more, as far as the bank has enough of them."""
LEAST_A_QUESTION, MOST_A_QUESTION = 2, 4
"""Hard questions have so many marks on average: sheets on what was lost come to about as much, and these must too."""


class Wishes(Value):
    """What was wished: which `topics` count (() for all), how much a sheet asks (0 for no matter), whom it suits.

    Without `tiers` a question suits the tiers of those who get it.
    """

    topics: tuple[str, ...] = ()
    questions: int = 0
    marks: int = 0
    tiers: tuple[Tier, ...] = ()

    @property
    def most_topics(self) -> int:
        """The most topics that a sheet is on."""
        if self.questions or self.marks:
            return max(1, self.questions // QUESTIONS_EACH, self.marks // MARKS_EACH)
        return TOPICS_OF_AN_EVENING


class FollowUp(Value):
    """What a follow-up is drawn from, who gets a sheet, and in sentences who gets none, or one for another reason."""

    blueprint: Blueprint
    class_list: ClassList
    sentences: tuple[str, ...]


def follow_up(
    folder: Path,
    manifest: Manifest,
    record: MarksRecord,
    unit: Unit,
    class_list: ClassList | None,
    wishes: Wishes,
) -> FollowUp:
    """The follow-up of the run in a folder, on this unit (as `unit_of` gives it), by the marks in its record.

    Every pupil with a mark gets a sheet on the topics that they lost, in the order of `PaperResult.lost_topics`: the
    first is that of the question on the slip. Who lost none gets hard questions on what the run asked, so that nobody
    can tell by who has a sheet, nor by what it looks like. Nothing is asked that the run asked.
    Tier, print, time and seat are those of the `class_list`, or where it is None of the run.

    Raises InvalidInput where the bank lacks questions of the run, no mark is known, or nobody gets a sheet.
    """
    where = Place(str(folder))
    asked = drawn_questions(manifest)
    if gone := sorted(asked - unit.by_id.keys()):
        what = f"The bank has no longer what this run asked: {', '.join(gone)}."
        raise InvalidInput([Problem(where, what, "Give with --bank the one that it was printed from.")])
    results = {one.id: paper_result(one, unit, record.marks) for one in manifest.students}
    if not any(result.is_marked for result in results.values()):
        raise no_marks(folder)
    found = with_ids_of_run(standing(manifest), class_list)[0] if class_list else students_of(manifest)
    fresh = [
        one
        for one in unit.questions
        if one.id not in asked and Kind.ESSAY not in one.kinds and not one.activity
    ]
    sorted_out = _SortedOut(unit, wishes, fresh)
    for student in found.students:
        sorted_out.add(student, results.get(student.id))
    if not sorted_out.groups:
        remedy = "Ask for other topics, give another --class, or add questions."
        raise InvalidInput(Problem(where, sentence, remedy) for sentence in sorted_out.sentences)
    general = replace(
        worksheet_blueprint(unit, (), wishes.questions, wishes.marks, ()),
        name=f"{manifest.blueprint['name']}-follow-up",
        exclude=tuple(sorted(asked)),
        paper=from_data(manifest.blueprint).paper,
        place=Place(f"--for-weak {folder}"),
    )
    by_form = tuple(_by_form(sorted_out, general))
    blueprint = replace(general, forms=len(by_form), by_form=by_form)
    # Who has marks on a paper without a name is a pupil too, and no spare paper of the follow-up.
    given = tuple(replace(one, spare=False) for one in found.students if one.id in blueprint.sitting)
    return FollowUp(blueprint, ClassList(found.name, given), sorted_out.sentences)


class Need(NamedTuple):
    """What a pupil is asked: on which topics, in the unit's order, () for who lost nothing; and whom it must suit.

    It follows from a pupil's own marks and tier, so that nobody's sheet changes when the marks of others come in.
    """

    topics: tuple[str, ...]
    tiers: tuple[Tier, ...]


class _SortedOut:
    """Pupils sorted by what they lost: `groups` has those who get a sheet by what they need."""

    def __init__(self, unit: Unit, wishes: Wishes, fresh: Sequence[Question]) -> None:
        """`fresh` are the bank's questions that nobody has had."""
        self.unit, self.wishes, self.fresh = unit, wishes, fresh
        self.topics = {one.id: one.title for one in unit.topics if one.id in (wishes.topics or [one.id])}
        self.groups: defaultdict[Need, list[Student]] = defaultdict(list)
        self._fresh = {question.topic for question in fresh}
        self._told: defaultdict[str, list[Student]] = defaultdict(list)

    def add(self, student: Student, result: PaperResult | None) -> None:
        """Sort a pupil in, whose paper has that result; None for one who has no paper of the run."""
        if result is None or not result.is_marked:
            if not student.spare:
                self._told[_UNMARKED].append(student)
            return
        if not result.is_complete:
            self._told[_INCOMPLETE].append(student)
        counting = {id: result.topics[id] for id in self.topics if id in result.topics}
        lost = [topic for topic in result.lost_topics if topic in counting]
        weak = [topic for topic in lost if not counting[topic].is_secure] or lost
        for topic in set(weak) - self._fresh:
            self._told[_EXHAUSTED.format(self.topics[topic])].append(student)
        can = [topic for topic in weak if topic in self._fresh]
        if not can and (lost or not counting.keys() & self._fresh):
            self._told[_NOTHING_LEFT].append(student)
            return
        if not lost:
            self._told[_ALL_HAD].append(student)
        weakest = can[: self.wishes.most_topics]
        need = Need(tuple(id for id in self.topics if id in weakest), self.wishes.tiers or (student.tier,))
        self.groups[need].append(student)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Who gets no sheet, or one for another reason than the topics that they lost, and why."""
        reasons = sorted(self._told, key=lambda reason: [reason != first for first in _TOLD_FIRST])
        return tuple(told(reason, map(id_and_name, self._told[reason])) for reason in reasons)


_UNMARKED = "No sheet, as they have no marks"
_NOTHING_LEFT = "No sheet, as the bank has no further question on what they lost"
_ALL_HAD = "No mark lost, so hard questions"
_INCOMPLETE = "Not all marked yet, so by the marks that are there"
_EXHAUSTED = "The bank has no further question on {}, in which they lost marks"
_TOLD_FIRST = (_UNMARKED, _NOTHING_LEFT, _ALL_HAD, _INCOMPLETE)


# ---- what each group is asked --------------------------------------------------------------------


def _by_form(pupils: _SortedOut, general: Blueprint) -> Iterator[FormDemands]:
    """A form for each group, in the order of their topics; those who lost nothing come last.

    `general` is the blueprint of all of them, which excludes what the run asked.
    """
    unit, wishes, order, tiers = pupils.unit, pupils.wishes, list(pupils.topics), list(Tier)
    groups = sorted(
        pupils.groups,
        key=lambda need: (
            not need.topics,
            [order.index(id) for id in need.topics],
            [tiers.index(tier) for tier in need.tiers],
        ),
    )
    for name, need in zip(form_names(len(groups)), groups, strict=True):
        topics = need.topics or _hard_topics(pupils, need.tiers, general)
        sheet = worksheet_blueprint(unit, topics, wishes.questions, wishes.marks, need.tiers)
        sections = sheet.sections if need.topics else (_hard(sheet.sections[0], general, unit),)
        students = tuple(student.id for student in pupils.groups[need])
        yield FormDemands(name, students, sheet.title, sheet.subtitle, sections)


def _hard_topics(pupils: _SortedOut, tiers: tuple[Tier, ...], general: Blueprint) -> tuple[str, ...]:
    """What those of these tiers who lost nothing are asked on: as many of the run's topics as others have on a sheet.

    They are those that the run has most marks for, in the unit's order; one with too few hard questions left that fit
    on such a sheet comes after the others.
    """
    asked: Counter[str] = Counter()
    for id in general.exclude:
        asked[pupils.unit.by_id[id].topic] += pupils.unit.by_id[id].marks
    left = [one for one in pupils.fresh if one.topic in asked and set(tiers) <= set(one.tiers)]
    hard = Counter(one.topic for one in left if one.difficulty >= HARD and one.marks <= MARKS_EACH)
    can = {one.topic for one in left} or asked.keys()
    ranked = sorted(
        (id for id in pupils.topics if id in can), key=lambda id: (hard[id] < QUESTIONS_EACH, -asked[id])
    )
    return tuple(id for id in pupils.topics if id in ranked[: pupils.wishes.most_topics])


def _hard(section: Section, general: Blueprint, unit: Unit) -> Section:
    """The section with hard questions alone, or with as few others as there must be.

    As hard ones are long, it has no more marks than the sheets of others.
    """
    few, here = section.questions_low, section.place
    easy = Bound(((Tag.DIFFICULTY, f"1-{HARD - 1}"),), Measure.QUESTIONS, 0, 0, here)
    every = ((Tag.DIFFICULTY, "1-5"),)
    length = Bound(every, Measure.MARKS, LEAST_A_QUESTION * few, MOST_A_QUESTION * few, here)
    # What limits the marks of each topic besides would leave `swap` nearly no hard question.
    least = [bound for bound in section.bounds if bound.at_least]
    wanted = replace(section, bounds=(*least, easy) if section.marks else (*least, length, easy))
    try:
        assemble(replace(general, sections=(wanted,)), unit, "")
    except UnmetBlueprint as error:
        return replace(wanted, bounds=error.nearest.sections[0].bounds if error.nearest else section.bounds)
    return wanted
