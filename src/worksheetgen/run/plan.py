"""A run before it is printed, as a value: what was drawn, what a teacher looks at, and changes to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from worksheetgen import __version__
from worksheetgen.assembly import MetDemand, alternatives, fit_together, met_demands, swapped
from worksheetgen.composition import SchemeNumbers
from worksheetgen.english import counted
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.memory import derived
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.draw import Draw, Selection, class_form
from worksheetgen.model.question import Question
from worksheetgen.model.students import ClassList, Student
from worksheetgen.run.history import uses
from worksheetgen.run.numbering import numbers_of, renumbered, with_choices_first
from worksheetgen.run.papers import arranged
from worksheetgen.run.request import RunRequest, UnnamedPapers, with_spares
from worksheetgen.run.standing import (
    ClassChanges,
    StandingRun,
    id_and_name,
    run_that_goes,
    standing_run,
    told,
    with_ids_of_run,
)
from worksheetgen.value import Value, replace


class PlannedQuestion(Value):
    """A question of a form: `words` are how it begins, `minutes` what a pupil needs for it.

    `number` is that of the mark scheme, by which everything for teachers calls it: papers may have another order within
    a section. It was `kept` if it stood on the papers that are printed already; `used_in` are the folders of other runs
    that have it.
    """

    number: int
    id: str
    words: str
    kinds: tuple[str, ...]
    marks: int
    minutes: int
    kept: bool
    used_in: tuple[str, ...]


class Plan(Value):
    """A run before it is printed: what it is made from, and what was drawn for it.

    `folder` is where it will go; `class_changes` say what became of the class of the run that stands there. Below
    `history` lie other runs, which may have the same questions.
    """

    folder: Path
    request: RunRequest
    draw: Draw
    class_changes: ClassChanges
    history: Path

    @cached_property
    def students(self) -> tuple[Student, ...]:
        """Everybody who gets a paper, the spare papers last."""
        return with_spares(self.request.class_list, len(self.draw.forms), self.request.spares).students

    @cached_property
    def seated(self) -> bool:
        """Whether the class has seats, so that neighbours are kept apart."""
        return any(student.seat for student in self.students)

    @cached_property
    def arrangements(self) -> Mapping[str, Arrangement]:
        """Everybody's order of questions and options, by student id."""
        return arranged(self.request, self.draw.all_forms, self.students)

    @cached_property
    def identity(self) -> str:
        """A digest of everything that the run's files depend on, and of the program that makes them.

        By it a run that was stopped knows whether it is the one that is to be resumed.
        """
        request = self.request
        made_from = (
            __version__,
            request.run_id,
            request.class_list.name,  # of which the run's id may be older
            request.seed,
            request.digests,
            request.two_up,
            [(one.id, one.tier, one.print, one.seat) for one in self.students if one.spare],
            sorted(request.earlier_papers.items()),
            self.draw,
        )
        return blake2b(repr(made_from).encode(), digest_size=16).hexdigest()

    # ---- what a teacher looks at -----------------------------------------------------------------

    def heading(self, form: Selection) -> str:
        """Which form that is, and where each has demands of its own what it is on and for whom; "" for the only one."""
        blueprint = self.request.blueprint
        if form.student:
            return f"Paper {form.student} alone"
        if blueprint.by_form:
            sitting = (one for one in self.students if blueprint.sitting.get(one.id) == form.form)
            return told(f"Form {form.form}, {blueprint.about(form.form)}", map(id_and_name, sitting))
        return f"Form {form.form}" if len(self.draw.forms) > 1 else ""

    def questions(self, form: Selection) -> tuple[tuple[PlannedQuestion, ...], ...]:
        """The questions of a form, section by section, by their numbers."""
        return tuple(
            tuple(sorted((self._planned(id, self.numbers[form.form, id]) for id in ids), key=_NUMBER))
            for ids in form.sections
        )

    @cached_property
    def numbers(self) -> SchemeNumbers:
        """The numbers of the mark scheme, by which questions are called."""
        return numbers_of(self.request, self.draw)

    def has_own_order(self, student: Student) -> bool:
        """Whether a question has another number on the student's paper than in the mark scheme."""
        paper = self.arrangements[student.id]
        return any(self.numbers[paper.form, id] != number for id, number in paper.numbers.items())

    def called(self, question: str) -> str:
        """The id of a question that is called by its number in the mark scheme, or by its id.

        Raises InvalidInput where there is none of that number.
        """
        if question in self.draw.ids or not question.isdecimal():
            return question
        ids = {str(number): id for (_, id), number in self.numbers.items()}
        if question not in ids:
            what = f"The mark scheme has no question {question}."
            raise InvalidInput([Problem(Place(question), what, f"Its numbers go from 1 to {len(ids)}.")])
        return ids[question]

    def _planned(self, id: str, number: int) -> PlannedQuestion:
        question, run = self.request.unit.by_id[id], self.request.standing
        return PlannedQuestion(
            number=number,
            id=id,
            words=question.opening,
            kinds=tuple(kind.value for kind in question.kinds),
            marks=question.marks,
            minutes=question.minutes,
            kept=run is not None and id in run.draw.ids,
            used_in=tuple(str(folder) for folder in self._uses.get(id, ())),
        )

    @cached_property
    def _uses(self) -> Mapping[str, Sequence[Path]]:
        return uses(self.history, self.request.unit.id, self.folder)

    def demands(self, form: Selection) -> tuple[MetDemand, ...]:
        """What the blueprint demands of a form, in words, beside what the form has."""
        return met_demands(self.request.blueprint, self.request.unit, form)

    def alternatives(self, id: str, student: str = "") -> tuple[Question, ...]:
        """The questions that could stand in the place of one, for everybody or one student, the most alike first.

        Raises InvalidInput where nobody, or not that student, has the question.
        """
        return _alternatives(self, id, student)

    def most_alike(self, id: str, student: str = "") -> str:
        """The id of the question that is most like one, of those that could stand in its place.

        Raises InvalidInput as `alternatives` does, and where none could.
        """
        fitting = self.alternatives(id, student)
        if not fitting:
            what = "No other question can stand in the place of this one."
            raise InvalidInput([Problem(Place(id), what, "Loosen the blueprint, or add questions.")])
        return fitting[0].id

    @property
    def went(self) -> tuple[str, ...]:
        """The ids of questions on the papers that stand which no paper has any more."""
        run = self.request.standing
        return tuple(sorted(run.draw.ids - self.draw.ids)) if run else ()

    @property
    def came(self) -> tuple[str, ...]:
        """The ids of questions that no paper had that stands; none where nothing stands."""
        run = self.request.standing
        return tuple(sorted(self.draw.ids - run.draw.ids)) if run else ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is other than on the papers that stand: in the class, and of the questions; or that none stands."""
        moved = (
            f"{heading} ({counted(len(ids), 'question')}): {'; '.join(map(self._named, ids))}."
            for heading, ids in (("Gone from the papers", self.went), ("New on the papers", self.came))
            if ids
        )
        request = self.request
        goes = "" if request.standing else run_that_goes(self.folder, request.blueprint, request.seed)
        edited = request.standing is not None and request.standing.bank != request.digests.bank
        bank = "The bank was changed since: a question that is another one now is printed as it is now."
        others = (*self.class_changes.sentences, *moved, self.renumbered, *self._unsat)
        return tuple(filter(None, (goes, bank * edited, *others)))

    @property
    def renumbered(self) -> str:
        """Which questions that stand have other numbers in the mark scheme than they had, "" for none."""
        return renumbered(self.request, self.numbers)

    @property
    def _unsat(self) -> Iterator[str]:
        """A sentence on forms that nobody sits: who has a paper keeps its form, so one added since may have nobody."""
        if self.request.standing and len(self.draw.forms) > 1:
            sat = {class_form(one.form, id) for id, one in self.arrangements.items()}
            if unsat := [form.form for form in self.draw.forms if form.form not in sat]:
                forms = f"form {unsat[0]}" if len(unsat) == 1 else f"forms {', '.join(unsat)}"
                yield (
                    f"No paper is of {forms}, as those that are printed keep theirs: print into another folder to deal "
                    "all forms anew."
                )

    def _named(self, id: str) -> str:
        """How the question begins, and its id; that alone where the bank has lost it."""
        question = self.request.unit.by_id.get(id)
        return f"“{question.opening}” ({id})" if question else id

    def only(self, ids: Sequence[str]) -> Plan:
        """The plan for some students alone, each with the paper that they have in the whole class; without spares.

        Raises InvalidInput with every id that nobody has.
        """
        known = {student.id: student for student in self.students}
        if unknown := [id for id in ids if id not in known]:
            remedy = f"There are: {', '.join(f'{one.id} {one.name}'.strip() for one in self.students)}."
            raise InvalidInput(Problem(Place(id), f"There is no student {id}.", remedy) for id in unknown)
        some = ClassList(self.request.class_list.name, tuple(known[id] for id in dict.fromkeys(ids)))
        request = self.request
        run = StandingRun(
            request.run_id, request.seed, request.digests.bank, self.draw, some, self.arrangements
        )
        digests = request.digests.of_class(some.digest)
        none = UnnamedPapers(count=0)
        alone = replace(request, class_list=some, spares=none, standing=run, digests=digests)
        draw = replace(self.draw, own=tuple(form for form in self.draw.own if form.student in ids))
        there = standing_run(self.folder, request.blueprint, request.seed)
        changes = with_ids_of_run(there, some)[1] if there else ClassChanges()
        return replace(self, request=alone, draw=draw, class_changes=changes)

    # ---- changes ---------------------------------------------------------------------------------

    def with_swap(self, id: str, other: str, student: str = "") -> Plan:
        """The plan with the `other` question in the place of one, for everybody or one student.

        Raises InvalidInput where nobody, or not that student, has the question, or where the other does not fit.
        """
        fitting = [question.id for question in self.alternatives(id, student)]
        if other not in fitting:
            known = other in self.request.unit.by_id
            what = (
                f"{other} cannot stand in the place of {id}." if known else f"There is no question {other}."
            )
            remedy = f"These can, the most alike first: {', '.join(fitting[:10])}."
            raise InvalidInput([Problem(Place(other), what, remedy if fitting else "No other question can.")])
        return self._with(swapped(self.draw, {id: other}, student, self._form_with(id, student)))

    def with_swaps(self, pairs: Sequence[tuple[str, str]]) -> Plan:
        """The plan with the second question of each pair in the place of its first, for everybody and all at once.

        Raises as `with_swap` does, for the first that does not fit.
        """
        blueprint, unit, swaps = self.request.blueprint, self.request.unit, dict(pairs)
        if fit_together(blueprint, unit, self.draw, swaps):
            return self._with(swapped(self.draw, swaps))
        plan = self
        for id, other in pairs:
            plan = plan.with_swap(id, other)
        return plan

    def with_question(self, new: str, keep: Sequence[str]) -> Plan:
        """The plan with a further question in the place of the one that it is most like, but for those in `keep`.

        Raises InvalidInput where it fits in the place of none.
        """
        places = [
            (fitting.index(new), id)
            for id in sorted(self.draw.ids - set(keep))
            if new in (fitting := [question.id for question in self.alternatives(id)])
        ]
        if not places:
            what = "This question cannot stand on the paper with everything that the blueprint demands."
            raise InvalidInput([Problem(Place(new), what, "Leave out --keep, or loosen the blueprint.")])
        return self.with_swap(min(places)[1], new)

    def _with(self, draw: Draw) -> Plan:
        return replace(self, draw=with_choices_first(self.request, draw))

    def _form_with(self, id: str, student: str) -> str:
        """The name of the student's form, "" for everybody. Raises InvalidInput as `alternatives` says."""
        if student and student not in self.arrangements:
            what, remedy = f"There is no paper {student}.", f"There are: {', '.join(self.arrangements)}."
            raise InvalidInput([Problem(Place(student), what, remedy)])
        form = self.arrangements[student].form if student else ""
        ids = {one for each in self.draw.all_forms if form in ("", each.form) for one in each.ids}
        if id not in ids:
            what = f"{id} is not on {f'paper {student}' if student else 'the paper'}."
            raise InvalidInput([Problem(Place(id), what, f"There are: {', '.join(sorted(ids))}.")])
        return form


_NUMBER = attrgetter("number")


@derived
def _alternatives(plan: Plan, id: str, student: str) -> tuple[Question, ...]:
    """What could stand in a question's place is asked for to find one, and once more to check it."""
    form = plan._form_with(id, student)  # the half of `Plan.alternatives` that is remembered
    return alternatives(plan.request.blueprint, plan.request.unit, plan.draw, id, student, form)
