"""Interrupts while another program has the terminal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruptions_elsewhere() -> Iterator[None]:
    """Ignore SIGINT in this process while another program runs in the foreground.

    The terminal sends it to both. The handler is an empty function: a signal set to SIG_IGN would be
    inherited by the other program.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
