"""A file to plain data, the place of every key and value in it, and what no field of it may say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from worksheetgen.errors import InvalidInput, Place, Problem, Told, shown, too_large
from worksheetgen.letters import tidied
from worksheetgen.system.files import read_file
from worksheetgen.value import Value
from worksheetgen.yaml_file.syntax import TOO_DEEP, UNBRACKETED, syntax_problem
from worksheetgen.yaml_file.unread import lost_words

Location = tuple[str | int, ...]
"""The keys and list positions that lead to a value, from the top of the file."""

DEEPEST = 30
"""So many lists and mappings may stand inside each other; no file of a bank or theme needs half as many.

What reads them calls itself at every level, so it would crash on thousands of open brackets.
"""

INVISIBLE = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Any character that the brackets do not list.

These are control characters, byte order marks inside the text, and three separators (U+0085, U+2028, U+2029)
that YAML counts as line ends and editors do not: behind one of them every line number would be wrong.
"""
LARGEST = 5_000_000
"""The most bytes of a file of text; 10,000 short questions have fewer."""
MOST_VALUES = 1_000_000
"""The most keys, values, lists and mappings of a file: what is made of one takes 400 bytes, be it a letter long."""
# Numbers as people write them. YAML 1.1 has more of them: 010 is eight, 1:30 is ninety, 1_000 a thousand.
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]+")
_TAG = "tag:yaml.org,2002:"


class Misread(Value):
    """A plain word that YAML takes for what no field of ours wants: a date, a time, an octal number.

    It stands in the data in place of a value, so that no field accepts it. `read_as` says what YAML took it
    for ("a date"); where a field should hold text, the message ends in it. As text it is what was `written`, since
    validators with words of their own repeat the value that they are given.
    """

    read_as: str
    written: str

    def __str__(self) -> str:
        return self.written


class YamlFile(Value):
    """What a file holds, as plain data with text keys, and where in the file each part of it stands.

    `name` is the file's path as messages show it. `data` is dicts, lists, texts, numbers, truth values and
    None (for an empty file too). `keys` and `values` have the places of all keys and of all values, by
    location. `raw` has the text of every scalar, without its quotation marks and before YAML made a number, a
    date or None of it. `problems` are mistakes whatever the fields mean (a key given twice), each with the
    location of what it spoils: what stands elsewhere in the file can still be used.
    """

    name: str
    data: Any
    keys: Mapping[Location, Place]
    values: Mapping[Location, Place]
    raw: Mapping[Location, str]
    problems: tuple[tuple[Location, Problem], ...]

    def place(self, *at: str | int) -> Place:
        """The place of the value at a location, or of the nearest thing around it that is there.

        So a field that is missing is reported at the entry that lacks it, and in an empty file at no line.
        """
        while at and at not in self.values:
            at = at[:-1]
        return self.values.get(at, Place(self.name))

    def key_place(self, *at: str | int) -> Place:
        """The place of the key that a location ends in, or, where there is none, what `place` gives."""
        return self.keys.get(at) or self.place(*at)

    def value(self, *at: str | int) -> Any:
        """The plain data at a location.

        Raises LookupError where there is nothing, TypeError where a key leads into a list, a text or a
        number.
        """
        value = self.data
        for step in at:
            value = value[step]
        return value

    def texts(self, *at: str | int) -> Iterator[tuple[Location, str]]:
        """Every scalar at or below a location: its location and its text as in `raw`, in the file's order.

        Raises as `value` does.
        """
        return self._texts(self.value(*at), at)

    def _texts(self, value: Any, at: Location) -> Iterator[tuple[Location, str]]:
        if isinstance(value, dict):
            for step, kid in value.items():
                yield from self._texts(kid, (*at, step))
        elif isinstance(value, list):
            for number, kid in enumerate(value):
                yield from self._texts(kid, (*at, number))
        else:
            yield at, self.raw[at]


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark, line ends of Windows and of old Macs as line feeds.

    Raises InvalidInput where the file cannot be read, has more than LARGEST bytes, is not UTF-8, or has a character
    that nobody can see: at the first byte or character that is wrong.
    """
    name = shown(path)
    try:
        content = read_file(path, LARGEST)
    except OSError as error:
        what = f"The file cannot be read: {error.strerror}."
        raise InvalidInput([Problem(Place(name), what, "Check its name and its permissions.")]) from error
    if len(content) > LARGEST:
        raise InvalidInput([too_large(Place(name), "The file", LARGEST)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "From here on the file is not UTF-8 text."
        remedy = "Save it again from your editor with the encoding UTF-8."
        # The position counts in `error.object`, the bytes without a byte order mark.
        place = _place_after(name, error.object[: error.start].decode())
        raise InvalidInput([Problem(place, what, remedy)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_invisible(name, text)
    return text


def _refuse_invisible(name: str, text: str) -> None:
    """Raise InvalidInput with the place of the first character that nobody can see."""
    if found := INVISIBLE.search(text):
        what = f"An invisible character (U+{ord(found[0]):04X}) stands here."
        remedy = "Delete it, or save the file again with the encoding UTF-8."
        raise InvalidInput([Problem(_place_after(name, text[: found.start()]), what, remedy)])


def _place_after(name: str, before: str) -> Place:
    """The place of what follows `before`, which is the file's text up to there."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def read_yaml(path: Path, text: str | None = None) -> YamlFile:
    """The file as data with places; what is wrong with single keys and values is in its `problems`.

    With a `text`, what it will be when it holds that.

    Raises InvalidInput with the one problem that keeps the whole file from being read: it is not there, not
    UTF-8 text, or does not hold together as YAML.
    """
    name = shown(path)
    if text is None:
        text = read_text(path)
    else:
        _refuse_invisible(name, text)
    reader = _Reader(name, text)
    try:
        data = reader.whole()
    except yaml.MarkedYAMLError as error:
        raise InvalidInput([syntax_problem(name, text, error)]) from error
    return YamlFile(name, data, reader.keys, reader.values, reader.raw, tuple(reader.problems))


