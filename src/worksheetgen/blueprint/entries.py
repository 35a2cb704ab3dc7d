"""A blueprint file as pydantic models: what a teacher may write, and what an editor says of it.

The types of its fields, in `fields`, check it against what the unit has. question_bank/README.md explains every field
in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from worksheetgen.blueprint.bounds import AMOUNTS, BOUNDS, BoundEntry
from worksheetgen.blueprint.fields import (
    ActivityName,
    Amount,
    KindPattern,
    Month,
    ParagraphNumber,
    QuestionId,
    SourceName,
    ThemeName,
    TopicName,
    kinds_of,
    names_of,
)
from worksheetgen.blueprint.school_entry import SchoolEntry, SchoolField
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import CODE_LENGTH, MANY, Activity, PaperType, Tag
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.tier import Tier
from worksheetgen.yaml_file import GIVEN, mistake
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, Strict

MOST_FORMS = 40
"""The most parallel papers that one blueprint can ask for."""
SPAG = (3, 4, 5)
"""The marks that a question can carry for spelling, punctuation and grammar."""
EXTRA_PAGES = ("auto", 0, 1, 2)
"""How many pages of extra space a paper may have."""
EXTENDED = frozenset(kind for kind in Kind if kind.traits.extended)
"""The kinds that are answered in sentences enough for such marks."""


def _not_required(excluded: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Admits the questions to exclude if none of them is required; `require` was read before."""
    if both := sorted(set(excluded) & set(info.data.get("require", ()))):
        raise mistake(f"‘{both[0]}’ is required and excluded.", "Take it out of one of the two lists.")
    return excluded


def _spag_marks(marks: int, info: ValidationInfo) -> int:
    """Admits a section's marks for spelling, punctuation and grammar if all its kinds are extended writing.

    Only an answer in several sentences shows such skills. A section that names no kinds admits all kinds, so
    it must name them.
    """
    if marks not in SPAG:
        what = f"A question cannot carry {marks} marks for spelling, punctuation and grammar."
        raise mistake(what, "Write 3, 4 or 5, or leave ‘spag’ out.")
    # Where the kinds are wrong themselves pydantic does not give them here, and one problem is enough.
    kinds = info.data.get("kinds", EXTENDED)
    others = [pattern for pattern in kinds if not EXTENDED.issuperset(kinds_of(pattern))]
    if others or not kinds:
        what = (
            f"Marks for ‘spag’ do not go with {others[0]} questions." if others else "‘spag’ needs ‘kinds’."
        )
        raise mistake(what, f"Name kinds of extended writing alone: {', '.join(names_of(EXTENDED))}.")
    return marks


_BESIDE_ACTIVITIES = frozenset(("activities", "paragraphs", "lessons", "title", "instructions"))
"""The fields of a section that has activities."""


