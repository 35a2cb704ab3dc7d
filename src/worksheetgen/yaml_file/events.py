"""YAML's events to plain data, the place of every key and value in it, and what no field of it may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

from worksheetgen.errors import InvalidInput, Place, Problem, Told
from worksheetgen.letters import tidied
from worksheetgen.value import Value
from worksheetgen.yaml_file.syntax import TOO_DEEP, UNBRACKETED
from worksheetgen.yaml_file.text import place_after
from worksheetgen.yaml_file.unread import lost_words

Location = tuple[str | int, ...]
"""The keys and list positions that lead to a value, from the top of the file."""

DEEPEST = 30
"""So many lists and mappings may stand inside each other; no file of a bank or theme needs half as many.

What reads them calls itself at every level, so it would crash on thousands of open brackets.
"""

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


class EventReader:
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
            self._problem(at, place_after(self.name, before), what, remedy)

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
    if event.tag is None or event.tag == "!":
        return plain_type(event.value) if event.implicit[0] else "str"  # what stands in quotes is a text
    return str(event.tag).removeprefix(_TAG)


def plain_type(written: str) -> str:
    """The type that YAML 1.1 finds in what is written without quotes, without its prefix: "int", "null", "str"."""
    if written[:1] not in _RESOLVER.yaml_implicit_resolvers:  # it begins as nothing but text does
        return "str"
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, written, (True, False))  # type: ignore[no-untyped-call]  # PyYAML says none
    return tag.removeprefix(_TAG)


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
