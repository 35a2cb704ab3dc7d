"""What must hold for every worksheet that a teacher can wish for from the bundled bank."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import stage, student
from tests.thoroughness import examples
from worksheetgen.assembly import assemble
from worksheetgen.bank import load_bank
from worksheetgen.blueprint import read_blueprint, worksheet_blueprint
from worksheetgen.composition.paper import compose_paper
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blocks import Passage
from worksheetgen.model.blueprint import Blueprint, PaperType
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSource
from worksheetgen.model.text import plain
from worksheetgen.model.tier import Tier
from worksheetgen.projection import StudentView
from worksheetgen.resources import question_bank
from worksheetgen.value import replace
from worksheetgen.variation import PaperBuilder, arrange

TOPICS = tuple(topic.id for topic in load_bank().units[0].topics)
SHAPES = st.sampled_from([(0, 0), (3, 0), (6, 0), (0, 9), (0, 14), (0, 20)])

brief = settings(
    max_examples=examples(10, many=100),
    derandomize=True,
)


@cache
def terror() -> Unit:
    """The bundled unit."""
    (unit,) = load_bank().units
    return unit


def papers(plan: Blueprint, seed: str, tier: Tier) -> list[Paper]:
    """A paper of each form, for a student of that tier; none where the bank has no such paper."""
    try:
        draw = assemble(plan, terror(), seed)
    except UnmetBlueprint:
        return []
    builder = PaperBuilder(plan, terror(), "9B", "RUN000", seed)
    sitter = student(tier=tier)
    return [builder.paper(arrange(form, terror(), sitter.id, seed), sitter) for form in draw.forms]


@st.composite
def plans(draw: st.DrawFn) -> Blueprint:
    """A worksheet on some topics, or the bundled homework, with paragraphs to read besides and in several forms."""
    read = tuple(draw(st.lists(st.integers(1, 11), max_size=3)))
    if draw(st.booleans()):
        path = question_bank() / terror().id / "blueprints/homework.yaml"
        return replace(read_blueprint(path, [terror()]), read=read, forms=2, shared=99)
    topics = draw(st.lists(st.sampled_from(TOPICS), max_size=4, unique=True))
    questions, marks = draw(SHAPES)
    tiers = draw(st.sampled_from([(), (Tier.SUPPORT,), (Tier.CHALLENGE,)]))
    wished = worksheet_blueprint(terror(), topics, max(questions, questions and len(topics)), marks, tiers)
    return replace(wished, read=read)


@brief
@given(plans(), st.integers(0, 99), st.sampled_from(list(Tier)))
def test_a_worksheet_prints_what_its_questions_rest_on(plan: Blueprint, seed: int, tier: Tier) -> None:
    """Every paragraph that a question needs stands on the sheet, whole and in order, and only `read` stands besides."""
    for paper in papers(plan, str(seed), tier):
        needed = {number for item in paper.questions for number in item.question.paragraphs}
        document = compose_paper(StudentView(terror()).paper(paper), stage())
        texts = [item.block for item in document.items if isinstance(item.block, Passage)]
        printed = [
            (label, plain(text).replace("\N{NO-BREAK SPACE}", " "))
            for block in texts
            for label, text in block.paragraphs
            if not block.boxed
        ]
        assert [int(label) for label, _ in printed] == sorted(needed | set(plan.read))
        for label, text in printed:
            assert terror().text[int(label) - 1] in text
            assert terror().doubts(int(label)) in text


@brief
@given(plans(), st.integers(0, 99))
def test_an_exam_prints_only_what_its_blueprint_names(plan: Blueprint, seed: int) -> None:
    """The same questions as an exam are answered from memory."""
    for paper in papers(replace(plan, type=PaperType.EXAM), str(seed), Tier.CORE):
        assert paper.read == tuple(sorted(set(plan.read)))


@brief
@given(st.lists(st.sampled_from(TOPICS), min_size=2, max_size=4, unique=True), SHAPES, st.integers(0, 99))
def test_every_topic_has_about_its_share(topics: list[str], shape: tuple[int, int], seed: int) -> None:
    """Each topic asked for is the main one of a question, and has more than a third of an equal share of the marks."""
    questions, marks = shape
    plan = worksheet_blueprint(terror(), topics, max(questions, questions and len(topics)), marks, ())
    for paper in papers(plan, str(seed), Tier.CORE):
        for topic in topics:
            own = sum(item.question.marks for item in paper.questions if item.question.topic == topic)
            assert own >= 1
            assert 3 * own * len(topics) > paper.marks
            naming = sum(item.question.marks for item in paper.questions if topic in item.question.topics)
            assert naming * len(topics) < 3 * paper.marks


@brief
@given(plans(), st.integers(0, 99))
def test_nothing_short_comes_after_something_long(plan: Blueprint, seed: int) -> None:
    """Marks go up over each section, but for the first questions of a block on a source, which go up within it."""
    for paper in papers(plan, str(seed), Tier.CORE):
        for section in paper.sections:
            for before, after in pairwise(section.items):
                if isinstance(before, PaperQuestion) and isinstance(after, PaperQuestion):
                    same = bool(before.question.sources) == bool(after.question.sources)
                    assert before.question.marks <= after.question.marks or not same
            lengths = [item.question.marks for item in section.questions if not item.question.sources]
            assert lengths == sorted(lengths)
            sources = sum(isinstance(item, PaperSource) for item in section.items)
            turns = sum(
                bool(one.question.sources) != bool(other.question.sources)
                for one, other in pairwise(section.questions)
            )
            assert turns <= 2 * max(sources, 0)
