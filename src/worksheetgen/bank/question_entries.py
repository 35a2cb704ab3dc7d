"""A unit's questions as pydantic models: what a teacher may write, and what an editor says of it.

What each kind of question has beside that is in the package `kinds`; the models here are made of its table.
question_bank/README.md explains every field in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictInt, create_model

from worksheetgen.kinds import Kind
from worksheetgen.kinds.entries import PartEntry
from worksheetgen.kinds.offered import OfferedKinds
from worksheetgen.model.tier import Tier
from worksheetgen.yaml_file import GIVEN
from worksheetgen.yaml_file.fields import AnyText, Count, Id, NonEmptyText, Strict, offering


def _rules_of_advice() -> Mapping[str, str]:
    """The rules that a question may accept, with what each is for."""
    from worksheetgen.bank.item_writing import ADVICE_ON_QUESTIONS  # it is made of the questions read here

    return ADVICE_ON_QUESTIONS


class ScaffoldsEntry(Strict):
    """Support that some prints carry, all of it optional."""

    starters: tuple[NonEmptyText, ...] = Field((), description="Beginnings of sentences: One reason was …")
    words: tuple[NonEmptyText, ...] = Field((), description="Words to use.")
    steps: tuple[NonEmptyText, ...] = Field((), description="How to go about it: First, … Then, …")
    hint: AnyText = Field(
        "",
        description="Where to look: Look at paragraph 5. Printed where the text is printed too, on worksheets.",
    )
    glossary: tuple[NonEmptyText, ...] = Field((), description="Terms of glossary.yaml to explain.")
    extension: AnyText = Field(
        "",
        description="A further question for those who have finished, without marks; it must not tell the answer.",
    )


class OriginEntry(Strict):
    """Where an imported question comes from, and whether somebody has looked it through since."""

    format: NonEmptyText = Field(description="What it was imported from, such as xlsx or moodle.")
    file: NonEmptyText = Field(description="The name of the file.")
    id: AnyText = Field("", description="What it is called there: importing the file again finds it by this.")
    confirmed: StrictBool = Field(
        False, description="true once a teacher has looked through what the import filled in or left out."
    )


class QuestionEntry(Strict):
    """What every question says of itself, whatever its kind; `model.question.Question` explains the fields."""

    # Support is often written beside the question and not below `scaffolds`.
    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ScaffoldsEntry.model_fields,
        "It belongs to ‘scaffolds’: write it below a line ‘scaffolds:’, indented.",
    )
    id: Id = Field(description="Unique in the unit: the file’s name, a dash and a number, such as kirov-01.")
    topics: Annotated[tuple[NonEmptyText, ...], Field(min_length=1)] = Field(
        description="Ids of the unit’s topics, first the main topic."
    )
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)] = Field(
        description="Whom it suits: support, core, challenge."
    )
    difficulty: Annotated[StrictInt, Field(ge=1, le=5)] = Field(
        description="From 1 (almost all can) to 5 (few can)."
    )
    minutes: Count = Field(description="What a pupil needs, in minutes.")
    paragraphs: tuple[Count, ...] = Field(
        (),
        description="Numbers of the paragraphs of text.md that the answer rests on; none only where a source carries "
        "it, where it needs own knowledge, or where it was imported.",
    )
    needs: Literal["text", "wording", "own knowledge"] = Field(
        description="text: whoever has learned what text and sources say can answer it; wording: the text must lie "
        "beside the pupil, as it asks how the text says something; own knowledge: more is needed than the text has."
    )
    sources: tuple[NonEmptyText, ...] = Field((), description="Ids of the sources that it rests on.")
    enemies: tuple[NonEmptyText, ...] = Field(
        (),
        description="Ids of questions that give this one away or ask the same: never on one paper with it. The id of a "
        "source stands for all questions on it.",
    )
    scaffolds: ScaffoldsEntry = Field(
        ScaffoldsEntry.model_validate({}), description="Support that some prints carry, all of it optional."
    )
    origin: Annotated[OriginEntry | None, GIVEN] = Field(
        None,
        description="Where it was imported from. Such a question may lack an explanation, misconceptions and "
        "paragraphs; take ‘origin’ out and it must have them.",
    )
    note: AnyText = Field("", description="For teachers only, for example where historians have moved on.")
    accepted: dict[Id, NonEmptyText] = Field(
        default_factory=dict,
        description="Rules of advice that it may break, each with a reason.",
        json_schema_extra=offering(_rules_of_advice),
    )


KIND: Any = Field(description=PartEntry.model_fields["kind"].description)
"""What is said of the field `kind`, whichever kinds there are to choose from."""


def _of_kinds(entry: type[PartEntry]) -> type[PartEntry]:
    """The model of a part with the fields of `entry`; its `kind` is one of the kinds that have these fields.

    Several kinds may share a body, and so an entry. No two of these models take the same kind, so pydantic
    can tell by a part's `kind` which of them reads it. They are made here because an entry does not know the
    table of kinds.
    """
    names = tuple(kind.value for kind in Kind if kind.body.entry() is entry)
    named: Any = Literal[names]
    return create_model(entry.__name__, __base__=entry, __doc__=entry.__doc__, kind=(named, KIND))


ENTRIES = {entry: _of_kinds(entry) for entry in dict.fromkeys(kind.body.entry() for kind in Kind)}
"""The model of a part by the entry of a kind's own fields."""

