"""A slip tells one pupil's marks as they were typed, and what the mark scheme says earns those that were lost."""

from __future__ import annotations

import pytest

from tests.markbook.books import recorded
from tests.samples import (
    blueprint,
    choice,
    matching,
    question,
    section,
    selection,
    stage,
    student,
    unit,
    varied,
    written,
)
from worksheetgen.composition import Slip, compose_slip
from worksheetgen.model.answers import Indicative, Level, Levels
from worksheetgen.model.blocks import Block, Bullets, Chart, Fields, Labelled, Paragraph, Side, Stem
from worksheetgen.model.text import plain
from worksheetgen.projection import StudentView
from worksheetgen.results import paper_result
from worksheetgen.run.slips import MOST_LOOKED_AT, slip_of, told_on_slip
from worksheetgen.value import replace

LEVELS = Levels(
    (Level(3, 5, 6, "Judges."), Level(2, 3, 4, "Explains."), Level(1, 1, 2, "Says.")),
    (Indicative("For", ("a popular man", "a Congress")),),
    "",
)
BANK = unit(
    question("kirov-01"),
    question("kirov-02"),
    question("kirov-03", choice(), written(2, stem="Why so?"), lead="Two things."),
    question("gulag-01", replace(written(6), answers=(LEVELS,)), topics=("gulag",)),
    text=("The first paragraph tells of Kirov, who was popular in the whole of Leningrad.",),
)
PAPER = varied(
    selection("kirov-01 kirov-02 kirov-03 gulag-01"),
    blueprint(section(spag=2)),
    BANK,
    student("017"),
    "9B",
    "seed",
    "K7M2XD",
)
NUMBERS = {one.question.id: one.number for one in PAPER.questions}
(RECORD,) = recorded([PAPER])
ALL = {"kirov-01": "1", "kirov-02": "1", "kirov-03": "3", "gulag-01": "6", "gulag-01 SPaG": "2"}
ALL |= {f"{id} SPaG": "2" for id in ("kirov-01", "kirov-02", "kirov-03")}


def slip(**marks: str) -> Slip:
    """The slip of a pupil who has all marks but these, written as `kirov_01="0"`; "" is not marked yet."""
    typed = {("017", id): mark for id, mark in ALL.items()}
    typed |= {("017", id.replace("_", "-").replace("-SPaG", " SPaG")): mark for id, mark in marks.items()}
    result = paper_result(RECORD, BANK, {**typed, ("", "A"): "10"})
    return slip_of(result, PAPER, BANK, None, StudentView(BANK))


def blocks(found: Slip) -> list[Block]:
    """All blocks of the slip, those within others too, in order."""
    return [one for item in compose_slip(found, stage()).items for one in _within(item.block)]


def _within(block: Block) -> list[Block]:
    match block:
        case Labelled(blocks=inner):
            return [block, *(one for each in inner for one in _within(each))]
        case Side(left=left, right=right):
            return [one for each in (*left, *right) for one in _within(each)]
        case _:
            return [block]


def said(found: Slip) -> str:
    """The words of its paragraphs."""
    return " ".join(plain(one.text) for one in blocks(found) if isinstance(one, Paragraph))


def test_bars_are_the_marks_that_were_typed() -> None:
    """By topic and by objective, each of what could be had; SPaG has a bar of its own."""
    charts = [one for one in blocks(slip(kirov_01="0", gulag_01="4")) if isinstance(one, Chart)]
    bars = {bar.label: (bar.value, bar.most) for chart in charts for bar in chart.bars}
    assert bars == {
        "Knowledge": (8, 11),
        "Spelling and grammar": (8, 8),
        "Kirov": (4, 5),
        "The Gulag": (4, 6),
    }


def test_the_head_has_total_and_grade() -> None:
    """The total of all marks, those for SPaG too; no grade as long as something is not marked."""

    def values(found: Slip) -> list[str]:
        return [field.value for one in blocks(found) if isinstance(one, Fields) for field in one.fields]

    assert values(slip(kirov_01="0")) == ["Pupil 017", "9B", "18 of 19", "A"]
    unmarked = slip(kirov_01="")
    assert values(unmarked) == ["Pupil 017", "9B", "18 of 19"]
    assert f"Not marked yet: question {NUMBERS['kirov-01']}." in said(unmarked)
    assert f"You were not there for question {NUMBERS['kirov-02']}." in said(slip(kirov_02="absent"))


def test_a_lost_choice_tells_the_key_under_the_paper_s_own_letter() -> None:
    """Number and letter are those of that pupil's own paper."""
    (printed,) = (one for one in PAPER.questions if one.question.id == "kirov-01")
    found = slip(kirov_01="0")
    assert f"{printed.parts[0].answer}: A." in said(found)
    labels = [one.label for one in blocks(found) if isinstance(one, Labelled)]
    assert labels == [str(printed.number)]
    assert [one.marks for one in blocks(found) if isinstance(one, Stem)] == ["[0 of 1]"]


@pytest.mark.parametrize(
    ("mark", "aim"), [("0", "1–2"), ("1", "3–4"), ("2", "3–4"), ("4", "5–6"), ("5", "5–6")]
)
def test_a_lost_essay_tells_the_next_level(mark: str, aim: str) -> None:
    """The level above the mark in the scheme's words, or the highest, which is not yet full."""
    assert f"{aim} marks: " in said(slip(gulag_01=mark))


def test_most_marks_come_first_and_the_rest_is_numbered() -> None:
    """Four questions are looked at; of all others the numbers are told."""
    found = slip(kirov_01="0", kirov_02="0", kirov_03="1", gulag_01="1")
    assert [one.entry.question.id for one in found.lost[:2]] == ["gulag-01", "kirov-03"]
    assert found.further == ()
    full = slip()
    assert (full.lost, full.again) == ((), ())
    assert "earns" not in said(full)


def test_a_closed_question_beyond_the_four_has_its_right_answer_in_a_line() -> None:
    """Under its number and letter on that paper; of a question without a key the number alone is told."""
    most = [question(f"most-{at}", matching()) for at in range(MOST_LOOKED_AT)]
    bank = unit(*most, question("closed"), question("open", written(2)))
    drawn = selection(" ".join(one.id for one in bank.questions))
    paper = varied(drawn, blueprint(section()), bank, student("017"), "9B", "seed", "K7M2XD")
    (record,) = recorded([paper])
    marks = {("017", one.id): "1" if one.id == "open" else "0" for one in bank.questions}
    result = paper_result(record, bank, marks)
    found = slip_of(result, paper, bank, None, StudentView(bank))
    (closed,) = (one for one in paper.questions if one.question.id == "closed")
    (told,) = (one for one in blocks(found) if isinstance(one, Bullets))
    assert [plain(item) for item in told.items] == [f"Question {closed.number}: {closed.parts[0].answer}: A"]
    numbers = sorted(one.number for one in paper.questions if one.question.id in ("closed", "open"))
    assert f"You also lost marks on questions {numbers[0]}, {numbers[1]}." in said(found)
    assert {one.id for one in told_on_slip(result)} == {one.id for one in bank.questions} - {"open"}


def test_one_paragraph_is_to_be_read_again() -> None:
    """That of the question which lost most, by its number and its first words."""
    (again,) = slip(kirov_01="0").again
    assert (again.number, again.begins) == (1, "The first paragraph tells of Kirov, who was …")
