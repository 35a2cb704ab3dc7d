"""What a person wants otherwise than it was drawn."""

from __future__ import annotations

from worksheetgen.value import Value


class Changes(Value):
    """What a person wants otherwise than it was drawn, by question ids.

    `keep` must be on the paper, `out` must not; `instead` pairs questions with those that take their places, all at
    once; `again` is a seed with which all others are drawn anew, "" for none. `kept_then` are kept in that draw as
    those in `keep` are, yet may be changed after it.
    """

    keep: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    again: str = ""
    kept_then: tuple[str, ...] = ()

    @property
    def drawn_with(self) -> tuple[str, ...]:
        """The ids of all questions that the draw keeps."""
        return (*self.keep, *self.kept_then)

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The ids of questions that are asked for and not to be there."""
        keep, out = set(self.keep), set(self.out)
        old, new = ({pair[at] for pair in self.instead} for at in (0, 1))
        return tuple(sorted(keep & (out | old) | out & new))
