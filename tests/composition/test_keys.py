"""The answer keys: a grid of every answer with a box for its mark, and what all papers share once."""

from __future__ import annotations

from tests.kinds.puzzles import crossword
from tests.samples import (
    blueprint,
    choice,
    matching,
    ordering,
    question,
    section,
    selection,
    stage,
    student,
    unit,
    varied,
    written,
)
from worksheetgen.composition import compose_answer_keys, scheme_numbers
from worksheetgen.kinds import Kind
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Unit
from worksheetgen.model.blocks import GridCell, KeyStrips, MarkingGrid, Paragraph
from worksheetgen.model.blueprint import FormDemands, PaperType
from worksheetgen.model.document import Document
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Question
from worksheetgen.model.text import plain
from worksheetgen.value import replace

GAPS = replace(
    choice(),
    kind=Kind.GAP_FILL,
    marks=2,
    body=GapFill(("He was ", " in ", "."), ("popular", "Leningrad", "spare")),
    answers=(Key(("popular", "Leningrad"), "", ()),),
)


def papers(bank: Unit, count: int, *sections: str) -> list[Paper]:
    """So many students' papers of these questions."""
    plan = blueprint(*(section() for _ in sections))
    return [
        varied(selection(*sections), plan, bank, student(f"{n:03}"), "9B", "seed", "run")
        for n in range(count)
    ]


def keys(made: list[Paper]) -> Document:
    """Their answer keys in the bundled theme."""
    return compose_answer_keys(made[:1], made, stage())


def grid(found: Document) -> MarkingGrid:
    """Its one marking grid."""
    (block,) = (item.block for item in found.items if isinstance(item.block, MarkingGrid))
    return block


def test_marks_for_spelling_stand_beside_a_written_answers_own() -> None:
    """They stand once, at the last part of a question, and nowhere without them."""
    bank = unit(question("a", written(8)), question("b", written(2), written(8)), question("c", written(4)))
    plan = blueprint(section(spag=4), section(spag=3), section())
    paper = varied(selection("a", "b", "c"), plan, bank, student(), "9B", "seed", "run")
    found = grid(compose_answer_keys([paper], [paper], stage()))
    assert [f"{one.over} {one.number}: {one.under}".strip() for one in found.columns] == [
        "A 1: /8+4 →1",
        "B 2(a): /2 →2",
        "2(b): /8+3 →2",
        "C 3: /4 →3",
        f"Total: /{paper.marks}",
    ]


def test_a_worksheet_s_grid_has_no_letters_of_sections() -> None:
    """As the sheet itself has none: its groups of tasks are called by what is to be done."""
    plan = replace(blueprint(section(), section()), type=PaperType.WORKSHEET)
    bank = unit(question("a"), question("b"))
    paper = varied(selection("a", "b"), plan, bank, student(), "9B", "seed", "run")
    found = grid(compose_answer_keys([paper], [paper], stage()))
    assert [one.over for one in found.columns] == ["", "", ""]


def test_every_answer_of_every_paper_is_in_its_line() -> None:
    """Letters, orders and pairs stand where the paper asks for them, orders without the white between their numbers."""
    bank = unit(question("a"), question("b", ordering()), question("c", matching()), question("d", written()))
    made = papers(bank, 5, "a b c d")
    found = grid(keys(made))
    for paper, (whose, cells) in zip(made, found.lines, strict=True):
        assert whose == f"{paper.student.id} {paper.student.name}"
        answers = [part.answer for asked in paper.questions for part in asked.parts]
        answers = ["" if answer == "because" else answer for answer in answers]
        narrowed = ["".join(one.split()) if one.replace(" ", "").isdigit() else one for one in answers]
        assert [cell.answer for cell in cells] == [*narrowed, ""]
    assert not any(cell.void for _, cells in found.lines for cell in cells)


def test_a_long_answer_that_all_papers_share_stands_once() -> None:
    """The words of a gap fill stand above the grid; cells and strips say which entry of the scheme has them."""
    made = papers(unit(question("a", GAPS), question("b", written(2))), 12, "a b")
    assert (
        len({paper.questions[0].question.id for paper in made}) == 2
    )  # on some papers it is no. 1, on others no. 2
    entry = f"→{scheme_numbers(made[:1])[made[0].form, 'a']}"
    found = keys(made)
    texts = [plain(item.block.text) for item in found.items if isinstance(item.block, Paragraph)]
    assert " ".join(texts).count("popular; Leningrad") == 1
    assert f"{entry}, the same on every paper: popular; Leningrad" in " ".join(texts)
    for paper, (_, cells) in zip(made, grid(found).lines, strict=True):
        at = next(asked.number for asked in paper.questions if asked.question.id == "a")
        assert cells[at - 1] == GridCell("", entry, False)
    (strips,) = (item.block.strips for item in found.items if isinstance(item.block, KeyStrips))
    assert all("popular" not in answer for strip in strips for _, answer in strip.cells)


def test_a_number_that_only_some_papers_have_is_void_on_the_others() -> None:
    """Where another form has parts, the cells of the parts are void on the papers that have none."""
    both: tuple[Question, ...] = (question("a", choice(), choice()), question("b", written(2)))
    bank = unit(*both)
    made = papers(bank, 12, "a b")
    found = grid(keys(made))
    assert [column.number for column in found.columns] == ["1", "1(a)", "1(b)", "2", "2(a)", "2(b)", "Total"]
    for paper, (_, cells) in zip(made, found.lines, strict=True):
        parts_first = paper.questions[0].question.id == "a"
        void = (
            [True, False, False, False, True, True]
            if parts_first
            else [False, True, True, True, False, False]
        )
        assert [cell.void for cell in cells] == [*void, False]


def test_each_line_has_its_own_total_where_papers_have_other_totals() -> None:
    """Beside the box for the total; where all papers have the same it stands once, at the head of the column."""
    bank = unit(question("a", written(8)), question("b", written(2)), question("c", written(4)))
    sheets = {"A": "a b", "B": "b c"}
    by_form = tuple(FormDemands(form, (), form, "", (section(),)) for form in sheets)
    plan = replace(blueprint(section(), forms=2), by_form=by_form)
    made = [
        varied(replace(selection(ids), form=form), plan, bank, student(f"00{form}"), "9B", "seed", "run")
        for form, ids in sheets.items()
    ]
    found = grid(compose_answer_keys(made, made, stage()))
    assert [cells[-1].note for _, cells in found.lines] == ["/10", "/6"]
    assert found.columns[-1].under == ""


def test_a_paper_s_grid_is_named_in_its_key() -> None:
    """Cells have the name of a crossword's grid, and above them stands what goes into each grid that a paper has."""
    body, answers = crossword(("PURGE", "GULAG", "EXILE", "TREASON"))
    asked = replace(choice(), kind=Kind.CROSSWORD, marks=4, body=body, answers=answers)
    made = papers(unit(question("a", asked)), 9, "a")
    found = keys(made)
    names = [cells[0].answer for _, cells in grid(found).lines]
    said = "\n".join(plain(item.block.text) for item in found.items if isinstance(item.block, Paragraph))
    full = [paper.questions[0].parts[0].answer for paper in made]
    assert len(set(names)) > 1
    assert [answer.partition(":")[0] for answer in full] == names
    assert all(said.count(f"→1 {answer}") == 1 for answer in full)
    assert [column.under for column in grid(found).columns] == ["/4 →1", "/4"]
    (strips,) = (item.block for item in found.items if isinstance(item.block, KeyStrips))
    assert [strip.cells for strip in strips.strips] == [(("1", name),) for name in names]
