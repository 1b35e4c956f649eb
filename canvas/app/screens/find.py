"""Search the statements of every panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from canvas.app.host import Host
from canvas.app.keys import ActionId
from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.screens.item_keys import ON_STATEMENT_KEYS, ask_above, item_bindings
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.item_stage import ItemActions
from canvas.app.widgets.key_hints import BoundKey, Key
from canvas.app.widgets.row_list import RowList
from canvas.app.widgets.symbols import symbol
from canvas.model.canvas import Item
from canvas.model.sanitize import shorten, visible, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.search import Found
from canvas.model.search_index import SearchIndex
from canvas.workspace import Change, Workspace

_MAX_LISTED = 200
_MAX_REASON_COLUMNS = 40

Answer = str | frozenset[str]
"""The id of the item to go to, or the ids of all that are to stand out on the board."""


class _FoundList(RowList):
    """The list, with the keys of the actions on statements while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *item_bindings(of_widget=True),
        Binding("asterisk", "screen.stand_out", priority=True),
    ]


class FindScreen(FilterListScreen[Answer]):
    """Lists the items that match; tab gives the keys to the list, where statements are edited.

    What is edited there stays listed until other words are typed, whether or not it still matches.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "switch", "To the list, and back", priority=True),
    ]

    LIST = _FoundList
    by = "find"
    app: Host

    def __init__(self, workspace: Workspace, today: date, item_actions: ItemActions) -> None:
        super().__init__("Find in every panel", "words, in any order", ("dismiss", "esc"))
        self.input.select_on_focus = False  # coming back from the list, one goes on typing
        self.workspace = workspace
        self.index = SearchIndex(today)
        self.handlers = item_actions(self)
        self._listed: tuple[Found, ...] = ()
        self._notice = MessageLine(classes="said")
        self._problem = MessageLine()
        self._unsubscribe: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Follow the canvas, and bind the keys of the list."""
        super().on_mount()
        self.mount_all((self._problem, self._notice), after=self.options)
        self.app.key_map.bind(self.options)
        self._unsubscribe = self.workspace.subscribe(self._changed)

    def on_unmount(self) -> None:
        """Follow the canvas no more."""
        self._unsubscribe()

    # What is listed

    @property
    def is_on_list(self) -> bool:
        """Whether letters are keys of the list, and not words to find."""
        return self.focused is self.options

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
        self._show_keys()

    def _list(self) -> None:
        self.options.set_options(Option(_row(found), id=found.item.id) for found in self._listed)

    def _changed(self, change: Change) -> None:
        """List the same items as they are now."""
        if change.canvas is change.before or not self.is_mounted:
            return
        at = self.options.highlighted
        now = ((found, change.canvas.item(found.item.id)) for found in self._listed)
        self._listed = tuple(found._replace(item=item) for found, item in now if item)
        self._list()
        if self._listed and at is not None:
            self.options.highlighted = min(at, len(self._listed) - 1)

    def _show_keys(self) -> None:
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

    # Editing what was found

    def action_switch(self) -> None:
        """Give the keys to the list, or back to the words."""
        if self.is_on_list:
            self.input.focus()
        elif self._listed:
            self.options.focus()
        self.call_next(self._show_keys)

    def action_item(self, action: ActionId) -> None:
        """Carry out an action on the highlighted statement."""
        self.handlers[action]()

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence below the list."""
        self._problem.tell(visible(message) if warning else "")
        self._notice.tell("" if warning else visible(message))

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Push a dialog, and go on with its answer."""
        ask_above(self.app, screen, then)


def _row(found: Found) -> Content:
    panel, item, why = found
    reason = f" · {shorten(visible_line(why), _MAX_REASON_COLUMNS)}" if why else ""
    return Content.assemble(
        f" {symbol(item)} {visible_line(item.text)}  ",
        (f"{BY_KEY[panel].number} {BY_KEY[panel].title}", "$quiet"),
        (reason, "$quiet"),
    )