def _each_once(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Admits the activities of a section if none of them is named twice."""
    for activity in activities:
        if activities.count(activity) > 1:
            what = f"‘{activity}’ stands twice in the section."
            raise mistake(what, "Name it once, or in two sections with other ‘paragraphs’.")
    return activities


def _made_once(sections: tuple[SectionEntry, ...]) -> tuple[SectionEntry, ...]:
    """Admits the sections if no two ask for the same activity of the same paragraphs, or after the same lesson."""
    seen: set[tuple[str, frozenset[object]]] = set()
    for section in sections:
        for activity in section.activities:
            of, made_from = "of the same paragraphs", frozenset[object](section.paragraphs)
            other = "other ‘paragraphs’"
            if activity is Activity.RETRIEVAL_GRID:
                of, other = "after the same lesson", "another ‘last_lesson’"
                made_from = frozenset(section.lessons.last_lesson if section.lessons else ())
            if (activity, made_from) in seen:
                raise mistake(f"Two sections ask for ‘{activity}’ {of}.", f"Give one of them {other}.")
            seen.add((activity, made_from))
    return sections


def _equal_in_marks(forms: int, info: ValidationInfo) -> int:
    """Admits several forms only if their marks must come out equal.

    Every question of a section with `spag` brings its marks for spelling, punctuation and grammar along, on
    top of the section's marks; so two forms are worth the same only if they have the same number of such
    questions.
    """
    sections: Sequence[SectionEntry] = info.data.get("sections", ())
    if forms > 1 and any(section.spag and not section.counted for section in sections):
        what = "Forms may differ in a section with ‘spag’, and so in their marks."
        raise mistake(what, "Say there how many questions it has, for example ‘questions: 1’.")
    return forms


def _extra_pages(given: Any) -> Any:
    """Admits a number of extra pages, or `auto`."""
    if given in EXTRA_PAGES and type(given) in (int, str):
        return given
    raise mistake(
        f"‘{given}’ is no number of extra pages.", "Write auto, 0, 1 or 2, or leave ‘extra_pages’ out."
    )


class LessonsEntry(Strict):
    """The topics of a retrieval grid's columns; what is left out comes from earlier runs, or the unit's order."""

    last_lesson: tuple[TopicName, ...] = Field((), description="What the last lesson was on; 1 mark a cell.")
    last_week: tuple[TopicName, ...] = Field((), description="What was taught last week; 2 marks a cell.")
    last_month: tuple[TopicName, ...] = Field((), description="What was taught last month; 3 marks a cell.")
    long_ago: tuple[TopicName, ...] = Field((), description="What was taught before that; 4 marks a cell.")


class SectionEntry(Strict):
    """A section: how much it holds (`marks`, `questions` or both), and which questions may stand in it.

    An empty `kinds`, `topics` or `tiers` restricts nothing; for `sources` see `model.blueprint.Section`.
    `spag` are marks for spelling, punctuation and grammar that each of its questions carries in addition.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [name]} for name in ("marks", "questions", "activities")],
            "dependencies": {"spag": ["kinds"], "paragraphs": ["activities"], "lessons": ["activities"]},
        }
    )

    title: AnyText = Field("", description="The section’s title.")
    instructions: AnyText = Field("", description="What pupils are told to do: Answer **all** questions.")
    marks: Annotated[Annotated[StrictInt, Field(ge=1, le=MANY)] | None, GIVEN] = Field(
        None, description="What its questions are worth together; or leave it out and give questions alone."
    )
    questions: Annotated[Amount | None, GIVEN] = Field(
        None, description=f"How many questions it has: {AMOUNTS}."
    )
    kinds: tuple[KindPattern, ...] = Field(
        (),
        description="The kinds that it admits; leave it out to admit all. source-* admits every source kind.",
    )
    topics: tuple[TopicName, ...] = Field(
        (), description="The topics that it admits; leave it out to admit all."
    )
    sources: tuple[SourceName, ...] = Field(
        (), description="What the section’s questions rest on: on these sources and on no other."
    )
    tiers: tuple[Tier, ...] = Field((), description="Every question must suit all of these.")
    bounds: tuple[BoundEntry, ...] = Field((), description=BOUNDS)
    spag: Annotated[StrictInt, AfterValidator(_spag_marks), WithJsonSchema({"enum": list(SPAG)})] = Field(
        0,
        description="Every question carries 3, 4 or 5 marks more for spelling, punctuation and grammar; ‘marks’ does "
        "not count them. ‘kinds’ must be kinds of extended writing, such as describe, explain, essay or source-*.",
    )
    activities: Annotated[tuple[ActivityName, ...], AfterValidator(_each_once)] = Field(
        (),
        description="Instead of questions from the bank, these, made from the unit’s text, glossary and timeline, in "
        "this order. Such a section has no other field but title, instructions, paragraphs and lessons.",
    )
    paragraphs: tuple[ParagraphNumber, ...] = Field(
        (), description="The paragraphs that its activities are made from; leave it out for the whole text."
    )
    lessons: Annotated[LessonsEntry | None, GIVEN] = Field(
        None, description="Which topics each column of a retrieval-grid asks about."
    )

    @property
    def counted(self) -> bool:
        """Whether the section says exactly how many questions it has."""
        return self.questions is not None and self.questions[0] == self.questions[1]

    @model_validator(mode="after")
    def asks_for_something(self) -> Self:
        """Raise pydantic's error for a section with neither marks nor questions: anything would fill it.

        One with activities asks for these and nothing else.
        """
        if self.activities and (others := sorted(self.model_fields_set - _BESIDE_ACTIVITIES)):
            what = f"A section with ‘activities’ has these alone, and no ‘{others[0]}’."
            raise mistake(what, f"Take ‘{others[0]}’ out, or put it into a section of its own.")
        if self.lessons and Activity.RETRIEVAL_GRID not in self.activities:
            what = "‘lessons’ are what a retrieval grid goes back to, and the section has none."
            raise mistake(what, "Add ‘activities: [retrieval-grid]’, or take ‘lessons’ out.")
        if self.activities:
            return self
        if self.paragraphs:
            what = "‘paragraphs’ are what activities are made from, and the section has none."
            raise mistake(what, "Add for example ‘activities: [cloze]’, or take ‘paragraphs’ out.")
        if self.marks is None and self.questions is None:
            what = "The section says neither how many marks nor how many questions."
            raise mistake(what, "Add ‘marks: 10’ or ‘questions: 8’, or ‘activities: [cloze]’.")
        return self


