"""How options are written of which one is the key: rules on what gives it away.

A rule takes a WrittenChoice and gives a remark for each breach. What it looks for is what a program can see:
that a distractor is plausible, or an option right, it leaves to the teacher.

Guidelines are numbered as in Haladyna, Downing and Rodriguez (2002), A review of multiple-choice item-writing
guidelines for classroom assessment, Applied Measurement in Education 15(3), 309-333.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from worksheetgen.bank.item_writing.words import matter, words_in
from worksheetgen.kinds.base import Remark
from worksheetgen.kinds.choice import names_others
from worksheetgen.model.question import Part
from worksheetgen.value import Value

PLAUSIBLE = range(3, 6)
"""How many options a choice should have, the key among them."""
ABOUT_EQUAL = 1.3
"""How many times as long as the longest distractor a key may be, or the shortest as long as the key."""
SHORT_OPTION = 16
"""Options of up to so many characters are names or short phrases, whose length tells nothing."""
ABSOLUTES = frozenset(
    (
        *("absolutely", "all", "always", "completely", "every", "everybody", "everyone", "everything"),
        *("never", "nobody", "none", "nothing", "only"),
    )
)
"""Words that leave no exception; test-wise pupils take options with them for wrong."""
ARTICLES = frozenset(("a", "an", "the"))
NUMBER_WORDS = {"two": 2, "three": 3, "four": 4}
OPENINGS = {
    "to": "an infinitive",
    **dict.fromkeys(
        ("by", "in", "at", "on", "for", "from", "with", "as", "after", "before", "if"), "a preposition"
    ),
    **dict.fromkeys(("because", "that", "when"), "a clause"),
}
"""The form of an option in words for a message, by its first word."""


class WrittenChoice(Value):
    """A part whose key is one of its options: its stem, the text of the key, and those of the distractors.

    `pinned` options keep the bank's order on every paper; others are shuffled for each student.
    """

    stem: str
    key: str
    distractors: tuple[str, ...]
    pinned: bool

    @cached_property
    def options(self) -> tuple[str, ...]:
        """All options, the key first."""
        return (self.key, *self.distractors)


def choice(part: Part) -> WrittenChoice | None:
    """The part as the rules see it; None where its key is not one of several options."""
    if (key := part.lettered_key) is None:
        return None
    wrong = tuple(option.text for option in key.options if option.id != key.right)
    return WrittenChoice(part.stem, key.options[key.place].text, wrong, key.pinned)


def options_are_three_to_five(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 18: as many options as are plausible, and three are enough; with two, every other guess is right."""
    if len(written.options) not in PLAUSIBLE:
        yield f"The question has {len(written.options)} options.", "Three to five are best."


def key_is_as_long_as_the_others(written: WrittenChoice) -> Iterator[Remark]:
    """Guidelines 24 and 28d: the options are of about equal length; the key is not conspicuous by its own."""
    lengths = [len(option) for option in written.distractors]
    key = len(written.key)
    if key > ABOUT_EQUAL * max(lengths) and key > SHORT_OPTION:
        yield (
            "The key is much longer than every distractor.",
            "Shorten it, or say as much in the distractors.",
        )
    if key * ABOUT_EQUAL < min(lengths) and min(lengths) > SHORT_OPTION:
        yield (
            "The key is much shorter than every distractor.",
            "Shorten the distractors, or say more in the key.",
        )


