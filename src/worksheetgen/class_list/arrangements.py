"""Access arrangements in a sentence to what the printer does of them, and what is left for the teacher.

Schools write “25% extra time / large print 18pt / reader” into one cell. A print and extra time are done where they are
certain; where they are not (“18pt only in maths”, “extra time” without how much) the cell is asked about. Everything
else is the teacher's to arrange, and is listed in the words of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from worksheetgen.class_list.arrangement_words import (
    A_THIRD,
    AMOUNT,
    ARTICLE,
    BETWEEN,
    DYSLEXIA_PRINT,
    IN_BOLD,
    IN_MINUTES,
    IN_OTHER_WORDS,
    LARGER_PRINT,
    MORE_TIME,
    ON_A3,
    ON_A4,
    PER_CENT,
    PRINT_SIZE,
    SPOKEN_TIMES,
    TIME_ALONE,
    TIME_PLUS,
    TIMES_TIME,
    a_third,
    dashed_time,
    large_print,
    other_arrangements,
    plain_words,
    time_with_number,
    time_words,
)
from worksheetgen.class_list.vocabulary import folded, vocabulary
from worksheetgen.english import clipped
from worksheetgen.memory import remembered
from worksheetgen.model.students import Print
from worksheetgen.value import Value, replace

# A slash is none of the signs that a text file has between its cells.
HOW_TIME = "Write it as “25% extra time”, with a slash before and after it."
HOW_MUCH = "Write it out, for example “25% extra time” or “large print 18pt”."
HOW_PRINT = (
    "Write it as “large print 18pt” or “large print 24pt” (both on A4), “36pt” (on A3) or “dyslexia print”, with a "
    "slash before and after it."
)
SIZES = {"18": Print.LARGE_18, "24": Print.LARGE_24, "36": Print.LARGE_36}


class Arrangements(Value):
    """What a cell asks for: a print or None, percent of extra time or None, and what is left for the teacher.

    `sizeless` where a large print is asked for without a size. `doubts` are what cannot be done for certain, each as
    (what is wrong, what to do).
    """

    print: Print | None
    extra_time: int | None
    left: tuple[str, ...]
    sizeless: bool
    doubts: tuple[tuple[str, str], ...]


NOTHING_ASKED = Arrangements(None, None, (), False, ())


def heading_is_arrangement(heading: str) -> bool:
    """Whether a column's heading is itself an arrangement, such as “Reader” or “Extra time 25%”."""
    if re.fullmatch(r"\s*\d+\s*%\s*", heading):
        return False
    found = read_arrangements(heading)
    done = found.extra_time is not None or found.print is not None
    if done and not found.doubts and not found.left:
        return True
    return is_other(heading)


def reads_like_arrangement(text: str) -> bool:
    """Whether a cell speaks of extra time or of a larger print; “25%” alone may be anything."""
    patterns = (
        time_words(),
        a_third(),
        large_print(),
        DYSLEXIA_PRINT,
        LARGER_PRINT,
        MORE_TIME,
    )
    in_percent = _in_percent(text)
    return any(pattern.search(in_percent) for pattern in patterns)


def is_other(text: str) -> bool:
    """Whether a text is nothing but arrangements that no printer can make: “Reader / Scribe”."""
    pieces = [folded(piece) for piece in BETWEEN.split(text) if piece.strip()]
    return bool(pieces) and all(piece in plain_words("others") for piece in pieces)


def speaks_of_other(text: str) -> bool:
    """Whether a cell speaks of an arrangement that no printer can make, such as a reader."""
    return bool(other_arrangements().search(text))


@remembered(most=4096)
def read_arrangements(text: str) -> Arrangements:
    """What the sentences of a cell ask for."""
    found = [_piece(piece) for piece in _pieces(text)]
    if not found and any(vocabulary().answers.get(folded(said)) == "yes" for said in BETWEEN.split(text)):
        return replace(
            NOTHING_ASKED, doubts=((f"“{_short(text)}” does not say which arrangement.", HOW_MUCH),)
        )
    prints = {one.print for one in found if one.print is not None}
    times = {one.extra_time for one in found if one.extra_time is not None}
    doubts = [doubt for one in found for doubt in one.doubts]
    if len(prints) > 1:
        doubts.append((f"It asks for several prints: {', '.join(sorted(prints))}.", HOW_PRINT))
    if len(times) > 1:
        doubts.append(
            (f"It asks for extra time of {' and of '.join(f'{t}%' for t in sorted(times))}.", HOW_TIME)
        )
    return Arrangements(
        min(prints, default=None),
        min(times, default=None),
        tuple(dict.fromkeys(left for one in found for left in one.left)),
        any(one.sizeless for one in found),
        tuple(dict.fromkeys(doubts)),
    )


