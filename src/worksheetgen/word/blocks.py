"""Which function writes which kind of block: a new kind is a case here and one function."""

from __future__ import annotations

from typing import assert_never

from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Block
from worksheetgen.word import (
    answer_blocks,
    boxed_blocks,
    fact_blocks,
    figure_blocks,
    table_blocks,
    text_blocks,
)
from worksheetgen.word.pieces import Piece, TextRoom
from worksheetgen.word.puzzle_blocks import write_puzzle
from worksheetgen.word.question_grid import write_question_grid
from worksheetgen.word.renderer import WordRenderer


def write_block(renderer: WordRenderer, block: Block, room: TextRoom) -> list[Piece]:
    """The pieces of a block in its room."""
    match block:
        case said.Paragraph():
            return text_blocks.write_paragraph(renderer, block, room)
        case said.Heading():
            return text_blocks.write_heading(renderer, block, room)
        case said.Stem():
            return text_blocks.write_stem(renderer, block, room)
        case said.Bullets():
            return text_blocks.write_bullets(renderer, block, room)
        case said.WordBank():
            return text_blocks.write_word_bank(renderer, block, room)
        case said.Passage():
            return text_blocks.write_passage(renderer, block, room)
        case said.Rule():
            return text_blocks.write_rule(renderer, block, room)
        case said.Options():
            return answer_blocks.write_options(renderer, block, room)
        case said.Ticks():
            return answer_blocks.write_ticks(renderer, block, room)
        case said.Scale():
            return answer_blocks.write_scale(renderer, block, room)
        case said.Lines():
            return answer_blocks.write_lines(renderer, block, room)
        case said.Ruling():
            return answer_blocks.write_ruling(renderer, block, room)
        case said.Table():
            return table_blocks.write_table(renderer, block, room)
        case said.QuestionGrid():
            return write_question_grid(renderer, block, room)
        case said.Fields():
            return table_blocks.write_fields(renderer, block, room)
        case said.MarkingGrid():
            return table_blocks.write_marking_grid(renderer, block, room)
        case said.KeyStrips():
            return table_blocks.write_key_strips(renderer, block, room)
        case said.Puzzle():
            return write_puzzle(renderer, block, room)
        case said.Frame():
            return boxed_blocks.write_frame(renderer, block, room)
        case said.Side():
            return boxed_blocks.write_side(renderer, block, room)
        case said.Labelled():
            return boxed_blocks.write_labelled(renderer, block, room)
        case said.Facts():
            return fact_blocks.write_facts(renderer, block, room)
        case said.Boxes():
            return fact_blocks.write_boxes(renderer, block, room)
        case said.Columns():
            return fact_blocks.write_columns(renderer, block, room)
        case said.Cards():
            return fact_blocks.write_cards(renderer, block, room)
        case said.Chart():
            return figure_blocks.write_chart(renderer, block, room)
        case said.Compared():
            return figure_blocks.write_compared(renderer, block, room)
        case said.Picture():
            return figure_blocks.write_picture(renderer, block, room)
        case said.Letterhead():
            return figure_blocks.write_letterhead(renderer, block, room)
        case said.Timeline():
            return figure_blocks.write_timeline(renderer, block, room)
        case said.Space():
            return []  # white within a box: its blocks have their own
        case _:
            assert_never(block)
