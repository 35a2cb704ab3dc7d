"""The same papers by Typst, compiled one by one: its layout engine in Rust against ours."""

from __future__ import annotations

from functools import cache

import typst

from worksheetgen.faces import FILES
from worksheetgen.model import blocks as said
from worksheetgen.model.document import Document
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.typesetting import Theme

FOLDERS = sorted({str(file.parent) for file in FILES.values()})


def build(document: Document, theme: Theme) -> bytes:
    """The paper as one PDF."""
    made = _compiler().compile(input=source(document, theme).encode())
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    """One for all papers, so that the fonts are read once."""
    return typst.Compiler(font_paths=FOLDERS)


def source(document: Document, theme: Theme) -> str:
    """The paper as Typst markup."""
    width, height = theme.page
    body = theme.style("body")
    parts = [
        f"#set page(width: {width}pt, height: {height}pt, margin: (left: {theme.inner}pt, right: "
        f"{width - theme.inner - theme.width}pt, top: {theme.top}pt, bottom: {height - theme.top - theme.height}pt), "
        f"footer: context [#text(size: 8pt)[{_escaped(document.furniture.identity)} #h(1fr) "
        "#counter(page).display()]])",
        f'#set text(font: "Fira Sans", size: {body.size}pt, lang: "en")',
        f"#set par(leading: {body.leading - body.size}pt)",
    ]
    for number, item in enumerate(document.items):
        if item.page_break_before and number:
            parts.append("#pagebreak()")
        shown = _block(item.block, theme)
        parts.append(f"#block(breakable: false)[{shown}]" if isinstance(item.block, said.Labelled) else shown)
        parts.append(
            f"#v({theme.block_space if item.keep_with_next else theme.question_space}pt, weak: true)"
        )
    return "\n".join(parts)


def _escaped(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]=-+/~" else c for c in words)


def _text(text: Text) -> str:
    parts = []
    for part in text:
        match part:
            case Run(words, bold):
                parts.append(f"#strong[{_escaped(words)}]" if bold else _escaped(words))
            case Gap():
                parts.append("#box(width: 35mm, stroke: (bottom: 0.6pt))")
            case Break():
                parts.append("\\\n")
    return "".join(parts)


def _lines(count: int, theme: Theme) -> str:
    line = (
        f"#block(height: {theme.line_pitch}pt, width: 100%, spacing: 0pt, "
        f"stroke: (bottom: {theme.line_weight}pt))"
    )
    return (line + "\n") * count


def _styled(text: Text, theme: Theme, style: str) -> str:
    return f"#text(size: {theme.style(style).size}pt)[{_text(text)}]"


def _all(blocks: tuple[said.Block, ...], theme: Theme) -> str:
    return "\n\n".join(_block(block, theme) for block in blocks)


def _block(block: said.Block, theme: Theme) -> str:  # one case a block
    match block:
        case said.Paragraph(text, style):
            return _styled(text, theme, style) + "\n"
        case said.Heading(aside=aside, style=style, words=text):
            return f"{_styled(text, theme, style)} #h(1fr) {_text(aside)}\n"
        case said.Stem(text, marks):
            return f"{_text(text)} #h(1fr) #strong[{_escaped(marks)}]\n"
        case said.Bullets(items, style):
            return "".join(f"\n- {_styled(item, theme, style)}" for item in items) + "\n"
        case said.Options(options):
            rows = ", ".join(f"[], [#strong[{option.label}]], [{_text(option.text)}]" for option in options)
            return f"#table(columns: ({theme.box + 6}pt, 18pt, 1fr), {rows})"
        case said.Ticks(labels):
            return "   ".join(map(_escaped, labels))
        case said.Lines(count, label, pages):
            return _escaped(label) + _lines(
                count or round(pages * theme.height / theme.line_pitch) - 1, theme
            )
        case said.Frame(blocks, _, _, height):
            room = f", height: {height}mm" if height else ""
            return (
                f"#block(stroke: 0.6pt, inset: {theme.padding}pt, width: 100%{room})[{_all(blocks, theme)}]"
            )
        case said.WordBank(words):
            return "    ".join(map(_escaped, words))
        case said.Table(widths, _, _, rows, style):
            columns = ", ".join(f"{each}fr" for each in widths)
            cells = ", ".join(f"[{_styled(cell.text, theme, style)}]" for row in rows for cell in row)
            return f"#table(columns: ({columns},), {cells})"
        case said.Fields(fields):
            cells = ", ".join(
                f"[{_escaped(field.label)} \\\n #strong[{_escaped(field.value)}]]" for field in fields
            )
            return f"#table(columns: ({'1fr, ' * len(fields)}), {cells})"
        case said.Side(left, right, share):
            return (
                f"#grid(columns: ({share}fr, {1 - share}fr), [{_all(left, theme)}], [{_all(right, theme)}])"
            )
        case said.Labelled(label, blocks):
            columns = f"columns: ({theme.number_column}pt, 1fr)"
            return f"#grid({columns}, [#strong[{_escaped(label)}]], [{_all(blocks, theme)}])"
        case said.Passage(paragraphs, notes):
            all_of_it = [f"#strong[{_escaped(number)}] {_text(text)}" for number, text in paragraphs]
            all_of_it += [
                f"#text(size: 9pt)[#strong[{_escaped(term)}] {_text(text)}]" for term, text in notes
            ]
            held = "".join(each + "\n\n" for each in all_of_it)
            return f"#block(stroke: 0.6pt, inset: {theme.padding}pt)[{held}]"
        case said.Space(height):
            return f"#v({height}mm)"
        case said.Ruling():
            return _lines(int(theme.height / theme.line_pitch) - 2, theme)
        case said.Rule():
            return ""
        case _:
            raise TypeError(f"no exam of the benchmark has {type(block).__name__}")
