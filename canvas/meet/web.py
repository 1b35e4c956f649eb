"""The addresses of a meeting: pages, forms and events.

A request reaches the room alone: no address leads to a file, and no field is a path or a command.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from canvas.meet import pages
from canvas.meet.guard import Receive, Scope, Send, refuse
from canvas.meet.live import Channel, Live
from canvas.meet.page_static import STATIC
from canvas.meet.room import Room
from canvas.meet.tries import Rates
from canvas.meet.types import Guest, Receipt, Respondent, View
from canvas.model.sanitize import clean_line
from canvas.model.types import ItemId

MAX_BODY_BYTES: Final = 8 * 1024
BODY_SECONDS: Final = 8.0
KEPT_SECONDS: Final = 5.0
"""How long a phone waits for the disk before it is asked to send again."""

GUEST_REQUESTS: Final = 60
GUEST_SECONDS: Final = 0.25
"""How many posts one phone may send at once, and how long until it may send one more; likewise pages."""

_MAX_FIELDS: Final = 300
_FORM: Final = "application/x-www-form-urlencoded"
_FOR_EVER: Final = {"cache-control": "public, max-age=31536000, immutable"}
_GZIP: Final = 31
_PACKED_LEVEL: Final = 1
"""As fast as can be: a board of 4,000 statements becomes a tenth within 10 ms."""

_VARIES: Final = {"vary": "accept-encoding"}
_LATER: Final = {"retry-after": "2"}
_COOKIE_SECONDS: Final = 12 * 60 * 60
_STATUS: Final = {"closed": 409, "ended": 410, "too-long": 413, "not-kept": 503, "busy": 429, "out": 401}
_ENTRY_STATUS: Final = {"wait": 429, "share": 429, "full": 503, "ended": 410}

Fields = Mapping[str, str]


class Site:
    """Answers requests for one room, in the server's loop."""

    def __init__(
        self, room: Room, live: Live, kept: Callable[[int], Awaitable[bool]], *, cookie: str
    ) -> None:
        """Serve a room.

        Args:
            room: the room.
            live: the open pages.
            kept: waits until the log is on disk up to a position; whether it is.
            cookie: the name of the cookie.
        """
        self._room, self._live, self._kept, self._cookie = room, live, kept, cookie
        self._seen: dict[str, float] = {}
        self._followed: tuple[int, bytes, bytes] | None = None
        self._loop = asyncio.get_running_loop()
        self._posts = Rates(GUEST_REQUESTS, GUEST_SECONDS, self._loop.time)
        self._pages = Rates(GUEST_REQUESTS, GUEST_SECONDS, self._loop.time)
        self.app = Starlette(
            routes=[
                Route("/", self._door),
                Route("/", self._come_in, methods=["POST"]),
                Route("/j/{token}", self._link),
                Route("/j/{token}/follow", self._link_to_follow),
                Route("/m", self._page),
                Route("/m/say", self._say, methods=["POST"]),
                Route("/m/cast", self._cast, methods=["POST"]),
                Route("/m/name", self._rename, methods=["POST"]),
                Route("/m/events", _Events(self, live.phones)),
                Route("/follow", self._follow),
                Route("/follow/events", _Events(self, live.followers)),
                Route("/static/{name}", _static),
                Route("/favicon.ico", _nothing),
            ]
        )
        self.app.router.redirect_slashes = False
        self.app.router.default = _not_found

    def forget_the_silent(self, seconds: float) -> None:
        """Count as away whoever has no page open and asked for nothing for so long."""
        now, connected = self._loop.time(), self._live.connected()
        for cookie, seen in [*self._seen.items()]:
            if cookie not in connected and now - seen > seconds:
                del self._seen[cookie]
                self._room.leave(Guest(cookie))

    def guest(self, request: Request) -> Guest | None:
        """Who asks, by the cookie."""
        guest = self._room.guest(request.cookies.get(self._cookie, ""))
        if guest is not None:
            self._seen[guest.cookie] = self._loop.time()
        return guest

    async def listen(self, channel: Channel, request: Request, send: Send) -> None:
        """Serve the events of a page."""
        guest = self.guest(request)
        if guest is None:
            await self._out()(request.scope, request.receive, send)
            return
        known = request.headers.get("last-event-id") or request.query_params.get("after", "")
        after = int(known) if re.fullmatch("[0-9]{1,18}", known, re.ASCII) else 0
        await self._live.listen(
            channel, guest, after, scope=request.scope, receive=request.receive, send=send
        )
        self._seen[guest.cookie] = self._loop.time()

    async def _door(self, request: Request) -> Response:
        if self.guest(request) is not None:
            return RedirectResponse("/m", 303)
        refused = "ended" if self._room.has_ended else ""
        return HTMLResponse(pages.door(self._room.naming, refused=refused))

    async def _come_in(self, request: Request) -> Response:
        fields = await self._fields(request)
        if isinstance(fields, Response):
            return fields
        code, name = fields.get("code", ""), clean_line(fields.get("name", ""))
        refusal = "no-name" if self._room.naming == "named" and not name else ""
        if not refusal:
            former = request.cookies.get(self._cookie, "")
            entered = self._room.enter(code, name, former_cookie=former, address=_address(request))
            if isinstance(entered, Guest):
                return await self._entered(entered, RedirectResponse("/m", 303))
            refusal = entered
        page = pages.door(self._room.naming, refused=refusal, code=code[:12], name=name[:80])
        return HTMLResponse(page, _ENTRY_STATUS.get(refusal, 403))

    async def _link(self, request: Request) -> Response:
        return await self._by_link(request, "/m")

    async def _link_to_follow(self, request: Request) -> Response:
        return await self._by_link(request, "/follow")

    async def _by_link(self, request: Request, target: str) -> Response:
        """Let somebody in by the link.

        Not by a redirect: after one, browsers would not send a strict cookie where another site had the link.
        """
        former = request.cookies.get(self._cookie, "")
        token = request.path_params["token"]
        entered = self._room.enter(token, former_cookie=former, address=_address(request))
        if isinstance(entered, Guest):
            page = HTMLResponse(pages.entering(target), headers={"refresh": f"0; url={target}"})
            return await self._entered(entered, page)
        refusal = "expired" if entered == "wrong" else entered
        return HTMLResponse(pages.door(self._room.naming, refused=refusal), _ENTRY_STATUS.get(refusal, 403))

    async def _entered(self, guest: Guest, response: Response) -> Response:
        if not await self._kept(self._room.position):
            return HTMLResponse(pages.refused("not-kept"), 503)
        self._seen[guest.cookie] = self._loop.time()
        response.set_cookie(
            self._cookie, guest.cookie, max_age=_COOKIE_SECONDS, httponly=True, samesite="strict"
        )
        return response

    async def _page(self, request: Request) -> Response:
        return self._shown(request, lambda view: pages.page(view, key=_key()))

    async def _follow(self, request: Request) -> Response:
        """The board for who reads along: the same bytes for all, and small for who unpacks them."""
        guest, view = self.guest(request), self._room.view()
        if guest is None or view.has_ended or not self._pages.take(guest.cookie):
            return self._shown(request, pages.follow)
        if self._followed is None or self._followed[0] != view.number:
            page = pages.follow(view).encode()
            packer = zlib.compressobj(_PACKED_LEVEL, wbits=_GZIP)
            self._followed = view.number, page, packer.compress(page) + packer.flush()
        _, page, packed = self._followed
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(page, headers=_VARIES)
        return HTMLResponse(packed, headers={**_VARIES, "content-encoding": "gzip"})

    def _shown(self, request: Request, render: Callable[[View], str]) -> Response:
        guest = self.guest(request)
        if guest is None:
            return self._out()
        if not self._pages.take(guest.cookie):
            return _Refused("busy")
        return HTMLResponse(render(self._room.view(guest)))

    def _out(self) -> Response:
        """The answer to somebody who is no guest, or no longer one."""
        if self._room.has_ended:
            return HTMLResponse(pages.ended(self._room.view()), 410)
        return HTMLResponse(pages.door(self._room.naming), 401)

    async def _say(self, request: Request) -> Response:
        def contribute(guest: Guest, fields: Fields) -> Receipt:
            key, text, ask = fields.get("key", ""), fields.get("text", ""), _number(fields.get("ask", ""))
            return self._room.contribute(guest, key, text, ask=ask, address=_address(request))

        return await self._post(request, contribute)

    async def _cast(self, request: Request) -> Response:
        def cast(guest: Guest, fields: Fields) -> Receipt:
            answers = {ItemId(name[2:]): value for name, value in fields.items() if name.startswith("a.")}
            reasons = {ItemId(name[2:]): value for name, value in fields.items() if name.startswith("r.")}
            if any(value.strip() and _number(value) is None for value in answers.values()):
                return Receipt(False, "unfit")
            given = {name: _number(value) for name, value in answers.items()}
            key, ask = fields.get("key", ""), _number(fields.get("ask", ""))
            respondent = Respondent(fields.get("who", ""), "replace" in fields)
            return self._room.cast(guest, key, given, reasons, ask=ask, respondent=respondent)

        return await self._post(request, cast)

    async def _rename(self, request: Request) -> Response:
        def rename(guest: Guest, fields: Fields) -> Receipt:
            is_done = self._room.rename(guest, fields.get("name", ""))
            return Receipt(is_done, "taken" if is_done else "no-name", position=self._room.position)

        return await self._post(request, rename)

    async def _post(self, request: Request, take: Callable[[Guest, Fields], Receipt]) -> Response:
        """Take a post of a guest, and tell of it once it is on disk."""
        fields = await self._fields(request)
        if isinstance(fields, Response):
            return fields
        wants_json = "application/json" in request.headers.get("accept", "")
        guest = self.guest(request)
        if guest is None:
            code = "ended" if self._room.has_ended else "out"
            if not wants_json:
                return self._out()
            return JSONResponse(pages.receipt(code, None, accepted=False), _STATUS[code])
        receipt = take(guest, fields) if self._posts.take(guest.cookie) else None
        accepted, code = (receipt.accepted, str(receipt.code)) if receipt else (False, "busy")
        if receipt and accepted and not await self._kept(receipt.position):
            accepted, code = False, "not-kept"
        view, status = self._room.view(guest), 200 if accepted else _STATUS.get(code, 422)
        if wants_json:
            is_repeat = receipt is not None and receipt.is_repeat
            told = pages.receipt(code, view, accepted=accepted, is_repeat=is_repeat)
            return JSONResponse(told, status, _LATER if code in {"busy", "not-kept"} else None)
        if accepted:
            return RedirectResponse("/m", 303)
        key = fields.get("key", "") if code in {"not-kept", "busy"} else _key()
        return HTMLResponse(pages.page(view, key=key, refused=code, typed=fields), status)

    async def _fields(self, request: Request) -> Fields | Response:
        """The fields of a form, which is read no further than its bound, and no longer."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return _Refused("too-large")
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > MAX_BODY_BYTES:
                        return _Refused("too-large")
        except TimeoutError:
            return _Refused("slow")
        except ClientDisconnect:
            return _Refused("slow")
        try:
            return dict(
                parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
            )
        except ValueError:
            return _Refused("too-large")


class _Events:
    """The events of one kind of page, as an application of its own: a stream is no response with an end."""

    def __init__(self, site: Site, channel: Channel) -> None:
        self._site, self._channel = site, channel

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await refuse(send, "method")
            return
        await self._site.listen(self._channel, Request(scope, receive), send)


class _Refused(Response):
    """A refusal that closes the connection."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await refuse(send, self._code)


async def _static(request: Request) -> Response:
    found = STATIC.get(request.path_params["name"])
    if found is None:
        return _Refused("not-found")
    return Response(found[1], headers={**_FOR_EVER, "content-type": found[0]})


async def _nothing(_: Request) -> Response:
    return Response(status_code=204)


async def _not_found(_: Scope, __: Receive, send: Send) -> None:
    await refuse(send, "not-found")


def _address(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else ""


def _number(typed: str) -> int | None:
    """A number of a form; None where there is none, or another character."""
    return int(typed) if re.fullmatch("[0-9]{1,9}", typed.strip(), re.ASCII) else None


def _key() -> str:
    """An idempotency key for a form without script."""
    return secrets.token_hex(16)
