"""What a break costs by its penalty and by what page it ends, in points of badness: the weights put together."""

from __future__ import annotations

from worksheetgen.typesetting.weights import (
    ACROSS,
    CAPTION,
    CLUE_ALONE,
    FACING,
    FREE,
    KEEP,
    LINE_TURN,
    LONE_CLUE,
    ON_SPREAD,
    PARTED,
    SPACES,
    SPACES_FACING,
    THIRD,
    TORN,
    TURN,
    WHITE,
    WHITE_APART,
    WHOLE,
    WRITING,
)


def turns_after(penalty: int, overleaf: int) -> tuple[float, float]:
    """What a break with that penalty costs after a page on the right and on the left of a spread.

    After a page on the right the reader has to turn over, which costs `overleaf`. Breaks within ruled lines and running
    text cost besides what depends on how full the page is.
    """
    if penalty == CAPTION:
        return WHOLE, ACROSS
    if penalty == WRITING:
        return TURN, TURN
    if penalty == SPACES:
        return min(SPACES, SPACES_FACING + overleaf), SPACES_FACING
    if penalty == ON_SPREAD:
        return PARTED, TURN
    if penalty == LONE_CLUE:
        return PARTED + CLUE_ALONE, CLUE_ALONE
    if penalty == LINE_TURN:
        return penalty + TORN, penalty + ACROSS
    if LINE_TURN < penalty < KEEP:
        turn = 0 if penalty == FACING else penalty
        return turn + overleaf, turn + ACROSS
    return penalty, penalty


def badness(fill: float, penalty: int) -> float:
    """What the white of a page costs that is filled to that share, before a break of that penalty."""
    if fill >= 1:
        return 0.0
    white = 1 - fill
    return (WHITE_APART * white**2 if penalty == FREE else WHITE * white) + (THIRD if fill < 1 / 3 else 0)
