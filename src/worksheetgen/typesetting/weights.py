"""What is bad about where pages turn, and how bad: docs/page-breaks.md explains the weights."""

from __future__ import annotations

WHITE = 1_000
"""The badness of an empty page before which something goes on; a page half full has half of it."""
WHITE_APART = 2_000
"""The same of a page that ends between questions, by the square of its white: half full, it has a quarter of it. So
where pages have white in any case, all have some, and none is nearly empty."""
THIRD = 24_000
"""What a page under a third full costs besides: more than to turn over for a source, less than to cut one."""
PAGE = 100
"""What every page costs, so that none is begun for nothing."""
LATER = 100
"""What a page costs for each page of content that comes after it: of two ways to leave as much white, the one that
leaves it later is better."""
SHEET = 6_000
"""What a sheet of paper costs, at the page on its front, where pages are printed on both sides: half of one, which a
page less saves, is worth more than even white, and less than that a pupil must turn over for a source."""
TIGHT = 1_500
"""What it costs to draw the white of a paper together as far as its theme allows; half as far, half as much."""
FREE = 0
"""The penalty of a break that costs nothing: what follows is another matter."""
BLANK = 3_000
"""What a page left blank on purpose costs: dearer than white spread over pages, cheaper than to turn over for a
source or a stem."""
TURN = 400
"""What turning the page after an answer space, or between the rows of a long table, costs."""
WITHIN_SECTION = PAGE
"""What turning the page between two questions of a section costs, but for the white above the turn: of two ways to
share white out, that in which sections begin pages, rather than that one leaves a single question to the next page. It
is no more than what a page costs, so that none is begun for it, and less than what parts a source from its question."""
WRITING = TURN + 1
"""What turning the page within ruled lines costs, but for the white above the turn."""
UNFINISHED = 8_000
"""What it costs besides to leave a page white, in proportion, where ruled lines go on overleaf: a pupil who meets the
white takes the answer space for finished."""
PARAGRAPH = 1
"""What turning the page between two paragraphs of a text to read costs, but for the white above the turn."""
RUN_ON = TURN // 8
"""What turning the page within a paragraph of a text to read costs, likewise: less than a page a twentieth white."""
BROKEN_OFF = 30_000
"""What it costs besides to leave a page white, in proportion, where a sentence goes on overleaf that could go on there:
rather the notes of a text stand on a page of their own. Between two paragraphs that costs UNFINISHED."""
FULL = 0.9
"""A page that is filled so far has no white in that sense."""
SPACES = 30 * TURN
"""What turning the page between the numbered spaces of one answer costs: dearer than a sheet of paper."""
SPACES_FACING = 3_000
"""What it costs where the two pages face each other: less than to turn over for a source."""
ACROSS = 300
"""What it costs that a source lies on the page facing its first question: less than a page a third white."""
OVERLEAF = 20_000
"""What it costs that a pupil has to turn over between the two; to cut the source once more costs more."""
OVERLEAF_ALONE = 2_500
"""The same where pages are read by themselves, close to the eye: less than half a sheet, so that no page stays half
empty for it."""
AWAY = 10_000
"""What it costs to turn over for a question from the spread that its source is on: more than a sheet of paper for a
page left blank."""
TORN = 40_000
"""What it costs besides that a source which is cut goes on overleaf, and not on the facing page."""
KEEP = 1_000_000
"""The penalty of a break that is taken only where nothing else fits."""
LONE_LINE = 2 * KEEP
"""The penalty of a break that leaves one line of a paragraph alone: where a text that is whole must be cut, two lines
stand on each side."""
LINE_TURN = 25_000
"""What turning the page within a source costs, away from a paragraph's first and last line: one that fits on a page is
not cut, one that does not is cut once. Besides, a turn costs ACROSS or TORN here, ACROSS or OVERLEAF where its penalty
is higher, but less than KEEP: what is parted faces each other."""
BEFORE_LINES = 50_000
"""The penalty of a break before ruled lines: where a question is longer than a page, better there than within them."""
BEFORE_HELP = 60_000
"""The penalty of a break before what helps with a question: where that is longer than a page with its help, the two
face each other, and the question itself is whole."""
BEFORE_TOTAL = 2_000
"""What turning the page before a section's total costs, where pages are read by themselves: less than half a sheet. The
total, which would begin a page, is left out there; the head of its section says the same."""
BEFORE_TASKS = 2_500
"""What turning the page before tasks for those who finish early costs, in such a print: less than half a sheet, and
more than that the page before is half white: so the last question comes along rather than that they stand alone."""
BEFORE_END = 200_000
"""The penalty of a break before the end of the paper, in such a print: rather within the last question."""
ANSWER = 22_000
"""What turning the page within ruled lines that a page could hold costs, in such a print, on whichever side: they are
cut only where their question is longer than a page, and then rather than that half a page below it is white."""
FEW_LINES = 80_000
"""The penalty of the same where fewer lines than in other prints stand on one side of the turn, and of a break after
which so few lines of a longer answer are left: only where nothing else keeps the answer with what is asked."""
BEFORE_NOTES = 12_500
"""The penalty of a break between a text to read and its notes: they stand below the end of it."""
BEFORE_PANEL = 500
"""The same of the panel of notes that homework has: no more than a page half white."""
BETWEEN_HALVES = 50_000
"""The penalty of a break between what stands side by side in other prints: better there than within either half."""
FACING = KEEP - 1
"""Between a source and its first question, or the parts of a question: a page may turn where the two then face each
other."""
WHOLE = 100_000
"""What a break costs besides within a question that a page could hold, where pages are read by themselves; and what it
costs that a source which does not fit below its caption is overleaf from it."""
CAPTION = FACING - 1
"""Between the caption and such a source, in a booklet: a page turns where the two then face each other."""
ON_SPREAD = CAPTION - 1
"""Within what is read on two pages at once where it is longer than one, in a print without columns: terms and their
meanings, a grid and its clues. Turning there costs as little as TURN where the two pages face each other, and PARTED
elsewhere."""
LONE_CLUE = ON_SPREAD - 1
"""The same after the first clue of a list and before the last one."""
CLUE_ALONE = 2_000
"""What turning there costs instead of TURN: less than half a sheet, and more than the white that a clue fills, so that
two stand on each side where that takes no page more."""
PARTED = 300_000
"""What it costs that such parts are overleaf from each other: more than a page with nothing but a paper's end."""
BEFORE_SPREAD = 35_000
"""What a break between such a thing and its stem costs, with the two pages under a third full that may be left: rather
that than its parts overleaf from each other."""
BOXED = 3 * KEEP
"""The penalty of a break within a box: where a question is longer than a page, it is cut elsewhere."""
NOTES = BOXED + KEEP
"""The penalty of a break between what is explained and its notes, or beside the first or last event of a timeline:
where a box is cut, neither stands alone."""
TIED = 10 * KEEP
"""The penalty of a break after a heading or a stem: where a page must turn near one, it turns elsewhere."""
SIDE_BY_SIDE = 30 * KEEP
"""The penalty of a break between two questions that stand side by side: none is ever there."""
ROW = 15 * KEEP
"""The penalty of a break between the rows of a table that a pupil works in, or within a puzzle: it is whole where it
fits a page, even away from its stem, but not from the heading of its section."""
WITHIN_LINES = frozenset((WRITING, ANSWER, FEW_LINES, WHOLE + ANSWER, WHOLE + FEW_LINES))
"""The penalties of breaks within ruled lines: where the page above them is white, UNFINISHED counts besides."""
WITHIN_TEXT = {PARAGRAPH: UNFINISHED, RUN_ON: BROKEN_OFF}
"""The penalties of breaks within a text to read, with what counts besides where the page above them has room for more
of it."""
