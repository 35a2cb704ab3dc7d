"""What a bank with mistakes gets: every problem at once, each at its place, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.errors import InvalidInput, Problem

CHOICES, WRITTEN, LEVELS, GLOSSARY = (
    *("questions/choices.yaml", "questions/written.yaml"),
    *("levels.yaml", "glossary.yaml"),
)
TAGS = "     tiers: [support, core, challenge], minutes: 1, needs: text, "
POINTS = "points: [{text: a feature, marks: 2, accept: [another], reject: [a guess]}, {text: a second one, marks: 2}],"
PAIRS = "pairs: [{feature: {text: a}, detail: {text: b}}, {feature: {text: c}, detail: {text: d}}],"


def problems(root: Path) -> tuple[Problem, ...]:
    """What loading the bank complains of; () for nothing."""
    try:
        load_bank(root)
    except InvalidInput as error:
        return error.problems
    return ()


def edited(root: Path, name: str, old: str, new: str) -> Path:
    """The bank's file with one text replaced by another, which must be there."""
    path = root / "small" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def place(path: Path, words: str) -> str:
    """`line:column` where the words stand in a file."""
    text = path.read_text(encoding="utf-8")
    at = text.index(words)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def said(found: Problem) -> str:
    """The problem without its place, and with HERE for its file within the sentence."""
    return f"{found.what} {found.remedy}".replace(str(found.place.file), "HERE")


TOPICS = [
    ("topics: [kirov]", "topics: [kirof]", "kirof", "There is no topic ‘kirof’. Did you mean ‘kirov’?"),
    ("topics: [kirov]", "topics: kirov", "kirov\n    stem", "‘topics’ must be a list. Write [kirov], or one entry"
     " a line, each after a dash."),
    ("topics: [kirov]", "topics: []", "[]", "‘topics’ has too few entries. Give it at least 1."),
    ("tiers: [support, core, challenge]", "tiers: [support, cor]", "cor]",
     "‘cor’ cannot be the value of ‘tiers’. Did you mean ‘core’?"),
    ("paragraphs: [2]", "paragraphs: [9]", "9]", "The text has no paragraph 9. Write a number from 1 to 2."),
    ("paragraphs: [2]", "paragraphs: []", "[]\n    needs", "The question rests on no paragraph and on no source. "
     "Name in ‘paragraphs’ those that its answer rests on, or write needs: own knowledge."),
    ("needs: text", "needs: text\n    enemies: [kirov-99]", "kirov-99",
     "There is no question ‘kirov-99’. Did you mean ‘kirov-09’?"),
    ("needs: text", "needs: text\n    enemies: [kirov-01]", "kirov-01]",
     "The question names itself as its enemy. Take it out."),
    ("needs: text", "needs: text\n    enemies: [extrakt]", "extrakt",
     "There is no question ‘extrakt’. Did you mean ‘extract’?"),
    ("needs: text", "needs: textbook", "textbook", "‘textbook’ cannot be the value of ‘needs’. Did you mean ‘text’?"),
    ("id: kirov-01", "id: Kirov 1", "Kirov 1", "‘Kirov 1’ cannot be used as ‘id’. Use small letters and digits, "
     "with single dashes between them, for example kirov-01."),
    ("id: kirov-02", "id: kirov-01", "kirov-01\n    kind: multiple-choice\n    topics: [kirov]\n    stem: Which "
     "statement about the purge is number two",
     "There is already a question ‘kirov-01’ at HERE:3:9. Give one of the two another name."),
]  # fmt: skip

