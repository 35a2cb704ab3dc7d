"""Each rule of item writing: said of a planted bad item, silent on a good one, and silenced by a written reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import AO1, UNSUPPORTED, question, source, unit, written
from worksheetgen.bank import checks, part_checks
from worksheetgen.bank.item_writing import KIND_RULES, MEETING_RULES, RULES, review
from worksheetgen.bank.item_writing.coverage import COVERAGE_RULES
from worksheetgen.bank.item_writing.meetings import ALIKE, _alike
from worksheetgen.bank.item_writing.options import CHOICE_RULES
from worksheetgen.bank.item_writing.reading_age import reading_age
from worksheetgen.bank.item_writing.stems import STEM_RULES
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Body, Choosable
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.choice.entry import wrong_options_teach
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.written import Written
from worksheetgen.kinds.written.entry import levels_reach_the_marks, points_reach_the_marks
from worksheetgen.model.answers import Key, PairedPoints, Point, Points
from worksheetgen.model.bank import Term, Topic, Unit
from worksheetgen.model.question import Objective, Origin, Part, Question, Scaffolds
from worksheetgen.model.source import (
    Bar,
    ChartContent,
    Content,
    EasierWords,
    Event,
    ProseContent,
    Source,
    TableContent,
    TimelineContent,
)
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

GOOD = ("Which city did Kirov lead?", ("Leningrad", "Moscow", "Kiev", "Minsk"))


Choices = dict[str, list[tuple[str, tuple[str, ...]]]]
"""Stems with their options, the key first, by the rule that each is about."""


def asks(stem: str, options: Sequence[str], *, pinned: bool = False, id: str = "kirov-01") -> Question:
    """A multiple-choice question whose first option is the key."""
    body = Choice(tuple(Choosable(f"o{n}", text) for n, text in enumerate(options)), pinned)
    part = Part(Kind.MULTIPLE_CHOICE, stem, 1, ((AO1, 1),), body, (Key(("o0",), "", ()),))
    return question(id, part)


def small(*questions: Question) -> Unit:
    """A unit of one topic, on which the rules for whole banks are silent."""
    others = (
        question("other-1", written(stem="Why was there a ban?")),
        question("other-2", written(stem="Who fell?")),
    )
    choices = (asks("Which year?", ("1921", "1928", "1934", "1940"), pinned=True, id="other-3"),)
    return replace(unit(*questions, *others, *choices), topics=(Topic("kirov", "Kirov"),))


def rules(found: Unit, id: str = "kirov-01") -> set[str]:
    """The rules that have something against a question, or against the unit with an empty id."""
    return {advice.rule for advice in review(found) if advice.question == id}


def test_a_good_item_has_no_advice() -> None:
    """A plain question with four like options passes every rule."""
    assert review(small(asks(*GOOD))) == ()


BAD_CHOICES: Choices = {
    "options-are-three-to-five": [
        ("Which city did Kirov lead?", ("Leningrad", "Moscow")),
        ("Which city did Kirov lead?", ("Leningrad", "Moscow", "Kiev", "Minsk", "Riga", "Baku")),
    ],
    "key-is-as-long-as-the-others": [
        (
            "Who was Kirov?",
            ("The head of the Party in Leningrad, who was popular", "A general", "A farmer", "A judge"),
        ),
        (
            "Who was he?",
            ("A spy", "The head of the police in the north", "The chief of the mines", "The judge of trials"),
        ),
    ],
    "key-is-as-precise-as-the-others": [
        ("When did it end?", ("In May 1939", "After the war", "In the spring", "Before the trial")),
        ("How did they confess?", ("Often by force", "By their own wish", "After a vote", "In a letter")),
    ],
    "key-does-not-echo-the-stem": [
        (
            "What is a faction in a party?",
            ("A group in a party", "A court of law", "A large camp", "A kind of tax"),
        ),
    ],
    "article-fits-every-option": [
        ("Kirov’s killer was called an …", ("assassin", "traitor", "engineer", "officer")),
    ],
    "options-name-as-many": [
        ("Which **two** fell?", ("Yagoda and Yezhov", "Kirov", "Lenin and Stalin", "Trotsky and Kirov")),
    ],
    "options-do-not-overlap": [
        ("Where did he die?", ("In Leningrad", "In Leningrad or Moscow", "In a camp", "On a ship")),
    ],
    "options-are-parallel": [
        ("What happened to him?", ("He was killed.", "exile", "a long trial", "prison")),
        ("Why was he killed?", ("To please Trotsky", "By accident", "In the dark", "For money")),
    ],
    "absolutes-do-not-mark-the-wrong": [
        ("Who was purged?", ("Many members", "Every member", "No farmers", "Few officers")),
    ],
    "nothing-of-the-above": [
        ("Who was purged?", ("Officers", "Engineers", "Policemen", "All of the above")),
        ("Who was purged?", ("Officers", "Engineers", "Farmers", "None of these")),
        ("Who was purged?", ("Both A and C", "Officers", "Engineers", "Farmers")),
    ],
    "stem-asks": [("Kirov.", GOOD[1])],
    "negatives-stand-out": [("Which city did Kirov not lead?", GOOD[1])],
}
GOOD_CHOICES: Choices = {
    "options-are-three-to-five": [GOOD, ("Which city did Kirov lead?", ("Leningrad", "Moscow", "Kiev"))],
    "key-is-as-long-as-the-others": [
        ("Who was he?", ("Commander of the army", "Head of the police", "A judge", "A spy"))
    ],
    "key-is-as-precise-as-the-others": [("When did it end?", ("In 1939", "In 1940", "In 1941", "In 1953"))],
    "key-does-not-echo-the-stem": [
        (
            "What is a faction in a party?",
            ("A group in a party", "A party of rivals", "A large camp", "A kind of tax"),
        ),
    ],
    "article-fits-every-option": [
        ("The killer was called an …", ("assassin", "officer", "engineer", "agent"))
    ],
    "options-name-as-many": [
        ("Which **two** fell?", ("Ada and Bo", "Cy and Di", "Ed and Flo", "Gus and Hal"))
    ],
    "options-do-not-overlap": [("How long?", ("Two years", "Twenty years", "Two weeks", "Two months"))],
    "options-are-parallel": [
        ("Why was he killed?", ("To please Trotsky", "To rob him", "To end a war", "To win a vote"))
    ],
    "absolutes-do-not-mark-the-wrong": [
        ("Who was purged?", ("All of them", "None of them", "Half of them", "A tenth"))
    ],
    "nothing-of-the-above": [("Who was purged?", ("Officers", "Engineers", "Farmers", "All members"))],
    "stem-asks": [("Kirov led the Party in …", GOOD[1])],
    "negatives-stand-out": [
        ("Which city did Kirov **not** lead?", GOOD[1]),
        ("Why does it say ‘not new’ of terror?", ("It was old", "It was rare", "It was mild", "It was vast")),
    ],
}


@pytest.mark.parametrize("rule", sorted(BAD_CHOICES))
def test_a_bad_choice_is_named(rule: str) -> None:
    """The rule speaks of each planted bad item and of no good one."""
    for stem, options in BAD_CHOICES[rule]:
        assert rule in rules(small(asks(stem, options))), stem
    for stem, options in GOOD_CHOICES[rule]:
        assert rule not in rules(small(asks(stem, options))), stem


def test_none_of_these_may_stand_last_where_options_keep_their_order() -> None:
    """Guideline 25 allows it, and then it cannot be shuffled away from its place."""
    options = ("Officers", "Engineers", "Farmers", "None of these")
    assert "nothing-of-the-above" not in rules(small(asks("Who was purged?", options, pinned=True)))


def test_a_stem_that_reads_too_old_for_its_tier_is_named() -> None:
    """What a support reader cannot read is named; the same words suit challenge readers; names do not count."""
    hard = "Describe the ramifications of organisational consolidation subsequent to an administrative investigation."
    for tiers, said in (((Tier.SUPPORT, Tier.CORE), True), ((Tier.CHALLENGE,), True)):
        found = small(question("kirov-01", written(stem=hard), tiers=tiers))
        assert ("stem-suits-its-readers" in rules(found)) is said
    plain = small(
        question("kirov-01", written(stem="Why did so many people feel afraid of each other then?"))
    )
    assert rules(plain) == set()
    with_name = "Why was Mikhail Tukhachevsky shot?"
    assert reading_age(with_name, frozenset()) < 12
    assert reading_age("Why was a collaborationist shot?", frozenset()) > 12
    assert reading_age("Why was a collaborationist shot?", frozenset({"collaborationist"})) < 12


def test_a_short_stem_is_not_measured() -> None:
    """In a few words a single long one, which is what is taught, would make a reader of twenty-three."""
    assert rules(small(question("kirov-01", written(stem="Which equation shows photosynthesis?")))) == set()


def test_tiers_read_at_their_own_age() -> None:
    """A stem that suits challenge readers alone is no fault where only they meet it."""
    stem = "Explain why the government’s economic policy encouraged denunciation and arbitrary imprisonment."
    for tiers, said in (((Tier.SUPPORT,), True), ((Tier.CHALLENGE,), False)):
        age = reading_age(stem, frozenset())
        assert age > 14
        found = small(question("kirov-01", written(stem=stem), tiers=tiers))
        assert ("stem-suits-its-readers" in rules(found)) is (said or age > 18)


def test_a_glossary_term_is_not_held_against_a_stem() -> None:
    """Words that the unit teaches are learned, not read."""
    stem = "Which consequences did collectivisation have for the families of farmers?"
    without = small(question("kirov-01", written(stem=stem)))
    assert "stem-suits-its-readers" in rules(without)
    taught = replace(without, glossary=(Term("collectivisation", "joining land"),))
    assert "stem-suits-its-readers" not in rules(taught)


def test_a_negative_statement_is_named() -> None:
    """True or false of what is not so is a double negative."""
    for stem, said in (("Kirov was not popular.", True), ("Kirov was popular.", False)):
        part = Part(Kind.TRUE_FALSE, stem, 1, ((AO1, 1),), TrueFalse(0), (Key(("false",), "", ()),))
        assert ("statement-is-positive" in rules(small(question("kirov-01", part)))) is said


@pytest.mark.parametrize(
    ("rule", "pieces", "words", "said"),
    [
        ("two-words-are-spare", ("He died. It was in ", "."), ("1934", "1936", "1938"), False),
        ("two-words-are-spare", ("He died. It was in ", "."), ("1934", "1936"), True),
        ("word-bank-is-clear", ("He died. It was in ", "."), ("1934", "Elected", "elected"), True),
        ("passage-opens-whole", ("It was in ", "."), ("1934", "1936", "1938"), True),
        ("passage-opens-whole", ("“He died.” It was in ", "."), ("1934", "1936", "1938"), False),
    ],
)
def test_a_gap_fill_that_helps_or_confuses_is_named(
    rule: str, pieces: tuple[str, ...], words: tuple[str, ...], *, said: bool
) -> None:
    """Too few words to spare, one word twice, a gap before a pupil knows what it is about."""
    gaps = Part(
        Kind.GAP_FILL, "Complete it.", 1, ((AO1, 1),), GapFill(pieces, words), (Key(("1934",), "", ()),)
    )
    assert (rule in rules(small(question("kirov-01", gaps)))) is said


@pytest.mark.parametrize("spare", [0, 1])
def test_a_matching_without_a_spare_half_is_named(spare: int) -> None:
    """The last pair of it follows from the others."""
    left = tuple(Choosable(f"m{n}", text) for n, text in enumerate(("Kirov", "Trotsky")))
    right = tuple(
        Choosable(f"m{n}", text) for n, text in enumerate(("shot", "exiled", "promoted")[: 2 + spare])
    )
    pairs = Part(
        Kind.MATCHING, "Match them.", 2, ((AO1, 2),), Matching(left, right), (Key(("m0", "m1"), "", ()),)
    )
    assert ("a-right-half-is-spare" in rules(small(question("kirov-01", pairs)))) is not spare


@pytest.mark.parametrize(
    ("confirmed", "explanation", "believed", "paragraphs", "lacks"),
    [
        (False, "", 0, (), " without an explanation, what wrong options show, paragraphs;"),
        (False, "So.", 2, (1,), " without what wrong options show;"),
        (False, "So.", 3, (1,), " from quiz.xlsx; nobody"),
        (True, "", 0, (), ""),
    ],
)
def test_an_imported_question_is_named_until_it_is_confirmed(
    confirmed: bool, explanation: str, believed: int, paragraphs: tuple[int, ...], lacks: str
) -> None:
    """With what it lacks; once a teacher has looked it through, nothing is said."""
    asked = asks(*GOOD)
    key = Key(("o0",), explanation, tuple((f"o{n}", "So.") for n in range(1, 1 + believed)))
    found = replace(
        asked,
        parts=(replace(asked.parts[0], answers=(key,)),),
        paragraphs=paragraphs,
        origin=Origin("xlsx", "quiz.xlsx", "7", confirmed),
    )
    told = [one.what for one in review(small(found)) if one.rule == "imported-questions-are-confirmed"]
    assert [lacks in what for what in told] == [True] * (not confirmed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (text, True)
            for text in (
                "H<sub>2</sub>O",
                "O_2 and so on",
                "CO_{2}",
                "x^2",
                "(a + b)^2",
                "10^{-3}",
                "a<br/>b",
            )
        ),
        *((text, True) for text in ("5&nbsp;km", r"\frac{1}{2}", "<b>not</b>")),
        *(
            (text, False)
            for text in ("H₂O and x²", "a < b > c", "file_name", "B & Q", "AT&T", "^ is a hat", "3 < 5")
        ),
    ],
)
def test_signs_of_other_programs_are_named(text: str, *, said: bool) -> None:
    """HTML and LaTeX, in a stem or an option, would be printed; characters for small figures are right."""
    for asked in (question("kirov-01", written(stem=text)), asks("Which?", ("one", text, "three", "four"))):
        assert ("small-figures-are-characters" in rules(small(asked))) is said


@pytest.mark.parametrize(("stem", "said"), [("Who led [[Leningrad]]?", True), ("What is list[[0]?", False)])
def test_a_gap_in_a_stem_is_named(stem: str, *, said: bool) -> None:
    """What is a gap in a passage would be printed with its brackets, and give the answer."""
    assert ("small-figures-are-characters" in rules(small(question("kirov-01", written(stem=stem))))) is said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Why did it stop? (2 marks)", True),
        ("Why did it stop? [2]", True),
        ("Who ruled after Lenin (1870 to 1924)?", False),
        ("What was Order (1917)", False),
    ],
)
def test_a_stem_that_ends_in_its_marks_is_named(asked: str, *, said: bool) -> None:
    """The paper prints the marks at the stem in any case."""
    found = small(asks(asked, ["Kirov", "Yezhov", "Yagoda"]))
    assert ("marks-stand-beside-the-words" in rules(found)) is said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("What does Source A say of it?", True),
        ("How useful is table 1?", True),
        ("What does {source} say of it?", False),
        ("Which source is A good one?", False),
        ("How many sources are 12?", False),
    ],
)
def test_a_source_that_is_called_by_a_letter_is_named(asked: str, *, said: bool) -> None:
    """Its letter on a paper is not known when the question is written."""
    found = small(asks(asked, ["Kirov", "Yezhov", "Yagoda"]))
    assert ("sources-are-named-by-reference" in rules(found)) is said


def test_support_that_holds_the_key_is_named() -> None:
    """A hint, an extension or a glossary that says the answer is found; one that says where to look is not."""
    for further, said in (("Why was it that city?", False), ("Why did Leningrad matter?", True)):
        found = small(replace(asks(*GOOD), scaffolds=replace(UNSUPPORTED, extension=further)))
        assert ("support-does-not-answer" in rules(found)) is said
    for hint, said in (("Look at paragraph 5.", False), ("It was the city of Leningrad.", True)):
        found = small(replace(asks(*GOOD), scaffolds=replace(UNSUPPORTED, hint=hint)))
        assert ("support-does-not-answer" in rules(found)) is said
    helped = small(replace(asks(*GOOD), scaffolds=replace(UNSUPPORTED, glossary=("city",))))
    for meaning, said in (("a large town", False), ("a large town such as Leningrad", True)):
        found = replace(helped, glossary=(Term("city", meaning),))
        assert ("support-does-not-answer" in rules(found)) is said


def test_a_hint_at_a_paragraph_that_is_not_the_question_s_is_named() -> None:
    """Each paragraph that a hint names must be among those that the question rests on."""
    for hint, said in (
        ("Look at the start.", ""),
        ("Read paragraph 1.", ""),
        ("Use paragraphs 1, 2 and 4.", "24"),
    ):
        found = small(replace(asks(*GOOD), scaffolds=replace(UNSUPPORTED, hint=hint)))
        told = [one.what for one in review(found) if one.rule == "hint-points-at-what-is-printed"]
        assert [what.split("paragraph ")[1][0] for what in told] == list(said)


def test_a_glossary_that_fills_a_blank_cell_is_named() -> None:
    """A term explained beside a table is no answer of its cells; a bank of words to choose from may hold them all."""
    points = Points((Point("the kulaks", 1, (), (), ()), Point("the engineers", 1, (), (), ())), "So.", "")
    body = TableCompletion(("When", "Who"), (("In the villages", ""), ("In the mines", "")))
    table = Part(Kind.TABLE_COMPLETION, "Who suffered?", 2, ((AO1, 2),), body, (points,))
    bank = replace(
        small(question("kirov-01", table)),
        glossary=(Term("kulak", "a rich peasant"), Term("mine", "a place where coal is dug")),
    )
    for helps, said in (
        (replace(UNSUPPORTED, glossary=("kulak",)), True),
        (replace(UNSUPPORTED, glossary=("mine",)), False),
        (replace(UNSUPPORTED, words=("kulaks", "engineers", "officers")), False),
    ):
        asked = replace(bank.questions[0], scaffolds=helps)
        found = replace(bank, questions=(asked, *bank.questions[1:]))
        assert ("support-does-not-answer" in rules(found)) is said


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("city", False),
        ("leader", False),  # in another form of the word
        ("labour camp", False),
        ("camp labour", True),  # the same words, apart
        ("office", True),
        ("rigging", False),  # in the source
        ("purge", True),
    ],
)
def test_a_note_on_a_word_that_is_not_on_the_page_is_named(term: str, *, said: bool) -> None:
    """Beside a question stand notes on words of its lead, stem, options or source, and on no others."""
    asked = asks("Which cities had leaders in 1934?", ("Three", "In a labour camp", "Four", "None"))
    helped = replace(asked, scaffolds=replace(UNSUPPORTED, glossary=(term,)), sources=("trial",))
    shown = replace(source("trial"), content=ProseContent(("The trial was rigged.",)))
    found = replace(small(helped), sources=(shown,), glossary=(Term(term, "so"),))
    assert ("glossary-explains-what-is-asked" in rules(found)) is said


def test_a_note_on_a_prompt_of_an_essay_is_none_on_an_absent_word() -> None:
    """What a pupil may use in an essay is printed under its stem, and may be explained."""
    body = Written(1, ("the labour camps",), 2, 0, False)
    helps = replace(UNSUPPORTED, glossary=("labour camp",))
    essay = question("kirov-01", replace(written(kind=Kind.ESSAY), body=body), scaffolds=helps)
    assert "glossary-explains-what-is-asked" not in rules(small(essay))


def test_a_note_under_a_source_on_a_word_that_it_lacks_is_named() -> None:
    """The notes at the foot of a source explain its own words."""
    for term, said in (("texts", False), ("trial", True)):
        found = replace(small(asks(*GOOD)), sources=(source("leaf", glossary=(term,)),))
        assert ("glossaries-of-sources-explain-their-words" in rules(found, "")) is said


def test_a_number_that_changes_the_task_is_bold() -> None:
    """“Give two” is overlooked unless it is bold."""
    for stem, said in (("Give two reasons for it.", True), ("Give **two** reasons for it.", False)):
        found = small(question("kirov-01", written(stem=stem)))
        assert ("numbers-of-answers-stand-out" in rules(found)) is said


def ordering() -> Part:
    """Events that tell where Kirov died."""
    events = (Choosable("a", "Kirov is murdered at his headquarters."), Choosable("b", "Yagoda falls."))
    return Part(
        Kind.ORDERING, "Put them in order.", 1, ((AO1, 1),), Ordering(events, "a"), (Key(("a", "b"), "", ()),)
    )


def test_a_question_that_another_gives_away_is_named() -> None:
    """An answer that stands in another question beside what is asked is found, unless the two are enemies."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    teller = question("kirov-02", ordering())
    assert rules(small(asked, teller)) == {"gives-no-other-away"}
    assert "kirov-02 gives the answer away" in str(review(small(asked, teller))[0])
    assert rules(small(replace(asked, enemies=("kirov-02",)), teller)) == set()
    assert rules(small(asked, replace(teller, enemies=("kirov-01",)))) == set()


