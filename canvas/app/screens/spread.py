"""The answers of the room: how they are distributed, never who gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType

from canvas.app.bindings import binding_of
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey, Key
from canvas.bundled_files import style
from canvas.exports.phrases import counted
from canvas.room_phrases import asked_line, spread_rows
from canvas.workspace import Workspace
from canvas.workspace_meet import RoomLink


class SpreadScreen(ListDialog[bool, str]):
    """Shows the answers to the latest ask as they come; gives whether they are to be put in the canvas."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("versions.tcss")]
    EXTRA_CLASSES = "spread"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", priority=True),
        binding_of("review", "reveal"),
    ]

    def __init__(self, workspace: Workspace, link: RoomLink) -> None:
        super().__init__(workspace)
        self.link = link
        self._leave_room: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Follow the room."""
        self._leave_room = self.link.subscribe(self.canvas_changed)
        self.go_on(self.option_list)
        self.canvas_changed()

    def on_unmount(self) -> None:
        """Let go of the room; the handler of the base class runs as well."""
        self._leave_room()

    def on_resize(self) -> None:
        """Fit the bars to the size."""
        self.call_after_refresh(self.canvas_changed)

    def canvas_changed(self) -> None:
        """Show the answers there are now."""
        if not self.is_open:
            return
        link, spread = self.link, self.link.spread()
        asked = asked_line(link.asked, self.workspace.canvas, is_open=link.is_asking)
        answered = counted(spread.answered, "phone") if spread.answered else "No phone"
        self.set_heading(f"{asked}\n{answered} answered{'' if spread.answered else ' yet'}.")
        width = self.option_list.size.width or self.app.size.width - 8
        rows = list(spread_rows(spread, self.workspace.canvas, width))
        hidden = "The answers to a review are shown once it is revealed."
        if link.asked.activity == "review":
            self.list_rows(((Content(hidden), None),))
        else:
            self.list_rows((_row(text, lines), text) for text, lines in rows)
        self.keys.show(*self._keys())

    def _keys(self) -> Iterator[Key]:
        if self.link.has_results:
            yield ("go", "enter closes the question and puts the answers in the canvas")
        if (
            not self.link.room.asked().is_revealed
            and self.link.is_asking
            and self.link.asked.activity != "review"
        ):
            yield BoundKey("reveal", "shows them on the phones")
        yield ("leave", "esc closes")

    def action_go(self) -> None:
        """Put the answers in the canvas."""
        if self.link.has_results:
            self.dismiss(True)
        else:
            is_done = bool(self.link.spread().answered)
            self.tell("The answers are in the canvas already." if is_done else "Nobody has answered yet.")

    def action_reveal(self) -> None:
        """Show the answers on every phone."""
        if self.link.is_asking and self.link.asked.activity != "review":
            self.link.reveal()
            self.tell("Every phone shows how the room answered.")
            self.canvas_changed()

    def action_leave(self) -> None:
        """Go back; the room may go on answering."""
        self.dismiss(False)


def _row(text: str, lines: tuple[str, ...]) -> HangingIndent:
    bars = [(Content("  "), Content.styled(line, "bold")) for line in lines]
    return HangingIndent((Content(""), Content(text)), *bars)
