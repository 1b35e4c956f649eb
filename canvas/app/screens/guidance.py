"""All of the guidance for a panel, on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.bindings import binding_of
from canvas.app.keys import PANEL_ACTIONS, ActionId
from canvas.app.screens.dialog import Dialog
from canvas.app.screens.message_line import KeyNotice
from canvas.app.widgets.guidance import everything
from canvas.app.widgets.keys_line import KeysLine
from canvas.model.canvas import Canvas
from canvas.model.schema import CELLS, PANELS

CLOSING: tuple[ActionId, ...] = ("guidance", "more_guidance")
"""The actions whose keys close it: those that open it."""


class GuidanceScreen(Dialog[str], KeyNotice):
    """Shows the guidance for one panel after the other; gives the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", priority=True),
        *(binding_of(name, "close") for name in CLOSING),
        Binding("tab,right", "turn(1)", "Next panel", priority=True),
        Binding("shift+tab,left", "turn(-1)", "Previous panel", priority=True),
        binding_of("right", "turn(1)"),
        binding_of("left", "turn(-1)"),
        *(
            binding_of(name, f"panel('{panel.key}')")
            for name, panel in zip(PANEL_ACTIONS, PANELS, strict=True)
        ),
    ]

    def __init__(self, canvas: Canvas, active: str) -> None:
        super().__init__()
        self.canvas = canvas
        self.active = active

    def compose(self) -> Iterator[Widget]:
        """Yield the text and the keys."""
        with Vertical(classes="dialog tall"):
            with VerticalScroll():
                text = everything(self.canvas, self.active, self.app.key_map.told)
                yield Static(text, id="help-text", markup=False)
            yield self.notice
            yield KeysLine(("", "↑ ↓ scroll"), ("turn(1)", "← → other panels"), ("close", "esc closes"))

    def action_turn(self, steps: int) -> None:
        """Show the next or previous panel."""
        self.action_panel(CELLS[(CELLS.index(self.active) + steps) % len(CELLS)])

    def action_panel(self, key: str) -> None:
        """Show a panel."""
        self.active = key
        self.notice.tell("")
        self.query_one("#help-text", Static).update(everything(self.canvas, key, self.app.key_map.told))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_close(self) -> None:
        """Close, and give the panel that shows."""
        self.dismiss(self.active)