KEYS = [
    ("key: right", "key: rigth", "rigth", "There is no option ‘rigth’ in this question. Did you mean ‘right’?"),
    ("    key: right\n", "", "id: kirov-01", "‘key’ is missing here. Add a line ‘key: …’."),
    ("key: right", "key: [right, left]", "[right, left]",
     "‘key’ is the one right option. Of several that are right: Write ‘keys: [ID, ID]’ with the id of each right "
     "option."),
    ("key: right", "keys: [right]", "[right]", "‘keys’ has too few entries. Give it at least 2."),
    ("key: right", "keys: [right, rigth]", "rigth", "There is no option ‘rigth’ in this question. Did you mean "
     "‘right’?"),
    ("key: right", "keys: [right, right]", "right]", "‘right’ stands twice in ‘keys’. Keep one of the two."),
    ("      - {id: left, text: Statement left about one, misconception: MISCONCEPTION left}\n      - {id: over, text: "
     "Statement over about one, misconception: MISCONCEPTION over}\n      - {id: under, text: Statement under about "
     "one, misconception: MISCONCEPTION under}\n    key: right", "      - {id: left, text: Left}\n      - {id: over, "
     "text: Over, misconception: x}\n    keys: [left, right]", "1\n    minutes", "There are 2 keys, but the question "
     "has 1 mark. Write marks: 2, or as many for each key."),
    ("misconception: MISCONCEPTION left", "key: true, misconception: x", "key: true", "‘key’ is not a field here. "
     "Name the right option once, beside the options: a line ‘key: …’ with its id."),
    ("misconception: MISCONCEPTION left", "misconception: ''", "{id: left",
     "The option ‘left’ does not say what a pupil who chooses it believes. Add ‘misconception: …’."),
    ("text: Statement right about one}", "text: Statement right about one, misconception: x}", "x}",
     "The key ‘right’ has a misconception, as if it were wrong. Take the misconception out, or name another key."),
    ("id: over, text: Statement over", "id: left, text: Statement over", "left, text: Statement over",
     "‘left’ stands here for the second time, first at HERE:16:14. Give each its own id."),
    ("text: Statement over", "text: Statement  **left**", "Statement  **", "‘Statement  **left** about one’ stands "
     "here for the second time, first at HERE:16:26. Give each its own text."),
    ("      - {id: left, text: Statement left about one, misconception: MISCONCEPTION left}\n      - {id: over, text: "
     "Statement over about one, misconception: MISCONCEPTION over}\n      - {id: under, text: Statement under about "
     "one, misconception: MISCONCEPTION under}\n", "", "- {id: right", "‘options’ has too few entries. Give it at "
     "least 2."),
]  # fmt: skip

FIELDS = [
    ("difficulty: 1", "dificulty: 1", "dificulty", "‘dificulty’ is not a field here. Did you mean ‘difficulty’?"),
    ("difficulty: 1", "difficulty: 1\n    colour: red", "colour",
     "‘colour’ is not a field here. Check its spelling and its indentation."),
    ("difficulty: 1", "difficulty: 1\n    hint: Look.", "hint", "‘hint’ is not a field here. It belongs to "
     "‘scaffolds’: write it below a line ‘scaffolds:’, indented."),
    ("difficulty: 1", "difficulty: 6", "6\n    marks", "‘difficulty’ is too large. Write at most 5."),
    ("difficulty: 1", "difficulty: 1\n    scaffolds: [hint]", "[hint]",
     "‘scaffolds’ must have fields of its own. Write ‘name: value’ lines below it, indented."),
    ("difficulty: 1", "difficulty: 1\n    difficulty: 2", "difficulty: 2",
     "‘difficulty’ is given twice; it stands first at HERE:7:5. Keep one of the two."),
    ("kind: multiple-choice", "kind: multiple-choise", "multiple-choise",
     "‘multiple-choise’ cannot be the value of ‘kind’. Did you mean ‘multiple-choice’?"),
    ("    kind: multiple-choice\n", "", "id: kirov-01", "‘kind’ is missing here. Add a line ‘kind: …’."),
    ("qualification: GCSE\n", "", "questions", "‘qualification’ is missing here. Add a line ‘qualification: …’."),
    ("marks: 1", "marks: 0", "0\n    minutes", "‘marks’ is too small. Write at least 1."),
    ("marks: 1", "marks: '1'", "'1'", "‘marks’ must be a number, not text. Take the quotes away."),
    ("objectives: {AO1: 1}", "objectives: {AO1: 2}", "{AO1: 2}",
     "The objectives add up to 2 marks, but the question has 1. Make the two agree."),
]  # fmt: skip

UNPAIRED = (
    "A [[ or ]] has no partner, or does not enclose a whole cell. Write [[ before and ]] after what is to be filled "
    r"in; \[\[ prints two brackets."
)
EMPTY_GAP = "Nothing stands between [[ and ]]. Write there what is to be filled in."
NO_PARTNER = (
    r"A ** has no partner. Write two stars before and after whole words: **two**; \*\* prints two stars."
)

