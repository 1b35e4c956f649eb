"""Phones that are cut off, fall asleep and come back, and a killed server: is anything lost or doubled?

``python -m tests.meet.cuts 50 12 20`` cuts each of 12 phones 50 times, and kills the server 20 times, which
then runs in a process of its own.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, Protocol
from urllib.parse import urlencode

from canvas.meet.log import MeetLog
from canvas.meet.room import Room
from canvas.meet.server import Endpoint, MeetServer
from tests.meet.killed_log import abandon
from tests.meet.phones import Phone
from tests.meet.rooms import A, canvas_of_partners
from tests.waiting import PATIENCE

_MAX_STATEMENTS = 30
"""How many statements a phone sends once all its cuts are over."""


class Host(Protocol):
    """A server that can be killed."""

    address: Endpoint
    token: str

    def kill(self) -> None:
        """Kill it, and start it again."""


class Threaded:
    """A server in a thread of this process."""

    def __init__(self) -> None:
        self._log, self.room, self._server = _started()
        if self.room.asked().number == 0:
            self.room.ask("write", "vision")
        self.address, self.token = self._server.address, self.room.invitation().token

    def kill(self) -> None:
        abandon(self._log)
        self._server.kill()
        self._log, self.room, self._server = _started()
        assert self._server.address == self.address

    def close(self) -> None:
        self._server.stop()
        self._log.close(keep=False)


class Separate:
    """A server in a process of its own, which is killed by a signal."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.meet.cuts", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        host, port, self.token = json.loads(self._process.stdout.readline())
        self.address = Endpoint(host, port)

    def kill(self) -> None:
        former = self.address, self.token
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()
        self._begin()
        assert former == (self.address, self.token)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def _started() -> tuple[MeetLog, Room, MeetServer]:
    log = MeetLog.open("/cuts.toml")
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom, keeper=log, records=log.records)
    server = MeetServer(room, log=log)
    server.start()
    return log, room, server


class CutPhone:
    """Sends what it has queued until there is a receipt, as the script of the page does."""

    def __init__(self, host: Host, number: int, cuts: int) -> None:
        self._host, self._number, self._left = host, number, cuts
        self._chance = random.Random(number)  # noqa: S311 - a test repeats
        # Of all that one address sends, no more than its share waits.
        source = f"127.0.0.{number + 2}" if sys.platform == "linux" else ""
        self._phone = Phone(host.address, source=source)
        self.sent: list[str] = []

    def run(self, *, until: Callable[[], bool]) -> None:
        """Come in, and send one statement after the other; cut while there are cuts left."""
        self._retry(lambda: self._phone.get(f"/j/{self._host.token}").status == 200)
        count = 0
        while self._left or not until():
            if count >= _MAX_STATEMENTS and not self._left:  # the tray has no place for any number
                time.sleep(0.05)
                continue
            text, once = f"phone {self._number} says {count}", f"{self._number:08}-{count:08}"
            while self._left and self._chance.random() < 0.6:
                self._left -= 1
                self._cut(text, once)
            self._retry(lambda: self._phone.say(text, once=once)["accepted"])  # noqa: B023 - called at once
            self.sent.append(text)
            count += 1

    def _cut(self, text: str, once: str) -> None:
        """Begin to send or to listen, and break the connection at a random place, or fall asleep."""
        body = urlencode({"key": once, "text": text})
        request = (
            f"POST /m/say HTTP/1.1\r\nHost: {self._host.address.shown}\r\nCookie: {self._phone.cookie}\r\n"
            f"Origin: http://{self._host.address.shown}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}"
        ).encode()
        kind = self._chance.randrange(5)
        try:
            with socket.create_connection(self._host.address, timeout=1) as connection:
                if kind == 0:
                    request = request[: self._chance.randrange(len(request))]
                elif kind == 1:
                    request = request.replace(b"POST /m/say", b"GET /m/events")
                connection.sendall(request)
                if kind == 2:
                    connection.recv(65536)
                elif kind == 3:
                    time.sleep(self._chance.random() / 20)
                if kind != 4:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        except OSError:
            time.sleep(0.01)

    def _retry(self, act: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if act():
                    return
            except (OSError, http.client.HTTPException, ValueError):
                pass
            time.sleep(0.02)
        raise TimeoutError(f"phone {self._number} got no receipt")


class Outcome(NamedTuple):
    sent: int
    lost: list[str]
    doubled: list[str]


def run(host: Host, *, phones: int, cuts: int, kills: int) -> Outcome:
    """Cut phones and kill the server, and count what became of what was sent."""
    crowd = [CutPhone(host, number, cuts) for number in range(phones)]
    is_over, failures = threading.Event(), []

    def act(phone: CutPhone) -> None:
        try:
            phone.run(until=is_over.is_set)
        except Exception as error:  # noqa: BLE001 - told by the thread that waits
            failures.append(error)

    threads = [threading.Thread(target=act, args=(phone,)) for phone in crowd]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        time.sleep(0.1)
        host.kill()
    is_over.set()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    found = Counter(_contributions(host))
    sent = [text for phone in crowd for text in phone.sent]
    return Outcome(
        len(sent),
        [text for text in sent if not found[text]],
        [text for text, count in found.items() if count > 1],
    )


def _contributions(host: Host) -> list[str]:
    """What the room holds, as it would be after another kill."""
    if isinstance(host, Separate):
        host.close()
        log = MeetLog.open("/cuts.toml")
        room = Room(canvas_of_partners(), now=time.time, chance=os.urandom, records=log.records)
        abandon(log)
    else:
        assert isinstance(host, Threaded)
        host.kill()
        room = host.room
    return [each.text for each in room.contributions()]


def _serve() -> None:
    log, room, server = _started()
    if room.asked().number == 0:
        room.ask("write", "vision", [A])
        log.flush(PATIENCE)
    print(json.dumps([*server.address, room.invitation().token]), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        _serve()
    else:
        cuts, phones, kills = (*map(int, sys.argv[1:]), *(50, 12, 20)[len(sys.argv) - 1 :])
        os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp()
        outcome = run(Separate(), phones=phones, cuts=cuts, kills=kills)
        print(f"sent {outcome.sent}, lost {len(outcome.lost)}, doubled {len(outcome.doubled)}")
