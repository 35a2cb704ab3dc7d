"""Lists as people write them and programs export them: nothing that matters to a pupil is passed over."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from worksheetgen.class_list import ClassReading, read_class
from worksheetgen.class_list.arrangements import read_arrangements
from worksheetgen.errors import InvalidInput


def _read(tmp_path: Path, text: str) -> ClassReading:
    path = tmp_path / "9B.csv"
    path.write_text(text)
    return read_class(path)


def _refused(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidInput) as error:
        _read(tmp_path, text)
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in error.value.problems]


@pytest.mark.parametrize("said", ["yes", "Y", "✓", "x", "Yes; approved", "25", "0.25", "1.25"])
def test_an_arrangement_that_is_not_named_is_asked_about(tmp_path: Path, said: str) -> None:
    """A tick or a bare number under “access arrangements” says that there is one, not which."""
    (told,) = _refused(tmp_path, f"name,access arrangements\nAnn Lee,{said}\n")
    assert told.startswith("9B.csv:2:9: ")
    assert "for example “25% extra time” or “large print 18pt”" in told


@pytest.mark.parametrize(
    ("text", "print", "time", "left"),
    [
        ("25% extra", None, 25, ()),
        ("+25 % more", None, 25, ()),
        ("time and a quarter", None, 25, ()),
        ("reader and double time", None, 100, ("reader",)),
        ("Arial 18", "18", None, ()),
        ("LP 24", "24", None, ()),
        ("LP18 + ET25", "18", 25, ()),
        ("police Arial 18", "18", None, ()),
        ("Schriftgröße 18", "18", None, ()),
        ("letra de 18", "18", None, ()),
        ("size: 24", "24", None, ()),
        ("25% más de tiempo", None, 25, ()),
        ("rest breaks, 5 min per hour", None, None, None),
        ("rest breaks 5 min per hour", None, None, ("rest breaks 5 min per hour",)),
        ("1/4 extra time", None, 25, ()),
        ("a quarter more time", None, 25, ()),
        ("quarter extra time", None, 25, ()),
        ("one third more time", None, 33, ()),
        ("⅓ extra time", None, 33, ()),
        ("time and one half", None, 50, ()),
        ("½ more time / reader", None, 50, ("reader",)),
        ("two third extra time", None, None, None),
        ("Extra time – 25%", None, 25, ()),
        ("Extra time,25%", None, 25, ()),
        ("ET+25%", None, 25, ()),
        ("plus 25%", None, 25, ()),
        ("additional 25%", None, 25, ()),
        ("25% longer", None, 25, ()),
        ("LP", "18", None, ()),
        ("in room 12", None, None, ("in room 12",)),
        ("1.25 x time; reader", None, 25, ("reader",)),
        ("1,5 × the time", None, 50, ()),
        ("time x 1.25", None, 25, ()),
        ("extra time x1.25", None, 25, ()),
        ("2x time", None, 100, ()),
        ("1¼ time", None, 25, ()),
        ("twice the time", None, 100, ()),
        ("quarter extra", None, 25, ()),
        ("an extra third / scribe", None, 33, ("scribe",)),
        ("time + 25", None, 25, ()),
        ("time+25%", None, 25, ()),
        ("time + a quarter", None, 25, ()),
        ("25 pc extra", None, 25, ()),
        ("Schreibzeitverlängerung 20%", None, 20, ()),
        ("20 Prozent Schreibzeitverlängerung", None, 20, ()),
        ("Zeitverlängerung von 25 %", None, 25, ()),
        ("25% de tiempo adicional", None, 25, ()),
        ("un tiers de temps en plus", None, 33, ()),
        ("x1.25", None, None, None),
        ("1.5 times", None, None, None),
        ("25 extra", None, None, None),
        ("xt25", None, None, None),
        ("fifty per cent", None, None, None),
        ("extra quarter of an hour", None, None, None),
        ("coloured paper x2", None, None, ("coloured paper x2",)),
        ("time out card", None, None, ("time out card",)),
        ("2 x time table", None, None, None),
        ("phonics 2 times a week", None, None, ("phonics 2 times a week",)),
        ("phonics x2 per week", None, None, ("phonics x2 per week",)),
        ("2 PC", None, None, ("2 PC",)),
        ("Reader25% extra time", None, 25, ("Reader",)),
        ("Prüfungszeitverlängerung 25 %", None, 25, ()),
    ],
)
def test_more_ways_to_ask(
    text: str, print: str | None, time: int | None, left: tuple[str, ...] | None
) -> None:
    """Time and print in further words are done; an amount that is not understood is asked about, never left over."""
    found = read_arrangements(text)
    if left is None:
        assert found.doubts
    else:
        assert (found.print, found.extra_time, found.left, found.doubts) == (print, time, left, ())


@pytest.mark.parametrize(
    "text",
    [
        "15 minutes extra",
        "previously 25%, now none",
        "N/A (was LP)",
        "had 25% in Y9",
        "10 mins per hour",
        "reader 25%",
        "Zeitverlängerung: 10 Minuten",
        "tiempo extra: 10 minutos",
        "3/4 extra time",
    ],
)
def test_amounts_are_never_left_to_the_teacher(text: str) -> None:
    """What has a percentage or minutes could be the printer's: it is asked about."""
    assert read_arrangements(text).doubts


