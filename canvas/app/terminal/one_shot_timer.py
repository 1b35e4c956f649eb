"""Call what waits for a delay once that is over, however late: Textual may leave the call out."""

from __future__ import annotations

from typing import Any

from textual import message_pump
from textual.timer import Timer


class OneShotTimer(Timer):
    """A timer that calls at the end of its delay, where it is to call once.

    Textual lets its timers skip what they are too late for, also the only call of those of `set_timer`. Where
    the process stands still between the two looks at the clock with which a timer begins, it ends uncalled.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Textual's own
        super().__init__(*arguments, **options)
        self._skip = self._skip and self._repeat != 0


def skip_no_only_call() -> None:
    """Have all timers of `set_timer` call."""
    vars(message_pump)["Timer"] = OneShotTimer
