"""What a student gets to see of a paper."""

from __future__ import annotations

import pytest

from tests.samples import (
    blueprint,
    choice,
    matching,
    ordering,
    question,
    section,
    selection,
    source,
    student,
    unit,
    varied,
    written,
)
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Lettered
from worksheetgen.kinds.choice import StudentChoice
from worksheetgen.kinds.gap_fill import GapFill, StudentGapFill
from worksheetgen.kinds.matching import StudentMatching
from worksheetgen.kinds.ordering import StudentOrdering
from worksheetgen.kinds.table import StudentTable, TableCompletion
from worksheetgen.kinds.true_false import StudentTrueFalse, TrueFalse
from worksheetgen.kinds.written import StudentWritten, Written
from worksheetgen.model.answers import Key, Points
from worksheetgen.model.bank import Contested, Term, Unit
from worksheetgen.model.blueprint import Booklet, PaperType
from worksheetgen.model.question import Part, Scaffolds
from worksheetgen.model.source import EasierWords, ProseContent
from worksheetgen.model.student_paper import ReadingParagraph, StudentPaper, StudentSource, Support
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.projection import StudentView
from worksheetgen.value import field_names, replace

HELP = Scaffolds(("I think …",), ("Congress",), ("First, …",), "Look again.", ("purge",), "")
GLOSSARY = tuple(Term(term, f"{term} means") for term in ("purge", "camp", "show trial", "faction"))


def asked(
    bank: Unit, tier: Tier = Tier.CORE, read: tuple[int, ...] = (), type: PaperType = PaperType.EXAM
) -> StudentPaper:
    """What a student of that tier gets when all of the bank is drawn."""
    plan = blueprint(section(), read=read, type=type, minutes=40)
    drawn = selection(" ".join(question.id for question in bank.questions))
    return StudentView(bank).paper(
        varied(drawn, plan, bank, student(tier=tier, extra_time=25), "9B", "s", "run-1")
    )


def body(part: Part) -> object:
    """What is printed under the stem of a part."""
    return asked(unit(question("q", part))).questions[0].parts[0].body


# ---- furniture -----------------------------------------------------------------------------------


def test_the_furniture_comes_along() -> None:
    """Title, code, time, marks, names and the unit's lines are the paper's own."""
    printed = asked(unit(question("a", written(3)), question("b")), type=PaperType.WORKSHEET)
    assert (printed.type, printed.code, printed.title) == ("worksheet", "T1", "The Terror")
    assert (printed.subject, printed.attribution) == ("History", "Written for tests.")
    assert (printed.student_id, printed.student_name) == ("9b-01", "Pupil 9b-01")
    assert (printed.class_name, printed.form) == ("9B", "")
    assert (printed.minutes, printed.marks) == (50, 4)
    assert [(part.letter, part.title, part.marks) for part in printed.sections] == [("A", "A section", 4)]


def test_a_worksheet_is_parted_by_what_is_to_be_done() -> None:
    """To find, to explain, to judge: each with its marks and minutes, unless a section has a title of its own."""
    bank = unit(
        question("a"),
        question("b", written(6, Kind.EXPLAIN), minutes=9),
        question("c", choice(), sources=("s",), minutes=2),
        question("d", written(4, Kind.ESSAY), minutes=5),
    )
    bank = replace(bank, sources=(source("s"),))
    drawn = selection("a b c d")
    plan = blueprint(replace(section(), title=""), type=PaperType.WORKSHEET)
    paper = varied(drawn, plan, bank, student(), "9B", "s", "run-1")
    parted = StudentView(bank).paper(paper)
    found = [(part.task, part.marks, part.minutes) for part in parted.sections]
    assert found == [("find", 1, 1), ("explain", 6, 9), ("judge", 5, 7)]
    assert isinstance(parted.sections[2].items[0], StudentSource)
    assert parted.minutes_needed == 18
    for other in (replace(plan, type=PaperType.EXAM), blueprint(section(), type=PaperType.WORKSHEET)):
        paper = varied(drawn, other, bank, student(), "9B", "s", "run-1")
        (whole,) = StudentView(bank).paper(paper).sections
        assert (whole.task, whole.marks, whole.minutes) == ("", 12, 17)


