"""One student's paper: order, labels, options and the key, on papers small enough to read."""

from __future__ import annotations

from collections import Counter

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
from worksheetgen.kinds import Kind
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.written import Written
from worksheetgen.model.answers import Key, Level, Levels, Point, Points
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import FormDemands
from worksheetgen.model.draw import Selection
from worksheetgen.model.paper import Paper, PaperSource
from worksheetgen.model.question import Part, Question
from worksheetgen.model.students import Student
from worksheetgen.value import replace
from worksheetgen.variation import PaperBuilder, arrange


def paper(
    bank: Unit, drawn: Selection, *, seed: str = "s", sitter: Student | None = None, minutes: int = 0
) -> Paper:
    """The paper of what was drawn, with as many open sections."""
    plan = blueprint(*(section() for _ in drawn.sections), minutes=minutes)
    return varied(drawn, plan, bank, sitter or student(), "9B", seed, "run-1")


def paper_of(*questions: Question, seed: str = "s") -> Paper:
    """The paper of one section with all these questions."""
    return paper(unit(*questions), selection(" ".join(q.id for q in questions)), seed=seed)


def items(printed: Paper) -> list[str]:
    """Labels of sources and ids of questions as they stand on the paper."""
    return [
        item.label if isinstance(item, PaperSource) else item.question.id
        for part in printed.sections
        for item in part.items
    ]


def answers(printed: Paper) -> list[str]:
    """All answers in printed order."""
    return [part.answer for item in printed.questions for part in item.parts]


# ---- the paper as a whole ------------------------------------------------------------------------


def test_the_paper_carries_what_it_was_made_from() -> None:
    """Student, class, run and form are on the paper, and sections have letters and their own demands."""
    made = paper(unit(question("a"), question("b")), selection("b", "a"))
    assert (made.student, made.class_name, made.run, made.form) == (student(), "9B", "run-1", "A")
    assert [part.letter for part in made.sections] == ["A", "B"]
    assert [item.question.id for item in made.questions] == ["b", "a"]
    assert [item.number for item in made.questions] == [1, 2]
    assert made.blueprint == blueprint(section(), section())
    assert [part.part for item in made.questions for part in item.parts] == [choice(), choice()]


def test_papers_that_agree_in_a_question_have_the_very_same_one() -> None:
    """Two pupils have one question object, and another number or order of options is another one."""
    bank = unit(question("a", written(1)), question("b", difficulty=5))
    drawn = selection("a b")
    builder = PaperBuilder(blueprint(section()), bank, "9B", "run-1", "s")
    made = [builder.paper(arrange(drawn, bank, str(n), "s"), student(str(n))) for n in range(8)]
    firsts, seconds = (
        {id(each.questions[at]): each.questions[at].parts[0].options for each in made} for at in (0, 1)
    )
    assert list(firsts.values()) == [()]
    assert len(seconds) == len(set(seconds.values())) > 1


def test_papers_of_another_blueprint_are_refused() -> None:
    """An arrangement of two sections is no paper of a blueprint with one: none is left out without a word."""
    bank = unit(question("a"), question("b"))
    builder = PaperBuilder(blueprint(section()), bank, "9B", "run-1", "s")
    with pytest.raises(ValueError, match="shorter"):
        builder.paper(arrange(selection("a", "b"), bank, "1", "s"), student("1"))


def test_a_form_with_demands_of_its_own_has_its_own_sections() -> None:
    """What is said above a section is that of the student's form, also where the student has a form alone."""
    plan = blueprint(section(), forms=2)
    own = replace(section(), title="For B")
    plan = replace(
        plan,
        by_form=(
            FormDemands("A", ("1",), "", "", (section(),)),
            FormDemands("B", ("2",), "", "", (own,)),
        ),
    )
    bank = unit(question("a"))
    for form in ("B", "B-2"):
        made = varied(replace(selection("a"), form=form), plan, bank, student("2"), "9B", "s", "run-1")
        assert [each.section for each in made.sections] == [own]


def test_every_question_of_a_section_carries_its_marks_for_spelling() -> None:
    """They count in the paper's total, beside the marks of the sections, which are those of the questions."""
    bank = unit(question("a"), question("b", written(8)), question("c", written(4)))
    plan = blueprint(section(), section(spag=3))
    made = varied(selection("a", "b c"), plan, bank, student(), "9B", "s", "run-1")
    assert {item.question.id: item.spag for item in made.questions} == {"a": 0, "b": 3, "c": 3}
    assert [(part.marks, part.spag) for part in made.sections] == [(1, 0), (12, 6)]
    assert (made.marks, made.spag, plan.spag(selection("a", "b c"))) == (19, 6, 6)


