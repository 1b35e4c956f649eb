"""Help with what belongs in a panel, starter principles, and the keys of the tour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.outcome_phrases import past_tense

if TYPE_CHECKING:
    from canvas.model.starter_principles import Starter


class GuidanceTourCommands(Commands):
    """Shows the help beside the active panel, and lets principles be picked."""

    async def guidance(self) -> None:
        dock = self.context.guidance
        if dock.is_open:
            dock.close()
        elif dock.has_room:
            await dock.open()
        else:
            self._read_guidance()

    def more_guidance(self) -> None:
        from canvas.model import starter_principles

        if self.board.active != starter_principles.PANEL:
            self._read_guidance()
        elif not self.refused():
            from canvas.app.screens.starters import StartersScreen

            self.ask(StartersScreen(self.canvas), self._adopt)

    def _adopt(self, picked: tuple[Starter, ...]) -> None:
        from canvas.model.starter_principles import adopt

        made = self.make(partial(adopt, starters=picked, after=self.focus), say=True)
        if made:
            how = f"{self.key('edit')} rewords, {self.key('undo')} undoes"
            self.say(f"{past_tense(made.label)}: {how}.")

    def _read_guidance(self) -> None:
        from canvas.app.screens.guidance import GuidanceScreen

        self.ask(GuidanceScreen(self.canvas, self.board.active), self.board.look_at)
