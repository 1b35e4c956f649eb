"""A dialog over a list of rows that follows the canvas, with a heading, a message line and keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.model.sanitize import visible
from canvas.workspace import Change, Workspace

Answer = TypeVar("Answer")
Row = TypeVar("Row")


class ListDialog(Waiting[Answer], Generic[Answer, Row]):
    """Lists rows that carry values, and headings that carry none; enter or a double click goes to one.

    Attributes:
        rows: the value of each row; None for a heading.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    HEADING: ClassVar[str] = ""
    HINT: ClassVar[VisualType] = ""
    EXTRA_CLASSES: ClassVar[str] = ""

    def __init__(self, workspace: Workspace) -> None:
        """An empty list; the dialog waits until `go_on` is called."""
        super().__init__()
        self.workspace = workspace
        self.rows: list[Row | None] = []
        self._problem = MessageLine()
        self._notice = MessageLine(classes="said")

        self._unsubscribe: Callable[[], None] = lambda: None

    @abstractmethod
    def action_go(self) -> None:
        """Go to the highlighted row."""

    @abstractmethod
    def canvas_changed(self, change: Change) -> None:
        """List the rows of another canvas."""

    def on_mount(self) -> None:
        """Observe the canvas; the handler of a subclass has run before."""
        self._unsubscribe = self.workspace.subscribe(self._workspace_changed)

    def on_unmount(self) -> None:
        """Observe the canvas no more."""
        self._unsubscribe()

    def _workspace_changed(self, change: Change) -> None:
        if change.canvas is not change.before and self.is_open:
            self.canvas_changed(change)

    def compose(self) -> Iterator[Widget]:
        """The heading, the list, the line, the keys."""
        with Vertical(classes=f"dialog wide tall walk {self.EXTRA_CLASSES}"):
            yield Static(self.HEADING, classes="title", markup=False)
            yield OptionList(compact=True)
            yield self._problem
            yield self._notice
            yield from self.below()
            yield Static(self.HINT, classes="hint")

    def below(self) -> Iterator[Widget]:
        """What stands between the line and the keys."""
        yield from ()

    def on_click(self, event: events.Click) -> None:
        """A double click goes there."""
        if event.chain > 1 and isinstance(self.get_widget_at(*event.screen_offset)[0], OptionList):
            self.action_go()

    @property
    def option_list(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    @property
    def highlighted(self) -> Row | None:
        """The value of the highlighted row; None where there is none."""
        at = self.option_list.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def list_rows(
        self, rows: Iterable[tuple[VisualType, Row | None]], wanted: Callable[[Row], bool] | None = None
    ) -> bool:
        """Replace the rows; whether there are any besides headings.

        Args:
            rows: what each shows, and its value; None makes it a heading.
            wanted: which row is highlighted; where none is, the one that was, or else the nearest.
        """
        options = self.option_list
        at, before = options.highlighted or 0, self.highlighted
        shown = list(rows)
        self.rows = [row for _, row in shown]
        options.set_options(Option(visual, disabled=row is None) for visual, row in shown)
        places = [place for place, row in enumerate(self.rows) if row is not None]
        if places:
            chosen = wanted or (lambda row: row == before)
            found = (place for place in places if (row := self.rows[place]) is not None and chosen(row))
            nearest = min(places, key=lambda place: (abs(place - at), place))
            options.highlighted = next(found, nearest)
            self.call_after_refresh(self.scroll_to_highlight)
        return bool(places)

    def scroll_to_highlight(self) -> None:
        """Bring the highlighted row into sight, and the heading above it where it is the first of all."""
        options = self.option_list
        if options.highlighted == next((p for p, row in enumerate(self.rows) if row is not None), None):
            options.scroll_home(animate=False)
        else:
            options.scroll_to_highlight()

    def set_heading(self, text: str) -> None:
        """Change the heading."""
        self.query_one(".title", Static).update(text)

    def tell(self, message: str, *, is_problem: bool = False) -> None:
        """Show a sentence below the list, as a problem or not; an empty one clears it."""
        shown = visible(message)
        self._problem.tell(shown if is_problem else "")
        self._notice.tell("" if is_problem else shown)