def read_notes(text: str) -> Arrangements:
    """What a cell of notes asks for, whose other sentences, such as “attendance 85%”, are none of arrangements."""
    pieces = [piece for piece in _pieces(text) if reads_like_arrangement(piece) or speaks_of_other(piece)]
    told = read_arrangements("; ".join(pieces)) if pieces else NOTHING_ASKED
    left = tuple(left for left in told.left if speaks_of_other(left))
    doubts = tuple((what, f"{how} If it asks for nothing, take it out.") for what, how in told.doubts)
    return replace(told, left=left, doubts=doubts)


def _pieces(text: str) -> Iterator[str]:
    """The arrangements of a cell, one by one; what only says that there are none is left out."""
    answers = vocabulary().answers
    text = dashed_time().sub(r"\1 ", _in_percent(text))
    for piece in BETWEEN.split(re.sub(r"\bn/a\b", "", text, flags=re.IGNORECASE)):
        tidied = " ".join(piece.split()).strip(" .:,-–—")
        if tidied and answers.get(folded(tidied)) is None:
            yield tidied


def _in_percent(text: str) -> str:
    """The text with extra time that is said in other words said in percent: “1.25 x time”, “time and a quarter”."""
    if not IN_OTHER_WORDS.search(text):
        return text
    text = PER_CENT.sub("%", text)
    for spoken, meant in SPOKEN_TIMES.items():
        text = spoken.sub(meant, text)
    text = TIMES_TIME.sub(lambda found: f"{_more_than_once(found[found.lastindex or 0])}% extra time", text)
    return TIME_PLUS.sub("extra time ", text)


def _more_than_once(multiple: str) -> int:
    """25 for 1.25."""
    return round(float(multiple.replace(",", ".")) * 100) - 100


def _piece(piece: str) -> Arrangements:
    """What one arrangement asks for."""
    time, time_doubt, rest = _extra_time(piece)
    print, print_doubt, sizeless, rest = _print(rest)
    speaks = time is not None or print is not None or time_doubt or print_doubt
    if re.fullmatch(r"\d+(?:[.,]\d+)?", piece):
        return replace(
            NOTHING_ASKED, doubts=((f"“{_short(piece)}” alone does not say what it stands for.", HOW_MUCH),)
        )
    if not speaks and _is_amount(piece):
        return replace(
            NOTHING_ASKED, doubts=((f"“{_short(piece)}” is not understood for certain.", HOW_MUCH),)
        )
    if not speaks:
        return Arrangements(None, None, (ARTICLE.sub("", piece),), False, ())
    words = [
        word
        for word in re.findall(r"[^\W_]+(?:['’]\w+)?|\?", rest)
        if folded(word) not in plain_words("fillers")
    ]
    if any(folded(word) in plain_words("negations") or word.endswith(("n't", "n’t")) for word in words):
        return Arrangements(None, None, (piece,), False, ())
    if any(folded(word) in plain_words("conditions") for word in words):
        what = f"“{_short(piece)}” does not say for certain what is to be done."
        return Arrangements(
            None, None, (), False, ((what, "Write only what holds for this paper, or leave it out."),)
        )
    doubts = tuple((doubt, how) for doubt, how in ((time_doubt, HOW_TIME), (print_doubt, HOW_PRINT)) if doubt)
    left = (_rest(rest),) if words else ()
    return Arrangements(print, time, left, sizeless, doubts)


def _is_amount(piece: str) -> bool:
    """Whether a piece that is not understood gives minutes or how much more: no matter for the teacher alone."""
    return bool(re.search(r"\d\s*%", piece)) or (
        bool(IN_MINUTES.search(piece) or AMOUNT.search(piece)) and not speaks_of_other(piece)
    )


