"""The workbook in which a run's marks are typed: written with the run, and asked whether it is still that run's."""

from worksheetgen.markbook.reading import printed_cells_changed
from worksheetgen.markbook.writing import Forms, markbook

__all__ = ["Forms", "markbook", "printed_cells_changed"]
