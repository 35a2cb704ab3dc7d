"""StudentPaper to Document: a student's paper, composed from values that hold no key."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.composition.crossings import Crossing, Crossings, crossings
from worksheetgen.composition.slots import ID, NAME, WithSlots, for_student
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.kinds.retrieval_grid import StudentRetrievalGrid
from worksheetgen.memory import derived
from worksheetgen.model.document import Document, ExtraSpace, Furniture, Item
from worksheetgen.model.student_paper import StudentPaper, StudentQuestion, StudentSection
from worksheetgen.model.words import Words
from worksheetgen.value import replace


def compose_paper(paper: StudentPaper, session: TemplateSession) -> Document:
    """The student's paper: cover, text to read, sections, extensions, end.

    Its canonical order (see Document) is the order of these steps, and within a section that of its questions
    in the bank: so it is the same for all papers of the same questions, however they are shuffled. Raises
    InvalidInput where a template is wrong.
    """
    own = (paper.student_id, paper.form)
    furniture = Furniture(
        identity=" · ".join(filter(None, (paper.code, paper.class_name, *own))),
        short_identity=" · ".join(filter(None, (paper.code, *own))),  # an id is of one student of the class
        qr_text=paper.qr_text,
        turn_over=session.words.turn_over,
        even=True,
        blank=session.words.blank,
    )
    if paper.booklet:
        paper = replace(paper, materials=(*paper.materials, session.words.source_booklet))
    composing = _Composing(paper, session)
    return Document(
        paper.title,
        session.words.language,
        furniture,
        tuple(composing.items),
        tuple(composing.order),
        ExtraSpace(session.items("extra-space", paper.sections[0].place), *paper.extra_pages),
    )


def tasks_of(paper: StudentPaper, words: Words) -> tuple[str, ...]:
    """The tasks for those who have finished, each after the number of its question."""
    return tuple(words.task.format(number, task) for number, task in paper.extensions)


class _Composing:
    """Puts a paper's `items` one after another; `order` are their indices in the canonical order.

    That is the order in which they are put, but for what stands in a section: it has the order of the bank.
    """

    def __init__(self, paper: StudentPaper, session: TemplateSession) -> None:
        self.session = session
        self.items: list[Item] = []
        self.order: list[int] = []
        self.crossed = False  # whether a box was to be crossed on the pages so far
        self._paper(paper)

    def _put(self, items: Sequence[Item]) -> None:
        """Add items that stand at the same place on all papers of the same questions."""
        self.order += range(len(self.items), len(self.items) + len(items))
        self.items += items

    def _paper(self, paper: StudentPaper) -> None:
        """Everything from the cover to the end.

        What does not depend on the student is rendered from values that are the same for everybody (`heads`,
        `anybody`), so that the session renders it once for all papers.
        """
        here = paper.sections[0].place
        sections = [section for section in paper.sections if section.items]
        heads = tuple([replace(section, items=()) for section in sections])
        anybody = replace(
            paper, sections=(), extensions=(), qr_text="", student_id="", student_name="", place=here
        )
        self._put(self._cover(paper, replace(anybody, sections=heads)))
        if paper.reading:
            reading = {
                "paragraphs": paper.reading,
                "notes": paper.reading_notes,
                "events": paper.events,
                "minutes": paper.reading_minutes,
                "attribution": paper.attribution,
            }
            self._put(self.session.items("reading", here, **reading))
        # Without the minutes, which differ with extra time.
        parts = (part for question in paper.questions for part in question.parts)
        scored = all(isinstance(part.body, StudentRetrievalGrid) for part in parts)
        end = self.session.items(
            "end", here, paper=replace(anybody, sections=heads, minutes=0), scored=scored
        )
        for index, (section, head) in enumerate(zip(sections, heads, strict=True)):
            found = crossings(section.items)
            at_once = self._at_once(section, found)
            said = {"page_break_before": index == 0, "crossing": at_once, "begins": not self.crossed}
            self._put(self.session.items("section", here, section=head, **said))
            self.crossed = self.crossed or bool(at_once)
            self._section(section, found)
            ending = index == len(heads) - 1
            total = self.session.items("section-end", here, section=head, ending=ending)
            # No page begins with a section's total, or with what follows the last section: its last question comes
            # along.
            if (total or ending) and not self.items[-1].keep_with_next:
                self.items[-1] = kept_with_next(self.items[-1])
            self._put(total)
        if paper.extensions:
            tasks = tasks_of(paper, self.session.words)
            space = paper.extra_pages.least > 0
            self._put(self.session.items("extensions", here, tasks=tasks, extra_space=space))
        self._put(end)

    def _cover(self, paper: StudentPaper, anybody: StudentPaper) -> tuple[Item, ...]:
        """The front page: rendered for `anybody`, then filled in with this student's id and name.

        A spare paper has no name, and no slot for one: its template may ask whether there is a name.
        """
        slots = (("student_id", ID), *((("student_name", NAME),) if paper.student_name else ()))
        items = self.session.items("cover", anybody.place, paper=WithSlots(anybody, slots))
        words = {NAME: paper.student_name, ID: paper.student_id}
        return tuple([for_student(item, words, paper.place) for item in items])

    @staticmethod
    def _at_once(section: StudentSection, found: Crossings) -> Crossing | None:
        """The run with which the section begins, taken out of those found: its head says what to do; None for none."""
        first = section.items[0]
        if not isinstance(first, StudentQuestion) or not first.parts[0].body.crossed:
            return None
        return found[first.number].pop(0)

    def _section(self, section: StudentSection, found: Crossings) -> None:
        """The sources, instructions and questions of a section."""
        places: list[
            tuple[str, int, int, int]
        ] = []  # of each item: where the bank has what it is of, and its index
        for item in section.items:
            made: list[Item] = []
            for crossing in found.get(item.number, ()) if isinstance(item, StudentQuestion) else ():
                said = {"crossing": crossing, "begins": not self.crossed}
                made += self.session.items("crossing", section.place, **said)
                self.crossed = True
            made += self.session.items_of(item)
            place, first = item.place, len(self.items)
            places += [(place.file, place.line, place.column, first + at) for at in range(len(made))]
            self.items += made
        self.order += [index for *_, index in sorted(places)]


@derived
def kept_with_next(item: Item) -> Item:
    """The item with `keep_with_next`: one object for each item, so that it is drawn once for all papers."""
    return replace(item, keep_with_next=True)
