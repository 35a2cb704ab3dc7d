"""A class list file to ClassList, a made-up class for trying things out, and a class back to a file.

`reading` is the way in: `csv_file` or `workbook` cuts the file into cells, `columns` finds what each column
holds, and `cells` reads each cell.
"""

from worksheetgen.class_list.reading import load_class, load_seating
from worksheetgen.class_list.sample import sample_class
from worksheetgen.class_list.writing import to_csv

__all__ = ["load_class", "load_seating", "sample_class", "to_csv"]