REFERENCES = [
    ("from {source}?", "from {sorce}?", '"What can you', "‘{sorce}’ stands for nothing. Write {source}, {source:ID} "
     r"or {part:a}; \{ and \} print braces."),
    ("from {source}?", "from {source?", '"What can you',
     r"A brace { or } has no partner. Write {source}, {source:ID} or {part:a}; \{ prints a brace."),
    ("from {source}?", "from {source:extrct}?", '"What can you',
     "‘{source:extrct}’ is no source of this question. Did you mean ‘extract’?"),
    ("sources: [extract], spaces: 2", "sources: [extract], enemies: [extract], spaces: 2", "extract], spaces: 2, stem",
     "The question names its own source as its enemy. Take it out."),
    ("sources: [extract], spaces: 2", "sources: [extract, extract], spaces: 2", '"What can you',
     "‘{source}’ could be any of 2 sources. Write {source:extract} or {source:extract}."),
    ("sources: [extract], spaces: 2", "sources: [extrakt], spaces: 2", "extrakt",
     "There is no source ‘extrakt’. Did you mean ‘extract’?"),
    ("stem: Describe **two** features of the purge.", 'stem: "Describe {source}."', '"Describe',
     "‘{source}’ stands for nothing: the question has no sources. Add ‘sources: [ID]’."),
    ("stem: Describe **two** features of the purge.", 'stem: "Describe {part:a}."', '"Describe',
     "The question has no parts. Take the reference out."),
    ("{part:a}", "{part:c}", '"Use your answer', "The question has no part (c). Write one of: a, b."),
    ("stem: Describe **two** features of the purge.", "stem: Describe what question 3 is about.", "Describe what",
     "“question 3” is another question on every paper. Say it without a number; {part:a} names a part of this "
     "question."),
    ("words: [arrest]", 'words: ["{source}"]', '"{source}"', "‘{source}’ is replaced only in a stem or lead, and "
     "would be printed here. Write it in words."),
    ("kind: describe", "kind: source-infer", "source-infer, topics: [kirov], difficulty: 3",
     "A source-infer question needs a source. Add ‘sources: [ID]’ with the source’s id."),
    ("Describe **two** features", "Describe **two features", "Describe **two",
     NO_PARTNER),
    ("glossary: [purge]", "glossary: [purges]", "purges]",
     "There is no glossary term ‘purges’. Did you mean ‘purge’?"),
]  # fmt: skip

