"""One file to another, by chance: bytes and lines changed, repeated, moved and taken out, odd words put in."""

from __future__ import annotations

from random import Random

ODD = (
    *(
        "",
        "\0",
        "\ufeff",
        "\u202e",
        "\u0301",
        "\U0001f600",
        "'",
        '"',
        "[[",
        "]]",
        "{",
        "}",
        "**",
        "‹",
        "…",
        "#",
        "&a ",
    ),
    *(
        "*a",
        "!x ",
        ": ",
        "- ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "null",
        "~",
        "true",
        "-1",
        "0",
        "1e999",
        ".inf",
        "9" * 40,
    ),
    *(
        "9" * 4400,
        "2026-11-27",
        "0x10",
        "1:30",
        "../../etc/passwd",
        "/dev/zero",
        "CON",
        "a" * 3000,
        "=1+1",
        "<b>",
    ),
    *(
        "{{ x }}",
        "{% for a in b %}",
        "{% endfor %}",
        "kirov-01",
        "A",
        "Ω",
        "漢",
        "ع",
        "%s",
        "%99999d",
        "]" * 200,
    ),
    *(
        "[" * 2000,
        ",",
        ";",
        "|",
        "\\",
        "\\theta",
        "id",
        "name",
        "core",
        "18",
        "25%",
        "1-1",
        "ZZ999",
        "1000000-1",
    ),
)
"""What is put in: words that mean something to a reader of YAML, CSV, templates or marks, and what nobody expects."""


def mutated(content: bytes, chance: Random) -> bytes:
    """The content after one to four changes."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(_CHANGES)(content, chance)
    return content


def _at(content: bytes, chance: Random) -> tuple[int, int]:
    """A stretch of the content, by where it begins and ends."""
    first = chance.randint(0, len(content))
    return first, min(len(content), first + chance.choice((0, 1, 2, 8, 60)))


def _odd(content: bytes, chance: Random) -> bytes:
    first, past = _at(content, chance)
    return content[:first] + chance.choice(ODD).encode() + content[past:]


def _byte(content: bytes, chance: Random) -> bytes:
    first, past = _at(content, chance)
    return content[:first] + chance.randbytes(past - first) + content[past:]


def _doubled(content: bytes, chance: Random) -> bytes:
    first, past = _at(content, chance)
    return content[:past] + content[first:past] * chance.choice((1, 3, 100)) + content[past:]


def _gone(content: bytes, chance: Random) -> bytes:
    first, past = _at(content, chance)
    return content[:first] + content[past:]


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: _at(content, chance)[0]]


def _lines(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines.insert(one, lines[other])
            case 2:
                del lines[one]
            case _:
                before, colon, _ = lines[one].partition(b":")
                lines[one] = before + colon + b" " + chance.choice(ODD).encode() + b"\n"
    return b"".join(lines)


_CHANGES = (_odd, _odd, _byte, _doubled, _gone, _cut, _lines, _lines, _lines)
