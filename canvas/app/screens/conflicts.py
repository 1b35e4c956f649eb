"""All that two versions say differently, with both of them in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.widgets import conflict_text
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.symbols import DIFFERS
from canvas.bundled_files import style
from canvas.model.conflicts import DELETED, TEXT, Conflict
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY

_KEYS = keys_line(("go", "enter goes there"), ("dismiss", "esc closes"))


class Settle(Protocol):
    """Settles one thing."""

    def __call__(self, conflict: Conflict, *, take: bool) -> str:
        """Keep this version or take the other; why that cannot be, empty where it was done."""


class ConflictsScreen(ModalScreen[str]):
    """Walks through everything that is not settled; gives the id of an item to go to on the board."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,r", "dismiss", "Close", priority=True),
        Binding("less_than_sign", "settle(False)", "Keep this", priority=True),
        Binding("greater_than_sign", "settle(True)", "Take the other", priority=True),
        Binding("enter", "go", "Go there", priority=True),
    ]

    def __init__(
        self, unsettled: Callable[[], tuple[Conflict, ...]], settle: Settle, marked: Conflict | None = None
    ) -> None:
        """A list of both versions.

        Args:
            unsettled: tells what is not settled yet.
            settle: settles one thing.
            marked: where to begin, where that is not with the first.
        """
        super().__init__()
        self.unsettled = unsettled
        self.settle = settle
        self.found = unsettled()
        self._begin = self.found.index(marked) if marked else 0

    def compose(self) -> Iterator[Widget]:
        """The list, the two answers, the keys."""
        with Vertical(classes="dialog wide tall walk"):
            yield Static("", classes="title", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="problem", markup=False)
            with Horizontal(classes="buttons"):
                for name, label in (("keep", "< keep this"), ("take", "> take the other")):
                    button = Button(Content(label), id=name, compact=True)
                    button.can_focus = False  # the keys stay with the list
                    yield button
            yield Static(_KEYS, classes="hint")

    def on_mount(self) -> None:
        """List what there is."""
        self._list(self._begin)

    def on_click(self, event: events.Click) -> None:
        """A second click goes there."""
        if event.chain > 1 and isinstance(self.get_widget_at(*event.screen_offset)[0], OptionList):
            self.action_go()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Settle what is marked."""
        self.action_settle(event.button.id == "take")

    def action_settle(self, take: bool) -> None:
        """Settle what is marked, and go on to the next."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        problem = self.settle(self.found[at], take=take)
        self._tell(problem)
        if not problem:
            self.found = self.unsettled()
            if self.found:
                self._list(min(at, len(self.found) - 1))
            else:
                self.dismiss(None)

    def action_go(self) -> None:
        """Go to the item on the board."""
        at = self.query_one(OptionList).highlighted
        item = self.found[at].item if at is not None else None
        if item:
            self.dismiss(item.id)
        else:
            self._tell("This is what the canvas says of itself: < or > settles it.")

    def _list(self, marked: int) -> None:
        listed = self.query_one(OptionList)
        listed.set_options(Option(_shown(conflict)) for conflict in self.found)
        listed.highlighted = marked
        listed.focus()
        self.call_after_refresh(listed.scroll_to_highlight)
        what = "1 thing that two versions say differently"
        if len(self.found) > 1:
            what = f"{len(self.found)} things that two versions say differently"
        self.query_one(".title", Static).update(what)

    def _tell(self, problem: str) -> None:
        shown = self.query_one(".problem", Static)
        shown.update(problem)
        shown.set_class(bool(problem), "-said")


def _shown(conflict: Conflict) -> HangingIndent:
    name, (ours, theirs) = conflict_text.name(conflict), conflict_text.sides(conflict)
    if conflict.item is None:
        about = f"This canvas · {name}"
    else:
        panel = BY_KEY[conflict.panel]
        of = quote(conflict.item.text)
        what = {TEXT: name, DELETED: of}.get(conflict.key, f"{name} of {of}")
        about = f"{panel.number} {panel.title} · {what}"
    return HangingIndent(
        (Content.styled(f" {DIFFERS} ", "bold $warning"), Content.styled(about, "bold")),
        (Content.styled(" < ", "bold $accent"), Content(ours)),
        (Content.styled(" > ", "bold $accent"), Content(theirs)),
    )
