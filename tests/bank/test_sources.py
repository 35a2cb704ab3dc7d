"""Sources of every form, excerpts and contested claims held to the text, and quotations held to their question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bank.test_problems import edited, place, problems
from tests.samples import blueprint, section, student, varied
from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.model.draw import Selection
from worksheetgen.model.source import (
    Bar,
    ChartContent,
    Content,
    Event,
    ProseContent,
    TableContent,
    TimelineContent,
)

FORMS: dict[str, Content] = {
    "table: {columns: [When, How many], rows: [['1932', 2 million], ['1938', 8 million]]}": TableContent(
        ("When", "How many"), (("1932", "2 million"), ("1938", "8 million"))
    ),
    "chart: {measure: Millions, bars: [{label: '1932', value: 2}, {label: '1938', value: 8.5}]}": ChartContent(
        "Millions", (Bar("1932", 2.0), Bar("1938", 8.5))
    ),
    "timeline: [{when: '1934', text: A murder.}]": TimelineContent((Event("1934", "A murder."),)),
}
PARAGRAPHS = 'paragraphs: ["The trial was planned by Stalin in person. The victims were deprived of sleep."]'
SOURCES = "sources/extract.yaml"


@pytest.mark.parametrize("written", FORMS)
def test_a_source_may_be_a_table_a_chart_or_a_timeline(tmp_path: Path, written: str) -> None:
    """Each form is read to its value, and its words can be quoted."""
    root = write_bank(tmp_path)
    edited(root, SOURCES, PARAGRAPHS, written)
    (unit,) = load_bank(root).units
    assert unit.sources[0].content == FORMS[written]
    assert unit.sources[0].content.words


@pytest.mark.parametrize("written", FORMS)
def test_a_question_may_quote_whatever_its_source_shows(tmp_path: Path, written: str) -> None:
    """Heads, cells, labels, values, dates and provenance are quoted as they stand; anything else is a mistake."""
    root = write_bank(tmp_path)
    edited(root, SOURCES, PARAGRAPHS, written)
    shown = (*FORMS[written].words, "The author is not known.")
    asked = "".join(f"“{words}” " for words in shown)
    edited(root, "questions/written.yaml", "What can you infer from", f"{asked}What can you infer from")
    assert problems(root) == ()
    edited(root, "questions/written.yaml", asked, f"{asked}“1935” ")
    assert [problem.what for problem in problems(root)] == ["“1935” is not in what the question rests on."]


def test_paragraphs_are_prose(tmp_path: Path) -> None:
    """Paragraphs stay what they were."""
    (unit,) = load_bank(write_bank(tmp_path)).units
    assert isinstance(unit.sources[0].content, ProseContent)


@pytest.mark.parametrize(
    ("written", "at", "said"),
    [
        (
            "glossary: []",
            "extract\n",
            "The source shows nothing. Add one of: paragraphs, table, chart, timeline, picture.",
        ),
        (
            f"{PARAGRAPHS}\n  chart:\n  note: ''",
            "\n  note: ''",
            "‘chart’ is empty. Write its value after the colon, in quotes if it begins with #; what is not needed can "
            "be left out.",
        ),
        (
            "chart: {measure: M, bars: [{label: a, value: 40,2}, {label: b, value: 3}]}",
            "40,2}, {label: b",
            "‘value’ is cut at the comma after ‘40’. Write decimals after a point, for example 40.2, and text with a "
            "comma in quotes.",
        ),
        (
            f"{PARAGRAPHS}\n  timeline: [{{when: '1934', text: A murder.}}]",
            "timeline",
            "The source has paragraphs and timeline. Make two sources of it.",
        ),
        (
            "table: {columns: [When, How many], rows: [['1932']]}",
            "['1932']",
            "The row has 1 cell, the table 2 columns. Give each row one cell for each column.",
        ),
        (
            f"{PARAGRAPHS}\n  excerpt: [2]",
            '"The trial',
            "“The trial was planned by Stalin in person. The victims were deprived of sleep.” is not in the text’s "
            "paragraph 2. Quote it letter for letter; … stands for what is left out.",
        ),
        (
            "timeline: [{when: '1934', text: A murder.}]\n  easier: {paragraphs: [Then.]}",
            "easier",
            "The source has easier words, but no paragraphs. Take ‘easier’ out.",
        ),
        (
            f"{PARAGRAPHS}\n  easier: {{paragraphs: [Then.], glossary: [rigged]}}",
            "rigged",
            "There is no glossary term ‘rigged’. Did you mean ‘rigging’?",
        ),
        (f"{PARAGRAPHS}\n  excerpt: [7]", "7]", "The text has no paragraph 7. Write a number from 1 to 2."),
    ],
)
def test_a_wrong_source_is_told(tmp_path: Path, written: str, at: str, said: str) -> None:
    """Nothing to show, two things, a torn table, and an excerpt that is none: each with its place and remedy."""
    root = write_bank(tmp_path)
    before = '  paragraphs: ["The trial' if written.startswith("glossary") else PARAGRAPHS
    if written.startswith("glossary"):
        path = edited(root, SOURCES, f"  {PARAGRAPHS}\n  glossary: [rigging]", "  glossary: [rigging]")
    else:
        path = edited(root, SOURCES, PARAGRAPHS, written)
    assert before
    found = {f"{one.what} {one.remedy}": one for one in problems(root)}
    assert said in found
    line, column = place(path, at).split(":")
    assert (found[said].place.line, found[said].place.column) == (int(line), int(column))


def test_an_excerpt_in_the_text_s_words_is_right(tmp_path: Path) -> None:
    """Words of the named paragraph pass, with … for what is left out."""
    root = write_bank(tmp_path)
    edited(
        root,
        SOURCES,
        PARAGRAPHS,
        'paragraphs: ["The second paragraph … was popular in Leningrad."]\n  excerpt: [2]',
    )
    assert problems(root) == ()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("popular in Leningrad", ""),
        ("loved in Leningrad", "“loved in Leningrad” is not in paragraph 2."),
        ("tells of the purge", "“tells of the purge” is not in paragraph 2."),
    ],
)
def test_a_contested_claim_is_the_text_s_own(tmp_path: Path, claim: str, said: str) -> None:
    """A claim that historians doubt is quoted from its paragraph."""
    root = write_bank(tmp_path)
    edited(
        root,
        "unit.yaml",
        "corrections:",
        f"contested:\n  - {{paragraph: 2, claim: {claim}, note: Not so.}}\ncorrections:",
    )
    assert [one.what for one in problems(root)] == ([said] if said else [])


def test_a_line_for_pupils_is_one_line(tmp_path: Path) -> None:
    """What pupils are told of a claim comes with it, and is refused where it is longer than a line."""
    root = write_bank(tmp_path)
    claim = "contested:\n  - {paragraph: 2, claim: tells of Kirov, note: Not so., for_pupils: Now doubted.}\n"
    edited(root, "unit.yaml", "corrections:", f"{claim}corrections:")
    (unit,) = load_bank(root).units
    assert unit.doubts(2) == "Now doubted."
    edited(root, "unit.yaml", "Now doubted.", "Doubted. " * 12)
    assert ["for_pupils" in str(one) or "90" in str(one) for one in problems(root)] == [True]


def test_a_contested_claim_is_in_a_paragraph_that_there_is(tmp_path: Path) -> None:
    """A number beyond the text is told at its place, with the numbers that there are."""
    root = write_bank(tmp_path)
    claim = "contested:\n  - {paragraph: 9, claim: tells of Kirov, note: Not so.}\ncorrections:"
    edited(root, "unit.yaml", "corrections:", claim)
    (told,) = problems(root)
    assert (told.what, told.remedy) == ("The text has no paragraph 9.", "Write a number from 1 to 2.")
    assert told.place.line


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("He was “popular in Leningrad”.", ""),
        ("“The second paragraph tells … in Leningrad.”", ""),
        ("“the second paragraph”", ""),
        ("‘nobody said this’", ""),
        (
            "He was “loved in Leningrad”.",
            "Quote letter for letter, or write ‘single marks’ around words that nobody quotes.",
        ),
        ("It “tells of the purge”.", "It stands in paragraph 1: add that to ‘paragraphs’."),
    ],
)
def test_a_quotation_is_held_to_what_the_question_rests_on(tmp_path: Path, quoted: str, said: str) -> None:
    """Double quotation marks enclose the words of the question's own paragraphs and sources, letter by letter."""
    root = write_bank(tmp_path)
    edited(root, "questions/choices.yaml", "EXPLANATION of one.", f'"{quoted}"')
    assert [one.remedy for one in problems(root)] == ([said] if said else [])