MARKS = [
    ("marks: 12, objectives: {AO1: 6, AO2: 6}", "marks: 10, objectives: {AO1: 5, AO2: 5}", "10, obj", "The levels "
     "‘how-far-12’ go up to 12 marks, but the question has 10. Name a set of levels with the same maximum."),
    ("levels: how-far-12", "levels: how-far-16", "how-far-16",
     "levels.yaml has no set ‘how-far-16’. Did you mean ‘how-far-12’?"),
    ("levels: how-far-12,", "levels: how-far-12, points: [{text: x, marks: 12}],", "levels: how",
     "The answer is marked by points and by levels. Keep one of the two."),
    (POINTS, f"{POINTS} skill: cause,", "cause,\n", "‘skill’ says which levels fit, and the question has none. Take it "
     "out, or add ‘levels:’."),
    (POINTS, f"{POINTS} {PAIRS}", "pairs: [{feature", "The answer is marked by points and by pairs. Keep one of the "
     "two."),
    (f"marks: 4, objectives: {{AO1: 4}}, paragraphs: [2],\n{TAGS}spaces: 2, stem: Describe **two** features of the "
     f"purge.,\n     {POINTS}", f"marks: 3, objectives: {{AO1: 3}}, paragraphs: [2],\n{TAGS}stem: Describe **two** "
     f"features of the purge.,\n     {PAIRS}", "3, objectives: {AO1: 3}", "Pairs have 2 marks each, but the question "
     "has 3 marks. Write marks: 4 or 2, or ‘points’."),
    (POINTS, PAIRS.replace(", {feature: {text: c}, detail: {text: d}}", ""), "4, objectives: {AO1: 4}",
     "The pairs reach 2 marks, but the question has 4. Add pairs, or lower the marks."),
    (f"spaces: 2, stem: Describe **two** features of the purge.,\n     {POINTS}", "spaces: 3, stem: Describe **two** "
     f"features of the purge.,\n     {PAIRS}", "3, stem: Describe", "There are 3 spaces, but the marks are for 2 "
     "pairs. Write marks: 6, or other spaces."),
    (POINTS, PAIRS.replace("detail: {text: b}", "detial: {text: b}"), "{feature: {text: c", "The pair is of feature "
     "and detail, the first one of feature and detial. Call the halves of all pairs the same."),
    (POINTS, PAIRS.replace(", detail: {text: d}", ""), "{feature: {text: c", "A pair has two halves, this one 1. "
     "Write for example ‘inference: {text: …}’ and ‘support: {text: …}’."),
    (POINTS, PAIRS.replace("detail: {text: d}", "detail: {text: d, marks: 1}"), "marks: 1}}]",
     "‘marks’ is not a field here. Check its spelling and its indentation."),
    (f"     {POINTS}\n", "", "stem: Describe", "The answer has no marking. Add ‘points:’, ‘pairs:’, or ‘levels:’ with "
     "the name of a set."),
    ("points: [{text: a feature, marks: 2, accept", "points: [{text: a feature, marks: 1, accept",
     "4, objectives: {AO1: 4}", "The points reach 3 marks, but the question has 4. Add points, give one more marks, or "
     "lower the question’s."),
    ("reject: [a guess]}, {text: a second one, marks: 2}]", "reject: [a guess]}, {text: a second one, marks: 2}], "
     "indicative: [{points: [x]}]", "indicative: [{points", "‘indicative’ goes with levels; beside points it is not "
     "printed. Use ‘levels:’, or move it to the note."),
    ("indicative: [{heading: For, points: [Kirov was popular]}, {heading: Against, points: [labour]}],", "",
     "how-far-12", "Levels alone do not say what an answer could contain. Add ‘indicative:’ with headings and points."),
    ("spaces: 2, stem: Describe", "spaces: 4, lines: 3, stem: Describe", "4, lines",
     "4 spaces do not fit on 3 lines. Write lines: 4 or more, or fewer spaces."),
    (f"marks: 2, objectives: {{AO1: 2}}, paragraphs: [1],\n{TAGS}stem: Gulag",
     f"marks: 1, objectives: {{AO1: 1}}, paragraphs: [1],\n{TAGS}stem: Gulag", "1, objectives: {AO1: 1}",
     "True or false with a reason has 2 marks. Write marks: 2, or take the reason out."),
    ("It ran many camps.,\n     reason: {points: [{text: it was an office that ran the camps}]}}",
     "It ran many camps.}", "2, objectives: {AO1: 2}, paragraphs: [1],",
     "True or false without a reason has 1 mark. Write marks: 1, or add a reason."),
    ("He was [[popular]].", "He was popular.", "2, objectives: {AO1: 2}, paragraphs: [2],\n" + TAGS +
     "stem: Complete the text.", "There is 1 gap, but the question has 2 marks. Write marks: 1, or each word to be "
     "filled in as [[word]]."),
    ('"[[murdered]]"', "murdered", "2, objectives: {AO1: 2},\n     paragraphs: [2]", "There is 1 blank cell, but the "
     "question has 2 marks. Write marks: 1, or each cell to be filled in as [[answer]]."),
    ("right: killed abroad}],", "right: killed abroad}, {id: m4, left: x, right: y}],",
     f"2, objectives: {{AO1: 2}}, paragraphs: [2],\n{TAGS}stem: Match",
     "There are 3 pairs, but the question has 2 marks. Write marks: 3, or as many pairs as marks."),
    (f"marks: 2, objectives: {{AO1: 2}}, paragraphs: [1],\n{TAGS}stem: Put",
     f"marks: 4, objectives: {{AO1: 4}}, paragraphs: [1],\n{TAGS}stem: Put", "4, objectives: {AO1: 4}, paragraphs: [1]",
     "There are 3 unnumbered events, but the question has 4 marks. Write marks: 3, or fewer."),
]  # fmt: skip

