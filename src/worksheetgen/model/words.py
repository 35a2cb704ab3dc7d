"""The words that the program itself prints, in the theme's language; templates have all others in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
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
