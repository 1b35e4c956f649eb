"""What helps whoever leads while slides show: the time that runs, and the guidance where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from canvas.app.screens.present.walking import Walking
from canvas.exports.slides.deck import SlidePosition
from canvas.model.schema import BY_KEY, PANELS

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.host import Host
    from canvas.app.timekeeper import Timekeeper
    from canvas.app.widgets.guidance import Guidance

_NO_PANEL = "Guidance belongs to a panel: 1 to 8 shows one."


class Aside(Walking):
    """Gives time, and shows the help with the panel beside its slide; it knows what the room may know."""

    app: Host
    guidance: Guidance | None = None

    # Time

    @property
    def timekeeper(self) -> Timekeeper:
        """The time that runs, on whatever screen."""
        return self.app.timekeeper

    @property
    def panel_in_sight(self) -> str:
        """The panel of the slide; the first one on a slide of none."""
        return self.place.section if self.place.section in BY_KEY else PANELS[0].key

    def show_panel(self, panel: str) -> None:
        """The panel's first slide, unless one of its slides shows."""
        if panel != self.place.section and panel in BY_KEY:
            self.go(SlidePosition(panel))

    def tell(self, message: str) -> None:
        """Say it on the line below the slide."""
        self.paint(message)

    def open_dialog(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Put a question on top of the slide."""

        def answered(answer: object) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(screen, answered)

    def action_timebox(self) -> None:
        """Give time, or change what runs."""
        from canvas.app.screens.timer import ask_for_time  # noqa: PLC0415 - not every meeting is timed

        ask_for_time(self)

    # Guidance

    async def action_guidance(self) -> None:
        """The help beside the slide, where there is room; no longer, where it shows."""
        from canvas.app.widgets.guidance import Guidance, spot  # noqa: PLC0415 - few show it to the room

        if self.guidance:
            self.guidance.remove()  # not waited for: it may be a click on itself that closes it
            self.guidance = None
            self.follow_guidance()
        elif self.place.section not in BY_KEY:
            self.paint(_NO_PANEL)
        elif spot(self.size.width, self._height, self.place.section, zoomed=True) is None:
            self.action_more_guidance()
        else:
            self.guidance = Guidance(has_starters=False)
            await self.mount(self.guidance)
            self.follow_guidance()

    def action_more_guidance(self) -> None:
        """All of the help, on the whole screen."""
        from canvas.app.screens.guidance import GuidanceScreen  # noqa: PLC0415

        if self.place.section in BY_KEY:
            self.open_dialog(GuidanceScreen(self.deck.canvas, self.place.section), self.show_panel)
        else:
            self.paint(_NO_PANEL)

    @property
    def _height(self) -> int:
        """The lines above the last one."""
        return self.size.height - 1

    def follow_guidance(self) -> None:
        """Help with the panel that shows, where it is wanted; the slide has the room that is left."""
        where = None
        if self.guidance and self.place.section in BY_KEY:
            from canvas.app.widgets.guidance import spot  # noqa: PLC0415

            where = spot(self.size.width, self._height, self.place.section, zoomed=True)
        taken = where.width + 1 if where else 0
        if self.view.styles.margin.right != taken:
            self.view.styles.margin = (0, taken, 0, 0)
        if self.guidance is None:
            return
        self.guidance.display = where is not None
        if where:
            top = int(self.is_unlocked)
            styles, height = self.guidance.styles, self._height - top
            styles.offset, styles.width, styles.height = (where.x, top), where.width, height
            item = self.deck.canvas.item(self.marked) if self.is_unlocked else None
            kind = item.kind if item else ""
            self.guidance.show(self.deck.canvas, self.place.section, kind, where.width, height)
