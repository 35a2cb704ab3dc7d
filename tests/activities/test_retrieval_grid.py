"""Retrieval grids: what may stand in a cell, that no cell answers another, and which topics each column has."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, choice, question, section, unit, written
from worksheetgen.activities import lessons_of, with_activities
from worksheetgen.activities.retrieval_cells import question_cells
from worksheetgen.assembly import assemble
from worksheetgen.bank import load_bank
from worksheetgen.errors import InvalidInput
from worksheetgen.kinds import Kind
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.retrieval_grid import RetrievalGrid
from worksheetgen.model.answers import Key, Point, Points
from worksheetgen.model.bank import Term, Topic, Unit
from worksheetgen.model.blueprint import Activity, Section
from worksheetgen.model.question import Part, Question
from worksheetgen.value import replace

TOPICS = ("a", "b", "c", "d")
LESSONS = tuple((topic,) for topic in TOPICS)
WORDS = ("amber", "birch", "cobalt", "dahlia", "ermine", "falcon", "garnet", "hazel", "indigo", "jasper")


def short(id: str, marks: int, topic: str, stem: str = "", enemies: tuple[str, ...] = ()) -> Question:
    """A short question of so many marks, each for a point in words of its own."""
    points = tuple(Point(f"{id}{number} answer", 1, (), (), ()) for number in range(marks))
    asked = replace(written(marks, stem=stem or f"Who was {id}?"), answers=(Points(points, "", ""),))
    return question(id, asked, topics=(topic,), enemies=enemies)


def grid_section(lessons: tuple[tuple[str, ...], ...] = LESSONS) -> Section:
    """A section that asks for a grid on these lessons."""
    return replace(section(activities=(Activity.RETRIEVAL_GRID,)), lessons=lessons)


def bank(*questions: Question, terms: tuple[str, ...] = ()) -> Unit:
    """A unit of four topics with these questions and terms."""
    made = unit(
        *questions,
        text=(" ".join(terms) or "Nothing.",),
        glossary=tuple(Term(one, f"meaning of {one[::-1]}") for one in terms),
    )
    return replace(made, topics=tuple(Topic(topic, topic.upper()) for topic in TOPICS))


def full_bank() -> Unit:
    """Five questions of each column's marks, on its topic."""
    return bank(
        *(
            short(f"{topic}{number}", marks, topic)
            for marks, topic in enumerate(TOPICS, 1)
            for number in range(5)
        )
    )


def grid(
    found: Unit, lessons: tuple[tuple[str, ...], ...] = LESSONS, seed: str = "seed"
) -> tuple[Question, RetrievalGrid]:
    """The first grid that is made for them."""
    made = next(
        one
        for one in with_activities(found, blueprint(grid_section(lessons)), seed).questions
        if one.activity
    )
    body = made.parts[0].body
    assert isinstance(body, RetrievalGrid)
    return made, body


def test_four_columns_of_four_are_worth_forty() -> None:
    """Each column has four questions on its lesson's topic, of 1, 2, 3 and 4 marks."""
    made, body = grid(full_bank())
    assert [(column.head, column.marks) for column in body.columns] == [
        *(("Last lesson", 1), ("Last week", 2), ("Last month", 3), ("Long ago", 4)),
    ]
    assert made.marks == 40
    for topic, column in zip(TOPICS, body.columns, strict=True):
        assert all(cell.text.startswith(f"Who was {topic}") for cell in column.cells)


def test_the_mark_scheme_has_the_bank_s_words() -> None:
    """The points of each cell are those of its question, up to its marks."""
    made, body = grid(full_bank())
    for cell, answer in zip(body.cells, made.parts[0].answers, strict=True):
        assert isinstance(answer, Points)
        (asked,) = [one for one in full_bank().questions if one.parts[0].stem == cell.text]
        (own,) = asked.parts[0].answers
        assert isinstance(own, Points)
        assert answer.points == own.points
        assert answer.most == asked.marks


def test_equal_arguments_make_equal_grids() -> None:
    """The same seed makes the same grid; another may ask other questions."""
    assert grid(full_bank()) == grid(full_bank())
    assert len({grid(full_bank(), seed=str(seed))[0].parts[0].stem for seed in range(3)}) == 1
    assert len({grid(full_bank(), seed=str(seed))[1] for seed in range(6)}) > 1