@pytest.mark.parametrize(
    "content",
    [
        ProseContent(("Kirov was murdered at his headquarters.",)),
        TableContent(("Who", "What"), (("Kirov", "murdered at his headquarters"),)),
        TimelineContent((Event("1934", "Kirov is murdered at his headquarters."),)),
    ],
)
def test_a_source_that_answers_another_question_is_named(content: Content) -> None:
    """What stands in a source answers no question beside it, unless that one is about the source itself."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    place = Place("sources.yaml", 1, 1)
    shown = replace(source("leaf"), content=content, place=place)
    reader = question("kirov-02", written(kind=Kind.SOURCE_TONE, stem="What is its tone?"), sources=("leaf",))
    found = replace(small(asked, reader), sources=(shown,))
    assert rules(found) == {"gives-no-other-away"}
    (advice,) = (advice for advice in review(found) if advice.question == "kirov-01")
    assert advice.what.startswith("The source leaf gives the answer away: “")
    assert advice.remedy.startswith("Add leaf to ‘enemies’")
    assert rules(replace(small(replace(asked, enemies=("kirov-02",)), reader), sources=(shown,))) == set()
    assert rules(replace(small(replace(asked, sources=("leaf",)), reader), sources=(shown,))) == set()


def test_a_note_that_answers_another_question_is_named() -> None:
    """What the glossary says beside a question or under a source tells as much as a stem."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    note = Term("leaf", "a note on Kirov, found murdered at his headquarters")
    shown = source("leaf", glossary=("leaf",))
    reader = question("kirov-02", written(kind=Kind.SOURCE_TONE, stem="What is its tone?"), sources=("leaf",))
    assert rules(replace(small(asked, reader), sources=(shown,), glossary=(note,))) == {"gives-no-other-away"}
    helps = replace(UNSUPPORTED, glossary=("leaf",))
    teller = question("kirov-02", written(stem="Who wrote the leaf?"), scaffolds=helps)
    assert rules(replace(small(asked, teller), glossary=(note,))) == {"gives-no-other-away"}