def yaml_data(text: str, place: Place) -> Any:
    """The data of a short text in YAML that stands in another file: all that is wrong with it is at that place.

    Raises InvalidInput where it cannot be read.
    """
    reader = _Reader(place.file, text)
    try:
        if INVISIBLE.search(text):
            raise InvalidInput([Problem(place, "An invisible character stands here.", "Delete it.")])
        data = reader.whole()
    except yaml.YAMLError as error:
        what = "This is no YAML that can be read."
        raise InvalidInput(
            [Problem(place, what, "Write it as the bank’s files have it, or empty the cell.")]
        ) from error
    except InvalidInput as error:
        raise InvalidInput(Problem(place, one.what, one.remedy) for one in error.problems) from error
    if reader.problems:
        raise InvalidInput(Problem(place, one.what, one.remedy) for _, one in reader.problems)
    return data


_VALUES = frozenset((ScalarEvent, MappingStartEvent, SequenceStartEvent))
_ENDS = frozenset((MappingEndEvent, SequenceEndEvent))
_SUSPECT = ("&", "!", '"')
"""With what a value begins that may not be read as it stands."""


def _events(name: str, text: str) -> Iterator[Any]:
    """The events of a text of one document, one after the other.

    Raises YAMLError where the text does not hold together, and InvalidInput for references from one place of a file to
    another, for nesting and for values without end. A reference (`*name`) is nearly always text that begins with a
    star; and references to what holds references, a few dozen in all, would blow a small file up to gigabytes.
    """
    loader = yaml.CSafeLoader(text)
    depth = 0
    named: list[str] = []
    for _ in range(MOST_VALUES):
        event: Any = loader.get_event()
        kind = type(event)
        if kind in _VALUES:
            if event.anchor:
                named.append(f"&{event.anchor}")
            if kind is not ScalarEvent:
                depth += 1
                if depth > DEEPEST:
                    raise InvalidInput([Problem(_place(name, event), TOO_DEEP, UNBRACKETED)])
        elif kind in _ENDS:
            depth -= 1
        elif kind is AliasEvent:
            what = f"‘*{event.anchor}’ is read as a reference to another place of the file."
            remedy = "Put the text in quotes, or write out what is meant."
            raise InvalidInput([Problem(_place(name, event), what, remedy)])
        elif kind is DocumentStartEvent:
            named.append("the document")
        elif kind is StreamEndEvent:
            if len(named) > len({*named}):
                # It says that there are two documents, or two anchors of one name.
                yaml.CSafeLoader(text).get_single_node()
            return
        yield event
    what = f"The file has more than {MOST_VALUES:,} values, more than anybody writes."
    raise InvalidInput([Problem(Place(name), what, "See whether it is the right one.")])


def _place(name: str, event: Any) -> Place:
    """Where what an event begins stands: libyaml counts lines and columns from 0, people from 1."""
    mark = event.start_mark
    return Place(name, mark.line + 1, mark.column + 1)


