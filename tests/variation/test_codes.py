"""A paper's code: its own within the run, and another one where the run, the seed or the questions are others."""

from __future__ import annotations

import re

from tests.samples import blueprint, choice, question, section, selection, student, unit
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.value import replace
from worksheetgen.variation import PaperBuilder, arrange

RUN = "K7M2XD"
BANK = unit(*(question(f"q-{n}", choice("a", "abcd")) for n in range(4)))
DRAWN = selection("q-0 q-1 q-2")
ARRANGED = arrange(DRAWN, BANK, "9b-01", "s")
SAME_NUMBER = ("355852", "433536")
"""Two ids whose papers in this run hash to the same number; they were looked for among 900,000."""


def code(
    arranged: Arrangement = ARRANGED,
    *,
    id: str = "9b-01",
    bank: Unit = BANK,
    run: str = RUN,
    seed: str = "s",
    title: str = "A paper",
    ids: tuple[str, ...] = (),
) -> str:
    """The code of one student's paper."""
    plan = replace(blueprint(section()), title=title)
    return PaperBuilder(plan, bank, "9B", run, seed, ids).paper(arranged, student(id)).qr_text


def with_questions(*asked: ArrangedQuestion) -> Arrangement:
    """A paper with these questions in one section."""
    return Arrangement("A", (asked,))


def test_a_code_is_of_one_shape_whatever_the_id() -> None:
    """Run, seven characters and five, all of Crockford's letters: an id of 32 characters takes no more room."""
    for id in ("1", "9b-01", "a.long_id-of.two-and-thirty.ones", "Ünal"):
        assert re.fullmatch(rf"{RUN}[0-9A-HJKMNP-TV-Z]{{12}}", code(id=id))


def test_a_code_stays_where_the_paper_does() -> None:
    """The same paper has the same code under another title, and whoever else is in the class."""
    assert code() == code(title="Corrected") == code(ids=("9b-01", "9b-02")) == code(ids=("9b-02", "9b-01"))


def test_another_run_or_student_has_another_number() -> None:
    """What stands before the check tells a run's papers apart, and one run from another."""
    assert len({code()[:13], code(run="K7M2XE")[:13], code(id="9b-02")[:13]}) == 3
    assert code()[6:13] != code(run="K7M2XE")[6:13]


def test_other_questions_or_another_seed_do_not_pass_the_check() -> None:
    """A paper of an earlier printing is known: by one question for another, two that changed places, or two options."""
    first, *others = ARRANGED.sections[0]
    (options,) = first.options
    printed = {
        "as it was": ARRANGED,
        "another question": with_questions(ArrangedQuestion("q-3", first.options), *others),
        "other places": with_questions(*others, first),
        "other letters": with_questions(ArrangedQuestion(first.id, (options[::-1],)), *others),
    }
    codes = [code(arranged) for arranged in printed.values()]
    codes += [code(seed="t"), code(seed="s ")]
    assert {one[:13] for one in codes} == {code()[:13]}
    assert len({one[13:] for one in codes}) == len(codes)


def test_no_two_papers_of_a_run_have_the_same_number() -> None:
    """Of two ids that hash to the same number the later one gets another, in whatever order the class is listed."""
    earlier, later = SAME_NUMBER
    assert code(id=earlier)[6:13] == code(id=later)[6:13]
    for ids in ((earlier, "9b-01", later), (later, earlier)):
        assert code(id=earlier, ids=ids) == code(id=earlier)
        assert code(id=later, ids=ids)[6:13] != code(id=later)[6:13]
        assert code(id=later, ids=ids) == code(id=later, ids=SAME_NUMBER)


def test_a_code_stays_what_it_was() -> None:
    """Papers that hang in a folder keep their codes: a later version hashes the same things in the same way."""
    assert code() == "K7M2XDAVMMMRXET38X"
