"""What the program keeps for itself comes back as it was, and whatever else lies in its place is refused, never run."""

from __future__ import annotations

import dataclasses
import pickle
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import choice, question, unit, written
from tests.tiny_bank import write_bank
from worksheetgen import __version__
from worksheetgen.bank import load_bank
from worksheetgen.blueprint.loading import ReadBlueprint
from worksheetgen.blueprint.school import NamedSchool
from worksheetgen.errors import InvalidInput, WorkersLost
from worksheetgen.kinds import AnyBody, Kind
from worksheetgen.manifest import RecordedFile, RecordedQuestion, RecordedStudent
from worksheetgen.model.answers import Answer
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Draw
from worksheetgen.model.image import Image
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.source import Content
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.run.drafts import PaperDraft
from worksheetgen.run.packs import RECORD_FILE, TASK_FILE, load_record, make_pack
from worksheetgen.run.values import Pack, PackRecord, Task
from worksheetgen.search import read_query, search
from worksheetgen.stored import Damaged, decode, encode, from_plain, sealed, to_plain, unsealed
from worksheetgen.typesetting.theme import Theme, ThemeFacts
from worksheetgen.value import Value, replace

KEPT: tuple[Any, ...] = (
    *(tuple[Unit, ...], Task, PaperDraft),
    *(ReadBlueprint, NamedSchool, Image, Theme, ThemeFacts, Draw),
)
"""The types that the program keeps; of a class list's words there is one value only (`class_list`)."""
MEMBERS: list[tuple[Any, Any]] = [
    *((AnyBody, member) for member in dict.fromkeys(kind.body for kind in Kind)),
    *((union, member) for union in (Answer, Content) for member in get_args(union)),
]
"""What can stand for what in a bank: a body of any kind, an answer, a source's content."""


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, with two members at most in a tuple or mapping.

    A mapping has its keys in order, as they come back: its `repr` tells.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[1:] == (...,):
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if origin in (Union, UnionType):
        return st.one_of(*map(values, inner))
    if origin is Mapping:
        named = st.dictionaries(st.text(max_size=3), values(inner[1]), max_size=2)
        return named.map(lambda some: dict(sorted(some.items())))
    if origin is Literal:
        return st.sampled_from(inner)
    if is_dataclass(kind) or issubclass(kind, Value):
        build: Any = kind
        hints = {
            name: hint for name, hint in get_type_hints(kind).items() if get_origin(hint) is not ClassVar
        }
        return st.builds(build, **{name: values(hint) for name, hint in hints.items()})
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind is str:
        return st.text(max_size=6)
    if kind is Path:
        return st.text("/.-a\u017c\udce9", min_size=1, max_size=6).map(Path)
    return st.from_type(kind)


# ---- what comes back -----------------------------------------------------------------------------


def test_the_bundled_bank_comes_back_as_it_was() -> None:
    """All questions and their sources are equal after a round trip, of the same types, in the same bytes."""
    units = load_bank().units
    content = encode(units)
    back = decode(content, tuple[Unit, ...])
    assert back == units
    assert repr(back) == repr(units)
    assert encode(back) == content


def test_a_bank_is_kept_whose_folder_has_a_name_that_is_no_text(tmp_path: Path, cache: Path) -> None:
    """Bytes that are no UTF-8 are spelt out where a place names the file, and the units come from the cache."""
    odd = tmp_path / "b\udce9"
    try:
        odd.mkdir()
    except OSError:  # a file system that takes no such names
        return
    units = load_bank(write_bank(odd)).units
    assert "b\\udce9" in units[0].place.file
    (path,) = cache.iterdir()
    assert decode(unsealed(path.read_bytes()), tuple[Unit, ...]) == units


@pytest.mark.parametrize("kind", KEPT)
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_is_kept_comes_back(kind: Any, data: st.DataObject) -> None:
    """Any value of a type that is kept is equal after a round trip, of the same types, in the same bytes."""
    value = data.draw(values(kind))
    content = encode(value)
    back = decode(content, kind)
    assert back == value
    assert repr(back) == repr(value)
    assert encode(back) == content


