"""What a question's YAML becomes: its body for the pupil, its answers for the marker."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.errors import InvalidInput
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Choosable
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.written import Written
from worksheetgen.kinds.written.entry import lines_for
from worksheetgen.model.answers import Indicative, Key, Level, Levels, PairedPoints, Point, Points
from worksheetgen.model.bank import Figures, FocusQuestion, Sorting, Term, Topic
from worksheetgen.model.question import Objective, Part, Question, Scaffolds
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

TAGS = """\
id: kirov-50
topics: [kirov]
tiers: [core]
difficulty: 3
minutes: 4
paragraphs: [2]
needs: text
"""


def read(folder: Path, fields: str, tags: str = TAGS) -> Question:
    """The question of these fields, read from a bank on disk."""
    root = write_bank(folder)
    entry = indent(tags + dedent(fields), "    ").strip()
    (root / "small" / "questions" / "more.yaml").write_text(f"qualification: GCSE\nquestions:\n  - {entry}\n")
    return load_bank(root).units[0].by_id["kirov-50"]


def part(folder: Path, fields: str) -> Part:
    """The one part of a plain question."""
    (only,) = read(folder, fields).parts
    return only


def test_multiple_choice(tmp_path: Path) -> None:
    """Options keep the bank's order; the key is an id, and each distractor is paired with its misconception."""
    found = part(
        tmp_path,
        """\
        kind: multiple-choice
        stem: Which?
        marks: 1
        objectives: {AO1: 1}
        options:
          - {id: b, text: B, misconception: Thinks B.}
          - {id: a, text: A}
          - {id: c, text: C, misconception: Thinks C.}
        key: a
        pinned: true
        explanation: It says so.
        """,
    )
    assert found.body == Choice((Choosable("b", "B"), Choosable("a", "A"), Choosable("c", "C")), True)
    assert found.answers == (Key(("a",), "It says so.", (("b", "Thinks B."), ("c", "Thinks C."))),)
    assert (found.kind, found.marks) == (Kind.MULTIPLE_CHOICE, 1)
    assert found.objectives == ((Objective("GCSE", "AO1"), 1),)


def test_true_or_false_alone(tmp_path: Path) -> None:
    """Without a reason there are no lines and only a key."""
    fields = "kind: true-false\nstem: So.\nmarks: 1\nobjectives: {AO1: 1}\nkey: true\nexplanation: Yes."
    found = part(tmp_path, fields)
    assert (found.body, found.answers) == (TrueFalse(0), (Key(("true",), "Yes.", ()),))


def test_true_or_false_with_a_reason(tmp_path: Path) -> None:
    """With a reason there are two lines, and points after the key."""
    fields = (
        "kind: true-false\nstem: So.\nmarks: 2\nobjectives: {AO1: 2}\nkey: false\nexplanation: No.\n"
        "reason: {points: [{text: because, accept: [as]}]}"
    )
    found = part(tmp_path, fields)
    points = Points((Point("because", 1, ("as",), (), ()),), "", "")
    assert (found.body, found.answers) == (TrueFalse(2), (Key(("false",), "No.", ()), points))


def test_matching(tmp_path: Path) -> None:
    """Spares follow the right halves; the key has the right ids in the order of the left ones."""
    found = part(
        tmp_path,
        """\
        kind: matching
        stem: Match.
        marks: 2
        objectives: {AO1: 2}
        pairs: [{id: y, left: Y, right: one}, {id: x, left: X, right: two}]
        spare: [{id: z, right: three}]
        explanation: So.
        """,
    )
    right = (Choosable("y", "one"), Choosable("x", "two"), Choosable("z", "three"))
    assert found.body == Matching((Choosable("y", "Y"), Choosable("x", "X")), right)
    assert found.answers == (Key(("y", "x"), "So.", ()),)


