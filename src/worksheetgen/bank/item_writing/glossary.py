"""What the glossary explains beside a question or a source: words that stand there, and no others.

A note on a word that is not on the page is a riddle to those who need help most, and may name what the question asks
for. Guideline 11 of Haladyna, Downing and Rodriguez (2002): items are edited and proofed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worksheetgen.bank.item_writing.words import stemmed, words_in
from worksheetgen.kinds.base import Remark
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.source import Source


def glossary_explains_what_is_asked(unit: Unit, question: Question) -> Iterator[Remark]:
    """A term that is explained beside a question stands in it or its source, in any form of the word (guideline 11)."""
    sources = [source for source in unit.sources if source.id in question.sources]
    seen = [question.lead]
    for part in question.parts:
        seen += (part.stem, *part.body.searched())
    for source in sources:
        seen += _seen_of(source)
    for term in _absent(question.scaffolds.glossary, seen):
        yield (
            f"It explains “{term}”, which stands neither in the question nor in its source.",
            "Take the term out of ‘glossary’, or explain a word that is printed.",
        )


def glossaries_of_sources_explain_their_words(unit: Unit) -> Iterator[Remark]:
    """A term that is explained under a source stands in it, in any form of the word (guideline 11)."""
    for source in unit.sources:
        easier = source.easier
        lacking = [*_absent(source.glossary, _seen_of(source))]
        lacking += _absent(easier.glossary, (source.provenance, *easier.content.words)) if easier else ()
        for term in dict.fromkeys(lacking):
            what = f"The source {source.id} explains “{term}”, which does not stand in it."
            yield what, "Take the term out of the source’s ‘glossary’."


def _seen_of(source: Source) -> tuple[str, ...]:
    """The texts of a source that a pupil reads."""
    return (source.provenance, *source.content.words)


def _absent(terms: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """The terms that none of the texts has: all words of a term, one after the other, compared by their stems."""
    # The bars keep a match within one text and on whole words.
    printed = " | ".join(_in_stems(text) for text in texts)
    yield from (term for term in terms if f" {_in_stems(term)} " not in f" {printed} ")


def _in_stems(text: str) -> str:
    """The stems of all the words of a text in order, a space between them."""
    return " ".join(stemmed(word) for word in words_in(text))
