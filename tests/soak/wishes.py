"""What a round of the soak prints: a random class and a random paper, each drawn from the round's number."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from random import Random

import yaml

from tests.soak.bank_words import Words

ACTIVITIES = ("cloze", "match-term", "put-in-order", "crossword", "word-search", "retrieval-grid")
BUNDLED = (
    (
        "exam",
        [
            "aqa-depth",
            "aqa-period",
            "edexcel-depth",
            "eduqas-depth",
            "mock",
            "ocr-depth",
            "quiz",
            "starter",
            "unit-test",
        ],
    ),
    ("worksheet", ["homework"]),
)
_FIRST = (
    "Ada Åsa Bo Chloë Đức Ewa Finn Ġorġ Håkon Iñaki Jo José Kit Łucja Mia Nuš Öykü Priya Quinn Ruž Tom Zoë"
)
_LAST = (
    "Adams Byrne-O’Shea Čapek D’Arcy Evans Fitzgerald-Montgomery Flood García Hughes Ivanović Müller Ng Şahin"
)
FIRST, LAST = _FIRST.split(), _LAST.split()
IDS = ("{:03}", "9b-{:02}", "{}", "{}-", "x{}", "10A.{}", "{0}{0}")


@dataclass(frozen=True)
class Wish:
    """What is typed, and the files that it names: a class list as CSV, and a blueprint of its own or ""."""

    words: tuple[str, ...]
    class_list: str
    blueprint: str


def wish(round: int, bank: Words) -> Wish:
    """The wish of that round."""
    draw = Random(round)
    words, blueprint = draw.choices((_bundled, _own, _worksheet, _activities), (4, 3, 2, 3))[0](draw, bank)
    return Wish((*words, "--class", "class.csv", "--seed", f"soak-{round}"), _class_list(draw), blueprint)


def _class_list(draw: Random) -> str:
    size = draw.choice((1, 12, 30, 30, 60, 120, 240))
    made = StringIO()
    rows = csv.writer(made)
    rows.writerow(("id", "name", "tier", "print", "extra_time"))
    pattern = draw.choice(IDS)
    for number in range(1, size + 1):
        name = f"{draw.choice(FIRST)} {draw.choice(FIRST)}{number} {draw.choice(LAST)}"
        tier = draw.choice(("support", "core", "challenge", ""))
        form = draw.choices(("", "18", "24", "36", "dyslexia"), (84, 6, 3, 2, 5))[0]
        rows.writerow((pattern.format(number), name, tier, form, draw.choice(("", "", "25"))))
    return made.getvalue()


def _bundled(draw: Random, bank: Words) -> tuple[list[str], str]:
    verb, names = draw.choices(BUNDLED, (9, 1))[0]
    return [verb, draw.choice(names), *(["--two-up"] if not draw.randrange(8) else [])], ""


def _own(draw: Random, bank: Words) -> tuple[list[str], str]:
    """An exam of one to four sections of random kinds and topics, of which the nearest paper is taken."""
    exam = {
        "type": "exam",
        "code": f"SOAK-{draw.randrange(100)}",
        "title": "Anything at all",
        "theme": "board",
        "paper": draw.choice(("A4", "A4", "Letter", "A5")),
        "sections": [_section(draw, bank) for _ in range(draw.randint(1, 4))],
    }
    return ["exam", "blueprint.yaml", "--nearest"], yaml.safe_dump(exam, allow_unicode=True, sort_keys=False)


def _section(draw: Random, bank: Words) -> dict[str, object]:
    made: dict[str, object] = {
        "title": draw.choice(("One", "Knowledge", "Sources")),
        "questions": f"1-{draw.randint(2, 9)}",
    }
    if draw.randrange(3):
        made["kinds"] = draw.sample(bank.kinds, draw.randint(1, 4))
    if draw.randrange(2):
        made["topics"] = draw.sample(bank.topics, draw.randint(1, 6))
    return made


def _worksheet(draw: Random, bank: Words) -> tuple[list[str], str]:
    topics = draw.sample(bank.topics, draw.randint(1, 3))
    asked = [piece for topic in topics for piece in ("--topic", topic)]
    return ["worksheet", *asked, *(["--marks", str(draw.randint(4, 20))] if draw.randrange(2) else [])], ""


def _activities(draw: Random, bank: Words) -> tuple[list[str], str]:
    made = draw.sample(ACTIVITIES, draw.randint(1, 3))
    first = draw.randint(1, bank.paragraphs - 1)
    some = (
        ["--paragraphs", f"{first}-{min(bank.paragraphs, first + draw.randint(1, 4))}"]
        if draw.randrange(2)
        else []
    )
    return ["worksheet", "--activity", ",".join(made), *some], ""
