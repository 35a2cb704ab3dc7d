"""Random questions of every kind that the sheet has columns for, as the bank's files have them."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import strategies as st

from worksheetgen.kinds import Kind
from worksheetgen.kinds.written import Written

LEVELS = {"how-far-12": 12, "explain-6": 6}
TOPICS = ("cells", "transport")
SOURCES = ("graph", "micrograph")
# What divides lines and cells, ends points, makes headings and numbers, and what spreadsheets and YAML take for theirs.
_SIGNS = (
    r"cell wall / = | \/ \= \| (2) (1) 1. a: For: – - = = // / (2 marks) True false ‘quoted’ “said” it’s #3 & * ~ @ +1 "
    r"=1+1 '5 1/2 x=y a|b \ \\ ; , : [1] (a) null yes 1817 3.10 1:30 2024-05-01 é Ω °C → _ __x000A_ %"
)
WORDS = _SIGNS.split()
TEXTS = st.sampled_from([*WORDS, *(" ".join(pair) for pair in product(WORDS, WORDS))])
"""Each word, and each two of them: every ** and [[ belongs to the bank's own signs and is left out."""


def _different(count: st.SearchStrategy[int]) -> st.SearchStrategy[list[str]]:
    return count.flatmap(lambda n: st.lists(TEXTS, min_size=n, max_size=n, unique_by=str.casefold))


@st.composite
def _point(draw: st.DrawFn, *, marked: bool = True) -> dict[str, Any]:
    asides = st.lists(TEXTS.filter(lambda text: text not in ("–", "-")), max_size=2)
    point: dict[str, Any] = {"text": draw(TEXTS)}
    if marked and draw(st.booleans()):
        point["marks"] = draw(st.integers(1, 3))
    for field in ("accept", "reject", "no_credit"):
        if found := draw(asides):
            point[field] = found
    return point


@st.composite
def _choice(draw: st.DrawFn) -> dict[str, Any]:
    words = draw(_different(st.integers(2, 8)))
    ids = draw(st.permutations(["right", *(f"w{n}" for n in range(len(words) - 1))]))
    options = [{"id": id, "text": text} for id, text in zip(ids, words, strict=True)]
    keys = ids[: draw(st.integers(1, len(ids) - 1))]
    for option in options:
        if option["id"] not in keys and draw(st.booleans()):
            option["misconception"] = draw(TEXTS)
    named: dict[str, Any] = {"key": keys[0]} if len(keys) == 1 else {"keys": sorted(keys, key=ids.index)}
    pinned = {"pinned": True} if draw(st.booleans()) else {}
    return {"options": options, "marks": len(keys)} | named | pinned


@st.composite
def _true_false(draw: st.DrawFn) -> dict[str, Any]:
    fields: dict[str, Any] = {"key": draw(st.booleans()), "marks": 1}
    if draw(st.booleans()):
        fields |= {"reason": {"points": draw(st.lists(_point(), min_size=1, max_size=3))}, "marks": 2}
    return fields


@st.composite
def _matching(draw: st.DrawFn) -> dict[str, Any]:
    left = draw(_different(st.integers(2, 5)))
    right = draw(_different(st.integers(len(left), len(left) + 2)))
    pairs = [{"id": f"p{n}", "left": one, "right": right[n]} for n, one in enumerate(left)]
    spare = [{"id": f"s{n}", "right": text} for n, text in enumerate(right[len(left) :])]
    return {"pairs": pairs, "marks": len(pairs)} | ({"spare": spare} if spare else {})


@st.composite
def _ordering(draw: st.DrawFn) -> dict[str, Any]:
    events = [
        {"id": f"event-{n}", "text": text} for n, text in enumerate(draw(_different(st.integers(3, 5))), 1)
    ]
    given = {"given": "event-1"} if draw(st.booleans()) else {}
    return {"events": events, "marks": 2} | given


@st.composite
def _gap_fill(draw: st.DrawFn) -> dict[str, Any]:
    gaps = draw(st.integers(1, 3))
    passage = f"{draw(TEXTS)}. " + " ".join(f"[[gap{n}]] {draw(TEXTS)}" for n in range(gaps))
    spare = [f"spare{n}" for n in range(draw(st.integers(0, 2)))]
    return {"passage": passage, "marks": gaps} | ({"spare": spare} if spare else {})


@st.composite
def _table(draw: st.DrawFn) -> dict[str, Any]:
    columns = draw(st.lists(TEXTS, min_size=2, max_size=3))
    cells = [[draw(TEXTS) for _ in columns] for _ in range(draw(st.integers(1, 3)))]
    cells[0][0] = "[[cell wall / 1]]"
    accept = (
        {"accept": {"cell wall / 1": draw(st.lists(TEXTS, min_size=1, max_size=2))}}
        if draw(st.booleans())
        else {}
    )
    return {"columns": columns, "rows": cells, "marks": 1} | accept


@st.composite
def _written(draw: st.DrawFn) -> dict[str, Any]:
    fields: dict[str, Any] = {"weak": draw(TEXTS)} if draw(st.booleans()) else {}
    match draw(st.sampled_from(("points", "pairs", "levels"))):
        case "points":
            points = draw(st.lists(_point(), min_size=1, max_size=3))
            fields |= {"points": points, "marks": sum(point.get("marks", 1) for point in points)}
        case "pairs":
            names = ("feature", "detail")
            pairs = [
                {name: draw(_point(marked=False)) for name in names} for _ in range(draw(st.integers(1, 2)))
            ]
            fields |= {"pairs": pairs, "marks": 2 * len(pairs)}
        case _:
            levels = draw(st.sampled_from(sorted(LEVELS)))
            groups: list[dict[str, Any]] = []
            for _ in range(draw(st.integers(1, 2))):
                heading = draw(st.one_of(st.just(""), TEXTS))
                said = draw(st.lists(TEXTS, min_size=1, max_size=2))
                groups.append({"points": said} | ({"heading": heading} if heading else {}))
            fields |= {"levels": levels, "indicative": groups, "marks": LEVELS[levels]}
    if draw(st.booleans()):
        fields["lines"] = draw(st.sampled_from([4, 12, "half page", "page", "none"]))
    return fields


BODIES = {
    Kind.MULTIPLE_CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP_FILL: _gap_fill,
    Kind.TABLE_COMPLETION: _table,
}
KINDS = [kind for kind in Kind if kind in BODIES or kind.body is Written]


@st.composite
def _part(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    fields = draw(BODIES.get(kind, _written)())
    stem = draw(TEXTS) + draw(st.sampled_from(["", "\n\nSecond paragraph."]))
    part = {"kind": kind.value, "stem": stem, "objectives": {"AO1": fields["marks"]}} | fields
    return part | ({"explanation": draw(TEXTS)} if kind in BODIES and draw(st.booleans()) else {})


@st.composite
def question_data(draw: st.DrawFn, id: str = "cells-01") -> dict[str, Any]:
    """A question, plain or in parts, as imported: it may lack an explanation and misconceptions."""
    question: dict[str, Any] = {
        "id": id,
        "topics": draw(st.lists(st.sampled_from(TOPICS), min_size=1, unique=True)),
        "tiers": draw(st.lists(st.sampled_from(["support", "core", "challenge"]), min_size=1, unique=True)),
        "difficulty": draw(st.integers(1, 5)),
        "minutes": draw(st.integers(1, 30)),
        "paragraphs": draw(st.lists(st.integers(1, 2), unique=True)),
        "needs": draw(st.sampled_from(["text", "wording", "own knowledge"])),
        "sources": draw(st.lists(st.sampled_from(SOURCES), min_size=1, unique=True)),
        "origin": {"format": "xlsx", "file": "a b.xlsx"}
        | draw(st.sampled_from([{}, {"id": "7"}, {"confirmed": True}, {"id": "x y", "confirmed": True}])),
    }
    if draw(st.booleans()):
        parts = draw(st.lists(_part(), min_size=2, max_size=3))
        question |= {"lead": draw(TEXTS), "parts": parts}
    else:
        question |= draw(_part())
    if draw(st.booleans()):
        question["note"] = draw(TEXTS)
    scaffolds = {name: draw(TEXTS) for name in ("hint", "extension") if draw(st.booleans())}
    lists = {name: [draw(TEXTS)] for name in ("starters", "words", "steps") if draw(st.booleans())}
    return question | ({"scaffolds": scaffolds | lists} if scaffolds or lists else {})
