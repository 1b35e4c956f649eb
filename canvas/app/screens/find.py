"""Find words in every panel."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.symbols import MARKS
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY
from canvas.model.search import find_items

_MOST = 200


class FindScreen(FilterListScreen[str]):
    """Gives the id of the item that was found; escape gives none."""

    def __init__(self, canvas: Canvas) -> None:
        """A search.

        Args:
            canvas: where to look.
        """
        super().__init__()
        self.canvas = canvas

    def compose(self) -> Iterator[Widget]:
        """The words, and what was found."""
        with Vertical(classes="dialog wide"):
            yield Static("Find in every panel", classes="title", markup=False)
            yield LineInput(placeholder="words, in any order", compact=True)
            yield OptionList(compact=True)
            yield Static("", classes="hint", id="found", markup=False)

    def choose(self, position: int) -> None:
        """Go to an item."""
        self.dismiss(self.query_one(OptionList).get_option_at_index(position).id)

    def offer(self, typed: str) -> None:
        """List the items that hold every word."""
        found = find_items(self.canvas, typed)
        listed = self.query_one(OptionList)
        listed.set_options(
            Option(
                Content.assemble(
                    f" {MARKS[item.status]} {visible_line(item.text)}  ",
                    (f"{BY_KEY[key].number} {BY_KEY[key].title}", "$quiet"),
                ),
                id=item.id,
            )
            for key, item in found[:_MOST]
        )
        if found:
            listed.highlighted = 0
        count = f"{len(found)} found" if typed.strip() else "type to search texts, names and notes"
        self.query_one("#found", Static).update(f"{count} · ↑ ↓ enter · esc leaves")
