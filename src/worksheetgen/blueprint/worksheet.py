"""A few wishes (topics, how much, a tier, activities) to the blueprint of a homework worksheet, without a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from worksheetgen.english import NAMED, capitalised, counted
from worksheetgen.errors import Place, Problem, WrongUsage
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Topic, Unit
from worksheetgen.model.bare import bare_blueprint, bare_section
from worksheetgen.model.blueprint import (
    CODE_LENGTH,
    MANY,
    Activity,
    Blueprint,
    Bound,
    Measure,
    PaperType,
    Tag,
)
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

AN_EVENING = (3, 5)
"""The fewest and the most questions of a worksheet where nobody says how many: an evening's homework."""
MARKS_OF_AN_EVENING = 12
"""The most marks of such a worksheet, or three for each topic: with what is read it seldom fills more than a sheet."""


_NAMED_AT_MOST = 2
"""So many activities are named below a title."""
_SAID = {
    Activity.CLOZE: "fill the gaps",
    Activity.MATCH_TERM: "match the terms",
    Activity.RETRIEVAL_GRID: "what do you remember?",
}
"""What a pupil calls an activity whose own name says less."""


def worksheet_blueprint(
    unit: Unit, topics: Sequence[str], questions: int, marks: int, tiers: tuple[Tier, ...]
) -> Blueprint:
    """The blueprint of a homework worksheet.

    `topics` are ids of the unit's topics, none for all of them. `questions` and `marks` say how much is
    asked, each 0 where it does not matter; where neither matters, it is 3 to 5 questions of 12 marks at the most
    together, or a question and three marks for each topic where there are more. Every question suits all of the
    `tiers`. An essay is never asked for: it is no homework for an evening. Of several topics each has about its share
    of the marks (see `_shares`).

    Raises WrongUsage where fewer questions or marks are asked for than topics.
    """
    here = Place("command line")
    asked = [topic for topic in unit.topics if topic.id in topics]
    low, high = _amount(len(asked), questions, marks)
    section = replace(
        bare_section("", "", here),
        marks=marks,
        questions_low=low,
        questions_high=high,
        without=(Kind.ESSAY,),
        topics=tuple(topics),
        tiers=tiers,
        bounds=(
            *(_shares(asked, low, marks) if len(asked) > 1 else ()),
            *(() if questions or marks else (_evening(len(asked)),)),
        ),
    )
    title, subtitle, code = _heading(unit, asked)
    return replace(
        bare_blueprint(unit, code, title, (section,), PaperType.WORKSHEET),
        name="-".join(("worksheet", *topics)),
        subtitle=subtitle,
        theme="worksheet",
        sheets=_evenings(questions, marks),
    )


def with_activity_section(
    blueprint: Blueprint,
    unit: Unit,
    activities: tuple[Activity, ...],
    paragraphs: tuple[int, ...],
    *,
    alone: bool,
    lesson: tuple[str, ...] = (),
) -> Blueprint:
    """A worksheet's blueprint with a section of `activities` before its questions, or `alone` instead of them.

    They are made from these `paragraphs` (numbers), () for the whole text; the last `lesson` of a retrieval grid was on
    these topics, if any are named. Raises WrongUsage where the text lacks one.
    """
    if missing := sorted(set(paragraphs) - set(range(1, len(unit.text) + 1))):
        what = f"The text of {unit.id} has no paragraph {missing[0]}."
        raise WrongUsage(
            [Problem(Place("--paragraphs"), what, f"It has the paragraphs 1 to {len(unit.text)}.")]
        )
    count = len(activities)
    title = "From memory" if activities == (Activity.RETRIEVAL_GRID,) else ""
    section = replace(
        bare_section(title, "", Place("--activity")),
        questions_low=count,
        questions_high=count,
        activities=activities,
        paragraphs=paragraphs,
        lessons=(lesson, (), (), ()) if Activity.RETRIEVAL_GRID in activities and lesson else (),
    )
    named = "-".join((blueprint.name, *activities, *filter(None, [section.made_from])))
    if not alone:
        return replace(blueprint, name=named, sections=(section, *blueprint.sections))
    # More names than _NAMED_AT_MOST would not stand on one line of the running head.
    named_one_by_one = " · ".join(_SAID.get(activity, activity.replace("-", " ")) for activity in activities)
    said = named_one_by_one if count <= _NAMED_AT_MOST else f"{count} activities"
    return replace(
        blueprint,
        name=named,
        code=_code(blueprint.code.removeprefix("HW-"), activities[0] if count == 1 else "activities"),
        subtitle=capitalised(said),
        sections=(section,),
        sheets=0,  # nothing is drawn that could be shorter
        extra_pages=0,  # nobody writes more than the activities have room for
    )


