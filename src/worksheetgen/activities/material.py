"""A unit's text, glossary and timeline to what activities are made from: terms with clues, and dated events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from worksheetgen.english import MONTHS, WEB_ADDRESS, capitalised, in_ranges, whole_word
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Term, Unit
from worksheetgen.model.question import Objective, Part, Question, Scaffolds
from worksheetgen.model.source import Event
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value, replace

GAP = "_____"
"""What stands in a clue for the word that it asks for."""
KNOWLEDGE = "AO1"
"""What activities assess."""
_SHORTEST_STEM = 4
"""A word of a meaning that begins as the term does, in so many letters or more, gives the term away."""
_MOST_WORDS = 24
"""So many words around a gap are enough to know what is missing: a whole match-term fits a page in every print."""
_ENDINGS = 3
"""So many letters at the end of a term may differ in another form of it: snowball, snowballing."""


class Clue(Value):
    """A term of the glossary, and what asks for it.

    `clue` is its meaning as the glossary has it; where it has none, or one that says the term itself, the clue is
    `gapped`: the sentence of the text in which the term stands, or a part of a long one, with `GAP` in its place.
    `paragraph` is the number of the first paragraph in which it stands, None where it stands in none.
    """

    term: str
    clue: str
    paragraph: int | None
    gapped: bool


class Material(Value):
    """What an activity is made from.

    `paragraphs` are the numbers of those of the unit's text that it may ask about: all, unless some were named.
    `clues` are for the terms that stand in them, or for the whole glossary where none were named, in the order in
    which they are to be taken: an activity that needs twelve takes the first twelve that suit it, and so leaves
    others to the paper's other activities. `events` run from the earliest to the latest: the unit's timeline, or
    where it has none what sentences date that stand in the paragraphs `dating`, () for a timeline. `taken` are terms
    that other activities of the paper ask for, and should not meet here; `told` is all that those print and ask for.
    `lessons` are the topics (ids) of each column of a retrieval grid. `place` is where the activity is asked for, for
    messages.
    """

    unit: Unit
    paragraphs: tuple[int, ...]
    clues: tuple[Clue, ...]
    events: tuple[Event, ...]
    dating: tuple[int, ...]
    place: Place
    taken: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    lessons: tuple[tuple[str, ...], ...] = ()

    def question(
        self,
        id: str,
        parts: Iterable[Part],
        *,
        difficulty: int,
        minutes: int,
        asking: Iterable[int] = (),
        lead: str = "",
    ) -> Question:
        """The question of that id that a maker returns.

        `asking` are the paragraphs whose very words it asks for: they are not printed beside it, unless a blueprint
        names them in `read`. `lead` stands over several parts. `difficulty` and `minutes` are as in Question.
        """
        return Question(
            id=id,
            unit=self.unit.id,
            topics=self.topics,
            tiers=tuple(Tier),
            difficulty=difficulty,
            minutes=minutes,
            paragraphs=tuple(sorted(set(asking))),
            needs="text",
            sources=(),
            enemies=(),
            lead=lead,
            parts=tuple(parts),
            scaffolds=Scaffolds((), (), (), "", (), ""),
            note="",
            accepted=(),
            place=self.place,
        )

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that most of the unit's questions on these paragraphs are on; the unit's first where none are."""
        here = set(self.paragraphs)
        on = Counter(
            one.topic for one in self.unit.questions if here.issuperset(one.paragraphs) and one.paragraphs
        )
        known = [topic.id for topic in self.unit.topics]
        return tuple(
            id for id, _ in sorted(on.items(), key=lambda each: (-each[1], known.index(each[0])))
        ) or (known[0],)

    def knowledge(self, marks: int) -> tuple[tuple[Objective, int], ...]:
        """The `objectives` of a part of so many marks: knowledge, of the qualification that most of the unit's have."""
        names = Counter(
            one.qualification for question in self.unit.questions for one, _ in question.objectives
        )
        return ((Objective(max(sorted(names), key=names.__getitem__, default="GCSE"), KNOWLEDGE), marks),)

    def lacking(self, what: str, remedy: str) -> InvalidInput:
        """What a maker raises where the material is too little: what is lacking, and what to do."""
        return InvalidInput([Problem(self.place, what, remedy)])


