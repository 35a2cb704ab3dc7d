"""Nothing on a drawn paper answers a question on it, found by a reader that shares nothing with `bank check`."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, section, selection, student, varied
from tests.studies.give_aways import Reader, given_away
from worksheetgen.bank import load_bank
from worksheetgen.model.bank import Unit
from worksheetgen.model.tier import Tier

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def terror() -> Unit:
    """Stalin's Terror."""
    (found,) = load_bank().units
    return found


@pytest.fixture(scope="module")
def reader(terror: Unit) -> Reader:
    """One for all tests: it composes with one session."""
    return Reader(terror)


def test_no_drawn_paper_answers_a_question_on_it(terror: Unit) -> None:
    """Of 25 papers drawn from the bundled exams none holds such a pair, for a pupil of any tier."""
    assert given_away(terror, 25) == {}


@pytest.mark.soak
def test_none_of_500_drawn_papers_answers_a_question_on_it(terror: Unit) -> None:
    """Nor do 500."""
    assert given_away(terror, 500) == {}


@pytest.mark.parametrize(
    ("asked", "by", "line"),
    [
        ("kirov-06", "kirov-16", "Kirov’s popularity"),  # an essay's bullet
        ("gulag-02", "show-trials-16", "Ordinary victims disappeared quietly."),  # an extension
        ("gulag-15", "gulag-16", "department, prisoners, secret police, work"),  # words to use
        ("gulag-10", "gulag-11", "The Labour Office of the Five-Year Plan"),  # a wrong option
        ("earlier-terror-05", "earlier-terror-10", "Civil War"),  # a stem, for the reason of a statement
        ("explanations-01", "explanations-13", "persecution complex"),  # a stem
        ("shakhty-01", "charges-02", "Mining engineers, 1928"),  # a row of a source
        ("shakhty-08", "timeline-01", "1928: Mining engineers"),  # an event of a source
        ("show-trials-08", "timeline-03", "Bukharin is tried"),
        ("army-09", "nkvd-04", "Hero of the Civil War"),  # a row of a table, for a gap
        ("kirov-11", "kirov-05", "Congress of leading Party members"),  # the passage around a gap
        ("nkvd-12", "kirov-13", "In 1936, with Yagoda’s removal"),  # the year of an event to be put in order
        ("nkvd-05", "kirov-04", "Trotsky is murdered in Mexico."),  # an event, for a pair
        ("earlier-terror-07", "shakhty-05", "trial of engineers"),  # a stem, for a blank cell
    ],
)
def test_a_pair_that_gives_an_answer_away_is_seen(
    terror: Unit, reader: Reader, asked: str, by: str, line: str
) -> None:
    """The reader sees each way in which a paper can answer itself: all of these pairs are kept apart in the bank."""
    assert by in terror.by_id[asked].enemies or asked in terror.by_id[by].enemies
    found = []
    for tier in Tier:
        met = varied(
            selection(f"{asked} {by}"), blueprint(section()), terror, student(tier=tier), "9B", "seed", "run"
        )
        found += [one for one in reader.read(met) if one.question == asked]
    assert {one.by for one in found} & {by, *terror.by_id[by].sources}
    assert any(line in one.line for one in found)
