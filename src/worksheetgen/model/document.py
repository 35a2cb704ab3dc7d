"""One print as a row of blocks, with what is asked of its pages; nothing here knows where they turn."""

from __future__ import annotations

from worksheetgen.errors import Place
from worksheetgen.model.blocks import Block
from worksheetgen.value import Value, replace


class Item(Value):
    """A block in the flow of a document, with what is asked of the page breaks around it.

    `keep_with_next`: no page break comes between it and the next item; `page_break_before`: it begins a page;
    `avoid_overleaf`: it should lie on the same spread as the item before it, where that costs little; `optional`: it is
    left out where it would begin a page, and on a cover where it would cost one; `beside`: it may stand beside a
    neighbour that may do so too; `spare`: where that saves a sheet of paper, a text to read goes without its margin for
    notes, and anything else is left out. `place` is where its words come from, for messages.
    """

    block: Block
    keep_with_next: bool
    page_break_before: bool
    place: Place
    avoid_overleaf: bool = False
    optional: bool = False
    beside: bool = False
    spare: bool = False


class Furniture(Value):
    """What pages carry around the flow: `identity` at the foot, and a QR code of `qr_text` and the page's number.

    `short_identity` takes the place of one that is too long for its line; "" where there is no shorter one. `qr_text`
    has 18 characters, or is "" where there are no codes.

    `turn_over` are the words at the foot of right-hand pages after which something follows ("" for none).
    With `even` a document gets as many pages more, left blank, as its last sheet lacks. `blank` are the words
    on a page that is left blank, one of those or one within; where it is "" none is left blank within. A
    `loose` document lies open beside another: two facing pages of it are read as one in every print.
    """

    identity: str
    qr_text: str
    turn_over: str
    even: bool
    blank: str
    loose: bool = False
    short_identity: str = ""


class ExtraSpace(Value):
    """Pages for more room to write behind all others, each of the same `items`.

    There are as many as fill the last sheet of paper, `least` at the least and `most` at the most.
    """

    items: tuple[Item, ...]
    least: int
    most: int

    def pages(self, before: int, of_sheet: int) -> int:
        """How many there are behind so many pages, where so many stand on a sheet."""
        return min(self.least + -(before + self.least) % of_sheet, self.most)


NO_EXTRA_SPACE = ExtraSpace((), 0, 0)


class Document(Value):
    """One print: a paper, a mark scheme, a set of keys. `language` is a language tag ("en-GB").

    Where other documents have the same items in another order (the papers of a class), `canonical_order` has the
    items' indices in an order that is the same for all of them; else it is empty. Without:
    +23% (docs/performance.md, “marks counted in the bank’s order on all papers”, 3,000).
    """

    title: str
    language: str
    furniture: Furniture
    items: tuple[Item, ...]
    canonical_order: tuple[int, ...] = ()
    extra_space: ExtraSpace = NO_EXTRA_SPACE

    def with_extra_space(self, pages: int) -> Document:
        """The document with so many pages of extra space among its items."""
        more = self.extra_space.items * pages
        order = self.canonical_order and (
            *self.canonical_order,
            *range(len(self.items), len(self.items) + len(more)),
        )
        return replace(self, items=(*self.items, *more), canonical_order=order)
