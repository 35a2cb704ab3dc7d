"""How much room a worksheet takes, of its questions and of what they rest on, counted in words of printed text.

A draw knows no page. But most of a worksheet is the text that its questions rest on: five questions on as many
paragraphs fill two sheets of paper, five on two paragraphs one. So what is printed for them counts while they are
drawn, each paragraph and each source once. The figures are those of the bundled theme, in which a word takes 0.4 mm
of a page's height.
"""

from __future__ import annotations

from collections.abc import Mapping

from worksheetgen.assembly.demands import Pairs
from worksheetgen.assembly.solving import Constraint
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.source import Content, ProseContent

OF_SHEET = 860
"""What the two pages of a sheet hold besides their head and foot."""
OF_STEM = 40
OF_MARK = 40
"""What two ruled lines take, or half of what four short options do."""
OF_PROSE = 90
"""What a source in prose takes besides its words: its name, where it is from, its frame."""
OF_FIGURE = 180
"""The same of a table, a chart, a timeline or a picture, whose words stand apart."""


def within_sheets(sheets: int, unit: Unit, pairs: Pairs, width: int) -> tuple[int, tuple[Constraint, ...]]:
    """Constraints by which what is drawn takes no more room than so many sheets of paper have, and the width then.

    Behind the `width` columns that there are comes one for each paragraph and each source that a question rests on: it
    is 1 where a question that rests on it is.
    """
    rests = [_rests_on(question, unit) for question, _ in pairs]
    rooms = dict(sorted({name: room for one in rests for name, room in one.items()}.items()))
    columns = {name: width + number for number, name in enumerate(rooms)}
    printed = tuple(
        Constraint(((column, 1), (columns[name], -1)), -1, 0)
        for column, one in enumerate(rests)
        for name in one
    )
    asked = tuple((column, _room(question)) for column, (question, _) in enumerate(pairs))
    read = tuple((columns[name], room) for name, room in rooms.items())
    return width + len(rooms), (*printed, Constraint((*asked, *read), 0, sheets * OF_SHEET))


def _room(question: Question) -> int:
    return OF_STEM * len(question.parts) + OF_MARK * question.marks


def _rests_on(question: Question, unit: Unit) -> Mapping[str, int]:
    """The room of each paragraph and each source that is printed for a question, by its name."""
    paragraphs = {f"paragraph {number:04}": _words(unit.text[number - 1]) for number in question.paragraphs}
    return {**paragraphs, **{id: _shown(unit.source(id).content) for id in question.sources}}


def _shown(content: Content) -> int:
    return (OF_PROSE if isinstance(content, ProseContent) else OF_FIGURE) + _words(*content.words)


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
