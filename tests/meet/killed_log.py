"""The log of a meeting whose program is killed."""

from __future__ import annotations

from canvas.meet.log import MeetLog


def abandon(log: MeetLog) -> None:
    """End a log without writing anything more, and let another program have it."""
    log._stop()
    log._held.release()
