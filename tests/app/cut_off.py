"""Statements that the screen cuts off without telling so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from textual.widget import Widget
from textual.widgets import Input, TextArea

from canvas.app.board.screen import BoardScreen
from canvas.model.sanitize import visible
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
        where = widget.region.intersection(it.screen.region)
        lines = [strips[y].crop(where.x, where.right).text for y in range(where.y, where.bottom)]
        yield _letters("".join(lines))


def _letters(text: str) -> str:
    return "".join(text.translate(_FRAMES).split())
