"""Tell how many canvases were read, while it takes long."""

from __future__ import annotations

import sys
import time

_PATIENCE_SECONDS = 0.5
"""What is read sooner needs no progress."""

_PAUSE_SECONDS = 0.1


class Progress:
    """Tells on standard error how many were read, where that is a terminal.

    Attributes:
        count: how many were read.
    """

    def __init__(self) -> None:
        self.count = 0
        self._is_shown = sys.stderr.isatty()
        self._show_at = time.monotonic() + _PATIENCE_SECONDS
        self._text = ""

    def step(self) -> None:
        """One more was read."""
        self.count += 1
        if self._is_shown and self.count > 1 and time.monotonic() >= self._show_at:
            self._show_at = time.monotonic() + _PAUSE_SECONDS
            self._text = f"{self.count:,} canvases read…"
            sys.stderr.write(f"\r{self._text}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Remove what was told."""
        if self._text:
            sys.stderr.write("\r" + " " * len(self._text) + "\r")
            self._text = ""

    def tell_stopped(self) -> None:
        """Say that not all was read."""
        sys.stderr.write(f"canvas: stopped; {self.count:,} were read so far, and the list is not complete.\n")