def test_a_prompt_that_answers_another_question_is_named() -> None:
    """What a pupil may use in an essay can be believed."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    part = written(kind=Kind.ESSAY, stem="Who gained?")
    body = Written(1, ("Kirov’s being murdered at his headquarters",), 2, 0, False)
    assert rules(small(asked, question("kirov-02", replace(part, body=body)))) == {"gives-no-other-away"}


def test_an_extension_that_answers_another_question_is_named() -> None:
    """What is asked of those who have finished stands on the paper too, and tells as much as a stem."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    further = replace(UNSUPPORTED, extension="Why was Kirov murdered at his own headquarters?")
    teller = question("kirov-02", written(stem="Who gained from it?"), scaffolds=further)
    assert rules(small(asked, teller)) == {"gives-no-other-away"}


def test_a_chart_tells_the_values_that_it_shows() -> None:
    """A bar answers a question that asks for its number."""
    asked = asks("How many millions of prisoners were held in 1932?", ("2", "6", "8", "9"), pinned=True)
    shown = replace(source("bars"), content=ChartContent("Prisoners (millions)", (Bar("1932", 2),)))
    reader = question("kirov-02", written(kind=Kind.SOURCE_TONE, stem="What is its tone?"), sources=("bars",))
    assert rules(replace(small(asked, reader), sources=(shown,))) == {"gives-no-other-away"}


