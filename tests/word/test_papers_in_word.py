"""What must hold for the Word file of every paper of every bank, blueprint and class."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import SECRET, Sitting, sittings
from tests.properties.test_papers import drawn, paper_for
from tests.samples import ENGLISH, stage
from tests.word.documents import in_word
from tests.word.words import parts, words_said, words_shown
from worksheetgen.composition import compose_mark_scheme, compose_paper
from worksheetgen.model.students import Print
from worksheetgen.projection import StudentView

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
LARGE = (Print.LARGE_18, Print.LARGE_24, Print.LARGE_36)
THEMES = {"board": stage(), "worksheet": stage("worksheet")}


@few
@given(sittings(most=4), st.sampled_from(list(Print)), st.sampled_from([*THEMES]))
def test_a_paper_has_its_words_once_and_no_key(sitting: Sitting, print: Print, theme: str) -> None:
    """Every word of a paper stands once and in order in its file, and no part of the file has a word of a key."""
    paper = paper_for(sitting, sitting.students[0], drawn(sitting))
    document = compose_paper(StudentView(sitting.unit).paper(paper), THEMES[theme])
    content = in_word(document, print, theme)
    assert words_shown(content) == words_said(
        document, ENGLISH, margins=theme == "worksheet" and print not in LARGE
    )
    assert not [name for name, part in parts(content).items() if SECRET.encode() in part]


@few
@given(sittings(most=4))
def test_a_mark_scheme_has_its_words_once(sitting: Sitting) -> None:
    """Every word of a mark scheme stands once and in order in its file."""
    paper = paper_for(sitting, sitting.students[0], drawn(sitting))
    document = compose_mark_scheme([paper], [paper], sitting.unit, THEMES["board"])
    content = in_word(document)
    assert words_shown(content) == words_said(document, ENGLISH)
    assert SECRET in " ".join(words_shown(content))
