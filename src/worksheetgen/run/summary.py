"""What is told of a printed run: how much there is, what it asks, how fair it is, and where everything lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from worksheetgen.assembly import expected
from worksheetgen.coverage import Coverage, coverage
from worksheetgen.english import NAMED, all_of, counted, first_few, from_to
from worksheetgen.protection import opens_freely
from worksheetgen.run.beside import FEEDBACK_FOLDER, WORD_FOLDER, beside_run
from worksheetgen.run.outputs import MANIFEST, PACK_OUTPUTS, PAPERS, RUN_OUTPUTS, is_confidential, output_of
from worksheetgen.run.paper_notes import notes_on_paper
from worksheetgen.run.printing import PrintedRun
from worksheetgen.run.prints import Output
from worksheetgen.system.files import is_file
from worksheetgen.system.processes import typed
from worksheetgen.value import Value
from worksheetgen.variation import Sharing

PRINTED_AGAIN = 12
"""At most so many papers are named that are to be printed again; of more the rest is counted."""


class FileLine(Value):
    """Where an output of a run lies, and for whom it is."""

    path: Path
    audience: str


class Summary(Value):
    """What is told of a run: in a headline, a table of what it asks, sentences on its fairness, and its files."""

    headline: str
    coverage: Coverage
    sentences: tuple[str, ...]
    files: tuple[FileLine, ...]


def summarise(run: PrintedRun) -> Summary:
    """Put into words what was printed."""
    draw, unit = run.plan.draw, run.plan.request.unit
    asked = coverage({form.form: [unit.by_id[id] for id in sorted(form.ids)] for form in draw.forms}, unit)
    return Summary(
        headline=_headline(run),
        coverage=asked,
        sentences=(
            _difficulty(asked),
            *(f"  {step}" for step in draw.steps),
            *_forms(run),
            *_retake(run),
            *_first_questions(run),
            *_sharing(run),
            *_sheets(run),
            *_renewed(run),
            *_protected(run),
            *notes_on_paper(run.plan.request),
            *_seed(run),
        ),
        files=tuple(_files(run)),
    )


def _headline(run: PrintedRun) -> str:
    blueprint, forms, bank = run.plan.request.blueprint, run.plan.draw.forms, run.plan.request.unit.by_id
    named = run.papers - run.spares
    papers = " and ".join(
        filter(
            None, (counted(named, "paper") if named else "", f"{run.spares} unnamed" if run.spares else "")
        )
    )
    spag = blueprint.spag(forms[0])
    marks = from_to((sum(bank[id].marks for id in form.ids) + spag for form in forms), "mark")
    of_them = f" ({spag} for SPaG)" if spag else ""
    minutes = f", {counted(blueprint.minutes, 'minute')}" if blueprint.minutes else ""
    pages, questions = counted(run.pages, "page"), from_to((len(form.ids) for form in forms), "question")
    return f"{blueprint.title}: {papers}, {pages}, {questions}, {marks}{of_them}{minutes}"


def _sheets(run: PrintedRun) -> Iterator[str]:
    """The paper to put into the printer, what each print and the source booklets take of it apart."""
    what = "papers, and the source booklets behind them," if run.sheets.booklets else "papers"
    yield f"Printed double-sided, the {what} take {run.sheets.in_words}."
    for part in run.sheets.apart:
        yield f"  {part}"
    if run.sheets.booklets:
        yield "  A source booklet is bound behind the paper that it belongs to: hand out both, loose from each other."


def _renewed(run: PrintedRun) -> Iterator[str]:
    """Which papers, or keys and schemes, must go to the printer, where others of the run had been there before."""
    if run.renewed is None:
        return
    papers = [file for file in run.renewed if output_of(file) is PAPERS]
    if not run.renewed:
        yield "Every paper is what it was: there is nothing to print again."
    elif not papers:
        # Where a key was put right, papers that were handed out would be marked by the wrong one.
        marking = all_of(list(dict.fromkeys(Path(file).name for file in run.renewed)))
        yield f"Every paper is what it was: print only {marking} anew, and mark by what they say now."
    elif len(papers) == run.papers:
        yield "Every paper is other than before: print all of them, the keys and the scheme."
    else:
        listed = first_few(papers, PRINTED_AGAIN)
        others = "All other papers are what they were. Print the keys and the scheme anew."
        yield f"New or other than before: {listed}. {others}"


def _protected(run: PrintedRun) -> Iterator[str]:
    """Which files a password protects, and that it does not protect the folder."""
    if run.protected:
        names = dict.fromkeys(Path(file).name for file in run.files if is_confidential(file))
        yield (
            f"With the password alone open: {', '.join(names)}. Papers and {MANIFEST.file}, which has all answers, are "
            "open: share single files, never the folder."
        )
        yield from _open_beside(run.plan.folder)


def _open_beside(folder: Path) -> Iterator[str]:
    """What lies open beside a run that is protected now, as it was made when the run was not."""
    from worksheetgen.run.feedback import REPORT
    from worksheetgen.run.word_copies import SCHEME_FILE

    for name, file, command in ((FEEDBACK_FOLDER, REPORT, "feedback"), (WORD_FOLDER, SCHEME_FILE, "word")):
        beside = beside_run(folder, name)
        if is_file(beside / file) and opens_freely((beside / file).read_bytes()):
            yield f"{beside} was made without the password and is open: give ‘{command}’ again with it, or delete it."


def _seed(run: PrintedRun) -> Iterator[str]:
    """How to have the same papers elsewhere; not for a run that was printed before, as what stood there counts too."""
    if run.plan.request.standing is None:
        seed = typed([run.plan.request.seed])
        yield f"The same command with --seed {seed} prints the same papers on another computer."


def _difficulty(asked: Coverage) -> str:
    """How hard the questions are, over all forms, and how long one form takes."""
    levels = " · ".join(str(sum(of_forms)) for of_forms in zip(*asked.difficulties, strict=True))
    needed = sum(asked.minutes) // len(asked.forms)
    return (
        f"Questions by difficulty, from 1 (easy) to 5: {levels}. They take about {counted(needed, 'minute')}."
    )


# ---- fairness ------------------------------------------------------------------------------------


def _forms(run: PrintedRun) -> Iterator[str]:
    """How closely parallel forms match; or who has which, where each has demands of its own."""
    forms, bank = run.plan.draw.forms, run.plan.request.unit.by_id
    if run.plan.request.blueprint.by_form:
        yield from filter(None, map(run.plan.heading, forms))
        return
    if len(forms) == 1:
        return
    scores = [expected(bank[id] for id in form.ids) for form in forms]
    marks = sum(bank[id].marks for id in forms[0].ids) + run.plan.request.blueprint.spag(forms[0])
    common = max(len(one.ids & other.ids) for one, other in combinations(forms, 2))
    yield (
        f"Forms {forms[0].form} to {forms[-1].form}: {counted(marks, 'mark')} each, expected scores within "
        f"{(max(scores) - min(scores)) / 1000:.2f} marks of each other, "
        f"at most {counted(common, 'question')} in common."
    )


def _retake(run: PrintedRun) -> Iterator[str]:
    """How closely a retake matches the earlier paper."""
    blueprint, form, bank = run.plan.request.blueprint, run.plan.draw.forms[0], run.plan.request.unit.by_id
    if not blueprint.like:
        return
    before, now = ([bank[id] for id in ids] for ids in (blueprint.like, sorted(form.ids)))
    besides = " besides those for SPaG" if blueprint.spag(form) else ""
    yield (
        f"Retake: {counted(sum(question.marks for question in now), 'mark')}{besides} where the earlier paper had "
        f"{sum(question.marks for question in before)}, expected scores within "
        f"{abs(expected(now) - expected(before)) / 1000:.2f} marks of each other, no question in common."
    )


def _first_questions(run: PrintedRun) -> Iterator[str]:
    """What the students meet first."""
    papers = sum(run.first_questions.values())
    if papers > 1:
        yield (
            f"First on the page: {counted(len(run.first_questions), 'different question')}, the commonest on "
            f"{max(run.first_questions.values())} of {papers} papers."
        )


def _sharing(run: PrintedRun) -> Iterator[str]:
    """Whether neighbours can copy from each other."""
    sharing = run.sharing
    if sharing and sharing.pairs and (letters := _letters(run)):
        yield (
            f"Seating: neighbours have at most {sharing.most} of {counted(letters, 'answer')} in the same place with "
            f"the same letter; on average {sharing.shared / sharing.pairs:.1f}, where papers shuffled without looking "
            f"at each other would share {sharing.shuffled:.1f}."
        )
        if sharing.above:
            yield _above(run, sharing)


def _above(run: PrintedRun, sharing: Sharing) -> str:
    """In one line: how many neighbours share more than one answer, who shares most, why, and what can be done."""
    seats = {student.id: student.seat for student in run.plan.students}
    pairs = sorted(Counter(common for *_, common in sharing.above).items())
    of_each = ", ".join(f"{count} of {sharing.pairs} pairs have {common}" for common, count in pairs)
    one, other, _ = max(sharing.above, key=lambda pair: pair[2])
    who_and_where = f"{one} in {seats[one]} and {other} in {seats[other]}"
    return f"  {of_each}, such as {who_and_where}: {_why_above(run, sharing)}"


def _why_above(run: PrintedRun, sharing: Sharing) -> str:
    """Why neighbours share so much, and the remedy."""
    printed, same = run.plan.request.earlier_papers, sharing.same_for_all
    if same:
        named = " and ".join(same[:NAMED])
        return (
            f"everybody has the same letter in the same place for {named}, with options in a fixed order and no other "
            "question of that difficulty in the section to change places with; "
            f"{' '.join(f'--out {id}' for id in same[:NAMED])} draws something else."
        )
    if all(one in printed and other in printed for one, other, _ in sharing.above):
        why = "their papers are printed already and stay as they are"
    else:
        why = "few questions have others of their difficulty in their section to change places with"
    return f"{why}; seat one of them elsewhere, or give one a spare paper."


def _letters(run: PrintedRun) -> int:
    """How many answers of a paper are one letter; of several forms, the most that one has."""
    by_id = run.plan.request.unit.by_id
    parts = ([part for id in form.ids for part in by_id[id].parts] for form in run.plan.draw.forms)
    return max(sum(part.lettered_key is not None for part in of_form) for of_form in parts)


# ---- files ---------------------------------------------------------------------------------------


def _files(run: PrintedRun) -> Iterator[FileLine]:
    """Every file that was written, in the table's order; what several packs have stands once, under `pack-01…08`."""
    written: dict[Output | None, list[str]] = {}
    for file in run.files:
        written.setdefault(output_of(file), []).append(file)
    for output in PACK_OUTPUTS:
        if files := written.get(output):
            packs = sorted({file.partition("/")[0] for file in files}) if run.packs else [""]
            shown = packs[0] if len(packs) == 1 else f"{packs[0]}…{packs[-1].removeprefix('pack-')}"
            yield FileLine(run.plan.folder / shown / output.file, output.audience)
    for of_run in (*RUN_OUTPUTS, MANIFEST):
        for file in written.get(of_run, ()):
            yield FileLine(run.plan.folder / file, of_run.audience)