@pytest.mark.parametrize(
    ("base", "extra", "minutes"),
    [(50, 0, 50), (50, 25, 63), (60, 25, 75), (45, 25, 57), (47, 0, 47), (50, 10, 55), (1, 1, 2), (0, 25, 0)],
)
def test_extra_time_is_rounded_up_to_a_whole_minute(base: int, extra: int, minutes: int) -> None:
    """A quarter on fifty minutes is 62.5 and prints as 63; whole minutes stay, and no limit stays none."""
    made = paper(unit(question("a")), selection("a"), sitter=student(extra_time=extra), minutes=base)
    assert made.minutes == minutes


# ---- order ---------------------------------------------------------------------------------------


def test_bands_of_difficulty_come_in_turn_and_shuffle_inside() -> None:
    """Difficulties 1 and 2 come before 3, 3 before 4 and 5, and students differ inside the bands."""
    questions = [question(f"q-{n}", difficulty=1 + n % 5) for n in range(10)]
    seen = set()
    for n in range(6):
        made = paper(unit(*questions), selection(" ".join(q.id for q in questions)), sitter=student(str(n)))
        levels = [item.question.difficulty for item in made.questions]
        assert set(levels[:4]) == {1, 2}
        assert set(levels[4:6]) == {3}
        assert set(levels[6:]) == {4, 5}
        seen.add(tuple(items(made)))
    assert len(seen) == 6


def test_short_questions_come_before_long_ones() -> None:
    """Marks go up over a section, and of questions with as many marks difficulty does, whatever the seed."""
    shapes = [(4, 1), (1, 5), (2, 3), (1, 1), (4, 3), (1, 3), (12, 1)]
    bank = unit(*(question(f"q-{marks}-{hard}", written(marks), difficulty=hard) for marks, hard in shapes))
    drawn = selection(" ".join(one.id for one in bank.questions))
    for seed in range(12):
        found = [one.question for one in paper(bank, drawn, seed=str(seed)).questions]
        assert [(one.marks, one.difficulty) for one in found] == sorted(shapes)


def test_a_block_on_a_source_stands_where_its_longest_question_would() -> None:
    """Nothing short stands behind a block with a long question, and the block is not torn."""
    bank = unit(
        question("short", written(1)),
        question("middling", written(2)),
        question("long", written(8)),
        question("on-x-long", written(4), sources=("x",)),
        question("on-x-short", written(1), sources=("x",)),
        sources=(source("x"),),
    )
    drawn = selection("long middling on-x-long on-x-short short")
    for seed in range(12):
        block = ["Source A", "on-x-short", "on-x-long"]
        assert items(paper(bank, drawn, seed=str(seed))) == ["short", "middling", *block, "long"]


def test_a_block_on_a_source_stands_where_its_hardest_question_would() -> None:
    """Easy and middling questions, then the block with its hard one last, whatever the seed."""
    bank = unit(
        question("easy", difficulty=1),
        question("middling", difficulty=3),
        question("on-x-hard", difficulty=5, sources=("x",)),
        question("on-x-easy", difficulty=2, sources=("x",)),
        sources=(source("x"),),
    )
    seen = {
        tuple(items(paper(bank, selection("easy middling on-x-easy on-x-hard"), seed=str(seed))))
        for seed in range(12)
    }
    block = ("Source A", "on-x-easy", "on-x-hard")
    assert seen == {("easy", "middling", *block)}


def test_questions_joined_by_a_comparison_are_one_block() -> None:
    """X and y with a question on both stay together, below both sources."""
    bank = unit(
        question("plain", difficulty=3),
        question("on-x", difficulty=1, sources=("x",)),
        question("on-y", difficulty=5, sources=("y",)),
        question("with-both", difficulty=3, sources=("x", "y")),
        sources=(source("x"), source("y")),
    )
    made = paper(bank, selection("on-x on-y plain with-both"))
    assert items(made) == ["plain", "Source A", "Source B", "on-x", "with-both", "on-y"]


