"""A small bank on disk with every body of question, for tests of the whole job."""

from __future__ import annotations

import textwrap
from pathlib import Path

TAGS = "tiers: [support, core, challenge], minutes: 1, needs: text"

UNIT = """\
title: A small unit
subject: History
attribution: Written for a test.
content_warning: This paper is about hard things.
topics:
  - {id: kirov, title: The murder of Kirov}
  - {id: gulag, title: The Gulag}
corrections:
  - {found: sacked form, printed: sacked from}
"""

TEXT = """\
The first paragraph tells of the purge.

The second paragraph tells of Kirov, who was popular in Leningrad.
"""

GLOSSARY = """\
- {term: purge, meaning: to remove people from a party}
- {term: rigging, meaning: deciding a result by cheating}
"""

LEVELS = """\
how-far-12:
  - {level: 4, marks: 10-12, descriptor: Judges with precise knowledge.}
  - {level: 3, marks: 7-9, descriptor: Explains with some knowledge.}
  - {level: 2, marks: 4-6, descriptor: Describes.}
  - {level: 1, marks: 1-3, descriptor: Says something.}
"""

SOURCES = """\
- id: extract
  provenance: From an account. The author is not known.
  paragraphs: ["The trial was planned by Stalin in person. The victims were deprived of sleep."]
  glossary: [rigging]
  note: TEACHERNOTE of the source.
"""

WRITTEN = """\
qualification: GCSE
questions:
  - {id: kirov-20, kind: true-false, topics: [gulag], difficulty: 2, marks: 2, objectives: {AO1: 2}, paragraphs: [1],
     TAGS, stem: Gulag was the name of one large prison., key: false, explanation: It ran many camps.,
     reason: {points: [{text: it was an office that ran the camps}]}}
  - {id: kirov-21, kind: matching, topics: [kirov], difficulty: 2, marks: 2, objectives: {AO1: 2}, paragraphs: [2],
     TAGS, stem: Match each person to what happened. Write one letter in each box.,
     pairs: [{id: m1, left: Kirov, right: killed at his headquarters}, {id: m2, left: Trotsky, right: killed abroad}],
     spare: [{id: m3, right: put in charge of the army}], explanation: So the text says.}
  - {id: kirov-22, kind: ordering, topics: [kirov], difficulty: 3, marks: 2, objectives: {AO1: 2}, paragraphs: [1],
     TAGS, stem: Put the events in order. Write 1 to 3 in the boxes.,
     events: [{id: e2, text: Factions are banned.}, {id: e3, text: The Gulag is set up.}, {id: e1, text: Kirov dies.}],
     explanation: In 1921; in 1930; in 1934.}
  - {id: kirov-23, kind: gap-fill, topics: [kirov], difficulty: 1, marks: 2, objectives: {AO1: 2}, paragraphs: [2],
     TAGS, stem: Complete the text.,
     passage: "Kirov led the Party in a city. It was [[Leningrad]]. He was [[popular]].",
     spare: [elected, Moscow], explanation: Paragraph 2 says so.}
  - {id: kirov-24, kind: table-completion, topics: [kirov], difficulty: 2, marks: 2, objectives: {AO1: 2},
     paragraphs: [2], TAGS, stem: Complete the table., columns: [Who, What happened],
     rows: [[Kirov, "[[murdered]]"], ["[[Trotsky]]", exiled]], explanation: Paragraph 2 says so.}
  - {id: kirov-25, kind: describe, topics: [kirov], difficulty: 3, marks: 4, objectives: {AO1: 4}, paragraphs: [2],
     TAGS, spaces: 2, stem: Describe **two** features of the purge.,
     points: [{text: a feature, marks: 2, accept: [another], reject: [a guess]}, {text: a second one, marks: 2}],
     scaffolds: {starters: [One feature was …], words: [arrest], glossary: [purge], extension: What came after?}}
  - {id: extract-01, kind: source-infer, topics: [kirov], difficulty: 2, marks: 4, objectives: {AO3: 4}, paragraphs: [],
     TAGS, sources: [extract], spaces: 2, stem: "What can you infer from {source}? Give **two** inferences.",
     points: [{text: an inference, marks: 2}, {text: another inference, marks: 2}]}
  - {id: extract-02, topics: [kirov], difficulty: 4, paragraphs: [], TAGS, sources: [extract],
     lead: "Study {source}.", parts: [
       {kind: source-tone, stem: Which words show the tone?, marks: 2, objectives: {AO3: 2},
        points: [{text: person, marks: 2}]},
       {kind: source-purpose, stem: "Use your answer to {part:a}. What is the purpose?", marks: 2, objectives: {AO3: 2},
        points: [{text: to accuse, marks: 2}]}]}
  - {id: essay-01, kind: essay, topics: [kirov], difficulty: 5, marks: 12, objectives: {AO1: 6, AO2: 6},
     paragraphs: [1], TAGS, stem: ‘Stalin was afraid of rivals.’ How far do you agree?,
     prompts: [the murder of Kirov, the camps],
     levels: how-far-12,
     indicative: [{heading: For, points: [Kirov was popular]}, {heading: Against, points: [labour]}],
     weak: Tells the story., note: TEACHERNOTE of the essay.}
"""

