"""A student's paper: what its cover and its brackets say is what the paper carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.samples import (
    ENGLISH,
    UNSUPPORTED,
    blueprint,
    choice,
    question,
    section,
    selection,
    stage,
    student,
    unit,
    varied,
    written,
)
from worksheetgen.composition import Templates, TemplateSession, compose_paper
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Term
from worksheetgen.model.blocks import (
    Block,
    Bullets,
    Fields,
    Frame,
    Heading,
    Labelled,
    Letterhead,
    Lines,
    Options,
    Paragraph,
    Side,
    Stem,
    Table,
)
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.document import Document
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Part
from worksheetgen.model.school import Crest
from worksheetgen.model.source import Bar, ChartContent, Content, Event, TableContent, TimelineContent
from worksheetgen.model.student_paper import ReadingParagraph, StudentSource
from worksheetgen.model.text import plain
from worksheetgen.model.tier import Tier
from worksheetgen.projection import StudentView
from worksheetgen.resources import templates
from worksheetgen.typesetting import theme_styles
from worksheetgen.value import replace

BANK = unit(question("a"), *(question(id, written(8)) for id in "bcd"))


def composed(*spag: int) -> tuple[Paper, Document]:
    """A paper of a multiple-choice question and three written ones, in sections with these marks for SPaG."""
    drawn = selection("a", *(("b c", "d") if len(spag) == 2 else ("b c d",)))
    plan = blueprint(section(), *(section(spag=marks) for marks in spag))
    paper = varied(drawn, plan, BANK, student(), "9B", "seed", "run")
    return paper, compose_paper(StudentView(BANK).paper(paper), stage())


def blocks(found: Document) -> Iterator[Block]:
    """All blocks, and those inside labelled ones and beside each other."""
    for item in found.items:
        match item.block:
            case Labelled(blocks=inside):
                for block in inside:
                    yield from block.blocks if isinstance(block, Frame) else (block,)
            case Side(left=left, right=right):
                yield from (*left, *right)
            case block:
                yield block


def information(found: Document) -> list[str]:
    """What the cover says of marks for spelling."""
    lists = [block for block in blocks(found) if isinstance(block, Bullets)]
    return [plain(item) for block in lists for item in block.items if "spelling" in plain(item)]


@pytest.mark.parametrize("spag", [(0, 0), (4, 0), (3, 5)])
def test_all_totals_agree(spag: tuple[int, int]) -> None:
    """The cover's table and total, the heads and feet of the sections and the brackets add up to the paper's marks."""
    paper, found = composed(*spag)
    heads, most, _ = next(block for block in blocks(found) if isinstance(block, Table)).rows
    table = {plain(head.text): plain(cell.text) for head, cell in zip(heads, most, strict=True)}
    assert table.pop("Section") == "Out of"
    assert table.pop("Total") == str(paper.marks)
    assert sum(map(int, table.values())) == paper.marks
    assert table.get("SPaG", "0") == str(paper.spag)
    said = [plain(item) for block in blocks(found) if isinstance(block, Bullets) for item in block.items]
    assert f"This paper carries {paper.marks} marks." in said
    stems = [block.marks for block in blocks(found) if isinstance(block, Stem)]
    assert sum(int(number) for marks in stems for number in re.findall(r"\d+", marks)) == paper.marks
    asides = [plain(block.aside) for block in blocks(found) if isinstance(block, Heading) and block.aside]
    feet = [plain(block.text) for block in blocks(found) if isinstance(block, Paragraph)]
    feet = [foot.partition(": ")[2] for foot in feet if foot.startswith("Total for")]
    for printed in (asides, feet):
        assert sum(int(number) for words in printed for number in re.findall(r"\d+", words)) == paper.marks


@pytest.mark.parametrize("from_memory", [False, True])
def test_a_sheet_from_memory_speaks_of_no_text_and_no_day_to_hand_it_in(*, from_memory: bool) -> None:
    """The worksheet's head and foot suit a short test, too: what it is to be checked by is the text that it prints."""
    folders = [templates() / "worksheet", templates() / "board"]
    session = TemplateSession(Templates(folders, ENGLISH), theme_styles(folders))
    type = PaperType.EXAM if from_memory else PaperType.WORKSHEET
    plan = blueprint(section(), type=type, minutes=10 if from_memory else 0)
    paper = varied(selection("a"), plan, BANK, student(), "9B", "seed", "run")
    reading = () if from_memory else (ReadingParagraph(1, "It began.", ""),)
    found = compose_paper(replace(StudentView(BANK).paper(paper), reading=reading), session)
    (fields,) = (block for block in blocks(found) if isinstance(block, Fields))
    assert [field.label for field in fields.fields] == ["Name", "Class", "Date" if from_memory else "Due"]
    assert any(isinstance(block, Frame) for block in blocks(found)) is not from_memory
    assert not found.items[-1].keep_with_next
    (asked,) = (item for item in found.items if isinstance(item.block, Labelled))
    assert asked.keep_with_next  # no page begins with what ends the sheet


