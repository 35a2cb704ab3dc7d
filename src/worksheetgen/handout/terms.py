"""A text to the words that its readers may not know: a glossary to be explained, and its names apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from spellchecker import SpellChecker

from worksheetgen.english import MONTHS, WEB_ADDRESS
from worksheetgen.letters import CAPITAL
from worksheetgen.value import Value

FEWEST, MOST = 10, 30
"""So many terms are proposed, as far as the text has them."""
_SHORTEST = 5
"""A term has so many letters; shorter rare words are mostly abbreviations or slips."""
COMMON = 2.5e-6
"""A word that makes up more than this share of English text is known: `energy` is, `chloroplast` is not."""
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*")
_NAME = re.compile(rf"(?:{CAPITAL}[\w’-]+)(?:(?: (?:of|the|de|von|van))* {CAPITAL}[\w’-]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:])[”’\"')]*\s+")
_DATES = frozenset(
    map(
        str.casefold,
        (*MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    )
)
_DATE_OF = re.compile(rf" of (?:{'|'.join(MONTHS)})$")
"""What stands behind a name where it is dated: the Act of February 1918."""
_ENDINGS = ("ies", "es", "s", "ing", "ed", "al", "ic", "ally", "ly")


class TextVocabulary(Value):
    """The terms that a text may have to have explained, as they stand in it, and the names in it."""

    terms: tuple[str, ...]
    names: tuple[str, ...]


def vocabulary_of(paragraphs: Sequence[str]) -> TextVocabulary:
    """The rarest words of a text in English, most telling first in choice and in the text's order in the result.

    How rare a word is, the frequencies of pyspellchecker say. A word counts once, in the form in which it stands most
    often. What has a capital within a sentence is a name, unless it is a date's, or stands elsewhere in small letters.
    """
    paragraphs = [WEB_ADDRESS.sub(" ", text) for text in paragraphs]
    names = _names(paragraphs)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    words = [found for text in paragraphs for found in _WORD.findall(text)]
    frequencies = SpellChecker(distance=1).word_frequency
    # What stands with a capital alone is a name, unless it only ever begins sentences and English has it.
    within = {word.casefold() for name in names for word in name.split()}
    small = {word for word in words if word[0].islower()}
    small |= {
        word
        for word in map(str.casefold, words)
        if word not in within and any(frequencies[known] for known in _known_as(word))
    }
    for position, word in enumerate(word.casefold() for word in words):
        if len(word) >= _SHORTEST and word in small and not re.search("['’]", word):
            forms[_stem(word)][word] += 1
            first.setdefault(_stem(word), position)
    total = frequencies.total_words
    shares = {
        stem: max(frequencies[known] for form in counts for known in _known_as(form)) / total
        for stem, counts in forms.items()
    }
    rare = [stem for stem, share in shares.items() if share < COMMON]
    ranked = sorted(rare, key=lambda stem: (-forms[stem].total() / (shares[stem] + 1e-7), first[stem]))
    most = min(MOST, max(FEWEST, 3 * len(paragraphs)))
    chosen = sorted(ranked[:most], key=first.__getitem__)
    told = dict.fromkeys(_DATE_OF.sub("", name) for name in names)
    ordinary = {*_DATES, *(word for word in words if word[0].islower())}
    return TextVocabulary(
        tuple(_best(forms[stem]) for stem in chosen),
        tuple(name for name in told if name.casefold() not in ordinary),
    )


def _known_as(word: str) -> set[str]:
    """The word as a list of English words may have it: without an ending, in American spelling, its rarest part."""
    parts = word.split("-")
    if len(parts) > 1 and all(len(part) < 2 * _SHORTEST for part in parts):
        return set(parts)
    forms = {word, *(word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing", "ly"))}
    forms |= {f"{word.removesuffix('ing')}e", f"{word.removesuffix('ies')}y"}
    return forms | {re.sub(r"is(?=ation|e|ing)", "iz", form).replace("our", "or") for form in forms}


def _best(counts: Counter[str]) -> str:
    """The form that stands most often, of several the shortest."""
    return min(counts, key=lambda form: (-counts[form], len(form), form))


def _stem(word: str) -> str:
    """The word without a common ending, so that chloroplast and chloroplasts count as one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            stem = word[: -len(ending)]
            return f"{stem}y" if ending == "ies" else stem
    return word.removesuffix("e")


def _names(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Words with a capital within a sentence, those that follow each other together, in the text's order."""
    found: dict[str, None] = {}
    for sentence in (one for text in paragraphs for one in _SENTENCE.split(text)):
        for match in _NAME.finditer(sentence):
            # The first word of a sentence has a capital in any case: The Thames, In August.
            name = match[0] if match.start() > 2 else match[0].partition(" ")[2]
            if len(name) > 2 and name[0].isupper() and not name.isupper():
                found.setdefault(re.sub("[’']s$", "", name))
    return tuple(found)
