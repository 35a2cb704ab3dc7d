"""Theme to the styles of a Word document: the one place where a teacher changes how all of it looks.

A style of Word has a size of its own or that of the style that it is based on, never a share of it. So that one change
makes all larger, whatever is about as large as running text names no size, and follows Normal; headings are told by
their weight. A title has a size, as has what has no more room: the foot, boxes to cross, letters in puzzles. Lengths
are in twips.
"""

from __future__ import annotations

from worksheetgen.model.theme import Style, Theme
from worksheetgen.value import replace
from worksheetgen.word.markup import SINGLE, Xml, edge, joined, w
from worksheetgen.word.word_style import NORMAL, WordStyle, style_markup, table_style

FAMILIES = {"FiraSans": "Arial", "AtkinsonHyperlegible": "Tahoma"}
"""What stands for a theme's face, on every computer with Word. Tahoma tells I, l and 1 apart, as Atkinson does."""
NATURAL_LINE = 1.15
"""How far lines of these faces stand apart by themselves, in sizes of their letters."""
_FOLLOWING, _FOLLOWING_IN_BOLD = (0.65, 1.5), (0.95, 1.05)
"""From which size on and up to which a style has that of running text, in sizes of that, and follows it.

In a print that is bold throughout only size tells a heading from text, so it has its own.
"""
_BOX_LARGER = 1.2
"""How much larger the letters are that are as high as a box."""
_GROWTH = 1.6
"""How much larger the text of a print that is not large can be made before dates in a timeline are broken."""
STRONG, FOOTER, STEM, BOX = "Strong", "Footer", "Stem", "Box"
QUESTION, PART, OPTION, TICK, WRITING, RULE = "Question", "Part", "Option", "Tick", "AnswerLine", "Rule"
OF_LEVEL = {1: "title", 2: "heading", 3: "subheading"}
"""The theme's style of Word's own headings; a heading in another style has one that is based on them."""


def twips(points: float) -> int:
    """Points in twips."""
    return round(20 * points)