@pytest.mark.parametrize(
    ("type", "marks", "asked", "pages"),
    [
        (PaperType.EXAM, 11, None, (0, 1)),
        (PaperType.EXAM, 12, None, (1, 2)),
        (PaperType.WORKSHEET, 12, None, (0, 1)),
        (PaperType.EXAM, 12, 0, (0, 0)),
        (PaperType.WORKSHEET, 2, 2, (2, 2)),
    ],
)
def test_extra_pages_fill_the_last_sheet_and_follow_long_answers(
    type: PaperType, marks: int, asked: int | None, pages: tuple[int, int]
) -> None:
    """As many as are asked for; else up to one, and one more, at least one, behind an exam's answer of 12 marks."""
    bank = unit(question("a", written(marks, Kind.ESSAY)), question("b"))
    plan = replace(blueprint(section(), type=type), extra_pages=asked)
    paper = varied(selection("a b"), plan, bank, student(), "9B", "s", "run-1")
    assert StudentView(bank).paper(paper).extra_pages == pages


def test_marks_for_spelling_come_along() -> None:
    """The paper says how many of its marks they are and at which numbers, the sections and questions theirs."""
    bank = unit(question("a"), question("b", written(8)), question("c", written(8)))
    plan = blueprint(section(), section(spag=4), section())
    drawn = selection("a", "b", "c")
    printed = StudentView(bank).paper(varied(drawn, plan, bank, student(), "9B", "s", "run-1"))
    assert (printed.marks, printed.spag, printed.spag_numbers) == (21, 4, (2,))
    assert [(part.marks, part.spag) for part in printed.sections] == [(1, 0), (8, 4), (8, 0)]
    assert [item.spag for item in printed.questions] == [0, 4, 0]


def test_no_type_of_an_asked_paper_could_hold_an_answer() -> None:
    """No field of a printed part or question is named after a key, an answer, a note or an id."""
    printed = asked(unit(question("a"))).questions[0]
    kinds = map(type, (printed, printed.parts[0], printed.support))
    names = {name for kind in kinds for name in field_names(kind)}
    assert names.isdisjoint({"answer", "answers", "key", "note", "id", "options", "part", "question"})


def test_stems_and_leads_are_those_of_this_paper() -> None:
    """References print as this paper calls their sources and parts."""
    asking = question("q", written(stem="See {source}."), written(), sources=("x",), lead="Study {source}.")
    (printed,) = asked(unit(asking, sources=(source("x"),))).questions
    assert (printed.number, printed.lead, printed.parts[0].stem) == (1, "Study Source A.", "See Source A.")
    assert [part.label for part in printed.parts] == ["(a)", "(b)"]


# ---- bodies --------------------------------------------------------------------------------------


def test_options_are_lettered_in_printed_order() -> None:
    """Pinned options print as A to D in the bank's order."""
    assert body(choice("b", pinned=True)) == StudentChoice(
        (Lettered("A", "A"), Lettered("B", "B"), Lettered("C", "C"), Lettered("D", "D")), 1
    )


def test_matching_numbers_the_left_and_letters_the_right() -> None:
    """The left keeps its order under 1, 2, 3; the right has letters in its drawn order."""
    printed = body(matching("abc", "wxyz"))
    assert isinstance(printed, StudentMatching)
    assert printed.left == (Lettered("1", "A"), Lettered("2", "B"), Lettered("3", "C"))
    assert [item.label for item in printed.right] == ["A", "B", "C", "D"]
    assert sorted(item.text for item in printed.right) == ["W", "X", "Y", "Z"]


def test_only_the_given_event_is_numbered() -> None:
    """Of four events the given one, second in time, prints its 2; the others print nothing."""
    printed = body(ordering("bdac", given="d"))
    assert isinstance(printed, StudentOrdering)
    assert sorted((event.text, event.label) for event in printed.events) == [
        ("A", ""),
        ("B", ""),
        ("C", ""),
        ("D", "2"),
    ]


@pytest.mark.parametrize(
    ("tier", "printed"),
    [
        (Tier.SUPPORT, StudentGapFill(("A ", " of ", "."), ("army", "ban"), ("", ""), "box", "Doubted.")),
        (Tier.CORE, StudentGapFill(("A ", " of ", "."), (), ("b", "a"), "letters", "Doubted.")),
        (Tier.CHALLENGE, StudentGapFill(("A ", " of ", "."), (), ("", ""), "none", "Doubted.")),
    ],
)
def test_help_with_gaps_fades(tier: Tier, printed: StudentGapFill) -> None:
    """Support has the box, core the letters that the gaps begin with, challenge neither; all have the same gaps."""
    given = GapFill(("A ", " of ", "."), ("army", "ban"), fading=True, doubt="Doubted.")
    assert given.for_student((Key(("ban", "army"), "", ()),), (), tier) == printed


