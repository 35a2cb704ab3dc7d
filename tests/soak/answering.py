"""A paper answered from what it prints: its words, as a reader of PDFs gives them, looked up in the bank's files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from string import ascii_lowercase, ascii_uppercase

from tests.soak.bank_words import Part, Question, Words, pattern, squeezed

OPEN = r"(?:→\d+)"
"""What the key has for an answer that is read in the mark scheme."""


class Unreadable(Exception):
    """The page does not say what it should."""


@dataclass(frozen=True)
class Answered:
    """A part as found on paper: number with label, the question whose words it has, and its right answer.

    `cell` is a pattern of what the key must have for it; `shared` what it must say once for all papers, "" for nothing.
    """

    number: str
    id: str
    cell: str
    shared: str = ""


def activities(bank: Words) -> tuple[Question, ...]:
    """Questions that are made from text, glossary and timeline, as far as their words are always the same."""
    stems = {
        "cloze": "Complete th",
        "crossword": "Complete the crossword",
        "match-term": "Match each term to its meaning",
        "put-in-order": "Put these events in order",
        "word-search": "Work out each word from its clue",
        "retrieval-grid": "Answer as many as you can from memory",
    }
    told = {
        "match-term": {
            "pairs": [
                {"left": term, "right": clue} for term, clues in bank.clues.items() for clue in clues if clue
            ]
        },
        "put-in-order": {
            "events": [{"text": text} for text in sorted(bank.dates, key=bank.dates.__getitem__)]
        },
    }
    return tuple(Question(id, "", (Part("", id, stem, told.get(id, {})),)) for id, stem in stems.items())


def answered(text: str, bank: Words, asked: tuple[Question, ...]) -> Iterator[Answered]:
    """Each part of a paper whose squeezed text this is, in its order; `asked` are all questions that there are.

    Raises Unreadable where the words of a part are not those of the bank.
    """
    possible = [question for question in asked if question.literal in text]
    at, number = 0, 1
    while True:
        found = []
        for question in possible:
            first = question.parts[0]
            opening = f"{number}(?:{question.lead})?{re.escape(first.label)}{pattern(first.stem)}"
            if match := re.compile(opening).search(text, at):
                found.append((match.start(), -match.end(), question))
        if not found:
            return
        start = min(begins for begins, *_ in found)
        # Several may begin alike, the longest first: what follows tells which it is.
        some = sorted((one for one in found if one[0] == start), key=lambda one: one[1])
        parts, at = _read(text, start, str(number), [question for *_, question in some], bank)
        yield from parts
        number += 1


def _read(
    text: str, start: int, number: str, questions: list[Question], bank: Words
) -> tuple[list[Answered], int]:
    """The parts of the first of the questions whose words are there, and where they end."""
    problems = []
    for question in questions:
        try:
            return _parts(text, start, number, question, bank)
        except Unreadable as unreadable:
            problems.append(str(unreadable))
    raise Unreadable("; ".join(problems))


def _parts(text: str, start: int, number: str, question: Question, bank: Words) -> tuple[list[Answered], int]:
    found, at = [], start
    for part in question.parts:
        match = re.compile(re.escape(part.label) + pattern(part.stem)).search(text, at)
        stated = squeezed(part.told.get("statement", ""))
        if not match or text.find(stated, match.end(), match.end() + len(stated) + 40) < 0:
            raise Unreadable(f"question {number}{part.label} is not {question.id}")
        made, at = _ANSWERS.get(part.kind, _open)(text, match.end(), part, bank)
        found += [(part.label + label, cell, shared) for label, cell, shared in made]
    return [Answered(f"{number}{label}", question.id, cell, shared) for label, cell, shared in found], at


Found = tuple[list[tuple[str, str, str]], int]
"""Labels, patterns of cells and shared answers of a part, and where its words end."""


def _open(text: str, at: int, part: Part, bank: Words) -> Found:
    return [("", OPEN, "")], at


def _lettered(text: str, at: int, texts: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """The letters under which squeezed texts stand one after another: letter by id; all that can be found."""
    letters: dict[str, str] = {}
    for letter in ascii_uppercase:
        places = [
            (place, -len(words), id)
            for id, words in texts.items()
            if id not in letters and (place := text.find(letter + words, at, at + 2500)) >= 0
        ]
        if not places:
            break
        place, length, id = min(places)
        letters[id] = letter
        at = place + 1 - length
    return letters, at


def _choice(text: str, at: int, part: Part, bank: Words) -> Found:
    options = {one["id"]: squeezed(one["text"]) for one in part.told["options"]}
    letters, at = _lettered(text, at, options)
    if letters.keys() != options.keys():
        raise Unreadable(f"options {options.keys() - letters.keys()} of {part.stem}")
    keys = part.told.get("keys") or [part.told["key"]]
    return [("", "".join(sorted(letters[key] for key in keys)), "")], at


def _true_false(text: str, at: int, part: Part, bank: Words) -> Found:
    return [("", str(part.told["key"]).capitalize(), "")], at


def _matching(text: str, at: int, part: Part, bank: Words) -> Found:
    """Whatever pairs are printed: an activity takes some of many terms, and one right half is spare."""
    lefts: dict[str, list[str]] = {}
    for pair in part.told["pairs"]:
        lefts.setdefault(pair["left"], []).append(pair["right"])
    order: list[str] = []
    begin = at
    while True:
        number = str(len(order) + 1)
        places = [
            (place, -len(squeezed(left)), left)
            for left in lefts
            if left not in order and (place := text.find(number + squeezed(left), at, at + 400)) >= 0
        ]
        if not places:
            break
        place, length, left = min(places)
        order.append(left)
        at = place + 1 - length
    rights = {
        right: squeezed(right)
        for right in chain(*lefts.values(), (one["right"] for one in part.told.get("spare", [])))
    }
    letters, at = _lettered(text, begin, rights)
    found = [[letters[right] for right in lefts[left] if right in letters] for left in order]
    if not order or not all(found):
        raise Unreadable(f"pairs of {part.stem}")
    return [("", "".join(f"{number}{own[0]}" for number, own in enumerate(found, 1)), "")], at


def _ordering(text: str, at: int, part: Part, bank: Words) -> Found:
    places = {
        rank: place
        for rank, event in enumerate(part.told["events"])
        if (place := text.find(squeezed(event["text"]), at, at + 1500)) >= 0
    }
    if len(places) < 3:
        raise Unreadable(f"events of {part.stem}")
    right = sorted(places)
    cell = "".join(str(right.index(rank) + 1) for rank in sorted(places, key=places.__getitem__))
    return [("", cell, "")], max(places.values())


def _gap_fill(text: str, at: int, part: Part, bank: Words) -> Found:
    opens, *_ = part.told["passage"].split("[[")
    begins = squeezed(opens)[:40]
    its, *after = [match.start() for match in islice(re.compile(r"\[\d+marks?\]").finditer(text, at), 2)] or [
        at
    ]
    if text.find(begins, its, after[0] if after else len(text)) < 0:
        raise Unreadable(f"{begins} does not begin its passage")
    words = re.findall(r"\[\[(.+?)\]\]", part.told["passage"])
    return [("", OPEN, squeezed("; ".join(words)))], at


def _cloze(text: str, at: int, part: Part, bank: Words) -> Found:
    """Each paragraph's gaps filled from the text: what stands around them must be a paragraph's own words."""
    made = []
    for label in ascii_lowercase:
        head = re.compile(rf"\({label}\)Paragraph(\d+)\[\d+marks?\]").search(text, at, at + 4000)
        if not head:
            break
        words, at = _gaps(text, head.end(), bank.text[int(head[1]) - 1])
        made.append((f"({label})", OPEN, words))
    if not made:
        head = re.compile(r"\[\d+marks?\]").search(text, at)
        if not head:
            raise Unreadable("a cloze without marks")
        for paragraph in bank.text:
            if text.find(squeezed(paragraph)[:25], head.end(), head.end() + 400) >= 0:
                words, at = _gaps(text, head.end(), paragraph)
                made.append(("", OPEN, words))
                break
    if not made:
        raise Unreadable("a cloze without paragraphs")
    return made, at


def _gaps(text: str, at: int, printed: str) -> tuple[str, int]:
    """The words that the gaps leave out, squeezed, with ; between them; a gap may follow its word's first letter."""
    paragraph = squeezed(printed)
    begins = {0, *accumulate(len(squeezed(word)) for word in printed.split())}
    starts = (text.find(paragraph[:length], at, at + 250) for length in range(25, 2, -1))
    at = next((start for start in starts if start >= 0), at)
    place = 0
    words: list[str] = []
    while True:
        run = _common(text[at:], paragraph[place:])
        at, place = at + run, place + run
        opening = re.compile(rf"\w?gap{len(words) + 1}(?!\d)")
        # A word that begins as “gap” does, such as “government”, seems to go on into it.
        found = ((opening.match(text, at - over), over) for over in range(min(run, 2) + 1))
        gap, over = next((one for one in found if one[0]), (None, 0))
        if not gap:
            break
        place -= over
        after = text[gap.end() : gap.end() + 12]
        stops = (paragraph.find(after[:length], place) for length in range(len(after), 0, -1))
        stop = next((stop for stop in stops if stop >= 0), -1)
        if stop < 0:
            raise Unreadable(f"after gap {len(words) + 1} in {paragraph[:30]}: {after}")
        lettered = place not in begins and paragraph[place - 1].isalnum()
        words.append(paragraph[place - lettered : stop])
        at, place = gap.end(), stop
    if place < len(paragraph):
        raise Unreadable(f"{paragraph[:30]} ends before {paragraph[place : place + 20]}")
    return ";".join(words), at