def _evening(topics: int) -> Bound:
    """That a worksheet on so many topics is no more than an evening's; questions of every difficulty count."""
    most = max(MARKS_OF_AN_EVENING, 3 * topics)
    return Bound(((Tag.DIFFICULTY, "1-5"),), Measure.MARKS, 0, most, Place("command line"))


def _evenings(questions: int, marks: int) -> int:
    """On how many evenings so much is done: a worksheet for one takes a sheet of paper."""
    return max(1, ceil(questions / AN_EVENING[1]), ceil(marks / MARKS_OF_AN_EVENING))


def _amount(topics: int, questions: int, marks: int) -> tuple[int, int]:
    """The fewest and the most questions of a worksheet on so many topics; WrongUsage where these cannot share it."""
    most, noun = marks or questions or MANY, "mark" if marks else "question"
    if topics > most:
        what = f"{counted(most, noun)} cannot be shared by {topics} topics."
        remedy = f"Ask for --{noun}s {topics} or more, or for fewer topics."
        raise WrongUsage([Problem(Place("--topic"), what, remedy)])
    if questions:
        return questions, questions
    few, many = AN_EVENING
    return (1, MANY) if marks else (max(few, topics), max(many, topics))


def _heading(unit: Unit, asked: Sequence[Topic]) -> tuple[str, str, str]:
    """Title, subtitle and paper code: of one topic its own, of several the unit's, with their titles as subtitle.

    A topic's enquiry question takes the place of its title, which then stands in the subtitle.
    """
    if len(asked) == 1:
        (one,) = asked
        code = _code(*one.id.split("-"))
        return (one.question, one.title, code) if one.question else (one.title, unit.title, code)
    initials = "".join(word[0] for word in unit.id.split("-") if word)
    code = _code(initials if len(initials) > 1 else unit.id)
    if not asked:
        return unit.title, "The whole unit", code
    listed = " · ".join(topic.title for topic in asked)
    return unit.title, listed if len(asked) <= NAMED else f"{len(asked)} topics", code


def _code(*words: str) -> str:
    """The paper code of a topic's or unit's words, without the last ones where it is too long: `HW-SHOW-TRIALS`."""
    named = ["HW", *filter(None, words)]
    while len("-".join(named)) > CODE_LENGTH and len(named) > 1:
        named.pop()
    return "-".join(named).upper()


def _shares(asked: Sequence[Topic], questions: int, marks: int) -> Iterator[Bound]:
    """Bounds that give each of several topics about its share of the marks; each has a question of its own.

    Counted towards the least are the questions whose main topic it is, towards the most all that name it: so no topic
    is there by the way alone, and none takes the place of the others. Of `marks` that is three quarters of an equal
    share to four thirds of it. Where only the number of `questions` is asked for (the fewest, if that is open), 1.5
    to 3 marks for each question of an equal share: the bundled bank's questions have 2.9 on average.
    """
    count = len(asked)
    least = max(1, 3 * marks // (4 * count)) if marks else -(-3 * questions // (2 * count))
    most = -(-4 * marks // (3 * count)) if marks else 2 * least
    for topic in asked:
        here = Place(f"--topic {topic.id}")
        yield Bound(((Tag.MAIN_TOPIC, topic.id),), Measure.MARKS, least, MANY, here)
        yield Bound(((Tag.TOPIC, topic.id),), Measure.MARKS, 0, most, here)