class Styles:
    """The styles of documents in one theme. Each is made when it is first asked for, and only these are written.

    Normal is the theme's style `running`.
    """

    def __init__(self, theme: Theme, running: str) -> None:
        self._theme, self._running = theme, running
        self._body = theme.style(running)
        self.bold_throughout = not self._body.face.partition("+")[0].endswith("Regular")
        self.growth = 1.0 if self.bold_throughout else _GROWTH
        self.full = twips(theme.width - theme.number_column)
        self.column = twips(theme.number_column)
        self.block_space = twips(theme.block_space)
        self.used: dict[str, WordStyle] = self._always()
        self._own = frozenset(self.used)

    def _always(self) -> dict[str, WordStyle]:
        theme = self._theme
        white = self.block_space
        head = max(0, twips(theme.question_space) - white)
        box = twips(theme.box)
        text = round(self._body.size * 15 + 2.6 * box)
        sides = ("bottom", "between")
        ruled = w("pBdr", *(edge(side, SINGLE, self.eighths(theme.line_weight)) for side in sides))
        return {
            NORMAL: WordStyle("Normal", white, ""),
            STRONG: replace(
                _of_words("Strong"), bold=None if self.bold_throughout else True, size=self._strong
            ),
            BOX: replace(_of_words("Box"), bold=False, size=round(2 * _BOX_LARGER * theme.box)),
            FOOTER: replace(
                self._of_theme("Footer", theme.style("foot")),
                size=round(2 * theme.style("foot").size),
                right=True,
                after=0,
            ),
            STEM: WordStyle("Stem", white, right=True, whole=True),
            QUESTION: WordStyle(
                "Question", white, STEM, before=head, hanging=self.column, right=True, whole=True
            ),
            PART: WordStyle("Part", white, STEM, before=white, hanging=self.column, right=True, whole=True),
            OPTION: WordStyle(  # its box makes a line higher than letters do
                "Option",
                twips(theme.box * 0.18),
                line=240,
                left=text,
                hanging=text,
                stops=(text - round(1.8 * box),),
            ),
            TICK: WordStyle("Tick", white, left=round(1.5 * box), hanging=round(1.5 * box)),
            WRITING: WordStyle(
                "Answer line", white, line=twips(theme.line_pitch), exact=True, close=True, edges=ruled
            ),
            RULE: WordStyle("Rule", white, line=20, exact=True),
        }

    @property
    def _strong(self) -> int | None:
        """The size of bold words, where a print that is bold throughout makes them larger."""
        return round(2 * self._body.size * self._theme.strong) if self._theme.strong > 1 else None

    @staticmethod
    def eighths(points: float) -> int:
        """The weight of a line as Word has it."""
        return max(2, round(8 * points))

    def of(self, id: str) -> WordStyle:
        """The style of that id, which was asked for."""
        return self.used[id]

    def paragraph(self, name: str) -> str:
        """The id of the paragraph style that the theme's style of that name is."""
        if name in (self._running, "stem"):
            return STEM if name == "stem" else NORMAL
        id = f"{_id(name)}Text" if _id(name) in self._own else _id(name)
        if id not in self.used:
            called = f"{_called(name)} text" if _id(name) in self._own else _called(name)
            self.used[id] = self._of_theme(called, self._theme.style(name))
        return id

    def words(self, name: str) -> str:
        """The id of the character style that the theme's style of that name is, for words within a paragraph."""
        id = f"{_id(name)}Words"
        if id not in self.used:
            made = self._of_theme(f"{_called(name)} words", self._theme.style(name))
            self.used[id] = replace(_of_words(made.name), bold=made.bold, size=made.size)
        return id

    def bullets(self, name: str) -> str:
        """The id of the style of a list's items in the theme's style of that name."""
        id = "ListBullet" if name == self._running else f"ListBullet{_id(name)}"
        if id not in self.used:
            hanging = twips(1.4 * self._theme.style(name).size)
            called = "List Bullet" if name == self._running else f"List Bullet {_called(name).lower()}"
            self.used[id] = WordStyle(
                called,
                round(0.35 * self.block_space),
                self.paragraph(name),
                left=hanging,
                hanging=hanging,
                bullet=True,
            )
        return id

    def heading(self, level: int, name: str) -> str:
        """The id of the heading of that level in the theme's style of that name: Word's own, or one based on it.

        One that has the size of running text where Word's own has none of it cannot be based on that.
        """
        id, own = f"Heading{level}", self._heading(level, OF_LEVEL[level])
        if OF_LEVEL[level] == name:
            self.used.setdefault(id, own)
            return id
        other = self._heading(level, name)
        named = f"{id}{_id(name)}"
        based = bool(other.size) or not own.size
        if based:
            self.used.setdefault(id, own)
        called = f"heading {level} {_called(name).lower()}"
        self.used.setdefault(named, replace(other, name=called, based_on=id if based else NORMAL))
        return named

    def _heading(self, level: int, name: str) -> WordStyle:
        """A heading of that level that looks as the theme's style of that name, and is bold in any case."""
        made = self._of_theme(f"heading {level}", self._theme.style(name))
        before = twips(self._theme.block_space * (0, 2.2, 1.2)[level - 1])
        bold = None if self.bold_throughout else True
        return replace(made, bold=bold, before=before, level=level, keep_next=True, right=True)

    def bar(self) -> str:
        """The id of the character style of words that are white in a black bar."""
        self.used.setdefault("Bar", replace(_of_words("Bar"), inverse=True))
        return "Bar"

    def in_grid(self, called: str, size: int, line: int) -> str:
        """The id of a style of letters or numbers in a puzzle's grid, of that size and in lines so high, in twips."""
        points = round(size / 20)
        id = f"{called.title().replace(' ', '')}{points}"
        self.used.setdefault(
            id, WordStyle(f"{called} {points} pt", 0, size=2 * points, line=line, exact=True)
        )
        return id

    def is_bold(self, id: str) -> bool:
        """Whether all words of a style are bold: bold ones among them are not marked, as Word would undo it twice.

        In a print that is bold throughout they are larger than running text, and so never marked in a heading.
        """
        style = self.used[id]
        return bool(style.bold) or (self.bold_throughout and style.size is not None)

    def _of_theme(self, name: str, style: Style) -> WordStyle:
        """What a style of the theme changes of running text."""
        body = self._body
        leading = (style.leading / style.size) / (body.leading / body.size)
        bold = style.face == self._theme.bold and not self.bold_throughout
        return WordStyle(
            name,
            twips(style.after) or self.block_space,
            size=None if self._follows(style) else round(2 * style.size),
            bold=bold or None,
            line=round(self.line * leading) if abs(leading - 1) > 0.01 else None,
        )

    def _follows(self, style: Style) -> bool:
        """Whether a style has the size of running text in Word."""
        least, most = _FOLLOWING_IN_BOLD if self.bold_throughout else _FOLLOWING
        return least <= style.size / self._body.size <= most

    def size(self, id: str) -> int:
        """The size of a style, or that of the one that it is based on."""
        style = self.used.get(id)
        if style is None or (style.size is None and not style.based_on):
            return twips(self._body.size)
        return 10 * style.size if style.size else self.size(style.based_on)

    def points(self, name: str) -> float:
        """The size in Word of the theme's style of that name."""
        style = self._theme.style(name)
        return self._body.size if self._follows(style) else style.size

    @property
    def foot(self) -> float:
        """The height of the margin at the foot of a page, in points: that has one line, or two."""
        return self._theme.foot + 2 * self._theme.style("foot").leading

    @property
    def height(self) -> float:
        """The height of the text on a page, in points."""
        return self._theme.page[1] - self._theme.top - self.foot

    @property
    def line(self) -> int:
        """How far lines stand apart, in 240ths of what the face has by itself."""
        return round(240 * self._body.leading / self._body.size / NATURAL_LINE)

    # ---- the part of the document ----

    def markup(self, language: str) -> Xml:
        """The styles' part: defaults, then every style that was asked for."""
        body = self._body
        face, _, _ = body.face.partition("+")
        family = FAMILIES.get(face.partition("-")[0], "Arial")
        size = round(2 * body.size)
        words = w(
            "rPr",
            w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family),
            *((w("b"), w("bCs")) if self.bold_throughout else ()),
            *(
                (w("spacing", val=twips(self._theme.letter_space * body.size)),)
                if self._theme.letter_space
                else ()
            ),
            w("sz", val=size),
            w("szCs", val=size),
            w("lang", val=language, eastAsia=language),
        )
        paragraphs = w("pPr", w("spacing", line=self.line, lineRule="auto"))
        defaults = w("docDefaults", w("rPrDefault", words), w("pPrDefault", paragraphs))
        styles = [style_markup(id, style, self.full) for id, style in sorted(self.used.items())]
        return joined(defaults, *styles, table_style(self.eighths(self._theme.rule)))


_TIER, _NO_TIER = "support", "help"
"""A style that is called like a tier, and what it is called in a pupil's file."""


def _id(name: str) -> str:
    """`table-head` as TableHead."""
    return "".join(word.capitalize() for word in name.replace(_TIER, _NO_TIER).split("-"))


def _called(name: str) -> str:
    """`table-head` as `Table head`."""
    return name.replace(_TIER, _NO_TIER).replace("-", " ").capitalize()


def _of_words(name: str) -> WordStyle:
    """A character style that changes nothing."""
    return WordStyle(name, 0, "", of_words=True)
