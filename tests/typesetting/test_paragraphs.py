"""How text is broken into lines, against the paragraphs of ReportLab."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.fonts import NO_BREAK_SPACE, font
from worksheetgen.typesetting.paragraphs import END, BrokenText, TextLine, TextPiece, lines_of

REGULAR, BOLD = "FiraSans-Regular", "FiraSans-Bold"
SIZE = 11.5

words = st.text(f"abcdefgh{NO_BREAK_SPACE}", min_size=1, max_size=30).filter(
    lambda word: word.strip(NO_BREAK_SPACE)
)
texts = st.lists(st.tuples(st.sampled_from([REGULAR, BOLD]), words), min_size=1, max_size=40)


def said(line: TextLine) -> str:
    """The words of a line, without the space that ends each."""
    words = "".join(piece.words for piece in line.pieces)
    assert words[-1:] in ("", " ")
    return words[:-1]


def by_reportlab(pieces: list[TextPiece], width: float) -> list[str]:
    """The words of the lines that ReportLab breaks the pieces into."""
    for face in (REGULAR, BOLD):
        font(face)
    markup = "".join(f'<font face="{piece.face}">{piece.words}</font>' for piece in pieces)
    style = ParagraphStyle(
        "", fontName=REGULAR, fontSize=SIZE, leading=SIZE, splitLongWords=1, spaceShrinkage=0
    )
    paragraph = Paragraph(markup, style)
    paragraph.wrap(width, 1e6)
    if paragraph.blPara.kind:
        return ["".join(one.text for one in line.words).strip(" ") for line in paragraph.blPara.lines]
    return [" ".join(shown) for _, shown in paragraph.blPara.lines]


@given(texts, st.floats(min_value=20, max_value=400))
def test_lines_end_where_reportlab_ends_them(text: list[tuple[str, str]], width: float) -> None:
    """Whatever words in two weights, however wide the column: also where a word is wider than that and is cut."""
    pieces = [TextPiece(face, SIZE, f"{word} ") for face, word in text]
    lines = lines_of(pieces, width)
    assert [said(line).strip(" ") for line in lines] == by_reportlab(pieces, width)


@given(texts, st.floats(min_value=20, max_value=400))
def test_a_line_is_no_wider_than_its_column(text: list[tuple[str, str]], width: float) -> None:
    """Its width is that of its words in their faces, and it holds as many words as it can."""
    lines = lines_of([TextPiece(face, SIZE, f"{word} ") for face, word in text], width)
    for line in lines:
        drawn = sum(font(piece.face).stringWidth(piece.words, piece.size) for piece in line.pieces)
        drawn -= font(line.pieces[-1].face).stringWidth(" ", SIZE)
        assert line.width == pytest.approx(drawn)
        assert line.width <= width + 1e-3


def test_white_space_is_one_space_and_none_where_a_line_begins() -> None:
    """As in markup: at the beginning, at an end of a line that the text says, and between faces."""
    pieces = [
        TextPiece(REGULAR, SIZE, "  one\n two "),
        TextPiece(BOLD, SIZE, " three "),
        TextPiece(REGULAR, SIZE, END),
        TextPiece(REGULAR, SIZE, " four "),
    ]
    assert [said(line) for line in lines_of(pieces, 400)] == ["one two three", "four"]


def test_an_end_of_a_line_may_follow_another() -> None:
    """The line between them is empty; none follows the last."""
    pieces = [TextPiece(REGULAR, SIZE, words) for words in ("one", END, END, "two", END)]
    assert [said(line) for line in lines_of(pieces, 400)] == ["one", "", "two"]


def test_no_line_ends_at_a_no_break_space() -> None:
    """Source A stays together, even where its source would have room."""
    wide = font(REGULAR).stringWidth("Look at Source", SIZE)
    lines = lines_of([TextPiece(REGULAR, SIZE, f"Look at Source{NO_BREAK_SPACE}A again")], wide + 1)
    assert [said(line) for line in lines] == ["Look at", f"Source{NO_BREAK_SPACE}A again"]


def test_a_word_that_is_too_wide_begins_beside_what_is_before_it() -> None:
    """It is cut where each line is full."""
    pieces = [TextPiece(REGULAR, SIZE, f"so {'long' * 20} it is")]
    first, *inner, last = (said(line) for line in lines_of(pieces, 120))
    assert first.startswith("so long")
    assert last.endswith(" it is")
    assert "".join([first, *inner, last]) == pieces[0].words


def test_nothing_is_drawn_of_no_words() -> None:
    """White space alone has no lines and no height."""
    lines = lines_of([TextPiece(REGULAR, SIZE, " ")], 100)
    assert lines == []
    assert BrokenText(lines, SIZE, 14, 0.5).height == 0


def test_pieces_of_one_face_are_drawn_as_one() -> None:
    """So a file is no larger because a text was put together of parts."""
    (line,) = lines_of([TextPiece(REGULAR, SIZE, "one "), TextPiece(REGULAR, SIZE, "two")], 100)
    assert [piece.words for piece in line.pieces] == ["one two "]


def test_a_gap_is_a_piece_of_its_own_that_keeps_what_it_says() -> None:
    """Its blanks stay together, and its rule begins and ends where they do."""
    blanks = 12 * NO_BREAK_SPACE
    pieces = [
        TextPiece(REGULAR, SIZE, "In "),
        TextPiece(REGULAR, SIZE, blanks, "gap 1"),
        TextPiece(REGULAR, SIZE, " war began."),
    ]
    (line,) = lines_of(pieces, 200)
    assert [(piece.words, piece.gap) for piece in line.pieces] == [
        ("In ", ""),
        (blanks, "gap 1"),
        (" war began. ", ""),
    ]
    drawn = BrokenText([line], SIZE, 14, 0.5).drawn([0]).decode("latin-1")
    start, end = (number(font(REGULAR).stringWidth(words, SIZE)) for words in ("In ", f"In {blanks}"))
    assert f"{start} -13.5 m {end} -13.5 l S" in drawn
    assert "/Span <</ActualText (gap 1)>> BDC" in drawn
