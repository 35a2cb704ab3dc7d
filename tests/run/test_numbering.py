"""A question has one number in everything for teachers: that of the mark scheme, which a run's record keeps."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.run.test_planning import CLASS, planned
from tests.tiny_bank import write_bank
from worksheetgen import load_bank, print_run
from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import draw_of
from worksheetgen.manifest.values import DIGEST
from worksheetgen.model.bank import Bank
from worksheetgen.model.draw import Selection
from worksheetgen.run.numbering import numbers_of, ordered_draw
from worksheetgen.run.plan import Plan
from worksheetgen.run.record import open_run, plan_of
from worksheetgen.value import replace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """The small bank."""
    folder = tmp_path_factory.mktemp("desk")
    write_bank(folder)
    return load_bank(folder / "bank")


def in_plan(plan: Plan) -> dict[str, int]:
    """The numbers that a plan shows, by question id."""
    return {
        one.id: one.number
        for form in plan.draw.all_forms
        for section in plan.questions(form)
        for one in section
    }


def in_markbook(folder: Path) -> dict[str, int]:
    """The numbers over the columns of a printed markbook, by question id."""
    rows = load_workbook(folder / "markbook.xlsx")["By question"]
    pairs = zip(rows[1][5:], rows[3][5:], strict=True)
    return {str(id.value): int(str(number.value)) for number, id in pairs if number.value}


def test_plan_markbook_and_record_call_a_question_by_one_number(bank: Bank, tmp_path: Path) -> None:
    """A plan shows the numbers that are printed, in their order; what is read of the run later has them too."""
    plan = planned(bank, tmp_path)
    numbers = in_plan(plan)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert sorted(numbers) != list(numbers)
    print_run(plan)
    again = plan_of(open_run(plan.folder), bank)
    assert in_markbook(plan.folder) == in_plan(again) == in_plan(planned(bank, tmp_path)) == numbers
    recorded = json.loads((plan.folder / "manifest.json").read_text(encoding="utf-8"))["draw"]["forms"]
    assert [id for form in recorded for section in form["sections"] for id in section] == list(numbers)


def test_one_paper_that_is_copied_for_all_has_the_numbers_of_its_scheme(bank: Bank, tmp_path: Path) -> None:
    """But for what the table of choices brings forward, of which the small bank's paper has nothing."""
    plan = planned(bank, tmp_path, class_list=None)
    (paper,) = plan.arrangements.values()
    assert paper.numbers == in_plan(plan)
    assert not plan.has_own_order(plan.students[0])
    whole = planned(bank, tmp_path)
    assert in_plan(whole) == in_plan(plan)
    assert any(map(whole.has_own_order, whole.students))


def test_a_swap_keeps_all_other_numbers(bank: Bank, tmp_path: Path) -> None:
    """Whatever its id, what comes has the number of what goes; so in a run that is printed again for another class."""
    plan = planned(bank, tmp_path)
    print_run(plan)
    old = next(id for id in plan.draw.forms[0].sections[0] if plan.alternatives(id))
    new = max(one.id for one in plan.alternatives(old))
    before = in_plan(plan)
    swapped = plan_of(open_run(plan.folder), bank).with_swap(old, new)
    assert in_plan(swapped) == {new if id == old else id: number for id, number in before.items()}
    assert swapped.renumbered == ""
    back = swapped.with_swap(new, old)
    assert in_plan(back) == before
    print_run(swapped, force=True)
    later = planned(bank, tmp_path, replace(CLASS, students=CLASS.students[1:]))
    assert in_plan(later) == in_plan(swapped)


def test_a_question_is_called_by_its_number_or_its_id(bank: Bank, tmp_path: Path) -> None:
    """A number is that of the mark scheme; one that it does not have is told with those that there are."""
    plan = planned(bank, tmp_path)
    for id, number in in_plan(plan).items():
        assert plan.called(str(number)) == plan.called(id) == id
    with pytest.raises(InvalidInput, match=f"has no question 99.* from 1 to {len(plan.draw.ids)}"):
        plan.called("99")


def as_printed_by_an_earlier_version(folder: Path) -> dict[str, int]:
    """Give the run the record of a version whose scheme went by the questions' ids; the numbers that it printed."""
    path = folder / "manifest.json"
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for form in record["draw"]["forms"]:
        form["sections"] = [sorted(section) for section in form["sections"]]
    text = json.dumps(record, ensure_ascii=False, indent=2).encode() + b"\n"
    before, _, _ = text.rpartition(DIGEST)
    path.write_bytes(before + DIGEST + sha256(before).hexdigest().encode() + b'"\n}\n')
    (form,) = record["draw"]["forms"]
    return {id: n for n, id in enumerate((id for ids in form["sections"] for id in ids), 1)}


def test_an_old_run_keeps_the_numbers_that_it_was_printed_with(bank: Bank, tmp_path: Path) -> None:
    """Reports go by its record, and so does what is printed again in its place."""
    plan = planned(bank, tmp_path)
    print_run(plan)
    printed = as_printed_by_an_earlier_version(plan.folder)
    assert printed != in_plan(plan)
    record = open_run(plan.folder)
    request = record.request(bank, None)
    assert {id: n for (_, id), n in numbers_of(request, draw_of(record.manifest)).items()} == printed
    assert in_plan(plan_of(record, bank)) == printed
    assert in_plan(planned(bank, tmp_path)) == printed


def test_numbers_that_are_others_now_are_told(bank: Bank, tmp_path: Path) -> None:
    """By the old and the new one; nothing is said of what came or went, nor where nothing stands."""
    plan = planned(bank, tmp_path)
    assert plan.renumbered == ""
    print_run(plan)
    stands = planned(bank, tmp_path)
    (form,) = stands.draw.forms
    first, *rest = form.sections
    assert len(first) > 1
    moved = replace(form, sections=((first[1], first[0], *first[2:]), *rest))
    other = replace(stands, draw=replace(stands.draw, forms=(moved,)))
    assert other.renumbered == "Other numbers in the mark scheme (2 questions): 1 is now 2; 2 is now 1."
    assert other.renumbered in other.sentences


def test_what_is_drawn_for_a_run_that_stands_goes_where_there_is_room(bank: Bank, tmp_path: Path) -> None:
    """What stays has its place; where hardly anything stays, it is the order of a new paper."""
    plan = planned(bank, tmp_path)
    print_run(plan)
    stands = planned(bank, tmp_path)
    (form,) = stands.draw.forms
    first, *rest = form.sections
    new = min(one.id for one in bank.units[0].questions if one.id not in form.ids)
    drawn = Selection("A", (tuple(sorted((*first[1:], new))), *rest))
    found = ordered_draw(stands.request, replace(stands.draw, forms=(drawn,)))
    assert found.forms[0].sections[0] == (new, *first[1:])
