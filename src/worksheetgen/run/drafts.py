"""Drafts of papers: what a teacher chose and changed, an immutable value for every state, kept as a file.

`drafts/NAME.json` holds every state since the paper was begun or last printed, so that Undo outlives a crash. It holds
choices alone: what is drawn from them is worked out by `plan_run`, as the command line does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from worksheetgen.delivery import rewrite
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import MANIFEST_FILE, load_manifest
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.question import Question
from worksheetgen.model.students import ClassList
from worksheetgen.run.changes import Changes
from worksheetgen.run.classes import CLASSES, kept_classes, open_class
from worksheetgen.run.plan import Plan
from worksheetgen.run.planning import plan_run
from worksheetgen.run.request import default_folder, load_blueprint, wished_blueprint
from worksheetgen.stored import Damaged, decode, encode
from worksheetgen.value import Value, field, replace

DRAFTS = Path("drafts")
MOST_STATES = 200
"""So many changes can be undone: each state is written down again with every change."""
MOST_PASSED = 100
"""So many questions that were swapped away are known, before the first of them may come back."""


class Choices(Value):
    """What is chosen for a paper at one moment.

    `blueprint` is the file of one, or "" where `topics`, `questions` and `marks` wish for a worksheet. `class_file` is
    the name of a list among those that are kept, "" for unnamed papers. `changes` are what is planned, on top of the
    run whose record has the digest `on_run` ("" for none). `kept` and `left_out` count when others are drawn again.
    `passed` were swapped away, so that Swap does not bring them back while there are others. With `nearest` the nearest
    paper is taken where none meets what is asked.
    """

    blueprint: str = ""
    topics: tuple[str, ...] = ()
    questions: int = 0
    marks: int = 0
    class_file: str = ""
    changes: Changes = field(default_factory=Changes)
    on_run: str = ""
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    nearest: bool = False

    def drawn_again(self, word: str) -> Choices:
        """All questions but the kept ones drawn anew, without those that were left out."""
        changes = Changes(out=self.left_out, again=word, kept_then=self.kept)
        return replace(self, changes=changes, passed=())

    def swapped(self, old: str, new: str) -> Choices:
        """Another question in the place of one that is on the paper, drawn or swapped for another one before."""
        before = self.changes.instead
        pairs = [(drawn, new if now == old else now) for drawn, now in before]
        if all(now != old for _, now in before):
            pairs.append((old, new))
        changes = replace(self.changes, instead=tuple(pair for pair in pairs if len({*pair}) > 1))
        kept = tuple(id for id in self.kept if id != old)
        passed = (*(id for id in self.passed if id != old), old)[-MOST_PASSED:]
        return replace(self, changes=changes, kept=kept, passed=passed)

    def keeping(self, id: str) -> Choices:
        """The question kept when others are drawn again, or no longer where it was."""
        kept = tuple(one for one in self.kept if one != id) if id in self.kept else (*self.kept, id)
        return replace(self, kept=kept)

    def fitting(self, plan: Plan, id: str) -> tuple[Question, ...]:
        """What could take the place of a question in their plan, the most alike first, but for what was left out."""
        return tuple(one for one in plan.alternatives(id) if one.id not in self.left_out)

    def next_for(self, plan: Plan, id: str) -> str:
        """The question that is most like one and was not swapped away or left out; "" for none.

        Once all were swapped away it begins with the first of them again.
        """
        fitting = [one.id for one in self.fitting(plan, id)]
        fresh = [one for one in fitting if one not in self.passed]
        return next(iter((*fresh, *fitting)), "")

    def wishing(self, wanted: Choices) -> Choices:
        """What is `wanted` instead; of the same paper for another class everything that was chosen for it stays."""
        same = (wanted.blueprint, wanted.topics, wanted.marks) == (self.blueprint, self.topics, self.marks)
        return replace(self, class_file=wanted.class_file) if same else wanted

    def on(self, digest: str) -> Choices:
        """The choices as they count where the run of that `digest` stands, "" for none.

        Changes that were made to another one, or before there was one, are part of what was printed or of the past.
        """
        return self if self.on_run == digest else replace(self, changes=Changes(), on_run=digest, passed=())

    def without(self, id: str, new: str, word: str) -> Choices:
        """The question left out for good, `new` in its place; where `new` is "", the others are drawn so that it fits.

        `word` is what these are drawn from then.
        """
        kept = tuple(one for one in self.kept if one != id)
        left = replace(self, left_out=(*self.left_out, id), kept=kept)
        return left.swapped(id, new) if new else left.drawn_again(self.changes.again or word)


class DraftStep(Value):
    """A state of a draft, and what was done to come to it, in a teacher's words."""

    done: str
    choices: Choices


