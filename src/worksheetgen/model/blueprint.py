"""What a paper must contain, in a teacher's words; not which questions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from worksheetgen.english import runs_of
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.model.draw import Selection
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.school import Crest
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value, replace

MANY = 999
"""No paper has so many marks or questions: the upper end of “at least 3”."""
CODE_LENGTH = 24
"""The most characters of a paper code, which is printed at the foot of every page."""


class PaperType(StrEnum):
    """An exam has a cover, sections and a mark grid; a worksheet has a heading and something to read."""

    EXAM = "exam"
    WORKSHEET = "worksheet"


class Activity(StrEnum):
    """What can be made from a unit's text, glossary and timeline alone; its value is its name in blueprints.

    The stage `activities` has a maker for each.
    """

    CLOZE = "cloze"
    MATCH_TERM = "match-term"
    PUT_IN_ORDER = "put-in-order"
    CROSSWORD = "crossword"
    WORD_SEARCH = "word-search"
    RETRIEVAL_GRID = "retrieval-grid"


LESSONS = (
    ("Last lesson", "last_lesson"),
    ("Last week", "last_week"),
    ("Last month", "last_month"),
    ("Long ago", "long_ago"),
)
"""How far a retrieval grid goes back: what is printed over each of its columns, and its word in a blueprint's file."""


class Tag(StrEnum):
    """What a bound can count by; its value is the word for it in a blueprint's file."""

    TOPIC = "topic"
    MAIN_TOPIC = "main_topic"
    OBJECTIVE = "objective"
    KIND = "kind"
    TIER = "tier"
    SOURCE = "source"
    DIFFICULTY = "difficulty"


class Measure(StrEnum):
    """What a bound counts, of the questions that carry its tags; an expected score is what a class earns of marks."""

    MARKS = "marks"
    QUESTIONS = "questions"
    EXPECTED_SCORE = "expected_score"


TWENTIETHS = 20
"""An expected score is counted in twentieths of a mark: every facility is a whole number of them."""


class Booklet(StrEnum):
    """Whose sources stand in a booklet of their own: everybody's, nobody's, or those of prints but the standard one.

    In 18, 24 and 36 pt a source and its questions seldom share a spread, nor do they in the dyslexia print with
    support: who reads one of these has a booklet beside every question, and turns over for none.
    """

    LARGE = "large"
    ALL = "all"
    NONE = "none"


class Bound(Value, forbid_unknown_fields=False):
    """A demand on a section or a whole paper: `at_least` to `at_most` of what it counts (`unit`).

    They are whole marks or questions, or an expected score in twentieths of a mark.

    Questions count that carry all of `tags`, pairs such as (Tag.TOPIC, "gulag"); where there is no tag, as may be with
    an expected score, all do. A topic counts the questions that name it at all, a main topic those that name it first.
    A tier counts the questions that suit it; a difficulty is one from 1 to 5 or a range: "4", "4-5".
    """

    tags: tuple[tuple[Tag, str], ...]
    unit: Measure
    at_least: int
    at_most: int
    place: Place


