"""Units and a query to the questions found: full text by SQLite's FTS5, tags by the questions themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import assert_never

from worksheetgen.cache import cached
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Part, Question
from worksheetgen.model.references import spoken
from worksheetgen.search.query import Query, read_query

__all__ = ["Query", "read_query", "search"]

WEIGHTS = (8.0, 4.0, 2.0, 4.0)
"""How much a word counts in stems, options, schemes and tags, the index's columns in order.

What pupils read counts more than what markers read.
"""


def search(units: Sequence[Unit], digest: str, query: Query) -> tuple[Question, ...]:
    """The questions that the query means, best first; without words to look for, in the bank's order.

    `digest` is the bank's: it stands for the content of all units, whose index is made once and kept under
    it.
    """
    questions = [question for unit in units for question in unit.questions]
    if not query.words:  # the index cannot be asked for what does not match, so that is found and left out
        unwanted = _rows(units, digest, " OR ".join(map(_term, query.without))) if query.without else ()
        left = (question for row, question in enumerate(questions) if row not in unwanted)
        return tuple(question for question in left if query.admits(question))
    wanted = " AND ".join(map(_term, query.words))
    rows = _rows(units, digest, wanted + "".join(f" NOT {_term(word)}" for word in query.without))
    return tuple(questions[row] for row in rows if query.admits(questions[row]))


def _term(words: str) -> str:
    """A word or a phrase of a query in FTS5's language: a word stands for all words that begin with it.

    Quotation marks around them make words of what would be an operator of FTS5; `read_query` leaves none
    inside.
    """
    return f'"{words}"' if " " in words else f'"{words}"*'


def _rows(units: Sequence[Unit], digest: str, expression: str) -> tuple[int, ...]:
    """The rows of the questions that match an FTS5 expression, best first.

    A question's row is its position among all questions of the units, from 0. The index is a whole SQLite
    database, kept as bytes in the cache.
    """
    count = sum(len(unit.questions) for unit in units)
    return cached(
        "search", digest, lambda: _index(units), lambda image: _found(image, expression, count), most=16
    )


def _found(image: bytes, expression: str, count: int) -> tuple[int, ...]:
    """The rows that the expression finds in an index of `count` questions, as in `_rows`.

    `image` is the index as SQLite wrote it. Raises ValueError where it is no such index. It comes from a
    file, and a database may bring views and triggers of its own making: it is asked nothing before its schema
    is known to be the one that `_index` makes.
    """
    columns = ", ".join(map(str, WEIGHTS))
    try:
        with closing(sqlite3.connect(":memory:")) as index:
            index.deserialize(image)
            if _schema(index) != _own_schema():
                raise ValueError("the index has another schema")
            # bm25 is the smaller the better a row matches; rows that are equally good come in the bank's order.
            rows = index.execute(
                f"SELECT rowid FROM items WHERE items MATCH ? ORDER BY bm25(items, {columns}), rowid",
                (expression,),
            ).fetchall()
    except (sqlite3.Error, MemoryError) as error:  # the latter where the image is empty
        raise ValueError("the index is damaged") from error
    if not all(row in range(count) for (row,) in rows):
        raise ValueError("the index has rows that are no questions")
    return tuple(row for (row,) in rows)


def _schema(index: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Everything that a database declares: tables, indices, views, triggers, each with its SQL."""
    return index.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").fetchall()


def _own_schema() -> list[tuple[str, ...]]:
    """What an index that `_index` makes declares."""
    with closing(sqlite3.connect(":memory:")) as index:
        _create(index)
        return _schema(index)


def _create(index: sqlite3.Connection) -> None:
    """Create the table of an index; the texts are not kept in it.

    Words are indexed without their endings (porter, for English) and without accents, so that `murders` finds
    “murdered” and `Zoe` finds “Zoë”.
    """
    index.execute(
        "CREATE VIRTUAL TABLE items USING fts5(stem, options, scheme, tags, content = '', "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )


def _index(units: Sequence[Unit]) -> bytes:
    """A database with the index of all questions, a row for each, as SQLite writes it."""
    questions = ((unit, question) for unit in units for question in unit.questions)
    rows = ((row, *_columns(unit, question)) for row, (unit, question) in enumerate(questions))
    with closing(sqlite3.connect(":memory:")) as index:
        _create(index)
        index.executemany(
            "INSERT INTO items (rowid, stem, options, scheme, tags) VALUES (?, ?, ?, ?, ?)", rows
        )
        index.commit()
        return index.serialize()


def _columns(unit: Unit, question: Question) -> tuple[str, str, str, str]:
    """A question's texts for the index's columns: stem, options, scheme and tags, with its topics' titles."""
    topics = {topic.id: topic.title for topic in unit.topics}
    stems = [question.lead, *(part.stem for part in question.parts)]
    options = [text for part in question.parts for text in part.body.searched()]
    scheme = [text for part in question.parts for text in _scheme(part)]
    tags = [question.id, *question.kinds, *question.topics, *(topics[topic] for topic in question.topics)]
    return _joined(stems), _joined(options), _joined([*scheme, question.note]), _joined(tags)


def _joined(texts: Sequence[str]) -> str:
    """All texts that are not empty as one, without bold marks, {source} as “the source”."""
    return spoken("\n".join(filter(None, texts)))


def _scheme(part: Part) -> Iterator[str]:
    """What markers read of a part: explanations, misconceptions, points, weak answers and indicative content.

    Descriptors of levels are left out: every question with the same set of levels has the same.
    """
    for answer in part.answers:
        match answer:
            case Key(_, explanation, misconceptions):
                yield from (explanation, *(belief for _, belief in misconceptions))
            case Points(points, explanation, weak):
                yield from (explanation, weak)
                for point in points:
                    yield from (point.text, *point.accept, *point.reject, *point.no_credit)
            case PairedPoints(_, pairs, weak):
                yield weak
                for half in (half for pair in pairs for half in pair):
                    yield from (half.text, *half.accept, *half.reject, *half.no_credit)
            case Levels(_, indicative, weak):
                yield weak
                for content in indicative:
                    yield from (content.heading, *content.points)
            case _:
                assert_never(answer)