def test_a_false_statement_gives_nothing_away() -> None:
    """It says that something is so that is not; a true one tells what it says."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    body = TrueFalse(0)
    lie = Part(
        Kind.TRUE_FALSE,
        "Kirov was murdered at his headquarters.",
        1,
        ((AO1, 1),),
        body,
        (Key(("false",), "", ()),),
    )
    assert rules(small(asked, question("kirov-02", lie))) == set()
    truth = replace(lie, answers=(Key(("true",), "", ()),))
    assert rules(small(asked, question("kirov-02", truth))) == {"gives-no-other-away"}


def keyed_part(kind: Kind, body: Body, *answers: str, explanation: str = "") -> Part:
    """A part of that body and key."""
    return Part(kind, "Do it.", 1, ((AO1, 1),), body, (Key(answers, explanation, ()),))


HALVES = Matching(
    (Choosable("k", "Kirov"), Choosable("t", "Trotsky")),
    (
        Choosable("x", "murdered at his headquarters"),
        Choosable("y", "sent abroad"),
        Choosable("z", "made a marshal"),
    ),
)
HOUSE = (Choosable("a", "Kirov’s headquarters were the scene of his murder."), Choosable("b", "Moscow"))
TELLERS = {
    "an option": keyed_part(Kind.MULTIPLE_CHOICE, Choice((*HOUSE, Choosable("c", "Minsk")), False), "b"),
    "a pair": keyed_part(Kind.MATCHING, HALVES, "x", "y"),
    "a gap": keyed_part(
        Kind.GAP_FILL,
        GapFill(("He came. Kirov was murdered at his ", ".", ""), ("headquarters", "home")),
        "headquarters",
        "x",
    ),
    "a row": keyed_part(
        Kind.TABLE_COMPLETION, TableCompletion(("Murdered", "Where"), (("Kirov", "at his headquarters"),))
    ),
}


@pytest.mark.parametrize("teller", TELLERS.values(), ids=TELLERS)
def test_what_any_kind_prints_can_give_an_answer_away(teller: Part) -> None:
    """Options, wrong ones too, both sides of a pair, a passage with its words, the rows of a table."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    assert rules(small(asked, question("kirov-02", teller))) == {"gives-no-other-away"}


