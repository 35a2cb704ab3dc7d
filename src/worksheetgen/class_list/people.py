"""The rows below the headings to pupils' names in printed order, and to rows that are no pupils.

Names stand in one column or in two, surname first or last, legal and preferred; each is printed as forename and
surname, and the preferred one wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from worksheetgen.class_list.arrangement_words import plain_words
from worksheetgen.class_list.below_list import below_the_list
from worksheetgen.class_list.capitals import are_surnames_first, in_small_letters, surname_in_capitals
from worksheetgen.class_list.cells import tidy
from worksheetgen.class_list.columns import NAMES, ListColumn, ListColumns
from worksheetgen.class_list.printed_names import are_surnames_in_capitals
from worksheetgen.class_list.vocabulary import folded, squeezed, vocabulary
from worksheetgen.letters import as_fonts_have
from worksheetgen.tables.table import ListCell, ListRow, ListTable, MergedCells
from worksheetgen.value import Value

# Not `tidy`, which takes some characters for spaces that nobody can see: they are to be told.
_SPACES = re.compile(r"[^\S\x1c-\x1f\x85]+")
_SUFFIXES = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq"})
_FOOTER = re.compile(
    r"\d+ (?:students?|pupils?|boys|girls|eleves?|schuler|alumnos|disgybl\w*)|page \d+.*|\d+ of \d+"
)
_LIST_MARK = re.compile(r"(?:[•◦▪●·–—-]|\d{1,3}[.)])\s+")
"""What a list in a document has before each name: “• Ann Lee”, “1. Ann Lee”."""
BELOW = "below the list with little in it (for a pupil, take the empty line above out)"


class PupilName(Value):
    """A pupil's name as it is printed, the first cell that it comes from, and how it was made of the list's.

    `turned` where a surname stood first, `preferred` where a preferred name took the place of a legal one.
    """

    text: str
    cell: ListCell
    turned: bool
    preferred: bool


class NameReader:
    """Reads the names of a table's rows by its columns; which column has which half is found from all rows."""

    def __init__(self, columns: ListColumns, rows: Sequence[ListRow]) -> None:
        self._columns = {use: columns.of(use) for use in NAMES}
        self._settle_halves(rows)
        self._capitals_first = are_surnames_first([self._text(row, self._columns["name"])[0] for row in rows])
        # Asked for by all who look at the rows, of whom there may be ten thousand.
        self._names = {row.line: self._read(row) for row in rows}
        self.surnames_in_capitals = are_surnames_in_capitals([name.text for name in self._names.values()])

    @property
    def complete(self) -> bool:
        """Whether the columns make whole names: one of whole names, or both halves."""
        return bool(
            self._columns["name"] or self._columns["surname first"] or self._columns["preferred name"]
        ) or (self._has("surname") and self._has("forename"))

    def _has(self, half: str) -> bool:
        return bool(self._columns[half] or self._columns[f"preferred {half}"])

    def _settle_halves(self, rows: Sequence[ListRow]) -> None:
        """A column headed “name” beside one of forenames alone holds surnames (“Name, Vorname”), unless it has both.

        The same holds the other way round (“Nombre, Apellidos”).
        """
        whole, halves = self._columns["name"], {"surname": "forename", "forename": "surname"}
        for half, other in halves.items():
            if not whole or not self._columns[half] or self._has(other):
                continue
            pairs = [
                (
                    folded(self._text(row, whole)[0]).split(),
                    folded(self._text(row, self._columns[half])[0]).split(),
                )
                for row in rows
            ]
            inside = sum(
                set(part) <= set(name) and len(name) > len(part) for name, part in pairs if part and name
            )
            if inside * 2 <= sum(bool(part and name) for name, part in pairs):
                self._columns[other], self._columns["name"] = whole, []

    def read(self, row: ListRow) -> PupilName:
        """The name of one of the rows; its text is "" where there is none."""
        return self._names[row.line]

    def _read(self, row: ListRow) -> PupilName:
        whole, whole_cell = self._whole(row)
        (surname, surname_cell), (forename, forename_cell) = (
            self._half(row, "surname"),
            self._half(row, "forename"),
        )
        cells = [cell for cell in (whole_cell, forename_cell, surname_cell) if cell is not None]
        first = min(cells, key=lambda cell: (cell.line, cell.column), default=row.cells[0])
        legal = whole.text or " ".join(
            filter(None, (self._legal(row, "forename"), self._legal(row, "surname")))
        )
        preferred = _split(self._text(row, self._columns["preferred name"])[0])
        if preferred.text and _is_whole(preferred.text, surname or whole.text):
            return _named(preferred.text, first, legal, turned=False)
        chosen = preferred.text or self._text(row, self._columns["preferred forename"])[0]
        if whole.text and not chosen and not self._text(row, self._columns["preferred surname"])[0]:
            return PupilName(whole.text, first, whole.turned, False)
        if surname and not (forename or chosen or whole.text) and (split := _split(surname)).turned:
            return _named(split.text, first, split.text, turned=True)  # “Name, Vorname” cut into two headings
        halves = (chosen or forename or whole.forename, surname or whole.surname)
        text = " ".join(halves) if all(halves) else whole.text or " ".join(filter(None, halves))
        return _named(text, first, legal, turned=whole.turned)

    def _half(self, row: ListRow, half: str) -> tuple[str, ListCell | None]:
        """The preferred half, or else the other, and its cell."""
        text, cell = self._text(row, self._columns[f"preferred {half}"])
        return (text, cell) if text else self._legal_half(row, half)

    def _legal_half(self, row: ListRow, half: str) -> tuple[str, ListCell | None]:
        """The half that is not the preferred one, and its cell; a surname with the second one (“Goñi Ruiz”)."""
        text, cell = self._text(row, self._columns[half])
        if half == "surname" and (second := self._text(row, self._columns["second surname"])[0]):
            text = f"{text} {second}".strip()
        return text, cell

    def _legal(self, row: ListRow, half: str) -> str:
        return self._legal_half(row, half)[0]

    def _whole(self, row: ListRow) -> tuple[_WholeName, ListCell | None]:
        """The whole name of one column, and its cell."""
        text, cell = self._text(row, self._columns["name"])
        if text or not self._columns["surname first"]:
            capitals_first = self._capitals_first and surname_in_capitals(text.split()) > 0
            return _split(text, surname_first=capitals_first), cell
        text, cell = self._text(row, self._columns["surname first"])
        return _split(text, surname_first=True), cell

    def _text(self, row: ListRow, columns: Sequence[ListColumn]) -> tuple[str, ListCell | None]:
        """The first text in these columns, and its cell; the first column's cell where all are empty."""
        if not columns:
            return "", None
        cells = [row.cell(column.index) for column in columns]
        cell = next((cell for cell in cells if cell.text.strip()), cells[0])
        text = _SPACES.sub(" ", as_fonts_have(cell.text)).strip(" ")
        return text[mark.end() :] if (mark := _LIST_MARK.match(text)) else text, cell


