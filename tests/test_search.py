"""Finding questions: words in any form, tags of every sort, and what cannot be read told at once."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.samples import choice, question, unit, written
from worksheetgen.errors import WrongUsage
from worksheetgen.kinds import Kind
from worksheetgen.model.tier import Tier
from worksheetgen.search import read_query, search
from worksheetgen.value import replace

BANK = unit(
    question(
        "kirov-01", written(stem="Why was Kirov **murdered**?"), topics=("kirov",), difficulty=3, minutes=5
    ),
    question(
        "kirov-02",
        written(marks=4, stem="What changed?"),
        topics=("kirov", "gulag"),
        note="Nikolaev was shot.",
    ),
    question("gulag-01", choice(), topics=("gulag",), tiers=(Tier.CORE,)),
    question(
        "gulag-02",
        written(kind=Kind.SOURCE_INFER, stem="Infer from the camps’ numbers.", code="AO3"),
        topics=("gulag",),
        sources=("camps",),
    ),
)


def found(query: str) -> list[str]:
    """The ids of the questions that the query means."""
    return [found.id for found in search([BANK], "digest of the search tests", read_query(query))]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("murder", ["kirov-01"]),
        ("MURDERS", ["kirov-01"]),
        ("murd", ["kirov-01"]),
        ('"kirov murd"', []),
        ("nikolaev", ["kirov-02"]),
        ("murdered kirov", ["kirov-01"]),
        ('"kirov murdered"', ["kirov-01"]),
        ('"murdered kirov"', []),
        ("camps", ["gulag-02"]),
        ("topic:gulag", ["kirov-02", "gulag-01", "gulag-02"]),
        ("topic:gulag -topic:kirov", ["gulag-01", "gulag-02"]),
        ("topic:gulag,kirov kind:source-*", ["gulag-02"]),
        ("tier:support topic:gulag", ["kirov-02", "gulag-02"]),
        ("marks:1", ["gulag-01"]),
        ("marks:>=2 marks:<=3", ["kirov-01", "gulag-02"]),
        ("marks:2-4", ["kirov-01", "kirov-02", "gulag-02"]),
        ("marks:<2", ["gulag-01"]),
        ("minutes:>4", ["kirov-01"]),
        ("difficulty:3", ["kirov-01"]),
        ("objective:ao3", ["gulag-02"]),
        ("source:camps", ["gulag-02"]),
        ("id:kirov-*", ["kirov-01", "kirov-02"]),
        ("needs:text unit:terror paragraph:1 marks:4", ["kirov-02"]),
        ("-murdered topic:kirov", ["kirov-02"]),
        ("kirov -murder", ["kirov-02"]),
        ("nothing-of-the-sort", []),
        ('" " topic:gulag kind:multiple-choice', ["gulag-01"]),
    ],
)
def test_words_and_tags_find(query: str, ids: list[str]) -> None:
    """Endings, case, phrases, minus, patterns, ranges and commas mean what a teacher expects."""
    assert sorted(found(query)) == sorted(ids)


def test_a_word_in_the_stem_counts_more_than_in_the_scheme() -> None:
    """Of two questions with the word, the one that asks about it comes first."""
    bank = replace(
        BANK,
        questions=(
            question("a-1", written(stem="What changed?"), note="Yagoda was removed."),
            question("b-2", written(stem="Who was Yagoda?")),
        ),
    )
    hits = search([bank], "digest of the order test", read_query("yagoda"))
    assert [found.id for found in hits] == ["b-2", "a-1"]


@pytest.mark.parametrize(
    "query", ['"', "a\0b", "a AND", "NEAR(", "stem:", "*", "^kirov", "kirov)", "'; DROP TABLE items"]
)
def test_no_query_breaks_the_index(query: str) -> None:
    """What looks like the index's own language is only words, or a tag that is told to be none."""
    with suppress(WrongUsage):
        found(query)


def test_all_tags_that_cannot_be_read_are_told_at_once() -> None:
    """Each wrong tag is named with what to write; exit code 2."""
    with pytest.raises(WrongUsage) as caught:
        read_query("topc:gulag marks:two marks:<=1-3 topic:")
    said = str(caught.value)
    assert said.count("\n") == 3
    assert "There is no tag ‘topc’. Write one of: topic, tier," in said
    assert "‘two’ is no number. Write marks:2, marks:<=2 or marks:2-4." in said
    assert "The tag ‘topic’ has no value." in said
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("gulag -", "-: There is no word in ‘-’. Write a word, or take it out."),
        ("…", "There is no word in ‘…’."),
        ('-""', "There is no word in ‘-’."),
        ("topic:,", "The tag ‘topic’ has no value."),
        ("marks:4-2", "marks:4-2: No question can have marks 4-2. Write for example marks:2-4."),
        ("minutes:<0", "No question can have minutes <0. Write for example minutes:0-999."),
        ("difficulty:9", "No question can have difficulty 9. Write for example difficulty:1-5."),
        ("-marks:0", "No question can have marks 0."),
        ("kind:esay", "There is no kind ‘esay’. Did you mean ‘essay’?"),
        ("tier:core,foundation", "There is no tier ‘foundation’. Write one of: support, core, challenge."),
    ],
)
def test_what_no_bank_can_have_is_told(query: str, says: str) -> None:
    """A query that finds nothing whatever the bank has is a mistake, and no empty answer."""
    with pytest.raises(WrongUsage) as caught:
        read_query(query)
    assert says in str(caught.value)


def test_kinds_and_tiers_are_known_in_capitals_and_by_wildcards() -> None:
    """What is told apart from mistakes stays as it was."""
    assert found("kind:Source-* tier:CORE") == ["gulag-02"]
