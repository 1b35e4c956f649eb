"""The keyboard while another program has the terminal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruptions_elsewhere() -> Iterator[None]:
    """Let ctrl+c end the other program alone; this one would take it for its own end.

    The terminal tells both. This one has a handler that does nothing: what is ignored altogether would be
    ignored by every program that is started meanwhile as well.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
