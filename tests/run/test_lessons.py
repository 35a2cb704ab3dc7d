"""Which topics a retrieval grid goes back to: given ones, those of its run, what was asked, the unit's order."""

from __future__ import annotations

from tests.activities.test_retrieval_grid import grid_section
from tests.samples import blueprint, question, section, unit
from worksheetgen.activities import Lessons
from worksheetgen.blueprint import from_data, to_data
from worksheetgen.model.bank import Topic, Unit
from worksheetgen.model.blueprint import FormDemands
from worksheetgen.run.lessons import AskedBefore, lessons_in, with_lessons
from worksheetgen.value import replace

UNKNOWN: Lessons = ((), (), (), ())
LAST: Lessons = (("t7",), (), (), ())


def bank() -> Unit:
    """A unit of eight topics."""
    found = unit(*(question(f"q{topic}", topics=(f"t{topic}",)) for topic in range(8)))
    return replace(found, topics=tuple(Topic(f"t{topic}", "") for topic in range(8)))


def lessons(given: Lessons, *before: AskedBefore, standing: tuple[Lessons, ...] = ()) -> Lessons:
    """The lessons of a grid of which these are given."""
    found = with_lessons(blueprint(grid_section(given)), bank(), before, standing)
    return found.sections[0].lessons


def test_a_blueprint_without_a_grid_stays_as_it_is() -> None:
    """No run is looked at for it."""
    plan = blueprint(section())
    assert with_lessons(plan, bank(), iter(()), ()) is plan


def test_what_was_asked_a_week_and_a_month_ago_is_asked_again() -> None:
    """Runs of 7, 30 and 100 days ago each fill their column; the rest comes from the unit's order."""
    found = lessons(LAST, (7, ("t2", "t2")), (30, ("t0",)), (100, ("t5",)))
    assert found == (("t7",), ("t2",), ("t0",), ("t5",))


def test_a_topic_stands_where_it_was_asked_last() -> None:
    """What was asked a month ago and again last week is last week's."""
    assert lessons(LAST, (30, ("t1", "t2")), (7, ("t1",)))[1:3] == (("t1",), ("t2",))


def test_the_latest_run_is_the_last_lesson_if_none_is_named() -> None:
    """Nobody says what the last lesson was: what was set two days ago was about it."""
    assert lessons(UNKNOWN, (2, ("t3",)))[0] == ("t3",)
    assert lessons(LAST, (2, ("t3",)))[:2] == (("t7",), ("t3",))


def test_a_test_on_everything_leaves_other_columns_something() -> None:
    """Of a run on all topics those asked most often are last week's, and the others are free."""
    everything = (8, (*(f"t{topic}" for topic in range(8)), "t4", "t4", "t1"))
    found = lessons(LAST, everything)
    assert found[1] == ("t4", "t1", "t0")
    assert all(found)
    assert not {"t4", "t1", "t0", "t7"} & {*found[2], *found[3]}


def test_a_newcomer_changes_nobody_s_grid() -> None:
    """The run that is printed again has its own lessons, whatever was printed since; another last lesson has others."""
    stands: Lessons = (("t7",), ("t1",), ("t2",), ("t3",))
    assert lessons(LAST, (7, ("t5",)), standing=(stands,)) == stands
    assert lessons((("t6",), (), (), ()), (7, ("t5",)), standing=(stands,))[1] == ("t5",)


def test_lessons_stand_in_the_record_and_come_back_from_it() -> None:
    """A blueprint's data have them, for the paper's sections and those of single forms; other sections have none."""
    plan = with_lessons(blueprint(section(), grid_section(LAST)), bank(), (), ())
    own = FormDemands("A", ("001",), "", "", plan.sections)
    for one in (plan, replace(plan, by_form=(own,))):
        data = to_data(one)
        assert from_data(data).sections[1].lessons == plan.sections[1].lessons
        assert set(lessons_in(data)) == {plan.sections[1].lessons}
    assert "lessons" not in to_data(plan)["sections"][0]