def _extra_time(piece: str) -> tuple[int | None, str, str]:
    """The percent of extra time, or what is doubtful about it, and the piece without it."""
    if alone := TIME_ALONE.fullmatch(piece):
        return _percent(int(alone[1]), piece, "")
    if found := a_third().search(piece):
        return A_THIRD, "", _without(piece, found)
    found = time_with_number().search(piece)
    if not found:
        if words := time_words().search(piece):
            return None, f"“{_short(piece)}” does not say how much extra time.", _without(piece, words)
        return None, "", piece
    number, rest = (found["before"] or found["after"]).replace(",", "."), _without(piece, found)
    if IN_MINUTES.search(piece) or re.search(r"\bper hour\b|\bmin(?:ute)?s\b", piece, re.IGNORECASE):
        return None, f"“{_short(piece)}” gives the extra time in minutes; it is needed in percent.", rest
    if re.search(r"\d", rest) and re.search(r"\d\s*%|\d\s*$|[-–]\s*$", rest.strip()):
        return None, f"“{_short(piece)}” names more than one extra time.", rest
    if not number.isdecimal():
        return None, f"“{_short(piece)}” is no whole percentage.", rest
    return _percent(int(number), piece, rest)


def _percent(number: int, piece: str, rest: str) -> tuple[int | None, str, str]:
    if 2 <= number <= 100:
        return number, "", rest
    return (
        (0, "", rest)
        if number == 0
        else (None, f"“{_short(piece)}” is no extra time from 2 to 100 percent.", rest)
    )


def _print(piece: str) -> tuple[Print | None, str, bool, str]:
    """The print, or what is doubtful about it; whether it was asked for without a size; the piece without it."""
    size, large, a3, dyslexia = (
        pattern.search(piece) for pattern in (PRINT_SIZE, large_print(), ON_A3, DYSLEXIA_PRINT)
    )
    if not (size or large or a3 or dyslexia):
        return None, "", False, piece
    rest = piece
    for pattern in (PRINT_SIZE, large_print(), ON_A3, ON_A4, DYSLEXIA_PRINT, IN_BOLD):
        rest = pattern.sub(" ", rest)
    points = {found[1] or found[2] for found in PRINT_SIZE.finditer(piece)}
    if not size and large and not a3:  # “large print (18)”
        points = set(re.findall(r"(?<!\d)\d{2}(?![\d%])", rest))
        rest = re.sub(r"(?<!\d)\d{2}(?![\d%])", " ", rest)
    if dyslexia and not points and not large and not a3:
        return Print.DYSLEXIA, "", False, rest
    if dyslexia:
        return None, f"“{_short(piece)}” asks for two prints.", False, rest
    if a3 and not points:
        what = f"“{_short(piece)}” does not say how large: on A3 there is 36 point, on A4 18 and 24 point."
        return None, what, False, rest
    if not points:
        return Print.LARGE_18, "", True, rest
    chosen = {SIZES.get(number) for number in points}
    (print,) = chosen if len(chosen) == 1 else (None,)
    if print is None:
        return None, f"There is no print as “{_short(piece)}” asks for.", False, rest
    if (a3 and print is not Print.LARGE_36) or (ON_A4.search(piece) and print is Print.LARGE_36):
        what = f"“{_short(piece)}” cannot be printed: 18 and 24 point are on A4, 36 point is on A3."
        return None, what, False, rest
    return print, "", False, rest


def _without(text: str, found: re.Match[str]) -> str:
    """The text without what was found, nor the beginning of a word that ends in it: “Prüfungszeitverlängerung”."""
    before = text[: found.start()]
    if found[0][:1].isalpha():
        before = re.sub(r"[^\W\d_]+$", "", before)
    return f"{before} {text[found.end() :]}"


def _rest(text: str) -> str:
    """What is left of a piece, without the little words at its ends."""
    words, fillers = text.split(), plain_words("fillers")
    while words and folded(words[0]) in fillers:
        words.pop(0)
    while words and folded(words[-1]) in fillers:
        words.pop()
    return " ".join(words).strip(" ,.:()")


def _short(text: str) -> str:
    return clipped(text, 60)
