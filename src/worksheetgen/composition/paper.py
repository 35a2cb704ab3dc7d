"""AskedPaper to Document: a student's paper, composed from values that hold no key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from worksheetgen.composition.stage import LANGUAGE, Stage
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import AskedPaper, AskedQuestion, AskedSection, AskedSource


def compose_paper(paper: AskedPaper, stage: Stage) -> Document:
    """The student's paper: cover, text to read, sections, extensions, end.

    Raises InvalidInput where a template is wrong.
    """
    identity = " · ".join(filter(None, (paper.code, paper.class_name, paper.student_id, paper.form)))
    furniture = Furniture(
        identity=identity,
        code=f"{paper.run}-{paper.student_id}",
        turn_over="Turn over",
        even=True,
        blank="This page is left blank on purpose.",
    )
    return Document(paper.title, LANGUAGE, furniture, tuple(_items(paper, stage)))


def _items(paper: AskedPaper, stage: Stage) -> Iterator[Item]:
    here = paper.place
    sections = tuple(section for section in paper.sections if section.items)
    heads = tuple(replace(section, items=()) for section in sections)
    yield from stage.items("cover", here, paper=replace(paper, sections=heads, extensions=()))
    if paper.reading:
        yield from stage.items(
            "reading",
            here,
            paragraphs=paper.reading,
            notes=paper.reading_notes,
            attribution=paper.attribution,
        )
    for index, (section, head) in enumerate(zip(sections, heads, strict=True)):
        yield from stage.items("section", here, section=head, fresh=index == 0)
        ending = index == len(heads) - 1 and not paper.extensions
        total = stage.items("section-end", here, section=head, ending=ending)
        *before, last = _section(section, stage)
        yield from (*before, replace(last, keep=bool(total) or ending), *total)
    if paper.extensions:
        yield from stage.items("extensions", here, tasks=paper.extensions)
    everybody = replace(paper, sections=(), extensions=(), student_id="", student_name="", minutes=0)
    yield from stage.items("end", here, paper=everybody)


def _section(section: AskedSection, stage: Stage) -> Iterator[Item]:
    for item in section.items:
        match item:
            case AskedSource():
                yield from stage.items("source", item.place, source=item, level=3)
            case AskedQuestion():
                yield from stage.items("question", item.place, question=item)
