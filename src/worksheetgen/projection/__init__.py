"""Paper to StudentPaper: what a student may see; keys, mark schemes and the bank's ids stay behind.

What a student sees of a question is made once for all who have it in the same place with the same support, and so is
what all read. Without: +87% (docs/performance.md, “what a student sees taken once from questions and text”, 3,000).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from worksheetgen.kinds import PupilTask
from worksheetgen.memory import derived, remembered
from worksheetgen.model.bank import Term, Unit
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion, PaperSection, PaperSource
from worksheetgen.model.student_paper import (
    ExtraPages,
    ReadingParagraph,
    StripEvent,
    StudentPaper,
    StudentPart,
    StudentQuestion,
    StudentSection,
    StudentSource,
    Support,
)
from worksheetgen.model.tier import Tier
from worksheetgen.model.timeline import strip_events
from worksheetgen.projection.support import (
    asked_for,
    extensions_of,
    reading_notes,
    support_for,
    with_meanings,
)
from worksheetgen.value import replace

WORDS_A_MINUTE = 50
"""So many words a pupil of thirteen reads in a minute who makes notes beside them."""
LONG_ANSWER = 12
"""An answer of so many marks may need more room than a paper gives it."""


class StudentView:
    """Takes from the papers on a unit what a student may see.

    What papers have in common is made once: the same PaperQuestion with the same support for the same tier gives the
    same StudentQuestion, kept as long as that PaperQuestion; its support is not looked at again. So are paragraphs that
    are read, and the events above them.
    """

    def __init__(self, unit: Unit) -> None:
        """`unit` has the text and the glossary of all papers."""
        self._unit = unit
        self._question = derived(self._new_question)
        self._asked = derived(self._student_question)
        self._read = remembered(most=64)(self._paragraphs)
        self._events = remembered(most=64)(self._new_events)

    def paper(self, paper: Paper) -> StudentPaper:
        """The paper without its answers, with the support that the student's tier carries.

        The form's name is left out where there is one form alone, and where each has demands of its own: which pupils
        are asked the same is no business of theirs.
        """
        blueprint, unit = paper.asked, self._unit
        asked = asked_for(paper)
        reading, notes = self._read(paper.read, asked)
        questions = frozenset(item.question.id for item in paper.questions)
        return StudentPaper(
            type=blueprint.type.value,
            code=blueprint.code,
            title=blueprint.title,
            subtitle=blueprint.subtitle,
            school=blueprint.school,
            crest=blueprint.crest,
            subject=unit.subject,
            materials=blueprint.materials,
            booklet=_in_booklet(paper),
            large=paper.student.print.is_large,
            content_warning=unit.content_warning,
            attribution=unit.attribution,
            form=paper.letter if blueprint.forms > 1 else "",
            qr_text=paper.qr_text,
            student_id=paper.student.id,
            student_name=paper.student.name,
            class_name=paper.class_name,
            minutes=paper.minutes,
            marks=paper.marks,
            spag=paper.spag,
            spag_numbers=_spag_numbers(paper),
            reading=reading,
            reading_notes=notes,
            sections=tuple(
                [made for section in paper.sections for made in self._sections(section, paper, asked)]
            ),
            extensions=extensions_of(paper),
            extra_pages=_extra_pages(paper),
            place=paper.student.place,
            events=self._events(paper.read, questions),
            reading_minutes=_reading_minutes(reading),
        )

    def sources(self, paper: Paper, tier: Tier) -> tuple[StudentSource, ...]:
        """The sources of a paper as that tier sees them, for a booklet: one run of letters or numbers after another."""
        printed = [item for section in paper.sections for item in section.sources]
        return tuple(self.source(item, tier) for item in _in_runs(printed))

    def source(self, item: PaperSource, tier: Tier) -> StudentSource:
        """A source of a paper as that tier sees it, with the terms explained at its foot."""
        source = item.source
        easier = source.easier if tier is Tier.SUPPORT else None
        shown = easier or source
        notes = with_meanings(shown.glossary, self._unit)
        return StudentSource(
            item.label, source.provenance, shown.content, notes, source.place, adapted=bool(easier)
        )

    def _sections(
        self, section: PaperSection, paper: Paper, asked: frozenset[str]
    ) -> Iterator[StudentSection]:
        """A section as the student sees it, parted by what is to be done where a worksheet's has no title.

        `asked` is as of `asked_for`.
        """
        if section.section.title or not paper.blueprint.by_task:
            yield self._section(section, paper, asked)
            return
        for task, items in _by_task(section.items):
            yield replace(self._section(replace(section, items=items), paper, asked), task=task.value)

    def _section(self, section: PaperSection, paper: Paper, asked: frozenset[str]) -> StudentSection:
        """The section, without its sources where these stand in a booklet."""
        booklet = paper.blueprint.has_booklet(paper.student.print)
        printed = section.questions if booklet else section.items
        tier = paper.student.tier
        items = tuple(
            [
                self.source(item, tier)
                if isinstance(item, PaperSource)
                else self._question(item, tier, paper.read, asked, booklet)
                for item in printed
            ]
        )
        parts = [part for item in items if isinstance(item, StudentQuestion) for part in item.parts]
        return StudentSection(
            letter=section.letter,
            title=section.section.title,
            instructions=section.section.instructions,
            marks=section.marks,
            spag=section.spag,
            items=items,
            booklet=tuple(item.label for item in _in_runs(section.sources)) if booklet else (),
            place=section.section.place,
            minutes=sum(item.question.minutes for item in section.questions),
            from_memory=all(part.body.from_memory for part in parts),
        )

    def _new_question(
        self, item: PaperQuestion, tier: Tier, read: tuple[int, ...], asked: frozenset[str], booklet: bool
    ) -> StudentQuestion:
        """A question with the support of the student's tier, for papers on which these paragraphs are `read`."""
        support = support_for(item.question.scaffolds, tier, read, self._unit, asked)
        return self._asked(item, support, booklet, _printed_for(item, tier))

    def _student_question(
        self, item: PaperQuestion, support: Support, booklet: bool, tier: Tier
    ) -> StudentQuestion:
        """A question with that support; `booklet` says that sources are printed in a booklet instead."""
        parts = tuple([_student_part(part, tier) for part in item.parts])
        sourced = bool(item.question.sources) and not booklet
        return StudentQuestion(
            item.number, item.lead, sourced, parts, support, item.spag, item.question.place
        )

    def _paragraphs(
        self, numbers: tuple[int, ...], asked: frozenset[str]
    ) -> tuple[tuple[ReadingParagraph, ...], tuple[Term, ...]]:
        """The paragraphs with these `numbers` (from 1), and terms explained under them, none that is `asked` for."""
        unit = self._unit
        reading = tuple(
            ReadingParagraph(number, unit.text[number - 1], unit.doubts(number)) for number in numbers
        )
        return reading, reading_notes(reading, unit, asked)

    def _new_events(self, read: tuple[int, ...], asked: frozenset[str]) -> tuple[StripEvent, ...]:
        """The events above the paragraphs that are `read`, where the questions with the ids `asked` may see them."""
        if not read:
            return ()
        return strip_events(self._unit, read, [self._unit.by_id[id] for id in sorted(asked)])


