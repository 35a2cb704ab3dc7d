"""Words that are filled in after rendering: in the right place, unseen by templates, and only where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import showcase
from tests.samples import ENGLISH
from worksheetgen.composition import Templates, TemplateSession, compose_paper
from worksheetgen.errors import InvalidInput
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.document import Document
from worksheetgen.model.students import Print
from worksheetgen.projection import StudentView
from worksheetgen.resources import templates
from worksheetgen.typesetting import theme_folders, theme_styles


def composed(*folders: Path) -> Document:
    """A paper composed with templates of these folders before the board's."""
    unit = showcase.unit()
    board = theme_folders(None, "board", templates(), showcase.HERE)
    paper = showcase.paper(unit, showcase.reader(Print.STANDARD), PaperType.EXAM)
    stage = TemplateSession(Templates((*folders, *board), ENGLISH), theme_styles(board))
    return compose_paper(StudentView(unit).paper(paper), stage)


def test_names_and_numbers_are_filled_in() -> None:
    """The name stands on the cover, the numbers before the questions, and no sign of a slot is left."""
    said = repr(composed().items)
    assert "Field(label='Name', value='Zoë Żółć'" in said
    assert all(f"Labelled(label='{number}'" in said for number in (1, 2, 12))
    assert not any(sign in said for sign in ("\ufdd0", "\ufdd1", "\ufdd2", "\\ufdd"))


def test_only_what_has_a_students_words_is_that_students_own() -> None:
    """The items with the name or the id come from the class list, and no others."""
    items = composed().items
    own = [item for item in items if item.place == showcase.reader(Print.STANDARD).place]
    assert own == [item for item in items if "Zoë" in repr(item) or "007" in repr(item)]
    assert len(own) == 2


@pytest.mark.parametrize(
    "wording",
    ["{{ paper.student_name | upper }}", "{{ paper.student_name[0] }}", "{{ paper.student_id | int }}"],
)
def test_a_template_cannot_look_at_a_name(tmp_path: Path, wording: str) -> None:
    """A template that computes with a name is told so, with its file and line, rather than printing nonsense."""
    (tmp_path / "cover.xml.j2").write_text(f"\n<p>{wording}</p>", encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        composed(tmp_path)
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"{tmp_path / 'cover.xml.j2'}:2")


def test_a_template_can_ask_whether_there_is_a_name(tmp_path: Path) -> None:
    """`if` and `or` work with a name that is not seen."""
    wording = "{% if paper.student_name %}{{ paper.student_name or 'nobody' }}{% endif %}"
    (tmp_path / "cover.xml.j2").write_text(f"<p>{wording}</p>", encoding="utf-8")
    assert "Run(text='Zoë Żółć'" in repr(composed(tmp_path).items[0])


def test_all_orders_of_the_questions_have_one_common_order() -> None:
    """The common order names every item once."""
    document = composed()
    assert sorted(document.canonical_order) == list(range(len(document.items)))
