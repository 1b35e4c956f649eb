"""The meeting timer: it belongs to the application, not to a dialog.

It wakes up only when its text in a header changes: once a minute, and once a second in the last minute.
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

MINUTE_MORE, NEXT_PANEL = "1", "2"
"""The keys of two answers to the question about the timer, told while its time is up."""

_NAME_MIN_COLUMNS = 70
"""The least columns of a line that has the name of the timer's panel."""

_WAKE_DELAY_SECONDS = 0.02
"""Seconds added to each wake-up, so that it never comes just before the change."""


class Timekeeper:
    """Runs a timer per panel, publishes changes of its text, and rings the bell.

    Attributes:
        box: the timer that runs, is paused or is up; None where there is none.
        changed: published whenever `line` changes.
        clock: gives the monotonic time in seconds.
        time_of_day: gives the local time, such as ``14:05``.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self.box: PanelTimer | None = None
        self.changed: Signal[None] = Signal(app, "timer")
        self.clock: Callable[[], float] = time.monotonic
        self.time_of_day: Callable[[], str] = lambda: time.strftime("%H:%M")
        self._timer: Timer | None = None
        self._has_rung = False

    def line(self, width: int = 0) -> str:
        """The text for a line of so many columns; empty without a timer."""
        return self.box.line(self.clock(), short=width < _NAME_MIN_COLUMNS) if self.box else ""

    @property
    def announces_end(self) -> bool:
        """Whether the text is highlighted because a time is up."""
        return self.box is not None and self.box.announces_end(self.clock())

    @property
    def is_up(self) -> bool:
        """Whether the time is up and no other follows."""
        return self.box is not None and self.box.is_up(self.clock())

    def start(self, panels: tuple[str, ...], seconds: float) -> None:
        """Start a timer of so many seconds for each panel, one after the other."""
        from canvas.model.timer import PanelTimer  # noqa: PLC0415 - the first frame needs none

        self._hold(PanelTimer.start(panels, seconds, self.clock()))

    def pause(self) -> None:
        """Pause the timer, or resume it."""
        if self.box:
            now = self.clock()
            self._hold(self.box.resumed(now) if self.box.is_paused else self.box.paused(now))

    def add_minute(self) -> None:
        """Add a minute."""
        if self.box:
            self._hold(self.box.longer(self.clock()))

    def next_panel(self) -> None:
        """Go on to the next panel's time; does nothing on the last."""
        following = self.box.onward(self.clock()) if self.box else None
        if following:
            self._hold(following)

    def stop(self) -> None:
        """Remove the timer."""
        self._hold(None)

    def tick(self) -> None:
        """Ring if the time is up, go to the next panel, publish the change, and schedule the next tick."""
        box, now = self.box, self.clock()
        if box and box.is_up(now) and not self._has_rung:
            self._app.bell()
            following = box.moved_on(now)
            self._has_rung = following is None
            self.box = box = following or box
        self.changed.publish(None)
        self._wake_in(box.seconds_until_change(now) if box else None)

    def _hold(self, box: PanelTimer | None) -> None:
        self.box, self._has_rung = box, False
        self.tick()

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = (
            None if seconds is None else self._app.set_timer(seconds + _WAKE_DELAY_SECONDS, self.tick)
        )
