"""The question to practise next is on what was lost most, suits the pupil, and is one that the pupil has not seen."""

from __future__ import annotations

from collections.abc import Container

from tests.markbook.books import recorded
from tests.samples import (
    blueprint,
    choice,
    question,
    section,
    selection,
    source,
    student,
    unit,
    varied,
    written,
)
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.tier import Tier
from worksheetgen.results import paper_result
from worksheetgen.run.next_question import next_question
from worksheetgen.value import replace

KIROV = [question(f"kirov-0{n}") for n in (1, 2)]
GULAG = question("gulag-01", written(4), topics=("gulag",))
SHORT = question("gulag-02", written(2), topics=("gulag",))
LONG = question("gulag-03", written(12, Kind.ESSAY), topics=("gulag",))
CLOSED = question("gulag-04", choice(), topics=("gulag",))
SPARE = question("kirov-09")


def following(
    *others: Question,
    marks: str = "1 1 0",
    told: tuple[Question, ...] = (),
    seen: Container[str] = (),
    tier: Tier = Tier.CORE,
    bank: Unit | None = None,
) -> str | None:
    """The id that is found for a pupil with these marks for kirov-01, kirov-02 and gulag-01, and others in the bank."""
    bank = bank or unit(*KIROV, GULAG, *others)
    plan, drawn = blueprint(section()), selection("kirov-01 kirov-02 gulag-01")
    paper = varied(drawn, plan, bank, student("017", tier), "9B", "seed", "K7M2XD")
    ids = ("kirov-01", "kirov-02", "gulag-01")
    typed = {("017", id): mark for id, mark in zip(ids, marks.split(), strict=True)}
    (record,) = recorded([paper])
    found = next_question(paper_result(record, bank, typed), paper, bank, told, seen)
    return found.id if found else None


def test_it_is_on_the_topic_at_which_most_was_lost() -> None:
    """Marks decide, and not how many questions were wrong."""
    assert following(SPARE, SHORT) == "gulag-02"
    assert following(SPARE, SHORT, marks="0 0 3") == "kirov-09"


def test_it_is_like_the_question_that_lost_most() -> None:
    """Of its kind where there is one, then of as many marks; never an essay where anything shorter is left."""
    assert following(CLOSED, SHORT, LONG) == "gulag-02"
    assert following(CLOSED, LONG) == "gulag-04"
    assert following(LONG) == "gulag-03"


def test_what_the_pupil_has_seen_comes_last() -> None:
    """A question of an earlier run is given only where no other is left on the topic."""
    assert following(CLOSED, SHORT, seen={"gulag-02"}) == "gulag-04"
    assert following(SHORT, seen={"gulag-02"}) == "gulag-02"


def test_it_is_never_on_the_paper_nor_for_another_tier() -> None:
    """Where the topic has no other question the next topic is looked at, and where the bank has none there is none."""
    assert following(SPARE) == "kirov-09"
    assert following() is None
    assert following(replace(SHORT, tiers=(Tier.CHALLENGE,)), SPARE) == "kirov-09"
    assert following(replace(SHORT, tiers=(Tier.CHALLENGE,)), SPARE, tier=Tier.CHALLENGE) == "gulag-02"


def test_it_asks_nothing_that_the_slip_tells() -> None:
    """An enemy of a question whose answer is told is not given, whichever of the two names the other."""
    assert following(replace(SHORT, enemies=("gulag-01",)), CLOSED, told=(GULAG,)) == "gulag-04"
    hostile = replace(GULAG, enemies=("gulag-02",))
    assert following(bank=unit(*KIROV, hostile, SHORT, CLOSED), told=(hostile,)) == "gulag-04"
    assert following(replace(SHORT, enemies=("gulag-01",)), CLOSED) == "gulag-02"


def test_a_source_must_be_on_the_paper() -> None:
    """A question on a source that the pupil does not have is not given."""
    sourced = replace(SHORT, sources=("order",))
    bank = unit(*KIROV, GULAG, sourced, CLOSED, sources=(source("order"),))
    assert following(bank=bank) == "gulag-04"
    asked = replace(GULAG, sources=("order",))
    assert following(bank=unit(*KIROV, asked, sourced, CLOSED, sources=(source("order"),))) == "gulag-02"
