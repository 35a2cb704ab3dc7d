"""One pupil's results to Document: a slip with marks, what earns those that were lost, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.composition.paper import kept_with_next
from worksheetgen.composition.scheme_entries import SchemeEntry, SchemeQuestion
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.answers import Level
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper
from worksheetgen.model.student_paper import StudentQuestion
from worksheetgen.value import Value


class MarksBar(Value):
    """A bar of marks: what they are for, how many there are (to one decimal place), and how many could be had."""

    label: str
    marks: float
    most: float


class LostMarks(Value):
    """A question at which the pupil has `mark` of `most`, and what the mark scheme says earns them.

    `entry` is the scheme's, under the number and with the words of the pupil's own paper. `answer` is the key as that
    paper has it ("B"), "" where it is no letter.
    """

    entry: SchemeQuestion
    mark: int
    most: int
    answer: str

    @property
    def has_key(self) -> bool:
        """Whether a part of it has a key, which is told in the scheme's words."""
        return any(part.rows for part in self.entry.entries)

    def aim(self, part: SchemeEntry) -> Level:
        """The next level above the mark, of a part that is marked by levels: the highest one where there is none.

        In a question of several parts nobody knows which mark was given for which: it is the highest.
        """
        levels = part.levels[0].levels
        alone = len(self.entry.entries) == 1
        return min((one for one in levels if alone and one.low > self.mark), default=levels[0], key=_low)


def _low(level: Level) -> int:
    return level.low


class ReadAgain(Value):
    """A paragraph of the unit's text: its number, and how it begins; `doubt` as of ReadingParagraph."""

    number: int
    begins: str
    doubt: str


class NextQuestion(Value):
    """A question that the pupil has not seen, on the topic of that title; `sources` are their labels on the paper."""

    question: StudentQuestion
    topic: str
    sources: tuple[str, ...]


class Slip(Value):
    """All that a slip says.

    `name` is as it can be printed. `marks` are the total, of `most`; `grade` is "" for none, or where not all is marked
    yet. `lost` are the questions that are looked at, `further` the others at which marks were lost, in the paper's
    order; `absent` and `unmarked` are numbers of questions without a mark. `again` and `following` have one or none.
    """

    paper: Paper
    name: str
    marks: int
    most: int
    grade: str
    topics: tuple[MarksBar, ...]
    objectives: tuple[MarksBar, ...]
    lost: tuple[LostMarks, ...]
    further: tuple[LostMarks, ...]
    absent: tuple[int, ...]
    unmarked: tuple[int, ...]
    again: tuple[ReadAgain, ...]
    following: tuple[NextQuestion, ...]


def compose_slip(slip: Slip, session: TemplateSession) -> Document:
    """The slip of one pupil: nothing of anybody else is on it. Raises InvalidInput where a template is wrong."""
    paper = slip.paper
    named = (paper.blueprint.code, paper.class_name, paper.student.id)
    furniture = Furniture(
        identity=" · ".join(filter(None, named)),
        short_identity=" · ".join(filter(None, (paper.blueprint.code, paper.student.id))),
        qr_text="",
        turn_over=session.words.turn_over,
        even=True,
        blank=session.words.blank,
    )
    title = f"{paper.blueprint.title}: feedback for {slip.name or paper.student.id}"
    return Document(title, session.words.language, furniture, _items(slip, session))


def _items(slip: Slip, session: TemplateSession) -> tuple[Item, ...]:
    """All that stands on the slip; what its end comes behind stays with it, so that no page has the end alone."""
    *others, last = _before_end(slip, session)
    return (*others, kept_with_next(last), *session.own("slip-end", slip.paper.student.place, slip=slip))


def _before_end(slip: Slip, session: TemplateSession) -> Iterator[Item]:
    here = slip.paper.student.place
    yield from session.own("slip-marks", here, slip=slip)
    if slip.lost:
        yield from session.own("slip-lost-head", here, slip=slip)
        for lost in slip.lost:
            yield from session.own("slip-lost", here, lost=lost)
    if slip.further:
        yield from session.own("slip-further", here, slip=slip)
    for following in slip.following:
        yield from session.own("slip-next", here, following=following)
        yield from session.items_of(following.question)
