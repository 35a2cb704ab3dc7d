"""What lies on the desk: the bank, the folder’s classes, drafts and runs, and what was worked out of them so far.

Everything goes through one lock, as neither the press nor the pictures of pages know threads.
"""

from __future__ import annotations

import gc
from collections.abc import Hashable, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from time import sleep
from typing import Generic, TypeVar

from worksheetgen.errors import InvalidInput, Problem, UnmetBlueprint, WorksheetgenError
from worksheetgen.marks_record import MarkKey
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList, Student
from worksheetgen.page.jobs import Job
from worksheetgen.protection import Password
from worksheetgen.run.classes import kept_classes
from worksheetgen.run.drafts import (
    Choices,
    PaperDraft,
    blueprint_of,
    class_of,
    draft_files,
    keep_draft,
    on_run_there,
    open_draft,
    plan_choices,
)
from worksheetgen.run.history import run_folders
from worksheetgen.run.looking import PlannedPages, page_facts, page_keys, picture_of_page
from worksheetgen.run.numbering import stand_alike
from worksheetgen.run.plan import Plan
from worksheetgen.run.press import Press
from worksheetgen.run.record import open_run
from worksheetgen.run.rendering import pdf_of
from worksheetgen.run.request import OUTPUT
from worksheetgen.value import Value, replace