def key_is_as_precise_as_the_others(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 28d: the key is not the one option with figures, brackets, examples, hedges or a quotation.

    Who writes the right answer with more care than the wrong ones marks it so.
    """
    marks = {
        "figures": r"\d",
        "brackets": r"[()]",
        "an example": r"\b(for example|such as)\b",
        "a hedge": r"\b(often|usually|sometimes|partly|mostly|probably)\b",
        "a quotation": r"[“”]",
    }
    for name, pattern in marks.items():
        having = [option for option in written.options if re.search(pattern, option, re.IGNORECASE)]
        if having == [written.key]:
            yield f"The key alone has {name}.", "Give distractors the same, or take it out of the key."


def key_does_not_echo_the_stem(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 28b, clang associations: the key does not repeat a word of the stem that no distractor has.

    Words are compared by their stems; those that carry no meaning do not count.
    """
    echoed = matter(written.key) & matter(written.stem)
    for option in written.distractors:
        echoed -= matter(option)
    if echoed:
        word = next(word for word in words_in(written.key) if matter(word) & echoed)
        yield (
            f"Of all options only the key repeats “{word}” from the stem.",
            "Use another word in one of the two.",
        )


def article_fits_every_option(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 28c, grammatical clues: a stem that ends in “a” or “an” fits the distractors as well as the key."""
    found = re.search(r"\b(an?)[ …:.]*$", written.stem)
    if found:
        unfit = [option for option in written.options if _begins_with_vowel(option) != (found[1] == "an")]
        if unfit:
            what = f"“{found[1]}” at the end of the stem does not fit “{unfit[0]}”."
            yield what, "Move the article into the options."


def _begins_with_vowel(option: str) -> bool:
    """Whether the option is spelt with a vowel first, which is not always how it is spoken (“an hour”)."""
    return option.lstrip("‘“")[:1].casefold() in tuple("aeiou")


def options_name_as_many(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 28c, grammatical clues: where the stem asks for **two**, say, every option names two."""
    asked = re.search(r"\*\*(two|three|four)\*\*", written.stem)
    if asked:
        unfit = [option for option in written.options if _number_named(option) != NUMBER_WORDS[asked[1]]]
        if unfit:
            yield (
                f"The stem asks for {asked[1]}, but “{unfit[0]}” names {_number_named(unfit[0])}.",
                "Let each option name so many.",
            )


def _number_named(option: str) -> int:
    """How many things an option names: “a, b and c” are three."""
    return len([piece for piece in re.split(r",| and ", option) if piece.strip()])


def options_do_not_overlap(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 22: no option has all words of another and more, so that nobody can rule two out at once."""
    for narrow in written.options:
        for wide in written.options:
            if _content(narrow) and _content(narrow) < _content(wide):
                yield f"“{wide}” says all that “{narrow}” says, and more.", "Make them exclude each other."


def _content(option: str) -> set[str]:
    """The words of an option but for articles."""
    return set(words_in(option)) - ARTICLES


def options_are_parallel(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 23: the options are alike in grammar; no single one differs in form from all the others."""
    # “a phrase” is any form that is not recognised, so options of that form may differ among themselves.
    # Against them only a whole sentence stands out for certain.
    forms = [_form(option) for option in written.options]
    for option, own in zip(written.options, forms, strict=True):
        others = {form for form in forms if form != own}
        if forms.count(own) == 1 and len(others) == 1 and (own == "a sentence" or "a phrase" not in others):
            what = f"“{option}” is {own}; each of the other options is {others.pop()}."
            yield what, "Give all options the same form."


def _form(option: str) -> str:
    """The form of an option as a message calls it: “a sentence”, “a figure”, “a gerund”, one of OPENINGS."""
    if option.endswith((".", "!", "?")):
        return "a sentence"
    first = next((word for word in words_in(option) if word != "not"), "")
    if first.isdecimal():
        return "a figure"
    return "a gerund" if first.endswith("ing") and len(first) > 5 else OPENINGS.get(first, "a phrase")


def absolutes_do_not_mark_the_wrong(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 28a, specific determiners: words such as “never” do not stand in distractors alone."""
    marked = [option for option in written.distractors if ABSOLUTES & set(words_in(option))]
    if marked and not ABSOLUTES & set(words_in(written.key)):
        word = next(word for word in words_in(marked[0]) if word in ABSOLUTES)
        yield f"Only distractors have a word like “{word}”.", "Say it without, or use one in the key as well."


def nothing_of_the_above(written: WrittenChoice) -> Iterator[Remark]:
    """Guidelines 25 and 26: no “all of the above”; “none of these” only where the options keep their order.

    Where an option names others, all keep their order on every paper, and neighbours have the same letter.
    """
    for option in written.options:
        if re.search(
            r"\b(all|both|none|neither) of (the above|these|the others)\b", option, re.IGNORECASE
        ) and not (written.pinned and option.casefold().startswith("none")):
            yield f"“{option}” speaks of the other options.", "Write an option of its own."
        elif names_others(option):
            what = f"“{option}” names other options, so all papers have them in the same order."
            yield what, "Write out what is meant."


def stem_asks(written: WrittenChoice) -> Iterator[Remark]:
    """Guidelines 14 and 15: the stem says alone what is asked: it is a question, or a lead-in that the options end."""
    if not written.stem.rstrip().endswith(("?", "…", ":")):
        yield "The stem is neither a question nor a lead-in.", "End it in a question mark, a colon or “…”."


def negatives_stand_out(written: WrittenChoice) -> Iterator[Remark]:
    """Guideline 17: a stem is worded positively; where it needs “not” or “except”, that is emphasised."""
    plain = re.sub(r"\*\*.+?\*\*|[‘“].+?[’”](?=\W|$)", "", written.stem)
    found = re.search(r"\b(not|except|never|least)\b", plain)
    if found:
        yield f"“{found[0]}” in the stem is easily overlooked.", f"Write **{found[0]}**, or ask positively."


CHOICE_RULES: Sequence[Callable[[WrittenChoice], Iterator[Remark]]] = (
    options_are_three_to_five,
    key_is_as_long_as_the_others,
    key_is_as_precise_as_the_others,
    key_does_not_echo_the_stem,
    article_fits_every_option,
    options_name_as_many,
    options_do_not_overlap,
    options_are_parallel,
    absolutes_do_not_mark_the_wrong,
    nothing_of_the_above,
    stem_asks,
    negatives_stand_out,
)
