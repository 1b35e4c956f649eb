"""The base of a filtered list of statements that are edited in it, once tab gives the keys to the list."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from canvas.app.keys import ActionId
from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.screens.item_keys import item_bindings
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.item_stage import ItemActions
from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.row_list import RowList
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import visible
from canvas.workspace import Change, Workspace

Answer = TypeVar("Answer")


class _StatementList(RowList):
    """The list, with the keys of the actions on statements while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *item_bindings(of_widget=True),
        Binding("asterisk", "screen.stand_out", priority=True),
    ]


class FilterStatementsScreen(FilterListScreen[Answer]):
    """A filtered list whose rows are statements, as they are now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "switch", "To the list, and back", priority=True),
    ]

    LIST = _StatementList
    by: str

    def __init__(
        self, workspace: Workspace, item_actions: ItemActions, question: str, placeholder: str, *keys: Key
    ) -> None:
        super().__init__(question, placeholder, *keys)
        self.input.select_on_focus = False  # coming back from the list, one goes on typing
        self.workspace = self.keys.workspace = workspace
        self.handlers = item_actions(self)
        self._message = MessageLine()
        self._unsubscribe: Callable[[], None] = lambda: None

    @property
    @abstractmethod
    def item(self) -> Item | None:
        """The highlighted statement, as it is now."""

    @abstractmethod
    def list_again(self, canvas: Canvas) -> None:
        """List the same statements as they are in a canvas."""

    @abstractmethod
    def show_keys(self) -> None:
        """Show the keys of the input or of the list, whichever has them."""

    def on_mount(self) -> None:
        """Follow the canvas, and bind the keys of the list."""
        super().on_mount()
        self.mount(self._message, after=self.options)
        self.app.key_map.bind(self.options)
        self._unsubscribe = self.workspace.subscribe(self._changed)

    def on_unmount(self) -> None:
        """Follow the canvas no more."""
        self._unsubscribe()

    def _changed(self, change: Change) -> None:
        if change.canvas is not change.before and self.is_mounted:
            self.list_again(change.canvas)

    @property
    def is_on_list(self) -> bool:
        """Whether letters are keys of the list, and not words to find."""
        return self.focused is self.options

    def action_switch(self) -> None:
        """Give the keys to the list, or back to the words."""
        if self.is_on_list:
            self.input.focus()
        elif self.item:
            self.options.focus()
        self.call_next(self.show_keys)

    def action_item(self, action: ActionId) -> None:
        """Carry out an action on the highlighted statement."""
        self.handlers[action]()

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence below the list."""
        self._message.tell(visible(message), is_problem=warning)

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Push a dialog, and go on with its answer."""
        self.app.ask(screen, then)
