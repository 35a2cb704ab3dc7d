"""How arrangements are said: patterns of prints and of extra time, some made from the words of `vocabulary.yaml`."""

from __future__ import annotations

import re

from worksheetgen.class_list.vocabulary import folded, vocabulary
from worksheetgen.memory import remembered

A_THIRD = 33
"""Percent of a third more time, as French schools grant it."""
# A slash, comma or full stop within a number or between single letters (n/a, A4/A3) is none between arrangements.
BETWEEN = re.compile(
    r"[;\n\r•|+&]|(?<!\d),|,(?!\d)|(?<!\b\w)/|/(?!\w\b)|(?<=[a-z)%])\.(?=\s|$)|\s[-–—]\s|\b(?:and|plus|with|und)\b",
    re.IGNORECASE,
)
# So many words at the most before the number: a cell that says “font font font …” is read in a time that grows with its
# length, not with its square.
PRINT_SIZE = re.compile(
    r"\b(?:size\s*|n|font\s*|print\s*|point\s*)?(\d{1,2})\s*-?\s*(?:pts?|points?|punkt|puntos)\b"
    r"|\b(?:(?:size|font|print|text|n|lp|arial|calibri|verdana|comic sans|schrift|schriftgr[öo](?:ß|ss)e|police|taille"
    r"|caractères|letra|tama[ñn]o|maint)(?:\s{1,4}(?:de|of)\b)?[\s:]{0,4}){1,3}(\d{2})\b(?!\s*%)",
    re.IGNORECASE,
)
ON_A3 = re.compile(r"\bA3\b", re.IGNORECASE)
ON_A4 = re.compile(r"\bA4\b", re.IGNORECASE)
DYSLEXIA_PRINT = re.compile(
    r"\bd[yi]slexi[ac]\w*[\s-]+(?:friendly|fonts?|print|papers?|style)\b(?:[\s-]+(?:fonts?|print|papers?))?",
    re.I,
)


def _more_by(word: str, *signs: str) -> str:
    """The pattern of a fraction more time: “time and a third”, “one third extra time”, “1/3 more time”."""
    part = "|".join((word, *signs))
    return (
        rf"\btime and (?:an? |one )?(?:{part})(?!\w)"
        rf"|(?<![\w/])(?<!two )(?<!three )(?:(?:an?|one) )?(?:{part})(?: of)?(?: extra| more) time\b"
    )


SPOKEN_TIMES = {
    re.compile(words, re.IGNORECASE): f"{percent}% extra time"
    for words, percent in (
        (_more_by("quarter", "1/4", "¼"), 25),
        (_more_by("third", "1/3", "⅓"), A_THIRD),
        (_more_by("half", "1/2", "½"), 50),
        (r"\bdouble time\b", 100),
    )
}
LARGER_PRINT = re.compile(
    r"\b(?:1[4-9]|[2-4]\d)\s*-?\s*pt\b|\b(?:18|24|36)\s*-?\s*points?\b|\bA3 (?:papers?|print|cop(?:y|ies))\b"
    r"|\b(?:on|to|onto|in) A3\b|\b(?:font|print|lp|arial|comic sans|schriftgr[öo](?:ß|ss)e|police|letra)(?:\s+size)?"
    r"[\s:]*(?:1[4-9]|[2-4]\d)\b(?!\s*%)",
    re.IGNORECASE,
)
_MORE_WORDS = "(?:extra|more|longer|additional)"
MORE_TIME = re.compile(
    rf"\d\s*(?:%|per ?cent)\s*(?:{_MORE_WORDS}|time)\b|\b(?:{_MORE_WORDS}|plus|time)\s*\+?\s*\d+\s*%",
    re.IGNORECASE,
)
TIME_ALONE = re.compile(
    rf"(?:up to |plus |{_MORE_WORDS} |\+\s*)?(\d{{1,3}})\s*(?:%|per ?cent)\s*(?:{_MORE_WORDS}|{_MORE_WORDS}? ?time)?",
    re.IGNORECASE,
)
IN_MINUTES = re.compile(
    r"\d\s*(?:min(?:ute[ns]?|utos?|s)?|munud(?:au)?|hours?|hrs?|stunden?|heures?|horas?|h)\b", re.IGNORECASE
)
ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
IN_BOLD = re.compile(r"\bbold\b", re.IGNORECASE)


@remembered(most=16)
def plain_words(topic: str) -> frozenset[str]:
    """The vocabulary's words on that topic, folded."""
    return frozenset(map(folded, vocabulary().said[topic]))


def _alternatives(topic: str) -> str:
    words = sorted(vocabulary().said[topic], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words)


_TIME_WORDS = r"(?:(?:{words})|(?-i:\b(?:ET|XT)\b)|(?-i:(?<=\d)(?:ET|XT)\b)|(?-i:\b(?:ET|XT)(?=\d)))"
_NUMBER = r"(?P<{name}>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|per ?cent)?"


@remembered(most=1)
def time_with_number() -> re.Pattern[str]:
    """Extra time with its number before or after it."""
    words = _TIME_WORDS.format(words=_alternatives("extra time"))
    before, after = _NUMBER.format(name="before"), _NUMBER.format(name="after")
    between = r"\s*(?:allowance\s*)?(?:of|up to|:|=|-|–|\()*\s*(?:up to\s*)?"
    return re.compile(
        rf"(?<![\d/]){before}\s*(?:of\s+)?{words}|{words}{between}{after}\)?",
        re.IGNORECASE,
    )


@remembered(most=1)
def time_words() -> re.Pattern[str]:
    """Extra time, with a number or without."""
    return re.compile(_TIME_WORDS.format(words=_alternatives("extra time")), re.IGNORECASE)


@remembered(most=1)
def dashed_time() -> re.Pattern[str]:
    """“Extra time – 25%”, “ET+25%”: the sign is none between two arrangements."""
    words = _TIME_WORDS.format(words=_alternatives("extra time"))
    return re.compile(rf"({words})\s*[-–—,+;]\s*(?=\d{{1,3}}\s*%)", re.IGNORECASE)


@remembered(most=1)
def a_third() -> re.Pattern[str]:
    """A third more time, as it is said in one word."""
    return re.compile(rf"\b(?:{_alternatives('a third')})\b", re.IGNORECASE)


@remembered(most=1)
def large_print() -> re.Pattern[str]:
    """A large print; a bare “large” or “big” is one only in a column of prints."""
    bare = {"large", "larger", "big"}
    words = sorted(
        (word for word in vocabulary().said["large print"] if word not in bare), key=len, reverse=True
    )
    joined = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


@remembered(most=1)
def other_arrangements() -> re.Pattern[str]:
    """An arrangement that no printer can make, such as a reader."""
    return re.compile(rf"\b(?:{_alternatives('others')})\b", re.IGNORECASE)