@pytest.mark.parametrize("crest", [None, Crest("An oak", 1, 1, "FlateDecode", "DeviceGray", "eJxjAAAAAQAB")])
@pytest.mark.parametrize(
    ("subtitle", "says"),
    [
        ("Leaves", "History · Leaves · Homework · about 3 minutes · 9 marks"),
        ("Homework", "History · Homework · about 3 minutes · 9 marks"),
        ("", "History · Homework · about 3 minutes · 9 marks"),
    ],
)
def test_a_worksheets_head_says_each_thing_once(subtitle: str, says: str, crest: Crest | None) -> None:
    """No dots stand around a subtitle that there is none of, and a sheet that is called homework is called so once."""
    plan = blueprint(section(), type=PaperType.WORKSHEET)
    paper = varied(selection("a b"), plan, BANK, student(), "9B", "seed", "run")
    own = replace(StudentView(BANK).paper(paper), subtitle=subtitle, crest=crest)
    head = [item.block for item in compose_paper(own, stage("worksheet")).items[:2]]
    parts = [
        block.blocks if isinstance(block, Letterhead) else (*block.left, *block.right)
        for block in head
        if isinstance(block, Letterhead | Side)
    ]
    words = [plain(block.text) for block in parts[0] if isinstance(block, Paragraph)]
    assert " · ".join(words).replace("\xa0", " ") == says


@pytest.mark.parametrize(
    ("subtitle", "low", "high"), [("", 0.1, 0.3), ("The impact of the Terror · The NKVD", 0.45, 0.6)]
)
def test_a_worksheets_head_parts_its_line_by_its_words(subtitle: str, low: float, high: float) -> None:
    """So that neither half takes two lines while the other has room to spare."""
    plan = blueprint(section(), type=PaperType.WORKSHEET)
    paper = varied(selection("a b"), plan, BANK, student(), "9B", "seed", "run")
    own = replace(StudentView(BANK).paper(paper), subtitle=subtitle)
    (head,) = (one.block for one in compose_paper(own, stage("worksheet")).items[:1])
    assert isinstance(head, Side)
    assert low < head.share < high


def test_marks_for_spelling_stand_below_the_stem() -> None:
    """Each question that carries them says so right after its own marks, and no other does."""
    _, found = composed(3, 5)
    stems = [block.marks for block in blocks(found) if isinstance(block, Stem)]
    asked = ["[1 mark]", *["[8 marks]", "[SPaG: 3 marks]"] * 2, "[8 marks]", "[SPaG: 5 marks]"]
    assert stems == asked


@pytest.mark.parametrize(
    ("spag", "says"),
    [
        ((0, 0), []),
        ((0, 4), ["Question 4 also carries 4 marks"]),
        ((4, 0), ["Questions 2 and 3 also carry 8 marks together"]),
        ((4,), ["Questions 2, 3 and 4 also carry 12 marks together"]),
    ],
)
def test_the_cover_says_which_questions_carry_them(spag: tuple[int, ...], says: list[str]) -> None:
    """The Information names their numbers, of one, of two and of more questions; of none it says nothing."""
    _, found = composed(*spag)
    assert information(found) == [f"{each} for spelling, punctuation and grammar (SPaG)." for each in says]


@pytest.mark.parametrize(
    ("tier", "after"), [(Tier.CORE, "END OF QUESTIONS"), (Tier.CHALLENGE, "If you finish early")]
)
def test_what_follows_the_last_question_stays_with_it(tier: Tier, after: str) -> None:
    """Neither a section's total, nor an extension, nor the end of the paper is alone on a page."""
    asked = question("a", written(2), scaffolds=replace(UNSUPPORTED, extension="Why?"))
    bank = unit(asked)
    paper = varied(selection("a"), blueprint(section()), bank, student(tier=tier), "9B", "seed", "run")
    items = compose_paper(StudentView(bank).paper(paper), stage()).items
    last = next(at for at, item in enumerate(items) if item.place == asked.place)
    words = [plain(one.block.text) if isinstance(one.block, Heading | Paragraph) else "" for one in items]
    assert words.index(after) > last
    assert all(item.keep_with_next for item in items[last : words.index(after)])


