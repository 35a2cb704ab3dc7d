"""The bundled unit: broad enough for a department to draw from, and true to its text to the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.samples import drawn_one
from worksheetgen.bank import load_bank
from worksheetgen.bank.item_writing import review
from worksheetgen.bank.parsing import parse_unit
from worksheetgen.bank.quotations import strange_pieces
from worksheetgen.blueprint import read_blueprint, worksheet_blueprint
from worksheetgen.kinds import Kind
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.written.entry import WrittenEntry
from worksheetgen.model.answers import Key, Levels, PairedPoints, Point, Points
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Part, Question
from worksheetgen.model.tier import Tier
from worksheetgen.resources import question_bank
from worksheetgen.value import replace

EXTRACT = "zinoviev-extract"
EXTENDED = 4
"""An answer of so many marks is an extended one."""


MADE = {Kind.CROSSWORD, Kind.WORD_SEARCH, Kind.RETRIEVAL_GRID}
"""Kinds that a run makes of the glossary and the bank's questions: the bank need have none of its own."""


@pytest.fixture(scope="module")
def unit() -> Unit:
    """Stalin's Terror."""
    (terror,) = load_bank().units
    return terror


def test_there_are_enough_questions_on_everything(unit: Unit) -> None:
    """330 questions and more, 30 on the extract, 100 on other sources, every kind but puzzles, all objectives.

    The extract and the text's paragraphs are later accounts, AO4; AO3 has the tables, the chart and the timeline.
    """
    assert len(unit.questions) >= 330
    assert sum(EXTRACT in question.sources for question in unit.questions) >= 30
    assert sum(bool(set(question.sources) - {EXTRACT}) for question in unit.questions) >= 100
    assert {kind for question in unit.questions for kind in question.kinds} == set(Kind) - MADE
    marks = Counter[str]()
    for question in unit.questions:
        for objective, count in question.objectives:
            marks[objective.code] += count
    assert min(marks[code] for code in ("AO1", "AO2", "AO4")) >= 90
    assert marks["AO3"] >= 55
    assert {source.id for source in unit.sources} == {id for q in unit.questions for id in q.sources}
    assert {source.content.form for source in unit.sources} == {"prose", "table", "chart", "timeline"}


def test_the_guidelines_of_item_writing_have_nothing_against_it(unit: Unit) -> None:
    """`bank check` has no advice on the bundled bank that is not accepted with a reason."""
    assert [str(advice) for advice in review(unit)] == []


def test_every_style_of_the_boards_is_asked_three_times(unit: Unit) -> None:
    """By how a question is worded, how many marks it has and on how many sources it rests."""
    asked = [(part, len(q.sources)) for q in unit.questions for part in q.parts]
    styles: dict[str, Callable[[Part, int], object]] = {
        "account": lambda part, _: part.marks == 8 and part.stem.startswith("Write an account of how"),
        "narrative": lambda part, _: (
            part.marks == 8 and part.stem.startswith("Write a narrative account analysing")
        ),
        "in what ways": lambda part, _: part.marks == 8 and part.stem.startswith("In what ways"),
        "importance": lambda part, _: part.marks == 8 and part.stem.startswith("Explain the importance of"),
        "outline": lambda part, _: part.marks == 5 and part.stem.startswith("Outline"),
        "two sources, 8": lambda part, on: part.marks == 8 and on == 2 and "How useful are they" in part.stem,
        "two sources, 12": lambda part, on: (
            part.marks == 12 and on == 2 and "How useful are they" in part.stem
        ),
        "more useful": lambda part, on: on == 2 and part.stem.startswith("Which is more useful"),
        "learnt": lambda part, on: part.marks == 4 and on == 2 and "What can be learnt" in part.stem,
        "follow up": lambda part, on: part.marks == 4 and on == 1 and "How could you follow up" in part.stem,
        "supports": lambda part, on: part.marks == 6 and on == 1 and "support the view" in part.stem,
        "differ": lambda part, on: part.marks == 4 and on == 2 and "the main difference" in part.stem,
        "why": lambda part, on: part.marks == 4 and on == 2 and "Suggest **one** reason why" in part.stem,
        "convincing": lambda part, on: part.marks == 8 and on == 2 and "more convincing view" in part.stem,
        "agree with a view": lambda part, on: (
            part.marks == 16 and on == 2 and "How far do you agree" in part.stem
        ),
        "explain, 12": lambda part, _: part.marks == 12 and part.stem.startswith("Explain why"),
        "judgement, 16": lambda part, on: part.marks == 16 and not on and part.kind is Kind.ESSAY,
    }
    counts = {name: sum(bool(fits(*one)) for one in asked) for name, fits in styles.items()}
    assert {name: count for name, count in counts.items() if count < 3} == {}


