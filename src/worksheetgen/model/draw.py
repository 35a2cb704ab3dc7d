"""Which questions a paper has, form by form, before any pupil's order of them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cached_property

from worksheetgen.value import Value, replace


def class_form(form: str, student: str) -> str:
    """The form of the class that a student's form is, or that it was made from: "A" for "A", and for "A-017"."""
    return form.removesuffix(f"-{student}") if student else form


class Selection(Value):
    """One form of a paper as it was drawn: the ids of its questions, not in the order of any pupil's paper.

    `form` is its name ("A"); `sections` stand in the blueprint's order, and the ids in each in the order of the mark
    scheme, by which teachers call them (`scheme_numbers`). A form that one student alone sits, because a question was
    swapped for that student, has the id for its `student` and the name "A-017".
    """

    form: str
    sections: tuple[tuple[str, ...], ...]
    student: str = ""

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all sections together."""
        return frozenset(id for section in self.sections for id in section)

    @property
    def letter(self) -> str:
        """The name of the form of the whole class that this is, or that it was made from."""
        return class_form(self.form, self.student)

    def with_swaps(self, swaps: Mapping[str, str], student: str = "") -> Selection:
        """The form with other questions in the places of those that they replace, by the ids of these.

        It is that of a `student` if one is named.
        """
        sections = tuple(tuple(swaps.get(id, id) for id in section) for section in self.sections)
        return Selection(
            f"{self.letter}-{student}" if student else self.form, sections, student or self.student
        )


class Draw(Value):
    """The forms of a paper that were drawn, and how.

    `solver` names the program that proved each of them the best there is; `steps` say in words what had to be
    tried besides the plain way, () for nothing. `own` are the forms of single students, made from `forms` by hand.
    """

    forms: tuple[Selection, ...]
    solver: str
    steps: tuple[str, ...]
    own: tuple[Selection, ...] = ()

    @property
    def all_forms(self) -> tuple[Selection, ...]:
        """The forms of the class, then those of single students."""
        return (*self.forms, *self.own)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the questions of all forms together, single students' own ones too."""
        return frozenset[str]().union(*(form.ids for form in self.all_forms))

    def among(self, ids: Container[str]) -> Draw:
        """The draw without all questions but these, of which others are to be drawn."""
        forms = (
            replace(
                form, sections=tuple(tuple(id for id in section if id in ids) for section in form.sections)
            )
            for form in self.forms
        )
        return replace(self, forms=tuple(forms), own=())
