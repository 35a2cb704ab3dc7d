"""ClassList to the text of a CSV file that `load_class` reads back."""

from __future__ import annotations

import csv
from io import StringIO

from worksheetgen.model.students import ClassList

HEADER = ("id", "name", "tier", "print", "extra time", "seat")


def to_csv(class_list: ClassList) -> str:
    """A header and one line for each student, with commas between cells and line feeds between lines.

    Saved as UTF-8 under the class's name, it is read back by `load_class` as an equal class, but for the
    places.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for student in class_list.students:
        extra_time = str(student.extra_time) if student.extra_time else ""
        writer.writerow(
            (student.id, student.name, student.tier, student.print, extra_time, str(student.seat or ""))
        )
    return text.getvalue()
