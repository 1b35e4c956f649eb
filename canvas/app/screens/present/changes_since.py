"""The changes since the last meeting, for the first slide; git is asked in a thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from canvas.exports.slides.deck import news

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.host import Host
    from canvas.app.older_versions import Version
    from canvas.model.canvas import Canvas
    from canvas.workspace import Workspace


class ChangesSinceLastTime:
    """Compares the canvas with the last version from before today.

    Attributes:
        since: since when, and what has changed; None while unknown.
    """

    def __init__(self, workspace: Workspace, today: date, changed: Callable[[], object]) -> None:
        """No comparison yet; `changed` is called when `since` has another value."""
        self.since: tuple[str, str] | None = None
        self._workspace = workspace
        self._today = today
        self._changed = changed
        self._base: Version | None = None

    def compare(self, screen: Screen[None], host: Host) -> None:
        """Compare in a worker of the screen; the result for a canvas that has changed since is dropped."""
        path, now, base, today = self._workspace.path, self._workspace.canvas, self._base, self._today
        if path is None:
            return

        def read() -> None:
            from canvas.app.older_versions import last_time  # noqa: PLC0415 - the first frame needs no git

            found = base or last_time(path, today)
            if found:
                words = news(found.canvas, now)
                host.call_from_thread(host.between_keys, lambda: compared(found, words))

        def compared(found: Version, words: str) -> None:
            if screen.is_attached and screen in host.screen_stack:
                self._compared(found, now, words)

        screen.run_worker(read, thread=True, exclusive=True)

    def _compared(self, base: Version, now: Canvas, words: str) -> None:
        self._base = base
        since = (f"{base.label[:1].upper()}{base.label[1:]}", f"{words}.")
        if now is self._workspace.canvas and since != self.since:
            self.since = since
            self._changed()
