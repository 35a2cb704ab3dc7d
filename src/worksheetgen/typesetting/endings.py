"""The ends of papers and sections: which questions stay with them, and what is left out where it would begin a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from worksheetgen.model.blocks import Heading, Labelled
from worksheetgen.model.document import Item
from worksheetgen.model.laid_out import Recording
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.weights import ANSWER, WHOLE
from worksheetgen.value import replace


def cut_for_end(question: Recording) -> Recording:
    """A last question that fits a page, but not with the paper's end: it may be cut like one longer than a page."""
    cut = [replace(box, penalty=ANSWER) if box.penalty == WHOLE + ANSWER else box for box in question.boxes]
    return Recording(tuple(cut), question.nodes)


def ends_alone(items: Sequence[Item], recordings: Sequence[Recording], ranges: Sequence[PageRange]) -> bool:
    """Whether the last of those pages has nothing but what stands behind the last question, without a heading."""
    asked = (at for at, item in enumerate(items) if isinstance(item.block, Labelled))
    past = max(asked, default=len(items)) + 1
    headed = any(isinstance(item.block, Heading) for item in items[past:])
    return (
        past < len(items)
        and not headed
        and ranges[-1].first >= sum(len(one.boxes) for one in recordings[:past])
    )


def optional_heads(
    items: Sequence[Item], recordings: Sequence[Recording], ranges: Sequence[PageRange]
) -> frozenset[int]:
    """The indices of optional items that begin a page, in a document on those pages."""
    optional = [index for index, item in enumerate(items) if item.optional]
    heads = {page.first for page in ranges}
    starts = list(accumulate([len(recording.boxes) for recording in recordings], initial=0))
    return frozenset([at for at in optional if recordings[at].boxes and starts[at] in heads])
