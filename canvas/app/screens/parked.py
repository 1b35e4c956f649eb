"""The parked statements of all panels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.types import CSSPathType

from canvas.app.bindings import binding_of
from canvas.app.dates import short_day
from canvas.app.keys import ActionId
from canvas.app.screens.item_keys import ON_STATEMENT_KEYS, item_bindings
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.item_stage import ItemActions
from canvas.app.widgets.later_indent import LaterIndent
from canvas.app.widgets.symbols import MARKS, NO_TEXT, SYMBOL_COLUMNS
from canvas.bundled_files import style
from canvas.model.canvas import Item
from canvas.model.sanitize import visible, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.voting import parked
from canvas.workspace import Workspace

_PARKED = "parked"

_LONGEST_DAY = "by 30 Sep 2027"
"""As long as what a row may say of a day."""


class ParkedScreen(ListDialog[str, tuple[str, Item]]):
    """Lists what is parked and sets its status; gives the id of an item to go to on the board."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        style("dialogs.tcss"),
        style("versions.tcss"),
        style("deciding.tcss"),
    ]
    EXTRA_CLASSES = "parked"
    KEYS = (*ON_STATEMENT_KEYS, ("dismiss", "esc closes"))
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("parked", "dismiss"),
        *item_bindings(),
    ]

    by = "parked"

    def __init__(self, workspace: Workspace, item_actions: ItemActions) -> None:
        super().__init__(workspace)
        self.handlers = item_actions(self)

    def on_mount(self) -> None:
        """List what is parked."""
        self.go_on(self.option_list)
        self._list()

    @property
    def item(self) -> Item | None:
        """The highlighted statement."""
        return self.highlighted[1] if self.highlighted else None

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a sentence below the list."""
        self.tell(message, is_problem=warning)

    def action_item(self, action: ActionId) -> None:
        """Carry out an action on the highlighted statement; one that comes back is highlighted."""
        before = {row[1].id for row in self.rows if row}
        self.handlers[action]()
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
        self.list_rows(((_row(panel, item, self.app.today), (panel, item)) for panel, item in found), wanted)
        count = len(found)
        title = f"Parked: {count}. What should happen with {'it' if count == 1 else 'them'}?"
        self.set_heading(title if count else "Nothing is parked any more.")


def _row(panel: str, item: Item, today: date) -> LaterIndent:
    """The row of a statement, which is made when it is painted."""
    facts = [BY_KEY[panel].title, item.owner, _LONGEST_DAY if item.due else "", item.next]
    longest = "1 " + " - ".join(filter(None, map(str.strip, map(visible_line, facts))))
    text = visible(item.text).strip() or NO_TEXT
    return LaterIndent(partial(_made_row, panel, item, today), SYMBOL_COLUMNS, text, longest_facts=longest)


def _made_row(panel: str, item: Item, today: date) -> HangingIndent:
    text = Content(visible(item.text).strip() or NO_TEXT)
    facts = [BY_KEY[panel].numbered_title, visible_line(item.owner).strip()]
    facts += [f"by {short_day(item.due, today)}" if item.due else "", visible_line(item.next).strip()]
    where = tuple(Content.styled(fact, "$quiet") for fact in filter(None, facts))
    return HangingIndent((Content.styled(f" {MARKS[_PARKED]} ", "bold"), text), (Content(""), where))
