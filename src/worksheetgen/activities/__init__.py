"""Unit and Blueprint to Unit: with the questions that are made from its text, glossary and timeline for a run.

Such a question is one like any other from here on: it is drawn, arranged, printed, keyed and verified by what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice, zip_longest

from worksheetgen.activities.cloze import cloze
from worksheetgen.activities.crossword import MOST_CROSSED, crossword
from worksheetgen.activities.gaps import stems
from worksheetgen.activities.lessons import Lessons, lessons_of
from worksheetgen.activities.match_term import MATCHED_TERMS, match_term
from worksheetgen.activities.material import Clue, Material, dated_events, material_of
from worksheetgen.activities.put_in_order import put_in_order
from worksheetgen.activities.retrieval_grid import retrieval_grid
from worksheetgen.activities.word_search import MOST_HIDDEN, word_search
from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Activity, Blueprint, Section
from worksheetgen.model.question import Question
from worksheetgen.streams import Stream
from worksheetgen.value import Value, replace

__all__ = ["Lessons", "dated_events", "lessons_of", "makeable", "with_activities"]

Maker = Callable[[Material, str, str], Question]
"""Makes a question from the material, under that id, drawing from `Stream(seed, "activity", id, …)` alone.

Called as (material, id, seed). Raises InvalidInput (`Material.lacking`) where the material is too little.
"""


class Recipe(Value):
    """How an activity is made, and how many terms of the glossary it asks for as a rule, 0 for none."""

    make: Maker
    terms: int = 0


RECIPES: Mapping[Activity, Recipe] = {
    Activity.MATCH_TERM: Recipe(match_term, MATCHED_TERMS),
    Activity.CLOZE: Recipe(cloze),
    Activity.PUT_IN_ORDER: Recipe(put_in_order),
    Activity.CROSSWORD: Recipe(crossword, MOST_CROSSED),
    Activity.WORD_SEARCH: Recipe(word_search, MOST_HIDDEN),
    Activity.RETRIEVAL_GRID: Recipe(retrieval_grid),
}
"""Every activity; where terms are few, those that stand first are dealt theirs first."""

SPARE_VERSIONS = 1
"""So many versions are made besides one for each form, so that there is one to swap for."""
_TRIES = 6
"""How often a version is drawn until it is unlike all others and has as many marks."""


def with_activities(unit: Unit, blueprint: Blueprint, seed: str) -> Unit:
    """The unit with the questions that the blueprint's sections of activities ask for; as it is where none do.

    Each is made in as many versions as there are parallel forms, and one to swap for, as far as the material goes;
    what the blueprint excludes, as it was printed before, is passed over. The same arguments give the same questions.
    Raises InvalidInput with everything that is lacking, at the sections.
    """
    wishes = _wishes(unit, blueprint)
    versions = (1 if blueprint.by_form else blueprint.forms) + SPARE_VERSIONS
    problems: list[Problem] = []
    made: dict[str, list[Question]] = {wish.name: [] for wish in wishes}
    rounds = list(_dealt(wishes, versions, seed))
    # Clozes come last: of all words of a text they take those that nothing beside them says.
    for at, wish in sorted(enumerate(wishes), key=lambda each: each[1].activity is Activity.CLOZE):
        ids = (f"{wish.name}:v{number}" for number in count(1))
        fresh = (id for id in ids if id not in blueprint.exclude)
        told = _told(chain.from_iterable(made.values()))
        try:
            made[wish.name] += _made(wish, [replace(dealt[at], told=told) for dealt in rounds], fresh, seed)
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    noted = {
        one.id: _noted(one, _told(other for other in beside if other and other is not one))
        for beside in zip_longest(*made.values())  # the versions that stand on one paper
        for one in beside
        if one
    }
    ours = (noted[one.id] for one in chain(*made.values()))
    return replace(unit, questions=(*unit.questions, *ours)) if wishes else unit


def _told(questions: Iterable[Question]) -> frozenset[str]:
    """What these print besides their stems, and the answers that they ask for."""
    parts = [part for question in questions for part in question.parts]
    answers = (answer for part in parts for answer in part.answers if isinstance(answer, Key))
    words = chain.from_iterable(key.answers for key in answers)
    return frozenset((*chain.from_iterable(part.body.searched() for part in parts), *words))


def _noted(question: Question, told: frozenset[str]) -> Question:
    """The question with a note for the teacher on what it asks for that the paper's other activities have `told`.

    Of a puzzle that is what they ask for too, or print by itself: its words stand in the text that it is made from.
    """
    said = stems(" ".join(told))
    shared = [
        word
        for part in question.parts
        for key in part.answers
        if isinstance(key, Key)
        for word in key.answers
        if word in told or (isinstance(part.body, GapFill) and stems(word) <= said)
    ]
    if not shared:
        return question
    words = ", ".join(f"‘{word}’" for word in dict.fromkeys(shared))
    note = f"Another activity of this paper has {words} too; more paragraphs, or fewer activities, keep them apart."
    return replace(question, note=" ".join(filter(None, (question.note, note))))


def makeable(unit: Unit, activity: Activity) -> bool:
    """Whether the unit has enough for that activity."""
    recipe = RECIPES.get(activity)
    try:
        return recipe is not None and bool(recipe.make(material_of(unit, (), unit.place), "trial", "trial"))
    except InvalidInput:
        return False


class _Wish(Value):
    """An activity that a section asks for: `name` is what `Section.wishes` calls it, `turn` its place there, from 1."""

    name: str
    activity: Activity
    turn: int
    material: Material

    @property
    def recipe(self) -> Recipe:
        """How it is made."""
        return RECIPES[self.activity]


def _wishes(unit: Unit, blueprint: Blueprint) -> list[_Wish]:
    """What all sections ask for, each once: forms with demands of their own share what several of them ask for."""
    of_forms = [own.sections for own in blueprint.by_form] or [blueprint.sections]
    wishes: dict[str, _Wish] = {}
    for section in chain.from_iterable(of_forms):
        for turn, (name, activity) in enumerate(zip(section.wishes, section.activities, strict=True), 1):
            if name not in wishes:
                material = _material(unit, section, activity)
                wishes[name] = _Wish(name, activity, turn, material)
    return list(wishes.values())


def _material(unit: Unit, section: Section, activity: Activity) -> Material:
    """What an activity of the section is made from; only a retrieval grid goes by lessons."""
    lessons = lessons_of(unit, section.lessons) if activity is Activity.RETRIEVAL_GRID else ()
    return replace(material_of(unit, section.paragraphs, section.place), lessons=lessons)


def _made(wish: _Wish, dealt: Sequence[Material], ids: Iterator[str], seed: str) -> Iterator[Question]:
    """A version of what was dealt for each, the first in any case, of others those that are unlike all before.

    All have as many marks as the first, so that a paper has as many when one is swapped for another. No two of them
    meet on a paper, and none meets a question for which its paragraphs have to be printed.
    """
    unit = wish.material.unit
    made: list[Question] = []
    for id, material in zip(ids, dealt, strict=False):
        for again in range(_TRIES):
            try:
                question = wish.recipe.make(material, id, f"{seed}, again {again}" if again else seed)
            except InvalidInput:
                if not made:
                    raise
                break
            alike = any(question.parts == other.parts for other in made)
            if not made or (question.marks == made[0].marks and not alike):
                made.append(question)
                break
    for question in made:
        reading = (one for one in unit.questions if one.needs == "wording")
        needing = (one.id for one in reading if not {*question.paragraphs}.isdisjoint(one.paragraphs))
        others = (other.id for other in made if other is not question)
        yield replace(
            question, activity=wish.name, turn=wish.turn, enemies=(*question.enemies, *others, *needing)
        )


# ---- who asks for which terms --------------------------------------------------------------------


def _dealt(wishes: Sequence[_Wish], versions: int, seed: str) -> Iterator[list[Material]]:
    """For each version the material of all wishes, with their clues in the order in which they may take them.

    Within a version no two wishes are dealt the same term while there are enough, so that one does not print what
    another asks; a wish is dealt terms that its earlier versions were not, while there are any. A sentence with a gap
    comes last where its paragraph is printed with gaps of its own.
    """
    printed = {
        number for wish in wishes if wish.activity is Activity.CLOZE for number in wish.material.paragraphs
    }
    had: dict[str, set[str]] = {wish.name: set() for wish in wishes}
    for version in map(str, range(versions)):
        drawn = {
            wish.name: sorted(
                Stream(seed, "activity", "terms", wish.name, version).shuffled(wish.material.clues),
                key=lambda clue: (clue.gapped and clue.paragraph in printed, clue.term in had[wish.name]),
            )
            for wish in wishes
        }
        owner: dict[str, str] = {}
        for wish in sorted(wishes, key=lambda wish: list(RECIPES).index(wish.activity)):
            free = (clue.term for clue in drawn[wish.name] if clue.term not in owner)
            own = list(islice(free, wish.recipe.terms))
            owner |= dict.fromkeys(own, wish.name)
            had[wish.name].update(own)
        yield [_apart_from(wish, wishes, _in_order(wish, drawn[wish.name], owner)) for wish in wishes]


def _apart_from(wish: _Wish, wishes: Sequence[_Wish], material: Material) -> Material:
    """A cloze's material without the paragraphs that say when the events happened which are to be put in order.

    All of it where the others are too few.
    """
    if wish.activity is not Activity.CLOZE:
        return material
    ordered = [other.material for other in wishes if other.activity is Activity.PUT_IN_ORDER]
    dating = {number for one in ordered for number in one.dating}
    left = replace(
        material, paragraphs=tuple(number for number in material.paragraphs if number not in dating)
    )
    try:
        return left if dating and wish.recipe.make(left, "trial", "trial") else material
    except InvalidInput:
        return material


def _in_order(wish: _Wish, clues: Sequence[Clue], owner: Mapping[str, str]) -> Material:
    """The material of a wish with its own clues first, then those that are nobody's, then the others'."""
    whose = [owner.get(clue.term, "") for clue in clues]
    own = [clue for clue, name in zip(clues, whose, strict=True) if name == wish.name]
    nobodys = [clue for clue, name in zip(clues, whose, strict=True) if not name]
    others = [clue for clue, name in zip(clues, whose, strict=True) if name not in ("", wish.name)]
    taken = frozenset(term for term, name in owner.items() if name != wish.name)
    return replace(wish.material, clues=(*own, *nobodys, *others), taken=taken)
