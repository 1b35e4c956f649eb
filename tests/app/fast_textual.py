"""Replaces what Textual does only for a terminal or once per process; imported by `tests.app.driving`.

Each replacement saves CPU time in the tests of the screen, and changes nothing that they look at.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any

import textual.pilot
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.geometry import Region
from textual.screen import Screen

from canvas.app.terminal.screen_opening import count_parameters_by_code

PATIENCE = 30.0
"""Seconds after which a test gives up waiting."""


async def event_loop_idle(_min_sleep: float = 0, _max_sleep: float = 1) -> None:
    """Let the event loop run until all tasks wait for input, a timer or a thread."""
    loop, limit = asyncio.get_running_loop(), time.monotonic() + PATIENCE
    await asyncio.sleep(0)
    while loop._ready:  # type: ignore[attr-defined]
        assert time.monotonic() < limit, "the event loop never came to rest"
        await asyncio.sleep(0)


# Pilot waits until the process has used no CPU for 20 ms, which is slow, and on a busy machine wrong.
textual.pilot.wait_for_idle = event_loop_idle  # type: ignore[attr-defined,assignment]


# Nobody sees the frames of a program without a terminal: `Driven` paints one after each key and when
# all has come to rest, and whoever looks at the screen renders it anew. Rendering each took 40 % of the time.
render_update = Compositor.render_update
"""Textual's own, for tests that count frames."""


def paint_frame(compositor: Compositor, below: list[Screen[Any]]) -> None:
    """Have the widgets in sight paint what has changed; their lines are not put together to a frame."""
    screen, changed = compositor.size.region, compositor._dirty_regions.copy()
    compositor._dirty_regions.clear()
    visible_screen_stack.set(below)
    crop = screen if screen in changed else Region.from_union(changed).intersection(screen)
    deque(compositor._get_renders(crop), maxlen=0)


def _leave_dirty(compositor: Compositor, full: bool = False, **_: object) -> None:
    if full:
        compositor._dirty_regions.add(compositor.size.region)


Compositor.render_update = _leave_dirty  # type: ignore[method-assign,assignment]


count_parameters_by_code()