def test_ordering(tmp_path: Path) -> None:
    """Events are kept by id, so that the bank's right order is in the key alone."""
    found = part(
        tmp_path,
        """\
        kind: ordering
        stem: Order.
        marks: 2
        objectives: {AO1: 2}
        events: [{id: c, text: first}, {id: a, text: second}, {id: b, text: third}]
        given: c
        explanation: So.
        """,
    )
    events = (Choosable("a", "second"), Choosable("b", "third"), Choosable("c", "first"))
    assert found.body == Ordering(events, "c")
    assert found.answers == (Key(("c", "a", "b"), "So.", ()),)


def test_gap_fill(tmp_path: Path) -> None:
    """The passage is cut at its gaps; the word bank is alphabetical whatever the case, with the spare words."""
    found = part(
        tmp_path,
        """\
        kind: gap-fill
        stem: Complete.
        marks: 2
        objectives: {AO1: 2}
        passage: First. Then [[popular]] in [[Leningrad]].
        spare: [elected, Zinoviev]
        explanation: So.
        """,
    )
    words = ("elected", "Leningrad", "popular", "Zinoviev")
    assert found.body == GapFill(("First. Then ", " in ", "."), words)
    assert found.answers == (Key(("popular", "Leningrad"), "So.", ()),)


def test_table_completion(tmp_path: Path) -> None:
    """Blank cells are empty in the body, and a point each in reading order, with what else is accepted."""
    found = part(
        tmp_path,
        """\
        kind: table-completion
        stem: Complete.
        marks: 2
        objectives: {AO1: 2}
        columns: [Who, What]
        rows: [["[[Yagoda]]", shot], [Yezhov, "[[killed]]"]]
        accept: {killed: [murdered]}
        explanation: So.
        """,
    )
    assert found.body == TableCompletion(("Who", "What"), (("", "shot"), ("Yezhov", "")))
    points = (Point("Yagoda", 1, (), (), ()), Point("killed", 1, ("murdered",), (), ()))
    assert found.answers == (Points(points, "So.", ""),)


def test_a_written_answer_by_points(tmp_path: Path) -> None:
    """Points carry what to accept, reject and not credit, and a weak answer; ruled lines follow from the marks."""
    fields = """\
        kind: describe
        stem: Describe two.
        marks: 4
        objectives: {AO1: 4}
        spaces: 2
        prompts: [one, two]
        points: [{text: a, marks: 3, accept: [b], reject: [c], no_credit: [d]}, {text: e}]
        weak: Lists.
        """
    found = part(tmp_path / "counted", fields)
    assert found.body == Written(2, ("one", "two"), 9, 0, False)
    points = (Point("a", 3, ("b",), ("c",), ("d",)), Point("e", 1, (), (), ()))
    assert found.answers == (Points(points, "", "Lists."),)
    given = part(tmp_path / "given", fields.replace("spaces: 2", "spaces: 2\n        lines: 5"))
    assert given.body == Written(2, ("one", "two"), 5, 0, False)


def test_a_written_answer_by_pairs(tmp_path: Path) -> None:
    """The halves have the names that the file gives them, a mark each, and their own guidance."""
    found = part(
        tmp_path,
        """\
        kind: describe
        stem: Describe two.
        marks: 4
        objectives: {AO1: 4}
        spaces: 2
        pairs:
          - {feature: {text: a, accept: [b]}, detail: {text: c, no_credit: [d]}}
          - feature: {text: e}
            detail: {text: f, reject: [g]}
        weak: Lists.
        """,
    )
    assert found.body == Written(2, (), 9, 0, False)
    first = (Point("a", 1, ("b",), (), ()), Point("c", 1, (), (), ("d",)))
    second = (Point("e", 1, (), (), ()), Point("f", 1, (), ("g",), ()))
    assert found.answers == (PairedPoints(("feature", "detail"), (first, second), "Lists."),)


