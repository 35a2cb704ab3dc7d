"""What must hold for every paper of every bank, blueprint and class."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import SECRET, Sitting, classes, sittings
from tests.samples import blueprint, choice, drawn_one, question, section, student, unit, varied
from tests.thoroughness import examples
from worksheetgen.assembly.checking import violations
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.kinds.base import Choosable
from worksheetgen.kinds.choice import Choice, StudentChoice
from worksheetgen.kinds.clued import CluedBody
from worksheetgen.kinds.crossword import StudentCrossword
from worksheetgen.kinds.matching import Matching, StudentMatching
from worksheetgen.kinds.ordering import Ordering, StudentOrdering
from worksheetgen.kinds.retrieval_grid import RetrievalGrid
from worksheetgen.kinds.shared import the_points
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.word_search import StudentWordSearch
from worksheetgen.model.answers import Key, PairedPoints, Points
from worksheetgen.model.draw import Selection
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSource
from worksheetgen.model.question import Part
from worksheetgen.model.student_paper import StudentPart, StudentQuestion
from worksheetgen.model.students import Student
from worksheetgen.model.tier import Tier
from worksheetgen.projection import StudentView
from worksheetgen.value import replace
from worksheetgen.variation import PaperBuilder, arrange, arrange_class

BANDS = (0, 1, 1, 2, 3, 3)

brief = settings(
    max_examples=examples(40, many=400),
    derandomize=True,
)


def drawn(sitting: Sitting) -> Selection:
    """The questions of the sitting's paper; a bank whose pinned keys cannot be spread over letters has none."""
    try:
        return drawn_one(sitting.blueprint, sitting.unit, sitting.seed)
    except UnmetBlueprint as error:
        assume("by their options’ own order" not in str(error))
        raise


def paper_for(sitting: Sitting, sitter: Student, selection: Selection) -> Paper:
    """One student's paper."""
    return varied(selection, sitting.blueprint, sitting.unit, sitter, "9B", sitting.seed, "RUN000")


def papers(sitting: Sitting) -> list[Paper]:
    """Everybody's paper."""
    selection = drawn(sitting)
    return [paper_for(sitting, sitter, selection) for sitter in sitting.students]


@brief
@given(sittings())
def test_marks_add_up_as_the_blueprint_asks(sitting: Sitting) -> None:
    """Marks of parts, questions, sections and paper agree, asked and printed, and no rule is broken."""
    assert violations(sitting.blueprint, sitting.unit, drawn(sitting)) == ()
    for paper in papers(sitting):
        asked = StudentView(sitting.unit).paper(paper)
        for planned, printed in zip(sitting.blueprint.sections, asked.sections, strict=True):
            shown = [item for item in printed.items if isinstance(item, StudentQuestion)]
            assert printed.marks == sum(part.marks for item in shown for part in item.parts)
            assert planned.marks in (0, printed.marks)
        assert paper.marks == asked.marks == sum(printed.marks for printed in asked.sections)


@brief
@given(sittings())
def test_no_question_twice_and_no_enemies(sitting: Sitting) -> None:
    """Every paper has the drawn questions, each once, numbered from 1, and no two that are enemies."""
    selection = drawn(sitting)
    for paper in papers(sitting):
        ids = [item.question.id for item in paper.questions]
        assert sorted(ids) == sorted(id for section_ids in selection.sections for id in section_ids)
        assert len(ids) == len(set(ids))
        assert [item.number for item in paper.questions] == list(range(1, len(ids) + 1))
        for one, other in combinations(paper.questions, 2):
            assert other.question.id not in one.question.enemies
            assert one.question.id not in other.question.enemies


@brief
@given(sittings())
def test_sources_stand_before_and_with_their_questions(sitting: Sitting) -> None:
    """A source is printed once, directly before its first question; its questions in a section touch."""
    for paper in papers(sitting):
        items = [item for printed in paper.sections for item in printed.items]
        seen: dict[str, str] = {}
        for item in items:
            if isinstance(item, PaperSource):
                assert item.source.id not in seen
                seen[item.source.id] = item.label
            else:
                assert set(item.question.sources) <= set(seen)
                if item.question.sources:
                    assert item.lead == f"Study {seen[item.question.sources[0]]}."
        for item, after in pairwise(items):
            if isinstance(item, PaperSource):
                rest = items[items.index(after) :]
                first = next(each for each in rest if isinstance(each, PaperQuestion))
                assert item.source.id in first.question.sources
        for printed in paper.sections:
            sourced = [bool(item.question.sources) for item in printed.questions]
            assert "".join("xo"[s] for s in sourced).strip("x").count("x") == 0