def test_no_two_enemies_stand_in_a_grid() -> None:
    """Of enemies one alone is asked, whichever of the two says so, and the grid is an enemy of both."""
    questions = list(full_bank().questions)
    questions[0] = replace(questions[0], enemies=(questions[5].id,))
    for seed in range(6):
        made, body = grid(replace(full_bank(), questions=tuple(questions)), seed=str(seed))
        asked = {one.id for one in questions if one.parts[0].stem in {cell.text for cell in body.cells}}
        assert not {"a0", "b0"} <= asked
        assert asked <= set(made.enemies)
        if asked & {"a0", "b0"}:
            assert {"a0", "b0"} <= set(made.enemies)


def test_no_cell_says_the_answer_to_another() -> None:
    """A question whose words hold another's answer stands in no grid with it, though the bank calls them no enemies."""
    questions = list(full_bank().questions)
    told = short("tell", 1, "a", stem="Who came after b00 and his answer?")
    found = bank(told, *questions[1:4], *questions[5:])
    _, body = grid(found)
    stems = {cell.text for cell in body.cells}
    assert not {told.parts[0].stem, "Who was b0?"} <= stems


def test_two_shorter_questions_share_a_cell() -> None:
    """Without a question of two marks a cell asks two of one mark, and what earns each is told apart."""
    few = [one for one in full_bank().questions if one.topic != "b"]
    found = bank(*few, *(short(f"b{number}", 1, "b") for number in range(8)))
    made, body = grid(found)
    assert body.columns[1].marks == 2
    assert all(cell.text.count("Who was b") == 2 for cell in body.columns[1].cells)
    assert made.marks == 40


def test_terms_fill_what_the_bank_lacks() -> None:
    """Where there are no questions at all a cell asks what terms of the glossary mean, a mark for each."""
    found = bank(
        *(one for one in full_bank().questions if one.topic != "c"), terms=(*WORDS, "kestrel", "lilac")
    )
    made, body = grid(found)
    assert [column.marks for column in body.columns] == [1, 2, 3, 4]
    asked = [
        word for word in (*WORDS, "kestrel", "lilac") for cell in body.columns[2].cells if word in cell.text
    ]
    assert sorted(asked) == sorted({*asked})
    assert len(asked) == 12
    assert "amber: meaning of rebma" in {
        point.text
        for answer in made.parts[0].answers
        if isinstance(answer, Points)
        for point in answer.points
    }


def test_a_word_that_is_asked_about_is_told_as_such() -> None:
    """Projection goes by it: what a term means is explained nowhere on a paper that asks for it."""
    found = bank(
        *(one for one in full_bank().questions if one.topic != "c"), terms=(*WORDS, "kestrel", "lilac")
    )
    part = grid(found)[0].parts[0]
    assert {*WORDS} <= {fact.asked for fact in part.body.facts(part.stem, part.answers)}


def test_a_column_is_worth_less_where_nothing_is_worth_as_much() -> None:
    """With questions of one mark alone, too few to share cells, the head says one mark."""
    found = bank(*(short(f"{topic}{number}", 1, topic) for topic in TOPICS for number in range(4)))
    made, body = grid(found)
    assert [column.marks for column in body.columns] == [1, 1, 1, 1]
    assert made.marks == 16


def test_too_little_to_ask_is_told_at_the_section() -> None:
    """A lesson with three questions and no terms makes no column."""
    found = bank(*(one for one in full_bank().questions if one.id not in ("a0", "a1")))
    with pytest.raises(InvalidInput) as raised:
        grid(found)
    (problem,) = raised.value.problems
    assert problem.what == "retrieval-grid finds 0 short questions for last lesson (a)."


def of_choice(stem: str, right: str = "In Leningrad", code: str = "AO1") -> Part:
    """A choice with that stem and right option."""
    asked = choice()
    body = asked.body
    assert isinstance(body, Choice)
    options = tuple(replace(option, text=right) if option.id == "a" else option for option in body.options)
    objectives = tuple((replace(objective, code=code), marks) for objective, marks in asked.objectives)
    return replace(asked, stem=stem, body=replace(body, options=options), objectives=objectives)


