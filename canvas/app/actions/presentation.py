"""The presentation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.app.actions.on_items import on_stage

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext
    from canvas.exports.slides.deck import SlidePosition
    from canvas.model.types import ItemId, PanelKey

_GUARD_SECONDS = 0.5
"""Seconds after the presentation in which nothing is deleted on the board."""


class PresentationCommands(Commands):
    """Opens the presentation on top of the board, which goes on below it."""

    def __init__(self, context: CommandContext, open_tray: Callable[[PanelKey, ItemId | None], None]) -> None:
        """Commands that open the tray of a meeting above a slide with ``open_tray``."""
        super().__init__(context)
        self._open_tray = open_tray
        self._next_position: SlidePosition | None = None
        self._left_at = -_GUARD_SECONDS

    def present(self, begin: SlidePosition | None = None) -> None:
        """Show the slides from one on: where they were left last, unless another is given."""
        self.board.end_typing(keep=True)
        self.board.end_drag()
        from canvas.app.screens.present.meeting import SlideRoom
        from canvas.app.screens.present.screen import PresentScreen

        if begin is None:
            self.say("")
        spot = (self.board.active, self.focus)

        def left(position: SlidePosition | None) -> None:
            """Restore the cursor, should something have moved it meanwhile."""
            self._next_position, self._left_at = position, monotonic()
            if (self.board.active, self.focus) != spot:
                self.go(spot)
            self._tell_what_was_left_out()

        item_actions = partial(on_stage, self.context)
        screen = PresentScreen(
            *(self.workspace, self.today, item_actions, left, begin or self._next_position),
            key_map=self.context.host.key_map,
            room=SlideRoom(self._open_tray, self._look_at),
        )
        self.context.host.push_screen(screen)

    def _look_at(self, panel: PanelKey | None, item: ItemId | None) -> None:
        """Tell the room of a meeting what the slide shows."""
        if room := self.context.room:
            room.look_at(panel, item)

    def _tell_what_was_left_out(self) -> None:
        """Say on the board why the slides count fewer: they show no trace of internal statements."""
        from canvas.exports.audience_filter import filtered_for
        from canvas.exports.phrases import counted
        from canvas.exports.slides.slide_text import AUDIENCE

        canvas = self.workspace.canvas
        if self.context.message:  # news that came while the slides were shown
            return
        if missing := len(canvas) - len(filtered_for(canvas, AUDIENCE)):
            were = "was" if missing == 1 else "were"
            self.say(f"{counted(missing, 'internal statement')} {were} not on the slides, nor counted there.")

    @property
    def was_just_left(self) -> bool:
        """Whether the slides were left so recently that a key may still have been meant for them."""
        return monotonic() - self._left_at < _GUARD_SECONDS
