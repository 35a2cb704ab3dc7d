"""What every kind of question must have: each test goes through all of them, and names what one lacks."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.examples import example
from tests.samples import choice, matching, ordering
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Body, Choosable, LetteredKey
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.entries import PartEntry
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.question import Part
from worksheetgen.model.tier import Tier
from worksheetgen.resources import question_bank, templates
from worksheetgen.streams import Stream
from worksheetgen.value import field_names

BODIES = list(dict.fromkeys(kind.body for kind in Kind))


def part(kind: Kind) -> Part:
    """The one part of a kind's example."""
    (only,) = example(kind).parts
    return only


def orders(asked: Part) -> list[tuple[str, ...]]:
    """A few students' orders of what moves in a part, with its key at every place where that is one letter."""
    printing = asked.body.printing(asked.answers)
    places = len(asked.lettered_key.options) if asked.lettered_key else 4
    return [
        printing(place, lambda place=place: Stream("seed", str(place)))  # type: ignore[misc]  # bound on purpose
        for place in range(places)
    ]


# ---- the body ------------------------------------------------------------------------------------


def test_a_body_must_have_every_method_but_a_few() -> None:
    """Only what most kinds have no use for may be left out; without any other method a body cannot be made."""
    methods = {name for name, value in vars(Body).items() if callable(getattr(value, "__func__", value))}
    public = {name for name in methods if not name.startswith("_")}
    spared = {"asked", "lettered_key", "crossable", "credited", "in_brief", "by_tier", "order_of"}
    assert public - Body.__abstractmethods__ == spared


@pytest.mark.parametrize("kind", list(Kind))
def test_the_key_is_what_verification_expects(kind: Kind) -> None:
    """In every order, the printed answer to a question with a key is what is worked out from the paper."""
    asked = part(kind)
    objective = any(isinstance(answer, Key) for answer in asked.answers)
    for printed in orders(asked):
        expected = asked.body.expected_answer(asked.answers, printed)
        assert bool(expected) is objective, "expected_answer says nothing of a kind with a key"
        assert expected in ("", asked.body.answer(asked.answers, printed))


def borrowed(body: Any) -> set[str]:
    """The methods that make the printed key, as far as `expected_answer` calls them."""
    source = textwrap.dedent(inspect.getsource(body.expected_answer))
    called = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
    return called & {"answer", "key_rows", "for_student", "printing"}


@pytest.mark.parametrize("body", BODIES)
def test_verification_does_not_ask_what_it_checks(body: type[Body]) -> None:
    """What `verify` expects is worked out without the code that made the paper and the key."""
    assert borrowed(body) == set()


def test_a_borrowed_answer_is_found() -> None:
    """The guard sees a body that expects whatever it printed."""

    class Trusting:
        def answer(self) -> str:
            return "B"

        def expected_answer(self) -> str:
            return self.answer()

    assert borrowed(Trusting) == {"answer"}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_mark_scheme_has_an_answer(kind: Kind) -> None:
    """A row that is right for a key, points that are credited, or levels: markers find something."""
    asked = part(kind)
    for answer in asked.answers:
        match answer:
            case Key():
                assert any(row.right for row in asked.body.key_rows(asked.answers))
            case Points():
                assert asked.body.credited(answer).points
            case PairedPoints():
                assert answer.pairs
            case Levels(levels):
                assert levels


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_student_sees_holds_no_id(kind: Kind) -> None:
    """Nothing that is printed under the stem is named after a key, or has the bank's ids in it."""
    asked = part(kind)
    for printed in orders(asked):
        for tier in Tier:
            shown = asked.body.for_student(asked.answers, printed, tier)
            names = field_names(type(shown))
            assert set(names).isdisjoint({"answer", "answers", "key", "keys", "explanation"})
            assert not any(repr(id) in repr(shown) for id in printed)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_moves_is_all_there(kind: Kind) -> None:
    """Every order has the same ids; where the key is one letter, it stands where it was dealt, or is pinned."""
    asked = part(kind)
    found = orders(asked)
    assert len({tuple(sorted(printed)) for printed in found}) == 1
    match asked.lettered_key:
        case LetteredKey(pinned=False, right=right):
            assert [printed.index(right) for printed in found] == list(range(len(found)))


