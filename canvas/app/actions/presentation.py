"""The presentation."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from canvas.app.actions.base import CommandContext, Commands

if TYPE_CHECKING:
    from canvas.app.screens.present.screen import PresentScreen
    from canvas.exports.slides.deck import SlidePosition

_COLLECT_AFTER_SECONDS = 0.2
"""Delay before garbage collection after a presentation, when the program is idle."""


class PresentationCommands(Commands):
    """Opens the presentation on top of the board, which goes on below it."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context)
        self.shown: PresentScreen | None = None
        self._next_position: SlidePosition | None = None

    def present(self) -> None:
        self.board.end_typing(keep=True)
        self.board.end_drag()
        from canvas.app.screens.present.screen import PresentScreen

        self.say("")
        spot = (self.board.active, self.focus)

        def left(position: SlidePosition | None) -> None:
            """Restore the cursor, should something have moved it meanwhile."""
            self.shown, self._next_position = None, position
            if (self.board.active, self.focus) != spot:
                self.go(spot)
            self.context.host.set_timer(_COLLECT_AFTER_SECONDS, gc.collect)

        self.shown = PresentScreen(self.workspace, self.today, left, self._next_position)
        self.context.host.push_screen(self.shown)

    @property
    def is_shown_idle(self) -> bool:
        """Whether the presentation is on top and nothing is typed in it."""
        shown = self.shown
        return shown is not None and self.context.host.screen is shown and not shown.is_typing