KEY = (Key(("true",), "", ()),)


@pytest.mark.parametrize(
    ("kind", "given", "printed"),
    [
        (Kind.TRUE_FALSE, TrueFalse(2), StudentTrueFalse(2)),
        (
            Kind.GAP_FILL,
            GapFill(("A", "B"), ("x", "y")),
            StudentGapFill(("A", "B"), ("x", "y"), ("",), "", ""),
        ),
        (Kind.TABLE_COMPLETION, TableCompletion(("A",), (("",),)), StudentTable(("A",), (("",),))),
        (Kind.ESSAY, Written(1, ("this",), 9, 0, True), StudentWritten((9,), 0, ("this",), True)),
        (Kind.DESCRIBE, Written(2, (), 9, 0, False), StudentWritten((5, 5), 0, (), False)),
        (Kind.EXPLAIN, Written(3, (), 2, 0, False), StudentWritten((1, 1, 1), 0, (), False)),
        (Kind.ESSAY, Written(1, (), 0, 0.5, True), StudentWritten((), 0.5, (), True)),
        (Kind.ESSAY, Written(1, (), 0, 0, False), StudentWritten((), 0, (), False)),
    ],
)
def test_other_bodies_print_as_they_are(
    kind: Kind, given: TrueFalse | GapFill | TableCompletion | Written, printed: object
) -> None:
    """Statements, gaps, tables and lines come through; lines are split into equal spaces."""
    answers: tuple[Key | Points, ...] = (
        KEY if kind in (Kind.TRUE_FALSE, Kind.GAP_FILL) else (Points((), "", ""),)
    )
    assert body(Part(kind, "", 1, (), given, answers)) == printed


# ---- support -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "support"),
    [
        (
            Tier.SUPPORT,
            Support(HELP.starters, HELP.words, HELP.steps, HELP.hint, (Term("purge", "purge means"),)),
        ),
        (Tier.CORE, Support((), (), (), "", (Term("purge", "purge means"),))),
        (Tier.CHALLENGE, Support((), (), (), "", ())),
    ],
)
def test_the_tier_decides_the_support(tier: Tier, support: Support) -> None:
    """All of it for support, words explained for core, none for challenge."""
    printed = asked(unit(question("q", scaffolds=HELP), glossary=GLOSSARY), tier)
    assert printed.questions[0].support == support


@pytest.mark.parametrize(
    ("hint", "read", "printed"),
    [
        ("Look again.", (), True),
        ("Read paragraph 6.", (5, 6), True),
        ("Read paragraph 6.", (5,), False),
        ("Use paragraphs 3, 4 and 7.", (3, 4, 7), True),
        ("Use paragraphs 3, 4 and 7.", (3, 4), False),
        ("Use paragraph 8 for one column and paragraph 9 for the other.", (8,), False),
    ],
)
def test_a_hint_points_at_what_is_printed(hint: str, read: tuple[int, ...], printed: bool) -> None:
    """A hint that cites a paragraph stands only on a paper that prints all the paragraphs it cites."""
    text = tuple(f"Paragraph {number}." for number in range(1, 10))
    bank = replace(unit(question("q", scaffolds=replace(HELP, hint=hint)), glossary=GLOSSARY), text=text)
    support = asked(bank, Tier.SUPPORT, read=read).questions[0].support
    assert support.hint == (hint if printed else "")