if TYPE_CHECKING:
    AnyEntry = PartEntry
else:  # which kinds there are is known only when the table has been read, so no type checker can know this union
    AnyEntry = Annotated[reduce(or_, ENTRIES.values()), Field(discriminator="kind")]


class InParts(QuestionEntry):
    """A question in parts (a), (b), (c)."""

    model_config = ConfigDict(title="question in parts")

    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("kind", "stem", "marks", "objectives"),
        "A question in parts has it in each part: move it there, or take out ‘parts’.",
    )
    lead: NonEmptyText = Field(description="What stands above the parts, such as: Study {source}.")
    parts: Annotated[tuple[AnyEntry, ...], Field(min_length=2, max_length=6)] = Field(
        description="Two to six parts, printed (a), (b), (c): each with kind, stem, marks, objectives and the fields "
        "of its kind."
    )


def _plain(entry: type[PartEntry]) -> type[QuestionEntry]:
    """The model of a plain question, which has its tags and the fields of its one part side by side.

    `entry` is the model of the part, with its `kind`.
    """
    bases: Any = (QuestionEntry, entry)
    model: type[QuestionEntry] = create_model(f"Plain{entry.__name__}", __base__=bases, __doc__=entry.__doc__)
    return model


_PLAIN = {entry: _plain(of_kinds) for entry, of_kinds in ENTRIES.items()}
PLAIN_QUESTIONS: Mapping[str, type[QuestionEntry]] = {kind.value: _PLAIN[kind.body.entry()] for kind in Kind}
"""The model of a plain question by the name of its kind."""


class KindlessPart(PartEntry):
    """What can be known of a part whose kind is missing or unknown: its stem and marks.

    No part passes it, as `kind` is wrong. Fields that it does not know are let pass: they may belong to the kind
    that is meant.
    """

    model_config = ConfigDict(extra="ignore", title="part")
    kind: Annotated[
        Literal[tuple(PLAIN_QUESTIONS)],  # type: ignore[valid-type]  # the kinds are those of the classes above
        OfferedKinds(),
    ] = KIND


class Kindless(QuestionEntry, KindlessPart):
    """What can be checked of a question whose kind is missing or unknown: its tags, stem and marks."""

    model_config = ConfigDict(extra="ignore", title="question")


def model_for(question: Any) -> type[QuestionEntry]:
    """The model to read a question's raw data by, so that its problems are those of the kind it is meant for.

    This is the model of its kind, that of questions in parts, or that of questions without a known kind. What
    is no mapping at all fails by any model.
    """
    if not isinstance(question, dict):
        return QuestionEntry
    return InParts if "parts" in question else PLAIN_QUESTIONS.get(str(question.get("kind")), Kindless)


class QuestionsHead(Strict):
    """What stands around the questions of a file.

    The questions are not checked with it but one by one, each by its own model: so a broken one hides no
    other.
    """

    qualification: NonEmptyText = Field(
        description="The objectives below are this qualification’s: GCSE, for example.", examples=["GCSE"]
    )
    questions: Annotated[tuple[Any, ...], Field(min_length=1)] = Field(
        description="The questions, each after a dash."
    )
