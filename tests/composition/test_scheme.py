"""The mark scheme: its cross-table says under which number each paper asks what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import (
    ENGLISH,
    blueprint,
    choice,
    question,
    section,
    selection,
    source,
    stage,
    student,
    unit,
    varied,
    written,
)
from worksheetgen.composition import Templates, TemplateSession, compose_mark_scheme, scheme_numbers
from worksheetgen.composition.scheme import COLUMNS
from worksheetgen.english import in_ranges
from worksheetgen.errors import InvalidInput
from worksheetgen.kinds import Kind
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.model.answers import Key, PairedPoints, Point, Points
from worksheetgen.model.bank import Contested
from worksheetgen.model.blocks import Bullets, Frame, Heading, Labelled, Paragraph, Side, Stem, Table
from worksheetgen.model.blueprint import FormDemands, PaperType
from worksheetgen.model.document import Document
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Part, Question
from worksheetgen.model.text import plain
from worksheetgen.resources import templates
from worksheetgen.typesetting import theme_styles
from worksheetgen.value import replace

MANY = tuple(question(f"kirov-{number:02}") for number in range(COLUMNS + 3))
BANK = unit(*MANY)


def papers(count: int) -> list[Paper]:
    """So many students' papers of the same questions."""
    drawn = selection(" ".join(one.id for one in MANY))
    plan = blueprint(section())
    return [varied(drawn, plan, BANK, student(f"s-{n}"), "9B", "seed", "run") for n in range(count)]


def tables(found: Document) -> list[list[list[str]]]:
    """The cross-tables, cell by cell."""
    blocks = [item.block for item in found.items]
    return [
        [[plain(cell.text) for cell in row] for row in block.rows]
        for block in blocks
        if isinstance(block, Table) and plain(block.rows[0][0].text) == "Paper"
    ]


def scheme(made: list[Paper]) -> Document:
    """Their mark scheme in the bundled theme."""
    return compose_mark_scheme(made[:1], made, BANK, stage())


def test_the_cross_table_leads_from_every_paper_to_every_entry() -> None:
    """Below each number of the scheme stands the number that the question has on the paper of that row."""
    made = papers(3)
    found = tables(scheme(made))
    assert len(found) == 2
    entries = {str(number): id for (_, id), number in scheme_numbers(made[:1]).items()}
    for table in found:
        head, *rows = table
        for paper, row in zip(made, rows, strict=True):
            assert row[0] == paper.student.id
            numbers = {asked.question.id: str(asked.number) for asked in paper.questions}
            assert row[1:] == [numbers[entries[number]] for number in head[1:]]
    assert [number for table in found for number in table[0][1:]] == [str(n) for n in range(1, len(MANY) + 1)]


def test_a_cross_table_of_a_theme_must_have_a_column_for_each_entry(tmp_path: Path) -> None:
    """Else the numbers of papers could not be put into it: what it lacks is told."""
    (tmp_path / "scheme-cross.xml.j2").write_text(
        '<table widths="1 1" header="yes"><row><cell>Paper</cell><cell>All</cell></row></table>'
    )
    folders = (tmp_path, templates() / "board")
    session = TemplateSession(Templates(folders, ENGLISH), theme_styles(folders[1:]))
    made = papers(2)
    with pytest.raises(InvalidInput, match=f"1 column beside that of the papers.* here {COLUMNS}"):
        compose_mark_scheme(made[:1], made, BANK, session)


def test_papers_with_the_same_numbers_need_no_cross_table() -> None:
    """Each entry says the number on the one paper, or on all papers, and nothing speaks of a table at the end."""
    each = [
        varied(
            selection(MANY[0].id, MANY[1].id),
            blueprint(section(), section()),
            BANK,
            student(id),
            "9B",
            "s",
            "r",
        )
        for id in ("s-1", "s-2")
    ]
    for made, needs in ((papers(1), False), (papers(2), True), (each, False)):
        found = scheme(made)
        assert bool(tables(found)) is needs
        sides = [item.block for item in found.items if isinstance(item.block, Side)]
        lists = [block for side in sides for block in side.left if isinstance(block, Bullets)]
        said = " ".join(plain(item) for block in lists for item in block.items)
        assert ("the table at the end" in said) is needs
        assert ("Each entry has the number of its question on the papers" in said) is not needs


def test_entries_follow_the_order_of_the_paper() -> None:
    """Behind the table of choices they stand as on the form's own paper, not as the bank names them."""
    bank = unit(*(question(id, written()) for id in "dbca"))
    made = varied(selection("a b c d"), blueprint(section()), bank, student(), "9B", "seed", "run")
    numbers = scheme_numbers([made])
    assert [numbers[made.form, one.question.id] for one in made.questions] == [1, 2, 3, 4]
    assert [one.question.id for one in made.questions] != list("abcd")