@pytest.mark.parametrize(
    "helps",
    [
        replace(UNSUPPORTED, starters=("Kirov was murdered at his headquarters because …",)),
        replace(UNSUPPORTED, steps=("First, say why Kirov was murdered at his headquarters.",)),
        replace(UNSUPPORTED, words=("Kirov", "murdered", "headquarters")),
    ],
)
def test_support_that_answers_another_question_is_named(helps: Scaffolds) -> None:
    """What helps to begin one question stands on the same page as the other."""
    asked = asks(
        "Where was Kirov murdered?", ("At his headquarters", "In a labour camp", "On a warship", "At home")
    )
    teller = question("kirov-02", written(stem="Who gained from it?"), scaffolds=helps)
    assert rules(small(asked, teller)) == {"gives-no-other-away"}


def test_a_caption_that_answers_another_question_is_named() -> None:
    """A source is told by its caption as well as by its words."""
    asked = asks(
        "In which year was the trial of Zinoviev held?", ("1936", "1937", "1938", "1934"), pinned=True
    )
    shown = replace(source("leaf"), provenance="From an account of the trial of Zinoviev, held in 1936.")
    reader = question("kirov-02", written(kind=Kind.SOURCE_TONE, stem="What is its tone?"), sources=("leaf",))
    assert rules(replace(small(asked, reader), sources=(shown,))) == {"gives-no-other-away"}