def test_a_break_twice_as_long_is_no_double_time(tmp_path: Path) -> None:
    """Time out of the room is no time for the paper."""
    found = _read(tmp_path, 'name,notes\nAnn Lee,"2x time out a lesson; reader"\n')
    assert found.class_list.students[0].extra_time == 0


@pytest.mark.parametrize(
    ("separator", "cell", "told"),
    [
        (",", "Lee, Ann", 'with a comma in it, such as “"Brontë, Anne"”.'),
        (";", "25% ET; reader", 'with a semicolon in it, such as “"25% extra time; reader"”.'),
        ("\t", "Ann\tLee", "with a tab in it."),
        ("|", "Ann|Lee", "with a vertical bar in it."),
    ],
)
def test_what_stands_between_cells_is_told_as_it_is(
    tmp_path: Path, separator: str, cell: str, told: str
) -> None:
    """A list that is divided by semicolons is not told of commas."""
    header = separator.join(("name", "tier", "access arrangements"))
    (said,) = _refused(tmp_path, f"{header}\nBob Ray{separator}{separator}\n{separator}{cell}{separator}F\n")
    assert said.endswith(told)


def test_what_is_to_be_written_divides_no_cell(tmp_path: Path) -> None:
    """Whoever does as the message says has no more cells in the line than before, whatever stands between them."""
    (told,) = _refused(tmp_path, "name;access arrangements\nAnn Lee;extra time reader\n")
    assert "with a slash before and after it" in told
    found = _read(tmp_path, "name;access arrangements\nAnn Lee;25% extra time / reader\n")
    assert found.class_list.students[0].extra_time == 25
    assert [one.arrangements for one in found.left] == [("reader",)]


def test_notes_about_other_things_ask_nothing(tmp_path: Path) -> None:
    """A percentage among notes is nobody's extra time."""
    found = _read(tmp_path, 'name,notes\nAnn Lee,"reader; attendance 85%; 10 minutes late"\n')
    assert [one.arrangements for one in found.left] == [("reader",)]


@pytest.mark.parametrize(
    "text",
    [
        "16pt",
        "font 14",
        "enlarge to A3",
        "A3 copy",
        "25% longer",
        "25% time",
        "time and a quarter",
        "letra 18",
    ],
)
def test_notes_that_ask_for_print_or_time_are_not_passed_over(tmp_path: Path, text: str) -> None:
    """Whatever asks for a size or a percentage of time among notes is done or asked about."""
    path = tmp_path / "9B.csv"
    path.write_text(f"name,notes\nAnn Lee,{text}\n")
    try:
        student = read_class(path).class_list.students[0]
    except InvalidInput:
        return
    assert student.extra_time == 25 or student.print.value == "18"


def test_a_flag_with_a_percentage_keeps_both(tmp_path: Path) -> None:
    """“25%” under “Dictionary” is a dictionary and extra time."""
    found = _read(tmp_path, "name,Dictionary\nAnn Lee,25%\n")
    assert found.class_list.students[0].extra_time == 25
    assert [one.arrangements for one in found.left] == [("Dictionary",)]


