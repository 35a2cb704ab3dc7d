"""Statements to weigh, on a line or in two boxes: their marks, their rules, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bank.test_problems import problems
from tests.examples import begin, example
from tests.samples import blueprint, section, selection, stage, student, unit, varied
from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.composition import compose_mark_scheme
from worksheetgen.kinds import Kind
from worksheetgen.kinds.agreement_line import AgreementLine
from worksheetgen.kinds.for_and_against import ForAndAgainst
from worksheetgen.model.answers import Points
from worksheetgen.model.blocks import Block, Labelled, Paragraph, Stem, Table
from worksheetgen.model.question import Question
from worksheetgen.model.text import plain

GULAG = Path("small/questions/gulag.yaml")
JUDGED = "judgement: {marks: 2, points: [{text: weighs the sides}, {text: gives a reason}]}\n    weak: "


def edited(root: Path, kind: Kind, *changes: tuple[str, str]) -> Path:
    """The tiny bank with an example of the kind, in which words were replaced by others."""
    begin(root, kind)
    path = root / GULAG
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return root


def complaints(root: Path) -> list[str]:
    """What the bank is told, without places."""
    return [f"{found.what} {found.remedy}" for found in problems(root)]


def with_judgement(root: Path) -> Question:
    """For and against for 6 marks, 2 of them for a judgement."""
    changes = (("marks: 4", "marks: 6"), ("{AO1: 4}", "{AO1: 6}"), ("weak: ", JUDGED))
    (found,) = load_bank(edited(root, Kind.FOR_AND_AGAINST, *changes)).units
    return next(one for one in found.questions if one.kinds == (Kind.FOR_AND_AGAINST,))


def scheme(asked: Question) -> list[Block]:
    """The blocks of its mark scheme, those under a number or beside it too."""
    paper = varied(selection(asked.id), blueprint(section()), unit(asked), student(), "9B", "seed", "run")
    made = compose_mark_scheme([paper], [paper], unit(asked), stage())
    found = [item.block for item in made.items]
    return [inner for block in found for inner in (block.blocks if isinstance(block, Labelled) else (block,))]


# ---- marks ---------------------------------------------------------------------------------------


def test_each_side_earns_half_of_what_the_judgement_leaves(tmp_path: Path) -> None:
    """Of 6 marks with 2 for the judgement each box has 2; every group of points says how much it can earn."""
    asked = with_judgement(write_bank(tmp_path)).parts[0]
    groups = [answer for answer in asked.answers if isinstance(answer, Points)]
    assert [(group.heading, group.most) for group in groups] == [("For", 2), ("Against", 2), ("Judgement", 2)]
    assert isinstance(asked.body, ForAndAgainst)
    assert asked.body.judgement_lines > 0
    plain_one = example(Kind.FOR_AND_AGAINST).parts[0].body
    assert isinstance(plain_one, ForAndAgainst)
    assert (plain_one.lines, plain_one.judgement_lines) == (asked.body.lines, 0)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([("marks: 4", "marks: 5"), ("{AO1: 4}", "{AO1: 5}")], "5 marks cannot be shared by two sides. Write marks: "
         "6, or change the judgement’s."),
        ([("weak: ", JUDGED.replace("marks: 2", "marks: 4"))], "The sides have no marks. Write marks: 6, "
         "or change the judgement’s."),
        ([("marks: 4", "marks: 6"), ("{AO1: 4}", "{AO1: 6}")], "The points under ‘in_favour’ reach 2 marks, but 3 can "
         "be earned. Add points, or lower the marks."),
        ([("  in_favour:", "  in_favor:")], "‘in_favor’ is not a field here. Did you mean ‘in_favour’?"),
        ([("  statement: A view for", "  statment: A view for")], "‘statment’ is not a field here. Did you mean "
         "‘statement’?"),
    ],
)  # fmt: skip
def test_boxes_that_cannot_be_marked_are_told(
    tmp_path: Path, changes: list[tuple[str, str]], says: str
) -> None:
    """Marks that two sides cannot share, points that do not reach them, and fields with other names."""
    assert says in complaints(edited(write_bank(tmp_path), Kind.FOR_AND_AGAINST, *changes))


def test_an_agreement_is_marked_as_any_written_answer(tmp_path: Path) -> None:
    """Without pairs, points or levels it has no marking, and that is said once."""
    changes = [
        ("  pairs: ", "  prompts: [x]\n  # pairs: "),
        ("    - reason: {", "    # "),
        ("      evidence: {", "    # "),
    ]
    root = edited(write_bank(tmp_path), Kind.AGREEMENT_LINE, *changes, *changes[1:])
    assert complaints(root) == [
        "The answer has no marking. Add ‘points:’, ‘pairs:’, or ‘levels:’ with the name of a set."
    ]


def test_the_cross_earns_nothing_and_the_scheme_says_so() -> None:
    """Markers read that any place of the cross is as good, before they read what earns marks."""
    blocks = scheme(example(Kind.AGREEMENT_LINE))
    said = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
    (about,) = [words for words in said if "cross" in words]
    assert about.startswith("Nothing for where the cross stands")
    table = next(
        block for block in blocks if isinstance(block, Table) and "Reason" in plain(block.rows[0][0].text)
    )
    assert said.index(about) < len(said)
    assert [plain(cell.text) for cell in table.rows[0]] == ["Reason (1 mark)", "Evidence (1 mark)"]


def test_the_scheme_has_a_table_for_each_side(tmp_path: Path) -> None:
    """Each box has its own table and the marks that it can earn; so has the judgement."""
    blocks = scheme(with_judgement(write_bank(tmp_path)))
    heads = [plain(block.rows[0][0].text) for block in blocks if isinstance(block, Table)]
    assert heads[-3:] == ["For", "Against", "Judgement"]
    said = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
    assert (
        "2 marks for the statement, 2 marks against it and 2 marks for the judgement, whichever side it comes down "
        "on. A fact in the wrong box earns nothing." in said
    )


# ---- the statement -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.AGREEMENT_LINE, Kind.FOR_AND_AGAINST])
def test_lists_and_schemes_begin_with_the_statement(kind: Kind) -> None:
    """The stems of such questions are much alike: in lists and in the mark scheme the statement stands before."""
    asked = example(kind)
    body = asked.parts[0].body
    assert isinstance(body, (AgreementLine, ForAndAgainst))
    assert asked.opening.startswith(f"‘{body.statement}’ ")
    stems = [plain(block.text) for block in scheme(asked) if isinstance(block, Stem)]
    assert any(stem.startswith(f"‘{body.statement}’ ") for stem in stems)


@pytest.mark.parametrize("kind", [Kind.AGREEMENT_LINE, Kind.FOR_AND_AGAINST])
def test_verification_looks_for_the_statement(kind: Kind) -> None:
    """A paper without the statement would ask nothing."""
    body = example(kind).parts[0].body
    assert isinstance(body, (AgreementLine, ForAndAgainst))
    assert body.on_paper(())[0] == ("", body.statement)


@pytest.mark.parametrize("kind", [Kind.AGREEMENT_LINE, Kind.FOR_AND_AGAINST])
def test_a_statement_may_give_another_question_away(kind: Kind) -> None:
    """Its words are among what is told, and what is known of it is asked with its words."""
    asked = example(kind).parts[0]
    assert isinstance(asked.body, (AgreementLine, ForAndAgainst))
    assert asked.body.statement in asked.body.told(asked.stem, asked.answers)
    facts = list(asked.body.facts(asked.stem, asked.answers))
    assert facts
    assert {fact.asked for fact in facts} == {asked.body.statement}


def test_a_colleague_gets_less_room() -> None:
    """On the sheet for a second reader both have a line or two for a note, and still the statement."""
    for kind in (Kind.AGREEMENT_LINE, Kind.FOR_AND_AGAINST):
        body = example(kind).parts[0].body
        brief = body.in_brief()
        assert isinstance(brief, (AgreementLine, ForAndAgainst))
        assert isinstance(body, (AgreementLine, ForAndAgainst))
        assert brief.lines < body.lines
        assert brief.statement == body.statement
