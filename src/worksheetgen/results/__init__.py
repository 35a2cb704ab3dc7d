"""The papers of a run and the record of their marks to results: of each paper, and of the class."""

from worksheetgen.results.of_class import ClassResults, QuestionStatistics, class_results
from worksheetgen.results.of_paper import NoMark, PaperResult, QuestionResult, Tally, paper_result

__all__ = [
    "ClassResults",
    "NoMark",
    "PaperResult",
    "QuestionResult",
    "QuestionStatistics",
    "Tally",
    "class_results",
    "paper_result",
]