def test_a_tick_whose_arrangement_stands_in_another_column(tmp_path: Path) -> None:
    """“Y” under “EAA” is no question where the pupil's own columns say what they have."""
    found = _read(tmp_path, "name,EAA,extra time,SEN notes\nAnn Lee,Y,25,\nBob Ray,Y,,needs a reader\n")
    assert [student.extra_time for student in found.class_list.students] == [25, 0]


# ---- headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["ET", "ET %", "XT", "Add. Time", "EX TIME", "X-time"])
def test_short_headings_of_extra_time(tmp_path: Path, heading: str) -> None:
    """The short words for extra time head its column as the long ones do."""
    assert _read(tmp_path, f"name,{heading}\nAnn Lee,25\n").class_list.students[0].extra_time == 25


@pytest.mark.parametrize(
    ("heading", "cell", "at", "remedy"),
    [
        ("Extra time (mins)", "15", "1:6", "write 25 for a quarter more"),
        ("Extra time minutes", "15", "1:6", "write 25 for a quarter more"),
        ("Zeitzuschlag (Minuten)", "15", "1:6", "write 25 for a quarter more"),
        ("Needs reader?", "Yes", "1:6", "Head it by the arrangement alone"),
        ("25%", "Y", "1:6", "Head it “25% extra time”"),
        ("A3", "✓", "1:6", "Head it “print”"),
        ("Dyslexia", "Yes", "1:6", "Head it “print”"),
        ("Foundation", "✓", "1:6", "write Foundation into it"),
        ("Support", "Y", "1:6", "write Support into it"),
        ("Time allowed", "+25%", "2:9", "Head the column “extra time”"),
        ("Paper", "Foundation", "2:9", "Head the column “tier”"),
    ],
)
def test_a_column_that_may_matter_is_asked_about(
    tmp_path: Path, heading: str, cell: str, at: str, remedy: str
) -> None:
    """Minutes are no percentage, and a tick below a print, a tier or a percentage is not passed over."""
    told = _refused(tmp_path, f"name,{heading}\nAnn Lee,{cell}\nBob Ray,\n")
    assert len(told) == 1
    assert told[0].startswith(f"9B.csv:{at}: ")
    assert remedy in told[0]


def test_ticks_in_unknown_columns_are_a_note(tmp_path: Path) -> None:
    """A column of ticks that nothing is known of is told in every run; numbers and words are not."""
    found = _read(tmp_path, "name,RB,XYZ,Bus,Points\nAnn Lee,Y,Y,12,1\nBob Ray,,N,,0\n")
    assert [one.arrangements for one in found.left] == [("RB",)]
    assert "Pupils are ticked in columns that are not used: “XYZ”." in found.notes


def test_a_comment_that_asks_for_nothing_can_be_taken_out(tmp_path: Path) -> None:
    """What is asked about a comment says what to do where no arrangement is meant."""
    (told,) = _refused(tmp_path, "name,comments\nAnn Lee,Needs more time to think\n")
    assert told.endswith("If it asks for nothing, take it out.")


def test_a_look_up_that_found_nothing_is_told(tmp_path: Path) -> None:
    """#N/A in a column that is used is read as none, which is said."""
    found = _read(tmp_path, "name,extra time,tier\nAnn Lee,#N/A,F\nBob Ray,25,#N/A\n")
    assert [student.extra_time for student in found.class_list.students] == [0, 25]
    assert "“#N/A” was read as none (2 pupils)." in found.notes


@pytest.mark.parametrize("header", ["First,Last", "Fname,Sname", "Pupil Forename,Pupil Surname"])
def test_short_headings_of_names(tmp_path: Path, header: str) -> None:
    """Whatever the halves of a name are called for short."""
    assert _read(tmp_path, f"{header}\nAnn,Lee\n").class_list.students[0].name == "Ann Lee"


def test_marks_in_percent_are_no_extra_time(tmp_path: Path) -> None:
    """A column of results in percent is not used, and nothing is asked about it."""
    assert _read(tmp_path, "name,Essay,25%\nAnn Lee,60%,12\n").class_list.students[0].extra_time == 0