def test_a_written_answer_by_levels(tmp_path: Path) -> None:
    """Levels come from the set of that name; twelve marks have a planning box."""
    found = part(
        tmp_path,
        """\
        kind: essay
        stem: How far?
        marks: 12
        objectives: {AO1: 6, AO2: 6}
        levels: how-far-12
        indicative: [{heading: For, points: [a, b]}]
        weak: Tells the story.
        """,
    )
    assert found.body == Written(1, (), 34, 0, True)
    (levels,) = found.answers
    assert isinstance(levels, Levels)
    assert levels.levels[0] == Level(4, 10, 12, "Judges with precise knowledge.")
    assert [(level.number, level.low, level.high) for level in levels.levels[1:]] == [
        *((3, 7, 9), (2, 4, 6), (1, 1, 3))
    ]
    assert (levels.indicative, levels.weak) == ((Indicative("For", ("a", "b")),), "Tells the story.")


@pytest.mark.parametrize(
    ("marks", "lines"),
    [
        *((1, 2), (2, 4), (3, 6), (4, 9), (5, 11), (6, 14), (8, 20), (10, 26), (12, 34), (16, 50), (20, 64)),
        *((25, 80), (30, 96), (7, 17), (9, 23), (15, 46), (18, 57), (40, 128)),
    ],
)
def test_lines_follow_from_the_marks(marks: int, lines: int) -> None:
    """The table's rows are kept; between them the lines are interpolated and rounded up."""
    assert lines_for(marks) == lines


def test_what_every_question_carries(tmp_path: Path) -> None:
    """Tags, support, notes and the place reach the question as the bank has them."""
    found = read(
        tmp_path,
        """\
        kind: short-answer
        stem: Who led it?
        marks: 1
        objectives: {AO1: 1}
        lines: 1
        points: [{text: Kirov}]
        enemies: [kirov-01]
        scaffolds: {hint: H, starters: [S …], words: [w], steps: [s], glossary: [purge], extension: E?}
        note: For teachers.
        """,
    )
    assert (found.unit, found.topics, found.tiers) == ("small", ("kirov",), (Tier.CORE,))
    assert (found.difficulty, found.minutes, found.paragraphs, found.needs) == (3, 4, (2,), "text")
    assert (found.sources, found.enemies, found.lead, found.note) == ((), ("kirov-01",), "", "For teachers.")
    assert found.scaffolds == Scaffolds(("S …",), ("w",), ("s",), "H", ("purge",), "E?")
    assert (found.place.line, found.place.column) == (3, 5)


def test_a_source_among_the_enemies_stands_for_its_questions(tmp_path: Path) -> None:
    """Every question that rests on it is an enemy, once; a bank needs no new line when one is added."""
    found = read(
        tmp_path,
        """\
        kind: short-answer
        stem: Who led it?
        marks: 1
        objectives: {AO1: 1}
        points: [{text: Kirov}]
        enemies: [extract-02, extract, kirov-01]
        """,
    )
    assert found.enemies == ("extract-02", "extract-01", "kirov-01")


def test_parts_stay_in_order_under_their_lead(tmp_path: Path) -> None:
    """A question in parts has their marks, kinds and objectives together."""
    found = read(
        tmp_path,
        """\
        sources: [extract]
        lead: Study {source}.
        parts:
          - {kind: source-infer, stem: Infer., marks: 2, objectives: {AO3: 2}, points: [{text: a, marks: 2}]}
          - {kind: short-answer, stem: Who?, marks: 1, objectives: {AO1: 1}, points: [{text: b}]}
        """,
    )
    assert (found.lead, [each.stem for each in found.parts]) == ("Study {source}.", ["Infer.", "Who?"])
    assert (found.marks, found.kinds) == (3, (Kind.SOURCE_INFER, Kind.SHORT_ANSWER))