def material_of(unit: Unit, named: tuple[int, ...], place: Place) -> Material:
    """All that the paragraphs with the `named` numbers give, or the whole unit where none are named.

    `place` is where they are named. Its clues stand in the glossary's order.
    """
    unit = replace(unit, text=tuple(text.replace("**", "") for text in unit.text))  # a gap may part two signs
    paragraphs = tuple(sorted(set(named))) or tuple(range(1, len(unit.text) + 1))
    clues = (clue_of(unit, term, paragraphs) for term in unit.glossary)
    found = tuple(one for one in clues if one and (one.paragraph or not named))
    timeline = unit.timeline if len(unit.timeline) >= FEWEST_EVENTS else ()
    dated = {} if timeline else _dated(unit, paragraphs)
    events = timeline or tuple(event for _, event in dated.values())
    return Material(
        unit, paragraphs, found, events, tuple(sorted({number for number, _ in dated.values()})), place
    )


T = TypeVar("T")


def first_of_each(items: Iterable[T], key: Callable[[T], str]) -> list[T]:
    """The items in their order, of those with the same key the first alone."""
    found: dict[str, T] = {}
    for item in items:
        found.setdefault(key(item), item)
    return list(found.values())


# ---- terms ---------------------------------------------------------------------------------------


def clue_of(unit: Unit, term: Term, paragraphs: Sequence[int]) -> Clue | None:
    """The clue for a term, as far as these paragraphs of the unit's text go; None where nothing asks for it.

    Nobody is asked for a word of a sentence that historians contest.
    """
    standing = whole_word(term.term)
    where = next((number for number in paragraphs if standing.search(unit.text[number - 1])), None)
    if term.meaning and not _says(term.meaning, term.term):
        return Clue(term.term, term.meaning, where, gapped=False)
    for number in paragraphs:
        for sentence in split_sentences(unit.text[number - 1]):
            if standing.search(WEB_ADDRESS.sub("", sentence)) and not contested_in(unit, number, sentence):
                return Clue(term.term, _near_gap(standing.sub(GAP, sentence)), number, gapped=True)
    return None


