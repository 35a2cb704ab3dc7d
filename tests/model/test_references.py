"""References in stems: found, replaced, left out, and said outside a paper."""

from __future__ import annotations

from worksheetgen.model.references import cited_paragraphs, references, resolved, spoken, without_references

STEM = "Study {source:extract} and {source}. Use **one** answer to {part:b}."


def test_references_are_found_in_order() -> None:
    """What stands in braces, without them."""
    assert references(STEM) == ["source:extract", "source", "part:b"]


def test_each_reference_is_replaced_by_what_it_stands_for() -> None:
    """A source by its id, "" for the only one; a part by its letter."""
    said = resolved(STEM, lambda id: f"Source {id or 'A'}", lambda letter: f"3({letter})")
    assert said == "Study Source extract and Source A. Use **one** answer to 3(b)."


def test_braces_around_something_else_are_left() -> None:
    """A bank's check refuses them, so nothing here has to guess what they mean."""
    assert resolved("A {sorce}.", str, str) == "A {sorce}."


def test_references_can_be_left_out() -> None:
    """Words alone count in a search."""
    assert without_references(STEM, "…") == "Study … and …. Use **one** answer to …."


def test_a_stem_is_said_without_a_paper() -> None:
    """Outside a paper a source has no letter and a part no number, and nothing is bold."""
    assert spoken(STEM) == "Study the source and the source. Use one answer to (b)."


def test_paragraphs_are_cited_by_numbers_that_a_text_can_have() -> None:
    """Three and more in a row, and no number that Python refuses to read."""
    assert cited_paragraphs("Use paragraphs 3, 4 and 7. See paragraph 12.") == {3, 4, 7, 12}
    assert cited_paragraphs(f"See paragraph {'9' * 5000}, and paragraphs 2 and {'9' * 5000}.") == {2}
