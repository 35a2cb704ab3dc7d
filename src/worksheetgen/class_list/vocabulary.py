"""vocabulary.yaml, the words of class lists in five languages, to look-ups by what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from worksheetgen.cache import cached
from worksheetgen.memory import remembered
from worksheetgen.stored import decode, encode
from worksheetgen.value import Value

VOCABULARY_FILE = Path(__file__).with_name("vocabulary.yaml")
_UNMARKED = str.maketrans("łŁøØđĐıħŧ", "lLoOdDiht")
"""Letters that do not come apart into a letter and a mark."""
_WORDS = re.compile(r"[^\W_]+")


def unaccented(text: str) -> str:
    """The text in small letters without accents; letters of other scripts and all signs stay."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text).translate(_UNMARKED)
    apart = unicodedata.normalize("NFKD", apart.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


@remembered(most=1024)
def folded(text: str) -> str:
    """How words are compared: small letters without accents, words of letters and digits with single spaces.

    A text without any letter or digit (“-”) is compared as it is.
    """
    return " ".join(_WORDS.findall(unaccented(text))) or text.strip()


def squeezed(text: str) -> str:
    """How headings are compared: as `folded`, without spaces, so that “FullName” is “full name”."""
    return folded(text).replace(" ", "")


class Vocabulary(Value):
    """What words mean in a class list; all words as `folded` makes them, but those of `said`.

    `headings` has the squeezed headings of each use, the most telling first, and `use_of` the use of each.
    `tiers`, `prints` and `answers` have the meaning of each word: a tier's value; standard, large or dyslexia; yes or
    no. `roles` says staff or pupil. `class_titles`, squeezed as headings are, and then `class_links` stand before a
    class's name in a title. `said` are words as they stand in sentences, by topic, such as “extra time”.
    """

    headings: Mapping[str, tuple[str, ...]]
    use_of: Mapping[str, str]
    tiers: Mapping[str, str]
    prints: Mapping[str, str]
    answers: Mapping[str, str]
    roles: Mapping[str, str]
    no_pupils: frozenset[str]
    titles: frozenset[str]
    class_titles: frozenset[str]
    class_links: frozenset[str]
    noise: frozenset[str]
    said: Mapping[str, tuple[str, ...]]


@remembered(most=1)
def vocabulary() -> Vocabulary:
    """The words of the bundled file, read once and cached: as YAML they take longer than a class list."""
    made_from = blake2b(VOCABULARY_FILE.read_bytes()).hexdigest()
    return cached(
        "vocabulary",
        made_from,
        lambda: encode(_vocabulary()),
        lambda found: decode(found, Vocabulary),
        most=2,
    )


def _vocabulary() -> Vocabulary:
    from worksheetgen.yaml_file import read_yaml  # YAML is needed only where the file is new

    data: dict[str, Any] = read_yaml(VOCABULARY_FILE).data
    headings = {
        use: tuple(dict.fromkeys(map(squeezed, _flat(words)))) for use, words in data["headings"].items()
    }
    topics = (
        *("extra time", "a third", "others", "negations", "conditions", "fillers"),
        *("leaving", "remarks", "codes"),
    )
    return Vocabulary(
        headings=headings,
        use_of=_meanings(headings),
        tiers=_meanings(_plain(data["tiers"])),
        prints=_meanings(_plain(data["prints"])),
        answers=_meanings(_plain(data["answers"])),
        roles=_meanings(_plain(data["roles"])),
        no_pupils=frozenset(map(folded, _flat(data["no pupils"]))),
        titles=frozenset(map(folded, _flat(data["titles"]))),
        class_titles=frozenset(map(squeezed, _flat(data["class titles"]))),
        class_links=frozenset(map(folded, _flat(data["class links"]))),
        noise=frozenset(map(folded, _flat(data["noise"]))),
        said={topic: tuple(_flat(data[topic])) for topic in topics}
        | {"large print": tuple(_flat(data["prints"]["large"]))},
    )


def _flat(by_language: Mapping[str, list[Any]]) -> Iterator[str]:
    """The words of all languages, in the file's order."""
    for words in by_language.values():
        yield from map(str, words)


def _plain(by_meaning: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, tuple[str, ...]]:
    return {meaning: tuple(map(folded, _flat(words))) for meaning, words in by_meaning.items()}


def _meanings(by_meaning: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The meaning of each word; of two, the one that stands first."""
    found: dict[str, str] = {}
    for meaning, words in by_meaning.items():
        for word in words:
            found.setdefault(word, meaning)
    return found
