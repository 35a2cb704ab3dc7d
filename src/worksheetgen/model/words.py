"""The words that the program itself prints, in the theme's language; templates have all others in them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from worksheetgen.english import in_digits
from worksheetgen.value import Value


class Words(Value):
    """What a theme says for each of them; `{}` stands for what is filled in.

    `language` is a language tag for screen readers ("en-GB"). templates/README.md says of the others where they stand.
    """

    language: str
    one_mark: str
    more_marks: str
    one_hour: str
    more_hours: str
    one_minute: str
    more_minutes: str
    both: str
    task: str
    page_number: str
    turn_over: str
    word_copy: str
    blank: str
    source_booklet: str
    bar_chart: str
    out_of: str
    million: str
    billion: str
    trillion: str

    def marks(self, count: int, brackets: str = "[]") -> str:
        """`[1 mark]`, `[4 marks]`; `brackets` are the two around it, or "" for the words alone."""
        words = (self.one_mark if count == 1 else self.more_marks).format(count)
        return f"{brackets[0]}{words}{brackets[1]}" if brackets else words

    def duration(self, minutes: int) -> str:
        """`50 minutes`, `1 hour`, `1 hour 15 minutes`; "" for 0."""
        hours, rest = divmod(minutes, 60)
        parts = (
            (hours, self.one_hour if hours == 1 else self.more_hours),
            (rest, self.one_minute if rest == 1 else self.more_minutes),
        )
        return " ".join(words.format(count) for count, words in parts if count)

    def listed(self, names: Sequence[str]) -> str:
        """`Source B`, `Source B and Source C`, `Source A, Source B and Source C`.

        There must be at least one name: of none ValueError is raised.
        """
        *others, last = names
        return self.both.format(", ".join(others), last) if others else last

    @property
    def large_units(self) -> tuple[tuple[float, str], ...]:
        """The units of large numbers, the largest first, each with how a number of them is said."""
        return (1e12, self.trillion), (1e9, self.billion), (1e6, self.million)

    def amount(self, value: float) -> str:
        """A value as printed: 0.00005, 30,000; one that three decimals say in a large unit in that, 7.8 billion."""
        for size, said in self.large_units:
            count = value / size
            if count >= 1 and isclose(round(count, 3), count, rel_tol=1e-12):
                return said.format(in_digits(count))
        return in_digits(value)

    def bar(self, value: float, most: float) -> str:
        """A bar’s value in words: `7`, or `7 of 11` where it has a most."""
        return self.out_of.format(self.amount(value), self.amount(most)) if most else self.amount(value)