@pytest.mark.parametrize(("union", "member"), MEMBERS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_member_of_a_union_comes_back_as_itself(union: Any, member: Any, data: st.DataObject) -> None:
    """A body, an answer, a source's content is read as the class that it was."""
    value = data.draw(values(member))
    back = decode(encode(value), union)
    assert type(back) is member
    assert back == value


class Left(Value, tag=True):
    """Has the same field as `Right`."""

    form: ClassVar[str] = "left"
    text: str


class Right(Value, tag=True):
    """Has the same field as `Left`."""

    form: ClassVar[str] = "right"
    text: str


class Everything(Value):
    """A field of each form."""

    side: Left | Right
    maybe: Left | None
    either: Left | Right | None
    pair: tuple[int, str]
    many: tuple[bool, ...]
    tier: Tier
    path: Path
    data: bytes
    ratio: float
    named: Mapping[str, int]


SAMPLE = Everything(
    Right("a\u2013"), None, None, (1, "b"), (True,), Tier.CORE, Path("/x"), b"\0\xff", 0.5, {"a": 1}
)


def test_classes_with_the_same_fields_are_told_apart() -> None:
    """A member of a union is kept with its class's name, not guessed from its fields."""
    for side in (Left("a"), Right("a")):
        assert type(decode(encode(replace(SAMPLE, side=side)), Everything).side) is type(side)
        both = replace(SAMPLE, either=side, maybe=Left("a"))
        assert decode(encode(both), Everything) == both


def test_equal_values_have_equal_bytes() -> None:
    """Neither the order of a mapping nor what was computed tells."""
    one, other = replace(SAMPLE, named={"a": 1, "b": 2}), replace(SAMPLE, named={"b": 2, "a": 1})
    assert one == other
    assert encode(one) == encode(other)
    asked, computed = question("a"), question("a")
    assert computed.marks == 1
    assert encode(asked) == encode(computed)
    assert "marks" not in vars(decode(encode(computed), type(asked)))


# ---- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"ratio":0.5', '"ratio":"0.5"'),
        ('"ratio":0.5', '"ratio":NaN'),
        ('"ratio":0.5', '"ratio":1e999'),
        ('"pair":[1,', '"pair":[true,'),
        ('"pair":[1,', '"pair":[1.0,'),
        ('"pair":[1,', '"pair":["1",'),
        ('"pair":[1,', f'"pair":[{"9" * 5000},'),
        ('"pair":[1,"b"]', '"pair":[1]'),
        ('"pair":[1,"b"]', '"pair":[1,"b","c"]'),
        ('"many":[true]', '"many":[1]'),
        ('"many":[true]', '"many":true'),
        ('"many":[true]', '"many":{}'),
        ('"tier":"core"', '"tier":"cored"'),
        ('"tier":"core"', '"tier":["core"]'),
        ('"path":"L3g="', '"path":null'),
        ('"path":"L3g="', '"path":"/x"'),
        ('"data":"AP8="', '"data":"AP8"'),
        ('"data":"AP8="', '"data":"A P8="'),
        ('"named":{"a":1}', '"named":{"a":null}'),
        ('"named":{"a":1}', '"named":[]'),
        ('"named":{"a":1}', '"named":{"a":1},"more":1'),
        (',"named":{"a":1}', ""),
        ('"type":"Right"', '"type":"Everything"'),
        ('"type":"Right"', '"type":["Right"]'),
        ('"type":"Right",', ""),
        ('"maybe":null', '"maybe":{"text":null}'),
        ('"maybe":null', '"maybe":{"type":"Right","text":"a"}'),
        ("{", "\u2013{"),
        ("}", ""),
        ('"tier"', "[" * 200_000),
    ],
)
def test_content_of_another_form_is_refused(right: str, wrong: str) -> None:
    """One thing that `encode` would not write is enough, wherever it stands."""
    content = encode(SAMPLE).decode()
    assert decode(content.encode(), Everything) == SAMPLE
    assert content.count(right)
    with pytest.raises(Damaged):
        decode(content.replace(right, wrong, 1).encode(), Everything)


@pytest.mark.parametrize("cut", [0, 1, 2, 7, 50, -1])
def test_content_that_was_cut_short_is_refused(cut: int) -> None:
    """A file whose end is missing is not read as a shorter value."""
    with pytest.raises(Damaged):
        decode(encode(SAMPLE)[:cut], Everything)


@pytest.mark.parametrize(
    "wrong", [{"pair": (True, "b")}, {"path": "/x"}, {"ratio": float("inf")}, {"many": True}]
)
def test_a_value_of_another_type_does_not_come_back(wrong: dict[str, Any]) -> None:
    """What is not of its declared type is refused where it is read, and not passed on."""
    with pytest.raises(Damaged):
        decode(encode(replace(SAMPLE, **wrong)), Everything)


class Uncertain(Value):
    """Has a number that no file can hold."""

    number: complex


def test_a_type_that_cannot_be_kept_says_so() -> None:
    """A class of which neither JSON nor we know how it is kept is its author's mistake."""
    with pytest.raises(NotImplementedError, match="cannot be kept"):
        encode(Uncertain(1j))
    with pytest.raises(NotImplementedError, match="cannot be kept"):
        decode(b'{"number":1}', Uncertain)


def test_plain_data_come_back() -> None:
    """A value as dicts, texts and numbers is the same again; other data are refused."""
    side = Right("a")
    assert to_plain(side) == {"type": "Right", "text": "a"}
    assert from_plain(to_plain(side), Right) == side
    for wrong in ({"type": "Left", "text": "a"}, {"type": "Right", "text": 1}, "Right", None):
        with pytest.raises(Damaged):
            from_plain(wrong, Right)


# ---- what lies in the files' places --------------------------------------------------------------


