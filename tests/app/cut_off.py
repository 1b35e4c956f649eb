"""Statements that the screen cuts off without telling so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from canvas.app.board.screen import BoardScreen
from canvas.app.widgets.slide import SlideView
from canvas.app.widgets.text_view import TextView
from canvas.exports.slides.slide_text import BOARD
from canvas.model.sanitize import visible
from canvas.model.schema import BOARD_ROWS, BY_KEY
from tests.app.driving import Driven

_BEGINNING = 20
"""So many letters of a statement on the screen are taken for its beginning."""

_FRAMES = str.maketrans("", "", "»▌│┃▕▏▎█▁▂▃▄▅▆▇─━\u2800")


def cut_off(it: Driven) -> list[str]:
    """The statements whose beginning some widget paints, and neither the rest nor an ellipsis."""
    board = next((screen for screen in it.app.screen_stack if isinstance(screen, BoardScreen)), None)
    texts = [_letters(visible(item.text)) for _, item in board.canvas] if board else []
    found = []
    for painted in _widget_texts(it):
        for text in texts:
            at = painted.find(text[:_BEGINNING])
            while len(text) > _BEGINNING and at >= 0:
                rest = painted[at:]
                same = sum(
                    1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(rest, text, strict=False))
                )
                if same < len(text) and not rest[same:].startswith(("…", "...")):
                    found.append(f"{text[:same]}|{text[same:]}, then {rest[same : same + 20]!r}")
                at = painted.find(text[:_BEGINNING], at + 1)
    return found


def _widget_texts(it: Driven) -> Iterator[str]:
    """The letters that each widget in sight paints, without white space and frames."""
    strips = it.strips
    for widget in it.screen.walk_children():
        if not isinstance(widget, Widget) or isinstance(widget, Input | TextArea) or not widget.is_on_screen:
            continue
        if any(child.display for child in widget.children):
            continue
        scrolled = _scrolled_by(widget)
        where = widget.region.intersection(scrolled.region if scrolled else it.screen.region)
        goes_on = "…" if scrolled and widget.region.bottom > where.bottom else ""
        if isinstance(widget, TextView):
            lines = [strips[y].crop(where.x, where.right).text for y in range(where.y, where.bottom)]
            goes_on = "…" if widget.scroll_offset.y < widget.max_scroll_y else ""
            yield from (_letters(text) + goes_on for text in _columns_of_tables(lines))
            continue
        edges = [where.x, *_columns(widget, strips), where.right]
        for left, right in pairwise(edges):
            lines = [strips[y].crop(left, right).text for y in range(where.y, where.bottom)]
            yield _letters("".join(lines)) + goes_on


def _columns_of_tables(lines: Sequence[str]) -> Iterator[str]:
    """The lines outside of tables, and each column of each table."""
    yield "\n".join(line for line in lines if "│" not in line)
    for is_row, rows in groupby(lines, lambda line: "│" in line or "┼" in line):
        if is_row:
            cells = [line.split("│")[1:-1] if "│" in line else () for line in rows]
            yield from ("\n".join(column) for column in zip(*filter(None, cells), strict=True))


def _scrolled_by(widget: Widget) -> Widget | None:
    """The container that a widget is scrolled in, where its scroll bar tells that the text goes on."""
    parents = (parent for parent in widget.ancestors if isinstance(parent, Widget))
    return next((parent for parent in parents if parent.show_vertical_scrollbar), None)


def _columns(widget: Widget, strips: Sequence[Strip]) -> list[int]:
    """Where the second and third column of the whole board on a slide begin; none on other slides."""
    if not (isinstance(widget, SlideView) and widget.slide and widget.slide.section == BOARD):
        return []
    names = [f"{BY_KEY[key].number} {BY_KEY[key].title}" for key in BOARD_ROWS[0] if key in BY_KEY]
    row = next((strip.text for strip in strips if all(name in strip.text for name in names)), "")
    return [row.index(name) for name in names[1:]] if row else []


def _letters(text: str) -> str:
    return "".join(text.translate(_FRAMES).split())
