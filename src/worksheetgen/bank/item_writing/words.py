"""Text to the words that carry its meaning, each cut to its stem, so that texts can be compared."""

from __future__ import annotations

import re

import snowballstemmer

from worksheetgen.memory import remembered
from worksheetgen.model.references import without_references
from worksheetgen.model.signs import as_read

# Letters and digits; an apostrophe or a hyphen belongs to a word only inside it.
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

FUNCTION_WORDS = frozenset(
    WORD.findall(
        """
        a about after all also an and any are as at be because been before being both but by can could did do does for
        from give had has have he her him his how if in into is it its made make more most no not of on one only or
        other out own said say says she so some such than that the their them themselves then there these they this
        those three to two up was way ways were what when where which while who whom whose why will with would you your
        according text source paragraph explain describe word words complete use letter box boxes give reason
        """
    )
)
"""Words that say nothing of a question's matter: grammar, and the exam's own wording."""

_stemmer = snowballstemmer.stemmer("english")


def words_in(text: str) -> list[str]:
    """The words of a text in order, in small letters, without references, bold marks and a final ’s."""
    read = without_references(as_read(text), " ")
    return [word.casefold().replace("'", "’").removesuffix("’s") for word in WORD.findall(read)]


@remembered(most=1 << 17)
def stemmed(word: str) -> str:
    """The word without its ending, by Snowball's stemmer for English: “murdered” becomes “murder”."""
    return str(_stemmer.stemWord(word))


def matter(text: str) -> frozenset[str]:
    """The stems of the words that carry a text's meaning, in no order; empty where none does."""
    return frozenset(stemmed(word) for word in words_in(text) if word not in FUNCTION_WORDS)
