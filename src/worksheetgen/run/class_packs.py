"""Class packs: which papers of a pack are bound together for a printer, in what order, and where each one starts.

A pack's file has what papers draw alike once. Without, in bytes a paper:
+1,131 (docs/performance.md, “what pages have alike deflated once, and in a pack once”, in a pack).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain
from pathlib import PurePosixPath

from worksheetgen.manifest import RecordedStudent
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.pdf import bind, bind_two_up, sides_two_up
from worksheetgen.run.prints import PackOutput, PackPrints
from worksheetgen.run.sheets import is_two_up


def bound(prints: PackPrints) -> Mapping[str, Sequence[int]]:
    """The indices of the papers that are bound together, by the file: a printer has one size of paper at a time."""
    found: dict[str, list[int]] = {}
    for index, (paper, drawing) in enumerate(zip(prints.papers, prints.drawings, strict=True)):
        pack = _pack(paper.student.print, drawing.laid_out.paper_size, prints.request.two_up)
        found.setdefault(pack.file, []).append(index)
    return found


def starts(prints: PackPrints) -> tuple[int, ...]:
    """On which page, from 1, each paper starts in the file that it is bound in."""
    found: dict[int, int] = {}
    for file, numbers in bound(prints).items():
        if file == TWO_UP_PACK.file:
            lengths = [len(prints.drawings[number].pages) for number in numbers]
            sides = sides_two_up(prints.drawings[numbers[0]].laid_out.paper_size, lengths)
            for at, side in enumerate(sides, 1):
                found |= {numbers[one]: at for one, page in filter(None, side) if page == 0}
        else:
            lengths = [sum(len(one.pages) for one in prints.with_booklet(number)) for number in numbers]
            found |= zip(numbers, accumulate(lengths, initial=1), strict=False)
    return tuple(found[number] for number in range(len(prints.papers)))


def class_pack_of(student: RecordedStudent, *, two_up: bool) -> str:
    """The path, relative to the run, of the class pack that the student's paper is bound in."""
    pack = _pack(student.print, student.paper_size, two_up)
    return (PurePosixPath(student.file).parent.parent / pack.file).as_posix()


def _pack(print: Print, size: PaperSize, two_up: bool) -> PackOutput:
    return TWO_UP_PACK if is_two_up(print, two_up) else CLASS_PACKS[size]


def _class_pack(size: PaperSize, prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    """The papers of one size, where there are any, each with its source booklet behind it."""
    if numbers := bound(prints).get(CLASS_PACKS[size].file):
        title = f"{prints.request.blueprint.title}: class pack, {size}"
        documents = [*chain.from_iterable(map(prints.with_booklet, numbers))]
        yield CLASS_PACKS[size].file, bind(documents, title)


def _two_up_pack(prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    """The papers in standard print two pages a side, where that is asked for; one to be copied stands twice."""
    if numbers := bound(prints).get(TWO_UP_PACK.file):
        documents = [prints.drawings[index] for index in numbers]
        copied = len(numbers) == 1 and prints.papers[numbers[0]].student.spare
        title = f"{prints.request.blueprint.title}: class pack, two pages a side"
        yield TWO_UP_PACK.file, bind_two_up(documents * (2 if copied else 1), title)


CLASS_PACKS = {
    size: PackOutput(file, f"the printer: {audience}", partial(_class_pack, size))
    for size, file, audience in (
        (
            PaperSize.A4,
            "class-pack.pdf",
            "papers of A4, each with its source booklet if it has one, double-sided at actual size (100%)",
        ),
        (PaperSize.A3, "class-pack-A3.pdf", "those of A3, such as 36 pt print, where there are any"),
        (
            PaperSize.A5,
            "class-pack-A5.pdf",
            "those of A5, where there are any, on A5 paper; on A4 print each of papers/ID.pdf by your printer’s "
            "“Booklet”, or all at once with `--two-up`",
        ),
        (
            PaperSize.LETTER,
            "class-pack-Letter.pdf",
            "those of Letter, where there are any, double-sided at actual size (100%)",
        ),
        (
            PaperSize.TABLOID,
            "class-pack-Tabloid.pdf",
            "those of Tabloid (11 × 17 inches), such as 36 pt print beside Letter, where there are any",
        ),
    )
}
TWO_UP_PACK = PackOutput(
    "class-pack-two-up.pdf",
    "the printer, with `--two-up`: two pages a side, flipped on the short edge; cut in the middle and lay the left "
    "pile on the right one, or fold what is A5",
    _two_up_pack,
)
