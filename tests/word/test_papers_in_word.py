"""What must hold for the Word file of every paper of every bank, blueprint and class."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages import showcase
from tests.properties.strategies import SECRET, Sitting, sittings
from tests.properties.test_papers import drawn, paper_for
from tests.samples import ENGLISH, stage
from tests.word.documents import in_word
from tests.word.words import parts, sizes, words_said, words_shown, wrong_in
from worksheetgen.composition import compose_booklet, compose_mark_scheme, compose_paper
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.document import Document
from worksheetgen.model.students import Print
from worksheetgen.projection import StudentView

few = settings(max_examples=20, derandomize=True)
THEMES = {"board": stage(), "worksheet": stage("worksheet")}


def said_in(document: Document, print: Print, theme: str) -> list[str]:
    """The words of a document, as they are said in that print: with fewer columns, where it is large."""
    beside = theme == "worksheet" and not print.is_large
    return words_said(document, ENGLISH, large=print in (Print.LARGE_24, Print.LARGE_36), margins=beside)


@pytest.mark.slow
@pytest.mark.parametrize("print", Print)
@pytest.mark.parametrize("type", PaperType)
def test_every_kind_is_sound_and_whole(type: PaperType, print: Print, tmp_path: Path) -> None:
    """A paper with every kind of question, every activity and every form of source breaks no rule of the format.

    It has all words once, and those of a print that is not large follow the size of Normal but for few.
    """
    unit = showcase.unit()
    theme = "board" if type is PaperType.EXAM else "worksheet"
    seen = StudentView(unit).paper(showcase.paper(unit, showcase.reader(print), type))
    document = compose_paper(seen, THEMES[theme])
    content = in_word(document, print, theme)
    assert words_shown(content) == said_in(document, print, theme)
    assert wrong_in(content, tmp_path) == []
    if not print.is_large:
        own = {re.sub(r" \d+ pt$", "", name) for name in sizes(content, 30)}
        assert own == {"Normal", "Heading 1", "Footer", "Box", "Grid letter", "Grid number"}


@few
@given(sittings(most=4), st.sampled_from(list(Print)), st.sampled_from([*THEMES]))
def test_a_paper_has_its_words_once_and_no_key(sitting: Sitting, print: Print, theme: str) -> None:
    """Every word of a paper stands once and in order in its file, and no part of the file has a word of a key."""
    paper = paper_for(sitting, sitting.students[0], drawn(sitting))
    document = compose_paper(StudentView(sitting.unit).paper(paper), THEMES[theme])
    content = in_word(document, print, theme)
    assert words_shown(content) == said_in(document, print, theme)
    assert not [name for name, part in parts(content).items() if SECRET.encode() in part]


@few
@given(sittings(most=4), st.sampled_from(list(Print)))
def test_a_booklet_has_its_words_once_and_no_key(sitting: Sitting, print: Print) -> None:
    """Every word of a source booklet stands once and in order in its file, and no part of it has a teacher's note."""
    paper = paper_for(sitting, sitting.students[0], drawn(sitting))
    sources = StudentView(sitting.unit).sources(paper, paper.student.tier)
    document = compose_booklet(sitting.blueprint, "", sources, "Whose text it is.", THEMES["board"])
    content = in_word(document, print)
    assert words_shown(content) == words_said(document, ENGLISH)
    assert not [name for name, part in parts(content).items() if SECRET.encode() in part]


@few
@given(sittings(most=4))
def test_a_mark_scheme_has_its_words_once(sitting: Sitting) -> None:
    """Every word of a mark scheme stands once and in order in its file."""
    paper = paper_for(sitting, sitting.students[0], drawn(sitting))
    document = compose_mark_scheme([paper], [paper], sitting.unit, THEMES["board"])
    content = in_word(document, running="small")
    assert words_shown(content) == words_said(document, ENGLISH)
    assert SECRET in " ".join(words_shown(content)) or not paper.questions