EVENTS = Ordering((Choosable("a", "The Gulag is set up."), Choosable("b", "Kirov is murdered.")), "")
ASKED = {
    "an accepted wording": replace(
        written(stem="Why was Kirov feared?"),
        answers=(Points((Point("he had a following", 1, ("he was popular",), (), ()),), "", ""),),
    ),
    "half of a pair": replace(
        written(stem="Describe Kirov, who was feared."),
        answers=(
            PairedPoints(
                ("feature", "detail"),
                ((Point("he was popular", 1, (), (), ()), Point("so", 1, (), (), ())),),
                "",
            ),
        ),
    ),
    "a pair": keyed_part(
        Kind.MATCHING,
        Matching((Choosable("k", "Kirov, feared"),), (Choosable("x", "popular"), Choosable("y", "abroad"))),
        "x",
    ),
    "a gap": keyed_part(
        Kind.GAP_FILL,
        GapFill(("There was fear. Kirov was feared and ", "."), ("popular", "ill", "shy")),
        "popular",
    ),
    "a cell": replace(
        keyed_part(Kind.TABLE_COMPLETION, TableCompletion(("Who", "What"), (("Kirov, feared", ""),))),
        answers=(Points((Point("popular", 1, (), (), ()),), "", ""),),
    ),
    "a true statement": keyed_part(Kind.TRUE_FALSE, TrueFalse(0), "true"),
    "a year": keyed_part(Kind.ORDERING, EVENTS, "a", "b", explanation="1930; 1934."),
}
TOLD = {
    "a true statement": "Why was it so that Kirov was popular?",
    "a year": "Who had Kirov murdered in 1934?",
}


