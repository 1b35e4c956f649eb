"""Keys take turns: the next is looked at only when the one before has come to its end.

Textual hands a key to the widget that has the focus at that moment, and a key that the widget has no use
for wanders back up to the program, where its binding is found. Of two keys that come together, the second
would so overtake the first: ``end`` ``!`` in a form would write the mark where the cursor was before.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import events
from textual.app import App, ScreenError
from textual.dom import DOMNode

_PATIENCE = 1.0
"""For how many seconds a key waits at most for what came before it."""

_WALKS = 2
"""How often the way up is walked: once behind the key, once behind what was posted because of it."""


class InputQueue:
    """The keys, pastes and moves of the mouse that wait for the one before.

    After each, a note is passed from the widget that has the focus up to the program, behind all that is
    still to be done there. Once it has arrived, the next one has its turn.
    """

    def __init__(self, app: App[int], handle: Callable[[events.Event], Awaitable[None]]) -> None:
        """No keys yet.

        Args:
            app: the program.
            handle: what is done with a key when its turn has come.
        """
        self._app = app
        self._handle = handle
        self._waiting: deque[events.Event] = deque()
        self._meantime: deque[Callable[[], object]] = deque()
        self._turn = 0
        self._limit: asyncio.TimerHandle | None = None

    async def take(self, event: events.Event) -> None:
        """Handle an event at once, or when its turn has come."""
        self._waiting.append(event)
        if self._limit is None:
            await self._next()

    def first(self, again: Sequence[events.Event]) -> None:
        """Let events that came to nobody have the next turns, before all that wait."""
        self._waiting.extendleft(reversed(again))
        self._app.call_later(self._resume)

    def between(self, act: Callable[[], object]) -> None:
        """Do something while no key is on its way: at once, or before the next one has its turn."""
        if self._limit is None:
            act()
        else:
            self._meantime.append(act)

    async def _resume(self) -> None:
        if self._limit is None:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            return
        self._turn += 1
        late = partial(self._app.call_later, self._arrived, self._turn)
        self._limit = asyncio.get_running_loop().call_later(_PATIENCE, late)
        begin = self._begin
        await self._handle(self._waiting.popleft())
        self._pass(begin, self._turn, begin, 1)

    @property
    def _begin(self) -> DOMNode | None:
        """Who is the first to get a key; nobody while the program ends."""
        try:
            return self._app.focused or self._app.screen
        except ScreenError:
            return None

    def _pass(self, node: DOMNode | None, turn: int, begin: DOMNode | None, walk: int) -> None:
        """Pass the note to a widget, or past those that are closing to what they stand in.

        Where the focus or the screen is another at the end of the way, all of it is to be walked again.
        """
        while node is not None and not node.call_later(self._reached, node, turn, begin, walk):
            node = node.parent
        if node is not None:
            return
        now = self._begin
        if now is begin and walk == _WALKS:
            self._app.call_later(self._arrived, turn)
        else:
            self._pass(now, turn, now, walk + 1 if now is begin else 1)

    def _reached(self, node: DOMNode, turn: int, begin: DOMNode | None, walk: int) -> None:
        """Pass the note on; on the last walk behind what the widget has put off, an answer's callback say."""
        onward = partial(self._pass, node.parent, turn, begin, walk)
        if walk == _WALKS:
            node.call_next(onward)
        else:
            onward()

    async def _arrived(self, turn: int) -> None:
        if turn == self._turn and self._limit is not None:
            self._limit.cancel()
            self._limit = None
            while self._meantime:
                self._meantime.popleft()()
            await self._next()
