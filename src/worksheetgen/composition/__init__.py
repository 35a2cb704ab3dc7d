"""Values to Document: which templates say a paper, a mark scheme, a set of keys, and in what order."""

from __future__ import annotations

from worksheetgen.composition.booklet import compose_booklet
from worksheetgen.composition.cards import CardKind, Deck, StudyCard, compose_cards
from worksheetgen.composition.environment import Templates
from worksheetgen.composition.guide import compose_guide
from worksheetgen.composition.keys import (
    compose_answer_keys,
    in_cell,
    keys_identity,
    stands_apart,
    whose_paper,
)
from worksheetgen.composition.organiser import Organiser, compose_organiser
from worksheetgen.composition.paper import compose_paper
from worksheetgen.composition.preview import compose_preview
from worksheetgen.composition.report import (
    ClassReport,
    Counts,
    GivenNext,
    QuestionLine,
    WrongChoices,
    WrongOption,
    compose_report,
)
from worksheetgen.composition.review import compose_answer_sheet, compose_review_key
from worksheetgen.composition.scheme import compose_mark_scheme
from worksheetgen.composition.scheme_entries import in_table, labels_of, scheme_question
from worksheetgen.composition.scheme_numbers import (
    SchemeNumbers,
    choices_first,
    numbers_by_question,
    scheme_numbers,
)
from worksheetgen.composition.seating import compose_seating
from worksheetgen.composition.slip import LostMarks, MarksBar, NextQuestion, ReadAgain, Slip, compose_slip
from worksheetgen.composition.template_session import TemplateSession

__all__ = [
    "CardKind",
    "ClassReport",
    "Counts",
    "Deck",
    "GivenNext",
    "LostMarks",
    "MarksBar",
    "NextQuestion",
    "Organiser",
    "QuestionLine",
    "ReadAgain",
    "SchemeNumbers",
    "Slip",
    "StudyCard",
    "TemplateSession",
    "Templates",
    "WrongChoices",
    "WrongOption",
    "choices_first",
    "compose_answer_keys",
    "compose_answer_sheet",
    "compose_booklet",
    "compose_cards",
    "compose_guide",
    "compose_mark_scheme",
    "compose_organiser",
    "compose_paper",
    "compose_preview",
    "compose_report",
    "compose_review_key",
    "compose_seating",
    "compose_slip",
    "in_cell",
    "in_table",
    "keys_identity",
    "labels_of",
    "numbers_by_question",
    "scheme_numbers",
    "scheme_question",
    "stands_apart",
    "whose_paper",
]
