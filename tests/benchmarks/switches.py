"""What can be switched off in a process that prints, to see what it is good for; the program itself has no switch.

A mechanism is what does one thing in one place of the pipeline. Where several memories do it together, or a switch and
memories, they are its parts; `python -m tests.benchmarks.ablations parts` measures each part by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from importlib import import_module
from typing import Any

from tests.benchmarks import memories
from worksheetgen.model.laid_out import QrCode
from worksheetgen.typesetting import qr
from worksheetgen.value import replace


def _replaced(path: str, make: Callable[[Any], Any]) -> Callable[[], None]:
    """A switch that puts what `make` makes of it in the place of a name of the program: `pdf:_Writer._pages`."""

    def switch() -> None:
        module, _, inside = path.partition(":")
        owner: Any = import_module(f"worksheetgen.{module}")
        *above, name = inside.split(".")
        for each in above:
            owner = getattr(owner, each)
        setattr(owner, name, make(getattr(owner, name)))

    return switch


def _all(*switches: Callable[[], None]) -> Callable[[], None]:
    def switch() -> None:
        for each in switches:
            each()

    return switch


def _drawn_as_alone(pages: Callable[..., None]) -> Callable[..., None]:
    """A pack's pages, each drawn in one stream as in a file of its own."""

    def drawn(writer: Any, *rest: Any) -> None:
        alone, writer.alone = writer.alone, True
        pages(writer, *rest)
        writer.alone = alone

    return drawn


def _cover_of_its_own(_: object) -> Callable[..., Any]:
    def cover(composing: Any, paper: Any, anybody: Any) -> Any:
        own = replace(anybody, student_id=paper.student_id, student_name=paper.student_name)
        return composing.session.own("cover", paper.place, paper=own)

    return cover


def _symbol_from_scratch(_: object) -> Callable[[str, Sequence[str]], list[QrCode]]:
    """Codes as a library makes them, which has no need of their beginnings being alike."""

    def code(payload: str) -> QrCode:
        return QrCode(qr.MODULES, qr._symbol(payload).to_bytes(qr.MODULES * qr._ROW_BYTES, "big"))

    return lambda beginning, ends: [code(beginning + end) for end in ends]


def _but_for_numbers(value: Any, **changes: Any) -> Any:
    return value if "number" in changes else replace(value, **changes)


SWITCHES: Mapping[str, Callable[[], None]] = {
    "QR codes laid over each other": _replaced("typesetting.foot:qr_codes", _symbol_from_scratch),
    "marks in the bank’s order": _replaced(
        "run.rendering:compose_paper",
        lambda compose: lambda *rest: replace(compose(*rest), canonical_order=()),
    ),
    "covers filled in": _replaced("composition.paper:_Composing._cover", _cover_of_its_own),
    "shared structure": _replaced(
        "typesetting.placing:LaidOutDocument",
        lambda make: lambda *rest: replace(make(*rest), shares_items=False),
    ),
    "kept code": _replaced("composition.compiled:_kept", lambda _: lambda _: None),
    "no search for garbage": _all(
        _replaced("run.packs:no_garbage", lambda _: nullcontext),
        _replaced("run.printing:no_garbage", lambda _: nullcontext),
    ),
    "streams shared in a pack": _replaced("pdf:_Writer._pages", _drawn_as_alone),
    "numbers filled in": _all(
        _replaced("composition.template_session:replace", lambda _: _but_for_numbers),
        _replaced("composition.template_session:WithSlots", lambda _: lambda value, _: value),
        _replaced("composition.template_session:filled", lambda _: lambda item, _: item),
    ),
}
"""What no memory is, by a name.

Things are switched off when a run has gone on for long, too, so none of them is a method that an object has put into a
memory of its own. A switch that finds nothing in its place any more raises AttributeError."""