def _common(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _crossword(text: str, at: int, part: Part, bank: Words) -> Found:
    name = _grid_name(text, at)
    across = text.find("Across", at)
    down = text.find("Down", across)
    after = re.compile(r"\[\d+marks?\]").search(text, down)
    words, at = [], down
    for way, start, stop in (("A", across, down), ("D", down, after.start() if after else len(text))):
        clues, end = _clues(text, start, stop, bank)
        words += [(f"{number}{way}", term) for number, term in clues]
        at = max(at, end)
    return [("", name, f"{name}:{';'.join(label + _capitals(term) for label, term in words)}")], at


def _word_search(text: str, at: int, part: Part, bank: Words) -> Found:
    name = _grid_name(text, at)
    begin = text.find(f"Grid{name}", at)
    after = re.compile(r"\[\d+marks?\]").search(text, begin)
    clues, end = _clues(text, begin, after.start() if after else len(text), bank)
    return [("", name, f"{name}:{';'.join(f'{number}{_capitals(term)}' for number, term in clues)}")], end


def _grid_name(text: str, at: int) -> str:
    found = re.compile(r"Grid([A-Z])").search(text, at, at + 400)
    if not found:
        raise Unreadable("a grid without a name")
    return found[1]


def _clues(text: str, start: int, stop: int, bank: Words) -> tuple[list[tuple[int, str]], int]:
    """The terms whose meanings are printed there as clues, after their numbers."""
    found, last = [], start
    for term, clues in bank.clues.items():
        some = "|".join(re.escape(squeezed(clue).casefold()) for clue in clues if clue)
        if match := re.compile(rf"(\d+)(?:{some})\([\d,]+\)").search(text.casefold(), start, stop):
            found.append((int(match[1][-2:]), term))
            last = max(last, match.end())
    return sorted(found), last


def _capitals(term: str) -> str:
    return squeezed(term).upper()


def _retrieval(text: str, at: int, part: Part, bank: Words) -> Found:
    """Its cells are questions of the bank in brief, with numbers of their own: they end with the score."""
    end = text.find("Score/", at)
    return [("", OPEN, "")], end if end >= 0 else len(text)


_ANSWERS = {
    "multiple-choice": _choice,
    "true-false": _true_false,
    "matching": _matching,
    "match-term": _matching,
    "ordering": _ordering,
    "put-in-order": _ordering,
    "gap-fill": _gap_fill,
    "cloze": _cloze,
    "crossword": _crossword,
    "word-search": _word_search,
    "retrieval-grid": _retrieval,
}