def test_a_quotation_from_elsewhere_can_be_accepted(tmp_path: Path) -> None:
    """With a written reason a question may quote what it does not rest on."""
    root = write_bank(tmp_path)
    reason = "    accepted: {quotations-are-exact: A slogan of the time.}\n"
    edited(root, "questions/choices.yaml", "EXPLANATION of one.\n", f'"“Life has become better.”"\n{reason}')
    assert problems(root) == ()
    edited(root, "questions/choices.yaml", "A slogan of the time.", '""')
    assert any("accepted" in one.what or "quotations" in one.what for one in problems(root))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("", "Source A"),
        ("label: Interpretation", "Interpretation 1"),
        ("label: Figure", "Figure A"),
        ("label: Dehongliad\n  numbered: true", "Dehongliad 1"),
        ("label: Interpretation\n  numbered: false", "Interpretation A"),
    ],
)
def test_a_label_is_any_word_with_letters_or_numbers(tmp_path: Path, written: str, printed: str) -> None:
    """Interpretations are numbered and all else is lettered, unless the bank says otherwise; any language will do."""
    root = write_bank(tmp_path)
    edited(root, SOURCES, "- id: extract", f"- id: extract\n  {written}")
    (found,) = load_bank(root).units
    asked = next(question for question in found.questions if question.sources)
    made = varied(Selection("A", ((asked.id,),)), blueprint(section()), found, student(), "9B", "s", "run")
    assert [item.label for item in made.sections[0].sources] == [printed]


def test_what_is_quoted_stands_in_easier_words_too(tmp_path: Path) -> None:
    """Pupils of the tier support are asked to quote what stands in the source as they have it."""
    root = write_bank(tmp_path)
    easier = "They were deprived of sleep."
    edited(root, SOURCES, PARAGRAPHS, f"{PARAGRAPHS}\n  easier: {{paragraphs: [{easier}]}}")
    asked = "What can you infer from “deprived of sleep” and"
    edited(root, "questions/written.yaml", "What can you infer from", asked)
    assert problems(root) == ()
    edited(root, "questions/written.yaml", "“deprived of sleep”", "“planned by Stalin”")
    assert [problem.what for problem in problems(root)] == [
        "“planned by Stalin” is in extract, but not in its easier words, which the tier support has."
    ]