MECHANISMS: Mapping[str, tuple[str, ...]] = {
    "forms and numbered questions built once": (
        "variation.PaperBuilder._new_form",
        "variation._Form._numbered",
    ),
    "what a student sees taken once from questions and text": (
        "projection.StudentView._new_question",
        "projection.StudentView._student_question",
        "projection.StudentView._paragraphs",
        "projection.StudentView._new_events",
    ),
    "questions rendered once, their numbers filled in": (
        "composition.template_session.TemplateSession.own",
        "composition.template_session.TemplateSession._items_of",
        "numbers filled in",
    ),
    "covers rendered once, names filled in": ("covers filled in", "composition.slots._has_slots"),
    "code of bundled templates kept on disk": ("kept code",),
    "recordings kept with their item": (
        "typesetting.recorder.Recorder._record",
        "typesetting.recorder.Recorder._record_on",
        "typesetting.recorder.Recorder._record_fitted",
        "typesetting.recorder.Recorder.without_margin",
        "composition.paper.kept_with_next",
    ),
    "words measured and broken once": (
        "typesetting.block_renderer.BlockRenderer._new_text",
        "typesetting.block_renderer.BlockRenderer._new",
        "typesetting.fonts.width",
        "typesetting.fonts.letter_widths",
    ),
    "page breaks kept by shape": (
        "typesetting.paging.Pager._new_breaker",
        "typesetting.glue.GluedBreaker._new_pages",
        "typesetting.breaking.Breaker._new_ends",
        "typesetting.breaking.Breaker._new_states",
        "typesetting.breaking.Shapes._of",
        "typesetting.breaking.Shapes._new_shape",
    ),
    "the typesetter of documents without codes kept": ("typesetting.Typesetter._new_shorter",),
    "what stands at the foot drawn once": ("typesetting.foot.Foot._new_page",),
    "QR codes as patterns laid over each other": ("QR codes laid over each other", "typesetting.qr._pattern"),
    "marks counted in the bank’s order on all papers": ("marks in the bank’s order",),
    "fragments of pages kept with their recording": ("pdf.fragments._slice",),
    "structure shared by papers": (
        "shared structure",
        "pdf.structure.template",
        "pdf.structure.template_alone",
        "pdf.structure._template",
        "pdf.structure._body",
        "pdf.structure._structure",
        "pdf.structure.packed_alone",
    ),
    "what pages have alike deflated once, and in a pack once": (
        "streams shared in a pack",
        "pdf.deflating.packed_once",
    ),
    "fonts of a class’s files made once": (
        "pdf.fonts.subset",
        "pdf.head._begun",
        "pdf.shown._shown_by",
        "pdf.shown._characters",
    ),
    "no search for garbage": ("no search for garbage",),
    "what a plan was drawn from kept": (
        "run.planning._unchanged",
        "run.plan._alternatives",
        "assembly.asking._amounts",
    ),
    "a markbook opened and read once": ("run.marks._unlocked", "markbook.reading.read_markbook"),
}
"""The rows of the table: their parts are names of `SWITCHES` and of functions whose results are remembered."""

NEVER_ANEW = frozenset(
    (
        "assembly.solving.solver",
        "run.packs.prepared",
        "run.rendering.Renderer.__init__.<locals>.<lambda>",
        "typesetting.fonts.font",
        "typesetting.fonts.covered",
        "typesetting.fonts._covered_everywhere",
        "typesetting.qr._inverted",
        "typesetting.qr._zeros",
    )
)
"""Memories of what is read from files or worked out once: no run would end without them."""
STAGES = (
    *("assembly.", "composition.", "markbook.", "pdf.", "pdf_syntax.", "projection.", "run.", "typesetting."),
    "variation.",
)
"""What every paper or plan goes through; memories of others serve what is read before."""


def switch_off(name: str) -> None:
    """Switch off a mechanism or one part of one, by name; nothing for ""."""
    for part in MECHANISMS.get(name, (name,)):
        if part in SWITCHES:
            SWITCHES[part]()
        elif part:
            memories.OFF.add(part)


def memories_made() -> set[str]:
    """The memories that can be switched off, of all that has been made so far."""
    return {name for name in memories.NAMES - NEVER_ANEW if name.startswith(STAGES)}


def check(made: set[str]) -> None:
    """Raise ValueError unless each of these memories is part of a mechanism, and all parts are there."""
    parts = {part for every in MECHANISMS.values() for part in every if part not in SWITCHES}
    if wrong := made ^ parts:
        raise ValueError(f"part of no mechanism, or of one without being there: {', '.join(sorted(wrong))}")