class Bomb:
    """Whoever unpickles it makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        """Make the file when read."""
        return Path.touch, (self.mark,)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """The file that is made where something planted is run."""
    return tmp_path / "it ran"


@pytest.fixture
def bomb(mark: Path) -> bytes:
    """A pickle that runs what it says."""
    content = pickle.dumps(Bomb(mark))
    pickle.loads(content)
    assert mark.exists()
    mark.unlink()
    return content


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "worksheetgen"


def plant(path: Path, content: bytes) -> None:
    """Put content into a file of the cache, with the checksum that it has to have."""
    path.write_bytes(sealed(content))


def test_nothing_planted_in_the_cached_bank_is_run(
    tmp_path: Path, cache: Path, mark: Path, bomb: bytes
) -> None:
    """A pickle in the place of the cached units is not read: they are made anew, and kept anew."""
    root = write_bank(tmp_path)
    units = load_bank(root).units
    (path,) = cache.iterdir()
    good = path.read_bytes()
    for planted in (bomb, b"null", b"[" * 200_000):
        plant(path, planted)
        assert load_bank(root).units == units
        assert path.read_bytes() == good
    assert not mark.exists()


SEARCHED = (unit(question("kirov-01", written(stem="Who was Kirov?")), question("b", choice())),)


def crafted(right: bytes) -> list[bytes]:
    """Databases in the place of an index: of another schema, with rows that are no questions, or damaged."""
    with closing(sqlite3.connect(":memory:")) as endless:
        endless.execute(
            "CREATE VIEW items AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
        )
        images = [endless.serialize()]
    for change in (
        "UPDATE items_docsize SET id = 7 WHERE id = 0",
        "DELETE FROM items_docsize",
        "UPDATE items_data SET block = x'ffffffffffff'",
        "INSERT INTO items (rowid, stem) VALUES (9, 'Kirov')",
        "CREATE TRIGGER planted AFTER INSERT ON items_data BEGIN SELECT 1; END",
    ):
        with closing(sqlite3.connect(":memory:")) as index:
            index.deserialize(right)
            index.execute(change)
            index.commit()
            images.append(index.serialize())
    return images


def test_nothing_planted_in_the_cached_index_is_run(cache: Path, mark: Path, bomb: bytes) -> None:
    """Neither a pickle nor a database of another making is searched: the index is made anew, and kept anew."""
    hits = search(SEARCHED, "crafted", read_query("kirov"))
    (path,) = cache.iterdir()
    good = path.read_bytes()
    for planted in (bomb, b"", *crafted(unsealed(good))):
        plant(path, planted)
        assert search(SEARCHED, "crafted", read_query("kirov")) == hits
        assert path.read_bytes() == good
    assert not mark.exists()


def test_nothing_planted_in_a_task_is_run(tmp_path: Path, mark: Path, bomb: bytes) -> None:
    """A worker that finds anything else in the place of its task says so, and makes nothing."""
    (tmp_path / "packs").mkdir()
    for number, planted in enumerate((bomb, b"{}", b"[" * 200_000)):
        (tmp_path / TASK_FILE).write_bytes(planted)
        with pytest.raises(WorkersLost, match=r"is damaged\. Give the same command again"):
            make_pack(Pack(tmp_path, f"planted {number}", __version__, 1, "", (), {}))
    assert not mark.exists()
    assert not list(tmp_path.glob("packs/*"))


def test_nothing_planted_in_a_record_is_run(tmp_path: Path, mark: Path, bomb: bytes) -> None:
    """A finished pack whose record is anything else ends the run, and the message says how to start anew."""
    without_questions = RecordedStudent(
        "9b-01",
        "Ann",
        Tier.CORE,
        Print.STANDARD,
        0,
        "",
        False,
        "A",
        "papers/9b-01.pdf",
        2,
        PaperSize.A4,
        "K7M2XDABCDEFG12345",
        (),
    )
    asked = dataclasses.replace(
        without_questions, questions=(RecordedQuestion(1, "kirov-01", 1, (), "B", (), 0),)
    )
    right = PackRecord((asked,), (1,), ())
    (tmp_path / RECORD_FILE).write_bytes(sealed(encode(right)))
    assert load_record(tmp_path) == right
    for wrong in (
        replace(right, files=(RecordedFile("../key.pdf", "0" * 64),)),
        replace(right, starts=()),
        replace(right, students=(dataclasses.replace(asked, file="../9b-01.pdf"),)),
        replace(right, students=(dataclasses.replace(asked, booklet="/booklet.pdf"),)),
        replace(right, students=(without_questions,)),
    ):
        (tmp_path / RECORD_FILE).write_bytes(sealed(encode(wrong)))
        assert_damaged(tmp_path)
    for planted in (bomb, encode(right), *map(sealed, (bomb, b"{}", b"[" * 200_000))):
        (tmp_path / RECORD_FILE).write_bytes(planted)
        assert_damaged(tmp_path)
    (tmp_path / RECORD_FILE).unlink()
    assert_damaged(tmp_path)
    assert not mark.exists()


def assert_damaged(place: Path) -> None:
    """The pack's record is refused with what to do."""
    with pytest.raises(InvalidInput, match=r"record: .* Leave out --resume to start anew\."):
        load_record(place)