CLOSED = [
    ("     explanation: In 1921;", "     given: e9, explanation: In 1921;", "e9,",
     "There is no event ‘e9’ in this question. Write one of: e2, e3, e1."),
    ("key: false", "key: 'no'", "'no'", "‘key’ must be true or false. Write true or false, without quotes."),
    ("right: put in charge of the army", "right: killed abroad", "killed abroad}], explanation", "‘killed "
     "abroad’ stands here for the second time, first at HERE:8:103. Give each its own text."),
    ("id: m3", "id: m1", "m1, right: put",
     "‘m1’ stands here for the second time, first at HERE:8:19. Give each its own id."),
    ("He was [[popular]].", "He was [[popular]]. ]]", '"Kirov led', UNPAIRED),
    ("He was [[popular]].", "He was [[popular]]. It was [[pop[u]lar]", '"Kirov led', UNPAIRED),
    ("He was [[popular]].", "He was [[ ]].", '"Kirov led', EMPTY_GAP),
    ("He was [[popular]].", "He was [[]].", '"Kirov led', EMPTY_GAP),
    ("exiled]]", '"was [[exiled]]"]]', '"was [[', UNPAIRED),
    ('"[[murdered]]"', '"[[ ]]"', '"[[ ]]"', EMPTY_GAP),
    (", exiled]]", "]]", '["[[Trotsky', "The row has 1 cell, the table 2 columns. Give each row one cell for each "
     "column."),
    ("rows: [[", "accept: {murderd: [killed]}, rows: [[", "murderd",
     "No cell has the answer ‘murderd’. Did you mean ‘murdered’?"),
    ("exiled]]", "1940]]", "1940", '‘1940’ is read by YAML as a number. Put it in quotes: "1940".'),
    ("{kind: source-tone, stem:", "{kind: source-tone, stemm:", "stemm",
     "‘stemm’ is not a field here. Did you mean ‘stem’?"),
    ("{kind: source-tone, stem:", "{kind: source-ton, stem:", "source-ton,",
     "‘source-ton’ cannot be the value of ‘kind’. Did you mean ‘source-tone’?"),
    ("{kind: source-tone, stem:", "{stem:", "{stem: Which words", "‘kind’ is missing here. Add a line ‘kind: …’."),
    ('lead: "Study {source}."', 'stem: x, lead: "Study {source}."', "stem: x", "‘stem’ is not a field here. A question "
     "in parts has it in each part: move it there, or take out ‘parts’."),
]  # fmt: skip

