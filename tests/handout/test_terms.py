"""A proposed glossary: rare words once each, in the form that the text has; names apart."""

from __future__ import annotations

from worksheetgen.handout.terms import vocabulary_of

TEXT = (
    "Plants make their food by photosynthesis. The chloroplasts take in light, and each chloroplast holds chlorophyll.",
    "In 1771 Joseph Priestley worked near Leeds. Priestley found that plants organise the air. Stomata open by day.",
)


def test_rare_words_are_terms_and_names_are_apart() -> None:
    """A word counts once in whatever form, British spelling is known, what begins a sentence alone is no name."""
    found = vocabulary_of(TEXT)
    assert {"photosynthesis", "chlorophyll", "chloroplast", "stomata"} <= set(found.terms)
    assert not {"chloroplasts", "plants", "light", "organise", "priestley", "leeds"} & set(found.terms)
    assert found.names == ("Joseph Priestley", "Leeds")


def test_a_text_of_common_words_has_no_terms() -> None:
    """Where every word is known, nothing is proposed."""
    assert vocabulary_of(("They went home and had some tea.",)).terms == ()


def test_a_name_that_begins_after_a_sentences_first_word_is_a_name() -> None:
    """“The Thames” and “In August” begin sentences, and are no terms in small letters."""
    found = vocabulary_of(["The Thames rose quickly. In August many people left the valley."])
    assert {"Thames", "August"} <= {*found.names}
    assert not {"thames", "august"} & {*found.terms}
