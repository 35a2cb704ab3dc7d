"""A class list file to a class and how it was read, a made-up class to try things out, and a class back to a file.

`reading` is the way in: `files` finds the table that is meant, cut into cells by `csv_file` or `workbook`; `columns`
finds the headings and what each column is used for, by the words in `vocabulary.yaml`, and `column_problems` asks about
what is not certain there; `people` finds the pupils among the rows and their names, `printed_names` what is none;
`pupil_rows` reads each row, with `cells` for a cell and `arrangements` for sentences;
`made_ids` and `class_name` give what the list leaves out.
"""

from worksheetgen.class_list.made_ids import name_key
from worksheetgen.class_list.reading import ClassReading, ColumnUse, LeftToTeacher, load_class, read_class
from worksheetgen.class_list.sample import sample_class
from worksheetgen.class_list.seating import load_seating
from worksheetgen.class_list.writing import to_csv

__all__ = [
    "ClassReading",
    "ColumnUse",
    "LeftToTeacher",
    "load_class",
    "load_seating",
    "name_key",
    "read_class",
    "sample_class",
    "to_csv",
]
