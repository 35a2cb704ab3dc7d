"""Paper markup: what each element becomes, and what a template with mistakes is told."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from time import sleep

import pytest

from tests.samples import ENGLISH
from worksheetgen.composition import Templates, TemplateSession, sandbox
from worksheetgen.composition.environment import glossed, rich, with_places
from worksheetgen.composition.vocabulary import BLOCKS, read_items
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.kinds import Kind
from worksheetgen.model import blocks as said
from worksheetgen.model.bank import Term
from worksheetgen.model.blocks import Paragraph
from worksheetgen.model.document import Item
from worksheetgen.model.student_paper import StudentSection
from worksheetgen.model.text import Break, Gap, Run
from worksheetgen.resources import templates
from worksheetgen.typesetting.recorder import KINDS

HERE, START = Place("bank.yaml", 3, 1), Place("t.xml.j2", 1, 1)
STYLES = ("body", "cell", "heading", "lead", "number", "option", "passage", "small")


def read(markup: str) -> tuple[Item, ...]:
    """The items that a template of this source says."""
    return read_items(with_places(markup, "t.xml.j2"), HERE, START, STYLES)


def problems(markup: str) -> list[Problem]:
    """What a template of this source is told."""
    with pytest.raises(InvalidInput) as caught:
        read(markup)
    return list(caught.value.problems)


ELEMENTS = {
    "p": ('<p style="small" align="right">a</p>', said.Paragraph),
    "heading": ('<heading level="1" aside="4 marks" ruled="yes">a</heading>', said.Heading),
    "stem": ('<stem marks="[1 mark]">a</stem>', said.Stem),
    "bullets": ("<bullets><item>a</item></bullets>", said.Bullets),
    "options": ('<options><option label="A">a</option></options>', said.Options),
    "ticks": ("<ticks><tick>True</tick></ticks>", said.Ticks),
    "scale": ('<scale words="a line"><mark>no</mark><mark>yes</mark></scale>', said.Scale),
    "question-grid": (
        '<question-grid score="Score" out_of="/ 1"><head aside="1 mark each" mark="/ 1">Last week</head>'
        '<row><cell label="1">Who?</cell></row></question-grid>',
        said.QuestionGrid,
    ),
    "lines": ('<lines count="3" label="1"/>', said.Lines),
    "frame": ('<frame dashed="yes" height="40"><p>a</p></frame>', said.Frame),
    "words": ("<words><word>a</word></words>", said.WordBank),
    "table": ('<table widths="1 2" header="yes"><row><cell>a</cell><cell/></row></table>', said.Table),
    "fields": ('<fields><field label="Name" value="Zoë"/></fields>', said.Fields),
    "side": ('<side share="0.6"><left><p>a</p></left><right><p>b</p></right></side>', said.Side),
    "labelled": ('<labelled label="3"><p>a</p></labelled>', said.Labelled),
    "passage": (
        '<passage boxed="yes"><para label="1">a</para><note term="b">c</note></passage>',
        said.Passage,
    ),
    "grid": (
        '<grid><column number="Total" under="/1"/></grid>',
        said.MarkingGrid,
    ),
    "puzzle": (
        '<puzzle><squares alt="A grid"><row><square number="1">a</square><void/></row></squares>'
        '<clues head="Across"><clue label="1">a</clue></clues></puzzle>',
        said.Puzzle,
    ),
    "strips": ('<strips><strip label="017"><answer label="1">B</answer></strip></strips>', said.KeyStrips),
    "chart": ('<chart measure="Prisoners"><bar label="1932" value="2"/></chart>', said.Chart),
    "picture": (
        '<picture alt="A man" data="AA==" width="1" height="1" filter="FlateDecode" colours="DeviceGray"/>',
        said.Picture,
    ),
    "letterhead": (
        '<letterhead alt="An oak" data="AA==" width="1" height="1" filter="FlateDecode" colours="DeviceGray" tall="20">'
        "<p>a</p></letterhead>",
        said.Letterhead,
    ),
    "compared": (
        '<compared measure="Prisoners"><set>text</set><set>archive</set><bar label="1932" values="2 0.27"/></compared>',
        said.Compared,
    ),
    "facts": ('<facts lines="2"><fact label="purge">a</fact><fact label="camp"/></facts>', said.Facts),
    "boxes": ('<boxes><box label="1" head="Why?"><p>a</p></box></boxes>', said.Boxes),
    "columns": ("<columns><p>a</p><p>b</p></columns>", said.Columns),
    "cards": (
        '<cards fronts="Cards"><card kind="Term" number="1"><front>a</front><back>b</back></card></cards>',
        said.Cards,
    ),
    "timeline": ('<timeline><event when="1934">a</event></timeline>', said.Timeline),
    "space": ('<space height="3"/>', said.Space),
    "rule": ('<rule weight="2"/>', said.Rule),
    "ruling": ('<ruling label="Question"/>', said.Ruling),
}


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_every_element_becomes_its_block(name: str) -> None:
    """Each element of the vocabulary is one block, set by one function of the typesetter."""
    markup, block = ELEMENTS[name]
    (item,) = read(markup)
    assert type(item.block) is block
    assert block in KINDS


def test_every_block_can_be_said_and_set() -> None:
    """No block is without an element or without a setter."""
    assert {block for _, block in ELEMENTS.values()} == set(KINDS) == set(said.Block.__args__)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_template(kind: Kind) -> None:
    """A question kind without a template in the board theme would stop here."""
    assert (templates() / "board" / "kinds" / f"{kind}.xml.j2").is_file()


def test_text_keeps_words_weights_and_gaps() -> None:
    """White space folds, weights stay, gaps and breaks stand where they were written."""
    (item,) = read("<p>\n  Answer <b>all</b> of\n it: <gap/>. <br/> End  </p>")
    assert isinstance(item.block, Paragraph)
    assert item.block.text == (
        Run("Answer ", False),
        Run("all", True),
        Run(" of it: ", False),
        Gap("gap"),
        Run(". ", False),
        Break(),
        Run("End", False),
    )


def test_items_say_where_they_stand_in_the_flow() -> None:
    """`keep_with_next` and `page_break_before` reach the item, and its place is that of the content."""
    (item,) = read('<p keep_with_next="yes" page_break_before="yes">a</p>')
    assert (item.keep_with_next, item.page_break_before, item.place) == (True, True, HERE)


@pytest.mark.parametrize(
    ("markup", "line", "what", "remedy"),
    [
        ("<p>a</p>\n<para>b</para>", 2, "<para> cannot stand in a template.", "Use one of:"),
        ('<p\n colour="red">a</p>', 1, "<p> has no attribute ‘colour’.", "It has: align, style."),
        ("<p>a</p>\n\n<lines/>", 3, "<lines> lacks ‘count’.", "Give it a whole number."),
        ('<lines count="-1"/>', 1, "‘count’ of <lines> is “-1”.", "Give it a whole number."),
        ('<p keep_with_next="maybe">a</p>', 1, "‘keep_with_next’ of <p> is “maybe”.", "Give it yes or no."),
        (
            "<frame>\nwords</frame>",
            1,
            "The words “words” stand outside a text element.",
            "Put them into <p>.",
        ),
        ("<p>a <i>b</i></p>", 1, "<i> cannot stand in text.", "Use one of: b, br, gap."),
        ("<p>a</p>\n<p>b</frame>", 2, "not well formed", "Close every element"),
        ("<p>a</p>\n<p>Read & answer</p>", 2, "The sign & in “Read & answer”", "Write &amp; for &, and &lt;"),
        ("<p>R&D</p>", 1, "The sign & in “R&D”", "Write &amp; for &, and &lt; for <."),
        ("<p>a</p>\n<p>if 2 < 3</p>", 2, "The sign < in “if 2 < 3”", "Write &amp; for &, and &lt; for <."),
        ("<p>a&nbsp;b</p>", 1, "‘&nbsp;’ has no meaning here.", "Write the character itself"),
        ("Welcome\n<p>a</p>", 1, "The words “Welcome” stand outside a text element.", "Put them into <p>."),
        ("<p>a</p>\n<p>b</p>\nGoodbye", 2, "The words “Goodbye” stand outside", "Put them into <p>."),
        ('<heading level="7">a</heading>', 1, "‘level’ of <heading> is “7”.", "Give it 1, 2 or 3."),
        ('<p>a</p>\n<p style="leed">a</p>', 2, "The theme has no style ‘leed’.", "Did you mean ‘lead’?"),
        ('<heading style="hedding">a</heading>', 1, "no style ‘hedding’.", "Did you mean ‘heading’?"),
        ('<bullets style="smal"><item>a</item></bullets>', 1, "no style ‘smal’.", "Did you mean ‘small’?"),
        ('<labelled label="1" style="x"><p>a</p></labelled>', 1, "no style ‘x’.", "Write one of: body, cell"),
        (
            '<p>a</p>\n<picture alt="A" data="?" width="1" height="1" filter="FlateDecode" colours="DeviceGray"/>',
            2,
            "The picture’s data cannot be read.",
            "Write data=",
        ),
        (
            '<table widths="1" style="cel"><row><cell/></row></table>',
            1,
            "The theme has no style ‘cel’.",
            "Did you mean ‘cell’?",
        ),
        (
            '<table widths="1 1">\n<row><cell/></row></table>',
            2,
            "This row has 1 cell, but",
            "Make them agree.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(markup: str, line: int, what: str, remedy: str) -> None:
    """Each kind of mistake names the template, the line, what is wrong and what to do."""
    (problem,) = problems(markup)
    assert problem.place == Place("t.xml.j2", line, 1)
    assert what in problem.what
    assert remedy in problem.remedy


def test_all_mistakes_are_told_at_once() -> None:
    """One template's three mistakes are three messages."""
    assert len(problems('<para>a</para>\n<p colour="red">b</p>\n<lines/>')) == 3