@pytest.mark.parametrize("what", ASKED)
def test_the_answer_of_any_kind_can_be_given_away(what: str) -> None:
    """Points in every wording, halves, pairs, gaps, cells, true statements, the years of events to be ordered."""
    part = ASKED[what]
    if what == "a true statement":
        part = replace(part, stem="Kirov was popular.")
    told = TOLD.get(what, "Kirov was feared as he was popular. Say more.")
    asked, teller = question("kirov-01", part), question("kirov-02", written(stem=told))
    assert "gives-no-other-away" in rules(small(asked, teller))
    away = question("kirov-02", written(stem="Say what the camps were."))
    assert "gives-no-other-away" not in rules(small(asked, away))


def test_near_duplicates_are_named() -> None:
    """Two questions of a kind in nearly the same words, with nearly the same answer, are found."""
    first = asks("Which great northern city did Kirov lead for the Party?", GOOD[1])
    second = asks("Which great northern city did Kirov govern for the Party?", GOOD[1], id="kirov-02")
    assert rules(small(first, second), "kirov-02") == {"asks-what-no-other-asks"}
    assert rules(small(first, replace(second, enemies=("kirov-01",))), "kirov-02") == set()


def test_gap_fills_with_one_wording_are_no_duplicates() -> None:
    """The instruction of a kind is the same in every item; what is asked is not."""

    def gaps(id: str, *pieces: str, words: tuple[str, ...]) -> Question:
        body = GapFill(pieces, (*words, "elected", "Moscow"))
        return question(
            id, Part(Kind.GAP_FILL, "Complete the text.", 1, ((AO1, 1),), body, (Key(words, "", ()),))
        )

    one = gaps("kirov-01", "Kirov led a city. It was ", ".", words=("Leningrad",))
    two = gaps("kirov-02", "Trotsky fled abroad. It was ", ".", words=("Mexico",))
    assert rules(small(one, two), "kirov-02") == set()


def test_holes_of_a_bank_are_named() -> None:
    """A topic without questions, one without a tier, a topic all of enemies, a lone kind and a lone objective."""
    lone = question("kirov-01", written(code="AO4", kind=Kind.SOURCE_TONE), tiers=(Tier.CORE,), enemies=())
    pair = (
        question("gulag-01", written(), topics=("gulag",), enemies=("gulag-02",)),
        question("gulag-02", written(), topics=("gulag",)),
    )
    topics = (Topic("kirov", "Kirov"), Topic("gulag", "Gulag"), Topic("army", "Army"))
    said = [advice.what for advice in review(replace(unit(lone, *pair), topics=topics))]
    assert "The topic ‘army’ has no questions." in said
    assert "The topic ‘kirov’ has no question that suits support or challenge." in said
    assert any(
        what.startswith("No two questions of the topic ‘gulag’ can stand on one paper") for what in said
    )
    assert any(what.startswith("No two questions of the kind source-tone") for what in said)
    assert any(what.startswith(f"No two questions of {Objective('GCSE', 'AO4')}") for what in said)


def keyed(place: int, number: int, *, pinned: bool) -> Question:
    """A question whose key stands at that place."""
    options = tuple(Choosable(f"o{n}", f"{number}{n}") for n in range(4))
    part = Part(
        Kind.MULTIPLE_CHOICE,
        "Which?",
        1,
        ((AO1, 1),),
        Choice(options, pinned),
        (Key((f"o{place}",), "", ()),),
    )
    return question(f"kirov-{number:02}", part)


