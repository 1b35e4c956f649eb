"""What has changed since the last time, for the first slide: git is asked, and nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from canvas.exports.slides.deck import news

if TYPE_CHECKING:
    from datetime import date

    from canvas.app.host import Host
    from canvas.app.version_lookup import Version
    from canvas.model.canvas import Canvas
    from canvas.workspace import Workspace


class SinceLastTime(Screen[None]):
    """Compares the canvas that is shown with the version that stood when this day began."""

    app: Host
    workspace: Workspace
    today: date
    shown: Canvas | None = None
    since: tuple[str, str] | None = None
    """Since when, and what has changed; None while, or where, nobody knows."""
    _base: Version | None = None

    def deal_again(self) -> None:
        """Make the slides anew."""
        raise NotImplementedError

    def compare(self) -> None:
        """Tell on the first slide what changed, once git has told what there was."""
        now, base, today = self.workspace.canvas, self._base, self.today
        path = self.workspace.path
        if path is None:
            return

        def read() -> None:
            from canvas.app.version_lookup import last_time  # noqa: PLC0415 - the first frame needs no git

            found = base or last_time(path, today)
            if found:
                words = news(found.canvas, now)
                self.app.call_from_thread(self.app.between_keys, lambda: self._told(found, now, words))

        self.run_worker(read, thread=True, exclusive=True)

    def _told(self, base: Version, now: Canvas, words: str) -> None:
        """Git has told; that is of use where this is still on the screen, and shows what was compared."""
        if not (self.is_attached and self in self.app.screen_stack):
            return
        self._base = base
        since = (f"{base.label[:1].upper()}{base.label[1:]}", f"{words}.")
        if now is self.shown and since != self.since:
            self.since = since
            self.deal_again()