def _near_gap(sentence: str) -> str:
    """A sentence with a gap; of a long one what stands around the gap, between ellipses."""
    words = sentence.split()
    if len(words) <= _MOST_WORDS:
        return sentence
    gap = next(at for at, word in enumerate(words) if GAP in word)
    first = max(0, min(gap - _MOST_WORDS // 2, len(words) - _MOST_WORDS))
    before, after = "… " if first else "", " …" if first + _MOST_WORDS < len(words) else ""
    return f"{before}{' '.join(words[first : first + _MOST_WORDS])}{after}"


def sentences_from(clues: Iterable[Clue]) -> frozenset[int]:
    """The paragraphs whose sentences, with a gap, are among the clues."""
    return frozenset(clue.paragraph for clue in clues if clue.gapped and clue.paragraph)


def clue_sources(clues: Sequence[Clue]) -> str:
    """What a key says of the clues: whether they are from the glossary, or from which paragraphs."""
    numbers = sentences_from(clues)
    many = "s" if len(numbers) > 1 else ""
    sentences = f" The sentences are from paragraph{many} {in_ranges(numbers)}." if numbers else ""
    glossary = "The meanings are those of the glossary." if any(not one.gapped for one in clues) else ""
    return f"{glossary}{sentences}".strip()


def _says(meaning: str, term: str) -> bool:
    """Whether a meaning has every word of its term in it, in some form."""
    said = re.findall(r"\w+", meaning.casefold())
    stems = [
        word[: max(_SHORTEST_STEM, len(word) - _ENDINGS)] for word in re.findall(r"\w+", term.casefold())
    ]
    return all(any(one.startswith(stem) for one in said) for stem in stems)


def contested_in(unit: Unit, paragraph: int, sentence: str) -> bool:
    """Whether a sentence of that paragraph has a claim that historians have moved on from, or is part of one."""
    return any(claim in sentence or sentence in claim for claim in claims_on(unit, paragraph))


def claims_on(unit: Unit, paragraph: int) -> tuple[str, ...]:
    """The claims of that paragraph that historians have moved on from."""
    return tuple(one.claim for one in unit.contested if one.paragraph == paragraph)


# ---- sentences -----------------------------------------------------------------------------------

_ABBREVIATED = re.compile(
    r"(?<![^\s(“‘])(?:[A-Za-z]|Mrd|Mio|Nr|bzw|Mr|Mrs|Ms|Dr|St|Gen|Col|Capt|Lt|Sgt|Rev|No|c|ca|vs|e\.g|i\.e|cf|p|pp)\.$"
)
"""The end of what looks like a sentence and is none: an initial or an abbreviation."""
_LONGEST_ABBREVIATION = len("Capt.")
_END = re.compile(r"(?<=[.?!])[”’\"')\]]*\s+|(?<=[.?!][”’\"')\]])\s+")


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, in order, each without the white space around it."""
    found: list[str] = []
    begun = 0
    for end in _END.finditer(text):
        stop = end.start() + len(end[0].rstrip())
        if not _ABBREVIATED.search(text, max(begun, stop - _LONGEST_ABBREVIATION), stop):
            found.append(text[begun:stop].strip())
            begun = end.end()
    return tuple(filter(None, (*found, text[begun:].strip())))


# ---- events --------------------------------------------------------------------------------------

FEWEST_EVENTS = 4
"""A timeline of fewer events is none to put in order."""
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WITHIN_YEAR = (
    rf"(?:early|late|mid|{_MONTH})[ -]|(?:beginning|start|spring|summer|autumn|fall|winter|end) of "
    rf"|(?:\w+day,? (?:the )?)?(?:{_DAY}(?: of)? {_MONTH}|{_MONTH} {_DAY}),? "
)
_DATED = re.compile(
    rf"(?:^| )[IiOo]n (?:the (?!\d{{4}}))?(?P<when>(?:{_WITHIN_YEAR})?(?P<year>1\d{{3}}|20\d{{2}}))(?=[ ,.;])"
)
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})")
_POINTING = re.compile(
    r"(?:He|She|It|Its|They|His|Her|Their|This|That|These|Those|Then|There|Here|Later|But|And)\b"
)
"""How sentences begin that are unclear without the one before."""


def dated_events(unit: Unit, paragraphs: Iterable[int]) -> tuple[Event, ...]:
    """What sentences of these paragraphs say happened in one year, without that year, the earliest first."""
    return tuple(event for _, event in _dated(unit, paragraphs).values())


def _dated(unit: Unit, paragraphs: Iterable[int]) -> Mapping[int, tuple[int, Event]]:
    """By its year, in order: what a sentence says happened then, without the year, and the sentence's paragraph.

    Of a year the first alone, and nothing that historians contest.
    """
    found: dict[int, tuple[int, Event]] = {}
    for number in paragraphs:
        for sentence in split_sentences(unit.text[number - 1]):
            for year, event in () if contested_in(unit, number, sentence) else _event(sentence):
                found.setdefault(year, (number, event))
    return dict(sorted(found.items(), key=lambda each: each[0]))


def _event(sentence: str) -> Iterator[tuple[int, Event]]:
    """The one event that a sentence dates by a year, with the year."""
    dated = _DATED.search(sentence)
    if dated is None or len(_YEAR.findall(sentence)) > 1:
        return
    before, after = sentence[: dated.start()], sentence[dated.end() :]
    text = before + after if before else after.lstrip(" ,")
    if not _POINTING.match(text):
        yield int(dated["year"]), Event(dated["when"], capitalised(text))
