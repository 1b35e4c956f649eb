"""Every key, from the one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.keys import BY_ID, Action, groups
from canvas.app.widgets.symbols import MARKED, MARKED_HERE, MARKS, SINCE
from canvas.bundled_files import style

if TYPE_CHECKING:
    from canvas.app.host import Host

_KEYS_WIDTH = 12


class HelpScreen(ModalScreen[None]):
    """What each key does, and what the marks mean."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close", priority=True),
    ]

    app: Host

    def compose(self) -> Iterator[Widget]:
        """The groups of the table, one below the other."""
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
                marks = "   ".join(f"{mark} {status}" for status, mark in MARKS.items())
                yield Static(Content(marks), classes="row")
                since = "   ".join(f"{mark} {meaning}" for mark, meaning in SINCE.items())
                yield Static(Content(since), classes="row")
                marked = f"{MARKED} marked   {MARKED_HERE} marked, and under the cursor"
                yield Static(Content(marked), classes="row")
                clicks = "Click on a status to choose another; ctrl+click, shift+click or alt+click to mark."
                yield Static(Content(clicks), classes="row")
                mouse = (
                    "The mouse too: click, twice to reword, right for more, drag to move, wheel to scroll."
                )
                yield Static(Content(mouse), classes="row")
            yield Static("↑ ↓ scroll · esc closes", classes="hint", markup=False)


def _rows(actions: list[Action]) -> Iterator[tuple[str, str]]:
    """The keys and help of some actions; the eight keys of the panels as one."""
    numbered = [action for action in actions if action.id.startswith("panel_")]
    for action in actions:
        if action not in numbered:
            yield action.keys_shown, action.help
        elif action is numbered[0]:
            own = any(action.keys != BY_ID[action.id].keys for action in numbered)
            shown = " ".join(action.keys_shown for action in numbered) if own else "1 to 8"
            yield shown, "go to that panel"