@pytest.mark.parametrize("pinned", [False, True])
def test_keys_that_crowd_one_place_are_named(*, pinned: bool) -> None:
    """Twelve keys in the third place are no chance; three in each are; few of them say nothing."""
    crowded = unit(*(keyed(2, number, pinned=pinned) for number in range(12)))
    spread = unit(*(keyed(number % 4, number, pinned=pinned) for number in range(12)))
    few = unit(*(keyed(2, number, pinned=pinned) for number in range(6)))
    for found, said in ((crowded, True), (spread, False), (few, False)):
        assert any(advice.rule == "keys-are-spread" for advice in review(found)) is said


def test_a_reason_silences_a_rule_for_one_item() -> None:
    """Advice that is accepted with a reason is gone; the same advice on another item stays."""
    bad = BAD_CHOICES["stem-asks"][0]
    accepted = replace(asks(*bad), accepted=(("stem-asks", "The name is the whole question."),))
    other = asks(*bad, id="kirov-02")
    found = small(accepted, replace(other, place=replace(other.place, line=9), enemies=("kirov-01",)))
    assert [advice.question for advice in review(found) if advice.rule == "stem-asks"] == ["kirov-02"]


def test_what_is_accepted_without_need_is_named() -> None:
    """A reason that nothing needs, or for a rule that there is not, is advice itself."""
    idle = small(replace(asks(*GOOD), accepted=(("stem-asks", "Because."),)))
    assert ["is accepted, but nothing breaks it" in str(advice) for advice in review(idle)] == [True]
    unknown = small(replace(asks(*GOOD), accepted=(("no-such-rule", "Because."),)))
    assert ["There is no rule ‘no-such-rule’." in str(advice) for advice in review(unknown)] == [True]


def test_a_long_source_suits_the_tier_support() -> None:
    """A passage that support is asked about reads at that tier's age, or has easier words that do."""
    hard = (
        "Notwithstanding unprecedented organisational difficulties, administrative functionaries collaborated. "
        * 15
    )
    read = replace(source("x"), content=ProseContent((hard,)))
    asked = question("a", written(), sources=("x",))

    def said(read: Source, asked: Question) -> bool:
        return "sources-suit-their-readers" in rules(replace(small(asked), sources=(read,)), "")

    assert said(read, asked)
    assert not said(read, replace(asked, tiers=(Tier.CORE, Tier.CHALLENGE)))
    assert not said(replace(read, content=ProseContent((hard[:200],))), asked)
    easy = EasierWords(ProseContent(("The men helped the state. " * 30,)), ())
    assert not said(replace(read, easier=easy), asked)


def test_every_rule_is_proven_here() -> None:
    """No rule without a planted bad item in this file."""
    proven = set(BAD_CHOICES) | {
        "stem-suits-its-readers",
        "statement-is-positive",
        "a-right-half-is-spare",
        "two-words-are-spare",
        "word-bank-is-clear",
        "passage-opens-whole",
        "imported-questions-are-confirmed",
        "small-figures-are-characters",
        "marks-stand-beside-the-words",
        "sources-are-named-by-reference",
        "numbers-of-answers-stand-out",
        "support-does-not-answer",
        "hint-points-at-what-is-printed",
        "glossary-explains-what-is-asked",
        "glossaries-of-sources-explain-their-words",
        "sources-suit-their-readers",
        "gives-no-other-away",
        "asks-what-no-other-asks",
        "every-topic-has-questions-for-every-tier",
        "every-topic-can-fill-a-section",
        "every-kind-can-be-chosen",
        "every-objective-can-be-chosen",
        "keys-are-spread",
    }
    assert set(RULES) == proven


MISTAKES = (
    checks.paragraphs_exist,
    checks.quotations_are_exact,
    part_checks.objectives_add_up,
    wrong_options_teach,
    points_reach_the_marks,
    levels_reach_the_marks,
)
"""Rules of item writing that stop a run where they are broken."""


@pytest.mark.parametrize(
    "rule", [*STEM_RULES, *KIND_RULES, *CHOICE_RULES, *MEETING_RULES, *COVERAGE_RULES, *MISTAKES]
)
def test_every_rule_names_its_guideline(rule: Callable[..., object]) -> None:
    """The docstring of a rule says whose guideline it is: a number of the review's list, a regulator or a board."""
    assert re.search(r"[Gg]uidelines? \d|Ofqual|[Bb]oard", rule.__doc__ or "")


@given(st.lists(st.frozensets(st.sampled_from("abcdefg"), max_size=6), max_size=12))
def test_all_that_is_alike_is_found(said: list[frozenset[str]]) -> None:
    """Although few pairs are compared, none is passed over, and none found that is not alike."""
    every = [
        (late, early)
        for late in range(len(said))
        for early in range(late)
        if len(said[late] & said[early]) >= ALIKE * max(1, len(said[late] | said[early]))
    ]
    assert list(_alike(said, range(len(said)))) == every
