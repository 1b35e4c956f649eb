"""A dialog over a list of rows that follows the canvas, with a heading, a message line and keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.types import CSSPathType
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.bindings import binding_of, no_meaning
from canvas.app.keys import ActionId
from canvas.app.screens.canvas_dialog import CanvasDialog
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.row_list import RowList
from canvas.bundled_files import style
from canvas.model.sanitize import visible
from canvas.workspace import Workspace

Answer = TypeVar("Answer")
Row = TypeVar("Row")

_WALK: Final[Mapping[ActionId, str]] = {
    "down": "cursor_down",
    "up": "cursor_up",
    "first": "first",
    "last": "last",
    "page_down": "page_down",
    "page_up": "page_up",
}
"""The actions of the board that walk the list, and what an option list calls them."""

Spot = tuple[str, str | None]
"""A panel's key, and the id of an item in it; None where the item is gone."""


class ListDialog(CanvasDialog[Answer], Generic[Answer, Row]):
    """Lists rows with values, and headings without; enter or a double click goes to a row.

    Attributes:
        rows: the value of each row; None for a heading.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    HEADING: ClassVar[str] = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go there", priority=True),
        *(binding_of(name, f"walk('{how}')") for name, how in _WALK.items()),
    ]
    EXTRA_CLASSES: ClassVar[str] = ""
    HAS_ROWS_AT_ONCE: ClassVar[bool] = True
    """Whether the list has the focus from the start: it does not wait for git."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.rows: list[Row | None] = []
        self._heading = Static(self.HEADING, classes="title", markup=False)
        self.option_list = RowList(has_focus=self.HAS_ROWS_AT_ONCE)
        self._message = MessageLine()
        self.keys = KeysLine(*self.KEYS)
        self.keys.workspace = workspace

    def action_walk(self, how: str) -> None:
        """Move the highlight."""
        getattr(self.option_list, f"action_{how}")()

    @abstractmethod
    def action_go(self) -> None:
        """Go to the highlighted row."""

    def compose(self) -> Iterator[Widget]:
        """Yield the heading, the list, the message line and the keys."""
        with Vertical(classes=f"dialog wide tall walk {self.EXTRA_CLASSES}"):
            yield self._heading
            yield self.option_list
            yield self._message
            yield from self.below()
            yield self.keys

    def below(self) -> Iterator[Widget]:
        """The widgets between the message line and the keys."""
        yield from ()

    def on_click(self, event: events.Click) -> None:
        """Go to the row on a double click."""
        if event.chain > 1 and isinstance(self.get_widget_at(*event.screen_offset)[0], OptionList):
            self.action_go()

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing here."""
        if not self.is_waiting:
            self.tell(no_meaning(self, event.key, "esc closes"))

    @property
    def highlighted(self) -> Row | None:
        """The value of the highlighted row, if any."""
        at = self.option_list.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def list_rows(
        self, rows: Iterable[tuple[VisualType, Row | None]], wanted: Callable[[Row], bool] | None = None
    ) -> bool:
        """Replace the rows, each a visual with its value, None for a heading; whether there are any values.

        The highlight goes to the row that is `wanted`, else to the one that has it now, else to the nearest.
        """
        options = self.option_list
        at, before = options.highlighted or 0, self.highlighted
        shown = list(rows)
        self.rows = [row for _, row in shown]
        options.set_options(Option(visual, disabled=row is None) for visual, row in shown)
        values = [(place, row) for place, row in enumerate(self.rows) if row is not None]

        def rank(value: tuple[int, Row]) -> tuple[bool, bool, int, int]:
            place, row = value
            return not (wanted and wanted(row)), row != before, abs(place - at), place

        if values:
            options.highlighted = min(values, key=rank)[0]
            self.call_after_refresh(self.scroll_to_highlight)
        return bool(values)

    def scroll_to_highlight(self) -> None:
        """Scroll to the highlighted row; if it is the first, to the heading above it."""
        options = self.option_list
        if options.highlighted == next((p for p, row in enumerate(self.rows) if row is not None), None):
            options.scroll_home(animate=False)
        else:
            options.scroll_to_highlight()

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Push a dialog, and go on with its answer."""
        self.app.ask(screen, then)

    def is_refused(self) -> bool:
        """Whether the canvas is read-only; the reason is then shown."""
        if reason := self.workspace.read_only_reason:
            self.tell(reason, is_problem=True)
        return bool(reason)

    def set_heading(self, text: str) -> None:
        """Change the heading."""
        self._heading.update(text)

    def clear_message(self) -> None:
        """Clear what was told of the key before."""
        self.tell("")

    def tell(self, message: str, *, is_problem: bool = False) -> None:
        """Show a sentence below the list, as a problem or a notice; an empty one clears it."""
        self._message.tell(visible(message), is_problem=is_problem)