def test_row_and_seat(tmp_path: Path) -> None:
    """“Row” and “Seat” are a row and a place in it."""
    found = _read(tmp_path, "name,row,seat\nAnn Lee,B,3\nBob Ray,2,4\n")
    assert [str(student.seat) for student in found.class_list.students] == ["B3", "B4"]


@pytest.mark.parametrize("seat", ["ZZ999", "1-500", "R200C1"])
def test_a_seat_that_no_room_has(tmp_path: Path, seat: str) -> None:
    """A slip of the pen in a seat does not make a room of thousands of places."""
    (told,) = _refused(tmp_path, f"name,seat\nAnn Lee,{seat}\nBob Ray,A1\n")
    assert told.startswith(f"9B.csv:2:9: No room has a seat “{seat}”")


# ---- rows and names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee (25%)",
        "Ann Lee - 18pt",
        "Ann Lee (reader)",
        "Reader: Ann Lee",
        "Large print: Ann Lee",
        "25% ET: Ann",
    ],
)
def test_an_arrangement_beside_a_name_is_asked_about(tmp_path: Path, name: str) -> None:
    """It would be printed on the paper for all to see, and not be made."""
    (told,) = _refused(tmp_path, f"name,tier\nBob Ray,H\n{name},\n")
    assert told.startswith("9B.csv:3:1: ")
    assert "into a column “access arrangements”" in told


@pytest.mark.parametrize(
    "name",
    [
        "Ann Reader",
        "Eve ET",
        "Bo Lp",
        "ANN ET LEE",
        "Chloë Scribe-Lee",
        "Bo Large",
        "Ann Lee 2",
        "Ng (See Wai)",
        "Amartya Kumar Sen",
        "NGUYEN THI DA",
        "Ann Lee (TJ)",
        "Ann Mary Left",
        "Ann Lee (2)",
        "Ann Lee - 2",
        "Ann Mary Lee 3rd",
    ],
)
def test_names_that_are_words_of_arrangements(tmp_path: Path, name: str) -> None:
    """Surnames may be words of arrangements."""
    assert _read(tmp_path, f"name\n{name}\nBob Ray\n").class_list.students[0].name == name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.lee@school.org", "holds an e-mail address"),
        ("Ann Lee <a.lee@school.org>", "holds an e-mail address"),
        ("Ann Lee 01/03/2012", "holds a date"),
        ("Ann Lee (H801200001001)", "holds a UPN"),
        ("Si&acirc;n Lee", "Write “Siân Lee” if that is meant"),
        (r"Si\u00e2n Lee", "was damaged"),
        ("Si%C3%A2n Lee", "was damaged"),
        ("9B", "does not read like a name"),
        ("F = Foundation", "does not read like a name"),
        ("LEE:ANN", "does not read like a name"),
        ("Ann Lee*", "does not read like a name"),
        ("Ann Lee (left)", "does not read like a name"),
        ("Ann Lee - moved to 9C", "does not read like a name"),
        ("Ann Lee [NEW]", "does not read like a name"),
        ("Ann Lee (see note)", "does not read like a name"),
        ("‘ ’", "does not read like a name"),
        ("Ann Lee [SEN]", "does not read like a name"),
        ("Ann Lee (PP, EAL)", "does not read like a name"),
        ("Ann Lee - FSM", "does not read like a name"),
        ("J Smith PP", "does not read like a name"),
        ("Ann Lee EHCP", "does not read like a name"),
        ("Ann Lee (Dyslexia)", "does not read like a name"),
        ("Ann Lee (8B)", "does not read like a name"),
        ("Ann Lee 9B", "does not read like a name"),
        ("Ann Lee LEFT", "does not read like a name"),
        ("Ann Lee ✓", "does not read like a name"),
        ("Ann Lee †", "does not read like a name"),
        ("#Ann Lee", "does not read like a name"),
    ],
)
def test_what_is_no_name_is_not_printed(tmp_path: Path, name: str, told: str) -> None:
    """What identifies a pupil elsewhere, damage, and lines that are no pupils' are refused where names stand."""
    (said,) = _refused(tmp_path, f'name\nBob Ray\n"{name}"\n')
    assert told in said
    assert "school.org" not in said


