"""Shut down on signals, on a lost terminal and on failures."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable

from canvas.files.user_folders import state_file

_EXIT_TIMEOUT_SECONDS = 3.0
"""Maximum seconds that an orderly exit may take."""


def handle_signals(end: Callable[[int], None]) -> None:
    """Exit in an orderly way on SIGTERM and SIGHUP; ``end`` takes the exit code."""
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, 128 + number)


def force_exit_after(code: int, seconds: float = _EXIT_TIMEOUT_SECONDS) -> None:
    """Exit after a timeout at the latest, even where a write to the terminal or a thread blocks."""
    timer = threading.Timer(seconds, os._exit, (code,))
    timer.daemon = True
    timer.start()


def report(error: BaseException) -> str:
    """Write the traceback of a failure to a private file; its path, empty where it cannot be written."""
    path = state_file("failure.txt")
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(traceback.format_exception(error))
    except OSError:
        return ""
    return path
