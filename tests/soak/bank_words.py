"""The bundled bank's words and keys as its files have them, read by PyYAML alone: nothing here asks the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

UNIT = Path(__file__).parents[2] / "question_bank" / "stalins-terror"
_REFERENCE = re.compile(r"\{[^}]*\}")
_UNSEEN = re.compile("[\\s\x02\ufffe\u00ad\u200b\\-\u2010\u2011*_]")


def squeezed(text: str) -> str:
    """Text as two readers of PDFs agree on it: no white, no hyphens, no bold, ligatures taken apart."""
    return _UNSEEN.sub("", normalize("NFKC", text))


def pattern(text: str) -> str:
    """Bank text as a pattern on squeezed text: what a reference prints may be anything short."""
    return ".{1,40}?".join(re.escape(squeezed(piece)) for piece in _REFERENCE.split(text))


@dataclass(frozen=True)
class Part:
    """A part of a question: its label ("" for an only one), kind, stem, and its YAML."""

    label: str
    kind: str
    stem: str
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """A question of the bank or an activity: its id, what may stand between its number and first stem, its parts."""

    id: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def literal(self) -> str:
        """The longest piece of its first stem that is printed as it stands, for a quick search."""
        return max((squeezed(piece) for piece in _REFERENCE.split(self.parts[0].stem)), key=len)


@dataclass(frozen=True)
class Words:
    """The unit: questions by id, kinds, topics, the text's paragraphs, what may ask for a term, and dated events.

    `clues` are by term: its meaning, and each sentence that it stands in, with a gap, or what is around that.
    """

    questions: Mapping[str, Question]
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    text: tuple[str, ...]
    clues: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, str]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the text has."""
        return len(self.text)


def read_words() -> Words:
    """The bundled unit."""
    questions = [question for path in sorted(UNIT.glob("questions/*.yaml")) for question in _questions(path)]
    unit = _load(UNIT / "unit.yaml")
    text = (UNIT / "text.md").read_text(encoding="utf-8")
    sources = [_load(path) for path in sorted(UNIT.glob("sources/*.yaml"))]
    for slip in unit["corrections"]:
        text = text.replace(slip["found"], slip["printed"])
    return Words(
        questions={question.id: question for question in questions},
        kinds=tuple(sorted({part.kind for question in questions for part in question.parts})),
        topics=tuple(topic["id"] for topic in unit["topics"]),
        text=tuple(filter(None, map(str.strip, text.split("\n\n")))),
        clues={
            term["term"]: (term.get("meaning", ""), *_gapped(text, term["term"]))
            for term in _load(UNIT / "glossary.yaml")
        },
        dates={
            event["text"]: event["when"] for source in _walk(sources) for event in source.get("timeline", ())
        },
    )


_WINDOW = 24
"""So many words of a long sentence are printed around its gap."""


def _gapped(text: str, term: str) -> Iterator[str]:
    """The sentences of the text in which the term stands, with a gap for it."""
    for sentence in re.split(r"(?<=[.?!])\s+", text):
        words = re.sub(rf"\b{re.escape(term)}\b", "_____", sentence, flags=re.IGNORECASE).split()
        gap = next((at for at, word in enumerate(words) if "_____" in word), None)
        if gap is not None:
            first = max(0, min(gap - _WINDOW // 2, len(words) - _WINDOW))
            shown = words[first : first + _WINDOW]
            before, after = "…" if first else "", "…" if first + _WINDOW < len(words) else ""
            yield f"{before} {' '.join(shown)} {after}"


def _load(path: Path) -> Any:  # whatever the file has
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _walk(value: object) -> Iterator[Mapping[str, Any]]:
    """Every mapping in what was read."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _walk(one)


def _questions(path: Path) -> Iterator[Question]:
    for told in _load(path)["questions"]:
        several = "parts" in told
        labels = (f"({letter})" for letter in map(chr, count(ord("a")))) if several else iter([""])
        parts = tuple(
            Part(label, part["kind"], part["stem"], part)
            for label, part in zip(labels, told.get("parts", [told]), strict=False)
        )
        lead = pattern(told["lead"]) if "lead" in told else r"Study.{1,60}?\." if "sources" in told else ""
        yield Question(told["id"], lead, parts)
