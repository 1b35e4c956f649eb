"""Frames with text that terminals count differently, read by a terminal that counts each code point."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from canvas.app.terminal.terminal_user import Frame
from canvas.model.graphemes import width
from tests.raw.reader import of_screen
from tests.strategies import quick

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
WORDS = ("one", " ", "👍🏽", "🏳️\u200d⚧️", "⚠️", FAMILY, "🇩🇪", "กำ")
CONSOLE = Console(color_system="truecolor")
BOLD = Style(bold=True, color="#ffffff")
_MOVE = re.compile("\x1b\\[([0-9]+);([0-9]+)H|\x1b\\[[0-9;]*m|\n")


def strip_of(text: str, columns: int = 24) -> Strip:
    return Strip([Segment(text, BOLD)]).adjust_cell_length(columns, BOLD)


def starts(sequences: str, counts: int) -> dict[str, tuple[int, int]]:
    """Where each ASCII word begins, on a terminal that gives every wide code point ``counts`` columns."""
    found: dict[str, tuple[int, int]] = {}
    x = y = at = 0
    while at < len(sequences):
        if move := _MOVE.match(sequences, at):
            if move[1]:
                x, y = int(move[2]) - 1, int(move[1]) - 1
            at = move.end()
            continue
        if word := re.compile("[A-Z][a-z]+").match(sequences, at):
            found[word[0]] = x, y
        x += 1 if sequences[at].isascii() else counts
        at += 1
    return found


@quick
@given(st.lists(st.sampled_from(WORDS), max_size=5).map("".join), st.integers(1, 4))
def test_what_follows_begins_at_its_column_however_emoji_are_counted(text: str, counts: int) -> None:
    rows = [[strip_of(text), strip_of("Next")], [strip_of("Below"), strip_of("Right")]]
    full = Frame(LayoutUpdate([*rows], Region(0, 0, 48, 2))).render_segments(CONSOLE)
    assert starts(full, counts) == {"Next": (24, 0), "Below": (0, 1), "Right": (24, 1)}
    chops = [{0: rows[0][0], 24: rows[0][1]}, {0: rows[1][0], 24: rows[1][1]}]
    part = ChopsUpdate(chops, [(0, 0, 48), (1, 24, 48)], [[24, 48], [24, 48]])
    assert starts(Frame(part).render_segments(CONSOLE), counts) == {"Next": (24, 0), "Right": (24, 1)}
    for sequences in (full, Frame(part).render_segments(CONSOLE)):
        assert of_screen(sequences.encode()).foreign == ()


def test_a_frame_of_ordinary_text_is_written_as_textual_writes_it() -> None:
    update = LayoutUpdate([[strip_of("● Früh…"), strip_of("日本語")]], Region(0, 0, 48, 1))
    assert Frame(update).render_segments(CONSOLE) == update.render_segments(CONSOLE)


def test_words_behind_an_emoji_in_the_same_part_are_placed_too() -> None:
    text = f"{FAMILY} After"
    update = LayoutUpdate([[strip_of(text)]], Region(3, 0, 24, 1))
    for counts in range(1, 5):
        assert starts(Frame(update).render_segments(CONSOLE), counts) == {"After": (3 + width(FAMILY) + 1, 0)}