def test_a_question_knows_of_its_source() -> None:
    """What rests on a source that the paper prints says so."""
    bank = unit(question("a"), question("b", written(2), sources=("x",)), sources=(source("x"),))
    for booklet in (Booklet.NONE, Booklet.ALL):
        plan = replace(blueprint(section(), section(sources=("x",))), booklet=booklet)
        printed = StudentView(bank).paper(
            varied(selection("a", "b"), plan, bank, student(), "9B", "s", "run")
        )
        assert [one.sourced for one in printed.questions] == [False, booklet is Booklet.NONE]


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("wanted", list(Booklet))
def test_a_source_stands_on_the_paper_or_in_the_booklet(wanted: Booklet, print: Print) -> None:
    """Where a print has a booklet no source is on the paper, which names those that lie beside it; else it has them."""
    booklet = {Booklet.NONE: False, Booklet.ALL: True, Booklet.LARGE: print is not Print.STANDARD}[wanted]
    bank = unit(question("a", written(2), sources=("x",)), sources=(source("x"),))
    plan = replace(blueprint(section(sources=("x",))), booklet=wanted)
    paper = varied(selection("a"), plan, bank, replace(student(), print=print), "9B", "s", "run")
    printed = StudentView(bank).paper(paper)
    (only,) = printed.sections
    sources = [item.label for item in only.items if isinstance(item, StudentSource)]
    assert (sources, only.booklet) == (([], ("Source A",)) if booklet else (["Source A"], ()))
    assert printed.booklet is booklet
    assert [one.label for one in StudentView(bank).sources(paper, paper.student.tier)] == ["Source A"]


def test_support_has_a_source_in_easier_words() -> None:
    """The tier support reads the easier words with their own terms, and is told so; everybody else the original."""
    easier = EasierWords(ProseContent(("Easy.",)), ("purge",))
    told = replace(source("x"), easier=easier)
    asking = unit(
        question("a", written(2), sources=("x",)), sources=(told,), glossary=(Term("purge", "..."),)
    )
    paper = varied(selection("a"), blueprint(section(sources=("x",))), asking, student(), "9B", "s", "run")
    for tier in Tier:
        own = replace(paper, student=replace(paper.student, tier=tier))
        (seen,) = [
            one for one in StudentView(asking).paper(own).sections[0].items if isinstance(one, StudentSource)
        ]
        assert StudentView(asking).sources(paper, tier) == (seen,)
        expected = (
            (easier.content, (Term("purge", "..."),), True)
            if tier is Tier.SUPPORT
            else (told.content, (), False)
        )
        assert (seen.content, seen.notes, seen.adapted) == expected


@pytest.mark.parametrize("met", [("x", "i", "y"), ("i", "x", "y")])
def test_a_booklet_has_sources_first_and_then_interpretations(met: tuple[str, ...]) -> None:
    """Each word’s letters or numbers stand in one run, in the booklet and where a section names what it needs."""
    asking = question("a", written(2), sources=met)
    bank = unit(asking, sources=(source("x"), source("i", "Interpretation"), source("y")))
    plan = replace(blueprint(section(sources=("x", "i", "y"))), booklet=Booklet.ALL)
    paper = varied(selection("a"), plan, bank, student(), "9B", "s", "run")
    view = StudentView(bank)
    run = ["Source A", "Source B", "Interpretation 1"]
    assert [one.label for one in view.sources(paper, paper.student.tier)] == run
    assert list(view.paper(paper).sections[0].booklet) == run


@pytest.mark.parametrize(
    ("tier", "extensions"),
    [(Tier.SUPPORT, ()), (Tier.CORE, ()), (Tier.CHALLENGE, ((3, "More 2?"), (4, "More 4?")))],
)
def test_challenge_has_two_extensions_at_most(tier: Tier, extensions: tuple[tuple[int, str], ...]) -> None:
    """The two questions of most marks that have an extension give theirs by number, in the order of print."""
    marked = {1: (9, ""), 2: (1, "More 1?"), 3: (4, "More 2?"), 4: (2, "More 3?"), 5: (8, "More 4?")}
    bank = unit(
        *(
            question(f"q-{n}", written(marks), scaffolds=replace(HELP, extension=text), difficulty=n)
            for n, (marks, text) in marked.items()
        ),
        glossary=GLOSSARY,
    )
    assert asked(bank, tier).extensions == extensions


@pytest.mark.parametrize("tier", list(Tier))
def test_words_of_a_source_are_explained_to_everybody(tier: Tier) -> None:
    """A source prints its label, text, provenance and notes whatever the tier."""
    bank = unit(question("q", sources=("x",)), sources=(source("x", glossary=("camp",)),), glossary=GLOSSARY)
    (printed, _) = asked(bank, tier).sections[0].items
    notes = (Term("camp", "camp means"),)
    assert printed == StudentSource(
        "Source A", "From x.", ProseContent(("The text of x.",)), notes, Place("sources.yaml")
    )