def _by_task(
    items: Sequence[PaperSource | PaperQuestion],
) -> Iterator[tuple[PupilTask, tuple[PaperSource | PaperQuestion, ...]]]:
    """The items of a section in runs of one task; a source belongs to the question that it stands before."""
    tasks: list[PupilTask] = []
    for item in reversed(items):
        tasks.append(item.question.task if isinstance(item, PaperQuestion) else tasks[-1])
    for task, run in groupby(zip(reversed(tasks), items, strict=True), itemgetter(0)):
        yield task, tuple(item for _, item in run)


def _reading_minutes(reading: Iterable[ReadingParagraph]) -> int:
    """What it takes to read the paragraphs slowly, pencil in hand, in whole minutes."""
    return -(-sum(len(paragraph.text.split()) for paragraph in reading) // WORDS_A_MINUTE)


def _spag_numbers(paper: Paper) -> tuple[int, ...]:
    """The printed numbers of the questions that carry marks for spelling, punctuation and grammar."""
    return tuple(
        item.number for section in paper.sections if section.section.spag for item in section.questions
    )


def _in_runs(sources: Sequence[PaperSource]) -> list[PaperSource]:
    """What is lettered before what is numbered, each word’s in one run: Source A, Source B, Interpretation 1."""
    words = list(dict.fromkeys(item.source.label for item in sources))
    return sorted(sources, key=lambda item: (item.source.numbered, words.index(item.source.label)))


def _in_booklet(paper: Paper) -> bool:
    return paper.blueprint.has_booklet(paper.student.print) and any(
        section.sources for section in paper.sections
    )


def _printed_for(item: PaperQuestion, tier: Tier) -> Tier:
    """The tier that a question is made for: core where the same is printed for both, as for nearly every kind.

    Without that a class of three tiers takes a tenth longer.
    """
    alike = all(_student_part(part, tier) == _student_part(part, Tier.CORE) for part in item.parts)
    return Tier.CORE if alike else tier


def _student_part(part: PaperPart, tier: Tier) -> StudentPart:
    """A part without its answer: its body says itself what a student of that tier may see of it."""
    in_bank = part.part
    body = in_bank.body.for_student(in_bank.answers, part.options, tier)
    return StudentPart(part.label, in_bank.kind, part.stem, in_bank.marks, body)


def _extra_pages(paper: Paper) -> ExtraPages:
    """As many as the blueprint says; or as many as fill the last sheet, at least one behind an exam's long answers.

    Homework goes on in the pupil's book.
    """
    asked = paper.blueprint.extra_pages
    if asked is not None:
        return ExtraPages(asked, asked)
    long = paper.blueprint.type is PaperType.EXAM and any(
        part.part.kind.traits.extended and part.part.marks >= LONG_ANSWER
        for item in paper.questions
        for part in item.parts
    )
    return ExtraPages(int(long), 1 + long)
