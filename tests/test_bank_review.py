"""Questions checked by a colleague without their key: what is printed, and what is made of the answers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

from tests.commands import Ran, worksheetgen
from tests.samples import question, source, unit, written
from tests.tiny_bank import write_bank
from worksheetgen.errors import WrongUsage
from worksheetgen.run.review_sheet import print_answer_sheet

pytestmark = pytest.mark.slow

CHOICES = [f"kirov-{number:02}" for number in range(1, 11)]
KEYS = {
    "kirov-20": "False; it was an office that ran the camps",
    "kirov-23": "Leningrad; popular",
    "kirov-24": "murdered; Trotsky",
}
"""Right answers that do not depend on the sheet's order."""
Rows = list[dict[str, str]]


def text_of(path: Path) -> str:
    """All text of a PDF."""
    pages = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def rows_of(path: Path) -> Rows:
    """The rows of a file of answers."""
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def save(path: Path, rows: Rows, delimiter: str = ",") -> None:
    """Write the rows as a spreadsheet does."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def printed(desk: Path, *words: str, output: str = "sheet") -> Path:
    """The folder of a sheet."""
    ran = worksheetgen("bank", "review", *words, "--bank", "bank", "--output", output, cwd=desk)
    assert ran.code == 0, ran.err
    return desk / output


def read_back(desk: Path, *files: str) -> Ran:
    """What is said of answers."""
    answers = (word for file in files for word in ("--answers", file))
    return worksheetgen("bank", "review", *answers, "--bank", "bank", cwd=desk)


def letter(row: Mapping[str, str], words: str) -> str:
    """The letter, or the place, under which a row's choices have these words."""
    found = re.search(rf"^([A-Z])\. .*{words}", row["choices"], re.MULTILINE)
    assert found
    return found[1]


def right(row: Mapping[str, str]) -> str:
    """The right answer to a question of the small bank on that sheet; "" for one in words."""
    if row["id"] in CHOICES:
        return letter(row, "right")
    if row["id"] == "kirov-21":
        return f"1{letter(row, 'headquarters')} 2{letter(row, 'killed abroad')}"
    if row["id"] == "kirov-22":
        order = ["Factions are banned.", "The Gulag is set up.", "Kirov dies."]
        return " ".join(str(order.index(line) + 1) for line in row["choices"].splitlines())
    return KEYS.get(row["id"], "")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the small bank."""
    write_bank(tmp_path)
    return tmp_path


def answered(desk: Path, change: Callable[[dict[str, str]], object] = lambda _: None) -> Path:
    """The answers to a sheet of all questions, all of them right but for what is changed."""
    folder = printed(desk)
    rows = rows_of(folder / "answers.csv")
    for row in rows:
        row["answer"] = right(row)
        change(row)
    save(folder / "answers.csv", rows)
    return folder / "answers.csv"


# ---- the sheet -------------------------------------------------------------------------------------


def test_a_sheet_has_no_key_and_its_key_all(desk: Path) -> None:
    """Every question stands on the sheet and in the file, without explanation, misconception, points or notes."""
    folder = printed(desk)
    sheet, key = text_of(folder / "answer-sheet.pdf"), text_of(folder / "key.pdf")
    file = (folder / "answers.csv").read_text(encoding="utf-8-sig")
    for words in (
        "EXPLANATION",
        "MISCONCEPTION",
        "an office that ran",
        "an inference",
        "TEACHERNOTE",
        "a feature",
    ):
        assert words in key
        assert words not in sheet
        assert words not in file
    rows = rows_of(folder / "answers.csv")
    assert len(rows) == 20
    assert {"extract-02(a)", "extract-02(b)", "essay-01", *CHOICES, *KEYS} <= {row["id"] for row in rows}
    assert not any(row["answer"] or row["doubt"] for row in rows)
    for row in rows:
        assert row["question"].replace("the source", "Source A").removeprefix("Study Source A. ") in sheet
    assert not re.search(r"\b(m[123]|e[123])\b", file)  # the ids of halves and events, which would tell
    assert "The victims were deprived of sleep." in sheet
    assert "One feature was" not in sheet  # support


def test_what_is_answered_in_words_stands_last(desk: Path) -> None:
    """The command and the sheet part questions with a key from those in words, which get two lines and no plan."""
    ran = worksheetgen("bank", "review", "--bank", "bank", "--output", "sheet", cwd=desk)
    assert "19 questions, 5 of them answered in words." in ran.out
    ids = [row["id"] for row in rows_of(desk / "sheet/answers.csv")]
    assert {id.partition("(")[0] for id in ids[14:]} == {
        "kirov-24",
        "kirov-25",
        "extract-01",
        "extract-02",
        "essay-01",
    }
    sheet = text_of(desk / "sheet/answer-sheet.pdf")
    assert sheet.index("One right answer") < sheet.index("Answers in words")
    assert "Plan (not marked)" not in sheet


def test_the_same_seed_shuffles_the_same_way(desk: Path) -> None:
    """Equal questions and seed give equal files; another seed gives another order of questions and options."""
    one, same = printed(desk, "topic:kirov", output="one"), printed(desk, "topic:kirov", output="same")
    other = printed(desk, "topic:kirov", "--seed", "2", output="other")
    for name in ("answer-sheet.pdf", "key.pdf", "answers.csv"):
        assert (one / name).read_bytes() == (same / name).read_bytes()
    first, second = (
        {row["id"]: row["choices"] for row in rows_of(folder / "answers.csv")} for folder in (one, other)
    )
    assert first.keys() == second.keys()
    assert list(first) != list(second)
    assert first != second


def test_a_query_chooses_as_in_a_search(desk: Path) -> None:
    """Words, tags and a minus say which questions; none, and tags that there are not, are told."""
    folder = printed(desk, "purge", "kind:multiple-choice", "-four")
    ids = sorted(row["id"] for row in rows_of(folder / "answers.csv"))
    assert ids == [id for id in CHOICES if id != "kirov-04"]
    for words, says in (
        (["nothing-of-the-sort"], "The bank has no such question."),
        (["topc:gulag"], "There is no tag ‘topc’."),
        (["--ansers", "x"], "No such option"),
        (["gulag", "--answers", "x.csv"], "leave the query out"),
    ):
        ran = worksheetgen("bank", "review", *words, "--bank", "bank", cwd=desk)
        assert (ran.code, ran.out) == (2, "")
        assert says in ran.err


def test_answers_that_were_typed_are_not_replaced(desk: Path) -> None:
    """The same command again is refused: the folder has a colleague's answers in it."""
    folder = printed(desk)
    (folder / "answers.csv").write_text("typed", encoding="utf-8")
    ran = worksheetgen("bank", "review", "--bank", "bank", "--output", "sheet", cwd=desk)
    assert ran.code == 6
    assert "already there and has files in it" in ran.err
    assert (folder / "answers.csv").read_text(encoding="utf-8") == "typed"


