"""Help with what belongs in a panel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Acting

if TYPE_CHECKING:
    from canvas.app.widgets.guidance import Guidance
    from canvas.model.starter_principles import Starter


class Guiding(Acting):
    """Shows the help beside the panel that is looked at, and lets principles be picked."""

    guidance: Guidance | None = None

    def begin_tour(self) -> None:
        """Show somebody round who has just come."""
        from canvas.app.screens.tour import Tour

        self.app.tour = Tour(self)

    def action_tour_on(self) -> None:
        if self.app.tour and not self.board.typing:
            self.app.tour.go_on()

    def action_tour_leave(self) -> None:
        if self.app.tour and not self.board.typing:
            self.app.tour.leave()

    async def action_guidance(self) -> None:
        from canvas.app.widgets.guidance import Guidance, spot

        if self.guidance:
            self._close_guidance()
        elif spot(*self._room, self.board.active, zoomed=self.board.zoomed) is None:
            self._read_guidance()
        else:
            self.guidance = Guidance()
            await self.mount(self.guidance)
            self.follow_guidance()

    def action_more_guidance(self) -> None:
        from canvas.model import starter_principles

        if self.board.active != starter_principles.PANEL:
            self._read_guidance()
        elif not self.refused():
            from canvas.app.screens.starters import StartersScreen

            self.ask(StartersScreen(self.session.canvas), self._adopt)

    def _adopt(self, picked: tuple[Starter, ...]) -> None:
        from canvas.model.starter_principles import adopt

        made = self.make(partial(adopt, starters=picked, after=self.looking_at), say=True)
        if made:
            how = f"{self.key('edit')} rewords, {self.key('undo')} takes them back"
            self.say(f"{made.label[0].upper()}{made.label[1:]}: {how}.")

    def _read_guidance(self) -> None:
        from canvas.app.screens.guidance import GuidanceScreen

        self.ask(GuidanceScreen(self.session.canvas, self.board.active), self.board.look_at)

    @property
    def _room(self) -> tuple[int, int]:
        """The columns and lines of the board, and of the help where that stands beside it."""
        width, height = self.app.size
        others = self.top.line_count + 1 + (self.app.tour.line_count if self.app.tour else 0)
        return width, max(0, height - others)

    def follow_guidance(self) -> None:
        """Help with what is looked at now, where it shows at all."""
        if self.guidance is None:
            return
        from canvas.app.widgets.guidance import spot

        width, height = self._room
        where = spot(width, height, self.board.active, zoomed=self.board.zoomed)
        self.guidance.display = where is not None
        margin = where.width + 1 if where and where.docked else 0
        if self.board.styles.margin.right != margin:
            self.board.styles.margin = (0, margin, 0, 0)
        if where is None:
            return
        styles, y = self.guidance.styles, self.top.line_count
        # Set where they differ alone: each of them has the whole screen laid out again.
        placed = (where.x, y, where.width, height)
        if placed != self._placed:
            self._placed = placed
            styles.offset = (where.x, y)
            styles.width, styles.height = where.width, height
        kind = self.board.item.kind if self.board.item else ""
        self.guidance.show(self.session.canvas, self.board.active, kind, where.width, height)

    _placed: tuple[int, int, int, int] | None = None

    def _close_guidance(self) -> None:
        if self.guidance:
            self.guidance.remove()  # not waited for: it may be a click on itself that closes it
        self.guidance = self._placed = None
        self.board.styles.margin = 0
