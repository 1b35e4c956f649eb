"""Every key, from the one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.keys import BY_ID, Action, groups
from canvas.app.screens.dialog import Dialog
from canvas.app.widgets.symbols import MARKED, MARKED_HERE, MARKS, SINCE

if TYPE_CHECKING:
    from canvas.app.host import Host

_KEYS_WIDTH = 12


class HelpScreen(Dialog[None]):
    """Shows what each key does, and what the symbols mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,f1,enter", "dismiss", "Close", priority=True)
    ]

    app: Host

    def compose(self) -> Iterator[Widget]:
        """Yield the groups of keys, the legend and the mouse."""
        with Vertical(classes="dialog wide tall"):
            yield Static("Keys", classes="title", markup=False)
            with VerticalScroll():
                for name, actions in groups(self.app.key_map.actions).items():
                    yield Static(Content.styled(name, "bold $accent"))
                    for keys, help_text in _rows(actions):
                        yield Static(
                            Content.assemble((f"{keys:<{_KEYS_WIDTH}}", "bold"), help_text), classes="row"
                        )
                    yield Static("")
                yield Static(Content.styled("Marks", "bold $accent"))
                for row in _LEGEND:
                    yield Static(row, classes="row", markup=False)
            yield Static("↑ ↓ scroll · esc closes", classes="hint", markup=False)


_LEGEND = (
    "   ".join(f"{symbol} {status}" for status, symbol in MARKS.items()),
    "   ".join(f"{symbol} {meaning}" for symbol, meaning in SINCE.items()),
    f"{MARKED} selected   {MARKED_HERE} selected, and under the cursor",
    "Click on a status to choose another; ctrl+click, shift+click or alt+click to select.",
    "The mouse too: click, twice to reword, right for more, drag to move, wheel to scroll.",
)


def _rows(actions: list[Action]) -> Iterator[tuple[str, str]]:
    """The keys and help of some actions, with one row for the eight panels."""
    numbered = [action for action in actions if action.id.startswith("panel_")]
    for action in actions:
        if action not in numbered:
            yield action.keys_shown, action.help
        elif action is numbered[0]:
            own = any(action.keys != BY_ID[action.id].keys for action in numbered)
            shown = " ".join(action.keys_shown for action in numbered) if own else "1 to 8"
            yield shown, "go to that panel"