def test_lines_are_counted_past_jinjas_own_tags() -> None:
    """Tags, comments and expressions of Jinja keep the line numbers right and are not taken for elements."""
    source = "{# <p>\n #}\n{% if 1 <a %}\n{% endif %}\n<para/>"
    assert with_places(source, "t").splitlines()[4] == '<para place="t:5"/>'


def test_bold_is_marked_and_all_else_escaped() -> None:
    """The bank's ** is bold; its angle brackets and braces are words."""
    assert str(rich("**two** <b> & {{7}}")) == "<b>two</b> &lt;b&gt; &amp; {{7}}"


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a", "a"),
        (" a ", " a "),
        ("a \n\t b", "a<br/>b"),
        ("a\n \n\nb", "a<br/>b"),
        ("\na\n", "<br/>a<br/>"),
        (" " * 1_000_000, " " * 1_000_000),
    ],
)
def test_a_line_of_its_own_stays_one(text: str, markup: str) -> None:
    """White space around a line's end goes with it, blank lines too; how much there is makes no difference."""
    assert str(rich(text)) == markup


def rendering(tmp_path: Path, source: str) -> Problem:
    """What is told of a template that cannot be filled in."""
    (tmp_path / "cover.xml.j2").write_text(source, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        Templates([tmp_path], ENGLISH).render("cover", {"paper": "x", "third": Fraction(1, 3)})
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<p>a</p>\n{% if %}", 2),
        ("<p>a</p>\n<p>{{ papre }}</p>", 2),
        ("<p>{{ paper.key }}</p>", 1),
        ("<p>\n{{ paper.__class__.__mro__ }}</p>", 2),
        ("<p>{{ 1 / 0 }}</p>", 1),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_told_its_line(tmp_path: Path, source: str, line: int) -> None:
    """Syntax, unknown names, missing values and what the sandbox forbids are told with file and line."""
    problem = rendering(tmp_path, source)
    assert problem.place.file.endswith("cover.xml.j2")
    assert problem.place.line == line


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(10**9) %}x{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{{ paper * 99 }}{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% set x = namespace(t='x') %}{% for i in range(99) %}{% set x.t = x.t ~ x.t %}{% endfor %}",
        "{% set x = namespace(t='x') %}{% for i in range(99) %}{% set x.t = x.t + x.t %}{% endfor %}",
        "{% set x = namespace(t=[1]) %}{% for i in range(99) %}{% set x.t = x.t + x.t %}{% endfor %}",
        "{% set x = namespace(t=[1]) %}{% for i in range(99) %}{% set x.t = [x.t, x.t] %}{% endfor %}{{ x.t }}",
        "{% set x = namespace(t=[1]) %}{% for i in range(99) %}{% set x.t = [x.t, x.t] %}{% endfor %}{{ x.t | join }}",
        "{% set x = range(9999) | list %}{{ ([x] * 9999) | sum(start=[]) | length }}",
        "{{ 'a' * 10**10 }}",
        "{{ [1] * 10**10 }}",
        "{{ 10 ** 10 ** 8 }}",
        "{{ 9999999999 * 9999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ 'a'.center(10**10) }}",
        "{{ '%s %s' % 1 }}",
        "{{ [1, 2] | random }}",
        "{{ lipsum() }}",
        "{{ paper | center(10**10) }}",
        "{{ [][3] }}",
        "{{ {}['a'] }}",
        "{{ (1).real.foo() }}",
        "{% include '../theme' %}",
        "{% include '/etc/passwd' %}",
        "{{ paper | no_such_filter }}",
        "{{ self.nothing() }}",
        "{% extends paper %}",
        "{% include [] %}",
        "{{ none + 1 }}",
    ],
)
def test_a_template_that_would_never_end_is_told(tmp_path: Path, source: str) -> None:
    """What runs for ever, fills the memory, reads other files or draws at random is refused at its line."""
    problem = rendering(tmp_path, f"<p>a</p>\n{source}")
    assert problem.place.file.endswith("cover.xml.j2") or problem.what.startswith("There is no such template")
    assert problem.place.line in (0, 2)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% set a = " + "[" * 3000 + " %}", "nested too deep"),
        ("{{ " + "(" * 150 + "1" + ")" * 150 + " }}", "nested too deep"),
        ("{{ " + "1+" * 5000 + "1 }}", "nested too deep"),
        ("{{ 1" + "|string" * 3000 + " }}", "nested too deep"),
        ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, "nested too deep"),
        ("{% if paper %}" * 120 + "{% endif %}" * 120, "nested too deep"),
        ("{{ " + "9" * 5000 + " }}", "a number in it has too many digits"),
        ("{% macro m(a, a) %}{% endmacro %}", "duplicate argument"),
    ],
)
def test_a_template_that_python_cannot_compile_is_told_its_line(
    tmp_path: Path, source: str, what: str
) -> None:
    """What Jinja lets through to Python, which can make nothing of it, is told as any other mistake."""
    problem = rendering(tmp_path, f"<p>a</p>\n{source}\n<p>b</p>")
    assert what in problem.what
    assert problem.place.line == 2


