"""What can be switched off in a process that prints, to see what it is good for; the program itself has no switch."""

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
    "QR codes as patterns laid over each other": _replaced("typesetting.foot:qr_codes", _symbol_from_scratch),
    "a question’s marks counted alike on all papers": _replaced(
        "run.rendering:compose_paper",
        lambda compose: lambda *rest: replace(compose(*rest), canonical_order=()),
    ),
    "covers rendered once, names filled in": _replaced(
        "composition.paper:_Composing._cover", _cover_of_its_own
    ),
    "structure and outline shared by papers": _replaced(
        "typesetting.placing:LaidOutDocument",
        lambda make: lambda *rest: replace(make(*rest), shares_items=False),
    ),
    "code of bundled templates kept": _replaced("composition.compiled:_kept", lambda _: lambda _: None),
    "no search for garbage": _all(
        _replaced("run.packs:no_garbage", lambda _: nullcontext),
        _replaced("run.printing:no_garbage", lambda _: nullcontext),
    ),
    "a pack’s blocks in the file once": _replaced("pdf:_Writer._pages", _drawn_as_alone),
    "questions rendered without their number": _all(
        _replaced("composition.template_session:replace", lambda _: _but_for_numbers),
        _replaced("composition.template_session:WithSlots", lambda _: lambda value, _: value),
        _replaced("composition.template_session:filled", lambda _: lambda item, _: item),
    ),
}
"""By what the table calls them.

Things are switched off when a run has gone on for long, too, so none of them is a method that an object has put into a
memory of its own. A switch that finds nothing in its place any more raises AttributeError."""

NEVER_ANEW = frozenset(
    (
        "run.packs.prepared",
        "run.rendering.Renderer.__init__.<locals>.<lambda>",
        "typesetting.fonts.font",
        "typesetting.fonts.covered",
        "typesetting.qr._inverted",
        "typesetting.qr._zeros",
    )
)
"""Memories of what is read from files or worked out once: no run would end without them."""
STAGES = ("composition.", "pdf.", "projection.", "run.", "typesetting.", "variation.")
"""The stages that every paper goes through; memories of others serve what is read before."""


def switch_off(name: str) -> None:
    """Switch off one of `SWITCHES`, or the memory of that name; nothing for ""."""
    if name in SWITCHES:
        SWITCHES[name]()
    elif name:
        memories.OFF.add(name)


def memories_of_papers() -> list[str]:
    """The memories that can be switched off, of all that has been made so far."""
    return sorted(name for name in memories.NAMES - NEVER_ANEW if name.startswith(STAGES))