@pytest.mark.parametrize("id", ["2012-03-01", "01.03.2012", "H801200001001", "ann.lee@school.org"])
def test_a_private_id_among_others_is_refused(tmp_path: Path, id: str) -> None:
    """One UPN, address or birth date in a column of ids is not printed, nor shown; a whole column is left out."""
    (told,) = _refused(tmp_path, f"id,name\n{id},Ann Lee\n12,Bob Ray\n13,Cy Roe\n")
    assert "never printed" in told
    assert id not in told
    found = _read(tmp_path, f"id,name\n{id},Ann Lee\n")
    assert found.class_list.students[0].id == "B4MH"


@pytest.mark.parametrize("name", ["• Ann Lee", "1. Ann Lee", "12) Ann Lee", "- Ann Lee", "– Lee, Ann"])
def test_what_a_list_has_before_a_name_is_not_printed(tmp_path: Path, name: str) -> None:
    """Names that were copied from a document have its bullets or numbers."""
    assert _read(tmp_path, f'name\n"{name}"\nBob Ray\n').class_list.students[0].name == "Ann Lee"


@pytest.mark.parametrize("name", ["“Ann Lee”", "'Ann Lee'", "‘Ann Lee’"])
def test_quotation_marks_around_a_name_are_not_printed(tmp_path: Path, name: str) -> None:
    """A program put them around every cell; those around a nickname stay."""
    assert (
        _read(tmp_path, f"name\n{name}\nBob “Bo” Ray\nAnn (Neville) Li\n").class_list.students[0].name
        == "Ann Lee"
    )
    assert _read(tmp_path, "name\nBob “Bo” Ray\n").class_list.students[0].name == "Bob “Bo” Ray"


def test_pupils_with_a_name_alone_below_an_empty_line_are_pupils(tmp_path: Path) -> None:
    """Extra time is what few have: who has none, below a line that divides a list of two columns, gets a paper."""
    found = _read(tmp_path, "name,extra time\nAnn Lee,25\n\nBob Ray,\n\nCy Roe,\n\nCover work in room 3,\n")
    assert [student.name for student in found.class_list.students] == ["Ann Lee", "Bob Ray", "Cy Roe"]
    assert any("Cover work in room 3" in note for note in found.notes)


@pytest.mark.parametrize("cell", ["25.0", "25,00", "25.0%", "25.0 %"])
def test_a_number_with_nothing_behind_its_point_is_whole(tmp_path: Path, cell: str) -> None:
    """Programs write 25 so; nothing is asked about it."""
    found = _read(tmp_path, f'name;extra time\nAnn Lee;"{cell}"\n')
    assert found.class_list.students[0].extra_time == 25


def test_numbered_lines_without_names(tmp_path: Path) -> None:
    """A list numbered to 30 has as many pupils as names, and says which lines are none."""
    found = _read(tmp_path, "no,name,tier\n1,Ann Lee,F\n2,,\n3,,\n")
    assert [student.name for student in found.class_list.students] == ["Ann Lee"]
    assert "Left out, as without a name: line 3 (“2”), line 4 (“3”)." in found.notes
    (told,) = _refused(tmp_path, "no,name,tier\n1,Ann Lee,F\n2,,H\n")
    assert told.startswith("9B.csv:3:3: The student has no name.")


def test_a_list_beside_or_below_another(tmp_path: Path) -> None:
    """A second list on the same sheet is told, so that its pupils and arrangements are not lost."""
    (beside,) = _refused(tmp_path, "Name,Tier,,Name,Tier\nAnn Lee,F,,Cy Roe,H\n")
    assert beside.startswith(
        "9B.csv:1:12: With this second “Name” another list begins beside the first. Move it below"
    )
    below = _refused(tmp_path, "Name,Tier\nAnn Lee,F\n\nName,Arrangement\nBob Ray,\n")
    assert below[0].startswith("9B.csv:4:1: Another list begins here")


