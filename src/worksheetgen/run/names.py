"""Names that no font can write: what stands for them on paper, and how that is told.

Chinese, Arabic or an emoji in one name must not stop a class. The pupil's paper then has an empty line for the name, as
spare papers have, and answer keys and seating plan have the id; record and markbook keep the name. It is decided here
for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worksheetgen.model.students import Student
from worksheetgen.typesetting import lacking_characters
from worksheetgen.value import replace

SEE_LIST = "see the class list"


def name_on_paper(name: str) -> str:
    """The name as the pupil's own paper has it: "" where no font can write it."""
    return "" if lacking_characters(name) else name


def named_for_teachers(student: Student) -> Student:
    """The student as keys and seating plan name them: by the id where no font can write the name, or none is known.

    An arrangement that no font can write is looked up in the class list.
    """
    name = name_on_paper(student.name) or ("" if student.spare else student.id)
    others = tuple(SEE_LIST if lacking_characters(words) else words for words in student.arrangements)
    if (name, others) == (student.name, student.arrangements):
        return student
    return replace(student, name=name, arrangements=others)


def told_of_names(students: Iterable[Student]) -> Iterator[str]:
    """A sentence on every student whose name cannot be printed."""
    for student in students:
        if lacking := lacking_characters(student.name):
            shown = "".join(sorted(lacking))
            yield (
                f"“{student.name}” ({student.id}) cannot be printed, as no font here has “{shown[:10]}”: the paper has "
                "an empty line for the name, to be filled in by hand."
            )