SCREEN_DOTS_PER_INCH = 144
"""Of a page on the screen: it is shown up to half as large as printed on the finest screens."""
PLANS_A_PRESS = 50
"""A press keeps all that it ever set; after so many plans a fresh one is taken."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The last few values that were worked out, by what they were worked out from."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[K, V] = {}

    def __getitem__(self, key: K) -> V | None:
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._values.pop(key, None)
        self._values[key] = value
        while len(self._values) > self._most:
            del self._values[next(iter(self._values))]


class PlannedPaper(Value):
    """A draft as it is planned: the plan, or why there is none; `nearest` is what the nearest paper has, in words.

    `blueprint` and `class_list` are None where they cannot be read.
    """

    choices: Choices
    blueprint: Blueprint | None = None
    class_list: ClassList | None = None
    plan: Plan | None = None
    problems: tuple[Problem, ...] = ()
    nearest: str = ""
    offers_nearest: bool = False


class ShownPage(Value):
    """A page to be shown: the key of its picture, its number from 1, how large it is, in points, and its words."""

    key: str
    number: int
    width: int
    height: int
    words: str

    @cached_property
    def _in_one_line(self) -> str:
        return " ".join(self.words.split())

    def has(self, words: str) -> bool:
        """Whether it shows the words, wherever its lines end."""
        return " ".join(words.split()) in self._in_one_line


class PageDesk:
    """All that the screens share. Whoever uses it holds `lock`."""

    def __init__(self, bank: Bank, secret: bytes, password: Password) -> None:
        """`secret` is what keys are made with, so that nobody tells a name from one; `password` is that of runs.

        `said` is what the next screen says of the last act; `jobs` are those at work or done, each with its run’s key.
        `last_turns` say with which turn of a window a mark was last kept, by the run's folder, the mark and the window.
        """
        self.bank, self.lock, self._secret = bank, RLock(), secret
        self.password = password
        self._papers: Recent[Hashable, PlannedPaper] = Recent(24)
        self._press: Press | None = None
        self._plans_of_press = 0
        self._pdfs: Recent[str, tuple[bytes, int]] = Recent(400)
        self._pictures: Recent[str, bytes] = Recent(120)
        self.said = ""
        self.jobs: dict[str, tuple[Job, str]] = {}
        self.last_turns: dict[tuple[Path, MarkKey, str], int] = {}

    # ---- keys instead of names in addresses ------------------------------------------------------

    def key(self, words: str) -> str:
        """What stands for a name in an address: browsers keep and share what was visited."""
        return blake2b(words.encode(), digest_size=6, key=self._secret).hexdigest()

    def draft(self, key: str) -> PaperDraft | None:
        """The draft of that key; what was printed of it since stands, and cannot be undone."""
        path = next((path for path in draft_files() if self.key(path.stem) == key), None)
        draft = open_draft(path) if path else None
        if draft and draft.choices != (choices := self.paper(draft).choices):
            draft = draft.settled(choices)
            keep_draft(draft)
        return draft

    def class_file(self, key: str) -> Path | None:
        """The class list of that key, among those that are kept."""
        return next((path for path in kept_classes() if self.key(path.name) == key), None)

    def runs(self) -> list[tuple[str, str, str]]:
        """All printed runs: the key, what was printed for whom, and the paper’s subtitle."""
        return [(self.key(str(folder)), *_called(folder)) for folder in run_folders(OUTPUT)]

    def run(self, key: str) -> Path | None:
        """The folder of the run of that key."""
        return next((folder for folder in run_folders(OUTPUT) if self.key(str(folder)) == key), None)

    # ---- papers ----------------------------------------------------------------------------------

    def paper(self, draft: PaperDraft) -> PlannedPaper:
        """What is planned for a draft as it is now."""
        return self._planned(draft.choices)

    def _planned(self, choices: Choices) -> PlannedPaper:
        blueprint: Blueprint | None = None
        class_list: ClassList | None = None
        try:
            known = self._papers[self._read_key(choices)]
            blueprint = known.blueprint if known and known.blueprint else blueprint_of(choices, self.bank)
            class_list = known.class_list if known else class_of(choices)
            choices = on_run_there(choices, blueprint, class_list)
            key = (self._read_key(choices), choices.changes, choices.nearest, choices.on_run)
            if found := self._papers[key]:
                return replace(found, choices=choices)
            paper = PlannedPaper(
                choices, blueprint, class_list, plan_choices(choices, self.bank, blueprint, class_list)
            )
        except UnmetBlueprint as error:
            offered = error.nearest is not None
            return PlannedPaper(choices, blueprint, class_list, None, error.problems, error.size, offered)
        except WorksheetgenError as error:
            return PlannedPaper(choices, blueprint, class_list, None, error.problems)
        self._papers[key] = paper
        self._papers[self._read_key(choices)] = paper
        return paper

    def _read_key(self, choices: Choices) -> Hashable:
        """What a blueprint and a class depend on: what is chosen, and when its file was changed."""
        file = next((path for path in kept_classes() if path.name == choices.class_file), None)
        wish = (choices.blueprint, choices.topics, choices.questions, choices.marks)
        stat = file.stat() if file else None
        return (*wish, choices.class_file, stat and (stat.st_mtime_ns, stat.st_size))

    def swapped(self, draft: PaperDraft, old: str, new: str) -> Choices:
        """The choices with another question in the place of one. Raises InvalidInput where it does not fit."""
        paper = self.paper(draft)
        if paper.plan is None:
            return paper.choices
        plan, choices = paper.plan.with_swap(old, new), paper.choices.swapped(old, new)
        self.remember(choices, paper, plan)
        return choices

    def remember(self, choices: Choices, paper: PlannedPaper, plan: Plan) -> None:
        """Keep the plan of choices that was made from another paper's, so that nothing is drawn again for it.

        But for one whose questions the choices by themselves would put in another order: by these it is printed.
        """
        if paper.plan and not stand_alike(plan.request, paper.plan.draw.ids ^ plan.draw.ids):
            return
        key = (self._read_key(choices), choices.changes, choices.nearest, choices.on_run)
        self._papers[key] = PlannedPaper(choices, paper.blueprint, paper.class_list, plan)

    # ---- pages -----------------------------------------------------------------------------------

    def pages(self, plan: Plan) -> PlannedPages:
        """The plan's pages, on the press that stands if it is of the same request."""
        press = self._press
        self._plans_of_press += 1
        if press is None or press.request != plan.request or self._plans_of_press > PLANS_A_PRESS:
            press = self._press = Press(plan.request, plan.request.paper_ids)
            self._plans_of_press = 0
            gc.collect()  # what a press remembers refers to itself: it goes only when it is looked for
        return PlannedPages(plan, press)

    def leaves(self, plan: Plan, student: Student) -> tuple[ShownPage, ...]:
        """The pages of a student's paper. Raises as `PlannedPages.laid_out` does."""
        (document,) = self.pages(plan).laid_out([student])
        return self._shown(pdf_of(document), page_keys(document, self._secret))

    def give_way(self) -> None:
        """Let whoever waits for the desk go first; what is worked on goes on after that."""
        self.lock.release()
        sleep(0.001)  # a lock that is taken again at once is not given to anybody else
        self.lock.acquire()

    def pdf(self, plan: Plan, student: Student) -> bytes:
        """A student's paper as it would be printed."""
        (document,) = self.pages(plan).laid_out([student])
        return pdf_of(document)

    def show(self, pdf: bytes) -> tuple[ShownPage, ...]:
        """The pages of any other PDF, to be shown."""
        name = blake2b(pdf, digest_size=16, key=self._secret).hexdigest()
        return self._shown(pdf, [f"{name}{index}" for index in range(len(page_facts(pdf)))])

    def _shown(self, pdf: bytes, keys: Sequence[str]) -> tuple[ShownPage, ...]:
        for index, key in enumerate(keys):
            self._pdfs[key] = pdf, index
        facts = zip(keys, page_facts(pdf), strict=True)
        return tuple(
            ShownPage(key, number, one.width, one.height, one.words)
            for number, (key, one) in enumerate(facts, 1)
        )

    def picture(self, key: str) -> bytes | None:
        """The picture, a PNG, of the page of that key; None where it was not shown lately."""
        if known := self._pictures[key]:
            return known
        found = self._pdfs[key]
        if found is None:
            return None
        picture = picture_of_page(*found, SCREEN_DOTS_PER_INCH)
        self._pictures[key] = picture
        return picture


def _called(folder: Path) -> tuple[str, str]:
    """What was printed for whom, and its subtitle, as far as the run's record can be read."""
    try:
        manifest = open_run(folder).manifest
    except InvalidInput:
        return folder.name, ""
    title, subtitle = str(manifest.blueprint["title"]), str(manifest.blueprint["subtitle"])
    return f"{title} for {manifest.class_name}" if manifest.class_name else title, subtitle
