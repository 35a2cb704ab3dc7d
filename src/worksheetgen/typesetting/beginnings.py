"""A question in large print whose help leaves no room below it: what is asked and the first lines, then the help.

So what is asked, its prompts, its box to plan in and as much of its answer as the page holds stand together, and the
help heads the next page, where the writing goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from worksheetgen.model.blocks import Block, Frame, Labelled, Lines
from worksheetgen.value import replace


class Beginning(NamedTuple):
    """The page that a question begins on: what `room` it has for it, in points, and whether its help comes `later`.

    Else that is so only where the help leaves no room for the first of the answer. Where there is no room, as little of
    the answer as can be stands before the help.
    """

    room: float
    later: bool


Height = Callable[[tuple[Block, ...]], float]
"""How high blocks are below each other, in points."""


def begun(
    question: Labelled, on: Beginning, page: float, height: Height, more_lines: float, least: int
) -> Labelled | None:
    """The question with its help behind the first of its answer; None where that is no better.

    It begins `on` a page of the height `page`, in points. Where the standard print has one ruled line, this one has
    `more_lines`; at the `least` so many are left for behind the help. An answer in one piece that a page holds stays
    whole, unless there is a box to plan it in.
    """
    blocks = question.blocks
    at = next((index for index, one in enumerate(blocks) if isinstance(one, Lines)), len(blocks))
    asked, answer = blocks[:at], [one for one in blocks[at:] if isinstance(one, Lines)]
    plan = tuple(one for one in asked if isinstance(one, Frame) and one.height)
    helps = [index for index, one in enumerate(asked) if isinstance(one, Frame) and not one.height]
    if not (helps and answer and answer[0].count):
        return None
    stem = (*(one for one in asked[: helps[0]] if one not in plan), *plan)
    help = tuple(one for one in asked[helps[0] :] if one not in plan)
    if len(answer) > 1:
        better = height((*asked, answer[0])) > on.room >= height((*stem, answer[0]))
        if not (on.later or better):
            return None
        counts = range(len(answer) - 1, 0, -1)
        first = next((count for count in counts if height((*stem, *answer[:count])) <= on.room), 1)
        return replace(question, blocks=(*stem, *answer[:first], *help, *answer[first:]))
    whole = answer[0]
    begin = replace(whole, count=1)
    fits = height((*asked, begin)) <= on.room and not on.later
    if fits or not (plan or height((whole,)) > page):
        return None
    most = int((ceil(whole.count * more_lines) - least) / more_lines)
    fitting = (
        count for count in range(most, 1, -1) if height((*stem, replace(whole, count=count))) <= on.room
    )
    first = next(fitting, 1)
    lines = (replace(whole, count=first), replace(whole, count=whole.count - first, label=""))
    return replace(question, blocks=(*stem, lines[0], *help, lines[1], *blocks[at + 1 :]))