class PaperDraft(Value):
    """A paper that is being made: all its states, the latest last; there is one at least."""

    name: str
    steps: tuple[DraftStep, ...]
    version: Literal[1] = 1

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return self.steps[-1].choices

    @property
    def can_undo(self) -> str:
        """What Undo would take back, "" for nothing."""
        return self.steps[-1].done if len(self.steps) > 1 else ""

    def then(self, done: str, choices: Choices) -> PaperDraft:
        """The draft after a further change."""
        return replace(self, steps=(*self.steps, DraftStep(done, choices))[-MOST_STATES:])

    def undone(self) -> PaperDraft:
        """The draft before its last change."""
        return replace(self, steps=self.steps[:-1]) if len(self.steps) > 1 else self

    def settled(self, choices: Choices) -> PaperDraft:
        """The draft with nothing to be undone: what was printed stands."""
        return replace(self, steps=(DraftStep("", choices),))


def keep_draft(draft: PaperDraft) -> None:
    """Write the draft into its file, whole or not at all. Raises OutputExists where that cannot be."""
    rewrite(DRAFTS / f"{draft.name}.json", encode(draft))


def open_draft(path: Path) -> PaperDraft | None:
    """The draft in a file; None where it holds none, such as one of another version."""
    try:
        draft = decode(path.read_bytes(), PaperDraft)
    except (OSError, Damaged):
        return None
    return replace(draft, name=path.stem) if draft.steps else None


def draft_files() -> list[Path]:
    """The files in which drafts are kept."""
    return [path for path in DRAFTS.glob("*.json") if path.is_file()]


def drafts() -> Iterator[PaperDraft]:
    """All drafts, the one that was changed last first."""
    for _, path in sorted(((path.stat().st_mtime, path) for path in draft_files()), reverse=True):
        if draft := open_draft(path):
            yield draft


def new_draft(name: str, choices: Choices) -> PaperDraft:
    """A draft that is not there yet, under the paper's name and a number where there is one of that name."""
    number = 1
    while (DRAFTS / f"{name}{f'-{number}' * (number > 1)}.json").exists():
        number += 1
    draft = PaperDraft(f"{name}{f'-{number}' * (number > 1)}", (DraftStep("", choices),))
    keep_draft(draft)
    return draft


# ---- what is planned -----------------------------------------------------------------------------


def blueprint_of(choices: Choices, bank: Bank) -> Blueprint:
    """What is to be drawn. Raises as `load_blueprint` and `wished_blueprint` do."""
    if choices.blueprint:
        return load_blueprint(choices.blueprint, bank)
    return wished_blueprint(bank, choices.topics, choices.questions, choices.marks, ())


def class_of(choices: Choices) -> ClassList | None:
    """Who gets the paper, None for unnamed ones. Raises InvalidInput as `open_class` does."""
    if not choices.class_file:
        return None
    for path in kept_classes():
        if path.name == choices.class_file:
            return open_class(path).class_list
    what = f"The list {choices.class_file} is not there any more."
    raise InvalidInput(
        [Problem(Place(str(CLASSES)), what, "Choose another class, or hand the list over again.")]
    )


def on_run_there(choices: Choices, blueprint: Blueprint, class_list: ClassList | None) -> Choices:
    """The choices as they count on the run that stands where this paper goes, as of `Choices.on`."""
    record = default_folder(blueprint, class_list, retake=False) / MANIFEST_FILE
    try:
        return choices.on(load_manifest(record).digest if record.exists() else "")
    except InvalidInput:
        return choices.on("")


def plan_choices(choices: Choices, bank: Bank, blueprint: Blueprint, class_list: ClassList | None) -> Plan:
    """The plan of what is chosen, which the command line makes from the same words. Raises as `plan_run` does."""
    return plan_run(blueprint, bank, class_list, changes=choices.changes, nearest=choices.nearest)


def choices_to_json(choices: Choices) -> str:
    """The choices as JSON."""
    return encode(choices).decode()


def choices_from_json(text: str) -> Choices:
    """The choices that `choices_to_json` wrote."""
    return decode(text.encode(), Choices)
