"""Questions that are made for a run: which, under which ids, from what."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, choice, question, section, source, student, unit, varied
from worksheetgen.activities import with_activities
from worksheetgen.activities.material import GAP, clue_of, material_of, split_sentences
from worksheetgen.assembly import assemble
from worksheetgen.assembly.easing import without_activity
from worksheetgen.errors import InvalidInput, Place, UnmetBlueprint
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Contested, Term, Unit
from worksheetgen.model.blueprint import Activity, Blueprint, PaperType
from worksheetgen.model.question import Question
from worksheetgen.model.source import Event, TimelineContent
from worksheetgen.projection import StudentView
from worksheetgen.value import replace
from worksheetgen.variation import arrange

TERMS = ("army", "camp", "congress", "exile", "faction", "kulak", "plan", "trial", "warrant")
TEXT = (
    "The army was led by a congress. The plan was for exile.",
    "A kulak had a warrant. A faction had a camp.",
)
MATCHING = section(activities=(Activity.MATCH_TERM,))


def glossed(*terms: str, text: tuple[str, ...] = TEXT, questions: tuple[Question, ...] = ()) -> Unit:
    """A unit whose glossary explains these terms."""
    return unit(*questions, text=text, glossary=tuple(Term(one, f"what {one[::-1]} means") for one in terms))


def made(bank: Unit, plan: Blueprint, seed: str = "seed") -> tuple[Question, ...]:
    """What is made for the plan."""
    return with_activities(bank, plan, seed).questions[len(bank.questions) :]


def pairs(asked: Question) -> dict[str, str]:
    """The left items of its matching, each with its right one."""
    body, (key,) = asked.parts[0].body, asked.parts[0].answers
    assert isinstance(body, Matching)
    assert isinstance(key, Key)
    texts = {item.id: item.text for item in body.right}
    return {item.text: texts[id] for item, id in zip(body.left, key.answers, strict=True)}


def test_a_bank_without_activities_stays_as_it_is() -> None:
    """A unit is returned as it came where no section asks for an activity."""
    bank = glossed(*TERMS)
    assert with_activities(bank, blueprint(section()), "seed") is bank


def test_a_matching_has_terms_with_their_meanings() -> None:
    """Every term stands beside its own meaning as written; one meaning is to spare."""
    first = made(glossed(*TERMS), blueprint(MATCHING))[0]
    assert all(right == f"what {left[::-1]} means" for left, right in pairs(first).items())
    body = first.parts[0].body
    assert isinstance(body, Matching)
    assert len(body.right) == len(body.left) + 1 == first.marks + 1


def test_the_same_seed_makes_the_same() -> None:
    """Equal arguments give equal questions; another seed gives others."""
    bank, plan = glossed(*TERMS), blueprint(MATCHING)
    assert made(bank, plan) == made(bank, plan) != made(bank, plan, "other")


def test_there_is_a_version_for_each_form_and_one_to_spare() -> None:
    """Two forms have three versions to draw from, and neither has what the other has."""
    bank, plan = glossed(*TERMS), blueprint(MATCHING, forms=2)
    assert [one.id for one in made(bank, plan)] == ["match-term:v1", "match-term:v2", "match-term:v3"]
    forms = assemble(plan, with_activities(bank, plan, "seed"), "seed").forms
    assert forms[0].ids.isdisjoint(forms[1].ids)


def test_what_was_printed_before_is_not_made_again() -> None:
    """A version that the blueprint excludes is passed over."""
    plan = blueprint(MATCHING, exclude=("match-term:v1",))
    assert [one.id for one in made(glossed(*TERMS), plan)] == ["match-term:v2", "match-term:v3"]


def test_a_section_has_its_activities_alone() -> None:
    """A section of activities takes no question of the bank, any other one takes no activity."""
    bank = glossed(*TERMS, questions=(question("kirov-01"), question("kirov-02")))
    plan = blueprint(MATCHING, section(questions=(2, 2)))
    (form,) = assemble(plan, with_activities(bank, plan, "seed"), "seed").forms
    assert form.sections[0][0].startswith("match-term:")
    assert form.sections[1] == ("kirov-01", "kirov-02")


def test_everything_that_is_lacking_is_told_at_its_section() -> None:
    """Two sections with too few terms are two problems, each at its own line."""
    plan = blueprint(
        section(activities=(Activity.MATCH_TERM,), paragraphs=(1,), line=3),
        section(activities=(Activity.MATCH_TERM,), paragraphs=(2,), line=7),
    )
    with pytest.raises(InvalidInput) as raised:
        made(glossed("army", "camp"), plan)
    assert [problem.place.line for problem in raised.value.problems] == [3, 7]
    assert "there are 1 here" in raised.value.problems[0].what


def test_activities_of_one_paper_ask_for_different_terms() -> None:
    """Where there are terms enough, two activities of the paper have none in common."""
    terms = [f"term{letter}" for letter in "abcdefghijklmnopqrst"]
    bank = glossed(*terms, text=(" ".join(terms),) * 2)
    plan = blueprint(*(replace(MATCHING, paragraphs=(number,)) for number in (1, 2)))
    asked = {one.id: pairs(one).keys() for one in made(bank, plan)}
    assert asked["match-term:1:v1"].isdisjoint(asked["match-term:2:v1"])
    assert asked["match-term:1:v2"].isdisjoint(asked["match-term:2:v2"])
    assert len(asked["match-term:1:v1"] & asked["match-term:1:v2"]) < 7


def test_versions_are_drawn_together() -> None:
    """What was made not to ask for the same stands on one paper: all first versions, or all second ones."""
    terms = [f"term{letter}" for letter in "abcdefghijklmnopqrst"]
    bank = glossed(*terms, text=(" ".join(terms),) * 2)
    plan = blueprint(*(replace(MATCHING, paragraphs=(number,)) for number in (1, 2)))
    drawn = [
        assemble(plan, with_activities(bank, plan, seed), seed).forms[0].ids for seed in map(str, range(8))
    ]
    assert {tuple(sorted(id[-2:] for id in ids)) for ids in drawn} == {("v1", "v1"), ("v2", "v2")}


def test_what_needs_the_text_beside_it_is_no_neighbour() -> None:
    """A question that needs the wording of a paragraph does not meet an activity that asks for its words."""
    wording = question("kirov-01", choice(), needs="wording")
    bank = replace(
        glossed(*TERMS, text=("An army, a camp, a plan, a trial and exile. X.",), questions=(wording,))
    )
    bare = replace(bank, glossary=tuple(replace(term, meaning="") for term in bank.glossary))
    text = ("An army came. A camp stood. A plan failed. A trial began. He chose exile.",)
    assert "kirov-01" in made(replace(bare, text=text), blueprint(MATCHING))[0].enemies
    assert "kirov-01" not in made(bank, blueprint(MATCHING))[0].enemies


def test_nothing_that_another_activity_prints_answers_a_gap() -> None:
    """A name in a clue, or in an event to be put in order, is no gap of the cloze beside them; by itself it is."""
    names = ("Ann Lee", "Bob Orr", "Cy Poe", "Di Ray", "Ed Sim", "Flo Tan", "Gus Urn", "Hal Voe")
    text = " ".join(("It all began.", *(f"Then came {name} to all of them there." for name in names)))
    terms = tuple(Term(one, f"what Ann Lee said of {one[::-1]}") for one in TERMS)
    events = tuple(Event(str(1900 + number), f"Bob Orr came time {number}") for number in range(4))
    line = replace(source("line"), content=TimelineContent(events))
    bank = unit(text=(text,), glossary=terms, sources=(line,))

    def gaps(*activities: Activity) -> set[str]:
        questions = made(bank, blueprint(section(activities=activities)))
        first = next(one for one in questions if one.id.startswith("cloze"))
        return {word for key in first.parts[0].answers if isinstance(key, Key) for word in key.answers}

    assert gaps(Activity.CLOZE) >= {"Ann Lee", "Bob Orr"}
    assert "Bob Orr" not in gaps(Activity.CLOZE, Activity.PUT_IN_ORDER)
    assert "Ann Lee" not in gaps(Activity.CLOZE, Activity.MATCH_TERM)


def test_the_teacher_is_told_what_two_activities_have_in_common() -> None:
    """Where there are too few terms for two activities the mark scheme names what both have; else it names nothing."""
    terms = [f"term{letter * 3}" for letter in "abcdefghijklmnopqrst"]
    two = blueprint(section(activities=(Activity.MATCH_TERM, Activity.CROSSWORD)))
    notes = {
        one.id.split(":")[0]: one.note for one in made(glossed(*terms[:9]), two) if one.id.endswith("v1")
    }
    assert "Another activity of this paper has ‘term" in notes["crossword"]
    assert notes["match-term"] == ""  # what it asks for are letters
    apart = {one.id: one.note for one in made(glossed(*terms), two)}
    assert not any("Another" in note for note in apart.values()), apart
    (alone, *_) = made(glossed(*terms[:9]), blueprint(section(activities=(Activity.CROSSWORD,))))
    assert "Another" not in alone.note


def test_a_cloze_does_not_say_when_events_happened_that_are_to_be_put_in_order() -> None:
    """Where sentences date the events, their paragraph has no gaps beside them, if others have enough."""
    dated = "It began. " + " ".join(
        f"In {1900 + n} came {n} strong {word} of Oz." for n, word in enumerate(TERMS[:5])
    )
    other = "All was still. " + " ".join(
        f"Then came {name} to them all." for name in ("Anna", "Boris", "Carla", "Edgar")
    )
    bank = unit(text=(dated, other))

    def paragraphs(*activities: Activity) -> tuple[int, ...]:
        questions = made(bank, blueprint(section(activities=activities)))
        return next(one for one in questions if one.id.startswith("cloze")).paragraphs

    assert 1 in paragraphs(Activity.CLOZE)
    assert paragraphs(Activity.CLOZE, Activity.PUT_IN_ORDER) == (2,)


def test_a_term_without_a_meaning_is_asked_for_by_its_sentence() -> None:
    """The clue is the sentence with a gap, and so it is where the meaning says the term."""
    bank = unit(text=("Stalin came. The trial began in Moscow.",))
    for meaning in ("", "a trial in court"):
        found = clue_of(bank, Term("trial", meaning), [1])
        assert found
        assert (found.clue, found.gapped) == (f"The {GAP} began in Moscow.", True)
    kept = clue_of(bank, Term("trial", "a case in court"), [1])
    assert kept
    assert kept.clue == "a case in court"
    assert clue_of(bank, Term("Gulag", ""), [1]) is None


def test_of_a_long_sentence_the_clue_is_what_stands_around_the_gap() -> None:
    """Two dozen words are left, the gap among them; a sentence of so many words is whole."""
    for before, after in ((60, 40), (0, 40), (40, 0), (12, 11)):
        words = [*(f"a{n}" for n in range(before)), "faction", *(f"z{n}" for n in range(after))]
        found = clue_of(unit(text=(" ".join(words) + ".",)), Term("faction", ""), (1,))
        assert found
        left = [word for word in found.clue.rstrip(".").split() if word != "…"]
        assert len(left) == min(24, before + after + 1)
        assert GAP in left
        assert found.clue.startswith("… ") == (before > 12)
        assert found.clue.endswith(" …") == (after > 12)


def test_a_contested_sentence_is_no_clue() -> None:
    """Of two sentences with the term the one that historians do not contest is taken; there is no clue without one."""
    contested = (Contested(1, "All the army was shot", "Far fewer.", ""),)
    bank = replace(unit(text=("All the army was shot. The army was purged.",)), contested=contested)
    found = clue_of(bank, Term("army", ""), [1])
    assert found
    assert found.clue == f"The {GAP} was purged."
    assert clue_of(replace(bank, text=("All the army was shot.",)), Term("army", ""), [1]) is None


def test_named_paragraphs_have_their_own_terms_alone() -> None:
    """A clue is for a term that stands in the named paragraphs; where none are named, for any."""
    bank, here = glossed(*TERMS), Place("blueprint.yaml")
    assert {clue.term for clue in material_of(bank, (1,), here).clues} == {
        "army",
        "congress",
        "plan",
        "exile",
    }
    assert len(material_of(bank, (), here).clues) == len(TERMS)


def test_events_are_dated_sentences_where_there_is_no_timeline() -> None:
    """A sentence with one year in it is an event without the year; the earliest comes first."""
    text = (
        "In 1936, Yagoda was removed. The Gulag was set up in 1930 to run camps. He died in 1940. Since 1921 none.",
    )
    found = material_of(unit(text=text), (), Place("blueprint.yaml")).events
    assert [(event.when, event.text) for event in found] == [
        ("1930", "The Gulag was set up to run camps."),
        ("1936", "Yagoda was removed."),
    ]


@pytest.mark.parametrize(
    ("sentence", "when", "text"),
    [
        ("On 4 June 1913 Davison fell.", "4 June 1913", "Davison fell."),
        (
            "Kenney was held on 13th October, 1905, in Leeds.",
            "13th October, 1905",
            "Kenney was held, in Leeds.",
        ),
        ("On Tuesday the 4th of May 1926 it began.", "Tuesday the 4th of May 1926", "It began."),
        ("On October 13, 1905, they met.", "October 13, 1905", "They met."),
        ("In the autumn of 1914 all stopped.", "autumn of 1914", "All stopped."),
        ("Leningrad starved in early 1942.", "early 1942", "Leningrad starved."),
    ],
)
def test_a_day_or_a_season_dates_an_event_too(sentence: str, when: str, text: str) -> None:
    """What stands in a timeline is the date as the sentence has it, and the sentence without it."""
    (found,) = material_of(unit(text=(sentence,)), (), Place("blueprint.yaml")).events
    assert (found.when, found.text) == (when, text)


@pytest.mark.parametrize(
    "sentence", ["In the 1920 census they were few.", "In the 1930s many left.", "By 1908 all knew."]
)
def test_what_is_not_said_to_happen_then_is_no_event(sentence: str) -> None:
    """A year that names something, a decade, and a year by which something was, date no event."""
    assert material_of(unit(text=(sentence,)), (), Place("blueprint.yaml")).events == ()


def test_no_clue_is_cut_out_of_an_address() -> None:
    """A term asks for no gap in the address of a page, where its letters may stand."""
    text = (
        "See http://en.example.org/wiki/Fair_camps/camps for more.",
        "Many were sent to camps in the north.",
    )
    (clue,) = material_of(unit(text=text, glossary=(Term("camps", ""),)), (), Place("blueprint.yaml")).clues
    assert clue.clue == "Many were sent to _____ in the north."


def test_sentences_end_where_a_reader_says_so() -> None:
    """No sentence ends at an initial or an abbreviation; quotation marks go with theirs."""
    assert split_sentences("Er sagte, z. B. Foch. Es kostete 132 Mrd. Mark.") == (
        "Er sagte, z. B. Foch.",
        "Es kostete 132 Mrd. Mark.",
    )
    assert split_sentences("Mr. Smith met J. Stalin. “Go.” He went? Yes.") == (
        "Mr. Smith met J. Stalin.",
        "“Go.”",
        "He went?",
        "Yes.",
    )


def test_events_are_ordered_by_their_dates() -> None:
    """The key has the events from the earliest to the latest, the first is given, and two of one date never meet."""
    events = tuple(Event(str(1900 + number // 2), f"Event {number} happened.") for number in range(20))
    timeline = replace(source("line"), content=TimelineContent(events))
    asked = made(unit(sources=(timeline,)), blueprint(section(activities=(Activity.PUT_IN_ORDER,))))[0]
    body, (key,) = asked.parts[0].body, asked.parts[0].answers
    assert isinstance(body, Ordering)
    assert isinstance(key, Key)
    texts = {event.id: event.text for event in body.events}
    when = {event.text: event.when for event in events}
    dates = [when[texts[id]] for id in key.answers]
    assert dates == sorted(set(dates))
    assert body.given == key.answers[0]
    assert asked.marks == len(body.events) - 1 == 5


def test_a_section_without_enough_minutes_says_so_and_can_do_without() -> None:
    """Where activities take too long the nearest paper leaves the time or one of them, and can be drawn."""
    both = section(activities=(Activity.MATCH_TERM, Activity.PUT_IN_ORDER))
    events = tuple(Event(str(1900 + number), f"Event {number}.") for number in range(6))
    bank = replace(glossed(*TERMS), sources=(replace(source("line"), content=TimelineContent(events)),))
    plan = blueprint(both, minutes=8)
    full = with_activities(bank, plan, "seed")
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(plan, full, "seed")
    assert "the questions must fit into 8 minutes" in str(raised.value)
    nearest = raised.value.nearest
    assert nearest
    assert assemble(nearest, with_activities(bank, nearest, "seed"), "seed").forms
    without = without_activity(0, Activity.MATCH_TERM)(plan, 0).sections[0]
    assert (without.activities, without.questions_high) == ((Activity.PUT_IN_ORDER,), 1)


def test_activities_stand_in_the_order_that_was_asked_for() -> None:
    """Whoever's paper it is, the activities of a section stand as the blueprint lists them."""
    events = tuple(Event(str(1900 + number), f"Event {number}.") for number in range(6))
    bank = replace(glossed(*TERMS), sources=(replace(source("line"), content=TimelineContent(events)),))
    for order in ((Activity.MATCH_TERM, Activity.PUT_IN_ORDER), (Activity.PUT_IN_ORDER, Activity.MATCH_TERM)):
        plan = blueprint(section(activities=order))
        full = with_activities(bank, plan, "seed")
        (form,) = assemble(plan, full, "seed").forms
        for sitter in "abcde":
            (asked,) = arrange(form, full, sitter, "seed").sections
            assert [one.id.partition(":")[0] for one in asked] == list(order)


def test_what_an_activity_asks_for_is_not_explained_beside_it() -> None:
    """Terms that a matching asks for stand in none of the notes below what is printed to be read; others do."""
    bank = glossed(*TERMS, text=(" ".join(TERMS),), questions=(question("kirov-01"),))
    plan = blueprint(MATCHING, section(questions=(1, 1)), type=PaperType.WORKSHEET)
    full = with_activities(bank, plan, "seed")
    (form,) = assemble(plan, full, "seed").forms
    printed = StudentView(full).paper(varied(form, plan, full, student(), "9B", "seed", "RUN000"))
    (matching,) = (full.by_id[id] for id in form.ids if full.by_id[id].activity)
    notes = {note.term for note in printed.reading_notes}
    assert notes == {*TERMS} - pairs(matching).keys()