AROUND = [
    ("sources/extract.yaml", 'paragraphs: ["The trial was planned by Stalin in person. The victims were deprived of '
     'sleep."]', "picture: {file: leaf.bmp, alt: x}", "leaf.bmp", "‘leaf.bmp’ cannot be a picture of a source. Save "
     "it as PNG or JPEG beside the sources, and write the name of that file alone."),
    ("unit.yaml", "subject: History", "subject: ‹The subject›", "‹The", "This is still to be written. Write what "
     "stands in ‹ ›."),
    (LEVELS, "marks: 7-9", "marks: 7-8", "7-8", "The marks end at 8, but the level above leaves 9. Leave no gap "
     "between the levels and no overlap."),
    (LEVELS, "marks: 4-6", "marks: 4-7", "4-7", "The marks end at 7, but the level above leaves 6. Leave no gap "
     "between the levels and no overlap."),
    (LEVELS, "marks: 7-9", "marks: 9-7", "9-7", "The marks 9-7 run the wrong way. Write 7-9."),
    (LEVELS, "marks: 1-3", "marks: 2-3", "2-3", "The lowest level begins at 2. Let it begin at 1; 0 marks need no "
     "level."),
    (LEVELS, "marks: 1-3", "marks: few", "few", "A level’s marks are one number or two. Write for example 7-9, or 7."),
    (LEVELS, "level: 3", "level: 4", "4, marks: 7-9", "Here level 3 is expected, not 4. Write the highest level first,"
     " and each level once."),
    (LEVELS, "how-far-12:\n", "how-far-12:\n  levels:\n", "levels:", "‘serves’ is missing here. Add a line "
     "‘serves: …’."),
    (LEVELS, "how-far-12:\n", "how-far-12:\n  serves: [Cause]\n  levels:\n", "Cause", "‘Cause’ cannot be used as "
     "‘serves’. Use small letters and digits, with single dashes between them, for example kirov-01."),
    (LEVELS, "how-far-12:", "none: no levels\nhow-far-12:", "no levels", "‘none’ must be a list of levels. Write the "
     "highest first: - {level: 2, marks: 3-4, descriptor: …}"),
    (GLOSSARY, "meaning: deciding", "meening: deciding", "meening", "‘meening’ is not a field here. Did you mean "
     "‘meaning’?"),
    (GLOSSARY, "- {term: rigging", "- {term: rigging, meaning: x}\n- {term: rigging", "rigging, meaning: deciding",
     "There is already a glossary term ‘rigging’ at HERE:2:10. Give one of the two another name."),
    ("unit.yaml", "title: A small unit\n", "", "subject", "‘title’ is missing here. Add a line ‘title: …’."),
    ("unit.yaml", "  - {id: gulag", "  - {id: kirov, title: x}\n  - {id: gulag", "kirov, title: x", "There is already "
     "a topic ‘kirov’ at HERE:6:10. Give one of the two another name."),
    ("sources/extract.yaml", "glossary: [rigging]", "glossary: [riging]", "riging", "There is no glossary term "
     "‘riging’. Did you mean ‘rigging’?"),
    ("sources/extract.yaml", "- id: extract", "- label: Scource\n  id: extract", "Scource", "‘Scource’ would be "
     "printed over the source. Did you mean ‘Source’?"),
    ("sources/extract.yaml", "- id: extract", "- {id: first, numbered: true, provenance: x, "
     "paragraphs: [x]}\n- id: extract", "extract\n  provenance: From", "Other sources called ‘Source’ have "
     "numbers; this would have a letter. Give all of them the same ‘numbered’, or this another label."),
    ("sources/extract.yaml", "- id: extract", "- id: extract\n  provenance: x\n  paragraphs: [x]\n- id: extract",
     "extract\n  provenance: From", "There is already a source ‘extract’ at HERE:1:7. Give one of the two another "
     "name."),
    ("unit.yaml", "corrections:\n", "focus_questions: [{answer: So it was.}]\ncorrections:\n", "{answer: So",
     "‘question’ is missing here. Add a line ‘question: …’."),
    ("unit.yaml", "corrections:\n", "focus_questions: [{question: Why?, anser: So.}]\ncorrections:\n", "anser",
     "‘anser’ is not a field here. Did you mean ‘answer’?"),
    ("unit.yaml", "corrections:\n", "figures: {measure: Men, sets: [text], bars: [{label: a, values: [1]}, "
     "{label: b, values: [2, 3]}]}\ncorrections:\n", "[2, 3]", "‘b’ has 2 values, the figures 1 set. Give each label "
     "one value for each set."),
    ("unit.yaml", "corrections:\n", "sortings: [{id: dates, title: Sort, groups: [{name: A, cards: [x]}, {name: B, "
     "cards: [y]}]}]\ncorrections:\n", "dates", "There are other cards to sort called ‘dates’. Give these another "
     "name."),
    ("text.md", "the purge", "the **purge", "The first", NO_PARTNER),
]  # fmt: skip

SINGLE = [
    *((CHOICES, *row) for row in (*TOPICS, *KEYS, *FIELDS)),
    *((WRITTEN, *row) for row in (*REFERENCES, *MARKS, *CLOSED)),
    *AROUND,
]


@pytest.mark.parametrize(("name", "old", "new", "at", "says"), SINGLE)
def test_one_mistake_is_one_message_at_its_place(
    tmp_path: Path, name: str, old: str, new: str, at: str, says: str
) -> None:
    """Each kind of mistake is reported once, where it stands, with what to do."""
    root = write_bank(tmp_path)
    path = edited(root, name, old, new)
    found = problems(root)
    assert [said(problem) for problem in found] == [says]
    assert str(found[0].place) == f"{path}:{place(path, at)}"


