"""The guidance for a panel while presenting; it is computed from what partners may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.app.screens.present.stage import Stage
    from canvas.app.widgets.guidance import Guidance, Spot


class SlideGuidance:
    """Shows the guidance beside the slide, or on a screen of its own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._widget: Guidance | None = None

    async def toggle(self) -> None:
        """Open the guidance beside the slide, on a screen of its own if there is no room; or close it."""
        stage = self._stage
        if self._widget:
            self._widget.remove()  # not awaited: a click on the widget itself may close it
            self._widget = None
            self.follow()
        elif not stage.slideshow.panel:
            stage.paint(stage.keys.no_guidance)
        elif self._spot() is None:
            self.show_all()
        else:
            from canvas.app.widgets.guidance import Guidance  # noqa: PLC0415 - few show it to the room

            self._widget = Guidance(has_starters=False)
            await stage.mount(self._widget)
            self.follow()

    def show_all(self) -> None:
        """Show all of the guidance, on the whole screen."""
        from canvas.app.screens.guidance import GuidanceScreen  # noqa: PLC0415

        stage = self._stage
        if panel := stage.slideshow.panel:
            stage.open_dialog(GuidanceScreen(stage.slideshow.deck.canvas, panel), stage.show_panel)
        else:
            stage.paint(stage.keys.no_guidance)

    def show_findings(self) -> None:
        """List what the panel of the slide lacks."""
        from canvas.app.screens.findings import PanelFindingsScreen  # noqa: PLC0415

        stage = self._stage
        if panel := stage.slideshow.panel:
            screen = PanelFindingsScreen(stage.workspace, stage.today, BY_KEY[panel].key)
            stage.open_dialog(screen, lambda _: None)
        else:
            stage.paint(stage.keys.no_guidance)

    @property
    def _height(self) -> int:
        """The lines above the last one."""
        return self._stage.size.height - 1

    def _spot(self) -> Spot | None:
        from canvas.app.widgets.guidance import spot  # noqa: PLC0415 - few show it to the room

        stage = self._stage
        panel = stage.slideshow.panel
        return spot(stage.size.width, self._height, panel, zoomed=True) if panel else None

    def follow(self) -> None:
        """Lay out the guidance for the panel of the slide, and the slide beside it."""
        stage, slideshow = self._stage, self._stage.slideshow
        where = self._spot() if self._widget else None
        taken = where.width + 1 if where else 0
        if stage.view.styles.margin.right != taken:
            stage.view.styles.margin = (0, taken, 0, 0)
        if self._widget is None:
            return
        self._widget.display = where is not None
        if where:
            top = int(slideshow.is_unlocked)
            styles, height = self._widget.styles, self._height - top
            styles.offset, styles.width, styles.height = (where.x, top), where.width, height
            item = slideshow.deck.canvas.item(slideshow.selected) if slideshow.is_unlocked else None
            kind = item.kind if item else ""
            self._widget.show(slideshow.deck.canvas, slideshow.panel, kind, where.width, height)