@brief
@given(sittings())
def test_short_and_gentle_questions_come_first(sitting: Sitting) -> None:
    """Within a section, and within a block on a source, marks never go down, nor bands of difficulty among equals."""
    for paper in papers(sitting):
        for printed in paper.sections:
            steps = [
                ((item.question.marks, BANDS[item.question.difficulty]), item.question.sources)
                for item in printed.questions
            ]
            for group in ([step for step, own in steps if not own], [step for step, own in steps if own]):
                assert group == sorted(group)


@brief
@given(sittings())
def test_the_key_read_off_the_page_is_the_key_in_the_bank(sitting: Sitting) -> None:
    """Following each printed answer on the printed page leads to the right texts of the bank."""
    for paper in papers(sitting):
        pages = StudentView(sitting.unit).paper(paper).questions
        for item, page in zip(paper.questions, pages, strict=True):
            stored = sitting.unit.by_id[item.question.id].parts
            for mine, printed, bank_part in zip(item.parts, page.parts, stored, strict=True):
                assert read_off(printed, mine.answer) == right_answer(bank_part)


def read_off(printed: StudentPart, answer: str) -> list[str]:
    """What the answer means to somebody who has only the page."""
    match printed.body:
        case StudentChoice(options=options):
            return [option.text for option in options if option.label == answer]
        case StudentMatching(left=left, right=right):
            rights = {item.label: item.text for item in right}
            pairs = {pair[:-1]: rights[pair[-1]] for pair in answer.split()}
            return [pairs[item.label] for item in left]
        case StudentOrdering(events=events):
            numbered = sorted(zip(map(int, answer.split()), events, strict=True), key=lambda pair: pair[0])
            assert all(event.label in ("", str(number)) for number, event in numbered)
            return [event.text for _, event in numbered]
        case StudentCrossword(across=across, down=down):
            clues = {
                f"{one.label}{way}": one.text for way, some in (("A", across), ("D", down)) for one in some
            }
            return words_by_clue(answer, printed.body.name, clues)
        case StudentWordSearch(clues=numbered_clues):
            return words_by_clue(answer, printed.body.name, {one.label: one.text for one in numbered_clues})
        case _:
            return [answer]


def words_by_clue(answer: str, name: str, clues: dict[str, str]) -> list[str]:
    """Each clue with its word, in the order of their texts, in an answer that begins with the name of the grid."""
    assert answer.startswith(f"{name}: ")
    words = dict(piece.split(" ", 1) for piece in answer.partition(": ")[2].split("; "))
    assert words.keys() == clues.keys()
    return sorted(f"{text}: {words[label]}" for label, text in clues.items())


def right_answer(part: Part) -> list[str]:
    """The right texts as the bank has them."""

    def texts(items: tuple[Choosable, ...], ids: tuple[str, ...]) -> list[str]:
        return [next(item.text for item in items if item.id == id) for id in ids]

    match part.body, part.answers[0]:
        case Choice(options=items) | Matching(right=items) | Ordering(events=items), Key(answers=ids):
            return texts(items, ids)
        case TrueFalse(), Key(answers=("true",)):
            return ["True"]
        case TrueFalse(), Key():
            return ["False"]
        case CluedBody(clues=clues), Key(answers=words):
            return sorted(f"{clue.text}: {word.upper()}" for clue, word in zip(clues, words, strict=True))
        case _, Key(answers=words):
            return ["; ".join(words)]
        case RetrievalGrid(), _:
            told = ("; ".join(the_points([answer])) for answer in part.answers)
            return [" · ".join(f"{number} {words}" for number, words in enumerate(told, 1))]
        case _, Points():
            sides = (answer for answer in part.answers if isinstance(answer, Points))
            return ["; ".join(point.text for side in sides for point in side.points)]
        case _, PairedPoints(pairs=pairs):
            return ["; ".join(half.text for pair in pairs for half in pair)]
        case _:
            return [""]


