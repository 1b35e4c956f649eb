"""Server-sent events: open pages get the parts that changed, rendered once for all of them.

What is sent is the state of now and no history: a page that missed something gets every part that changed
since the number it knows. No queue is kept for anybody; who reads too slowly is cut off, and comes back.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from canvas.meet import pages
from canvas.meet.guard import Receive, Scope, Send
from canvas.meet.page_rows import Part, RowsSince
from canvas.meet.room import Room
from canvas.meet.types import Guest, View

BEAT_SECONDS: Final = 10.0
FLUSH_SECONDS: Final = 0.05
"""The least time between two flushes."""

COUNTS_SECONDS: Final = 0.25
"""The least time between two flushes of counts alone."""

CALM_SECONDS: Final = 1.0
"""The least time between two flushes of what nobody is talking about to pages that only read along."""

SERVED_AT_ONCE: Final = 10
SERVED_EVERY_SECONDS: Final = 0.003
"""How many pages a flush serves at once, and how long after these the next ones: a key of the board comes
between them, where it would wait for hundreds of pages."""

SLOW_SECONDS: Final = 15.0
"""How long a page may take to read what it was sent."""

STREAMS_EACH: Final = 4
"""How many pages of one phone are served at a time; the oldest gives way."""

STREAMS: Final = 600

_HEADERS: Final = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
_BEAT: Final = b"event: beat\ndata: {}\n\n"
_OWN: Final = b"event: own\ndata: {}\n\n"
_OUT: Final = b"event: out\ndata: {}\n\n"


class Channel:
    """The parts of one kind of page, with the number at which each changed last.

    Attributes:
        number: the number of the state they show.
        waits: whether something has changed since pages were served.
        hurries: whether something of that must not wait.
        due: when what may wait is served.
    """

    def __init__(
        self,
        render: Callable[[View], Mapping[str, Part]],
        is_calm: Callable[[View, str], bool] = lambda _, __: False,
    ) -> None:
        """Render pages of one kind.

        Args:
            render: makes the parts for a view, by name.
            is_calm: whether a change of a part, by name, may wait a moment.
        """
        self._render, self._is_calm = render, is_calm
        self._parts: dict[str, tuple[int, str]] = {}
        self._lists: dict[str, RowsSince] = {}
        self._chunks: dict[int, bytes] = {}
        self.number = 0
        self.due = 0.0
        self.waits = self.hurries = False

    def update(self, view: View) -> None:
        """Render the parts for a view, where it is a later one."""
        if view.number == self.number:
            return
        self.number = view.number
        self._chunks.clear()
        for name, part in self._render(view).items():
            if self._update(name, part):
                self.waits = True
                self.hurries = self.hurries or not self._is_calm(view, name)

    def _update(self, name: str, part: Part) -> bool:
        """Take a part of the present state; whether it is another than before."""
        if isinstance(part, str):
            self._lists.pop(name, None)
            if name in self._parts and self._parts[name][1] == part:
                return False
            self._parts[name] = (self.number, part)
            return True
        self._parts.pop(name, None)
        if name in self._lists:
            return self._lists[name].update(self.number, part)
        self._lists[name] = RowsSince(self.number, part)
        return True

    def after(self, number: int) -> bytes:
        """The event for a page that knows the state of a number; empty where it has missed nothing."""
        if number == self.number:
            return b""
        chunk = self._chunks.get(number)
        if chunk is None:
            known = number if number < self.number else -1
            found: dict[str, object] = {name: html for name, (at, html) in self._parts.items() if at > known}
            lists = ((name, each.since(known)) for name, each in self._lists.items())
            found |= {name: told for name, told in lists if told is not None}
            data = json.dumps({"parts": found}, ensure_ascii=False, separators=(",", ":"))
            chunk = f"id: {self.number}\nevent: parts\ndata: {data}\n\n".encode()
            self._chunks[number] = chunk
        return chunk

    def is_due(self, now: float) -> bool:
        """Whether its pages are to be served now; those with changes that may wait are, once a second."""
        if not self.waits or (not self.hurries and now < self.due):
            return False
        self.waits = self.hurries = False
        self.due = now + CALM_SECONDS
        return True


class _Listener:
    """One open page."""

    def __init__(self, guest: Guest, channel: Channel) -> None:
        self.guest, self.channel = guest, channel
        self.wake = asyncio.Event()
        self.is_gone = False
        self.beats = 0


class Live:
    """All open pages; belongs to the server's loop, but for `wake`."""

    def __init__(self, room: Room, cut: Callable[[Scope], object]) -> None:
        """Serve the open pages of a room.

        Args:
            room: the room.
            cut: closes the connection of a request without waiting for its other end.
        """
        self._room, self._cut = room, cut
        self._loop = asyncio.get_running_loop()
        self._listeners: list[_Listener] = []
        self._is_poked = False
        self._timer: asyncio.TimerHandle | None = None
        self._is_serving = False
        self._flushed_at = 0.0
        self._number = 0
        self._beats = 0
        self._is_closed = False
        self.phones = Channel(pages.parts)
        self.followers = Channel(pages.follow_parts, pages.may_wait)

    def wake(self) -> None:
        """Have the open pages brought up to date soon; from any thread."""
        if not self._is_poked:
            self._is_poked = True
            with suppress(RuntimeError):  # the server has stopped
                self._loop.call_soon_threadsafe(self._poke)

    def beat(self) -> None:
        """Tell every page that the connection lives."""
        self._beats += 1
        self._wake_all()

    def close(self) -> None:
        """End every stream."""
        self._is_closed = True
        self._wake_all()

    def connected(self) -> set[str]:
        """The cookies of the phones that have a page open."""
        return {listener.guest.cookie for listener in self._listeners}

    async def listen(
        self,
        channel: Channel,
        guest: Guest,
        after: int,
        *,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Serve one open page until it goes, reads too slowly, or the guest is out."""
        self._make_room(guest.cookie)
        channel.update(self._room.view())
        if all(each.channel is not channel for each in self._listeners):
            channel.waits = channel.hurries = False  # nobody knows an earlier state
        listener = _Listener(guest, channel)
        listener.beats = self._beats
        self._listeners.append(listener)
        gone = self._loop.create_task(_until_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
            await self._serve(listener, after, send)
        except TimeoutError:
            self._cut(scope)
        finally:
            gone.cancel()
            self._listeners.remove(listener)

    def _make_room(self, cookie: str) -> None:
        """End the oldest stream of a phone that has too many, or of the phone with the most."""
        counts = Counter(each.guest.cookie for each in self._listeners)
        if counts[cookie] < STREAMS_EACH:
            if len(self._listeners) < STREAMS:
                return
            cookie = counts.most_common(1)[0][0]
        oldest = next(each for each in self._listeners if each.guest.cookie == cookie)
        oldest.is_gone = True
        oldest.wake.set()

    async def _serve(self, listener: _Listener, number: int, send: Send) -> None:
        decided = number
        while not listener.is_gone:
            chunk = listener.channel.after(number)
            number = listener.channel.number
            last = self._last_words(listener)
            if last:
                chunk = b""  # nothing more of the meeting for whoever is out
            elif self._room.was_decided(listener.guest, decided):
                chunk += _OWN
            decided = number
            if listener.beats != self._beats:
                listener.beats = self._beats
                chunk = chunk or _BEAT
            if chunk or last or self._is_closed:
                is_over = bool(last) or self._is_closed
                self._room.give_way.wait()
                async with asyncio.timeout(SLOW_SECONDS):
                    await send({"type": "http.response.body", "body": chunk + last, "more_body": not is_over})
                if is_over:
                    return
            await listener.wake.wait()
            listener.wake.clear()

    def _last_words(self, listener: _Listener) -> bytes:
        """What is said to a page that gets nothing more; empty where it does."""
        if self._room.has_ended:
            return f"event: ended\ndata: {json.dumps({'main': pages.ended_main()})}\n\n".encode()
        return b"" if self._room.guest(listener.guest.cookie) else _OUT

    def _poke(self) -> None:
        """Set the time of the next flush: counts alone can wait a little."""
        self._is_poked = False
        if self._is_serving:  # the end of that sets the time of the next flush
            return
        least = COUNTS_SECONDS if self._room.only_counts_after(self._number) else FLUSH_SECONDS
        due = max(self._flushed_at + least, self._loop.time())
        if self._timer is not None:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(due, self._flush)

    def _flush(self) -> None:
        self._timer = None
        self._flushed_at = self._loop.time()
        view = self._room.view()
        is_new = view.number != self._number
        self._number = view.number
        due = set()
        listened = {listener.channel for listener in self._listeners}
        for channel in listened:
            channel.update(view)
            if channel.is_due(self._flushed_at) or (is_new and channel is self.phones):
                due.add(channel)  # each phone looks whether something of its own was decided
        if self.followers in listened - due and self.followers.waits:
            self._timer = self._loop.call_at(self.followers.due, self._flush)
        self._serve_next(tuple(each for each in self._listeners if each.channel in due))

    def _serve_next(self, waiting: tuple[_Listener, ...]) -> None:
        """Wake the first of the pages that wait, and the others a little later."""
        for listener in waiting[:SERVED_AT_ONCE]:
            listener.wake.set()
        rest = waiting[SERVED_AT_ONCE:]
        self._is_serving = bool(rest)
        if rest:
            self._loop.call_later(SERVED_EVERY_SECONDS, self._serve_next, rest)
        elif self._room.view().number != self._number:  # changed meanwhile
            self._poke()

    def _wake_all(self) -> None:
        for listener in self._listeners:
            listener.wake.set()


async def _until_gone(receive: Receive, listener: _Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.is_gone = True
    listener.wake.set()
