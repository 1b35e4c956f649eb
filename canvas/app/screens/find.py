"""Search the statements of every panel."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.visual import VisualType
from textual.widgets.option_list import Option

from canvas.app.screens.filter_statements import FilterStatementsScreen
from canvas.app.screens.item_keys import ON_STATEMENT_KEYS
from canvas.app.widgets.fitting_line import FittingLine
from canvas.app.widgets.item_stage import ItemActions
from canvas.app.widgets.key_hints import BoundKey, Key
from canvas.app.widgets.symbols import symbol
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import shorten, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.search import Found
from canvas.model.search_index import SearchIndex
from canvas.workspace import Workspace

_MAX_LISTED = 200
_MAX_REASON_COLUMNS = 40
_GAP = "  "

Answer = str | frozenset[str]
"""The id of the item to go to, or the ids of all that are to stand out on the board."""


class FindScreen(FilterStatementsScreen[Answer]):
    """Lists the items that match.

    What is edited in the list stays there until other words are typed, whether or not it still matches.
    """

    by = "find"

    def __init__(self, workspace: Workspace, today: date, item_actions: ItemActions) -> None:
        super().__init__(
            workspace, item_actions, "Find in every panel", "words, in any order", ("dismiss", "esc")
        )
        self.index = SearchIndex(today)
        self._listed: tuple[Found, ...] = ()

    @property
    def item(self) -> Item | None:
        """The highlighted statement, as it is now."""
        at = self.options.highlighted
        return (
            self.workspace.canvas.item(self._listed[at].item.id) if at is not None and self._listed else None
        )

    def offer(self, typed: str) -> None:
        """List the items that hold every word."""
        self._listed = self.index.find(self.workspace.canvas, typed, _MAX_LISTED)
        self.say("")
        self._list()
        if self._listed:
            self.options.highlighted = 0
        self.show_keys()

    def _list(self) -> None:
        self.options.set_options(Option(_row(found), id=found.item.id) for found in self._listed)

    def list_again(self, canvas: Canvas) -> None:
        """List the same items as they are now."""
        at = self.options.highlighted
        now = ((found, canvas.item(found.item.id)) for found in self._listed)
        self._listed = tuple(found._replace(item=item) for found, item in now if item)
        self._list()
        if self._listed and at is not None:
            self.options.highlighted = min(at, len(self._listed) - 1)

    def show_keys(self) -> None:
        """Show what was found, and what the keys do."""
        typed = self.input.value
        count = f"{self.index.count:,} found" if typed.strip() else "words, names, or disputed, late, no kind"
        way_out: Key = ("dismiss", "esc cancels")
        if not self._listed:
            self.keys.show(("", count), way_out)
        elif self.is_on_list:
            more = (BoundKey("stand_out", "shows them on the board"), ("switch", "tab to the words"))
            self.keys.show(*ON_STATEMENT_KEYS[:3], *more, *ON_STATEMENT_KEYS[3:], way_out)
        else:
            keys = (("choose_highlighted", "enter goes there"), ("switch", "tab edits them"))
            self.keys.show(("", count), ("", "↑ ↓"), *keys, way_out)

    # Answers

    def choose(self, position: int) -> None:
        """Answer with the id of an item."""
        self.dismiss(self.options.get_option_at_index(position).id)

    def action_stand_out(self) -> None:
        """Answer with all that was found."""
        self.dismiss(self.index.ids)


class _Reasoned(FittingLine):
    """A row of one line whose text is shortened where why it matches would not fit behind it."""

    def __init__(self, text: str, told: str) -> None:
        super().__init__(_joined(text, told))
        self._text, self._told = text, told

    def fitted(self, width: int) -> Content:
        """The row for a width."""
        room = max(width // 2, width - cell_len(self._told) - len(_GAP))
        return _joined(shorten(self._text, room), self._told)


def _joined(text: str, told: str) -> Content:
    return Content.assemble(text, _GAP, (told, "$quiet"))


def _row(found: Found) -> VisualType:
    panel, item, why = found
    text = f" {symbol(item)} {visible_line(item.text)}"
    where = BY_KEY[panel].numbered_title
    if why:
        return _Reasoned(text, f"{shorten(visible_line(why), _MAX_REASON_COLUMNS)} · {where}")
    return _joined(text, where)