# ---- reading -------------------------------------------------------------------------------------


def test_paragraphs_to_read_keep_their_numbers_and_explain_the_words_met() -> None:
    """Notes come in the order of reading, for whole words only, in any case, phrases included."""
    text = ("Camps decamp and scamps.", "Unread purge.", "Show trials? A show trial. The FACTION’s camp.")
    printed = asked(unit(question("q"), text=text, glossary=GLOSSARY), read=(1, 3))
    assert printed.reading == (ReadingParagraph(1, text[0], ""), ReadingParagraph(3, text[2], ""))
    assert [note.term for note in printed.reading_notes] == ["show trial", "faction", "camp"]


def test_a_worksheet_prints_what_its_questions_rest_on() -> None:
    """Beside what the blueprint names, each paragraph of each question once and in order; an exam prints no more."""
    rests = [(3,), (5, 3), (), (2,)]
    questions = (replace(question(f"q-{n}"), paragraphs=needed) for n, needed in enumerate(rests))
    bank = unit(*questions, text=tuple("abcdef"))
    for type, numbers in ((PaperType.WORKSHEET, [1, 2, 3, 5]), (PaperType.EXAM, [1, 3])):
        printed = asked(bank, read=(3, 1), type=type).reading
        assert [one.number for one in printed] == numbers
        assert [one.text for one in printed] == ["abcdef"[number - 1] for number in numbers]


def test_what_historians_doubt_stands_at_its_paragraph() -> None:
    """The pupils' lines of a paragraph's contested claims come with it, and no teacher's note does."""
    claims = [(1, "Lower."), (2, ""), (3, "Later."), (3, ""), (3, "Fewer.")]
    contested = tuple(Contested(number, "claim", "note", line) for number, line in claims)
    bank = replace(unit(question("q"), text=("a", "b", "c", "d")), contested=contested)
    printed = asked(bank, read=(1, 2, 3, 4)).reading
    assert [one.doubt for one in printed] == ["Lower.", "", "Later. Fewer.", ""]


def test_at_most_six_words_are_explained() -> None:
    """Of eight terms met, the first six are explained."""
    terms = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    bank = unit(question("q"), text=(" ".join(terms),), glossary=tuple(Term(t, t) for t in sorted(terms)))
    assert [note.term for note in asked(bank, read=(1,)).reading_notes] == terms[:6]


def test_words_of_every_paragraph_are_explained() -> None:
    """Where more terms are met than there is room for, each paragraph has its first ones, none of them twice."""
    terms = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    bank = unit(
        question("q"),
        text=(" ".join(terms[:6]), "one seven", f"eight {terms[5]} nine"),
        glossary=tuple(Term(t, t) for t in sorted(terms)),
    )
    notes = [note.term for note in asked(bank, read=(1, 2, 3)).reading_notes]
    assert notes == ["one", "two", "three", "seven", "eight", "nine"]


def test_neither_people_nor_bare_terms_are_explained_below_the_text() -> None:
    """Who somebody was is what questions ask, and a term without a meaning has nothing to print."""
    glossary = (Term("Kirov", "head of the Party", True), Term("camp", ""), Term("purge", "to remove"))
    bank = unit(question("q"), text=("Kirov, the purge, the camp.",), glossary=glossary)
    assert [note.term for note in asked(bank, read=(1,)).reading_notes] == ["purge"]


def test_a_term_without_a_meaning_is_not_explained() -> None:
    """What nobody has written a meaning for yet is no note beside the text and no help beside a question."""
    asking = question("q", scaffolds=Scaffolds((), (), (), "", ("stoma", "camp"), ""))
    bank = unit(asking, text=("A stoma in a camp.",), glossary=(Term("stoma", ""), Term("camp", "tents")))
    printed = asked(bank, read=(1,), tier=Tier.SUPPORT)
    assert [note.term for note in printed.reading_notes] == ["camp"]
    assert [term.term for term in printed.questions[0].support.glossary] == ["camp"]


def test_nothing_to_read_means_no_notes() -> None:
    """An exam without paragraphs prints neither reading nor notes."""
    printed = asked(unit(question("q"), text=("A purge.",), glossary=GLOSSARY))
    assert (printed.reading, printed.reading_notes) == ((), ())
