"""Serialise input: each key is dispatched only when the previous one has been handled completely.

Textual posts a key to the focused widget, and what the widget does not use bubbles up to the application,
where its binding is found. Of two keys that arrive together, the second could overtake the first: ``end``
``!`` in a form would type the exclamation mark where the cursor was before.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import events
from textual.app import App, ScreenError
from textual.dom import DOMNode

_MAX_WAIT_SECONDS = 1.0
"""Seconds that a key waits for the previous one before that is taken to be stuck."""

_GRACE_TURNS = 1000
"""How many turns of the event loop the previous key gets after that.

On a loaded machine a second may pass before it has had its turns; one that waits for nothing but them needs
fewer than these, which take some 20 ms where it is stuck.
"""

_ANCESTOR_WALKS = 2
"""How often the ancestors are walked: once behind the key, once behind the messages it caused."""


class InputQueue:
    """A queue of keys, pastes and mouse events.

    After each, a callback is passed from the focused widget through its ancestors to the application, in each
    queue behind the messages that are already there. When it arrives, the next event is dispatched.
    """

    def __init__(self, app: App[int], handle: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[events.Event] = deque()
        self._deferred_calls: deque[Callable[[], object]] = deque()
        self._turn = 0
        self._limit: asyncio.TimerHandle | None = None
        self._holds = 0
        self._latest = time.monotonic()
        self._is_held = False  # whether the current event has been handled, and only holds keep its turn

    async def take(self, event: events.Event) -> None:
        """Dispatch an event, at once or after those before it."""
        self._waiting.append(event)
        self._latest = time.monotonic()
        if self._limit is None:
            await self._next()

    def push_front(self, again: Sequence[events.Event]) -> None:
        """Put events at the front of the queue, such as those a waiting dialog has held back."""
        self._waiting.extendleft(reversed(again))
        self._app.call_later(self._resume)

    @property
    def is_empty(self) -> bool:
        """Whether no event waits for its turn."""
        return not self._waiting

    @property
    def seconds_without_events(self) -> float:
        """How long ago the latest event came; none while it is being handled."""
        return time.monotonic() - self._latest if self._limit is None and self.is_empty else 0.0

    def call_between_events(self, act: Callable[[], object]) -> None:
        """Call a function while no event is being handled: at once, or before the next one is dispatched."""
        if self._limit is None or self._is_held:
            act()
        else:
            self._deferred_calls.append(act)

    def hold(self) -> Callable[[], None]:
        """Let the next event wait until the returned function is called; not longer than it ever waits."""
        turn = self._turn
        self._holds += 1

        def release() -> None:
            if turn == self._turn and self._holds:
                self._holds -= 1
                if self._is_held and not self._holds:
                    self._app.call_later(self._finish_turn, turn)

        return release

    async def _resume(self) -> None:
        if self._limit is None:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            return
        self._turn += 1
        self._holds, self._is_held = 0, False
        late = partial(self._await_turns, self._turn, _GRACE_TURNS)
        self._limit = asyncio.get_running_loop().call_later(_MAX_WAIT_SECONDS, late)
        begin = self._first_receiver
        await self._handle(self._waiting.popleft())
        self._pass_callback(begin, self._turn, begin, 1)

    @property
    def _first_receiver(self) -> DOMNode | None:
        """The node that receives a key first; None while the application ends."""
        try:
            return self._app.focused or self._app.screen
        except ScreenError:
            return None

    def _pass_callback(self, node: DOMNode | None, turn: int, begin: DOMNode | None, walk: int) -> None:
        """Pass the callback to a node, or past nodes that are closing to their parent.

        If the focus or the screen has changed at the end of the walk, the walk starts again.
        """
        while node is not None and not node.call_later(self._reached, node, turn, begin, walk):
            node = node.parent
        if node is not None:
            return
        now = self._first_receiver
        if now is begin and walk == _ANCESTOR_WALKS:
            self._app.call_later(self._finish_turn, turn)
        else:
            self._pass_callback(now, turn, now, walk + 1 if now is begin else 1)

    def _reached(self, node: DOMNode, turn: int, begin: DOMNode | None, walk: int) -> None:
        """Pass the callback on; on the last walk behind deferred callbacks, as of a dismissed screen."""
        onward = partial(self._pass_callback, node.parent, turn, begin, walk)
        if walk == _ANCESTOR_WALKS:
            node.call_next(onward)
        else:
            onward()

    def _await_turns(self, turn: int, count: int) -> None:
        """Let the event loop run so many times, then go on with the next key."""
        if turn != self._turn or self._limit is None:
            return
        if count:
            asyncio.get_running_loop().call_soon(self._await_turns, turn, count - 1)
        else:
            self._app.call_later(self._finish_turn, turn, is_late=True)

    async def _finish_turn(self, turn: int, *, is_late: bool = False) -> None:
        if turn != self._turn or self._limit is None:
            return
        while self._deferred_calls:
            self._deferred_calls.popleft()()
        if self._holds and not is_late:
            self._is_held = True
            return
        self._limit.cancel()
        self._limit = None
        await self._next()
