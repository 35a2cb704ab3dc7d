"""The pages of mark schemes of the bundled bank: short for choices, tables of levels whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from unittest.mock import patch

import pytest

from tests.pages.showcase import renderer
from tests.samples import blueprint, section, selection, student, varied
from worksheetgen.bank import load_bank
from worksheetgen.composition import TemplateSession, compose_mark_scheme
from worksheetgen.composition import scheme as composition
from worksheetgen.kinds import Kind
from worksheetgen.model.answers import Levels
from worksheetgen.model.bank import Unit
from worksheetgen.model.blocks import Labelled, Table
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.document import Document, Item
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.question import Question
from worksheetgen.model.text import plain
from worksheetgen.streams import Stream
from worksheetgen.value import replace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def terror() -> Unit:
    """Stalin's Terror."""
    (found,) = load_bank().units
    return found


def scheme(
    unit: Unit, asked: Sequence[Question], spag: int, papers: int = 1
) -> tuple[Sequence[Item], LaidOutDocument]:
    """The items and the pages of the scheme of so many papers that ask these questions in one section."""
    plan, drawn = blueprint(section(spag=spag)), selection(" ".join(one.id for one in asked))
    made = [varied(drawn, plan, unit, student(f"{at}"), "9B", "seed", "run") for at in range(papers)]
    documents: list[Document] = []

    def compose(session: TemplateSession) -> Document:
        documents.append(compose_mark_scheme(made[:1], made, unit, session))
        return documents[0]

    laid_out = renderer(PaperType.EXAM, unit).document(compose)
    return documents[0].items, laid_out


def pages(laid_out: LaidOutDocument, index: int) -> list[int]:
    """The pages that an item stands on."""
    return [page for page, _ in laid_out.structure[index].slices]


def first_cell(item: Item) -> str:
    """The head of the first column of the table that the item is or holds, "" where there is none."""
    blocks = item.block.blocks if isinstance(item.block, Labelled) else (item.block,)
    return next((plain(block.rows[0][0].text) for block in blocks if isinstance(block, Table)), "")


def test_any_twelve_choices_take_a_page(terror: Unit) -> None:
    """Of two thousand draws those with the highest rows fit a page below its heading, whatever their numbers."""
    choices = [one for one in terror.questions if one.kinds == (Kind.MULTIPLE_CHOICE,)]
    numbers: defaultdict[int, set[int]] = defaultdict(lambda: {1, 2, 3, 4, 6, *range(8, 13)})
    with patch.object(composition, "_on_papers", lambda *_: numbers):
        high: dict[str, float] = {}
        for start in range(0, len(choices), 12):
            some = choices[start : start + 12]
            _, rows = choices_table(terror, some)
            high |= rows
        draws = [Stream(str(seed), "twelve").shuffled(choices)[:12] for seed in range(2000)]
        draws.sort(key=lambda drawn: sum(high[one.id] for one in drawn))
        for drawn in draws[-3:]:
            on_pages, _ = choices_table(terror, drawn)
            assert len(on_pages) == 1


def choices_table(unit: Unit, drawn: Sequence[Question]) -> tuple[list[int], dict[str, float]]:
    """The pages that the table of these multiple-choice questions is on, and how high the row of each is, by id."""
    items, laid_out = scheme(unit, drawn, 0)
    (at,) = (index for index, item in enumerate(items) if first_cell(item) == "Entry")
    table = items[at].block
    assert isinstance(table, Table)
    _, *rows = (plain(row[1].text) for row in table.rows)
    _, *boxes = laid_out.structure[at].recording.boxes
    ids = [next(one.id for one in drawn if f" {one.id} · " in row) for row in rows]
    return pages(laid_out, at), {id: box.height for id, box in zip(ids, boxes, strict=True)}


@pytest.mark.parametrize("seed", range(6))
def test_twelve_choices_take_a_page_at_most(terror: Unit, seed: int) -> None:
    """Whichever twelve multiple-choice questions are drawn, their table is on one page."""
    choices = [one for one in terror.questions if one.kinds == (Kind.MULTIPLE_CHOICE,)]
    drawn = Stream(str(seed), "twelve").shuffled(choices)[:12]
    on_pages, _ = choices_table(terror, drawn)
    assert len(on_pages) == 1


def longer(one: Question, times: int) -> Question:
    """The question with so many times the indicative content."""
    parts = tuple(
        replace(
            part,
            answers=tuple(
                replace(answer, indicative=times * answer.indicative)
                if isinstance(answer, Levels)
                else answer
                for answer in part.answers
            ),
        )
        for part in one.parts
    )
    return replace(one, parts=parts)


@pytest.mark.parametrize("spag", [0, 4])
@pytest.mark.parametrize("times", [1, 3])
def test_tables_of_levels_are_whole_beside_their_questions(terror: Unit, spag: int, times: int) -> None:
    """No table of levels is cut, and none is overleaf from the head of its entry, however much stands below it."""
    levels = [
        longer(one, times)
        for one in terror.questions
        if not one.sources
        and any(isinstance(answer, Levels) for part in one.parts for answer in part.answers)
    ]
    drawn = Stream("levels").shuffled(levels)
    items, laid_out = scheme(replace(terror, questions=tuple(levels)), drawn, spag)
    found = [index for index, item in enumerate(items) if first_cell(item) in ("Level", "Performance")]
    assert len(found) == len(drawn) * (2 if spag else 1)
    for index in found:
        assert len(pages(laid_out, index)) == 1
        assert pages(laid_out, index - 1)[-1] == pages(laid_out, index)[0]


def test_what_ends_a_scheme_shares_its_pages(terror: Unit) -> None:
    """The line on where texts are from begins no page; a class's table of papers is whole, if need be on another."""
    begun = set()
    for count, papers in product(range(3, 12), (28, 10)):
        drawn = Stream("ends").shuffled(terror.questions)[:count]
        items, laid_out = scheme(terror, drawn, 0, papers)
        (credit,) = (at for at, one in enumerate(items) if getattr(one.block, "style", "") == "tiny")
        assert pages(laid_out, credit)[0] == pages(laid_out, credit - 1)[-1]
        for table in (at for at, one in enumerate(items) if first_cell(one) == "Paper"):
            (page,) = pages(laid_out, table)
            begun.add(page > pages(laid_out, credit)[0])
    assert begun == {False, True}