def test_without_a_column_of_names_there_is_one_problem(tmp_path: Path) -> None:
    """That no column holds names is not told once more for every row."""
    assert len(_refused(tmp_path, "Ann Lee\nBob Ray\nCy Roe\n")) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Name\n"Li, Wei (Wendy)"\n', "Wei (Wendy) Li"),
        ('Name, Vorname\n"Müller, Anna"\n', "Anna Müller"),
        ('Apellidos, Nombre\n"García López, María José"\n', "María José García López"),
        ('Name\n"=""Ann Lee"""\n', "Ann Lee"),
    ],
)
def test_more_ways_to_write_a_name(tmp_path: Path, text: str, name: str) -> None:
    """A preferred name in brackets, one heading cut in two by its comma, and text kept as a formula."""
    assert _read(tmp_path, text).class_list.students[0].name == name


def test_ids_kept_as_text(tmp_path: Path) -> None:
    """Exports keep zeros by writing ="00123" or '00123."""
    found = _read(tmp_path, 'name,adno\nAnn Lee,"=""00123"""\nBob Ray,="00124"\nCy Roe,\'00125\n')
    assert [student.id for student in found.class_list.students] == ["00123", "00124", "00125"]


def test_many_pupils_of_one_name_are_one_note(tmp_path: Path) -> None:
    """A year group's note on pupils of one name is as short as a class's."""
    rows = "".join(f"Pupil {letter}{letter},9{form}\n" for letter in "abcdefghij" for form in "AB")
    notes = [note for note in _read(tmp_path, f"name,form\n{rows}").notes if "told apart" in note]
    assert len(notes) == 1
    assert notes[0].endswith(" and 4 more: their ids are told apart by the column “form”.")


def test_a_hidden_column_that_matters_is_a_note(tmp_path: Path) -> None:
    """A hidden column of arrangements is told in every run; one of UPNs is not worth a word."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (("name", "access arrangements", "UPN"), ("Ann Lee", "25% ET", "H801200001001")):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = sheet.column_dimensions["C"].hidden = True
    workbook.save(tmp_path / "9B.xlsx")
    notes = [note for note in read_class(tmp_path / "9B.xlsx").notes if "hidden" in note]
    assert notes == ["The column “access arrangements” is hidden in the spreadsheet, so it was not read."]


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    """Extra time that a program wrote as a formula, without its result, is not taken for none."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (("name", "extra time"), ("Ann Lee", "=20+5")):
        sheet.append(row)
    workbook.save(tmp_path / "9B.xlsx")
    with pytest.raises(InvalidInput) as error:
        read_class(tmp_path / "9B.xlsx")
    (problem,) = error.value.problems
    assert (problem.place.line, problem.place.column) == (2, 2)


@pytest.mark.parametrize("count", [0, 1, 8])
def test_comments_on_cells_are_told(tmp_path: Path, count: int) -> None:
    """That “25% extra time” as a comment was not read is said, with the cells that have comments."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("name", "tier"), *((f"Ann Lee{letter}", "core") for letter in "abcdefghijk")):
        sheet.append(row)
    for line in range(9, 9 - count, -1):
        sheet.cell(line, 2).comment = Comment("25% extra time", "J Smith")
    book.save(tmp_path / "9B.xlsx")
    told = [note for note in read_class(tmp_path / "9B.xlsx").notes if note.startswith("Comments")]
    cells = {0: [], 1: ["B9"], 8: ["B2, B3, B4, B5, B6, B7 and 2 more"]}[count]
    assert told == [
        f"Comments on cells are not read ({each}): write an access arrangement that one has into a column "
        "“access arrangements”."
        for each in cells
    ]


def test_surnames_in_capitals_are_no_codes(tmp_path: Path) -> None:
    """Where a list has its surnames in capitals, the last word in capitals is one; a code behind it is asked about."""
    for text in (
        "Surname,Forename\nSEN,Amartya Kumar\nLEAVER,Ann Mary\nRAY,Bob\nLEE,Cy\n",
        "name\nAmartya Kumar SEN\nAnn Mary LEAVER\nBob RAY\nCy LEE\n",
    ):
        names = [student.name for student in _read(tmp_path, text).class_list.students]
        assert names == ["Amartya Kumar SEN", "Ann Mary LEAVER", "Bob RAY", "Cy LEE"]
    for text in (
        "name\nAnn LEE PP\nBob RAY\nCy FOX\n",
        "name\nAnn Lee PP\nBob Ray SEN\nCy Fox\nDee May EAL\n",
    ):
        assert all("does not read like a name" in told for told in _refused(tmp_path, text))
