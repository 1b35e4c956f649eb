"""Showing the canvas to the room."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from canvas.app.actions.base import Acting
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit

if TYPE_CHECKING:
    from canvas.app.screens.present.screen import PresentScreen
    from canvas.exports.slides.deck import SlidePosition

_TIDIED = 0.2
"""How many seconds after the presentation was left its remains are cleared away."""


class Presenting(Acting):
    """Opens the presentation on top of the board, which goes on below it."""

    presentation: PresentScreen | None = None
    """What shows the canvas to the room, while it does."""
    left_at: SlidePosition | None = None
    """The panel's slide at which the presentation was left, so that it can go on there."""

    _eye: tuple[str, str | None] = ("", None)

    def action_present(self) -> None:
        self.board.end_typing(keep=True)
        self.board.end_drag()
        from canvas.app.screens.present.screen import PresentScreen

        self.say("")
        self._eye = (self.board.active, self.looking_at)
        self.presentation = PresentScreen(self, self.left_at)
        self.app.push_screen(self.presentation)

    def presented(self, left_at: SlidePosition | None) -> None:
        """The presentation is left: the eye goes to where it was, should something have moved it meanwhile.

        Args:
            left_at: the slide to go on with the next time; the first where None.
        """
        self.presentation, self.left_at = None, left_at
        panel, item = self._eye
        place = self.session.canvas.place(item) if item else None
        if (self.board.active, self.looking_at) != self._eye:
            self.board.look_at(*(place or (panel,)))
        # Nobody waits just now. Left to itself that would happen as a later presentation opens, and be seen.
        self.set_timer(_TIDIED, gc.collect)

    def show_lines(self) -> None:
        """Bring all that shows up to date, the slide too."""
        super().show_lines()
        if self.presentation:
            self.presentation.canvas_changed()

    @property
    def is_undisturbed(self) -> bool:
        """A slide bears another canvas below it, as long as nothing is typed there."""
        shown = self.presentation
        return super().is_undisturbed or bool(shown and self.app.screen is shown and not shown.is_typing)

    def change_below(self, edit: Callable[[Canvas], Edit]) -> Edit:
        """Make an edit for the presentation: the eye stays where it is on the board.

        Raises:
            EditError: where it cannot be made.
        """
        eye = self.looking_at
        made = self.session.make(edit, looking_at=eye)
        self.show_below(eye)
        return made

    def show_below(self, eye: str | None) -> None:
        """Show the canvas on the board, with the eye on the item it was on."""
        self.board.show(self.session.canvas, eye)
        self.show_lines()