class _Reader:
    """Turns libyaml's events into plain data, and notes places, texts and problems by location as it goes.

    PyYAML's own constructor is not used, because its data do not know where they stand in the file; nor are its nodes:
    to make them, once the events are known to be harmless, takes longer than to read the events.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.keys: dict[Location, Place] = {}
        self.values: dict[Location, Place] = {}
        self.raw: dict[Location, str] = {}
        self.problems: Told[tuple[Location, Problem]] = Told()
        self._events = _events(name, text)

    def whole(self) -> Any:
        """The data of the text, None of an empty one. Raises as `_events` does."""
        data = None
        for event in self._events:
            if isinstance(event, NodeEvent):
                data = self._value(event, ())
        return data

    def _value(self, event: Any, at: Location) -> Any:
        """The plain data of what begins with an event and stands at the location `at`, and of all that is in it."""
        self.values[at] = _place(self.name, event)
        if type(event) is ScalarEvent:
            tag = _tag(event)
            self._tell_lost_words(event, tag, at)
            self.raw[at] = written = tidied(event.value)
            return _scalar(tag, written)
        self._tell_lost_words(event, "", at)
        if type(event) is MappingStartEvent:
            return self._mapping(at)
        data: list[Any] = []
        while type(entry := next(self._events)) is not SequenceEndEvent:
            data.append(self._value(entry, (*at, len(data))))
        return data

    def _tell_lost_words(self, event: Any, tag: str, at: Location) -> None:
        """Note what YAML leaves out or changes in the value that begins with an event."""
        start = event.start_mark.index
        if not self.text.startswith(_SUSPECT, start) and not self.text.startswith(" #", event.end_mark.index):
            return
        for found, what, remedy in lost_words(self.text, event, tag):
            before = self.text[: start + found]
            self._problem(at, _place_after(self.name, before), what, remedy)

    def _mapping(self, at: Location) -> dict[str, Any]:
        """A mapping's fields by name, in order; a key that cannot be used is a problem and is left out."""
        data: dict[str, Any] = {}
        while type(key := next(self._events)) is not MappingEndEvent:
            place = _place(self.name, key)
            if type(key) is not ScalarEvent:
                what = "A field cannot have brackets for a name."
                self._problem(at, place, what, "Put text that begins with { or [ in quotes.")
                self._pass_over(key)
            elif key.value[:1].isspace():  # YAML indents by plain spaces alone and takes others into the key
                what = "The line is indented with an odd space, as word processors make them."
                self._problem(at, place, what, "Indent it with plain spaces.")
            elif key.value in data:
                here = (*at, key.value)
                what = f"‘{key.value}’ is given twice; it stands first at {self.keys[here]}."
                self._problem(at, place, what, "Keep one of the two.")
            else:
                here = (*at, key.value)
                self.keys[here] = place
                data[key.value] = self._value(next(self._events), here)
                continue
            self._pass_over(next(self._events))
        return data

    def _pass_over(self, event: Any) -> None:
        """Go on behind what begins with an event."""
        depth = int(type(event) is not ScalarEvent)
        while depth:
            kind = type(next(self._events))
            depth += (kind in _VALUES and kind is not ScalarEvent) - (kind in _ENDS)

    def _problem(self, at: Location, place: Place, what: str, remedy: str) -> None:
        self.problems.append((at, Problem(place, what, remedy)))


_RESOLVER = yaml.resolver.Resolver()


def _tag(event: Any) -> str:
    """The type of a scalar, without its prefix: that which the file gives, or YAML 1.1 finds in what is written."""
    given = event.tag
    if given is None or given == "!":
        # What stands in quotes is a text, and so is what begins as nothing else does.
        if not event.implicit[0] or event.value[:1] not in _RESOLVER.yaml_implicit_resolvers:
            return "str"
        given = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]  # PyYAML says none
    return str(given).removeprefix(_TAG)


def _scalar(tag: str, written: str) -> Any:
    """A scalar's value: text, a number in plain digits, a truth value or None; for anything else a `Misread`.

    `tag` is the type that YAML 1.1 finds in what was written, without its prefix: "int", "null". In YAML 1.1
    yes, no, on and off are truth values too.
    """
    match tag:
        case "null":
            return None
        case "bool":
            return written.lower() in ("true", "yes", "on")
        case "int":
            return int(written) if _WHOLE.fullmatch(written) else Misread("a number", written)
        case "float":
            return float(written) if _DECIMAL.fullmatch(written) else Misread("a number", written)
        case "timestamp":
            return Misread("a date", written)
    return written
