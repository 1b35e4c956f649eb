"""The parked statements of all panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType

from canvas.app.dates import long_day
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.symbols import MARKS
from canvas.bundled_files import style
from canvas.model.canvas import Item
from canvas.model.sanitize import visible, visible_line
from canvas.model.schema import BY_KEY, STATUS
from canvas.model.voting import parked
from canvas.workspace import Workspace

_STATUSES = tuple(choice.key for choice in STATUS.choices)
_PARKED = "parked"
_NUMBERED = [(number, key) for number, key in enumerate(_STATUSES, 1) if key != _PARKED]
_KEYS = keys_line(
    *((f"mark({number})", f"{number} {key}") for number, key in _NUMBERED),
    ("undo", "u undo"),
    ("go", "enter goes there"),
    ("dismiss", "esc closes"),
)


class ParkedScreen(ListDialog[str, tuple[str, Item]]):
    """Lists what is parked and sets its status; gives the id of an item to go to on the board."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        style("dialogs.tcss"),
        style("versions.tcss"),
        style("deciding.tcss"),
    ]
    EXTRA_CLASSES = "parked"
    HINT = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,P", "dismiss", "Close", priority=True),
        Binding("enter", "go", "Go there", priority=True),
        Binding("u", "undo", "Undo", priority=True),
        *(Binding(str(number), f"mark({number})", key, priority=True) for number, key in _NUMBERED),
    ]

    def __init__(
        self, workspace: Workspace, set_status: Callable[[str, str], str], undo: Callable[[], str]
    ) -> None:
        """A list of what is parked.

        `set_status` takes the id of an item and a status, and returns why that is refused or nothing; `undo`
        undoes the latest edit and returns what that came to.
        """
        super().__init__(workspace)
        self.set_status = set_status
        self.undo = undo

    def on_mount(self) -> None:
        """List what is parked."""
        self.go_on(self.option_list)
        self._list()

    def action_mark(self, number: int) -> None:
        """Set the status of the highlighted item."""
        if row := self.highlighted:
            self.tell(self.set_status(row[1].id, _STATUSES[number - 1]))

    def action_undo(self) -> None:
        """Undo the latest edit."""
        before = {row[1].id for row in self.rows if row}
        self.tell(self.undo())
        self._list(lambda row: row[1].id not in before)

    def canvas_changed(self) -> None:
        """List what is parked now."""
        self._list()

    def action_go(self) -> None:
        """Go to the item on the board."""
        if row := self.highlighted:
            self.dismiss(row[1].id)

    def _list(self, wanted: Callable[[tuple[str, Item]], bool] | None = None) -> None:
        found = parked(self.workspace.canvas)
        self.list_rows(((_row(panel, item), (panel, item)) for panel, item in found), wanted)
        count = len(found)
        title = f"Parked: {count}. What should happen with {'it' if count == 1 else 'them'}?"
        self.set_heading(title if count else "Nothing is parked any more.")


def _row(panel: str, item: Item) -> HangingIndent:
    text = Content(visible(item.text).strip() or "(no text)")
    facts = [f"{BY_KEY[panel].number} {BY_KEY[panel].title}", visible_line(item.owner).strip()]
    facts += [f"by {long_day(item.due)}" if item.due else "", visible_line(item.next).strip()]
    where = Content.styled(" · ".join(filter(None, facts)), "$quiet")
    return HangingIndent((Content.styled(f" {MARKS[_PARKED]} ", "bold"), text), (Content(""), where))