def test_a_term_that_is_explained_has_a_meaning(tmp_path: Path) -> None:
    """A term may lack its meaning, but not where a source or a question prints it."""
    root = write_bank(tmp_path)
    edited(root, GLOSSARY, "rigging, meaning: deciding a result by cheating", "rigging")
    (problem,) = problems(root)
    says = (
        "glossary.yaml has no meaning of ‘rigging’ to print here. Write one there, or take the term out here."
    )
    assert said(problem) == says
    assert str(problem.place).endswith("sources/extract.yaml:4:14")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(("no", "false"), ("Yes", "true"), ("on", "true"), ("off", "false"), ("null", "nothing"), ("~", "nothing")),
        *(("1921", "a number"), ("12.5", "a number"), ("1:30", "a number"), ("017", "a number")),
        *(("1934-12-01", "a date"), ("2026-13-45", "a date")),
    ],
)  # fmt: skip
def test_words_that_yaml_reads_otherwise_are_given_back_in_quotes(
    tmp_path: Path, written: str, read: str
) -> None:
    """A word that YAML takes for something else comes back as it was written, with its quotes."""
    root = write_bank(tmp_path)
    path = edited(root, CHOICES, "text: Statement left about one", f"text: {written}")
    (found,) = problems(root)
    assert found.what == f"‘{written}’ is read by YAML as {read}."
    assert found.remedy == f'Put it in quotes: "{written}".'
    assert str(found.place) == f"{path}:16:26"


@pytest.mark.parametrize("written", ["one", "1.5", "1:30", "017", "yes", "1921-01-01"])
def test_a_number_is_written_in_plain_digits(tmp_path: Path, written: str) -> None:
    """Marks that YAML would take for some other number are not taken at all."""
    root = write_bank(tmp_path)
    path = edited(root, CHOICES, "marks: 1", f"marks: {written}")
    (found,) = problems(root)
    assert found.what == f"‘{written}’ is not a whole number, as ‘marks’ must be."
    assert str(found.place) == f"{path}:8:12"


SERVING = "how-far-12:\n  serves: [{}]\n  levels:\n"


@pytest.mark.parametrize(
    ("serves", "skill", "at", "says"),
    [
        ("essay", "", "", ""),
        ("cause", ", skill: cause", "", ""),
        ("purpose, cause", ", skill: cause", "", ""),
        ("cause", "", "how-far-12, indicative", "The levels ‘how-far-12’ serve cause, not essay. If the question asks "
         "for cause, write ‘skill: cause’."),
        ("cause, purpose", ", skill: impact", "how-far-12, skill", "The levels ‘how-far-12’ serve cause and purpose, "
         "not impact. If the question asks for cause, write ‘skill: cause’."),
    ],
)  # fmt: skip
def test_levels_serve_the_skill_of_their_question(
    tmp_path: Path, serves: str, skill: str, at: str, says: str
) -> None:
    """A set that says what it serves is refused to every other question; a question's skill is its kind by itself."""
    root = write_bank(tmp_path)
    edited(root, LEVELS, "how-far-12:\n", SERVING.format(serves))
    path = edited(
        root, WRITTEN, "levels: how-far-12,\n     indicative", f"levels: how-far-12{skill}, indicative"
    )
    found = problems(root)
    assert [said(problem) for problem in found] == ([says] if says else [])
    assert [str(problem.place) for problem in found] == ([f"{path}:{place(path, at)}"] if says else [])


def test_the_set_that_would_serve_is_named(tmp_path: Path) -> None:
    """Of those with the question's marks."""
    root = write_bank(tmp_path)
    path = root / "small" / LEVELS
    text = SERVING.format("cause") + path.read_text(encoding="utf-8").partition("\n")[2]
    more = text.replace("how-far-12", "purpose-12").replace("cause", "purpose")
    path.write_text(text + more, encoding="utf-8")
    edited(root, WRITTEN, "levels: how-far-12,", "levels: how-far-12, skill: purpose,")
    assert [said(problem) for problem in problems(root)] == [
        "The levels ‘how-far-12’ serve cause, not purpose. Name a set that serves purpose: purpose-12. If the question "
        "asks for cause, write ‘skill: cause’."
    ]


def test_a_broken_file_hides_no_mistake_of_another(tmp_path: Path) -> None:
    """A file that is not YAML is one problem; the others are still checked, and nothing follows from it."""
    root = write_bank(tmp_path)
    broken = edited(root, CHOICES, "    stem:", "\tstem:")
    wrong = edited(root, WRITTEN, "levels: how-far-12", "levels: how-far-16, enemies: [kirov-01]")
    assert [problem.place.file for problem in problems(root)] == [str(broken), str(wrong)]