class Section(Value, forbid_unknown_fields=False):
    """A section of a paper: which questions may stand in it, and how many.

    A question must be of one of the `kinds` in all its parts, on one of the `topics`, and suit all of the
    `tiers`; where one of these is empty it admits all. `without` are kinds that are left out. With `sources`
    (ids), every question rests on one or more of these and on no other. Without, only a section that names a
    source kind or has `without` admits questions on a source, and the draw chooses the source.

    From `questions_low` to `questions_high` questions are drawn, with exactly `marks` marks; `marks` is 0
    where only the number of questions counts. `bounds` demand more of what is drawn. Every question carries
    `spag` marks more for spelling, punctuation and grammar, 0 for none.

    A section with `activities` has one question of each, in this order, which are made for it, and none of the bank's;
    so it demands nothing else. They are made from those `paragraphs` of the unit's text, () for all. A retrieval grid
    is made from the bank's questions: `lessons` are the topics (ids) that each of its columns asks about, in the order
    of LESSONS; () where they are still to be worked out, each or all.
    """

    title: str
    instructions: str
    marks: int
    questions_low: int
    questions_high: int
    kinds: tuple[Kind, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    tiers: tuple[Tier, ...]
    bounds: tuple[Bound, ...]
    place: Place
    spag: int = 0
    without: tuple[Kind, ...] = ()
    activities: tuple[Activity, ...] = ()
    paragraphs: tuple[int, ...] = ()
    lessons: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def made_from(self) -> str:
        """The paragraphs of its activities as they stand in names: `5-6`, `3+5-6`, "" for all."""
        return "+".join("-".join(map(str, dict.fromkeys(run))) for run in runs_of(set(self.paragraphs)))

    @cached_property
    def wishes(self) -> tuple[str, ...]:
        """Each of its activities with what it is to be made from: `cloze:5-6`, `retrieval-grid:gulag`, `crossword`."""
        last_lesson = "+".join(self.lessons[0]) if self.lessons else ""
        own = {Activity.RETRIEVAL_GRID: last_lesson}
        return tuple(
            ":".join(filter(None, (activity, own.get(activity, self.made_from))))
            for activity in self.activities
        )


class FormDemands(Value, forbid_unknown_fields=False):
    """What one form alone demands, where pupils are to have other questions than their neighbours.

    `form` is its name ("A"), `students` are the ids of those who sit it. `title`, `subtitle` and `sections` take the
    place of the blueprint's.
    """

    form: str
    students: tuple[str, ...]
    title: str
    subtitle: str
    sections: tuple[Section, ...]


class Blueprint(Value, forbid_unknown_fields=False):
    """What a paper must contain, and what is printed on it besides its questions.

    Printed: `code`, the paper code, stands at every foot; `minutes` is the time allowed, 0 for no limit;
    `materials` is what a pupil needs ("a black pen"); `read` are the numbers of paragraphs of the unit's text
    that are printed to read, on a worksheet besides those that its questions rest on; `booklet` says whose
    sources stand in a booklet of their own; `theme` names the folder of a bundled theme. `paper` takes the place
    of the theme's, unless it is None; the `crest` stands beside the name of the `school`.

    Drawn: the `sections` in order, and `bounds` over the whole paper; the question ids in `require` must be
    on it, those in `exclude` must not. So many `forms`, parallel papers, are drawn, any two of which share at
    most `shared` questions and have equal marks for every topic, objective or kind where `equal` names these.
    `unused_since` is the month ("2026-09") since which no question may have been printed, "" where that does
    not matter. `like` are the ids of the questions of an earlier paper that a retake is to be parallel to, ()
    where this is no retake. Forms are no parallel papers where each of them has demands of its own, in `by_form`:
    then as many are drawn, each for itself, and the blueprint's own sections are those of no form.

    `open_book` says that pupils have the class text beside them, so that questions on its wording can be drawn for an
    exam that does not print it.

    `sheets` is how many sheets of paper a worksheet should fit about, with what is printed to read, 0 where that does
    not matter: its questions are drawn so that they do, where that can be.

    `extra_pages` is how many pages for more room to write follow the last question, None for as many as fill the last
    sheet of paper.

    `name` is what the blueprint's file is called, and `place` is that file.
    """

    name: str
    type: PaperType
    unit: str
    code: str
    title: str
    subtitle: str
    school: str
    minutes: int
    theme: str
    materials: tuple[str, ...]
    read: tuple[int, ...]
    booklet: Booklet
    sections: tuple[Section, ...]
    bounds: tuple[Bound, ...]
    require: tuple[str, ...]
    exclude: tuple[str, ...]
    forms: int
    shared: int
    equal: tuple[Tag, ...]
    unused_since: str
    like: tuple[str, ...]
    place: Place
    paper: PaperSize | None = None
    crest: Crest | None = None
    extra_pages: int | None = None
    open_book: bool = False
    by_form: tuple[FormDemands, ...] = ()
    sheets: int = 0

    @property
    def by_task(self) -> bool:
        """Whether a section's questions stand by what a pupil does with them, before they do by their marks."""
        return self.type is PaperType.WORKSHEET

    @property
    def lettered(self) -> bool:
        """Whether its sections are called A, B, C: those of a worksheet are called by what is to be done."""
        return self.type is not PaperType.WORKSHEET

    @cached_property
    def sitting(self) -> Mapping[str, str]:
        """The names of the forms that are for certain students, by student id; of all others chance decides."""
        return {id: own.form for own in self.by_form for id in own.students}

    def of_form(self, name: str) -> Blueprint:
        """The blueprint of the form of that name alone; this one where it asks the same of all forms."""
        for own in self.by_form:
            if own.form == name:
                return replace(
                    self, title=own.title, subtitle=own.subtitle, sections=own.sections, forms=1, by_form=()
                )
        return self

    def about(self, form: str) -> str:
        """What a teacher calls the form of that name: what of title and subtitle is not everybody's, and its tier."""
        own = self.of_form(form)
        tiers = dict.fromkeys(tier.value for section in own.sections for tier in section.tiers)
        same = (self.title, self.subtitle)
        return ", ".join((own.title if own.subtitle in same else own.subtitle, *tiers))

    def has_booklet(self, print: Print) -> bool:
        """Whether papers in that print have their sources, if they have any, in a booklet."""
        if self.booklet is Booklet.LARGE:
            return print is not Print.STANDARD
        return self.booklet is Booklet.ALL

    def spag(self, drawn: Selection) -> int:
        """The marks for spelling, punctuation and grammar of a form: each section's for each question."""
        drawn_into = zip(self.sections, drawn.sections, strict=True)
        return sum(section.spag * len(ids) for section, ids in drawn_into)
