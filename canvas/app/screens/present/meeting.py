"""A meeting while presenting: its agenda, and the room with its tray."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId

if TYPE_CHECKING:
    from canvas.app.screens.present.stage import Stage
    from canvas.model.types import PanelKey


class SlideRoom(NamedTuple):
    """The room of a meeting, as slides see it.

    Attributes:
        open_tray: opens what it brings in, for the panel and the statement that are talked about.
        look_at: tells it what is talked about.
    """

    open_tray: Callable[[PanelKey, ItemId | None], None]
    look_at: Callable[[PanelKey | None, ItemId | None], object]


class SlideMeeting:
    """Shows the agenda and the tray, and tells the room what the slide is about."""

    def __init__(self, stage: Stage, room: SlideRoom) -> None:
        self._stage = stage
        self._room = room

    def show_agenda(self) -> None:
        """Show the agenda of the meeting that runs, as far as those in the room may read it."""
        from canvas.app.screens.meeting import agenda_viewer  # noqa: PLC0415 - few presentations want it

        stage = self._stage
        if shown := agenda_viewer(stage.workspace.canvas, stage.today):
            stage.open_dialog(shown, lambda _: None)
        else:
            stage.paint("No meeting runs whose agenda the room may read.")

    def open_tray(self) -> None:
        """Open the tray of the meeting."""
        selected = self._stage.slideshow.selected
        self._room.open_tray(BY_KEY[self._stage.panel_in_sight].key, ItemId(selected) if selected else None)

    def follow(self) -> None:
        """Tell the room which panel the slide is of, and which statement is selected while unlocked."""
        slideshow = self._stage.slideshow
        selected = slideshow.selected if slideshow.is_unlocked else ""
        panel = BY_KEY[slideshow.panel].key if slideshow.panel else None
        self._room.look_at(panel, ItemId(selected) if selected else None)