BLUEPRINT = """\
type: exam
code: T1
title: A small test
subtitle: On a small unit
minutes: 60
materials: [a black pen]
sections:
  - {title: What happened?, instructions: Answer **all** questions., marks: 8, questions: 8, kinds: [multiple-choice]}
  - {title: Knowledge, questions: 6, kinds: [true-false, matching, ordering, gap-fill, table-completion, describe]}
  - {title: A source, marks: 8, sources: [extract], kinds: [source-*]}
  - {title: Judgement, questions: 1, kinds: [essay]}
"""

CLASS = """\
id,name,tier,print,extra time,seat
001,Zoë O’Brien-Adeyemi,support,,25,A1
002,Łukasz Żółć,core,18,,A2
003,Ἀθηνᾶ Παπαδοπούλου,challenge,24,,A3
004,"=HYPERLINK(""x"")",core,dyslexia,,A4
"""


def choice(number: int, key: str = "right") -> str:
    """One multiple-choice question of the bank."""
    words = (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    )
    stem = f"Which statement about the purge is number {words[number]} and right?"
    options = "".join(
        f"      - {{id: {id}, text: Statement {id} about {words[number]}"
        + ("}\n" if id == key else f", misconception: MISCONCEPTION {id}}}\n")
        for id in ("right", "left", "over", "under")
    )
    return (
        f"  - id: kirov-{number + 1:02d}\n    kind: multiple-choice\n    topics: [kirov]\n    stem: {stem}\n"
        f"    difficulty: {1 + number % 5}\n    marks: 1\n    minutes: 1\n    objectives: {{AO1: 1}}\n"
        f"    paragraphs: [2]\n    needs: text\n    tiers: [support, core, challenge]\n    options:\n{options}"
        f"    key: {key}\n    explanation: EXPLANATION of {words[number]}.\n"
    )


def write_bank(folder: Path) -> Path:
    """The bank below a folder: its root, to be given as --bank."""
    unit = folder / "bank" / "small"
    files = {
        "unit.yaml": UNIT,
        "text.md": TEXT,
        "glossary.yaml": GLOSSARY,
        "levels.yaml": LEVELS,
        "sources/extract.yaml": SOURCES,
        "questions/choices.yaml": "qualification: GCSE\nquestions:\n" + "".join(choice(n) for n in range(10)),
        "questions/written.yaml": WRITTEN.replace("TAGS", TAGS),
        "blueprints/test.yaml": BLUEPRINT,
    }
    for name, text in files.items():
        path = unit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder / "bank"


def write_class(folder: Path, text: str = CLASS) -> Path:
    """The class list 9B.csv in a folder."""
    path = folder / "9B.csv"
    path.write_text(text, encoding="utf-8")
    return path
