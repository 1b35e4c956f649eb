"""The time that runs, beside whatever is on the screen: it belongs to the program, not to a dialog.

It wakes only when what a header says of it changes: once a minute, and once a second in the last one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

if TYPE_CHECKING:
    from canvas.model.timer import PanelTimer

_LATE = 0.02
"""How many seconds after the change it is looked, so that it is not looked a breath too early."""


class Timekeeper:
    """Holds the timebox, tells whoever subscribed when there is something else to show, and rings.

    Attributes:
        box: the time that runs, is paused, or is up; None where none was given or it was stopped.
        changed: published whenever `line` says something else; a header subscribes a widget of its own.
        clock: tells the moment, in seconds that only run forward.
    """

    def __init__(self, app: App[int]) -> None:
        """No time yet.

        Args:
            app: the program; it lends its timers and its bell.
        """
        self._app = app
        self.box: PanelTimer | None = None
        self.changed: Signal[None] = Signal(app, "timebox")
        self.clock: Callable[[], float] = time.monotonic
        self._timer: Timer | None = None
        self._has_rung = False

    def line(self, *, short: bool = False) -> str:
        """What a header says of the time; empty where there is none.

        Args:
            short: whether there is room for little.
        """
        return self.box.line(self.clock(), short=short) if self.box else ""

    @property
    def is_sign(self) -> bool:
        """Whether it is to stand out that a time is up."""
        return self.box is not None and self.box.is_sign(self.clock())

    @property
    def is_up(self) -> bool:
        """Whether the time is up and no other follows."""
        return self.box is not None and self.box.is_up(self.clock())

    def start(self, panels: tuple[str, ...], seconds: float) -> None:
        """Give each of some panels a time, the first from now on.

        Args:
            panels: their keys.
            seconds: how many each of them has.
        """
        from canvas.model.timer import PanelTimer  # noqa: PLC0415 - the first frame needs none

        self._hold(PanelTimer.start(panels, seconds, self.clock()))

    def pause(self) -> None:
        """Let the time stand still, or run on where it does."""
        if self.box:
            now = self.clock()
            self._hold(self.box.resumed(now) if self.box.is_paused else self.box.paused(now))

    def add_minute(self) -> None:
        """A minute more."""
        if self.box:
            self._hold(self.box.longer(self.clock()))

    def next_panel(self) -> None:
        """Go over to the time of the next panel; nothing where this is the last."""
        following = self.box.following(self.clock()) if self.box else None
        if following:
            self._hold(following)

    def stop(self) -> None:
        """Have no time any more."""
        self._hold(None)

    def tick(self) -> None:
        """Look at the clock: ring where the time is up, go over to the next panel, tell what changed."""
        box, now = self.box, self.clock()
        if box and box.is_up(now) and not self._has_rung:
            self._app.bell()
            following = box.moved_on(now)
            self._has_rung = following is None
            self.box = box = following or box
        self.changed.publish(None)
        self._wake_in(box.changes_in(now) if box else None)

    def _hold(self, box: PanelTimer | None) -> None:
        self.box, self._has_rung = box, False
        self.tick()

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = None if seconds is None else self._app.set_timer(seconds + _LATE, self.tick)
