"""The page in a real browser: a test for each screen, and the whole evening."""

from __future__ import annotations

import os
import signal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from tests.markbook.books import typed
from tests.markbook.recalculated import cells_of
from tests.page.conftest import Served
from worksheetgen.page.desk import SCREEN_DOTS_PER_INCH
from worksheetgen.protection import NO_PASSWORD, Password, protected, unlocked
from worksheetgen.run.drafts import drafts
from worksheetgen.run.looking import PlannedPages
from worksheetgen.run.marks import take_in
from worksheetgen.run.plan_facts import drawn_facts, facts_of

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Page, Request, Route

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.slow

DESKTOP, PHONE = (1280, 860), (320, 640)
"""Pixels of a window, wide and high."""
MOST_TABS = 250
"""So often Tab is pressed until something counts as out of reach."""


def sized(page: Page, size: tuple[int, int]) -> None:
    """Make the window so large."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})


def check(page: Page) -> None:
    """No rule of WCAG 2.2 AA is broken, nothing is wider than a telephone of 320 px, and what may not move does not.

    A screen begins with its heading, its tables have heads, and no two of its buttons have the same name.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        wrong = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
        assert wrong == [], f"{page.url} in {scheme}"
    assert page.evaluate("document.querySelector('h1, h2, h3').tagName") == "H1", page.url
    assert page.evaluate("[...document.querySelectorAll('table')].every((one) => one.tHead)"), page.url
    names = page.evaluate(
        "[...document.querySelectorAll('main button')].map((one) => one.textContent.trim())"
    )
    assert len(set(names)) == len(names), page.url
    sized(page, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    sized(page, DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert page.evaluate(_MOVING) == [], page.url
    page.emulate_media(reduced_motion="no-preference")


_MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML)"""
"""What moves although the system is asked to keep still."""


def began(page: Page) -> None:
    """A paper for the made-up class stands on the screen."""
    page.click("#example")
    page.wait_for_selector(".leaf img")


def swap(page: Page, number: int) -> str:
    """Swap a question by the keyboard; what stands there then."""
    before = page.inner_text(f"#q-1-{number}")
    page.focus(f"#q-1-{number}-swap")
    page.keyboard.press("Enter")
    expect(page.locator(f"#q-1-{number}")).not_to_have_text(before)
    return page.inner_text(f"#q-1-{number}")


def test_start_shows_a_finished_paper_at_once(page: Page, served: Served) -> None:
    """One click from an empty folder there is a paper for a made-up class; where all is kept is said."""
    check(page)
    assert str(served.folder) in page.inner_text("main")
    began(page)
    check(page)
    high = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert high[0] <= high[1], "questions and pages scroll, each for itself, and the window does not"
    assert page.inner_text("h1") == "A small test"
    page.click("text=Papers")
    page.wait_for_selector("text=In the making")
    check(page)


def test_a_class_list_is_read_or_its_mistakes_are_told(page: Page, served: Served) -> None:
    """Each mistake stands there with its line; a good list shows what was understood of it, and is kept."""
    page.click("text=Classes")
    bad = served.folder / "9C.csv"
    bad.write_text("id,name,print\n1,Ada Li,enormous\n1,Bo Ek,18\n")
    page.set_input_files("#list", bad)
    page.click("#hand-over")
    page.wait_for_selector(".wrong li")
    told = page.inner_text(".wrong")
    assert "Line 2" in told
    assert "--" not in told
    check(page)
    page.set_input_files("#list", str(served.folder / "9B.csv"))
    page.click("#hand-over")
    page.wait_for_selector("table")
    assert "Łukasz Żółć" in page.inner_text("table")
    assert (served.folder / "classes/9B.csv").exists()
    check(page)


def test_a_paper_is_changed_and_every_change_undone(page: Page, served: Served) -> None:
    """Swap, Keep, Leave out and Undo change the paper; focus stays on the button, and the draft is a file."""
    began(page)
    first = page.inner_text("#q-1-1")
    other = swap(page, 1)
    assert page.evaluate("document.activeElement.id") == "q-1-1-swap"
    page.click("#q-1-1-keep")
    page.wait_for_selector("#q-1-1-keep[aria-pressed=true]")
    page.click("#q-1-2-leave")
    page.wait_for_selector("#said:has-text('Left out')")
    page.click("#again")
    page.wait_for_selector("#said:has-text('Drew the questions again')")
    kept = page.evaluate("[...document.querySelectorAll('.question .words')].map((one) => one.innerText)")
    assert any(other in one for one in kept)
    (draft,) = drafts()
    assert len(draft.steps) == 5
    while done := page.text_content("#undone"):
        page.click("#undo")
        expect(page.locator("#said")).to_have_text(f"Undone: {done}")
    assert page.inner_text("#q-1-1") == first


@pytest.mark.parametrize("size", [DESKTOP, (1366, 500), (390, 844)])
def test_what_has_the_focus_is_seen(page: Page, size: tuple[int, int]) -> None:
    """However one goes through a paper by Tab, nothing that has the focus lies under a bar."""
    sized(page, size)
    began(page)
    page.click("#q-1-2-keep")
    page.wait_for_selector("#q-1-2-keep[aria-pressed=true]")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(60):
            page.keyboard.press(key)
            assert page.evaluate(_COVERED) == "", key


_COVERED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body || one.matches("section, main")) return "";
  const at = (part) => document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
  const seen = [0.15, 0.5, 0.85].map(at);
  return seen.every((other) => other && (one.contains(other) || other.contains(one))) ? "" : one.outerHTML;
}"""
"""What has the focus, where its upper, middle or lower part is covered or off the screen."""


def test_the_screen_has_what_the_command_says(page: Page, served: Served) -> None:
    """Questions and demands on the screen are those of `plan --json`."""
    began(page)
    (draft,) = drafts()
    plan = served.desk.paper(draft).plan
    assert plan
    told = facts_of(plan)
    words = [one["words"] for section in told["forms"][0]["sections"] for one in section["questions"]]
    assert page.evaluate("[...document.querySelectorAll('.words')].map((o) => o.textContent)") == words
    assert len(page.query_selector_all("#demands-1 li")) == len(told["forms"][0]["demands"])
    assert drawn_facts(plan)["title"] == told["title"]


def test_numbers_are_those_of_the_mark_scheme(page: Page, served: Served) -> None:
    """Where the paper that is shown has its own order, that is said; of one that is copied for all there is no need."""
    began(page)
    said = "Numbers are those of the mark scheme."
    (draft,) = drafts()
    plan = served.desk.paper(draft).plan
    assert plan
    numbers = [str(one.number) for section in plan.questions(plan.draw.forms[0]) for one in section]
    shown = [one.removeprefix("Question ") for one in page.locator(".question .number").all_text_contents()]
    assert shown == numbers
    assert plan.has_own_order(plan.students[0]) == (said in page.inner_text("#questions"))


def test_another_question_is_chosen_from_all_that_fit(page: Page) -> None:
    """The list of what could stand there puts the chosen one on the paper."""
    began(page)
    page.click("#q-1-1-choose")
    page.wait_for_selector("#take-1")
    check(page)
    chosen = page.inner_text("#o-1")
    page.click("#take-1")
    expect(page.locator("h1")).to_have_text("A small test")
    words = page.locator(".question .words").all_inner_texts()
    assert any(chosen in one for one in words)


def test_questions_of_several_forms_are_told_apart(page: Page, served: Served) -> None:
    """A paper in two forms has a heading for each, its sections below it, and no two buttons of the same name."""
    blueprint = next(served.folder.rglob("blueprints/test.yaml"))
    head = blueprint.read_text("utf-8").partition("sections:")[0]
    section = "  - {title: %s, marks: 2, questions: 2, kinds: [multiple-choice]}\n"
    blueprint.write_text(f"{head}sections:\n{section % 'First'}{section % 'Second'}forms: 2\n", "utf-8")
    page.reload()
    began(page)
    check(page)
    assert [one for one in page.locator("h2").all_inner_texts() if "Form" in one] == ["Form A", "Form B"]
    assert page.locator("h3").count() > 1


def test_a_question_is_read_before_it_is_chosen(page: Page) -> None:
    """From a question that could stand there one goes back to the choice, not to the bank."""
    began(page)
    page.click("#q-1-1-choose")
    page.click("main li a")
    page.wait_for_selector(".leaf img")
    page.click("text=Back to the questions to choose from")
    page.wait_for_selector("#take-1")


def test_titles_tell_screens_and_mistakes_apart(page: Page, served: Served) -> None:
    """Every screen has a title of its own, and another one where something was not done."""
    titles = [page.title()]
    began(page)
    paper = page.url
    titles.append(page.title())
    for address in (f"{paper}/sheets", f"{paper}/print", *(f"{served.origin}/{one}" for one in _OTHERS)):
        page.goto(address)
        titles.append(page.title())
    assert len(set(titles)) == len(titles), titles
    assert titles[-1].startswith("Not done: ")


_OTHERS = ("class", "marks", "bank", "bank?q=kirov", "nowhere", "bank?q=colour:red")


def test_what_cannot_be_is_offered_as_the_nearest_paper(page: Page) -> None:
    """More marks than the bank has: the screen says what the nearest paper has, and takes it in one click."""
    page.click("#new-topics summary")
    page.fill("#new-marks", "199")
    page.click("#new")
    page.wait_for_selector("#nearest")
    check(page)
    page.click("#nearest")
    page.wait_for_selector(".leaf img")


def test_the_bank_is_searched_and_read(page: Page) -> None:
    """Words find questions; a question is shown as it is printed."""
    page.click("text=Bank")
    page.fill("#q", "essay rivals")
    page.fill("#q", "rivals")
    page.keyboard.press("Enter")
    expect(page.locator("#heard")).to_have_text("1 question found.")
    check(page)
    page.click("main li a")
    page.wait_for_selector(".leaf img")
    check(page)
    page.click("text=Back to the question bank")
    expect(page.locator("#q")).to_have_value("rivals")
    page.fill("#q", "xylophone")
    page.keyboard.press("Enter")
    expect(page.locator("#heard")).to_have_text("No question has these words. Try fewer words, or others.")


def test_everything_works_without_script(browser, served: Served) -> None:  # type: ignore[no-untyped-def]  # Playwright’s, where it is
    """Every button is a form: a paper is begun, changed and undone without a line of script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address)
    page.click("#example")
    page.click("#q-1-1-swap")
    expect(page.locator("#said")).to_contain_text("Swapped")
    page.click("#undo")
    expect(page.locator("#said")).to_contain_text("Undone")
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Go to something by the Tab key alone, from wherever the focus is; it must be seen that it is there."""
    wanted = page.locator(selector).first
    wanted.wait_for()
    for _ in range(MOST_TABS):
        if wanted.evaluate("(one) => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    else:
        pytest.fail(f"{selector} is not reached by the keyboard on {page.url}")
    assert wanted.evaluate("(one) => getComputedStyle(one).outlineStyle") != "none", selector


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Go to a button, a link or a choice by the keyboard, and press the key there."""
    tab_to(page, selector)
    page.keyboard.press(key)


def test_the_whole_evening(page: Page, served: Served) -> None:
    """By keyboard alone: class in, look, swap two, undo one, print, see one paper again, type marks, print feedback."""
    press(page, "nav a:has-text('Classes')")
    tab_to(page, "#list")
    page.set_input_files(
        "#list", served.folder / "9B.csv"
    )  # the dialogue that Enter opens is the browser’s own
    press(page, "#hand-over")
    page.wait_for_selector("table")
    press(page, "main a:has-text('Make a paper')")
    press(page, "#new-class", "9")  # typing chooses the list whose name begins so
    press(page, "#new-test")
    page.wait_for_selector(".leaf img")
    swap(page, 1)
    press(page, "#q-1-2-swap")
    page.wait_for_selector("#said:has-text('Swapped')")
    press(page, "#undo")
    page.wait_for_selector("#said:has-text('Undone')")
    press(page, "#for", "ArrowDown")
    page.wait_for_url("**for=1*")
    (draft,) = drafts()
    plan = served.desk.paper(draft).plan
    assert plan
    seen = page.evaluate("[...document.querySelectorAll('.leaf img')].map((one) => one.src)")
    pictures = [page.request.get(address).body() for address in seen]

    press(page, "#to-print")
    page.wait_for_selector("#go")
    check(page)
    press(page, "#go")
    page.wait_for_url("**/run/*", timeout=60_000)
    expect(page.locator("#said")).to_contain_text("Printed: A small test")
    assert page.evaluate("document.activeElement.id") == "main"
    check(page)
    folder = served.folder / "output/test-9B"
    printed = PdfDocument(folder / f"papers/{plan.students[1].id}.pdf")
    assert len(printed) == len(pictures)
    for sheet, picture in zip(printed, pictures, strict=True):
        truth = sheet.render(scale=SCREEN_DOTS_PER_INCH / 72, grayscale=True).to_pil()
        assert ImageChops.difference(truth, Image.open(BytesIO(picture))).getbbox() is None
    press(page, "#one summary")
    tab_to(page, "#one a")
    address = page.get_attribute("#one a", "href")
    assert page.request.get(served.origin + str(address)).body() == (folder / "papers/001.pdf").read_bytes()

    press(page, "a:has-text('Type marks')")
    page.wait_for_selector("table")
    check(page)
    press(page, "table a")
    page.wait_for_selector(".mark")
    check(page)
    tab_to(page, ".mark input")
    count = len(page.query_selector_all(".mark"))
    for _ in range(count):
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "next"
    page.wait_for_selector(f"#total:has-text('{count} of {count} typed')")
    assert len(take_in(folder, NO_PASSWORD).record.marks) == count
    page.keyboard.press("Enter")
    page.wait_for_url("**/1")
    tab_to(page, ".mark input")
    page.keyboard.type("99")
    page.wait_for_selector("[role=alert]:has-text('Type a whole number')")
    assert len(take_in(folder, NO_PASSWORD).record.marks) == count
    press(page, "a:has-text('all papers')")
    page.wait_for_selector("text=What goes wrong")
    check(page)
    press(page, "#feedback")
    page.wait_for_url("**/run/*", timeout=60_000)
    expect(page.locator("#said")).to_contain_text("Printed feedback")
    expect(page.locator("nav [aria-current]")).to_have_text("Papers")
    assert page.locator("[aria-label=Feedback] th a").all_inner_texts() == ["Class report", "Slips"]
    page.go_back()
    page.wait_for_url("**/marks/*")  # not to the work that is done
    assert (served.folder / "output/feedback/test-9B/slips/001.pdf").exists()
    assert PlannedPages(plan).sheets().exact


def test_answers_that_overtake_each_other_leave_the_last_total(page: Page, served: Served) -> None:
    """The total is that of all marks that are kept, also where the answer to an earlier one comes last."""
    began(page)
    page.click("#to-print")
    page.click("#go")
    page.click("a:has-text('Type marks')")
    page.click("table a")
    page.focus("#m-1")
    held: list[tuple[Route, APIResponse]] = []
    posted = "**/marks/*/*"
    page.route(posted, lambda route: held.append((route, route.fetch())))
    for number in (1, 2):
        page.keyboard.type("1")
        page.keyboard.press("Enter")
        while len(held) < number:
            page.wait_for_timeout(10)
    for route, answer in reversed(held):
        with page.expect_response(posted) as arrived:
            route.fulfill(response=answer)
        arrived.value.finished()
    page.unroute(posted)
    page.evaluate("fetch(location.href).then((answer) => answer.text())")  # by then those are on the screen
    assert "2 of" in page.inner_text("#total")


def test_the_next_paper_takes_no_mark_back(page: Page) -> None:
    """A mark that was typed here, and another one since in another window, is left as it is there."""
    began(page)
    page.click("#to-print")
    page.click("#go")
    page.click("a:has-text('Type marks')")
    page.click("table a")
    other = page.context.new_page()
    other.goto(page.url)
    for window, mark in ((page, "1"), (other, "0")):
        window.fill("#m-1", mark)
        window.keyboard.press("Enter")
        expect(window.locator("#total")).to_contain_text(f"{mark} of")
    address = page.url
    page.click("#next")
    expect(page.locator("#why-m-1")).to_contain_text("It was 1 here, and is 0 now")
    expect(page.locator("#m-1")).to_have_value("0")
    page.click("#next")
    page.wait_for_url(lambda now: now != address)
    other.reload()
    expect(other.locator("#m-1")).to_have_value("0")
    other.close()


def test_marks_typed_into_one_box_are_kept_in_their_order(page: Page) -> None:
    """The later one counts, also where the earlier one is still on its way when it has arrived."""
    began(page)
    page.click("#to-print")
    page.click("#go")
    page.click("a:has-text('Type marks')")
    page.click("table a")
    page.evaluate(
        """() => {
          const now = window.fetch, first = new Promise((go) => { window.go = go; });
          window.sent = 0;
          window.fetch = (...all) => ++window.sent === 1 ? first.then(() => now(...all)) : now(...all);
        }"""
    )
    for mark in ("1", "0"):
        page.fill("#m-1", mark)
        page.wait_for_timeout(600)
    expect(page.locator("#total")).to_have_attribute("data-kept", "1")
    with page.expect_response(lambda answer: answer.request.method == "POST") as arrived:
        page.evaluate("() => window.go()")
    arrived.value.finished()
    expect(page.locator("#total")).to_have_attribute("data-kept", "1")
    page.reload()
    expect(page.locator("#m-1")).to_have_value("0")


@pytest.mark.parametrize("by_button", [False, True])
def test_who_leaves_takes_the_last_mark_along(page: Page, by_button: bool) -> None:
    """A mark that is still on its way when the page is left, or the next paper shown, does not come back."""
    began(page)
    page.click("#to-print")
    page.click("#go")
    page.click("a:has-text('Type marks')")
    page.click("table a")
    page.wait_for_selector(".mark input")
    address = page.url
    held: list[Request] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route.request)  # and never let go
        else:
            route.continue_()

    page.route("**/marks/*/*", hold)
    page.fill("#m-1", "1")
    while not held:
        page.wait_for_timeout(10)
    page.fill("#m-1", "0")  # not sent yet
    if by_button:
        page.click("#next")
        page.wait_for_url(lambda now: now != address)
    else:
        page.goto(page.url.partition("/marks")[0])
    page.unroute_all()
    assert page.context.request.fetch(held[0]).ok
    page.goto(address)
    expect(page.locator("#m-1")).to_have_value("0")


def test_printing_is_stopped_and_leaves_nothing(page: Page, served: Served) -> None:
    """Stop ends the work at once: no folder, no half of one, and the page goes on."""
    names = "".join(f"{number},Pupil {number},{18 if number % 2 else ''}\n" for number in range(1, 1001))
    (served.folder / "big.csv").write_text(f"id,name,print\n{names}", encoding="utf-8")
    page.click("text=Classes")
    page.set_input_files("#list", served.folder / "big.csv")
    page.click("#hand-over")
    page.wait_for_selector("table")
    page.click("main >> text=Make a paper")
    page.select_option("#new-class", "big.csv")
    page.click("#new-test")
    page.click("#to-print")
    page.click("#go")
    page.wait_for_selector("progress[value]")
    ((job, _),) = served.desk.jobs.values()
    os.kill(job._process.pid, signal.SIGSTOP)  # so that it is at work until Stop is pressed
    check(page)
    page.click("#stop")
    os.kill(job._process.pid, signal.SIGCONT)
    page.wait_for_selector("text=Nothing was left half-written")
    check(page)
    assert not list((served.folder / "output").glob("[!.]*"))  # what is finished waits hidden for --resume
    page.click("text=Papers")
    page.wait_for_selector("text=In the making")


def test_a_page_with_a_password_prints_and_reads_protected_runs(page: Page, served: Served) -> None:
    """What is printed there opens with it alone, also feedback; marks in a protected markbook are taken."""
    words = served.desk.password = Password("gulag kirov yezhov", "words.txt")
    began(page)
    page.click("#to-print")
    page.click("#go")
    page.wait_for_url("**/run/*", timeout=60_000)
    (folder,) = (path.parent for path in served.folder.glob("output/*/manifest.json"))
    assert PdfDocument(folder / "answer-keys.pdf", words.text)
    book = folder / "markbook.xlsx"
    content = unlocked(book.read_bytes(), "", words)
    (_, question), (cell, _) = next(iter(cells_of(content).items()))
    book.write_bytes(protected(typed(content, {cell: 1}), words))
    page.click("a:has-text('Type marks')")
    page.wait_for_selector("text=1 mark taken from")
    assert question in (served.folder / f"output/marks/{folder.name}/marks.csv").read_text("utf-8")
    page.click("#feedback")
    page.wait_for_url("**/run/*", timeout=60_000)
    report = served.folder / f"output/feedback/{folder.name}/class-report.pdf"
    assert b"/Encrypt" in report.read_bytes()
    assert PdfDocument(report, words.text)


def test_a_page_without_the_password_says_what_to_add(page: Page, served: Served) -> None:
    """Where a protected run cannot be printed again or printed from, the message names the option of `open`."""
    served.desk.password = Password("gulag kirov yezhov", "words.txt")
    began(page)
    page.click("#to-print")
    page.click("#go")
    page.wait_for_url("**/run/*", timeout=60_000)
    served.desk.password = NO_PASSWORD
    page.goto(served.origin)
    page.click("a.card:has-text('printed')")
    page.click("#to-print")
    page.click("#go")
    page.wait_for_selector("text=It is protected by a password (--password-file).")