# ---- what a colleague types -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_a_key_that_is_typed_is_that_key(kind: Kind) -> None:
    """In every order what a key prints means the key, in small letters too; of other kinds words stay as they are."""
    asked = part(kind)
    objective = any(isinstance(answer, Key) for answer in asked.answers)
    assert asked.body.answered_with
    for printed in orders(asked):
        typed = asked.body.answer(asked.answers, printed) if objective else "Some words"
        if not objective:
            assert asked.body.meant(asked.answers, typed, printed) == (typed,)
            continue
        for each in (typed, f" {typed.lower()} "):
            meant = (Key(asked.body.meant(asked.answers, each, printed), "", ()),)
            assert asked.body.answer(meant, printed) == typed
        with pytest.raises(ValueError, match="§"):
            asked.body.meant(asked.answers, "§", printed)


@pytest.mark.parametrize(
    ("asked", "typed", "printed", "meant"),
    [
        (choice(), "B", "dbca", "b"),
        (choice(), "(c)", "dbca", "c"),
        (choice(), "a.", "dbca", "d"),
        (matching(), "1b 2A 3-D", "wxyz", "xwz"),
        (matching(), "bad", "wxyz", "xwz"),
        (matching(), "2A, 1B, 3D", "wxyz", "xwz"),
        (matching(), "1A 2A 3B", "wxyz", "wwx"),
        (ordering(), "3, 1, 4, 2", "abcd", "bdac"),
        (ordering(), "3142", "abcd", "bdac"),
        (ordering(given="d"), "3 1 4", "abcd", "bdac"),
    ],
)
def test_an_answer_may_be_typed_in_several_ways(asked: Part, typed: str, printed: str, meant: str) -> None:
    """Letters in brackets, numbers without spaces, pairs in any order; the event that is given may be left out."""
    assert "".join(asked.body.meant(asked.answers, typed, tuple(printed))) == meant


@pytest.mark.parametrize(
    ("asked", "typed", "printed"),
    [
        (choice(), "E", "dbca"),
        (choice(), "A B", "dbca"),
        (matching(), "1A 2B", "wxyz"),
        (matching(), "1A 1B 2C", "wxyz"),
        (matching(), "1A 2B 3E", "wxyz"),
        (matching(), "1A 2B 3C?", "wxyz"),
        (ordering(), "1 2 3", "abcd"),
        (ordering(), "1 2 3 3", "abcd"),
        (ordering(), "1 2 3 x", "abcd"),
    ],
)
def test_what_is_no_answer_is_refused(asked: Part, typed: str, printed: str) -> None:
    """A letter that is not there, too few or too many, or anything beside them."""
    with pytest.raises(ValueError, match=re.escape(typed)):
        asked.body.meant(asked.answers, typed, tuple(printed))


# ---- the bank's file and what is written about it --------------------------------------------------


def undocumented(kind: Kind, readme: str) -> list[str]:
    """The kind's name, if a text has no such word, and those of its own fields that it does not show with the kind.

    A field is shown as in a file, with a colon, in one of the paragraphs that name a kind with the same body.
    """
    fellows = [fellow.value for fellow in Kind if fellow.body is kind.body]
    beside = "\n".join(some for some in readme.split("\n\n") if any(has(some, fellow) for fellow in fellows))
    own = kind.body.entry().model_fields.keys() - PartEntry.model_fields.keys()
    return [name for name in (kind.value, *(f"{field}:" for field in sorted(own))) if not has(beside, name)]


def has(text: str, name: str) -> bool:
    """Whether the text has the name, and not only as the beginning or the end of a longer one."""
    return re.search(rf"(?<![\w-]){name}(?![\w-])", text) is not None


