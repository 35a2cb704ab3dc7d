"""Drawn papers read as a pupil reads them who hunts for answers: nothing on a paper should answer a question on it.

It shares nothing with `bank check`, which compares what the bank's files say. Here the pages' own words are read, as
they were composed for a pupil of each tier (captions, bullets, options, word banks, extensions), beside the mark
scheme's entries. Words are compared by their first letters and weighed by how rare they are in the unit.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from tests.samples import drawn_one, stage, student, varied
from worksheetgen.blueprint import read_blueprint
from worksheetgen.composition import compose_paper
from worksheetgen.composition.scheme_entries import SchemeEntry, scheme_question
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blocks import (
    Block,
    Bullets,
    Chart,
    Frame,
    Heading,
    Labelled,
    Options,
    Paragraph,
    Passage,
    Side,
    Stem,
    Table,
    Timeline,
    WordBank,
)
from worksheetgen.model.blueprint import Blueprint, PaperType
from worksheetgen.model.paper import Paper
from worksheetgen.model.text import Gap, Run, Text
from worksheetgen.model.tier import Tier
from worksheetgen.projection import StudentView
from worksheetgen.resources import BLUEPRINT_FOLDER, question_bank

GAP = "____"
WORD = re.compile(r"[a-z]{3,}|\d+|" + GAP)
ENDING = re.compile(r"(?<=...)(?:s|es|ed|ing|ly)$")
SMALL = frozenset(
    re.findall(
        "[a-z]+",
        """
        about all and any are been but can did does else ever every for from had has have her him his how into
        its itself just may more most much must nor not now off one only other others our out over own she some
        such than that the their them then there these they this those too two under upon very was way were what
        when where which while who whom whose why will with would year years you your
        """,
    )
)
"""Words that tell nothing by themselves."""
YEAR = re.compile(r"\b1[89]\d\d\b")
SENTENCE = re.compile(r"(?<=[.?!])\s+")
LETTERS = 6
"""Two words are the same where they begin with the same so many letters, their endings apart: murder, murdered."""
COVERED = 0.5
"""A line that has more of an answer than so much, by the weight of its words, tells it."""
RARE = 2.0
"""A word of the text of so much weight says what is spoken of; what is asked and what is told must share one."""
HINT = 4
"""A bullet of so few words, all of them from a question and its answer, is a hint at it: Kirov’s popularity."""


HARMLESS = {
    ("gulag-09", ""): "‘secret police’ stands on most papers and does not say what belonged to it",
    ("gulag-14", ""): "‘show trials’ stands on most papers and does not say who had none",
    ("hysteria-07", "zinoviev-extract"): "threats to a family do not say that families were suspected",
    (
        "impact-15",
        "",
    ): "a group that is named elsewhere is not said to have had victims; where it is, the two are enemies",
    ("recall-31", ""): "that Kirov was murdered is no secret, and asked is what happened in which year",
    ("recall-10", "zinoviev-extract"): "that two men were not to be executed says nothing of the engineers",
    ("show-trials-10", "zinoviev-extract"): "‘closely planned’ is not ‘close to Lenin’",
    ("show-trials-14", "camps-table"): "1938 is a year of prisoners there and not of a trial",
    ("nkvd-04", "recall-19"): "a name among others to choose from",
    ("nkvd-07", "recall-19"): "a name among others to choose from",
    ("recall-14", "recall-19"): "a name among others to choose from",
    ("recall-19", "nkvd-01"): "a name among others to choose from",
    ("recall-19", "nkvd-07"): "a name among others to choose from",
}
"""What was read by eye and tells nothing: the question, whose line it is ("" for whosever), and why."""


@dataclass(frozen=True)
class Told:
    """A line that a pupil reads: `by` is the question or source that it belongs to, "" for the page's own words.

    `words` are those of the line, `stem` those of what is asked there, or of all that the source says; a `bullet` is
    something to think of.
    """

    by: str
    line: str
    words: frozenset[str]
    stem: frozenset[str]
    bullet: bool


@dataclass(frozen=True, order=True)
class GivenAway:
    """A question, the question or source whose line answers it, the line, and the answer that it tells."""

    question: str
    by: str
    line: str
    answer: str


# ---- the words of a page -------------------------------------------------------------------------


def said(text: Text) -> str:
    """The words of a text, its gaps as rules."""
    return "".join(run.text if isinstance(run, Run) else GAP if isinstance(run, Gap) else " " for run in text)


def lines_of(block: Block) -> Iterator[str]:
    """The lines of a block: a table's row is one line, and so is an option."""
    match block:
        case Paragraph(text) | Stem(text):
            yield said(text)
        case Heading(label, text):
            yield f"{label} {said(text)}"
        case Bullets(items):
            yield from map(said, items)
        case Options(options):
            yield from (said(option.text) for option in options)
        case WordBank(words):
            yield ", ".join(words)
        case Table(_, _, _, rows):
            yield from ("; ".join(said(cell.text) for cell in row) for row in rows)
        case Timeline(events):
            yield from (f"{when}: {said(text)}" for when, text in events)
        case Chart(measure, bars):
            yield from (f"{bar.label}: {bar.value:g} {measure}" for bar in bars)
        case Passage(paragraphs, notes):
            yield from (said(text) for _, text in paragraphs)
            yield from (f"{term}: {said(meaning)}" for term, meaning in notes)
        case Frame(blocks) | Labelled(_, blocks):
            yield from (line for inner in blocks for line in lines_of(inner))
        case Side(left, right):
            yield from (line for inner in (*left, *right) for line in lines_of(inner))