def test_what_the_unit_carries(tmp_path: Path) -> None:
    """Title, topics, corrections, glossary and sources reach the unit as the bank has them."""
    (unit,) = load_bank(write_bank(tmp_path)).units
    assert (unit.title, unit.subject, unit.attribution) == (
        *("A small unit", "History", "Written for a test."),
    )
    assert unit.topics == (Topic("kirov", "The murder of Kirov"), Topic("gulag", "The Gulag"))
    assert unit.corrections == (("sacked form", "sacked from"),)
    assert unit.glossary[0] == Term("purge", "to remove people from a party")
    source = unit.source("extract")
    assert (source.label, source.glossary, source.place.line) == ("Source", ("rigging",), 1)
    assert [question.id for question in unit.questions] == sorted(question.id for question in unit.questions)


LEARNED = """\
focus_questions:
  - What was it?
  - {question: Why?, answer: Out of fear.}
figures: {measure: Men, sets: [text, archive], bars: [{label: A, values: [6, 1.2]}, {label: B, values: [8, 2]}]}
sortings: [{id: causes, title: Sort., groups: [{name: Causes, cards: [Fear.]}, {name: Results, cards: [Loss.]}]}]
contested: [{paragraph: 1, claim: the purge, note: x, summary: It was not so.}]
"""


def test_what_is_learned_of_a_unit(tmp_path: Path) -> None:
    """A question may have an answer, a term be a person or lack its meaning; figures and cards to sort are kept."""
    root = write_bank(tmp_path)
    head, glossary = root / "small/unit.yaml", root / "small/glossary.yaml"
    head.write_text(head.read_text(encoding="utf-8") + LEARNED, encoding="utf-8")
    more = "- {term: Kirov, person: true, meaning: head of the Party}\n- {term: camp}\n"
    glossary.write_text(glossary.read_text(encoding="utf-8") + more, encoding="utf-8")
    (unit,) = load_bank(root).units
    assert unit.focus_questions == (FocusQuestion("What was it?", ""), FocusQuestion("Why?", "Out of fear."))
    assert unit.people == (Term("Kirov", "head of the Party", True),)
    assert [term.term for term in unit.terms] == ["purge", "rigging", "camp"]
    assert unit.chart == unit.figures
    assert unit.figures == Figures("Men", ("text", "archive"), (("A", (6, 1.2)), ("B", (8, 2))))
    assert unit.sortings == (Sorting("causes", "Sort.", (("Causes", ("Fear.",)), ("Results", ("Loss.",)))),)
    assert [one.summary for one in unit.contested] == ["It was not so."]


def test_the_longest_timeline_is_the_unit_s_and_the_first_chart_its_figures() -> None:
    """Of the bundled unit: eight events, and its own figures before any chart of its sources."""
    (unit,) = load_bank().units
    assert [event.when for event in unit.timeline] == [
        "1921",
        "1928",
        "1930",
        "1934",
        "1936",
        "1938",
        "1939",
        "1940",
    ]
    drawn = replace(unit, figures=None).chart
    assert drawn is not None
    assert (drawn.sets, drawn.bars[0]) == (("",), ("1928", (0.03,)))


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ("7", Written(1, (), 7, 0, True)),
        ("half page", Written(1, (), 0, 0.5, True)),
        ("page", Written(1, (), 0, 1, True)),
        ("none", Written(1, (), 0, 0, False)),
    ],
)
def test_the_room_for_an_answer_can_be_chosen(tmp_path: Path, lines: str, body: Written) -> None:
    """Lines, half a page, a page, or none for an answer in a book, which needs no planning box either."""
    root = write_bank(tmp_path)
    path = root / "small/questions/written.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("levels: how-far-12,", f"levels: how-far-12, lines: {lines},"), encoding="utf-8"
    )
    (unit,) = load_bank(root).units
    found = unit.by_id["essay-01"].parts[0].body
    assert isinstance(found, Written)
    assert replace(found, prompts=()) == body
    path.write_text(text.replace("spaces: 2, stem", f"spaces: 2, lines: {lines}, stem"), encoding="utf-8")
    if lines == "7":
        load_bank(root)
    else:
        with pytest.raises(InvalidInput, match="2 numbered spaces cannot stand in"):
            load_bank(root)