def test_a_source_has_one_label_on_every_paper() -> None:
    """Whatever the order of a student's questions, Source A is the same source and stands before Source B."""
    bank = unit(
        question("a-hard", difficulty=4, sources=("y",)),
        question("b-easy", difficulty=1, sources=("x",)),
        *(question(f"plain-{n}", difficulty=1 + n) for n in range(5)),
        sources=(source("x"), source("y")),
    )
    drawn = selection("a-hard b-easy plain-0 plain-1 plain-2 plain-3 plain-4")
    for number in range(20):
        found = items(paper(bank, drawn, sitter=student(str(number))))
        assert found.index("Source A") == found.index("a-hard") - 1
        assert found.index("Source B") == found.index("b-easy") - 1
        assert found.index("Source A") < found.index("Source B")


# ---- labels and references -----------------------------------------------------------------------


def test_labels_count_for_each_word_and_a_source_is_printed_once() -> None:
    """Two sources and an interpretation are A, B and 1; a source met again keeps its label, unprinted."""
    bank = unit(
        question("on-x", sources=("x",)),
        question("on-i", sources=("i",)),
        question("on-y", sources=("y",)),
        question("again", written(stem="Use {source}."), sources=("x",)),
        sources=(source("i", "Interpretation"), source("y"), source("x")),
    )
    made = paper(bank, selection("on-x", "on-i", "on-y", "again"))
    expected = ["Source A", "on-x", "Interpretation 1", "on-i", "Source B", "on-y", "again"]
    assert items(made) == expected
    assert made.questions[-1].parts[0].stem == "Use Source A."
    shown = [item for part in made.sections for item in part.items if isinstance(item, PaperSource)]
    assert [item.source.id for item in shown] == ["x", "i", "y"]


def test_each_source_has_a_letter_of_its_own() -> None:
    """Three sources are A, B and C."""
    bank = unit(
        *(question(f"on-{id}", sources=(id,)) for id in "xyz"), sources=tuple(source(id) for id in "xyz")
    )
    made = paper(bank, selection("on-x", "on-y", "on-z"))
    assert [item for item in items(made) if item.startswith("Source")] == ["Source A", "Source B", "Source C"]


def test_references_are_resolved_once_the_order_is_known() -> None:
    """Sources, a named source and a part become what this paper calls them; other braces stay."""
    asking = question(
        "q",
        written(stem="Look at {source}."),
        written(stem="Compare {source:x} with {source:y}, using {part:a}, {and} so on."),
        sources=("y", "x"),
        lead="Study {source}, {source:y} and {source:x}, then see {part:b}.",
        difficulty=5,
    )
    bank = unit(question("first"), asking, sources=(source("x"), source("y", "Interpretation")))
    item = paper(bank, selection("first q")).questions[1]
    assert item.lead == "Study Interpretation 1, Interpretation 1 and Source A, then see 2(b)."
    assert [part.label for part in item.parts] == ["(a)", "(b)"]
    assert item.parts[0].stem == "Look at Interpretation 1."
    assert item.parts[1].stem == "Compare Source A with Interpretation 1, using 2(a), {and} so on."


def test_a_plain_question_has_no_part_label() -> None:
    """One part alone is not called (a)."""
    assert paper_of(question("a")).questions[0].parts[0].label == ""


# ---- options and keys ----------------------------------------------------------------------------


def test_pinned_options_keep_their_order_and_others_move() -> None:
    """Over twelve seeds the pinned question always prints abcd with key C, the other in several orders."""
    pair = (question("pinned", choice("c", pinned=True)), question("free", choice("c")))
    pinned: set[tuple[str, str]] = set()
    free: set[tuple[str, str]] = set()
    for seed in range(12):
        for item in paper_of(*pair, seed=str(seed)).questions:
            part = item.parts[0]
            (pinned if item.question.id == "pinned" else free).add(("".join(part.options), part.answer))
    assert pinned == {("abcd", "C")}
    assert len(free) > 6
    assert all(options["ABCD".index(letter)] == "c" for options, letter in free)


def test_free_keys_take_the_letters_that_pinned_ones_leave() -> None:
    """With three keys pinned to A, five free ones make it three A and the rest spread."""
    pinned = [question(f"p-{n}", choice("a", pinned=True)) for n in range(3)]
    free = [question(f"q-{n}", choice("a")) for n in range(5)]
    for seed in range(6):
        letters = Counter(answers(paper_of(*pinned, *free, seed=str(seed))))
        assert letters["A"] == 3
        assert sorted(letters[letter] for letter in "BCD") == [1, 2, 2]