class BlueprintFile(Strict):
    """blueprints/*.yaml, the whole file.

    The order of the fields matters: a validator sees only those above its own, so `require` stands before
    `exclude`, and `sections` before `forms`.
    """

    type: PaperType = Field(
        description="An exam has a cover, sections and a mark grid; a worksheet a heading and something to read."
    )
    unit: AnyText = Field("", description="The unit’s id; may be left out where the bank has one unit.")
    code: Annotated[NonEmptyText, Field(max_length=CODE_LENGTH)] = Field(
        description=f"Printed at every foot; at most {CODE_LENGTH} characters."
    )
    title: NonEmptyText = Field(description="The paper’s title.")
    subtitle: AnyText = Field("", description="The line below the title.")
    school: SchoolField = Field(
        SchoolEntry.model_validate({}),
        description="The school’s name, printed at the head of the paper; with a crest: {name: …, crest: crest.png, "
        "alt: …}. What is not said here is taken from a school.yaml beside the blueprint, the unit or the bank.",
    )
    minutes: Annotated[StrictInt, Field(ge=0, le=600)] = Field(
        0, description="How long the paper takes; 0 for no time."
    )
    theme: ThemeName = Field(
        "",
        description="board or worksheet; otherwise the type’s. Your own folder is given with --theme.",
        examples=["board", "worksheet"],
    )
    paper: Annotated[Literal[PaperSize.A4, PaperSize.LETTER, PaperSize.A5] | None, GIVEN] = Field(
        None,
        description="A4, Letter, or A5 for booklets; otherwise the theme’s. Only the standard print is ever on A5; "
        "36 pt is on A3, or on Tabloid beside Letter.",
    )
    materials: tuple[NonEmptyText, ...] = Field((), description="What a pupil needs: a black pen.")
    read: tuple[ParagraphNumber, ...] = Field(
        (),
        description="Paragraphs that are printed to read. A worksheet prints those that its questions rest on in any "
        "case.",
    )
    open_book: StrictBool = Field(
        False,
        description="Whether pupils have the class text beside them in an exam that does not print it: then questions "
        "that ask for its wording (needs: wording) may be drawn.",
    )
    booklet: Literal["large"] | StrictBool = Field(
        "large",
        description="Whose sources stand in a booklet of their own, to lie beside the questions: large for whoever "
        "reads a larger print than the standard one (18, 24, 36 pt, dyslexia), true for everybody, false for nobody.",
    )
    extra_pages: Annotated[Literal["auto", 0, 1, 2], BeforeValidator(_extra_pages)] = Field(
        "auto",
        description="Pages for more room to write behind the last question: 0, 1 or 2. auto is as many as fill the "
        "last sheet, and one at least where an exam asks for an answer of 12 marks or more.",
    )
    sections: Annotated[
        tuple[SectionEntry, ...], Field(min_length=1, max_length=20), AfterValidator(_made_once)
    ] = Field(description="The sections, each after a dash.")
    bounds: tuple[BoundEntry, ...] = Field((), description=f"Over the whole paper. {BOUNDS}")
    require: tuple[QuestionId, ...] = Field((), description="Ids of questions that must be on the paper.")
    exclude: Annotated[tuple[QuestionId, ...], AfterValidator(_not_required)] = Field(
        (), description="Ids of questions that must not."
    )
    forms: Annotated[StrictInt, Field(ge=1, le=MOST_FORMS), AfterValidator(_equal_in_marks)] = Field(
        1, description="So many parallel papers, as hard as each other."
    )
    shared: Annotated[StrictInt, Field(ge=0, le=MANY)] = Field(
        0, description="So many questions any two forms may have in common."
    )
    equal: tuple[Literal[Tag.TOPIC, Tag.OBJECTIVE, Tag.KIND], ...] = Field(
        (), description="topic, objective, kind: the forms’ marks for each of these are equal."
    )
    unused_since: Annotated[Month, GIVEN] = Field(
        "", description="No question of a run printed since this month, such as 2026-09 (see --history)."
    )
