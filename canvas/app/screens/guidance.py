"""The whole help with a panel on a screen of its own, and from there to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.widgets.guidance import everything
from canvas.bundled_files import style
from canvas.model.canvas import Canvas
from canvas.model.schema import CELLS, PANELS


class GuidanceScreen(ModalScreen[str]):
    """Shows the help with one panel after the other; gives the one that was looked at last."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,i,I", "close", "Close", priority=True),
        Binding("tab,right,l", "turn(1)", "Next panel", priority=True),
        Binding("shift+tab,left,h", "turn(-1)", "Previous panel", priority=True),
        *(Binding(str(panel.number), f"panel('{panel.key}')", show=False, priority=True) for panel in PANELS),
    ]

    def __init__(self, canvas: Canvas, active: str) -> None:
        """The help with a panel.

        Args:
            canvas: tells what is missing.
            active: the key of the panel to begin with.
        """
        super().__init__()
        self.canvas = canvas
        self.active = active

    def compose(self) -> Iterator[Widget]:
        """The text, and the keys."""
        with Vertical(classes="dialog tall"):
            with VerticalScroll():
                yield Static(everything(self.canvas, self.active), id="help-text", markup=False)
            yield Static("↑ ↓ scroll · ← → other panels · esc closes", classes="hint", markup=False)

    def action_turn(self, steps: int) -> None:
        """The help with the next or previous panel."""
        self.action_panel(CELLS[(CELLS.index(self.active) + steps) % len(CELLS)])

    def action_panel(self, key: str) -> None:
        """The help with a panel."""
        self.active = key
        self.query_one("#help-text", Static).update(everything(self.canvas, key))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_close(self) -> None:
        """Go back to the board, to the panel that was read about last."""
        self.dismiss(self.active)
