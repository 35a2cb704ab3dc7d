"""The run's record, manifest.json: a public contract (docs/manifest.md), written with a run and read back."""

from worksheetgen.manifest.reading import (
    OWN_MARK,
    arrangements_of,
    digests_of_files,
    draw_of,
    drawn_questions,
    is_ours,
    load_manifest,
    student_of,
    students_of,
)
from worksheetgen.manifest.values import (
    MANIFEST_FILE,
    Digests,
    Manifest,
    RecordedDraw,
    RecordedFile,
    RecordedForm,
    RecordedPart,
    RecordedQuestion,
    RecordedStudent,
)
from worksheetgen.manifest.writing import (
    ManifestParts,
    file_to_json,
    joined_answer,
    record_run,
    record_student,
)

__all__ = [
    "MANIFEST_FILE",
    "OWN_MARK",
    "Digests",
    "Manifest",
    "ManifestParts",
    "RecordedDraw",
    "RecordedFile",
    "RecordedForm",
    "RecordedPart",
    "RecordedQuestion",
    "RecordedStudent",
    "arrangements_of",
    "digests_of_files",
    "draw_of",
    "drawn_questions",
    "file_to_json",
    "is_ours",
    "joined_answer",
    "load_manifest",
    "record_run",
    "record_student",
    "student_of",
    "students_of",
]
