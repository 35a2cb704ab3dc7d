"""A bound in a blueprint file as a pydantic model: how much of what is drawn must carry a tag, or several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from worksheetgen.blueprint.fields import (
    Amount,
    Difficulty,
    KindName,
    KnownObjective,
    Score,
    SourceName,
    TopicName,
)
from worksheetgen.model.blueprint import Measure, Tag
from worksheetgen.model.tier import Tier
from worksheetgen.yaml_file import GIVEN, mistake
from worksheetgen.yaml_file.fields import Strict

AMOUNTS = "a number, a range such as 8-10, at least 8, at most 10, exactly 9"
BOUNDS = (
    "Marks or questions of a topic, main topic, objective, kind, tier, source, difficulty, or of several of these; "
    "or an expected score, of these or of all."
)


def _one_of(names: Iterable[Tag | Measure]) -> dict[str, Any]:
    """The JSON Schema of an entry that has at least one of these fields."""
    return {"anyOf": [{"required": [name.value]} for name in names]}


class BoundEntry(Strict):
    """How many marks or questions must carry a tag, or several: `{topic: kirov, questions: at least 1}`.

    An expected score needs no tag: without one it is that of all questions.
    """

    model_config = ConfigDict(
        json_schema_extra={"allOf": [_one_of((*Tag, Measure.EXPECTED_SCORE)), _one_of(Measure)]}
    )

    topic: Annotated[TopicName | None, GIVEN] = Field(None, description="Of this topic.")
    main_topic: Annotated[TopicName | None, GIVEN] = Field(
        None, description="With this topic as their main one, which they name first."
    )
    objective: Annotated[KnownObjective | None, GIVEN] = Field(
        None, description="With marks for this objective: AO2, or with its qualification, GCSE AO2."
    )
    kind: Annotated[KindName | None, GIVEN] = Field(None, description="Of this kind.")
    tier: Annotated[Tier | None, GIVEN] = Field(None, description="That suit this tier.")
    source: Annotated[SourceName | None, GIVEN] = Field(None, description="On this source.")
    difficulty: Annotated[Difficulty | None, GIVEN] = Field(
        None, description="Of this difficulty, from 1 (easy) to 5, or of a range such as 4-5."
    )
    marks: Annotated[Amount | None, GIVEN] = Field(None, description=f"So many marks: {AMOUNTS}.")
    questions: Annotated[Amount | None, GIVEN] = Field(None, description=f"So many questions: {AMOUNTS}.")
    expected_score: Annotated[Score | None, GIVEN] = Field(
        None,
        description="What a class is expected to earn, in marks: 23.5-23.8, at least 20, at most 24.5. Of each mark it "
        "earns 85, 70, 55, 40 and 25 per cent at difficulty 1 to 5.",
    )

    @model_validator(mode="after")
    def counts_what_is_tagged(self) -> Self:
        """Raise pydantic's error unless the bound counts one thing, and has a tag or several where that needs one."""
        measured = self.of(Measure)
        if len(measured) != 1 or not (self.of(Tag) or self.expected_score):
            what = (
                "A bound says how many marks or questions carry a tag or several, or what score is expected."
            )
            raise mistake(
                what,
                "Write for example {topic: kirov, questions: at least 1} or {expected_score: 23.5-23.8}.",
            )
        return self

    def of(self, names: type[Tag] | type[Measure]) -> list[Any]:
        """The fields among `names` (the tags, or what is counted) that the bound has, with their values."""
        return [(name, getattr(self, name)) for name in names if getattr(self, name) is not None]
