"""Ids made from names: the same in every export, all different, safe as file names and in spreadsheets."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.class_list import load_class
from worksheetgen.class_list.arrangements import reads_like_arrangement
from worksheetgen.class_list.made_ids import make_ids, name_key
from worksheetgen.class_list.vocabulary import folded, vocabulary

LETTERS = "abcçdeéfghijklłmnñoöpqrsßtuüvwxyzžŵ"
WORD = (
    st.text(st.sampled_from(LETTERS), min_size=2, max_size=6)
    .map(str.capitalize)
    .filter(lambda word: folded(word) not in vocabulary().titles | vocabulary().no_pupils)
    .filter(lambda word: not reads_like_arrangement(word))
)
NAMES = st.lists(
    st.tuples(WORD, WORD).map(" ".join), min_size=1, max_size=30, unique_by=lambda name: name_key(name)
)


def ids_by_name(lines: list[str]) -> dict[str, str]:
    """The id of each name of a list with these lines."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "9B.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return {name_key(student.name): student.id for student in load_class(path).students}


@given(NAMES, st.randoms(use_true_random=False))
def test_sorting_and_growing_change_no_id(names: list[str], chance: random.Random) -> None:
    """The list in another order, with one pupil less, and with accents written in two parts has the same ids."""
    ids = ids_by_name(["name", *names])
    assert len(set(ids.values())) == len(names)
    chance.shuffle(names)
    assert ids_by_name(["name", *(unicodedata.normalize("NFD", name) for name in names)]) == ids
    if len(names) > 1 and all(len(id) == 4 for id in ids.values()):
        assert ids_by_name(["name", *names[1:]]).items() <= ids.items()


@given(NAMES)
def test_another_export_changes_no_id(names: list[str]) -> None:
    """Halves in two columns, surnames first, in capitals, beside other columns: the ids stay."""
    ids = ids_by_name(["name", *names])
    halves = [name.split() for name in names]
    assert (
        ids_by_name(["Surname;Forename;UPN", *(f"{b.upper()};{a};H{i}" for i, (a, b) in enumerate(halves))])
        == ids
    )
    assert ids_by_name(["Form;Student", *(f'9A;"{b}, {a}"' for a, b in halves)]) == ids


@given(st.lists(st.text(min_size=1), unique_by=lambda name: name_key(name), max_size=50))
def test_ids_are_safe(names: list[str]) -> None:
    """An id begins with a letter, none of it can be misread, and no spreadsheet takes it for a number or date."""
    for id in make_ids(names, [""] * len(names)):
        assert re.fullmatch("[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{3,}", id)
        assert not re.match(r"(JAN|FEB|MAR|APR|MAY|SEP|DEC)[0-9]", id)


def test_names_with_equal_beginnings_get_longer_ids_whatever_their_order() -> None:
    """Where four letters are not enough, both are lengthened, and nobody else's is."""
    names = [f"{a}{b}{c} {d}" for a, b, c, d in product("ABCDEF", "aeiou", "lmnr", "KLMNOPQRST")]
    many = [f"{one} {other}" for one, other in product(names[:400], ["Lee", "Carr", "Ade", "Fox", "Ito"])]
    ids = dict(zip(many, make_ids(many, [""] * len(many)), strict=True))
    longer = [name for name, id in ids.items() if len(id) > 4]
    assert len(set(ids.values())) == len(many)
    assert longer
    backwards = dict(zip(many[::-1], make_ids(many[::-1], [""] * len(many)), strict=True))
    assert backwards == ids
    alone = make_ids([longer[0]], [""])[0]
    assert ids[longer[0]].startswith(alone)


def test_pupils_of_one_name_share_the_beginning(tmp_path: Path) -> None:
    """Two of one name keep the id that each would have alone, with an end from what tells them apart."""
    alone = ids_by_name(["name,DOB", "Ann Lee,1/2/2012"])["ann lee"]
    path = tmp_path / "9B.csv"
    ids = []
    for birth in ("01/02/2012", "2012-02-01", "1.2.12"):
        path.write_text(f"name,DOB\nAnn Lee,{birth}\nLEE Ann,03/04/2012\n", encoding="utf-8")
        ids.append(tuple(student.id for student in load_class(path).students))
    assert len(set(ids)) == 1
    assert all(id.startswith(f"{alone}-") for id in ids[0])
    assert len(set(ids[0])) == 2
