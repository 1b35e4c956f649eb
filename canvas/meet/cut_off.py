"""Meetings that were cut off and not gone on with: found at the next start, and deleted in time."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final, NamedTuple

from canvas.files.journal.locks import acquire
from canvas.meet.log import SUFFIX, folder_of_logs, log_name, port_of, read_records
from canvas.meet.state import MeetingState

KEPT_SECONDS: Final = 30 * 24 * 60 * 60
"""How long what was said in a meeting that was cut off stays on the disk."""


class CutOff(NamedTuple):
    """A meeting that was cut off.

    Attributes:
        when: when it was last heard of, in seconds since the epoch.
        waiting: how many statements wait in its tray.
        port: the port that phones know; 0 where there was none.
    """

    when: float
    waiting: int
    port: int = 0


def find_cut_off(path: str | None, now: float) -> CutOff | None:
    """The meeting about a file that was cut off; None where there is none, or it runs.

    What nobody can go on with any more is deleted, whichever file it is about.
    """
    sweep(now)
    held = acquire(log_name(path))
    if held is None:
        return None
    try:
        records, when = read_records(held.read()), os.fstat(held.handle).st_mtime
    except OSError:
        return None
    finally:
        held.release()
    return CutOff(when, len(MeetingState(records).waiting), port_of(records)) if records else None


def delete_cut_off(path: str | None) -> bool:
    """Delete the meeting about a file that was cut off; whether it is gone."""
    held = acquire(log_name(path))
    if held is None:
        return not os.path.lexists(log_name(path))
    is_gone = held.remove()
    held.release()
    return is_gone


def sweep(now: float) -> None:
    """Delete the logs of meetings that ended, and of those that were cut off too long ago."""
    try:
        names = os.listdir(folder_of_logs())
    except OSError:
        return
    for name in names:
        if not name.endswith(SUFFIX) or not (held := acquire(os.path.join(folder_of_logs(), name))):
            continue
        with suppress(OSError):
            is_old = now - os.fstat(held.handle).st_mtime >= KEPT_SECONDS
            if is_old or any(record["is"] == "end" for record in read_records(held.read())):
                held.remove()
        held.release()
