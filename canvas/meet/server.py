"""The web server of a meeting: one thread with its own loop, beside the board.

It writes nothing to the terminal, where the board is painted, and ends within a second.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import Any, ClassVar, Final, NamedTuple

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from canvas.meet.give_way import GiveWay
from canvas.meet.guard import Guard, Scope
from canvas.meet.live import BEAT_SECONDS, Live
from canvas.meet.log import MeetLog
from canvas.meet.network import is_ours
from canvas.meet.room import Room
from canvas.meet.tries import Rates
from canvas.meet.waiting_loop import loop_factory
from canvas.meet.web import KEPT_SECONDS, Site

MAX_CONNECTIONS: Final = 800
MAX_CONNECTIONS_EACH: Final = 500
"""Of one address: behind some networks a whole room has one."""

NEW_CONNECTIONS: Final = 2000
NEW_CONNECTION_SECONDS: Final = 0.02
"""How many connections one address may open at once, and how long until it may open one more."""

REQUEST_SECONDS: Final = 10.0
"""How long a request may take to arrive, header and body."""

IDLE_SECONDS: Final = 15
UNHEARD_SECONDS: Final = 30
"""How long a phone may acknowledge nothing; a beat is sent more often."""

SILENT_SECONDS: Final = 60.0
FAREWELL_SECONDS: Final = 300.0
"""How long phones that wake up are told that the meeting has ended, before the port is let go of."""

_MAX_HEADER_BYTES: Final = 8 * 1024
_READ_BYTES: Final = 16 * 1024
_BACKLOG: Final = 256
_TICK_SECONDS: Final = 0.25
_LOOK_SECONDS: Final = 2.0
"""How often it is asked whether this machine still has the address."""

_START_SECONDS: Final = 10.0
_STOP_SECONDS: Final = 0.5
"""How long connections may end by themselves before they are cut."""
_CUT_SECONDS: Final = 0.25
"""How long the thread may take then; a program that ends does not wait for one that hangs."""
_SWITCH_SECONDS: Final = 0.0005


class Endpoint(NamedTuple):
    """Where the server is reached."""

    host: str
    port: int

    @property
    def shown(self) -> str:
        """As it is typed: ``192.168.1.7:8000``."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Gate:
    """Counts connections, and can cut one."""

    def __init__(self) -> None:
        self._by_address: Counter[str] = Counter()
        self._rates = Rates(NEW_CONNECTIONS, NEW_CONNECTION_SECONDS, time.monotonic)
        self._open: dict[tuple[str, int], asyncio.Transport] = {}
        self._is_closed = False

    def admit(self, peer: tuple[str, int], transport: asyncio.Transport) -> bool:
        """Whether a new connection is one of those that are allowed."""
        is_full = len(self._open) >= MAX_CONNECTIONS or self._by_address[peer[0]] >= MAX_CONNECTIONS_EACH
        if self._is_closed or is_full or not self._rates.take(peer[0]):
            return False
        self._by_address[peer[0]] += 1
        self._open[peer] = transport
        return True

    def gone(self, peer: tuple[str, int]) -> None:
        """A connection that was admitted has ended."""
        if self._open.pop(peer, None) is not None:
            self._by_address -= Counter([peer[0]])

    def cut(self, scope: Scope) -> None:
        """Close the connection of a request without waiting for what it has not read."""
        transport = self._open.get(scope["client"])
        if transport is not None:
            transport.abort()

    def cut_all(self) -> None:
        """Close every connection at once, and admit no other."""
        self._is_closed = True
        for transport in [*self._open.values()]:
            transport.abort()


