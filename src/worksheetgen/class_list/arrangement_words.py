"""How arrangements are said: patterns of prints and of extra time, some made from the words of `vocabulary.yaml`."""

from __future__ import annotations

import re
from collections.abc import Collection

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
    """The pattern of a fraction more time: “time and a third”, “one third extra time”, “1/3 more time”.

    It may be the whole of an arrangement without the word time: “quarter extra”, “an extra quarter”.
    """
    part = "|".join((word, *signs))
    one = "(?:(?:an?|one) )?"
    return (
        rf"\btime (?:and|\+) {one}(?:{part})(?!\w)"
        rf"|(?<![\w/])(?<!two )(?<!three ){one}(?:{part})(?: of)?(?: extra| more) time\b"
        rf"|(?:^|(?<=[;,/+\n]))\s*{one}(?:{part})(?: extra| more)\s*(?=[;,/+\n]|$)"
        rf"|(?:^|(?<=[;,/+\n]))\s*(?:an? )?extra (?:{part})\s*(?=[;,/+\n]|$)"
    )


IN_OTHER_WORDS = re.compile(r"\d|time|extra|more", re.IGNORECASE)
"""What every pattern below has in it: most names and notes need none of these."""
SPOKEN_TIMES = {
    re.compile(words, re.IGNORECASE): f"{percent}% extra time"
    for words, percent in (
        (_more_by("quarter", "1/4", "¼"), 25),
        (_more_by("third", "1/3", "⅓"), A_THIRD),
        (_more_by("half", "1/2", "½"), 50),
        (r"\b1 ?(?:¼|1/4) (?:x |× ?)?time\b", 25),
        (r"\b1 ?(?:½|1/2) (?:x |× ?)?time\b", 50),
        (r"\b(?:double|twice)(?: the)? time\b", 100),
    )
}
_MULTIPLE = r"(?:1[.,]\d{1,2}|2(?:[.,]0+)?)"
_TIME = r"time\b(?![ -]?(?:outs?|off|tables?)\b)"
TIMES_TIME = re.compile(
    rf"\b({_MULTIPLE})\s*(?:[x×*]|times\b)\s*(?:the |normal |standard )*{_TIME}"
    rf"|\b(1[.,]\d{{1,2}})\s*{_TIME}|(?<!\w)[x×]\s*({_MULTIPLE})\s*(?:the )?{_TIME}"
    rf"|\btime\s*[x×*]\s*({_MULTIPLE})(?![\d.,]*\w)",
    re.IGNORECASE,
)
"""A multiple of the paper's time: “1.25 x time”, “time × 1.5”, “2x time”."""
PER_CENT = re.compile(
    r"(?<=\d)\s*(?:per ?cent|prozent|por ciento|pour ?cent|y cant|pct|(?-i:pc))\b", re.IGNORECASE
)
TIME_PLUS = re.compile(r"(?<!extra )\btime\s*\+\s*(?=\d{1,3}\s*(?:%|[;,/\n]|$))", re.IGNORECASE)
"""“time + 25”: the sign is none between two arrangements."""
LARGER_PRINT = re.compile(
    r"\b(?:1[4-9]|[2-4]\d)\s*-?\s*pt\b|\b(?:18|24|36)\s*-?\s*points?\b|\bA3 (?:papers?|print|cop(?:y|ies))\b"
    r"|\b(?:on|to|onto|in) A3\b|\b(?:font|print|lp|arial|comic sans|schriftgr[öo](?:ß|ss)e|police|letra)(?:\s+size)?"
    r"[\s:]*(?:1[4-9]|[2-4]\d)\b(?!\s*%)",
    re.IGNORECASE,
)
_MORE_WORDS = "(?:extra|more|longer|additional)"
MORE_TIME = re.compile(
    rf"\d\s*%\s*(?:{_MORE_WORDS}|time)\b|\b(?:{_MORE_WORDS}|plus|time)\s*\+?\s*\d+\s*%",
    re.IGNORECASE,
)
TIME_ALONE = re.compile(
    rf"(?:up to |plus |{_MORE_WORDS} |\+\s*)?(\d{{1,3}})\s*%\s*(?:{_MORE_WORDS}|{_MORE_WORDS}? ?time)?",
    re.IGNORECASE,
)
IN_MINUTES = re.compile(
    r"\d\s*(?:min(?:ute[ns]?|utos?|s)?|munud(?:au)?|hours?|hrs?|stunden?|heures?|horas?|h)\b"
    r"|\b(?:quarter|half)(?: of)?(?: an)?[ -]hour\b",
    re.IGNORECASE,
)
_HOW_OFTEN = r"(?! (?:an?|per|each|every|tables?)\b)"
AMOUNT = re.compile(
    rf"\d\s*%|\bper ?cent\b|\b\d{{1,3}} (?:{_MORE_WORDS})\b|\b(?:{_MORE_WORDS}) \d{{1,3}}\b|\b[ex]t ?\d"
    rf"|(?<!\w)[x×] ?{_MULTIPLE}(?![\d.,]*\w){_HOW_OFTEN}"
    rf"|\b{_MULTIPLE} ?(?:[x×]|times)(?!\w){_HOW_OFTEN}",
    re.IGNORECASE,
)
"""What may be extra time although it does not say so for certain: “25 extra”, “x1.25”, “fifty per cent”, “xt25”."""
ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
IN_BOLD = re.compile(r"\bbold\b", re.IGNORECASE)


@remembered(most=16)
def plain_words(topic: str) -> frozenset[str]:
    """The vocabulary's words on that topic, folded."""
    return frozenset(map(folded, vocabulary().said[topic]))


def _alternatives(topic: str, without: Collection[str] = ()) -> str:
    """What matches any of the vocabulary's words on that topic, the longest first, but for those `without` it."""
    words = sorted((word for word in vocabulary().said[topic] if word not in without), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words)


_TIME_WORDS = r"(?:(?:{words})|(?-i:\b(?:ET|XT)\b)|(?-i:(?<=\d)(?:ET|XT)\b)|(?-i:\b(?:ET|XT)(?=\d)))"
_NUMBER = r"(?P<{name}>\d{{1,3}}(?:[.,]\d+)?)\s*%?"


@remembered(most=1)
def time_with_number() -> re.Pattern[str]:
    """Extra time with its number before or after it."""
    words = _TIME_WORDS.format(words=_alternatives("extra time"))
    before, after = _NUMBER.format(name="before"), _NUMBER.format(name="after")
    between = r"\s*(?:allowance\s*)?(?:of|by|von|um|del?|up to|:|=|-|–|\()*\s*(?:up to\s*)?"
    # German writes in one word what more time is for: “20 % Schreibzeitverlängerung”.
    return re.compile(
        rf"(?<![\d/]){before}\s*(?:(?:of|de)\s+)?[^\W\d_]{{0,20}}?{words}|{words}{between}{after}\)?",
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
    words = _alternatives("large print", without=("large", "larger", "big"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@remembered(most=1)
def other_arrangements() -> re.Pattern[str]:
    """An arrangement that no printer can make, such as a reader."""
    return re.compile(rf"\b(?:{_alternatives('others')})\b", re.IGNORECASE)