def test_a_key_is_a_sentence_before_what_explains_it() -> None:
    """The words of gaps end in a full stop, with one mark for each where there are several of them."""
    one = GapFill(("He was killed at his ", "."), ("headquarters", "home"))
    two = GapFill(("In ", " he was killed at his ", "."), ("1934", "headquarters", "home"))
    bank = unit(
        *(
            question(id, Part(Kind.GAP_FILL, "Complete it.", marks, (), body, (Key(keys, "It was so.", ()),)))
            for id, marks, body, keys in (
                ("a", 1, one, ("headquarters",)),
                ("b", 2, two, ("1934", "headquarters")),
            )
        )
    )
    made = varied(selection("a", "b"), blueprint(section(), section()), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [made], bank, stage())
    blocks = [one for item in found.items if isinstance(item.block, Labelled) for one in item.block.blocks]
    texts = [plain(one.text) for one in blocks if isinstance(one, Paragraph)]
    assert [text for text in texts if "headquarters" in text or "mark" in text] == [
        "headquarters. It was so.",
        "One mark.",
        "1934; headquarters. It was so.",
        "One mark for each.",
    ]


def test_points_beside_a_key_stand_in_a_table_as_all_points_do() -> None:
    """What a reason is accepted and rejected for has the columns that it has everywhere."""
    points = Points((Point("close to Lenin", 1, ("old Bolsheviks",), ("Kirov",), ()),), "", "")
    keyed = Part(Kind.TRUE_FALSE, "So.", 2, (), TrueFalse(2), (Key(("true",), "They were.", ()), points))
    bank = unit(question("a", keyed))
    made = varied(selection("a"), blueprint(section()), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [made], bank, stage())
    blocks = [one for item in found.items if isinstance(item.block, Labelled) for one in item.block.blocks]
    (table,) = (one for one in blocks if isinstance(one, Table))
    assert [[" ".join(plain(cell.text).split()) for cell in row] for row in table.rows] == [
        ["Answer", "Marks", "Guidance"],
        ["close to Lenin", "1", "Accept: old Bolsheviks Reject: Kirov"],
    ]
    texts = [plain(one.text) for one in blocks if isinstance(one, Paragraph)]
    assert "True. They were." in texts