class _Protocol(H11Protocol):
    """uvicorn's, with a bound on connections and on the time in which a request has to arrive."""

    gate: ClassVar[Gate]
    give_way: ClassVar[GiveWay]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._peer: tuple[str, int] | None = None
        self._deadline: asyncio.TimerHandle | None = None
        peer = transport.get_extra_info("peername")[:2]
        if not self.gate.admit(peer, transport):
            transport.abort()
            return
        self._peer = peer
        with suppress(AttributeError):
            transport.max_size = _READ_BYTES  # type: ignore[attr-defined]  # how much is read at once
        _notice_silence(transport.get_extra_info("socket"))
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._peer is None:
            return
        self.gate.gone(self._peer)
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._peer is not None:
            self.give_way.wait()
            super().data_received(data)
            self._watch()

    def _watch(self) -> None:
        """Have the connection cut unless the request that is arriving has arrived in time."""
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            if self._deadline is None:
                self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)
        elif self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class MeetServer:
    """Serves a room until it is stopped.

    Attributes:
        address: where it is reached, once started.
        is_lost: whether nobody gets through: this machine has the address no more, or the server has failed
            or was stopped.
        has_failed: whether it has ended by an error.
    """

    def __init__(
        self,
        room: Room,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        log: MeetLog | None = None,
        ends_at: float | None = None,
    ) -> None:
        """Prepare a server.

        Args:
            room: what it serves.
            host: the address of the interface on which it listens.
            port: the port; 0 for a free one, or that of the log, if that is still free.
            log: the log of the room.
            ends_at: when the meeting ends, in seconds since the epoch.
        """
        self._room, self._log, self._ends_at = room, log, ends_at
        self.address = Endpoint(host, port)
        self.is_lost = self.has_failed = self._is_stopped = False
        self._gate = Gate()
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._live: Live | None = None
        self._waiting: list[tuple[int, asyncio.Future[bool]]] = []
        self._switch_seconds = sys.getswitchinterval()

    @property
    def is_running(self) -> bool:
        """Whether it serves."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> Endpoint:
        """Listen and serve; `OSError` where the port is taken, or the address is not ours."""
        listening = self._listen()
        self.address = Endpoint(self.address.host, listening.getsockname()[1])
        if self._log is not None:
            self._log.note_port(self.address.port)
        _raise_file_limit()
        sys.setswitchinterval(min(self._switch_seconds, _SWITCH_SECONDS))  # a key waits so long for a page
        self._thread = threading.Thread(
            target=self._run, args=(listening,), name="meeting server", daemon=True
        )
        self._thread.start()
        self._ready.wait(_START_SECONDS)
        if not self._thread.is_alive():
            raise OSError(errno.EIO, "the web server did not start")
        return self.address

    def stop(self) -> None:
        """End all connections and the thread, within a second; a thread that hangs is left behind."""
        if self._server is not None and self._thread is not None and not self._is_stopped:
            self._is_stopped = True
            self._server.should_exit = True
            self._soon(self._close_streams)
            self._thread.join(_STOP_SECONDS)
            if self._thread.is_alive():
                self.kill()
        self.is_lost = True  # after the thread, which may find the address here
        sys.setswitchinterval(self._switch_seconds)

    def kill(self) -> None:
        """Cut everything at once, as when the program is killed."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = self._server.force_exit = True
            self._soon(self._gate.cut_all)
            self._thread.join(_CUT_SECONDS)

    def _soon(self, act: Any) -> None:  # noqa: ANN401 - any callable without arguments
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(act)

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.address.host else socket.AF_INET
        former = self._log.port if self._log is not None else 0
        error = OSError()
        for port in dict.fromkeys((self.address.port or former, self.address.port)):
            listening = socket.socket(family)
            try:
                if sys.platform != "win32":  # there it would take the port from another program
                    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listening.bind((self.address.host, port))
                listening.listen(_BACKLOG)
            except OSError as problem:
                listening.close()
                error = problem
            else:
                return listening
        raise error

    def _run(self, listening: socket.socket) -> None:
        for name in ("uvicorn.error", "uvicorn.access"):
            logger = logging.getLogger(name)
            logger.handlers, logger.propagate = [logging.NullHandler()], False
        thread = threading.get_ident()
        asyncio_logger = logging.getLogger("asyncio")

        def is_of_others(record: logging.LogRecord) -> bool:
            return record.thread != thread

        asyncio_logger.addFilter(is_of_others)
        try:
            with asyncio.Runner(loop_factory=loop_factory(self._room.give_way)) as runner:
                runner.run(self._serve(listening))
        except Exception:  # noqa: BLE001 - a thread's traceback would be printed over the board
            self.is_lost = self.has_failed = True
            self._room.tell()
        finally:
            asyncio_logger.removeFilter(is_of_others)
            self._ready.set()

    async def _serve(self, listening: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        self._live = live = Live(self._room, self._gate.cut)
        site = Site(self._room, live, self._kept, cookie=f"canvas-{self.address.port}")
        protocol = type("BoundProtocol", (_Protocol,), {"gate": self._gate, "give_way": self._room.give_way})
        config = uvicorn.Config(
            Guard(site.app, self._hosts()),
            http=protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=_MAX_HEADER_BYTES,
        )
        self._server = uvicorn.Server(config)
        endings = [self._room.subscribe(live.wake)]
        if self._log is not None:
            endings.append(self._log.subscribe(self._written))
        try:
            async with asyncio.TaskGroup() as tasks:  # where one fails, the other ends
                ticking = tasks.create_task(self._tick(live, site))
                serving = tasks.create_task(self._server.serve(sockets=[listening]))
                serving.add_done_callback(lambda _: ticking.cancel())
                while not (self._server.started or serving.done()):  # noqa: ASYNC110 - uvicorn tells it no other way
                    await asyncio.sleep(0.005)
                self._ready.set()
        finally:
            for end in endings:
                end()
            listening.close()
            self._gate.cut_all()  # the loop, which ends now, closes none

    async def _tick(self, live: Live, site: Site) -> None:
        """What happens by itself: beats, who is away, another network, the end."""
        beat, ended = time.monotonic(), None
        looked = beat
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            if time.monotonic() - beat >= BEAT_SECONDS:
                beat = time.monotonic()
                live.beat()
                site.forget_the_silent(SILENT_SECONDS)
            if time.monotonic() - looked >= _LOOK_SECONDS:
                looked = time.monotonic()
                self._look_for_address()
            if self._ends_at is not None and time.time() >= self._ends_at:
                self._ends_at = None
                self._room.end()
            if self._room.has_ended:
                ended = ended or time.monotonic()
                if self._server and time.monotonic() - ended >= FAREWELL_SECONDS:
                    self._server.should_exit = True

    def _look_for_address(self) -> None:
        """Notice when this machine is on another network, or back on this one."""
        is_lost = not is_ours(self.address.host)
        if is_lost != self.is_lost:
            self.is_lost = is_lost
            self._room.tell()

    def _hosts(self) -> set[str]:
        host, port = self.address.host.lower(), self.address.port
        hosts = {host, "localhost"} if host in {"127.0.0.1", "::1"} else {host}
        return {Endpoint(each, port).shown for each in hosts} | (hosts if port == 80 else set())  # noqa: PLR2004

    async def _kept(self, position: int) -> bool:
        """Wait until the log is on disk up to a position; whether it is."""
        if self._log is None or self._log.written >= position:
            return True
        waiting: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((position, waiting))
        if self._log.written >= position:  # meanwhile
            return True
        try:
            async with asyncio.timeout(KEPT_SECONDS):
                return await waiting
        except TimeoutError:
            return False

    def _written(self, position: int) -> None:
        """Told by the log's thread."""
        self._soon(lambda: self._release(position))

    def _release(self, position: int) -> None:
        still = []
        for wanted, waiting in self._waiting:
            if wanted > position:
                still.append((wanted, waiting))
            elif not waiting.done():
                waiting.set_result(True)
        self._waiting = [each for each in still if not each[1].done()]

    def _close_streams(self) -> None:
        if self._live is not None:
            self._live.close()


def _notice_silence(connection: socket.socket) -> None:
    """End the connection of a phone that left without a word, once it has acknowledged nothing for long."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; others give up later
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD_SECONDS * 1000)


def _raise_file_limit() -> None:
    """Allow as many open files as there may be connections, where the system lets us."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CONNECTIONS + 256
    if soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))