def test_a_bank_of_several_units_is_asked_which(desk: Path) -> None:
    """A sheet is on one unit's text."""
    (desk / "bank/small").rename(desk / "bank/one")
    write_bank(desk)
    ran = worksheetgen("bank", "review", "--bank", "bank", cwd=desk)
    assert ran.code == 2
    assert "A sheet is on one unit. Add one to the query: unit:one, unit:small." in ran.err
    folder = printed(desk, "unit:one", "id:kirov-20")
    ran = read_back(desk, "sheet/answers.csv")
    assert ran.code == 3
    assert "Several units have a question kirov-20. Give --bank the folder of the unit" in ran.err
    ran = worksheetgen("bank", "review", "--answers", folder / "answers.csv", "--bank", "bank/one", cwd=desk)
    assert ran.code == 0


def test_sources_are_no_more_than_letters() -> None:
    """Twenty-seven sources on one sheet are too many, and that is said."""
    names = [f"s{number}" for number in range(27)]
    bank = unit(
        *(question(f"q-{name}", written(), sources=(name,)) for name in names),
        sources=tuple(map(source, names)),
    )
    with pytest.raises(WrongUsage, match="rest on 27 sources, more than there are letters for"):
        print_answer_sheet(bank, bank.questions, "1")
    assert print_answer_sheet(bank, bank.questions[:26], "1").questions == 26


# ---- the answers -----------------------------------------------------------------------------------