def test_a_note_stands_with_what_it_is_on_before_the_marks_for_spelling() -> None:
    """The teacher's note on a question comes before its marks for spelling, which are alike on every paper."""
    bank = unit(replace(question("kirov-01", written(8)), note="Not proved."))
    made = varied(selection("kirov-01"), blueprint(section(spag=4)), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    blocks = [one for item in found.items if isinstance(item.block, Labelled) for one in item.block.blocks]
    (note,) = (index for index, one in enumerate(blocks) if isinstance(one, Frame))
    (spelling,) = (i for i, one in enumerate(blocks) if isinstance(one, Stem) and one.marks == "[4 marks]")
    assert note < spelling


def test_the_first_page_says_what_the_paper_asks() -> None:
    """Marks by topic and objective add up to the paper's; what the bank has left is what was not drawn."""
    more = question("gulag-01", written(2, code="AO2"), topics=("gulag",), difficulty=5, minutes=4)
    bank = unit(*MANY, more, question("gulag-02", topics=("gulag", "kirov")))
    drawn = selection(" ".join(one.id for one in (*MANY[:3], more)))
    made = varied(drawn, blueprint(section()), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    (table,) = (
        item.block
        for item in found.items
        if isinstance(item.block, Table) and plain(item.block.rows[0][0].text) == "Marks by topic"
    )
    assert [[plain(cell.text) for cell in row] for row in table.rows] == [
        ["Marks by topic", "GCSE AO1", "GCSE AO2", "All", "Questions", "Left in the bank"],
        ["Kirov", "3", "–", "3", "3", str(len(MANY) - 3 + 1)],
        ["The Gulag", "–", "2", "2", "1", "1"],
    ]
    words = " ".join(plain(item.block.text) for item in found.items if isinstance(item.block, Paragraph))
    assert (
        "Questions by difficulty, from 1 (easy) to 5: 3 · 0 · 0 · 0 · 1. They take about 7 minutes." in words
    )


def test_topics_that_no_question_is_on_take_a_line() -> None:
    """They stand below the table, with what the bank has of them, so that the front page holds it."""
    bank = unit(*MANY, question("gulag-01", topics=("gulag",)))
    made = varied(selection(MANY[0].id), blueprint(section()), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    tables = [item.block for item in found.items if isinstance(item.block, Table)]
    assert not any(plain(cell.text) == "The Gulag" for table in tables for row in table.rows for cell in row)
    words = " ".join(plain(item.block.text) for item in found.items if isinstance(item.block, Paragraph))
    assert "Left in the bank of topics that no question is on: The Gulag 1." in words


@pytest.mark.parametrize(
    ("themes", "row", "label"),
    [((), "A: A section", "Section A"), (("worksheet",), "A section", "A section")],
)
def test_sections_are_called_as_on_the_papers(themes: tuple[str, ...], row: str, label: str) -> None:
    """In the table of marks and above their entries: by a letter in an exam, not so on a worksheet."""
    plan = blueprint(section())
    made = varied(selection("kirov-01"), plan, BANK, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], BANK, stage(*themes))
    (beside,) = (item.block for item in found.items if isinstance(item.block, Side))
    (first, *_) = (block for block in beside.right if isinstance(block, Table))
    assert plain(first.rows[1][0].text) == row
    labels = [item.block.label for item in found.items if isinstance(item.block, Heading)]
    assert label in labels


@pytest.mark.parametrize("marks", [3, 4, 5])
def test_every_mark_for_spelling_has_one_level(marks: int) -> None:
    """From the highest to none, each number of marks stands in just one row, after the answer's own marks."""
    bank = unit(question("kirov-01", written(8)), question("kirov-02", written(8)))
    plan = blueprint(section(spag=marks), section())
    made = varied(selection("kirov-01", "kirov-02"), plan, bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    blocks = [one for item in found.items if isinstance(item.block, Labelled) for one in item.block.blocks]
    assert [one.marks for one in blocks if isinstance(one, Stem)] == [
        "[8 marks]",
        f"[{marks} marks]",
        "[8 marks]",
    ]
    (table,) = (
        one for one in blocks if isinstance(one, Table) and plain(one.rows[0][0].text) == "Performance"
    )
    ranges = [[int(end) for end in plain(row[1].text).split("–")] for row in table.rows[1:]]
    levels = [set(range(ends[0], ends[-1] + 1)) for ends in ranges]
    assert [plain(row[0].text) for row in table.rows[1:]] == ["High", "Intermediate", "Threshold", "None"]
    assert [mark for level in levels for mark in sorted(level, reverse=True)] == list(range(marks, -1, -1))
    assert max(levels[0]) == marks
    assert min(levels[0]) == min(4, marks)


def test_the_first_pages_totals_agree_with_marks_for_spelling() -> None:
    """Sections and SPaG add up to the total, and so do objectives and SPaG; without any there is no such row."""
    bank = unit(question("kirov-01", written(8)), question("kirov-02", written(8)))
    for marks, rows in ((4, 1), (0, 0)):
        plan = blueprint(section(spag=marks), section())
        made = varied(selection("kirov-01", "kirov-02"), plan, bank, student(), "9B", "seed", "run")
        found = compose_mark_scheme([made], [], bank, stage())
        (side,) = (item.block for item in found.items if isinstance(item.block, Side))
        sections, objectives = (
            {plain(row[0].text): int(plain(row[1].text)) for row in table.rows[1:]}
            for table in side.right
            if isinstance(table, Table)
        )
        assert sections.pop("Total") == sum(sections.values()) == sum(objectives.values()) == made.marks
        assert ("SPaG" in sections) + ("SPaG" in objectives) == 2 * rows


def test_a_tables_answers_are_told_with_their_rows() -> None:
    """Each answer to a table stands after the first cell of its row, and alone where that is to be filled in itself."""
    body = TableCompletion(("When", "What"), (("1932", ""), ("", "a trial"), ("When was it worst?", "")))
    points = Points(tuple(Point(text, 1, (), (), ()) for text in ("2 million", "1936", "in 1937")), "", "")
    part = Part(Kind.TABLE_COMPLETION, "Fill it in.", 3, (), body, (points,))
    bank = unit(question("kirov-01", part))
    made = varied(selection("kirov-01"), blueprint(section()), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    tables = [one for item in found.items if isinstance(item.block, Labelled) for one in item.block.blocks]
    said = [plain(row[0].text) for one in tables if isinstance(one, Table) for row in one.rows[1:]]
    assert said == ["1932: 2 million", "1936", "When was it worst? in 1937"]


def test_points_of_an_extended_answer_end_in_a_weak_one() -> None:
    """Below the points stands what a common weak answer looks like; where there is none, nothing stands there."""
    part = written(marks=4)
    points = Points((Point("a feature", 4, (), (), ()),), "", "Names features without a detail.")
    for answer, said in ((points, 1), (replace(points, weak=""), 0)):
        bank = unit(question("kirov-01", replace(part, answers=(answer,))))
        made = varied(selection("kirov-01"), blueprint(section()), bank, student(), "9B", "seed", "run")
        found = compose_mark_scheme([made], [], bank, stage())
        labelled = [item.block for item in found.items if isinstance(item.block, Labelled)]
        texts = [plain(one.text) for block in labelled for one in block.blocks if isinstance(one, Paragraph)]
        assert texts.count("A common weak answer: Names features without a detail.") == said
        assert any("A common weak answer" in text for text in texts) is bool(said)


@pytest.mark.parametrize(
    ("marks", "offered", "said"),
    [(4, 3, "Up to two of these pairs. For each, "), (4, 2, "For each pair, "), (2, 1, "")],
)
def test_pairs_are_told_as_examiners_write_them(marks: int, offered: int, said: str) -> None:
    """How many pairs count, a mark for each half, the halves side by side with their own guidance."""
    first, second = Point("spies", 1, ("traitors",), (), ()), Point("most of the top", 1, (), (), ("some",))
    answer = PairedPoints(("feature", "detail"), ((first, second),) * offered, "Lists.")
    part = replace(written(marks=marks), answers=(answer,))
    made = varied(
        selection("kirov-01"),
        blueprint(section()),
        unit(question("kirov-01", part)),
        student(),
        "9B",
        "s",
        "r",
    )
    found = compose_mark_scheme([made], [], unit(question("kirov-01", part)), stage())
    blocks = [one for item in found.items if isinstance(item.block, Labelled) for one in item.block.blocks]
    texts = [plain(one.text) for one in blocks if isinstance(one, Paragraph)]
    rule = (
        "1 mark for the feature and 1 mark for the detail that goes with it. The detail alone earns nothing."
    )
    assert f"{said}{rule}" in texts
    assert "A common weak answer: Lists." in texts
    (table,) = (one for one in blocks if isinstance(one, Table))
    rows = [[" ".join(plain(cell.text).split()) for cell in row] for row in table.rows]
    assert rows[0] == ["Feature (1 mark)", "Detail (1 mark)"]
    assert rows[1:] == [["spies Accept: traitors", "most of the top No credit: some"]] * offered


@pytest.mark.parametrize("type", list(PaperType))
def test_the_teacher_is_told_what_historians_doubt(type: PaperType) -> None:
    """The claims of every paragraph that is printed or rested on, no others, and none of the text's slips."""
    contested = tuple(
        Contested(number, f"claim {number}", f"note {number}", "") for number in (1, 2, 3, 3, 4)
    )
    asked = replace(question("kirov-01"), paragraphs=(3,))
    bank = replace(
        unit(asked, text=("a", "b", "c", "d")), contested=contested, corrections=(("slip", "mended"),)
    )
    plan = blueprint(section(), read=(1,), type=type)
    made = varied(selection("kirov-01"), plan, bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    rows = [
        [plain(cell.text) for cell in row]
        for item in found.items
        if isinstance(item.block, Table) and plain(item.block.rows[0][0].text) == "¶"
        for row in item.block.rows[1:]
    ]
    assert rows == [[str(n), f"“claim {n}”", f"note {n}"] for n in (1, 3, 3)]
    assert "mended" not in repr(found)


def misconceived(id: str) -> Question:
    """A multiple-choice question of which each wrong option shows something."""
    part = choice()
    wrong = tuple((option, f"{id} takes {option}") for option in "bcd")
    return question(id, replace(part, answers=(Key(("a",), f"{id} because", wrong),)), note=f"{id} note")


def test_every_entry_says_which_number_papers_give_it() -> None:
    """In the table of choices and in other entries: all of the numbers that papers have, and no other."""
    bank = unit(misconceived("a"), misconceived("b"), question("c"), question("d", written()))
    plan = blueprint(section())
    made = [
        varied(selection("a b c d"), plan, bank, student(f"s-{n}"), "9B", "seed", "run") for n in range(12)
    ]
    found = compose_mark_scheme(made[:1], made, bank, stage())
    said = {
        words.split(" · ")[1]: words.split(" · ")[0].removeprefix("On papers as no. ")
        for item in found.items
        if isinstance(item.block, Labelled)
        for one in item.block.blocks
        if isinstance(one, Paragraph) and (words := plain(one.text)).startswith("On papers as no. ")
    }
    (table,) = choices(found)
    for row in table.rows[1:]:
        stem, id, *_ = plain(row[1].text).split(" · ")
        said[id] = stem.partition("No.\N{NO-BREAK SPACE}")[2]
    assert said == {
        id: in_ranges({asked.number for one in made for asked in one.questions if asked.question.id == id})
        for id in "abcd"
    }


def choices(found: Document) -> list[Table]:
    """Its tables of multiple-choice questions."""
    blocks = [item.block for item in found.items]
    return [block for block in blocks if isinstance(block, Table) and plain(block.rows[0][0].text) == "Entry"]


def test_a_row_of_choices_says_all_of_its_question() -> None:
    """Entry, stem, key with its explanation, every wrong option with what it shows, the note: and no entry besides."""
    bank = unit(misconceived("a"), misconceived("b"), question("c", written()))
    made = varied(selection("a b c"), blueprint(section()), bank, student(), "9B", "seed", "run")
    found = compose_mark_scheme([made], [], bank, stage())
    (table,) = choices(found)
    ids = [one.question.id for one in made.questions if one.question.id in "ab"]
    for (number, said), id in zip(table.rows[1:], ids, strict=True):
        assert plain(number.text) == str(ids.index(id) + 1)
        stem, key = plain(said.text).split("Key: ")
        assert stem.startswith(f"{bank.by_id[id].parts[0].stem} ")
        assert f"· {id} ·" in f"· {stem}"
        assert key == f"A. {id} because B: {id} takes b C: {id} takes c D: {id} takes d Note: {id} note"
    labels = [
        item.block.label for item in found.items if isinstance(item.block, Labelled) and item.block.label
    ]
    assert labels == ["3"]


def test_a_table_of_topics_keeps_only_with_what_is_said_of_it() -> None:
    """With sheets on all of a bank's topics nothing stands below it, and a page may turn there."""
    bank = unit(question("a"), question("g", topics=("gulag",)))
    demands = FormDemands("A", (), "The Terror", "On both", (section(),))
    for ids, kept in (("a", True), ("a g", False)):
        plan = replace(blueprint(section()), by_form=(demands,))
        made = [varied(selection(ids), plan, bank, student(), "9B", "seed", "run")]
        found = compose_mark_scheme(made, made, bank, stage())
        (item,) = (
            item
            for item in found.items
            if isinstance(item.block, Table) and plain(item.block.rows[0][0].text) == "Marks by topic"
        )
        assert item.keep_with_next is kept


def test_what_several_sheets_ask_has_one_entry() -> None:
    """Sheets with demands of their own: one run of entries, who has which sheet, one table for all papers.

    A question on a source has an entry for each label that the source has on some sheet.
    """
    bank = unit(
        question("a"),
        question("b", written()),
        question("c", written(stem="What does {source} say?"), sources=("diary",)),
        question("a0", written(stem="{source}?"), sources=("letter",)),
        sources=(source("letter"), source("diary")),
    )
    sheets = {"A": "a b", "B": "b c", "C": "a a0 c"}
    by_form = tuple(FormDemands(form, (), "The Terror", f"On {form}", (section(),)) for form in sheets)
    plan = replace(blueprint(section(), forms=3), by_form=by_form)
    made = [
        varied(replace(selection(ids), form=form), plan, bank, student(f"s-{form}"), "9B", "seed", "run")
        for form, ids in sheets.items()
    ]
    assert scheme_numbers(made) == {
        ("A", "a"): 1, ("C", "a"): 1, ("C", "a0"): 2, ("A", "b"): 3, ("B", "b"): 3, ("B", "c"): 4, ("C", "c"): 5,
    }  # fmt: skip
    found = compose_mark_scheme(made, made, bank, stage())
    (table,) = tables(found)
    numbers = [{one.question.id: str(one.number) for one in paper.questions} for paper in made]
    assert table[1:] == [
        ["s-A", numbers[0]["a"], "", numbers[0]["b"], "", ""],
        ["s-B", "", "", numbers[1]["b"], numbers[1]["c"], ""],
        ["s-C", numbers[2]["a"], numbers[2]["a0"], "", "", numbers[2]["c"]],
    ]
    blocks = [item.block for item in found.items]
    (who,) = (one for one in blocks if isinstance(one, Table) and plain(one.rows[0][0].text) == "Form")
    assert [[plain(cell.text) for cell in row] for row in who.rows[1:]] == [
        ["A", "On A", "2", "3", "s-A"],
        ["B", "On B", "2", "4", "s-B"],
        ["C", "On C", "3", "5", "s-C"],
    ]
    assert not tables(compose_mark_scheme(made[:1], made[:1], bank, stage())), (
        "one sheet’s numbers are the entries’"
    )
