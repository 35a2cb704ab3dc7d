"""Help beside questions and texts: scaffolds by the student's tier, terms explained, further tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice, zip_longest

from worksheetgen.english import whole_word
from worksheetgen.model.bank import Term, Unit
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Scaffolds
from worksheetgen.model.references import cited_paragraphs
from worksheetgen.model.student_paper import ReadingParagraph, Support
from worksheetgen.model.tier import Tier

_READING_NOTES = 6
_EXTENSIONS = 2


def support_for(
    scaffolds: Scaffolds, tier: Tier, read: Sequence[int], unit: Unit, asked: frozenset[str]
) -> Support:
    """All scaffolds for the tier support, the terms explained for core, none for challenge.

    A hint that points at paragraphs is given only where the paper prints all of them; `read` are the numbers
    of those that it prints. A term that an activity of the paper has `asked` for is explained to nobody.
    """
    hint = scaffolds.hint if cited_paragraphs(scaffolds.hint) <= set(read) else ""
    glossary = with_meanings((term for term in scaffolds.glossary if term not in asked), unit)
    match tier:
        case Tier.SUPPORT:
            return Support(scaffolds.starters, scaffolds.words, scaffolds.steps, hint, glossary)
        case Tier.CORE:
            return Support((), (), (), "", glossary)
        case Tier.CHALLENGE:
            return Support((), (), (), "", ())


def extensions_of(paper: Paper) -> tuple[tuple[int, str], ...]:
    """Further tasks for those who have finished, in printed order: at most two, for the challenge tier alone.

    Each has the number of its question. They are taken from the questions of most marks that have one.
    """
    if paper.student.tier is not Tier.CHALLENGE:
        return ()
    having = [item for item in paper.questions if item.question.scaffolds.extension]
    chosen = sorted(having, key=lambda item: -item.question.marks)[:_EXTENSIONS]
    return tuple((item.number, item.question.scaffolds.extension) for item in having if item in chosen)


def with_meanings(names: Iterable[str], unit: Unit) -> tuple[Term, ...]:
    """These terms with their meanings, but for those that have none yet."""
    return tuple(Term(name, meaning) for name in names if (meaning := unit.meaning(name)))


def asked_for(paper: Paper) -> frozenset[str]:
    """What activities of the paper ask for or ask about: terms among it are not to be explained beside them."""
    facts = (
        fact
        for item in paper.questions
        if item.question.activity
        for part in item.question.parts
        for fact in part.body.facts(part.stem, part.answers)
    )
    return frozenset(words for fact in facts for words in (fact.asked, *fact.wordings))


def reading_notes(reading: Sequence[ReadingParagraph], unit: Unit, asked: frozenset[str]) -> tuple[Term, ...]:
    """Six glossary terms that stand in these paragraphs as whole words, in reading order: each paragraph's in turn.

    None of them is what the paper has `asked` for, and none is a person: who somebody was, questions ask.
    """
    terms = [one for one in unit.terms if one.meaning and one.term not in asked]
    met: list[list[tuple[int, int, str, Term]]] = []  # of each paragraph the terms that none before it has
    for at, paragraph in enumerate(reading):
        found = [(whole_word(one.term).search(paragraph.text), one) for one in terms]
        met.append(sorted((at, where.start(), one.term, one) for where, one in found if where))
        terms = [one for where, one in found if not where]
    in_turn = filter(None, chain.from_iterable(zip_longest(*met)))
    return tuple(entry for *_, entry in sorted(islice(in_turn, _READING_NOTES)))
