"""Who may have left the class, and who may stand in its list twice: a paper is printed, and the teacher is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from worksheetgen.class_list.arrangement_words import plain_words
from worksheetgen.class_list.cells import is_no, tidy
from worksheetgen.class_list.columns import NAMES, PRIVATE, ListColumn, ListColumns
from worksheetgen.class_list.made_ids import name_key, telling
from worksheetgen.class_list.pupil_rows import PupilRow
from worksheetgen.class_list.vocabulary import folded
from worksheetgen.tables.table import ListRow

_SAYS_NOTHING = frozenset({"id", "tier", "print", "extra time", "seat", "row", "place", *NAMES, *PRIVATE})
"""Uses of columns in which “left” means something else, or nothing."""
_GOES_ON = frozenset(
    {"in", "on", "at", "the", "this", "last", "school", "us", "class", "set", "roll", "since", "after", "for"}
)
"""How more is said of a pupil who left: “left in October”, “moved to 9C”, not “left-handed, 25%”."""


def may_have_left(
    pupils: Sequence[PupilRow], columns: ListColumns, others: Mapping[int, ListRow]
) -> Iterator[str]:
    """Each pupil of whom the list says so, as “Bob Ray (line 3, “Left” under “Status”)”.

    `others` are the rows that are no pupils', by their lines: those below one such as “Leavers” may have left too.
    """
    # A row that is hidden or struck through is somebody’s who has left, and heads nobody.
    heads = [
        line for line, row in others.items() if not (row.hidden or any(cell.struck for cell in row.cells))
    ]
    said = [column for column in columns.columns if column.use not in _SAYS_NOTHING]
    said = [column for column in said if not _has_sides(column, pupils)]
    for pupil in pupils:
        row = pupil.row
        over = max((line for line in heads if line < row.line), default=0)
        heading = next((text for cell in others[over].cells if (text := tidy(cell.text))), "") if over else ""
        told = next(filter(None, (_told(column, row, pupils) for column in said)), "")
        if not told and says_left(heading):
            told = f"below “{heading}”"
        if told:
            yield f"{pupil.student.name} (line {row.line}, {told})"


def says_left(text: str) -> bool:
    """Whether a text says that somebody left: “Left”, “off roll 12/11”, “moved to 9C”."""
    words = folded(text).split()
    for length in (4, 3, 2, 1):
        if " ".join(words[:length]) in plain_words("leaving"):
            rest = words[length:]
            said = "".join(rest[1:2] if rest[:1] in (["to"], ["from"]) else rest[:1])
            return not rest or said in _GOES_ON or any(map(str.isdigit, said))
    return False


def stand_twice(pupils: Sequence[PupilRow], columns: ListColumns) -> Iterator[str]:
    """Pupils of one name, or of one number outside the school, who have an id each: “Ann Lee (lines 2 and 5)”."""
    alike: dict[tuple[str, str], list[PupilRow]] = defaultdict(list)
    for pupil in pupils:
        alike["", name_key(pupil.student.name)].append(pupil)
        for column in columns.of("upn"):
            text = folded(pupil.row.cell(column.index).text)
            if any(map(str.isdigit, text)) and not is_no(text):
                alike[column.heading, text].append(pupil)
    told = set[tuple[int, ...]]()
    for (heading, _), found in alike.items():
        lines = tuple(pupil.row.line for pupil in found)
        if len(lines) > 1 and lines not in told and (heading or not _are_told_apart(found, columns)):
            told.add(lines)
            where = f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
            yield f"{found[0].student.name} ({where}{f', one {heading}' if heading else ''})"


def _are_told_apart(pupils: Sequence[PupilRow], columns: ListColumns) -> bool:
    """Whether pupils of one name have each a birth date of their own, or a number outside the school."""
    return any(
        len({telling(pupil.row.cell(column.index).text) for pupil in pupils} - {""}) == len(pupils)
        for use in ("birth date", "upn")
        for column in columns.of(use)
    )


def _told(column: ListColumn, row: ListRow, pupils: Sequence[PupilRow]) -> str:
    text = tidy(row.cell(column.index).text)
    if not text:
        return ""
    match column.use:
        case "on roll":
            # A no in every row is said of something else.
            left = says_left(text) or (
                is_no(text) and not all(is_no(one.row.cell(column.index).text) for one in pupils)
            )
        case "left":
            # A date in every row is the end of a course.
            left = not is_no(text) and not all(one.row.cell(column.index).text.strip() for one in pupils)
        case _:
            left = says_left(text)
    return f"“{text[:40]}” under “{column.heading}”" if left else ""


def _has_sides(column: ListColumn, pupils: Sequence[PupilRow]) -> bool:
    """Whether a column tells left from right."""
    return any(folded(pupil.row.cell(column.index).text).startswith("right") for pupil in pupils)
