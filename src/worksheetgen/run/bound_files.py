"""What class packs, mark schemes and seating plan say, read back from their PDFs, against papers, bank and record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from worksheetgen.english import counted
from worksheetgen.manifest import Manifest, RecordedStudent, student_of
from worksheetgen.model.bank import Unit
from worksheetgen.pdf import sides_two_up
from worksheetgen.run.class_packs import CLASS_PACKS, TWO_UP_PACK, class_pack_of
from worksheetgen.run.names import named_for_teachers
from worksheetgen.run.outputs import MARK_SCHEME, SEATING, output_of
from worksheetgen.run.printed_text import PdfTexts, stands_in


def wrong_in_files(manifest: Manifest, unit: Unit, texts: PdfTexts) -> Iterator[tuple[str, str]]:
    """Every disagreement of these files, each by the file's path, with what is wrong in a sentence."""
    packs = _packs(manifest)
    two_up = {file: packs.pop(file) for file in list(packs) if output_of(file) is TWO_UP_PACK}
    yield from _wrong_packs(packs, texts)
    yield from _wrong_two_up(two_up, texts)
    yield from _wrong_schemes(manifest, unit, texts)
    yield from _wrong_seating(manifest, texts)


def _wrong_packs(
    packs: Mapping[str, Sequence[RecordedStudent]], texts: PdfTexts
) -> Iterator[tuple[str, str]]:
    """A class pack has each paper once with its booklet, page by page as their own files have it, and nothing else."""
    for file, students in packs.items():
        bound = texts.of(file)
        starts = {page: number for number, page in reversed(list(enumerate(bound)))}
        booklets = {one.booklet: texts.of(one.booklet) if one.booklet else () for one in students}
        wanted = sum(student.pages + len(booklets[student.booklet]) for student in students)
        if len(bound) != wanted:
            yield file, f"It has {counted(len(bound), 'page')}; its papers and their booklets have {wanted}."
        for student in students:
            paper, booklet = texts.of(student.file), booklets[student.booklet]
            start = starts.get(paper[0], 0) if paper else 0
            past = start + len(paper)
            if bound[start:past] != paper:
                yield file, _not_as_in(student)
            elif bound[past : past + len(booklet)] != booklet:
                yield file, f"Behind the paper of {student.id} it does not have {student.booklet}."


def _wrong_two_up(
    packs: Mapping[str, Sequence[RecordedStudent]], texts: PdfTexts
) -> Iterator[tuple[str, str]]:
    """A pack two pages a side has on each side the pages that are to stand there, as the papers' own files have it."""
    for file, students in packs.items():
        bound, papers = texts.of(file), [texts.of(student.file) for student in students]
        sides = sides_two_up(students[0].paper_size, list(map(len, papers))) if students else []
        if len(bound) != len(sides):
            yield file, f"It has {counted(len(bound), 'page')}; its papers fill {len(sides)}."
        wrong = {
            one
            for side, found in zip(sides, bound, strict=False)
            for one, page in filter(None, side)
            if papers[one][page] not in found
        }
        for one in sorted(wrong):
            yield file, _not_as_in(students[one])


def _wrong_schemes(manifest: Manifest, unit: Unit, texts: PdfTexts) -> Iterator[tuple[str, str]]:
    """A mark scheme has every page that it counts, each with its paper's code, and all questions of the run."""
    asked = {id for form in (*manifest.draw.forms, *manifest.draw.own) for ids in form.sections for id in ids}
    stems = [question.parts[0].stem for question in unit.questions if question.id in asked]
    for file in (one.file for one in manifest.files if output_of(one.file) is MARK_SCHEME):
        pages = texts.of(file)
        for number, page in enumerate(pages, 1):
            if not stands_in(f"{manifest.blueprint['code']} · mark scheme", page):
                yield file, f"Page {number} is not of this paper’s mark scheme."
            if not stands_in(f"{number} of {len(pages)}", page):
                yield file, f"Its page {number} of {len(pages)} is not there."
        whole = " ".join(pages)
        for stem in stems:
            if not stands_in(stem, whole):
                yield file, f"It does not have “{stem}”."


def _wrong_seating(manifest: Manifest, texts: PdfTexts) -> Iterator[tuple[str, str]]:
    """A seating plan has everybody who has a seat."""
    for file in (one.file for one in manifest.files if output_of(one.file) is SEATING):
        plan = texts.text(file)
        for student in manifest.students:
            if student.seat and not stands_in(named_for_teachers(student_of(student)).name, plan):
                yield file, f"It does not have {student.id}."


def _not_as_in(student: RecordedStudent) -> str:
    return f"It does not have the paper of {student.id} as {student.file} has it."


def _packs(manifest: Manifest) -> dict[str, list[RecordedStudent]]:
    """The students whose papers each class pack must have, by its path: of every pack that should be there or is."""
    recorded = [
        one.file for one in manifest.files if output_of(one.file) in (*CLASS_PACKS.values(), TWO_UP_PACK)
    ]
    packs: dict[str, list[RecordedStudent]] = {file: [] for file in recorded}
    for student in manifest.students:
        packs.setdefault(class_pack_of(student, two_up=manifest.two_up), []).append(student)
    return packs
