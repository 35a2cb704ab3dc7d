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
    """“The Thames” and “In Prague” begin sentences, and are no terms in small letters."""
    found = vocabulary_of(["The Thames rose quickly. In Prague many people left the valley."])
    assert {"Thames", "Prague"} <= {*found.names}
    assert not {"thames", "prague"} & {*found.terms}


def test_addresses_and_dates_have_neither_terms_nor_names() -> None:
    """The letters of a page's address are no words, a month explains nobody, and a small letter elsewhere no name."""
    found = vocabulary_of(
        [
            "From http://www.ecclesbourne.sch.uk/subsites/Gulag.doc, or ask sotomayor@crinoline.org about it.",
            "Police beat the women in November, and the king saw it. The Act of February 1918 ended what the King had.",
            "Here the “The” of a quotation stands for nothing, and on Friday, Zinoviev came.",
        ]
    )
    assert not {"ecclesbourne", "subsites", "gulag", "sotomayor", "crinoline"} & {*found.terms}
    assert found.names == ("Act", "Zinoviev")


def test_letters_of_other_languages_are_no_ends_of_words() -> None:
    """A name in Polish or Russian is one, and no piece of it is a term."""
    found = vocabulary_of(("W Gdańsku pisał Źródłowski, a w kinie Сергей Эйзенштейн kręcił filmy.",))
    assert "Źródłowski" in found.names
    assert "Сергей Эйзенштейн" in found.names
    assert not [term for term in found.terms if term in "Źródłowski"]