@pytest.mark.parametrize("reading", [(), (ReadingParagraph(1, "It began.", ""),)])
@pytest.mark.parametrize("booklet", [True, False])
def test_a_paper_acknowledges_what_it_prints(booklet: bool, reading: tuple[ReadingParagraph, ...]) -> None:
    """It says where its text and sources are from; not where it prints neither, as a booklet has the sources."""
    bank = unit(question("a", written(2)))
    paper = varied(selection("a"), blueprint(section()), bank, student(), "9B", "seed", "run")
    seen = replace(StudentView(bank).paper(paper), booklet=booklet, reading=reading)
    items = compose_paper(seen, stage()).items
    words = [plain(item.block.text) for item in items if isinstance(item.block, Paragraph)]
    assert (bank.attribution in words) is (bool(reading) or not booklet)
    assert not items[-1].keep_with_next


@pytest.mark.parametrize(
    ("content", "framed"),
    [
        (TableContent(("When",), (("1932",),)), False),
        (ChartContent("Millions", (Bar("1932", 2.0),)), True),
        (TimelineContent((Event("1934", "A murder."),)), True),
    ],
)
def test_a_source_is_framed_once(content: Content, framed: bool) -> None:
    """What has borders of its own, a table, stands in no frame; a chart or a timeline stands in one."""
    shown = StudentSource("Source A", "From a book.", content, (), Place("sources.yaml"))
    *_, last = stage().items("source", shown.place, source=shown, level=2)
    assert isinstance(last.block, Frame)
    assert last.block.bare is not framed


@pytest.mark.parametrize("part", [choice(), written(2)])
def test_meanings_part_no_stem_from_its_options(part: Part) -> None:
    """What words mean stands below options, and above the lines of a written answer."""
    asking = question("a", part, scaffolds=replace(UNSUPPORTED, glossary=("purge",)))
    bank = unit(asking, glossary=(Term("purge", "to remove people"),))
    paper = varied(selection("a"), blueprint(section()), bank, student(), "9B", "seed", "run")
    inside = list(blocks(compose_paper(StudentView(bank).paper(paper), stage())))
    meaning = next(
        index
        for index, block in enumerate(inside)
        if isinstance(block, Paragraph) and plain(block.text) == "purge: to remove people"
    )
    answered = next(index for index, block in enumerate(inside) if isinstance(block, Options | Lines))
    assert (meaning > answered) is isinstance(inside[answered], Options)


@pytest.mark.parametrize(
    ("tier", "words", "says"),
    [
        (Tier.CORE, ("army", "plan"), "The first letter of each word is given."),
        (Tier.CORE, ("army", "1937"), "The first letter of each word is given; figures have none."),
        (Tier.CORE, ("1937", "1938"), "Every gap is a figure."),
        (Tier.CHALLENGE, ("army", "plan"), "Write from memory."),
        (Tier.SUPPORT, ("army", "plan"), "Use the words in this box; two are not needed."),
        (Tier.SUPPORT, ("army",), "One of these fits."),
    ],
)
def test_a_cloze_says_what_helps(tier: Tier, words: tuple[str, ...], says: str) -> None:
    """It speaks of first letters only where there are some, and of figures without one only where there are any."""
    body = GapFill(("It was ", *(" and ",) * (len(words) - 1), "."), (*words, "x", "y"), fading=True)
    part = replace(choice(), kind=Kind.GAP_FILL, marks=len(words), body=body, answers=(Key(words, "", ()),))
    bank = unit(question("q", part))
    paper = varied(selection("q"), blueprint(section()), bank, student(tier=tier), "9B", "seed", "run")
    document = compose_paper(StudentView(bank).paper(paper), stage())
    told = [plain(block.text) for block in blocks(document) if isinstance(block, Paragraph)]
    assert says in told
    assert len([one for one in told if one.startswith(("The first letter", "Every gap", "Write from"))]) == (
        tier is not Tier.SUPPORT
    )


def test_numbers_of_questions_and_parts_are_headings_one_below_the_other() -> None:
    """A screen reader finds section, question and part by their levels, none of which is skipped."""
    bank = unit(question("a"), question("b", written(2), written(4)))
    paper = varied(selection("a b"), blueprint(section()), bank, student(), "9B", "seed", "run")
    found = compose_paper(StudentView(bank).paper(paper), stage())
    levels = []
    for item in found.items:
        match item.block:
            case Heading(level=level):
                levels.append(level)
            case Labelled(level=level, blocks=inside):
                levels += (level, *(one.level for one in inside if isinstance(one, Labelled)))
    assert {1, 2, 3, 4} == set(levels)
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