def own_fields() -> str:
    """What question_bank/README.md says of the kinds' own fields."""
    readme = (question_bank() / "README.md").read_text(encoding="utf-8")
    return readme.partition("### Kinds and their own fields")[2].partition("\n### ")[0]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_bank_s_readme_has_every_field(kind: Kind) -> None:
    """question_bank/README.md names each kind and each of its own fields."""
    assert undocumented(kind, own_fields()) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_an_editor_has_words_for_every_field(kind: Kind) -> None:
    """Each of the kind's own fields has a description, which goes into the JSON Schema; so has the kind a docstring."""
    entry = kind.body.entry()
    assert [name for name, field in entry.model_fields.items() if not field.description] == []
    assert (entry.__doc__ or "").partition("\n")[0].endswith(".")


def test_a_field_that_is_not_written_about_is_found() -> None:
    """The guard sees a kind that the text does not name, and a field that it names with another kind alone."""
    assert undocumented(Kind.ESSAY, own_fields().replace("essay", "")) == ["essay"]
    assert undocumented(Kind.GAP_FILL, own_fields().replace("spare: [elected, Moscow]", "")) == ["spare:"]


@pytest.mark.parametrize("body", BODIES)
def test_every_kind_has_rules_of_its_own(body: type[Body]) -> None:
    """At the least one says how many marks such a question has."""
    assert body.entry().rules


# ---- the template --------------------------------------------------------------------------------


def untold(kind: Kind, folder: Path) -> list[str]:
    """The fields of a student's body that the head of the kind's template, or of the one it includes, does not name."""
    path = folder / f"{kind}.xml.j2"
    if not path.is_file():
        return [f"there is no {path.name}"]
    text = path.read_text(encoding="utf-8")
    if included := re.fullmatch(r'\{% include "kinds/([^"]+)" %\}\s*', text):
        text = (folder / f"{included[1]}.xml.j2").read_text(encoding="utf-8")
    head = re.match(r"\{#.*?#\}", text, re.DOTALL)
    asked = part(kind)
    shown = asked.body.for_student(asked.answers, orders(asked)[0], Tier.CORE)
    names = field_names(type(shown))
    return [name for name in names if not (head and re.search(rf"\b{name}\b", head[0]))]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_template_that_names_its_values(kind: Kind) -> None:
    """Who writes a theme finds at the head of the bundled template what it is given."""
    assert untold(kind, templates() / "board/kinds") == []


def test_a_template_that_is_missing_or_silent_is_found(tmp_path: Path) -> None:
    """The guard sees a kind without a template, and a value that the head does not name."""
    assert untold(Kind.GAP_FILL, tmp_path) == ["there is no gap-fill.xml.j2"]
    (tmp_path / "gap-fill.xml.j2").write_text(
        "{# It has words, letters, told, doubt. #}\n<p>{{ part.body.pieces }}</p>\n"
    )
    assert untold(Kind.GAP_FILL, tmp_path) == ["pieces"]


@pytest.mark.parametrize("typed", ["A C", "ac", "c, a", "C; A", "words of a; words of c", "(A) (C)"])
def test_several_keys_are_understood_however_they_are_typed(typed: str) -> None:
    """By letters or words, in any order, what a colleague typed is the keys in the bank’s order; one more is none."""
    body = Choice(tuple(Choosable(id, f"words of {id}") for id in "abcd"), False)
    key = (Key(("a", "c"), "", ()),)
    assert body.meant(key, typed, tuple("abcd")) == ("a", "c")
    for wrong in ("A", "A B C", "AA", "A E", "words of a"):
        with pytest.raises(ValueError, match=re.escape(wrong.split()[-1])):
            body.meant(key, wrong, tuple("abcd"))
    assert body.lettered_key(key) is None
    assert body.answer(key, tuple("dcba")) == body.expected_answer(key, tuple("dcba")) == "B D"