def test_a_broken_question_hides_no_mistake_of_another(tmp_path: Path) -> None:
    """Beside a question that cannot be used its neighbours are checked, and know that it is there."""
    root = write_bank(tmp_path)
    edited(root, CHOICES, "difficulty: 1", "difficulty: hard")
    edited(root, CHOICES, "difficulty: 2", "difficulty: 2\n    enemies: [kirov-01]")
    edited(root, CHOICES, "difficulty: 3\n    marks: 1", "difficulty: 3\n    marks: 1\n    topics: [kirof]")
    said = [problem.what for problem in problems(root)]
    assert said[0] == "‘hard’ is not a whole number, as ‘difficulty’ must be."
    assert said[1].startswith("‘topics’ is given twice")
    assert len(said) == 2


@pytest.mark.parametrize("name", ["unit.yaml", "glossary.yaml", "sources/extract.yaml", LEVELS])
def test_what_a_broken_file_would_have_named_is_not_called_unknown(tmp_path: Path, name: str) -> None:
    """Topics, terms, sources and levels of a file that cannot be read are not missed elsewhere."""
    root = write_bank(tmp_path)
    (root / "small" / name).write_text("- [x", encoding="utf-8")
    assert [problem.what for problem in problems(root)] == ["The bracket ‘[’ that opens here is not closed."]


NAMELESS = [
    (CHOICES, "id: kirov-02", "id: kirov-01", "There is already a question ‘kirov-01’"),
    (CHOICES, "id: kirov-02", "id: Kirov 02", "‘Kirov 02’ cannot be used as ‘id’."),
    (CHOICES, "questions:", "question:", "‘question’ is not a field here."),
    (GLOSSARY, "{term: rigging", "{term rigging", "‘term rigging’ is not a field here."),
    ("unit.yaml", "{id: kirov,", "{id: Kirov,", "‘Kirov’ cannot be used as ‘id’."),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), NAMELESS)
def test_what_refers_to_a_slip_in_a_name_is_not_called_unknown(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    """An id given twice, or that cannot be used, is one message, and none at each question that means it."""
    root = write_bank(tmp_path)
    edited(root, WRITTEN, "levels: how-far-12", "levels: how-far-12, enemies: [kirov-02]")
    edited(root, name, old, new)
    (problem,) = problems(root)
    assert problem.what.startswith(says)


def test_an_empty_file_of_questions_is_one_message(tmp_path: Path) -> None:
    """Nothing is called unknown because the file that has it was emptied."""
    root = write_bank(tmp_path)
    edited(root, WRITTEN, "levels: how-far-12", "levels: how-far-12, enemies: [kirov-02]")
    (root / "small" / CHOICES).write_text("", encoding="utf-8")
    assert [problem.what for problem in problems(root)] == ["The file is empty."]


def test_a_paragraph_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    """What the question quotes is not missed in the paragraphs that are left."""
    root = write_bank(tmp_path)
    edited(root, CHOICES, "paragraphs: [2]", "paragraphs: [9]")
    edited(root, CHOICES, "explanation: ", "explanation: “Kirov led Leningrad.” ")
    assert [problem.what for problem in problems(root)] == ["The text has no paragraph 9."]


def test_forty_mistakes_in_one_file_are_forty_messages(tmp_path: Path) -> None:
    """Four slips in each of ten questions are forty messages, in the order of the places."""
    root = write_bank(tmp_path)
    path = root / "small" / CHOICES
    text = path.read_text(encoding="utf-8").replace(" and right?", " and **right?")
    text = text.replace("topics: [kirov]", "topics: [kirow]").replace("paragraphs: [2]", "paragraphs: [7]")
    path.write_text(text.replace("objectives: {AO1: 1}", "objectives: {AO1: 3}"), encoding="utf-8")
    found = problems(root)
    assert len(found) == 40
    assert [problem.place for problem in found] == sorted(problem.place for problem in found)


def test_forty_different_mistakes_are_forty_messages_at_once(tmp_path: Path) -> None:
    """A bank of forty units with one mistake of another kind in each gives forty messages in one exception."""
    root = tmp_path / "bank"
    root.mkdir()
    for number, (name, old, new, *_) in enumerate(SINGLE[:40]):
        edited(write_bank(tmp_path / str(number)), name, old, new)
        (tmp_path / str(number) / "bank" / "small").rename(root / f"unit-{number:02d}")
    found = problems(root)
    assert [problem.place.file.split("/")[-3] for problem in found] == [f"unit-{n:02d}" for n in range(40)]
    assert [said(problem) for problem in found] == [row[-1] for row in SINGLE[:40]]
