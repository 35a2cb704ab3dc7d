"""What the QR codes of a paper's pages begin with: by it a scan is known to be of which run, paper and printing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worksheetgen.crockford import crockford
from worksheetgen.model.paper import PaperQuestion
from worksheetgen.streams import Stream

NUMBER, CHECK = 7, 5
"""Characters of the paper's number and of its check; run id before them and page behind them make 20 together."""


class PaperCodes:
    """Makes the codes of one run's papers.

    A code has 18 characters: the run's id, a number that tells the paper from all others of the run, and a check.
    Student ids may be of up to 32 characters, so the number is hashed from run and id. The check is hashed from the
    seed, which nobody knows who only sees papers, and from what the paper asks: a scan of another run or of an earlier
    printing with other questions does not pass for this paper, and nobody makes up a page of it. 25 bits of a hash
    give no seed away.
    """

    def __init__(self, run: str, seed: str, ids: Iterable[str]) -> None:
        """`run` is the run's id; `ids` are those of all its papers, in any order."""
        self._run, self._seed = run, seed
        self._numbers = self._told_apart(ids)

    def code(self, id: str, questions: Sequence[PaperQuestion]) -> str:
        """The code of the paper with that student id and these questions, in printed order."""
        number = self._numbers.get(id) or _number(self._hashes(id))
        asked = [(one.question.id, [part.options for part in one.parts]) for one in questions]
        check = Stream(self._seed, "check of a paper", self._run, id, repr(asked)).below(32**CHECK)
        return f"{self._run}{number}{crockford(check, CHECK)}"

    def _told_apart(self, ids: Iterable[str]) -> dict[str, str]:
        """A number for each id. Where two hash to the same, the later id is hashed again until its number is free.

        10,000 ids have such a pair once in 700 runs. As ids are taken in the order of their characters, the order
        of the class list plays no part.
        """
        numbers: dict[str, str] = {}
        for id in sorted(set(ids)):
            hashes = self._hashes(id)
            number = _number(hashes)
            while number in numbers:
                number = _number(hashes)
            numbers[number] = id
        return {id: number for number, id in numbers.items()}

    def _hashes(self, id: str) -> Stream:
        return Stream(self._run, "number of a paper", id)


def _number(hashes: Stream) -> str:
    return crockford(hashes.below(32**NUMBER), NUMBER)