@pytest.mark.parametrize(
    "source",
    [
        "{{ [1] | batch(10000000000, 'x') | list | length }}",
        "{{ [1] | slice(10000000000) | list | length }}",
        "{{ 2.5 | round(1000000000) }}",
        "{{ 2 | round(-1000000000) }}",
        "{{ ([paper * 1000000] * 100000) | map('upper') | list | length }}",
        "{{ (['x' * 1000000] * 100000) | map('list') | list | length }}",
        "{{ ([range(99999) | list] * 99999) | map('sum') | sum }}",
        "{{ range(99999) | map('upper') | map('upper') | map('upper') | list | length }}",
        "{{ range(99999) | select('in', range(99999) | list) | list | length }}",
        "{{ ('f' * 1000000) | int(base=16) }}",
        "{% set b = 'x' * 2000000 %}{% set n = namespace() %}{% for i in range(50) %}{% set n.a = b[i:] %}{% endfor %}",
        "{% set b = 'x' * 2000000 %}{% set a %}{% for i in range(50) %}{{ b }}{% endfor %}{% endset %}",
        "{% macro a() %}{% for i in range(50) %}{{ 'x' * 2000000 }}{% endfor %}{% endmacro %}{{ a() | length }}",
        "{% set x = namespace(t=[1], u=[1]) %}{% for i in range(60) %}{% set x.t = [x.t, x.t] %}"
        "{% set x.u = [x.u, x.u] %}{% endfor %}{{ x.t == x.u }}",
        "{% set x = namespace(t=(1,)) %}{% for i in range(60) %}{% set x.t = (x.t, x.t) %}{% endfor %}{{ {x.t: 1} }}",
        "{% set x = namespace(t={}) %}{% for i in range(60) %}{% set x.t = {1: x.t, 2: x.t} %}{% endfor %}{{ x.t }}",
        "{{ ('x' * 2000000) == ('x' * 2000000)" + " == ('x' * 2000000)" * 100 + " }}",
        "{% set b = 'x' * 2000000 %}{{ [" + "b == b," * 300 + "]" + "[0].x }}",
        "{% set n = namespace(a='x') %}{{ n | upper }}",
        "{{ [1, [2]] | upper }}",
        "{{ (1).to_bytes(1000000000) }}",
        "{{ ('%1000000000d' | safe) % 1 }}",
        "{{ [1].append(2) }}",
        "{{ cycler(1) }}",
        "{{ 'abc' | truncate(1, end='long') }}",
        "{% include 'a' * 5000 %}",
        "{% set a = 1e999 %}{{ a }}",
        "{{ range('inf' | float) }}",
        "{{ 'x' * ('inf' | float) }}",
        "{% set x = namespace(t=['a']) %}{% for i in range(60000) %}{% set x.t = x.t | batch(1) %}{% endfor %}"
        "{{ x.t | first }}",
        "{% for i in range(90) %}{% set x = paper | slice(99999) %}{% endfor %}",
        "{{ third | round(99999) }}",
    ],
)
def test_a_template_that_makes_much_of_little_is_told(
    tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it does to values, one after another or many at once, ends in its place, in little time and memory."""
    monkeypatch.setattr(sandbox, "SECONDS", 1.0)
    problem = rendering(tmp_path, f"<p>a</p>\n{source}")
    assert problem.place.file.endswith("cover.xml.j2") or problem.what.startswith("There is no such template")
    assert problem.place.line in (0, 2)


@pytest.mark.parametrize(
    "told", ["one.place", "one.place.file", "one | attr('place')", "[one] | map(attribute='place') | join"]
)
def test_no_page_tells_a_place_in_a_file(tmp_path: Path, told: str) -> None:
    """Where on whose computer something stands is for messages alone, whatever a theme asks for."""
    (tmp_path / "cover.xml.j2").write_text(f"<p>a</p>\n<p>{{{{ {told} }}}}</p>", encoding="utf-8")
    section = StudentSection("A", "", "", 1, 0, (), (), Place("ada/bank/unit.yaml", 3, 1))
    with pytest.raises(InvalidInput) as caught:
        Templates([tmp_path], ENGLISH).render("cover", {"one": section})
    (problem,) = caught.value.problems
    assert problem.place.line == 2
    assert "ada" not in problem.what


def test_a_busy_computer_makes_no_template_a_bad_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the seconds count in which the template is at work, not those in which its process stands still."""

    def paused() -> Iterator[str]:
        for _ in range(2 * sandbox.STEPS_A_LOOK):
            sleep(0.01)
            yield "x"

    monkeypatch.setattr(sandbox, "SECONDS", 0.1)
    (tmp_path / "cover.xml.j2").write_text("{% for one in pieces %}{{ one }}{% endfor %}", encoding="utf-8")
    assert Templates([tmp_path], ENGLISH).render("cover", {"pieces": paused()}) == "x" * 32


def test_a_fraction_has_no_more_digits_than_a_number(tmp_path: Path) -> None:
    """A fraction that is squared again and again is refused at its nineteenth digit, not after five seconds."""
    squared = "{% set x = namespace(f=third) %}{% for i in range(60) %}{% set x.f = x.f * x.f %}{% endfor %}"
    assert "a number has more than 18 digits" in rendering(tmp_path, squared).what


def test_lists_and_filters_do_what_they_do_in_jinja(tmp_path: Path) -> None:
    """What a theme needs of a template's own values is there: lists, pairs, mappings, pieces, comparisons, sums."""
    source = (
        "{% set n = namespace(total=0) %}{% for a, b in [(1, 2), (3, 4)] %}{% set n.total = n.total + a * b %}"
        "{% endfor %}{{ n.total }} {{ {'a': [1, 2, 3]}['a'][1:] | join('-') }} {{ 1 < 2 < 3 }} "
        "{{ range(7) | batch(3) | map('list') | list | length }} {{ 2.55 | round(1) }} {{ [3, 1] | sort | first }} "
        "{{ [[1], [2]] | sum(start=[]) | length }} {{ 'a b'.split() | last }} {{ {'a': 1}.items() | list | length }}"
        "{% set said %}{% filter upper %}x{% endfilter %}{% endset %} {{ said ~ '<' }}"
    )
    (tmp_path / "cover.xml.j2").write_text(source, encoding="utf-8")
    said = Templates([tmp_path], ENGLISH).render("cover", {})
    assert said == "14 2-3 True 3 2.5 1 2 b 1 X&lt;"


@pytest.mark.parametrize("begins", ["{#", "{%", "{{", "{{ '"])
def test_what_does_not_end_is_looked_for_once(begins: str) -> None:
    """Beginnings without an end take as many steps as there are characters, not as many as their square."""
    assert with_places(f"<p>{begins * 60_000}", "t").startswith('<p place="t:1">{')


def test_half_a_character_is_no_markup() -> None:
    """A template can write half of a character that UTF-16 has in two: no text, and told as such."""
    (problem,) = problems("<p>\ud800</p>")
    assert "not well formed" in problem.what


@pytest.mark.parametrize(
    ("source", "what", "remedy"),
    [
        ("{{ note.maening }}", "there is no value ‘maening’.", "Did you mean ‘meaning’?"),
        ("{{ note.maening.upper() }}", "there is no value ‘maening’.", "Did you mean ‘meaning’?"),
        ("{% if nota.term %}{% endif %}", "there is no value ‘nota’.", "Did you mean ‘note’?"),
        ("{{ counts.smoll }}", "there is no value ‘smoll’.", "Did you mean ‘small’?"),
        ("{{ xyz }}", "there is no value ‘xyz’.", "Write one of: note, counts."),
        ("{{ note.term.text }}", "there is no value ‘text’.", "Compare it with the bundled template"),
    ],
)
def test_a_value_that_there_is_not_gets_the_nearest(
    tmp_path: Path, source: str, what: str, remedy: str
) -> None:
    """A misspelt value is told without a word of Python, with the nearest of what the template is given."""
    (tmp_path / "cover.xml.j2").write_text(f"<p>{source}</p>", encoding="utf-8")
    values = {"note": Term("warrant", "a signed order"), "counts": {"small": 1}}
    with pytest.raises(InvalidInput) as caught:
        Templates([tmp_path], ENGLISH).render("cover", values)
    (problem,) = caught.value.problems
    assert problem.what.endswith(what)
    assert problem.remedy.startswith(remedy)


@pytest.mark.parametrize("theme", ["board", "worksheet"])
def test_sources_of_a_booklet_are_named_in_a_sentence(theme: str) -> None:
    """A section says which sources of the booklet it needs, the last after “and”."""
    folders = [templates() / theme, templates() / "board"]
    section = StudentSection("A", "", "", 4, 0, (), ("Source B", "Source C"), HERE)
    values = {"section": section, "page_break_before": False, "crossing": None, "begins": True}
    said = Templates(folders, ENGLISH).render("section", values)
    assert "Use Source B and Source C in the source booklet." in said


def test_words_before_any_element_have_a_place(tmp_path: Path) -> None:
    """They stand where the template begins to speak, after its comments."""
    source = "{# My own cover. #}\n{% set x = 1 %}\nWelcome\n<p>a</p>"
    (tmp_path / "cover.xml.j2").write_text(source, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        TemplateSession(Templates([tmp_path], ENGLISH), STYLES).items("cover", HERE)
    (problem,) = caught.value.problems
    assert problem.place == Place(str(tmp_path / "cover.xml.j2"), 3, 1)


def test_names_are_listed_as_a_sentence_has_them() -> None:
    """The last is joined with “and”."""
    names = ["Source A", "Source B", "Source C"]
    assert [ENGLISH.listed(names[:count]) for count in (1, 2, 3)] == [
        "Source A",
        "Source A and Source B",
        "Source A, Source B and Source C",
    ]


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    """A template that no folder has is named."""
    with pytest.raises(InvalidInput) as caught:
        Templates([tmp_path], ENGLISH).render("cover", {})
    assert caught.value.problems[0].place.file == "cover.xml.j2"


def test_a_term_is_bold_where_it_is_met_first() -> None:
    """A note's word, or its plural, is bold once: whole words only, in any of the texts, in either case."""
    notes = [Term("warrant", "a signed order"), Term("Gulag", "the camps"), Term("kulak", "a farmer")]
    texts = ["He warranted it. Warrants and warrants.", "A warrant for the Gulag."]
    assert glossed(texts, notes) == [
        "He warranted it. **Warrants** and warrants.",
        "A warrant for the **Gulag**.",
    ]
    assert glossed(texts, []) == texts
