"""What contributions are joined with: one new statement, or one on the board."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.widgets.symbols import symbol
from canvas.model.canvas import Canvas, Item
from canvas.model.near_duplicates import likeness
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.text_folding import folded
from canvas.model.types import PanelKey

_MAX_LISTED = 100


class JoinWithScreen(FilterListScreen[str]):
    """Lists the statements of the board, the most alike first; gives an id, empty for a new statement."""

    def __init__(self, canvas: Canvas, said: Sequence[tuple[PanelKey, str]]) -> None:
        """A question about contributions, each with its panel."""
        what = quote(said[0][1]) if len(said) == 1 else f"{len(said)} statements"
        super().__init__(
            f"Join {what} with",
            "words of a statement on the board",
            *(("", "↑ ↓ or type"), ("choose_highlighted", "enter joins"), ("dismiss", "esc cancels")),
        )
        panels = {panel for panel, _ in said}
        texts = [text for _, text in said]

        def rank(found: tuple[PanelKey, Item]) -> tuple[float, bool]:
            return -max(likeness(text, found[1].text) for text in texts), found[0] not in panels

        self._first = texts[0] if len(texts) > 1 else ""
        self._known = sorted(canvas, key=rank)
        self._ids: list[str] = []

    def choose(self, position: int) -> None:
        """Answer with a statement of the list."""
        if position < len(self._ids):
            self.dismiss(self._ids[position])

    def offer(self, typed: str) -> None:
        """List the statements that hold the words."""
        words = folded(typed).split()
        found = [row for row in self._known if all(word in folded(row[1].text) for word in words)]
        rows = [_row(panel, item) for panel, item in found[:_MAX_LISTED]]
        self._ids = [item.id for _, item in found[:_MAX_LISTED]]
        if self._first and not words:
            new = Content.assemble(" one new statement  ", (visible_line(self._first), "$quiet"))
            rows.insert(0, new)
            self._ids.insert(0, "")
        nothing = [Option(Content(" Nothing on the board holds these words."), disabled=True)]
        self.options.set_options([Option(row) for row in rows] or nothing)
        self.options.highlighted = 0 if rows else None


def _row(panel: PanelKey, item: Item) -> Content:
    return Content.assemble(f" {symbol(item)} {visible_line(item.text)}  ", (BY_KEY[panel].title, "$quiet"))
