"""What unit.yaml has for knowledge organisers and cards, as pydantic models: answers, figures, cards to sort."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from worksheetgen.yaml_file.fields import AnyText, Decimal, Id, NonEmptyText, Strict

A_FEW_LINES = 240
"""The most characters of what is to be a few lines of a card or of a box beside others."""


class FocusEntry(Strict):
    """A question that the unit is about, and a short answer to learn."""

    question: NonEmptyText = Field(description="The question.")
    answer: Annotated[AnyText, Field(max_length=A_FEW_LINES)] = Field(
        "", description="What a pupil should be able to say, in two or three short sentences."
    )


def _asked(written: Any) -> Any:
    """A question alone as an entry that has no answer."""
    return {"question": written} if isinstance(written, str) else written


FocusField = Annotated[FocusEntry, BeforeValidator(_asked, json_schema_input_type=NonEmptyText | FocusEntry)]
"""A question alone, or with its answer."""


class FiguresBarEntry(Strict):
    """The bars of one label: a value in each set of figures."""

    label: NonEmptyText = Field(description="The words beside the bars; a year in quotes.")
    values: Annotated[tuple[Annotated[Decimal, Field(ge=0)], ...], Field(min_length=1, max_length=2)] = Field(
        description="Its value in each set, in their order."
    )


class FiguresEntry(Strict):
    """The figures of the unit as a bar chart: one set of them, or two to compare."""

    measure: NonEmptyText = Field(description="What is counted, such as: Prisoners (millions).")
    sets: Annotated[tuple[NonEmptyText, ...], Field(min_length=1, max_length=2)] = Field(
        description="Where each set of figures is from, one or two of them."
    )
    bars: Annotated[tuple[FiguresBarEntry, ...], Field(min_length=2, max_length=8)] = Field(
        description="The bars in order, two to eight labels."
    )


class GroupEntry(Strict):
    """A group into which cards are sorted, and the cards that belong there."""

    name: NonEmptyText = Field(description="The group’s name, printed on a card of its own: Causes.")
    cards: Annotated[
        tuple[Annotated[NonEmptyText, Field(max_length=A_FEW_LINES)], ...], Field(min_length=1, max_length=20)
    ] = Field(description="What belongs there, a card each.")


class SortingEntry(Strict):
    """Cards to be sorted into groups: causes and consequences, for and against."""

    id: Id = Field(description="The name by which `cards --sort` means it.")
    title: NonEmptyText = Field(description="What pupils do with the cards, as printed over them.")
    groups: Annotated[tuple[GroupEntry, ...], Field(min_length=2, max_length=5)] = Field(
        description="Two to five groups."
    )