def blocks_of(block: Block) -> Iterator[Block]:
    """The block and those within it."""
    yield block
    if isinstance(block, Frame | Labelled):
        for inner in block.blocks:
            yield from blocks_of(inner)


class Reader:
    """Reads papers of one unit; words weigh by how few of the unit's sentences have them."""

    def __init__(self, unit: Unit) -> None:
        """`unit` has the text and the questions."""
        self.unit, self.view, self.session = unit, StudentView(unit), stage()
        sentences = [sentence for paragraph in unit.text for sentence in SENTENCE.split(paragraph)]
        sentences += [part.stem for question in unit.questions for part in question.parts]
        self.matter = words(" ".join(unit.text))
        counts = Counter(word for sentence in sentences for word in words(sentence))
        self.most = log(len(sentences))
        self.weights = {word: log(len(sentences) / count) for word, count in counts.items()}

    def weight(self, some: Iterable[str]) -> float:
        """What the words weigh together."""
        return sum(self.weights.get(word, self.most) for word in some)

    def rare(self, some: Iterable[str]) -> frozenset[str]:
        """The words among them that say what is spoken of."""
        return frozenset(word for word in some if word in self.matter and self.weights[word] >= RARE)

    def read(self, paper: Paper) -> list[GivenAway]:
        """What a paper gives away, each pair once."""
        document = compose_paper(self.view.paper(paper), self.session)
        owners = {question.question.place: question.question.id for question in paper.questions}
        owners |= {
            item.source.place: item.source.id for section in paper.sections for item in section.sources
        }
        printed: dict[str, list[Block]] = defaultdict(list)
        for item in document.items:
            printed[owners.get(item.place, "")].append(item.block)
        told = [line for by, blocks in printed.items() for line in self._told(by, blocks, paper)]
        found: dict[tuple[str, str], GivenAway] = {}
        for number, question in enumerate(paper.questions):
            asked = question.question
            own = {asked.id, *asked.sources}
            if asked.paragraphs and {*asked.paragraphs} <= {*paper.read}:
                continue  # it is to be answered from the text that the paper prints
            seen = words(" ".join(line.line for line in told if line.by in asked.sources))
            entries = scheme_question(question, number, paper, "").entries
            for asking, answer in self._facts(entries, printed[asked.id]):
                stem = words(asking)
                wanted = words(answer) - stem
                if seen and self.rare(wanted) <= seen:  # who has the source beside the question looks there
                    continue
                for line in told:
                    harmless = {(asked.id, line.by), (asked.id, "")} & HARMLESS.keys()
                    if line.by not in own and not harmless and self._tells(line, stem, wanted):
                        found.setdefault((asked.id, line.by), GivenAway(asked.id, line.by, line.line, answer))
        return sorted(found.values())

    def _told(self, by: str, blocks: Sequence[Block], paper: Paper) -> Iterator[Told]:
        """The lines of a question, a source or the page itself; a task for those who finish belongs to its question."""
        numbers = {question.number: question.question.id for question in paper.questions}
        stems = [said(one.text) for outer in blocks for one in blocks_of(outer) if isinstance(one, Stem)]
        stem = words(" ".join(stems or (line for block in blocks for line in lines_of(block) if by)))
        bullets = {
            said(text)
            for outer in blocks
            for one in blocks_of(outer)
            if isinstance(one, Bullets)
            for text in one.items
        }
        for line in (line for block in blocks for line in lines_of(block)):
            task = re.match(r"Question\s(\d+): ", line)
            owner = numbers[int(task[1])] if task and not by else by
            # A number by itself, among other numbers to choose from, says nothing.
            sentences = (one for one in SENTENCE.split(line) if not one.isdecimal())
            yield from (Told(owner, one, words(one), stem, line in bullets) for one in sentences)

    def _tells(self, told: Told, stem: frozenset[str], wanted: frozenset[str]) -> bool:
        """Whether a line tells an answer: more than half of it beside something rare that is asked, or all of it."""
        line = told.words
        about = self.rare(stem & (line | told.stem)) if stem else line
        few = told.bullet and len(line) <= HINT and line <= wanted | stem
        hint = few and bool(self.rare(line & wanted) and self.rare(line & stem))
        whole = len(wanted) > 1 and wanted <= line
        return hint or whole or (bool(about) and self.weight(wanted & line) > COVERED * self.weight(wanted))

    def _facts(self, entries: Sequence[SchemeEntry], blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
        """What each entry of the mark scheme asks and credits, as (what is asked, an answer)."""
        for entry in entries:
            yield from _FACTS.get(entry.part.kind, _credited)(entry, blocks)


# ---- what earns marks ----------------------------------------------------------------------------


def _credited(entry: SchemeEntry, _: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The right row of a choice, each point and each half of a pair in every wording that is accepted."""
    yield from (
        (entry.stem, row.text) for row in entry.rows if row.right and row.text not in ("True", "False")
    )
    points = [point for answer in entry.points for point in answer.points]
    points += [half for answer in entry.pairs for pair in answer.pairs for half in pair]
    yield from ((entry.stem, wording) for point in points for wording in (point.text, *point.accept))


def _of_truth(entry: SchemeEntry, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """A statement that is true, as a whole, and its reasons."""
    if any(row.right and row.text == "True" for row in entry.rows):
        yield "", entry.stem
    yield from _credited(entry, blocks)


def _of_pairs(entry: SchemeEntry, _: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """What goes with each left side: `1. Kirov – killed at his headquarters`."""
    for row in entry.rows:
        left, _dash, right = row.text.partition(" – ")
        yield left, right


def _of_order(entry: SchemeEntry, _: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The year of each event but the first, in the order of the explanation: the first one is given."""
    years = YEAR.findall(entry.keys[0].explanation)
    if len(years) == len(entry.rows):
        yield from ((row.text, year) for row, year in zip(entry.rows[1:], years[1:], strict=True))


def _of_gaps(entry: SchemeEntry, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The word of each gap; its sentence asks for it."""
    gaps = iter(entry.keys[0].answers)
    lines = (line for block in blocks for line in lines_of(block) if GAP in line)
    for sentence in (sentence for line in lines for sentence in SENTENCE.split(line)):
        for _gap in range(sentence.count(GAP)):
            yield sentence, next(gaps)


def _of_cells(entry: SchemeEntry, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The blank cells of a table; the rest of the row asks for each."""
    points = iter([point for answer in entry.points for point in answer.points])
    tables = (one for outer in blocks for one in blocks_of(outer) if isinstance(one, Table))
    for row in (row for table in tables for row in table.rows):
        cells = [said(cell.text) for cell in row]
        for _blank in range(sum(not cell for cell in cells)):
            point = next(points)
            for wording in (point.text.rpartition(": ")[2], *point.accept):
                yield " ".join(cells), wording


_FACTS = {
    Kind.TRUE_FALSE: _of_truth,
    Kind.MATCHING: _of_pairs,
    Kind.ORDERING: _of_order,
    Kind.GAP_FILL: _of_gaps,
    Kind.TABLE_COMPLETION: _of_cells,
}


def words(text: str) -> frozenset[str]:
    """The words of a text that tell something, without their endings; years and other numbers whole."""
    found = WORD.findall(text.lower().replace("**", ""))
    return frozenset(ENDING.sub("", word)[:LETTERS] for word in found if word not in SMALL and word != GAP)


# ---- papers ----------------------------------------------------------------------------------------


def papers_of(blueprint: Blueprint, unit: Unit, draws: Iterable[int]) -> Iterator[Paper]:
    """Each draw's paper for a pupil of each tier: support and challenge print what the others do not."""
    for number in draws:
        drawn = drawn_one(blueprint, unit, f"reading {number}")
        for tier in Tier:
            yield varied(drawn, blueprint, unit, student(tier=tier), "9B", f"reading {number}", "run")


def given_away(unit: Unit, draws: int) -> Mapping[GivenAway, int]:
    """Everything that so many papers give away, drawn from the unit's exams in turn, with on how many papers.

    Worksheets are left out: they print the text that answers their questions.
    """
    folder = question_bank() / unit.id / BLUEPRINT_FOLDER
    blueprints = (read_blueprint(path, [unit]) for path in sorted(folder.glob("*.yaml")))
    exams = [blueprint for blueprint in blueprints if blueprint.type is PaperType.EXAM]
    reader = Reader(unit)
    return Counter(
        found
        for number, exam in enumerate(exams)
        for paper in papers_of(exam, unit, range(number, draws, len(exams)))
        for found in reader.read(paper)
    )