@brief
@given(sittings(), classes())
def test_nobody_elses_presence_changes_a_paper(sitting: Sitting, others: tuple[Student, ...]) -> None:
    """With other students before and after, and another question in the bank, a paper stays as it was."""
    selection = drawn(sitting)
    alone = {sitter.id: paper_for(sitting, sitter, selection) for sitter in sitting.students}
    strangers = tuple(replace(other, id=f"8a-{other.id}") for other in others)
    bank = replace(sitting.unit, questions=(question("new"), *sitting.unit.questions[::-1]))
    fuller = replace(sitting, unit=bank, students=(*strangers, *sitting.students[::-1]))
    together = {sitter.id: paper_for(fuller, sitter, selection) for sitter in fuller.students}
    assert {id: together[id] for id in alone} == alone


@brief
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=14), st.integers(0, 99))
def test_key_letters_are_spread_to_within_one(keys: list[str], seed: int) -> None:
    """Where all questions have four free options, no letter is the key twice more often than another."""
    bank = unit(*(question(f"q-{n:02}", choice(key)) for n, key in enumerate(keys)))
    plan = blueprint(section(questions=(len(keys), len(keys))))
    paper = varied(drawn_one(plan, bank, "s"), plan, bank, student(), "9B", str(seed), "run")
    letters = Counter(part.answer for item in paper.questions for part in item.parts)
    assert max(letters.values()) - min(letters[letter] for letter in "ABCD") <= 1


@brief
@given(st.lists(st.sampled_from("AB-"), min_size=4, max_size=14), st.integers(1, 14), st.integers(0, 99))
def test_pinned_keys_leave_room_to_spread_the_others(kept: list[str], size: int, seed: int) -> None:
    """Whichever options keep their order, a paper that can be drawn has its keys spread to within one."""
    bank = unit(
        *(
            question(f"q-{n:02}", choice("a" if letter == "-" else letter.lower(), pinned=letter != "-"))
            for n, letter in enumerate(kept)
        )
    )
    plan = blueprint(section(questions=(size, size)))
    try:
        drawn = drawn_one(plan, bank, str(seed))
    except UnmetBlueprint:
        assume(False)
    for sitter in (student(), student("9b-02", seat="A1")):
        arranged = arrange_class([drawn], bank, [sitter], "s", {})[sitter.id]
        paper = PaperBuilder(plan, bank, "9B", "run", "s").paper(arranged, sitter)
        letters = Counter(part.answer for item in paper.questions for part in item.parts)
        assert max(letters.values()) - min(letters[letter] for letter in "ABCD") <= 1


@brief
@given(st.lists(st.sampled_from("ABC"), max_size=5), st.lists(st.sampled_from((3, 4)), max_size=6))
def test_no_other_letters_would_be_spread_more_evenly(held: list[str], sizes: list[int]) -> None:
    """With questions of three options and of four beside pinned ones, trying every letter finds nothing better."""
    pinned = [question(f"p-{n}", choice(letter.lower(), pinned=True)) for n, letter in enumerate(held)]
    free = [question(f"q-{n}", choice("a", "abcd"[:size])) for n, size in enumerate(sizes)]
    bank = unit(*pinned, *free)
    arranged = arrange(Selection("A", (tuple(bank.by_id),)), bank, "9b-01", "s")
    stands = Counter(held)
    for asked in free:
        stands["ABCD"[arranged.options[asked.id][0].index("a")]] += 1

    def unevenness(counts: Counter[str]) -> int:
        return sum(number * number for number in counts.values())

    every = (Counter(held) + Counter(letters) for letters in product(*("ABCD"[:size] for size in sizes)))
    assert unevenness(stands) == min(map(unevenness, every))


@brief
@given(sittings())
def test_the_students_paper_holds_no_secret(sitting: Sitting) -> None:
    """No key, mark scheme, misconception, note or id of an option is anywhere in what a student gets."""
    for paper in papers(sitting):
        assert SECRET in repr(paper)
        assert SECRET not in repr(StudentView(sitting.unit).paper(paper))


@brief
@given(sittings())
def test_support_follows_the_tier(sitting: Sitting) -> None:
    """Only support has starters and hints, challenge has no glossary, and only challenge has extensions."""
    for paper in papers(sitting):
        asked = StudentView(sitting.unit).paper(paper)
        tier = paper.student.tier
        for item in asked.questions:
            assert bool(item.support.starters or item.support.hint) == (tier is Tier.SUPPORT)
            assert bool(item.support.glossary) == (tier is not Tier.CHALLENGE)
        expected = min(2, len(asked.questions)) if tier is Tier.CHALLENGE else 0
        assert len(asked.extensions) == expected