@pytest.mark.parametrize(
    ("part", "stands"),
    [
        (of_choice("Where was Kirov killed?"), True),
        (of_choice("In which year was he killed?"), True),
        (of_choice("Which of these happened first?"), False),
        (of_choice("Which statement is known to be true?"), False),
        (of_choice("Kirov was killed in …"), False),
        (of_choice("What was **not** the reason?"), False),
        (of_choice("Where was Kirov killed?", code="AO2"), False),
        (
            of_choice(
                "Where was Kirov killed?", right="In a very long corridor of his own headquarters, late"
            ),
            False,
        ),
        (written(2), True),
        (written(2, stem="Explain " + "at length " * 12), False),
        (written(2, kind=Kind.EXPLAIN), False),
        (written(2, stem="What does {source} say?"), False),
    ],
)
def test_only_what_stands_alone_stands_in_a_cell(part: Part, stands: bool) -> None:
    """A short answer, or a choice that can be answered without its options; nothing on a source, nor what is long."""
    found = bank(question("q", part, topics=("a",)))
    assert bool(question_cells(found, ("a",))) is stands


def test_a_choice_becomes_an_open_question() -> None:
    """Its right option earns the mark."""
    (cell,) = question_cells(bank(question("q", of_choice("Where?"), topics=("a",))), ("a",))
    assert [(point.text, point.marks) for point in cell.points.points] == [("In Leningrad", 1)]
    assert not any(isinstance(answer, Key) for answer in (cell.points,))


def test_a_paper_with_a_grid_asks_nothing_of_it_again() -> None:
    """The questions in its cells, and their enemies, are not drawn for another section."""
    found = bank(*full_bank().questions, *(question(f"e{number}", topics=("a",)) for number in range(3)))
    plan = blueprint(grid_section(), section(questions=(3, 3)))
    made = with_activities(found, plan, "seed")
    (form,) = assemble(plan, made, "seed").forms
    used = made.by_id[form.sections[0][0]].enemies
    assert set(form.sections[1]).isdisjoint(used)


# ---- lessons -------------------------------------------------------------------------------------


def topics(*known: tuple[str, ...], count: int = 8) -> tuple[tuple[str, ...], ...]:
    """The lessons of a unit with topics t0, t1 and so on, each with a question."""
    found = unit(*(short(f"q{number}", 1, f"t{number}") for number in range(count)))
    named = replace(found, topics=tuple(Topic(f"t{number}", "") for number in range(count)))
    return lessons_of(named, known)


def test_lessons_go_back_in_the_unit_s_order() -> None:
    """From the named topic one goes to last lesson, two to last week, three to last month, the others to long ago."""
    assert topics(("t7",), (), (), ()) == (("t7",), ("t6", "t5"), ("t4", "t3", "t2"), ("t1", "t0"))


def test_without_a_lesson_it_is_the_last_topic() -> None:
    """Nothing is known, or nothing of last lesson: the unit has been taught to its end."""
    assert topics()[0] == topics((), (), (), ())[0] == ("t7",)


def test_what_is_known_stays_and_is_not_repeated() -> None:
    """A topic of last month is in no other column."""
    found = topics(("t7",), (), ("t6",), ())
    assert found[2] == ("t6",)
    assert sorted(topic for column in found for topic in column) == sorted(
        f"t{number}" for number in range(8)
    )


def test_the_first_topics_go_round_to_the_last() -> None:
    """Nothing comes before the first topic: the others follow from the unit's end."""
    assert topics(("t0",), (), (), ())[1] == ("t7", "t6")


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_column_has_a_topic(count: int) -> None:
    """Be the unit ever so small."""
    assert all(topics(count=count))


def test_the_bundled_bank_fills_a_grid_after_every_topic() -> None:
    """Whatever the last lesson was, forty marks can be asked about."""
    (terror,) = load_bank().units
    for topic in ("earlier-terror", "kirov", "stalin"):
        made, _ = grid(terror, ((topic,), (), (), ()))
        assert made.marks == 40
        asked = repr(made.parts)
        assert not [term.term for term in terror.glossary if term.person and f"‘{term.term}’" in asked]
