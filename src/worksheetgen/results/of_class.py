"""The papers of a class and the record of marks to what the class could and could not do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from statistics import fmean

from worksheetgen.manifest import RecordedStudent
from worksheetgen.marks_record import MarkKey
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.results.of_paper import PaperResult, QuestionResult, Tally, paper_result
from worksheetgen.value import Value


class QuestionStatistics(Value):
    """How the class did at a question, or with `spag` at spelling, punctuation and grammar there.

    `marks` are those that were given, in the class's order, each of at most `most`. `rests` are, beside each of them,
    the share (0 to 1) of the other marks that the same paper has; no paper has a rest where nothing else is marked, and
    then it stands in neither of the two that `discrimination` compares.
    """

    question: Question
    spag: bool
    most: int
    marks: tuple[int, ...]
    rests: tuple[float | None, ...]

    @property
    def facility(self) -> float:
        """The average mark as a share of the maximum: 1.0 where everybody had all, 0.0 where nobody had any."""
        return fmean(self.marks) / self.most

    @property
    def discrimination(self) -> float | None:
        """How far those who did well on the rest of the paper did well here, from -1.0 to 1.0.

        It is the correlation of the mark with the rest of the paper (the corrected item-total correlation of
        classical test theory). None where everybody has the same mark or the same rest, so that nothing can be said.
        """
        pairs = [(mark, rest) for mark, rest in zip(self.marks, self.rests, strict=True) if rest is not None]
        return _correlation(pairs)


class ClassResults(Value):
    """What the class could do: `papers` in the order of the run's record, those without any mark too.

    `questions` stand in the bank's order, then SPaG likewise: those that have a mark on some paper. `topics` (by id)
    and `objectives` (by name) add up all papers, in the order that PaperResult has them in.
    """

    papers: tuple[PaperResult, ...]
    questions: tuple[QuestionStatistics, ...]
    topics: Mapping[str, Tally]
    objectives: Mapping[str, Tally]

    @property
    def marked(self) -> tuple[PaperResult, ...]:
        """The papers that have a mark."""
        return tuple(paper for paper in self.papers if paper.is_marked)


def class_results(
    students: Iterable[RecordedStudent], unit: Unit, marks: Mapping[MarkKey, str]
) -> ClassResults:
    """The results of these students' papers, as `paper_result` has them, and what they come to together."""
    papers = tuple(paper_result(student, unit, marks) for student in students)
    objectives = _added_up([paper.objectives for paper in papers])
    topics = _added_up([paper.topics for paper in papers])
    return ClassResults(
        papers=papers,
        questions=_statistics(papers, unit),
        topics={topic.id: topics[topic.id] for topic in unit.topics if topic.id in topics},
        objectives={name: objectives[name] for name in sorted(objectives)},
    )


def _added_up(tallies: Sequence[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Each name's tallies, added up."""
    found: dict[str, Tally] = {}
    for one in tallies:
        for name, tally in one.items():
            before = found.get(name, Tally(Fraction(), Fraction(), Fraction()))
            found[name] = Tally(
                before.marks + tally.marks, before.most + tally.most, before.marked + tally.marked
            )
    return found


def _statistics(papers: Sequence[PaperResult], unit: Unit) -> tuple[QuestionStatistics, ...]:
    """The statistics of every question that has a mark."""
    given: dict[str, list[tuple[QuestionResult, PaperResult]]] = {}
    for paper in papers:
        for one in paper.questions:
            if isinstance(one.mark, int):
                given.setdefault(one.key, []).append((one, paper))
    place = {question.id: at for at, question in enumerate(unit.questions)}
    ordered = sorted(given.values(), key=lambda pairs: (pairs[0][0].spag, place[pairs[0][0].question.id]))
    return tuple(
        QuestionStatistics(
            pairs[0][0].question,
            pairs[0][0].spag,
            pairs[0][0].most,
            tuple(one.most - one.lost for one, _ in pairs),
            tuple(_rest(one, paper) for one, paper in pairs),
        )
        for pairs in ordered
    )


def _rest(one: QuestionResult, paper: PaperResult) -> float | None:
    """The share of all other marks that a paper has, of what is marked on it; None where nothing else is."""
    marked = paper.total.marked - one.most
    return float((paper.total.marks - (one.most - one.lost)) / marked) if marked else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation; None where either side does not vary."""
    if not pairs:
        return None
    first, second = (fmean(side) for side in zip(*pairs, strict=True))
    both = sum((x - first) * (y - second) for x, y in pairs)
    spread = sqrt(sum((x - first) ** 2 for x, _ in pairs) * sum((y - second) ** 2 for _, y in pairs))
    return both / spread if spread > 1e-12 else None