class _WholeName(Value):
    """A name from one cell in printed order; its halves are "" where they cannot be told."""

    text: str
    forename: str
    surname: str
    turned: bool


def _split(text: str, *, surname_first: bool = False) -> _WholeName:
    """“Brontë, Anne” as “Anne Brontë”; “Ann Lee, Jr.” stays. `surname_first` is what its heading says."""
    surname, _, forename = (part.strip() for part in text.partition(","))
    if surname and forename and "," not in forename:
        known_as = re.search(r"(?<!\s)\s*+\([^\W\d_]+\)$", forename)
        if _is_name(surname, forename[: known_as.start()] if known_as else forename):
            return _WholeName(f"{forename} {surname}", forename, surname, True)
    words = text.split()
    if surname_first and (count := _surnames(words)):
        forename, surname = " ".join(words[count:]), " ".join(words[:count])
        if surname_in_capitals(words):
            surname = in_small_letters(surname)
        return _WholeName(f"{forename} {surname}", forename, surname, True)
    forename, surname = words if len(words) == 2 else ("", "")
    return _WholeName(text, forename, surname, False)


def _surnames(words: Sequence[str]) -> int:
    """How many words of a name with its surname first are the surname: those in capitals, one of two; 0 for unknown."""
    return surname_in_capitals(words) or (len(words) // 2 if len(words) == 2 else 0)


def _named(text: str, cell: ListCell, legal: str, *, turned: bool) -> PupilName:
    """A name, which is a preferred one where it differs from the legal one."""
    preferred = sorted(folded(text).split()) != sorted(folded(legal or text).split())
    return PupilName(text, cell, turned and not preferred, preferred)


def _is_name(surname: str, forename: str) -> bool:
    """Whether the halves around a comma are names: of letters, and no “Jr.”."""
    return (
        folded(forename) not in _SUFFIXES
        and all(any(character.isalpha() for character in half) for half in (surname, forename))
        and not re.search(r"[=\"(){}\[\]<>\\]", surname + forename)
    )


def _is_whole(preferred: str, known: str) -> bool:
    """Whether a preferred name is a whole one: it has a word of the surname, or nothing else is known."""
    words = set(folded(preferred).split())
    return not known or ((len(words) > 1 and bool(words & set(folded(known).split()[-1:]))) or len(words) > 2)


# ---- rows that are no pupils ---------------------------------------------------------------------


def not_pupils(
    rows: Sequence[ListRow], columns: ListColumns, table: ListTable, names: NameReader
) -> dict[int, str]:
    """Why a row is no pupil's, by its index: one struck through, a teacher by role, a total, the headings again.

    A row that has an id is a pupil's, unless its role says otherwise.
    """
    found: dict[int, str] = {}
    headings = {squeezed(column.cell.text) for column in columns.columns}
    ids, roles = columns.of("id")[:1], columns.of("role")[:1]
    read = [names.read(row).text for row in rows]
    titled = _titled(read)
    for index, row in enumerate(rows):
        if row.hidden:
            found[index] = "hidden in the spreadsheet"
        elif names.read(row).cell.struck:
            found[index] = "struck through in the spreadsheet"
        elif roles and vocabulary().roles.get(folded(row.cell(roles[0].index).text)) == "staff":
            found[index] = f"no pupils by their role “{tidy(row.cell(roles[0].index).text)}”"
        elif _is_heading(row, headings):
            found[index] = "the headings again"
        elif ids and tidy(row.cell(ids[0].index).text) and read[index]:
            continue
        elif names.complete and not read[index] and _is_numbered(row, columns):
            found[index] = "without a name"
        elif _is_across(row, columns, table.merged):
            found[index] = "a cell across the table"
        elif _is_none(row, read[index]) or index in titled:
            found[index] = "no pupil’s name"
    below = below_the_list(rows, columns, found)
    return found | dict.fromkeys(below, BELOW)


def _is_heading(row: ListRow, headings: set[str]) -> bool:
    filled = [cell.text for cell in row.cells if cell.text.strip()]
    return len(filled) > 1 and all(squeezed(text) in headings for text in filled)


def _is_numbered(row: ListRow, columns: ListColumns) -> bool:
    """Whether a row without a name says nothing of a pupil: it is numbered for one to come, or has dates of marks."""
    uses = {column.index: column.use for column in columns.columns}
    filled = [index for index, cell in enumerate(row.cells) if cell.text.strip()]
    return all(uses.get(index, "") in ("", "unneeded") for index in filled)


def _is_across(row: ListRow, columns: ListColumns, merged: Sequence[MergedCells]) -> bool:
    """Whether all that the row says is one cell that is merged over several columns of the table."""
    filled = [cell for cell in row.cells if cell.text.strip()]
    return len(columns.columns) > 1 and any(
        cells.left < cells.right and all(cells.holds(cell.line, cell.column) for cell in filled)
        for cells in merged
    )


def _is_none(row: ListRow, name: str) -> bool:
    """Whether a row's name, or its only cell where it has no name, is a word of lists, such as “Total: 28”."""
    filled = [tidy(cell.text) for cell in row.cells if cell.text.strip()]
    said = name or (filled[0] if len(filled) == 1 or re.match(r"[^\W\d]", filled[0]) else "")
    words = folded(said)
    if words in vocabulary().no_pupils or words in plain_words("leaving") or _FOOTER.fullmatch(words):
        return True
    if (
        len(filled) == 1
        and words.split()[:1]
        and words.split()[0] in vocabulary().no_pupils
        and re.search(r"\d", said)
    ):
        return True  # “Report generated by the office, 23/11/2026”
    begins = re.match(r"(.+?)(?:\s*[:=#]|\s+\d)", said)
    return begins is not None and folded(begins[1]) in vocabulary().no_pupils


def _titled(names: Sequence[str]) -> set[int]:
    """The rows whose name has a grown-up's title (“Mr J Smith”), where as many have none."""
    titles = vocabulary().titles
    titled = {
        index
        for index, name in enumerate(names)
        if len(name.split()) > 1 and not titles.isdisjoint(folded(name).split()[:1])
    }
    return titled if len(titled) * 2 <= sum(map(bool, names)) else set()
