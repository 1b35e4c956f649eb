"""All that was put off, to be taken up again before people leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType

from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.symbols import MARKS
from canvas.bundled_files import style
from canvas.model.canvas import Item
from canvas.model.sanitize import visible
from canvas.model.schema import BY_KEY, STATUS

_STATUSES = tuple(choice.key for choice in STATUS.choices)
_PARKED = "parked"
_KEYS = keys_line(
    *((f"mark({number})", f"{number} {key}") for number, key in enumerate(_STATUSES, 1) if key != _PARKED),
    ("undo", "u undo"),
    ("go", "enter goes there"),
    ("dismiss", "esc closes"),
)


class ParkedScreen(ListDialog[str, tuple[str, Item]]):
    """Walks through what is parked; gives the id of an item to go to on the board."""

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
        *(
            Binding(str(number), f"mark({number})", key, priority=True)
            for number, key in enumerate(_STATUSES, 1)
            if key != _PARKED
        ),
    ]

    def __init__(
        self,
        parked: Callable[[], Sequence[tuple[str, Item]]],
        take_up: Callable[[str, str], str],
        take_back: Callable[[], str],
    ) -> None:
        """A list of what is parked.

        Args:
            parked: tells each item that is, with its panel's key.
            take_up: gives an item, by its id, another status; says why that cannot be, empty where it was
                done.
            take_back: undoes the latest change; says which that was.
        """
        super().__init__()
        self.parked = parked
        self.take_up = take_up
        self.take_back = take_back

    def on_mount(self) -> None:
        """List what there is."""
        self.go_on(self.option_list)
        self._list()

    def action_mark(self, number: int) -> None:
        """Give the highlighted item another status, and go on to the next."""
        if row := self.highlighted:
            self.tell(self.take_up(row[1].id, _STATUSES[number - 1]))
            self._list()

    def action_undo(self) -> None:
        """Undo the latest edit."""
        before = {row[1].id for row in self.rows if row}
        self.tell(self.take_back())
        self._list(lambda row: row[1].id not in before)

    def action_go(self) -> None:
        """Go to the item on the board."""
        if row := self.highlighted:
            self.dismiss(row[1].id)

    def _list(self, wanted: Callable[[tuple[str, Item]], bool] | None = None) -> None:
        found = self.parked()
        self.list_rows(((_shown(panel, item), (panel, item)) for panel, item in found), wanted)
        count = len(found)
        title = f"{count} parked: what shall become of {'it' if count == 1 else 'them'}?"
        self.set_heading(title if count else "Nothing is parked any more.")


def _shown(panel: str, item: Item) -> HangingIndent:
    text = Content(visible(item.text).strip() or "(no text)")
    where = Content.styled(f"{BY_KEY[panel].number} {BY_KEY[panel].title}", "$quiet")
    return HangingIndent((Content.styled(f" {MARKS[_PARKED]} ", "bold"), text), (Content(""), where))