def test_right_answers_of_every_kind_agree(desk: Path) -> None:
    """Every kind with a key is understood, reasons and cells that the scheme has word for word too; exit code 0."""
    answered(desk)
    ran = read_back(desk, "sheet/answers.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "sheet/answers.csv: 15 of 15 answers agree with the key; 5 questions not answered.\n"


def test_what_differs_is_told_in_words_where_the_bank_has_it(desk: Path) -> None:
    """Another answer, a doubt, and both are lines with the question's place; exit code 7."""

    def change(row: dict[str, str]) -> None:
        if row["id"] == "kirov-03":
            row["answer"] = letter(row, "left").lower()
            row["doubt"] = "Two are right."
        if row["id"] == "kirov-20":
            row["answer"] = "TRUE"
        if row["id"] == "kirov-21":
            row["answer"] = f"1{letter(row, 'abroad')} 2{letter(row, 'headquarters')}"
        if row["id"] == "essay-01":
            row["doubt"] = "Too hard"

    answered(desk, change)
    ran = read_back(desk, "sheet/answers.csv")
    assert ran.code == 7
    lines = ran.err.splitlines()
    assert [line.partition(": ")[2] for line in lines] == [
        "kirov-03 was answered “Statement left about three”, and its key is “Statement right about three”. "
        "The doubt: Two are right. Settle which is right; where both can be, mend the question.",
        "kirov-20 was answered “True”, and its key is “False; it was an office that ran the camps”. "
        "Settle which is right; where both can be, mend the question.",
        "kirov-21 was answered “1. Kirov – killed abroad; 2. Trotsky – killed at his headquarters”, and its key is "
        "“1. Kirov – killed at his headquarters; 2. Trotsky – killed abroad”. "
        "Settle which is right; where both can be, mend the question.",
        "essay-01 is doubted. The doubt: Too hard. Settle it with whoever doubts it.",
    ]
    assert all(re.match(r"bank/small/questions/\w+\.yaml:\d+:\d+: ", line) for line in lines)
    assert "12 of 15 answers agree with the key; 3 differ; 2 doubts; 5 questions not answered." in ran.out


def test_answers_in_words_stand_beside_the_scheme(desk: Path) -> None:
    """What is not in the mark scheme word for word is shown with it, to be compared by a person; exit code 0."""

    def change(row: dict[str, str]) -> None:
        row["answer"] = {
            "kirov-25": "a feature; something else",
            "extract-02(b)": "To accuse.",
            "kirov-20": "False; it was many camps",
            "essay-01": "rivals",
        }.get(row["id"], "")

    answered(desk, change)
    ran = read_back(desk, "sheet/answers.csv")
    assert ran.code == 0
    for words in (
        "kirov-25\n  given   a feature; something else\n  scheme  a feature; a second one\n",
        "kirov-20\n  given   False; it was many camps\n  scheme  False; it was an office that ran the camps\n",
        "essay-01\n  given   rivals\n  scheme  Kirov was popular; labour\n",
    ):
        assert words in ran.out
    assert "extract-02(b)\n" not in ran.out
    assert "2 of 4 answers agree with the key" in ran.out
    assert "3 in words are for you to compare" in ran.out


def test_answers_in_words_may_be_credited_in_pairs(desk: Path) -> None:
    """The halves of pairs are the scheme that an answer is compared with; word for word they agree."""
    points = "points: [{text: a feature, marks: 2, accept: [another], reject: [a guess]}"
    first = "{feature: {text: a feature}, detail: {text: its detail, accept: [so]}}"
    pairs = f"pairs: [{first}, {{feature: {{text: two}}, detail: {{text: its own}}}}]"
    for path in desk.glob("bank/small/questions/*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(points + ", {text: a second one, marks: 2}]", pairs), encoding="utf-8")
    file = printed(desk) / "answers.csv"
    (row,) = (row for row in rows_of(file) if row["id"] == "kirov-25")
    for given, says in (
        ("a feature; something else", "  scheme  a feature; its detail; two; its own\n"),
        ("A feature; so", "1 of 1 answer agree with the key."),
    ):
        save(file, [{**row, "answer": given}])
        assert says in read_back(desk, "sheet/answers.csv").out


def test_all_that_cannot_be_read_is_told_at_once(desk: Path) -> None:
    """Every answer that is none, every row that is not the bank's or is there twice, with line and column."""
    folder = printed(desk)
    rows = rows_of(folder / "answers.csv")
    by_id = {row["id"]: row for row in rows}
    by_id["kirov-01"]["answer"] = "E"
    by_id["kirov-21"]["answer"] = "1A"
    by_id["kirov-22"]["answer"] = "1 2 4"
    by_id["kirov-23"]["answer"] = "Leningrad; famous"
    by_id["kirov-20"]["answer"] = "perhaps"
    by_id["kirov-05"]["id"] = "kirov-55"
    by_id["kirov-06"]["answer"] = "A"
    by_id["kirov-06"]["choices"] = "A. Something\nB. else"
    save(folder / "answers.csv", [*rows, by_id["kirov-07"]])
    ran = read_back(desk, "sheet/answers.csv")
    assert (ran.code, ran.out) == (3, "")
    lines = ran.err.splitlines()
    assert len(lines) == 8
    assert all(re.match(r"sheet/answers\.csv:\d+:\d+: ", line) for line in lines)
    for words in (
        "‘E’ is no answer to kirov-01. Write a letter, such as B, or",
        "‘1A’ is no answer to kirov-21. Write each number with its letter, such as 1C 2A 3D.",
        "‘1 2 4’ is no answer to kirov-22. Write the numbers down the page, such as 3 1 4 2.",
        "‘Leningrad; famous’ is no answer to kirov-23. Write the words in the order of the gaps,",
        "‘perhaps’ is no answer to kirov-20. Write True or False,",
        "The bank has no question ‘kirov-55’. Did you mean ‘kirov-",
        "The choices of kirov-06 are not those that the bank has now. Print a new sheet with it,",
        "kirov-07 was answered before, in line ",
    ):
        assert words in ran.err


def test_a_bank_that_was_changed_since_is_noticed(desk: Path) -> None:
    """A mended key is what answers are compared with; an option that reads otherwise makes its answer unreadable."""
    answered(desk)
    path = desk / "bank/small/questions/choices.yaml"
    text = path.read_text(encoding="utf-8")
    mended = text.replace(
        "text: Statement right about one}", "text: Statement right about one, misconception: X}"
    )
    believed = ", misconception: MISCONCEPTION left}"
    mended = mended.replace(f"text: Statement left about one{believed}", "text: Statement left about one}")
    path.write_text(mended.replace("key: right", "key: left", 1), encoding="utf-8")
    ran = read_back(desk, "sheet/answers.csv")
    assert ran.code == 7
    assert (
        "kirov-01 was answered “Statement right about one”, and its key is “Statement left about one”."
        in ran.err
    )
    assert ran.err.count("\n") == 1
    path.write_text(
        text.replace("text: Statement over about two", "text: Another about two"), encoding="utf-8"
    )
    ran = read_back(desk, "sheet/answers.csv")
    assert ran.code == 3
    assert "The choices of kirov-02 are not those that the bank has now." in ran.err
    assert ran.err.count("\n") == 1


def test_a_spreadsheet_may_have_saved_it(desk: Path) -> None:
    """Semicolons between cells, rows in another order or taken out, and a workbook are read as well."""
    path = answered(desk)
    rows = sorted(rows_of(path), key=lambda row: row["id"], reverse=True)
    rows = [row for row in rows if row["answer"]]
    save(desk / "semicolons.csv", rows, delimiter=";")
    book = Workbook()
    sheet = book.create_sheet("answers")
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(desk / "book.xlsx")
    ran = read_back(desk, "semicolons.csv", "book.xlsx")
    assert (ran.code, ran.err) == (0, "")
    said = "{}: 15 of 15 answers agree with the key.\n"
    assert ran.out == said.format("semicolons.csv") + said.format("book.xlsx")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            None,
            "The file of answers cannot be opened (No such file or directory). Check the file’s name and folder.",
        ),
        ("", "There is no line with the headings number, id, question,"),
        ("name,tier\nAnn,core\n", "There is no line with the headings number, id, question,"),
        (
            "id,answer,doubt\nkirov-01,A,\n",
            "The column ‘choices’ is missing. Type into the answers.csv that came",
        ),
        ('id,choices,answer,doubt\nkirov-01,"A,B\n', "The cell begins with a quotation mark"),
    ],
)
def test_a_file_that_is_no_answers_is_told(desk: Path, content: str | None, says: str) -> None:
    """Nothing there, something else, or a column less: exit code 3 and what to do."""
    if content is not None:
        (desk / "a.csv").write_text(content, encoding="utf-8")
    ran = read_back(desk, "a.csv")
    assert (ran.code, ran.out) == (3, "")
    assert says in ran.err


def test_a_script_gets_every_answer(desk: Path) -> None:
    """With --json each row is there with the words of answer and key, and whether they agree."""
    answered(desk)
    ran = worksheetgen(
        "bank", "review", "--answers", "sheet/answers.csv", "--bank", "bank", "--json", cwd=desk
    )
    answers = {one["name"]: one for one in json.loads(ran.out)["sheet/answers.csv"]}
    assert answers["kirov-01"] == {
        "name": "kirov-01",
        "place": "bank/small/questions/choices.yaml:3:5",
        "given": "Statement right about one",
        "key": "Statement right about one",
        "agrees": True,
        "to_compare": False,
        "doubt": "",
    }
    assert answers["essay-01"]["agrees"] is None