def test_every_focus_question_is_asked(unit: Unit) -> None:
    """What the Terror did to the country has a topic of its own: 16 questions and two essays at the least."""
    about = [question for question in unit.questions if question.topic == "impact"]
    assert len(about) >= 16
    assert sum(Kind.ESSAY in question.kinds for question in about) >= 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted((question_bank() / "stalins-terror/blueprints").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_blueprint_can_be_drawn(unit: Unit, path: Path) -> None:
    """From three seeds, in the marks that its sections ask for and no others."""
    blueprint = read_blueprint(path, [unit])
    drawn = [drawn_one(blueprint, unit, f"seed {number}") for number in range(3)]
    for one in drawn:
        marks = [sum(unit.by_id[id].marks for id in section) for section in one.sections]
        assert marks == [section.marks for section in blueprint.sections]
    assert len({one.sections for one in drawn}) > 1


@pytest.mark.slow
def test_eight_exams_share_no_short_question(unit: Unit) -> None:
    """Eight exams of 40 marks can be drawn whose first two sections have no question in common."""
    path = question_bank() / "stalins-terror/blueprints/unit-test.yaml"
    blueprint = read_blueprint(path, [unit])
    used: set[str] = set()
    for number in range(8):
        drawn = drawn_one(replace(blueprint, exclude=tuple(sorted(used))), unit, f"exam {number}")
        short = {id for section in drawn.sections[:2] for id in section}
        assert not short & used
        assert sum(unit.by_id[id].marks for section in drawn.sections for id in section) == 40
        used |= short
    assert len(used) >= 8 * 11


@pytest.mark.slow
def test_a_closed_book_exam_asks_for_no_wording(unit: Unit) -> None:
    """Some questions need the text beside them: the bundled exam has none in 8 draws, one on an open book has."""
    path = question_bank() / "stalins-terror/blueprints/unit-test.yaml"
    closed = read_blueprint(path, [unit])
    worded = {question.id for question in unit.questions if question.needs == "wording"}
    assert 5 <= len(worded) <= 20
    for number in range(8):
        assert not drawn_one(closed, unit, f"exam {number}").ids & worded
    opened = replace(closed, open_book=True)
    assert any(drawn_one(opened, unit, f"exam {number}").ids & worded for number in range(25))


def test_what_speaks_of_the_handout_itself_needs_its_wording(unit: Unit) -> None:
    """A stem that asks what the class text does, and quotes none of it, cannot be answered with the text put away."""
    asked = re.compile(r"class text (does|names|asks)|in the class text|appear, according to the text")
    for question in unit.questions:
        if any(asked.search(re.sub(r"\*\*", "", part.stem)) for part in question.parts):
            assert question.needs == "wording", question.id


@pytest.mark.parametrize("tier", list(Tier))
def test_every_topic_can_be_asked_for_at_every_tier(unit: Unit, tier: Tier) -> None:
    """A homework worksheet of four questions can be drawn on each topic for each tier."""
    for topic in unit.topics:
        drawn = drawn_one(worksheet_blueprint(unit, [topic.id], 4, 0, (tier,)), unit, "seed")
        assert len(drawn.sections[0]) == 4, topic.id


def test_every_topic_meets_every_objective_at_every_tier(unit: Unit) -> None:
    """No topic lacks an objective for a tier, but for the extract: a later account, asked about without knowledge."""
    met = {
        (topic, objective.code, tier)
        for question in unit.questions
        for topic in question.topics
        for objective, _ in question.objectives
        for tier in question.tiers
    }
    wanted = {
        (topic.id, code, tier)
        for topic in unit.topics
        for code in ("AO1", "AO2", "AO3", "AO4")
        for tier in Tier
    }
    assert {(topic, code) for topic, code, _ in wanted - met} == {("zinoviev", "AO2"), ("zinoviev", "AO3")}


def test_every_quotation_is_in_the_text(unit: Unit) -> None:
    """What stands between double quotation marks stands in the text or a source, letter by letter."""
    sources = [words for source in unit.sources for words in source.content.words]
    held = _bare(" ".join((*unit.text, *sources)))
    wrong = [
        (question.id, piece)
        for question in unit.questions
        for written in _everything(question)
        for quoted in re.findall(r"“([^”]+)”", written)
        for piece in quoted.split("…")
        if not _found(_bare(piece).strip(" .,;:"), held)
    ]
    assert wrong == []


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[“”‘]|’(?=\W|$)|\*\*", "", text).split())


def _found(piece: str, held: str) -> bool:
    return not piece or any(
        form in held for form in (piece, piece[0].lower() + piece[1:], piece[0].upper() + piece[1:])
    )


def _everything(question: Question) -> Iterator[str]:
    """All that a question says to pupils and markers."""
    yield from (question.lead, question.note, question.scaffolds.hint, question.scaffolds.extension)
    yield from question.scaffolds.starters
    for part in question.parts:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[str]:
    yield part.stem
    for answer in part.answers:
        match answer:
            case Key(_, explanation, misconceptions):
                yield from (explanation, *(belief for _, belief in misconceptions))
            case Points(points, explanation, weak):
                yield from (explanation, weak)
                for point in points:
                    yield from (point.text, *point.accept, *point.reject, *point.no_credit)
            case PairedPoints(_, pairs, weak):
                yield weak
                for half in (half for pair in pairs for half in pair):
                    yield from (half.text, *half.accept, *half.reject, *half.no_credit)
            case Levels(_, indicative, weak):
                yield weak
                for content in indicative:
                    yield from content.points


def test_every_question_teaches_its_marker(unit: Unit) -> None:
    """Distractors carry a misconception, levels content under headings, and a question helps the support tier."""
    for question in unit.questions:
        helps = question.scaffolds
        if Tier.SUPPORT in question.tiers:
            assert helps.hint or helps.starters or helps.words or helps.glossary, question.id
        for part in question.parts:
            for answer in part.answers:
                if isinstance(answer, Key) and isinstance(part.body, Choice):
                    assert len(answer.misconceptions) == len(part.body.options) - 1, question.id
                if isinstance(answer, Levels):
                    assert all(content.heading for content in answer.indicative), question.id
                    assert sum(len(content.points) for content in answer.indicative) >= 3, question.id


def test_every_extended_answer_shows_a_weak_one(unit: Unit) -> None:
    """From four marks on, and wherever levels mark, the scheme says what a common weak answer looks like."""
    silent = [
        question.id
        for question in unit.questions
        for part in question.parts
        if any(isinstance(answer, Levels) for answer in part.answers)
        or (part.marks >= EXTENDED and any(isinstance(one, Points | PairedPoints) for one in part.answers))
        if not any(answer.weak for answer in part.answers if not isinstance(answer, Key))
    ]
    assert silent == []


def test_points_say_what_they_take_and_what_they_do_not(unit: Unit) -> None:
    """Every written scheme of points accepts something more than its words, and rejects or refuses something."""
    for question in unit.questions:
        for part in question.parts:
            points: list[Point] = []
            for answer in part.answers:
                if isinstance(answer, Points | PairedPoints) and part.kind is not Kind.TABLE_COMPLETION:
                    points += answer.points if isinstance(answer, Points) else sum(answer.pairs, ())
            assert not points or any(point.accept for point in points), question.id
            assert not points or any(point.reject or point.no_credit for point in points), question.id


def test_marks_that_come_in_pairs_are_written_as_pairs(unit: Unit) -> None:
    """Two features, two inferences and the like are pairs, more of them than are asked for; no point names its half."""
    paired = {
        question.id: (len(answer.pairs), part.marks // 2)
        for question in unit.questions
        for part in question.parts
        for answer in part.answers
        if isinstance(answer, PairedPoints)
    }
    assert len(paired) >= 16
    assert all(offered >= asked for offered, asked in paired.values())
    for question in unit.questions:
        for part in question.parts:
            if part.marks == 4 and re.search(r"\*\*two\*\* (features|ways|effects|inferences)", part.stem):
                assert question.id in paired
            for answer in part.answers:
                for point in answer.points if isinstance(answer, Points) else ():
                    assert not re.match(r"(inference|support|feature|detail|reason|explanation):", point.text)


def test_every_question_for_challenge_leads_further(unit: Unit) -> None:
    """A question that suits the challenge tier has an extension, and no two have the same."""
    further = [q for q in unit.questions if Tier.CHALLENGE in q.tiers]
    assert [question.id for question in further if not question.scaffolds.extension] == []
    texts = [question.scaffolds.extension for question in further]
    assert len(set(texts)) == len(texts)


def test_judgements_have_two_sides(unit: Unit) -> None:
    """Essays, and whatever asks how far, how useful or how convincing, have indicative content for both sides."""
    weighing = re.compile(r"How (far|useful|convincing)|how far")
    for question in unit.questions:
        for part in question.parts:
            levels = [answer for answer in part.answers if isinstance(answer, Levels)]
            if levels and (part.kind is Kind.ESSAY or weighing.search(part.stem)):
                assert len(levels[0].indicative) >= 2, question.id


def test_the_text_itself_is_weighed(unit: Unit) -> None:
    """At least six questions ask how far the text, its figures or its wording can be relied on."""
    asked = re.compile(r"rely on|reliable|careful|trusting|convincing|check first|limited use")
    weighed = {
        question.id
        for question in unit.questions
        for part in question.parts
        if asked.search(part.stem) and EXTRACT not in question.sources
    }
    assert len(weighed) >= 6


def test_figures_that_historians_reject_are_not_asked_as_fact(unit: Unit) -> None:
    """The text's wrong totals stand in no stem and no key, and questions on its figures carry a teacher's note."""
    rejected = re.compile(r"\b(15 mining|24,000,000|40,000,000|one million|half the)\b", re.IGNORECASE)
    for question in unit.questions:
        for part in question.parts:
            assert not rejected.search(part.stem), question.id
        if {"camps-table", "camps-chart", "archive-table", "view-army", "view-shakhty"} & set(
            question.sources
        ):
            assert question.note, question.id


def test_contested_claims_carry_a_note(unit: Unit) -> None:
    """Where a question or its scheme rests on a claim that historians contest, its teacher is told what is known."""
    contested = re.compile(
        r"labour force|inhospitable|snowball|Commander-in-Chief|wrecking the First|became suspects|under suspicion"
        r"|really began|strong suspicion|Half the entire|only lasted two years|leading [Cc]ommunists"
    )
    silent = [
        question.id
        for question in unit.questions
        if not question.note and not any(unit.source(id).note for id in question.sources)
        if any(contested.search(text) for part in question.parts for text in _of_part(part))
    ]
    assert silent == []


def test_a_question_names_every_paragraph_that_it_rests_on(unit: Unit) -> None:
    """Names and years in an answer that needs the text alone stand in the question's own paragraphs and sources.

    A worksheet prints these and no other.
    """
    within = r"(?<=[a-z,] )[A-Z][a-z]{3,}\b"
    text = " ".join(unit.text)
    names = {word for word in re.findall(within, text) if not re.search(rf"\b{word.lower()}\b", text)}
    names |= set(re.findall(r"\b1[89]\d\d\b", text))
    names -= {"Soviet", "Union"}
    wrong = []
    for question in unit.questions:
        sources = [unit.source(id) for id in question.sources]
        held = " ".join(
            (
                *(unit.text[number - 1] for number in question.paragraphs),
                *(words for source in sources for words in (source.provenance, *source.content.words)),
                *(part.stem for part in question.parts),
            )
        )
        answers = " ".join(text for part in question.parts for text in _answers(part))
        lacking = {name for name in names if re.search(rf"\b{name}\b", answers)} - set(
            re.findall(r"\w+", held)
        )
        if question.needs != "own knowledge" and lacking:
            wrong.append((question.id, lacking))
    assert wrong == []


def _answers(part: Part) -> Iterator[str]:
    """What earns marks, without the words around it."""
    yield from (row.text for row in part.body.key_rows(part.answers) if row.right)
    for answer in part.answers:
        match answer:
            case Points():
                yield from (point.text for point in answer.points)
            case PairedPoints():
                yield from (half.text for pair in answer.pairs for half in pair)
            case Levels():
                yield from (point for group in answer.indicative for point in group.points)


def test_a_paragraph_has_one_line_of_doubt_at_most(unit: Unit) -> None:
    """Each is one line of a standard print; the figures that the archives have corrected have theirs."""
    lines = [(one.paragraph, one.for_pupils) for one in unit.contested if one.for_pupils]
    assert len(dict(lines)) == len(lines)
    assert {6, 9, 10} <= {number for number, _ in lines}


def test_pupils_read_one_style_of_quotation_marks(unit: Unit) -> None:
    """What pupils read has single marks; those of a stem quote the question's own text and sources to the letter.

    A statement to be judged in an essay is nobody's words. Schemes quote in double marks, which `bank check` holds.
    """
    for source in unit.sources:
        assert "“" not in source.provenance
    assert "“" not in unit.attribution
    shown = {source.id: (source.provenance, *source.content.words) for source in unit.sources}
    for question in unit.questions:
        helps = question.scaffolds
        read = [question.lead, helps.hint, helps.extension, *helps.starters, *helps.steps]
        held = [unit.text[number - 1] for number in question.paragraphs]
        held += [text for id in question.sources for text in shown[id]]
        for part in question.parts:
            read += (part.stem, *part.body.searched())
            for quoted in () if part.kind is Kind.ESSAY else re.findall(r"‘(.+?)’(?!\w)", part.stem):
                assert list(strange_pieces(quoted, held)) == [], (question.id, quoted)
        assert not any("“" in text for text in read), question.id


def test_nobody_is_asked_who_wrote_the_extract(unit: Unit) -> None:
    """No stem asks for the extract's author or date as if they were known, and its words are the text's own."""
    handout = Path(question_bank() / "stalins-terror/sources/zinoviev-extract.yaml").read_text(
        encoding="utf-8"
    )
    assert "author and date are not known" in " ".join(handout.split())
    for question in unit.questions:
        for part in question.parts:
            assert not re.search(r"\bWho wrote\b|\bWhen was \{source", part.stem), question.id


def test_a_later_account_is_no_source_of_the_time(unit: Unit) -> None:
    """What weighs the extract or a passage of the text counts as AO4, what finds something in it as AO1; never AO3."""
    accounts = {source.id for source in unit.sources if source.content.form == "prose"}
    wrong = [
        question.id
        for question in unit.questions
        if accounts & set(question.sources) and any(o.code == "AO3" for o, _ in question.objectives)
    ]
    assert wrong == []


def test_the_glossary_is_short_and_plain(unit: Unit) -> None:
    """At least 35 terms, each explained in few words."""
    assert len(unit.glossary) >= 35
    assert max(len(term.meaning.split()) for term in unit.glossary) <= 16


def test_levels_fit_the_skill() -> None:
    """Every set of levels marks some question, and none for explaining from knowledge marks a source or a view."""
    folder = question_bank() / "stalins-terror"
    sets = re.findall(r"^([a-z0-9-]+):$", (folder / "levels.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("questions/*.yaml")))
    used = re.findall(r"kind: (\S+)\n(?:(?! *- ).*\n)*? *levels: (\S+)", written)
    assert {name for _, name in used} == set(sets)
    assert [pair for pair in used if pair[0].startswith("source-") and pair[1].startswith("explain")] == []


def test_every_set_of_levels_says_what_it_serves() -> None:
    """So `bank check` refuses an essay whose levels reward another skill; every skill named is some question's."""
    draft = parse_unit(question_bank() / "stalins-terror")
    assert [one.name for one in draft.levels if not one.serves] == []
    parts = [part.value for asked in draft.questions for part in asked.parts()]
    written = [part for part in parts if isinstance(part, WrittenEntry) and part.levels]
    assert {part.skill or part.kind for part in written} == {
        skill for one in draft.levels for skill in one.serves
    }
    assert all(part.skill for part in written if part.kind == Kind.ESSAY)


def test_both_sides_without_a_judgement_have_a_level() -> None:
    """Where the highest level judges or weighs, a lower one says what an answer earns that does neither."""
    for one in parse_unit(question_bank() / "stalins-terror").levels:
        highest, *lower = (level.value.descriptor for level in one.levels)
        if re.match(r"Judges|Weighs|Reaches a judgement", highest):
            assert any("judgement" in descriptor for descriptor in lower), one.name
