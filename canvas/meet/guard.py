"""What stands before every request: who may ask, how often, and what is said with every answer.

Other pages that a phone has open must not reach the meeting (host and origin are compared as a whole), and
nothing that goes wrong inside may be told to anybody.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from typing import Any, Final

from canvas.meet import pages
from canvas.meet.tries import Rates, Tries

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ADDRESS_REQUESTS: Final = 1500
ADDRESS_SECONDS: Final = 0.01
"""What one address may ask at once, and how long until it may ask once more: a room may have one address."""

ALL_REQUESTS: Final = 4000
ALL_SECONDS: Final = 0.0025

_MAX_PATH: Final = 200
_MAX_QUERY: Final = 200

_POLICY: Final = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    b"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final[tuple[tuple[bytes, bytes], ...]] = (
    (
        b"content-security-policy",
        _POLICY,
    ),
    (b"referrer-policy", b"same-origin"),  # with no-referrer a form's Origin would be "null"
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

_STATUS: Final = {
    "foreign": 403,
    "misdirected": 421,
    "not-found": 404,
    "method": 405,
    "too-large": 413,
    "slow": 408,
    "busy": 429,
    "broken": 500,
}
_TOLD: Final = {"misdirected": "foreign", "method": "not-found"}
"""The code whose sentence is told."""


class Guard:
    """Wraps the application.

    Attributes:
        failures: how many requests failed for a reason of ours.
    """

    def __init__(self, app: App, hosts: Collection[str], now: Callable[[], float] = time.monotonic) -> None:
        """Guard an application.

        Args:
            app: the application.
            hosts: each ``host:port`` under which it is reached.
            now: a clock.
        """
        self._app = app
        self._hosts = frozenset(host.encode() for host in hosts)
        self._origins = frozenset(b"http://" + host for host in self._hosts)
        self._all = Tries(ALL_REQUESTS, ALL_SECONDS, now)
        self._addresses = Rates(ADDRESS_REQUESTS, ADDRESS_SECONDS, now)
        self.failures = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        refusal = self._refusal(scope)
        if refusal:
            await refuse(send, refusal)
            return
        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                message["headers"] = with_headers(message.get("headers", ()))
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:  # nothing of it may reach the terminal or the phone
            self.failures += 1
            if has_begun:
                raise  # the server closes the connection
            await refuse(send, "broken")

    def _refusal(self, scope: Scope) -> str:
        """Why a request is not answered; empty where it is."""
        client = scope.get("client")
        if not self._addresses.take(client[0] if client else "") or not self._all.take():
            return "busy"
        if _the_one(scope, b"host") not in self._hosts:
            return "misdirected"
        if len(scope["raw_path"]) > _MAX_PATH or len(scope["query_string"]) > _MAX_QUERY:
            return "not-found"
        if scope["method"] == "GET":
            return ""
        if scope["method"] != "POST":
            return "method"
        site = [value for name, value in scope["headers"] if name == b"sec-fetch-site"]
        is_own = _the_one(scope, b"origin") in self._origins and site in ([], [b"same-origin"])
        return "" if is_own else "foreign"


async def refuse(send: Send, code: str) -> None:
    """Answer with a small page, and close the connection: the rest of the request is not read."""
    body = pages.refused(_TOLD.get(code, code)).encode()
    headers: list[tuple[bytes, bytes]] = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    if code == "busy":
        headers.append((b"retry-after", b"2"))
    await send({"type": "http.response.start", "status": _STATUS[code], "headers": with_headers(headers)})
    await send({"type": "http.response.body", "body": body})


def with_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with those that every answer has."""
    given = list(headers)
    if not any(name == b"cache-control" for name, _ in given):
        given.append((b"cache-control", b"no-store"))
    return [*given, *HEADERS]


def _the_one(scope: Scope, name: bytes) -> bytes:
    """The value of a header that has to be there once; empty where it is not."""
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].lower() if len(found) == 1 else b""
