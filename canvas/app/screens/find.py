"""Search the statements of every panel."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widgets.option_list import Option

from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.widgets.symbols import symbol
from canvas.model.canvas import Canvas
from canvas.model.sanitize import shorten, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.search import find_items

_MAX_LISTED = 200
_MAX_REASON_COLUMNS = 40


class FindScreen(FilterListScreen[str]):
    """Gives the id of the item that was found."""

    def __init__(self, canvas: Canvas, today: date) -> None:
        super().__init__("Find in every panel", "words, in any order", ("dismiss", "esc"))
        self.canvas = canvas
        self.today = today

    def choose(self, position: int) -> None:
        """Answer with the id of an item."""
        self.dismiss(self.options.get_option_at_index(position).id)

    def offer(self, typed: str) -> None:
        """List the items that hold every word."""
        found = find_items(self.canvas, typed, self.today)
        self.options.set_options(
            Option(
                Content.assemble(
                    f" {symbol(item)} {visible_line(item.text)}  ",
                    (f"{BY_KEY[key].number} {BY_KEY[key].title}", "$quiet"),
                    (f" · {shorten(visible_line(why), _MAX_REASON_COLUMNS)}" if why else "", "$quiet"),
                ),
                id=item.id,
            )
            for key, item, why in found[:_MAX_LISTED]
        )
        if found:
            self.options.highlighted = 0
        count = f"{len(found)} found" if typed.strip() else "words, names, or disputed, late, no kind"
        self.keys.show(("", count), ("", "↑ ↓ enter"), ("dismiss", "esc cancels"))
