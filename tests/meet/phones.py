"""Phones for tests: what a browser sends, over real HTTP."""

from __future__ import annotations

import http.client
import json
import logging
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from canvas.meet.room import Room
from canvas.meet.server import Endpoint, MeetServer
from tests.meet.rooms import key
from tests.waiting import PATIENCE


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str

    def json(self) -> dict[str, Any]:
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found


class Event(NamedTuple):
    id: str
    kind: str
    data: dict[str, Any]


class Stream:
    """The events of one page."""

    def __init__(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> None:
        self._connection, self._response = connection, response
        self.last_id = ""

    def __iter__(self) -> Iterator[Event]:
        fields: dict[str, str] = {}
        while line := self._response.readline():
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name:
                fields[name] = value
            elif fields:
                self.last_id = fields.get("id", self.last_id)
                yield Event(fields.get("id", ""), fields["event"], json.loads(fields["data"]))
                fields = {}

    def next(self, kind: str) -> Event:
        """The next event of a kind."""
        return next(event for event in self if event.kind == kind)

    def until(self, text: str) -> Event:
        """The next event with a text in it."""
        return next(event for event in self if text in json.dumps(event.data, ensure_ascii=False))

    def close(self) -> None:
        self._response.close()
        self._connection.close()


class Phone:
    """A browser on a phone; each request has a connection of its own."""

    def __init__(self, address: Endpoint, cookie: str = "", source: str = "") -> None:
        self.address, self.cookie = address, cookie
        self._source = (source, 0) if source else None

    @classmethod
    def in_room(cls, server: MeetServer, room: Room) -> Self:
        phone = cls(server.address)
        assert phone.get(f"/j/{room.invitation().token}").status == 200
        assert phone.cookie
        return phone

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, fields: Mapping[str, object], **headers: str) -> Answer:
        given = {"Origin": f"http://{self.address.shown}", **headers}
        content = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urlencode(fields).encode(), {**content, **given})

    def say(self, text: str, *, once: str = "", **fields: object) -> dict[str, Any]:
        posted = {"key": once or key(), "text": text, **fields}
        return self.post("/m/say", posted, Accept="application/json").json()

    def cast(self, fields: Mapping[str, object], once: str = "") -> dict[str, Any]:
        return self.post("/m/cast", {"key": once or key(), **fields}, Accept="application/json").json()

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection(*self.address, timeout=PATIENCE, source_address=self._source)
        try:
            connection.request(method, path, body, self._with_cookie(headers or {}))
            response = connection.getresponse()
            if given := response.headers.get("set-cookie"):
                self.cookie = given.partition(";")[0]
            return Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()

    @contextmanager
    def listening(self, path: str = "/m/events", after: str = "0") -> Iterator[Stream]:
        connection = http.client.HTTPConnection(*self.address, timeout=PATIENCE)
        connection.request("GET", f"{path}?after={after}", headers=self._with_cookie({}))
        response = connection.getresponse()
        assert response.status == 200, response.status
        stream = Stream(connection, response)
        try:
            yield stream
        finally:
            stream.close()

    def _with_cookie(self, headers: Mapping[str, str]) -> dict[str, str]:
        return {**({"Cookie": self.cookie} if self.cookie else {}), **headers}


def raw(address: Endpoint, sent: bytes, *, ends: bool = True) -> bytes:
    """What comes back for some bytes, until the other end closes."""
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        connection.sendall(sent)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        found = b""
        try:
            while piece := connection.recv(65536):
                found += piece
        except ConnectionResetError:
            pass
        return found


@contextmanager
def nothing_fails_inside(server: MeetServer) -> Iterator[None]:
    """See the errors that a running server drops, since the terminal is the board's; there must be none."""
    assert server._thread
    thread, found = server._thread.ident, []

    def see(record: logging.LogRecord) -> bool:
        if record.thread == thread and (record.levelno >= logging.ERROR or record.name == "asyncio"):
            found.append(record.getMessage())
        return True

    loggers = [logging.getLogger(name) for name in ("asyncio", "uvicorn.error")]
    for each in loggers:
        each.filters.insert(0, see)  # before that of the server, which drops the record
    try:
        yield
    finally:
        for each in loggers:
            each.removeFilter(see)
    assert not found, found