def test_questions_with_fewer_options_are_dealt_first() -> None:
    """Three with three options and one with four have the keys A, B, C and D, one each."""
    questions = [question(f"q-{n}", choice("a", "abc")) for n in range(3)] + [question("r", choice("a"))]
    for seed in range(6):
        assert sorted(answers(paper_of(*questions, seed=str(seed)))) == ["A", "B", "C", "D"]


def test_letters_do_not_follow_the_order_of_the_questions() -> None:
    """Over 400 students every letter is the first question's key between 70 and 130 times."""
    bank = unit(*(question(f"q-{n}", choice("a")) for n in range(4)))
    drawn = selection("q-0 q-1 q-2 q-3")
    first = Counter(answers(paper(bank, drawn, sitter=student(f"9b-{n}")))[0] for n in range(400))
    assert sorted(first) == ["A", "B", "C", "D"]
    assert all(70 <= times <= 130 for times in first.values())


def test_the_last_letter_cannot_be_told_from_those_before() -> None:
    """Of eight keys with each letter twice, the first four are not always four different letters."""
    bank = unit(*(question(f"q-{n}", choice("a")) for n in range(8)))
    drawn = selection(" ".join(q.id for q in bank.questions))
    all_keys = [answers(paper(bank, drawn, sitter=student(f"9b-{n}"))) for n in range(20)]
    assert all(set(Counter(keys).values()) == {2} for keys in all_keys)
    assert {len(set(keys[:4])) for keys in all_keys} >= {3, 4}


def test_matching_is_never_printed_solved() -> None:
    """Over fifty seeds the answer is never 1A 2B 3C, and it names the letters of the right items."""
    for seed in range(50):
        part = paper_of(question("m", matching("abc", "xyz")), seed=str(seed)).questions[0].parts[0]
        assert part.answer != "1A 2B 3C"
        assert part.answer == " ".join(f"{n}{'ABC'[part.options.index(id)]}" for n, id in enumerate("xyz", 1))


def test_ordering_is_never_printed_in_order_and_answers_beside_each_event() -> None:
    """Over fifty seeds the events are never in their right order; each printed event has its number."""
    for seed in range(50):
        part = paper_of(question("o", ordering("bca")), seed=str(seed)).questions[0].parts[0]
        assert part.options != ("b", "c", "a")
        assert part.answer == " ".join(str("bca".index(id) + 1) for id in part.options)


KEY = Key(("true",), "", ())
POINTS = Points((Point("first", 1, (), (), ()), Point("second", 1, (), (), ())), "", "")
LEVELS = Levels((Level(1, 1, 4, "some"),), (), "")


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        (Part(Kind.TRUE_FALSE, "", 1, (), TrueFalse(0), (KEY,)), "True"),
        (
            Part(Kind.TRUE_FALSE, "", 2, (), TrueFalse(2), (replace(KEY, answers=("false",)), POINTS)),
            "False",
        ),
        (
            Part(
                Kind.GAP_FILL,
                "",
                2,
                (),
                GapFill(("A", "B", "C"), ("elected", "Leningrad", "popular")),
                (Key(("Leningrad", "popular"), "", ()),),
            ),
            "Leningrad; popular",
        ),
        (
            Part(Kind.TABLE_COMPLETION, "", 2, (), TableCompletion(("A",), (("",), ("",))), (POINTS,)),
            "first; second",
        ),
        (Part(Kind.SHORT_ANSWER, "", 2, (), Written(1, (), 4, 0, False), (POINTS,)), "first; second"),
        (Part(Kind.ESSAY, "", 4, (), Written(1, (), 9, 0, True), (LEVELS,)), ""),
    ],
)
def test_kinds_without_shuffled_options(part: Part, answer: str) -> None:
    """True or false, gaps, tables, points and levels print these answers and shuffle nothing."""
    made = paper_of(question("q", part)).questions[0].parts[0]
    assert (made.options, made.answer) == ((), answer)


def test_every_student_has_their_own_paper_and_always_the_same() -> None:
    """Ten students have ten papers; asking again gives equal ones."""
    bank = unit(*(question(f"q-{n}", choice("a")) for n in range(6)))
    drawn = selection(" ".join(q.id for q in bank.questions))
    once = [paper(bank, drawn, sitter=student(str(n))) for n in range(10)]
    again = [paper(bank, drawn, sitter=student(str(n))) for n in range(10)]
    assert once == again
    assert len({(tuple(items(made)), tuple(answers(made))) for made in once}) == 10
