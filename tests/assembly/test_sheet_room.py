"""What worksheets without a blueprint print to read: no more than fits their sheets, where that can be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import blueprint, drawn_one, question, section, source, unit, written
from tests.thoroughness import examples
from worksheetgen import load_bank
from worksheetgen.assembly import assemble
from worksheetgen.assembly.sheet_room import OF_SHEET, within_sheets
from worksheetgen.blueprint import worksheet_blueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.source import Bar, ChartContent
from worksheetgen.value import replace

BANK = load_bank()
(UNIT,) = BANK.units
TOPICS = [topic.id for topic in UNIT.topics]


def text_of(ids: frozenset[str]) -> int:
    """How many words the paragraphs have that these questions of the bundled unit rest on."""
    numbers = {number for id in ids for number in UNIT.by_id[id].paragraphs}
    return sum(len(UNIT.text[number - 1].split()) for number in numbers)


@settings(max_examples=examples(10, many=100))
@given(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True), st.integers(0, 999))
def test_what_is_read_and_asked_fits_a_sheet(topics: list[str], seed: int) -> None:
    """Forty words for each stem and mark, and the text of what they rest on, whatever one or two topics are wished for.

    Of three topics six choices fit no sheet: those on the numbers and Zinoviev, with some third one.
    """
    drawn = assemble(worksheet_blueprint(UNIT, topics, 0, 0, ()), UNIT, str(seed))
    ids = drawn.forms[0].ids
    asked = sum(40 * len(UNIT.by_id[id].parts) + 40 * UNIT.by_id[id].marks for id in ids)
    assert asked + text_of(ids) <= OF_SHEET
    assert not drawn.steps


def test_more_that_is_wished_for_has_more_sheets() -> None:
    """One for each five questions or twelve marks."""
    wishes = [(0, 0), (5, 0), (6, 0), (11, 0), (0, 12), (0, 13), (0, 25)]
    sheets = [worksheet_blueprint(UNIT, (), *wish, ()).sheets for wish in wishes]
    assert sheets == [1, 1, 2, 3, 1, 2, 3]


def test_a_worksheet_that_fits_no_sheet_is_drawn_longer() -> None:
    """Where all that is asked rests on a long text; the draw says so. Of short and long ones the short are drawn."""
    long = replace(unit(*(question(id, written(1)) for id in "ab")), text=("word " * OF_SHEET,))
    plan = replace(blueprint(section(questions=(2, 2))), sheets=1)
    drawn = assemble(plan, long, "s")
    assert drawn.forms[0].ids == {"a", "b"}
    assert drawn.steps == ("no such paper fits about 1 sheet; a longer one was drawn",)
    short = tuple(replace(question(id, written(1)), paragraphs=(2,)) for id in "cd")
    both = replace(long, questions=(*long.questions, *short), text=(*long.text, "A word."))
    assert all(drawn_one(plan, both, str(seed)).ids == {"c", "d"} for seed in range(8))


def room(*questions: Question, bank: Unit) -> int:
    """How much room these questions take together, with what they rest on."""
    pairs = tuple((question, 0) for question in questions)
    width, (*_, together) = within_sheets(1, bank, pairs, len(pairs))
    assert {column for column, _ in together.terms} == set(range(width))
    return sum(words for _, words in together.terms)


def test_the_room_of_questions_is_counted_in_words() -> None:
    """Forty for each stem and mark, and the words of what they rest on, each once; a figure is more than its words."""
    chart = replace(source("chart"), content=ChartContent("Prisoners (millions)", (Bar("1937", 0.8),)))
    bank = unit(
        sources=(source("prose"), chart), text=("Seven words are in this first paragraph.", "Two words.")
    )

    def asked(*sources: str, paragraphs: tuple[int, ...] = (), parts: int = 1) -> Question:
        return replace(question("q", *[written(3)] * parts, sources=sources), paragraphs=paragraphs)

    assert room(asked(), bank=bank) == 40 + 3 * 40
    assert room(asked(parts=2), bank=bank) == 2 * 40 + 6 * 40
    assert room(asked(paragraphs=(1, 2)), bank=bank) == 160 + 7 + 2
    assert room(asked("prose"), bank=bank) == 160 + 90 + 4
    assert room(asked("chart"), bank=bank) == 160 + 180 + 4
    both = asked("prose", paragraphs=(1,)), asked("prose", "chart", paragraphs=(1, 2))
    assert room(*both, bank=bank) == 2 * 160 + 94 + 184 + 7 + 2


def test_what_is_printed_for_one_question_may_serve_no_other() -> None:
    """One of three questions on a source fits a sheet, though all three would not."""
    bank = unit(*(question(id, written(15), sources=("s",)) for id in "abc"), sources=(source("s"),))
    plan = replace(blueprint(section(questions=(1, 1), sources=("s",))), sheets=1)
    assert not assemble(plan, bank, "s").steps
