"""What one paper and its key say against record and bank: each disagreement is told in its own words, and no other."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest

from tests.commands import worksheetgen
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen import load_bank
from worksheetgen.composition import keys_identity
from worksheetgen.manifest import Manifest, RecordedPart, RecordedQuestion, RecordedStudent, load_manifest
from worksheetgen.model.bank import Unit
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.printed_text import NO_KEY, PdfTexts, PrintedKey, printed_keys
from worksheetgen.run.reading_back import wrong_in
from worksheetgen.value import Value, replace


class Paper(Value):
    """All that is compared for one paper."""

    student: RecordedStudent
    manifest: Manifest
    pages: tuple[str, ...]
    key: PrintedKey
    unit: Unit

    def wrong(self) -> list[str]:
        """What disagrees."""
        return list(wrong_in(self.student, self.manifest, self.pages, self.key, self.unit))

    def question(self, id: str) -> RecordedQuestion:
        """The record of a question of the paper."""
        return next(one for one in self.student.questions if one.id == id)

    def number(self, id: str) -> int:
        """The number of a question on the paper."""
        return self.question(id).number

    def recording(self, id: str, /, **changed: object) -> Paper:
        """The same with another record of a question."""
        questions = tuple(
            dataclasses.replace(one, **changed) if one.id == id else one  # type: ignore[arg-type]  # any field
            for one in self.student.questions
        )
        return replace(self, student=dataclasses.replace(self.student, questions=questions))

    def recording_part(self, id: str, at: int, /, **changed: object) -> Paper:
        """The same with another record of a part of a question."""
        parts = list(self.question(id).parts)
        parts[at] = dataclasses.replace(parts[at], **changed)  # type: ignore[arg-type]  # any field
        return self.recording(id, parts=tuple(parts))

    def printing(self, before: str, after: str) -> Paper:
        """The same with other words on its pages, where these stand."""
        assert any(before in page for page in self.pages)
        return replace(self, pages=tuple(page.replace(before, after) for page in self.pages))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """The papers of a small run by their students' ids: with support, and in large print for the challenge tier."""
    desk = tmp_path_factory.mktemp("papers")
    bank = write_bank(desk)
    blueprint = BLUEPRINT.replace("kinds: [essay]", "kinds: [essay], spag: 4")
    (desk / "spag.yaml").write_text(blueprint, encoding="utf-8")
    write_class(desk, "id,name,tier,print\n001,Zoë O’Brien-Adeyemi,support,\n002,Łukasz Żółć,challenge,18\n")
    job = ("exam", "spag.yaml", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--spares", "0")
    ran = worksheetgen(*job, "--output", "run", cwd=desk)
    assert ran.code == 0, ran.err
    manifest, texts = load_manifest(desk / "run/manifest.json"), PdfTexts(desk / "run", NO_PASSWORD)
    keys = dict(printed_keys(texts.text("answer-keys.pdf"), manifest.students, keys_identity("T1", "9B")))
    (unit,) = load_bank(bank).units
    return {one.id: Paper(one, manifest, texts.of(one.file), keys[one.id], unit) for one in manifest.students}


@pytest.fixture
def paper(papers: dict[str, Paper]) -> Paper:
    """The paper with support."""
    return papers["001"]


def test_papers_as_printed_agree(papers: dict[str, Paper]) -> None:
    """Every kind of question of every paper is found where it stands."""
    assert {id: paper.wrong() for id, paper in papers.items()} == {"001": [], "002": []}


# ---- pages and owner -----------------------------------------------------------------------------


def test_pages_are_counted(paper: Paper) -> None:
    """A paper that lacks a page is told; of one without pages nothing more can be said."""
    pages = len(paper.pages)
    shorter = replace(paper, pages=paper.pages[:-1])
    assert shorter.wrong() == [f"it has {pages - 1} pages, the manifest says {pages}"]
    assert replace(paper, pages=paper.pages[:1]).wrong()[0] == f"it has 1 page, the manifest says {pages}"
    assert replace(paper, pages=()).wrong() == [f"it has 0 pages, the manifest says {pages}"]


def test_the_first_page_is_the_pupils(paper: Paper) -> None:
    """Her name stands there, broken wherever a narrow field breaks it; on other pages it does not count."""
    first, *others = paper.pages
    broken = replace(paper, pages=(first.replace("O’Brien", "O’B rien"), *others))
    assert broken.wrong() == []
    another = replace(
        paper, pages=(first.replace("Zoë", "Ann"), f"Zoë O’Brien-Adeyemi {others[0]}", *others[1:])
    )
    assert another.wrong() == ["“Zoë O’Brien-Adeyemi” is not on its first page"]


def test_every_page_is_of_the_paper(paper: Paper) -> None:
    """Its code, class and id stand at the foot of each page; where the class leaves no room, the others do."""
    first, second, *others = paper.pages
    assert "T1 · 9B · 001" in second
    narrow = replace(paper, pages=(first, second.replace("T1 · 9B · 001", "T1 · 001"), *others))
    assert narrow.wrong() == []
    another = replace(paper, pages=(first, second.replace("T1 · 9B · 001", "T1 · 9B · 002"), *others))
    assert another.wrong() == ["page 2 is not of “T1 · 9B · 001”"]


def test_where_there_are_forms_each_page_tells_its_form(paper: Paper) -> None:
    """With several forms for anybody the form stands at the foot; not where each form is for certain students."""
    draw = paper.manifest.draw
    draw = dataclasses.replace(draw, forms=(*draw.forms, dataclasses.replace(draw.forms[0], form="B")))
    two = dataclasses.replace(paper.manifest, draw=draw)
    (told, *_) = replace(paper, manifest=two).wrong()
    assert told == "page 1 is not of “T1 · 9B · 001 · A”"
    assert replace(paper, manifest=two).printing("T1 · 9B · 001", "T1 · 9B · 001 · A").wrong() == []
    by_form = dataclasses.replace(two, blueprint={**two.blueprint, "by_form": {}})
    assert replace(paper, manifest=by_form).wrong() == []


def test_a_form_has_the_questions_of_its_papers(paper: Paper) -> None:
    """What only one of the two has is named; a form of the student's own counts as one of all."""
    ids = ", ".join(sorted(one.id for one in paper.student.questions))
    moved = replace(paper, student=dataclasses.replace(paper.student, form="Q"))
    assert moved.wrong() == [f"form Q and the manifest do not agree on {ids}"]
    own = dataclasses.replace(paper.manifest.draw.forms[0], form="Q", student="001")
    manifest = dataclasses.replace(paper.manifest, draw=dataclasses.replace(paper.manifest.draw, own=(own,)))
    assert replace(moved, manifest=manifest).wrong() == []


# ---- questions -----------------------------------------------------------------------------------

FALSE = "kirov-20"
MATCH = "kirov-21"
ORDER = "kirov-22"
GAPS = "kirov-23"
DESCRIBE = "kirov-25"
PARTED = "extract-02"
ESSAY = "essay-01"


def test_a_question_that_the_bank_lacks_is_told(paper: Paper) -> None:
    """All others are still compared."""
    at = paper.number(FALSE)
    lacking = paper.recording(FALSE, id="kirov-99")
    grid = paper.key.grid
    assert lacking.wrong() == [
        f"form A and the manifest do not agree on {FALSE}, kirov-99",
        f"question {at}: kirov-99 is not in the bank",
        f"answer-keys.pdf has {grid} in its line of the grid, and not {grid.replace('False', '')}",
    ]


def test_marks_are_those_of_bank_and_page(paper: Paper) -> None:
    """The record's, the bank's and those in brackets, of a question and of each of its parts."""
    at, parted = paper.number(DESCRIBE), paper.number(PARTED)
    assert paper.recording(DESCRIBE, marks=9).wrong() == [
        f"question {at}: it has 4 marks, the manifest says 9",
        f"question {at}: it has 4 marks, the manifest says 9",
    ]
    assert paper.recording_part(PARTED, 1, marks=5).wrong() == [
        f"question {parted}(b): it has 2 marks, the manifest says 5"
    ]
    choice = paper.student.questions[0]
    assert paper.recording(choice.id, marks=2).wrong()[0] == "question 1: it has 1 mark, the manifest says 2"
    pages = [re.sub(r"(features of the purge\. \[)4", r"\g<1>3", page) for page in paper.pages]
    assert replace(paper, pages=tuple(pages)).wrong() == [
        f"question {at}: its marks are not [4] on the paper"
    ]


def test_another_question_on_the_paper_is_told(paper: Paper) -> None:
    """At its number, and the questions after it are compared all the same."""
    at = paper.number(FALSE)
    other = paper.printing("Gulag was the name of one large prison.", "Gulag was the name of a river.")
    assert other.wrong() == [f"question {at} on paper is not {FALSE}"]
    later = paper.printing(f"{at} Gulag was", f"{at}9 Gulag was")
    assert later.wrong() == [f"question {at} on paper is not {FALSE}"]


def test_a_question_stands_after_the_one_before(paper: Paper) -> None:
    """Read from the end of one on: the same words further up are not those of the next."""
    one, two = paper.student.questions[:2]
    swapped = (
        dataclasses.replace(two, number=1),
        dataclasses.replace(one, number=2),
        *paper.student.questions[2:],
    )
    assert (
        f"question 1 on paper is not {two.id}"
        in replace(paper, student=dataclasses.replace(paper.student, questions=swapped)).wrong()
    )
    numbers = [2, 1, *range(3, len(paper.student.questions) + 1)]
    turned = replace(
        paper, student=dataclasses.replace(paper.student, questions=(two, one, *paper.student.questions[2:]))
    )
    assert f"question 1 on paper is not {one.id}" in turned.wrong()
    assert f"the questions are numbered {numbers}" in turned.wrong()


def test_a_part_less_or_without_its_stem_is_told(paper: Paper) -> None:
    """With how many there are, or which it is; the essay after it agrees."""
    at, parts = paper.number(PARTED), paper.question(PARTED).parts
    assert paper.recording(PARTED, parts=parts[:1]).wrong() == [
        f"question {at}: the manifest has 1 part, the bank 2"
    ]
    assert paper.recording(PARTED, parts=(*parts, parts[1])).wrong() == [
        f"question {at}: the manifest has 3 parts, the bank 2"
    ]
    assert paper.printing("What is the purpose?", "What for?").wrong() == [
        f"question {at}(b): its stem is not on the paper"
    ]


def test_options_are_the_banks(paper: Paper) -> None:
    """In whatever order, but each once."""
    first = paper.student.questions[0]
    grid = paper.key.grid
    for options in ((), first.options[:3], (first.options[1], *first.options[1:]), ("x", *first.options[1:])):
        assert paper.recording(first.id, options=options).wrong() == [
            "question 1: the manifest’s options are not those of the bank",
            f"answer-keys.pdf has {grid} in its line of the grid, and not {grid[1:]}",
        ]


def test_options_stand_on_the_paper_in_the_records_order(paper: Paper) -> None:
    """Each at its letter; the answer that the bank gives for that order is another one, on paper and in the key."""
    first = paper.student.questions[0]
    turned = paper.recording(first.id, options=first.options[::-1])
    said = {id: f"Statement {id} about" for id in first.options}
    word = re.search(r"Statement \w+ about (\w+)", paper.pages[1])
    assert word
    letter = "DCBA"["ABCD".index(str(first.answer))]
    *options, answer, key, grid = turned.wrong()
    missing = [
        f"question 1: {letter} on paper is not “{said[id]} {word[1]}”"
        for letter, id in zip("ABCD", reversed(first.options), strict=True)
    ]
    assert options == missing
    assert (
        answer == f"question 1: the bank’s answer on this paper is {letter}, the manifest says {first.answer}"
    )
    assert key == f"question 1: answer-keys.pdf does not give {letter}"
    changed = f"{letter}{paper.key.grid[1:]}"
    assert grid == f"answer-keys.pdf has {paper.key.grid} in its line of the grid, and not {changed}"


def test_an_option_with_other_words_is_told(paper: Paper) -> None:
    """Of a choice by its letter, of events, which have none, as the next."""
    at = paper.number(ORDER)
    assert paper.printing("Factions are banned.", "Factions are allowed.").wrong() == [
        f"question {at}: next on paper is not “Factions are banned.”"
    ]
    at = paper.number(MATCH)
    (told,) = paper.printing("killed abroad", "killed at home").wrong()
    assert re.fullmatch(rf"question {at}: [ABC] on paper is not “killed abroad”", told)


def test_answers_are_the_banks(paper: Paper) -> None:
    """That of a question, of a part, of all parts together; an essay has none."""
    first = paper.student.questions[0]
    says = "the manifest says"
    assert paper.recording(first.id, answer="Z").wrong() == [
        f"question 1: the bank’s answer on this paper is {first.answer}, {says} Z"
    ]
    at, essay = paper.number(PARTED), paper.number(ESSAY)
    assert paper.recording_part(PARTED, 0, answer="Q").wrong() == [
        f"question {at}(a): the bank’s answer on this paper is person, {says} Q",
        f"question {at}: {says} (a) person; (b) to accuse, and of its parts (a) Q; (b) to accuse",
    ]
    assert paper.recording(ESSAY, answer="A").wrong() == [
        f"question {essay}: the bank’s answer on this paper is None, {says} A"
    ]


def test_marks_for_spelling_stand_beside_those_of_the_question(paper: Paper) -> None:
    """Of that number, and right after its own marks."""
    at = paper.number(ESSAY)
    told = "question {}: [SPaG: {} marks] is not on the paper beside its marks"
    assert paper.question(ESSAY).spag == 4
    assert paper.recording(ESSAY, spag=3).wrong() == [told.format(at, 3)]
    assert paper.recording(ESSAY, spag=0).wrong() == []
    assert paper.recording(DESCRIBE, spag=3).wrong() == [told.format(paper.number(DESCRIBE), 3)]
    apart = re.compile(r"(\[12 marks\]) (\[[^\]]*4[^\]]*\])")
    (page,) = (page for page in paper.pages if apart.search(page))
    moved = tuple(apart.sub(r"\1 Plan \2", one) if one is page else one for one in paper.pages)
    assert replace(paper, pages=moved).wrong() == [told.format(at, 4)]


def test_what_is_wrong_with_one_question_hides_no_other(paper: Paper) -> None:
    """A question that the bank lacks, that is not on the paper or has other parts: those after it are compared."""
    last = f"question {paper.number(ESSAY)}: the bank’s answer on this paper is None, the manifest says A"
    essay = paper.recording(ESSAY, answer="A")
    for other in (
        essay.recording(FALSE, id="kirov-99"),
        essay.printing("Gulag was the name of one large prison.", "Gulag was the name of a river."),
        essay.recording(PARTED, parts=paper.question(PARTED).parts[:1]),
    ):
        told = other.wrong()
        assert len(told) >= 2
        assert last in told


def test_words_count_only_where_they_belong(paper: Paper) -> None:
    """A stem, an option or marks further up on the paper are not those of a question below."""
    at, order = paper.number(PARTED), paper.number(ORDER)
    first = "This paper is about hard things."
    stem = paper.printing("What is the purpose?", "What for?")
    above = stem.printing(first, "Use your answer to part (a). What is the purpose?")
    assert above.wrong() == stem.wrong() == [f"question {at}(b): its stem is not on the paper"]
    option = paper.printing("Factions are banned.", "").printing(first, "Factions are banned.")
    assert option.wrong() == [f"question {order}: next on paper is not “Factions are banned.”"]
    assert paper.printing(first, "[12 marks]").wrong() == []


# ---- key -----------------------------------------------------------------------------------------


def test_a_paper_without_a_key_is_told_once(paper: Paper) -> None:
    """Not for every question of it."""
    assert replace(paper, key=NO_KEY).wrong() == ["answer-keys.pdf has no key for this paper"]


def test_the_line_of_the_grid_has_all_answers_in_order(paper: Paper) -> None:
    """Another letter, one less or none at all."""
    grid = paper.key.grid
    for printed, said in (("Z" + grid[1:], "Z" + grid[1:]), (grid[:-1], grid[:-1]), ("", "nothing")):
        other = replace(paper, key=replace(paper.key, grid=printed))
        assert other.wrong() == [f"answer-keys.pdf has {said} in its line of the grid, and not {grid}"]


@pytest.mark.parametrize("id", [FALSE, MATCH, ORDER])
def test_the_strip_has_each_answer_at_its_number(paper: Paper, id: str) -> None:
    """Whole, at the number of the question on this paper."""
    question = paper.question(id)
    (cell,) = re.findall(rf"(?<!\S){question.number} (.*?) (?={question.number + 1} |$)", paper.key.strip)
    told = [f"question {question.number}: answer-keys.pdf does not give {question.answer}"]
    for before, after in (
        (f"{question.number} {cell} ", f"{question.number} Z "),
        (f"{question.number} {cell} ", f"{question.number} {cell}s "),
        (f" {question.number} {cell} ", f" 9{question.number} {cell} "),
    ):
        assert before in paper.key.strip
        other = replace(paper, key=replace(paper.key, strip=paper.key.strip.replace(before, after)))
        assert other.wrong() == told


def test_what_is_too_long_for_a_cell_is_given_once_for_all_papers(paper: Paper) -> None:
    """Words for gaps stand above the grid; where they are others, every paper says so."""
    question = paper.question(GAPS)
    assert "Leningrad; popular" in paper.key.all
    other = replace(paper, key=replace(paper.key, all=paper.key.all.replace("Leningrad", "Moscow")))
    assert other.wrong() == [f"question {question.number}: answer-keys.pdf does not give Leningrad; popular"]
    nothing = replace(paper, key=replace(paper.key, all=""))
    assert nothing.wrong() == other.wrong()
    longer = replace(paper, key=replace(paper.key, all=paper.key.all.replace("popular", "popularity")))
    assert longer.wrong() == other.wrong()


def test_a_strip_with_a_part_of_its_answers_gone_is_told(paper: Paper) -> None:
    """Each question that it lacks, and no other."""
    (start,) = (match.start() for match in re.finditer(r"(?<!\S)3 ", paper.key.strip[:40]))
    other = replace(paper, key=replace(paper.key, strip=paper.key.strip[:start]))
    missing = [
        one
        for one in paper.student.questions[2:]
        if one.id.startswith("kirov") and one.id not in (GAPS, "kirov-24", DESCRIBE)
    ]
    assert other.wrong() == [
        f"question {one.number}: answer-keys.pdf does not give {one.answer}" for one in missing
    ]


CHANGED_PARTS: dict[str, Callable[[RecordedPart], RecordedPart]] = {
    "no answer": lambda part: dataclasses.replace(part, answer=None),
    "options": lambda part: dataclasses.replace(part, options=("a", "b")),
}


@pytest.mark.parametrize("change", CHANGED_PARTS)
def test_a_part_with_another_record_is_told(paper: Paper, change: str) -> None:
    """Its answer gone, or options that it does not have."""
    parts = paper.question(PARTED).parts
    told = paper.recording(PARTED, parts=(CHANGED_PARTS[change](parts[0]), parts[1])).wrong()
    at = paper.number(PARTED)
    assert (
        told[0]
        == {
            "no answer": f"question {at}(a): the bank’s answer on this paper is person, the manifest says None",
            "options": f"question {at}(a): the manifest’s options are not those of the bank",
        }[change]
    )
