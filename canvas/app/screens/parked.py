"""All that was put off, to be taken up again before people leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

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


class ParkedScreen(ModalScreen[str]):
    """Walks through what is parked; gives the id of an item to go to on the board."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        style("dialogs.tcss"),
        style("versions.tcss"),
        style("deciding.tcss"),
    ]
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
        self.found = parked()

    def compose(self) -> Iterator[Widget]:
        """The list and the keys."""
        with Vertical(classes="dialog wide tall walk parked"):
            yield Static("", classes="title", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="said", markup=False)
            yield Static(_KEYS, classes="hint")

    def on_mount(self) -> None:
        """List what there is."""
        self._list(0)

    def on_click(self, event: events.Click) -> None:
        """A second click goes there."""
        if event.chain > 1 and isinstance(self.get_widget_at(*event.screen_offset)[0], OptionList):
            self.action_go()

    def action_mark(self, number: int) -> None:
        """Give the marked item another status, and go on to the next."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        status = _STATUSES[number - 1]
        self._tell(self.take_up(self.found[at][1].id, status))
        self._list(at)

    def action_undo(self) -> None:
        """Take the latest change back."""
        at = self.query_one(OptionList).highlighted or 0
        before = {item.id for _, item in self.found}
        self._tell(self.take_back())
        self.found = self.parked()
        back = (position for position, (_, item) in enumerate(self.found) if item.id not in before)
        self._list(next(back, at))

    def action_go(self) -> None:
        """Go to the item on the board."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self.found[at][1].id)

    def _list(self, marked: int) -> None:
        self.found = self.parked()
        listed = self.query_one(OptionList)
        listed.set_options(Option(_shown(panel, item)) for panel, item in self.found)
        listed.highlighted = min(marked, len(self.found) - 1) if self.found else None
        listed.focus()
        self.call_after_refresh(listed.scroll_to_highlight)
        count = len(self.found)
        title = f"{count} parked: what shall become of {'it' if count == 1 else 'them'}?"
        self.query_one(".title", Static).update(title if count else "Nothing is parked any more.")

    def _tell(self, sentence: str) -> None:
        shown = self.query_one(".said", Static)
        shown.update(visible(sentence))
        shown.set_class(bool(sentence), "-said")


def _shown(panel: str, item: Item) -> HangingIndent:
    text = Content(visible(item.text).strip() or "(no text)")
    where = Content.styled(f"{BY_KEY[panel].number} {BY_KEY[panel].title}", "$quiet")
    return HangingIndent((Content.styled(f" {MARKS[_PARKED]} ", "bold"), text), (Content(""), where))
