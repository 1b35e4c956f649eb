"""A line that stays open for paper slips, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from canvas.app.screens.dialog import Dialog
from canvas.app.screens.message_line import MessageLine
from canvas.app.widgets.grid_sizes import TRAY_MIN_COLUMNS
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.line_input import LineInput
from canvas.bundled_files import style
from canvas.meet.types import Contribution
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY
from canvas.model.types import PanelKey
from canvas.room_phrases import slip_refused
from canvas.workspace_meet import RoomLink


class SlipsScreen(Dialog[None]):
    """Puts what is typed into the tray; enter keeps a slip and opens the next."""

    CSS_PATH: ClassVar = [style("dialogs.tcss"), style("versions.tcss"), style("room.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", priority=True)]

    def __init__(self, link: RoomLink, panel: PanelKey) -> None:
        """Slips for the panel that the room was asked about, else for this one."""
        super().__init__()
        self.link = link
        self.panel = panel
        self._refused = ""
        self.input = LineInput(placeholder="what the slip says", compact=True)
        self._title = Static("", classes="title", markup=False)
        self._message = MessageLine()

    def compose(self) -> Iterator[Widget]:
        """Yield the question, the line, what was kept and the keys."""
        with Vertical(classes="dialog wide walk"):
            yield self._title
            yield self.input
            yield self._message
            yield KeysLine(("", "enter keeps it, and the next"), ("leave", "esc ends"))

    def on_mount(self) -> None:
        """Ask for the next slip."""
        self._ask()

    def on_resize(self) -> None:
        """Leave the tray in sight."""
        self.set_class(self.app.size.width >= TRAY_MIN_COLUMNS, "-beside")

    @property
    def _for(self) -> PanelKey:
        """The panel that a slip is for."""
        asked = self.link.asked
        return (asked.panel if asked.activity == "write" else None) or self.panel

    def _ask(self) -> None:
        panel = self._for
        number = sum(each.origin == "slip" for each in self.link.room.contributions()) + 1
        self._title.update(f"Slip {number}, for {BY_KEY[panel].numbered_title}")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep a slip, and ask for the next; an empty line ends."""
        if not event.value.strip():
            self.dismiss(None)
            return
        self._keep()

    def _keep(self) -> bool:
        """Keep what stands in the line; says so, or why that cannot be."""
        kept = self.link.room.slip(self.input.value, self._for)
        is_kept = isinstance(kept, Contribution)
        self._refused = "" if is_kept else self.input.value
        told = f"In the tray: {quote(kept.text)}" if isinstance(kept, Contribution) else slip_refused(kept)
        self._message.tell(told, is_problem=not is_kept)
        if is_kept:
            self.input.value = ""
            self._ask()
            self.link.publish()  # the tray below lists it before the next key
        return is_kept

    def action_leave(self) -> None:
        """Keep what stands in the line, and end; stay once where it cannot be kept."""
        typed = self.input.value
        if not typed.strip() or typed == self._refused or self._keep():
            self.dismiss(None)
