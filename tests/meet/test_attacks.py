"""Whoever does not belong gets nothing in, nothing out, and does not get in the way of those who do."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from canvas.meet import server as server_module
from canvas.meet import web
from canvas.meet.guard import ADDRESS_REQUESTS, HEADERS, Guard, Message, Receive, Scope, Send
from canvas.meet.room import Room
from canvas.meet.server import MeetServer
from canvas.meet.types import Limits
from canvas.model.sanitize import clean_line
from tests.meet.phones import Answer, Phone, nothing_fails_inside, raw
from tests.meet.rooms import HELD_BACK, A, canvas_of_partners, key
from tests.strategies import HOSTILE
from tests.waiting import PATIENCE

Meeting = tuple[Room, MeetServer, Phone]


@pytest.fixture(name="meeting", scope="module")
def _meeting() -> Iterator[Meeting]:
    room = Room(canvas_of_partners(), naming="named", now=time.time, chance=os.urandom)
    server = MeetServer(room)
    server.start()
    phone = Phone.in_room(server, room)
    phone.post("/m/name", {"name": "Ana"})
    room.ask("write", "vision")
    with nothing_fails_inside(server):
        yield room, server, phone
        server.stop()


def is_unmoved(meeting: Meeting, before: int) -> bool:
    """Whether nothing came in, and a phone is served as before."""
    room, _, phone = meeting
    return len(room.contributions()) == before and phone.get("/m").status == 200


def is_closed(connection: socket.socket) -> bool:
    """Whether the other end closed it, in one way or another."""
    connection.settimeout(PATIENCE)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://{host}"},
        {"Origin": "http://{host}.evil.example"},
        {"Origin": "http://{host}", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://{host}", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_post_from_a_foreign_page_is_refused(meeting: Meeting, headers: dict[str, str]) -> None:
    room, server, phone = meeting
    before = len(room.contributions())
    given = {name: value.format(host=server.address.shown) for name, value in headers.items()}
    for path in ("/", "/m/say", "/m/cast", "/m/name"):
        fields = {"key": key(), "text": "from afar", "code": room.invitation().code, "name": "Eve"}
        assert phone.post(path, fields, **given).status == 403
    assert is_unmoved(meeting, before)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{port}",
        "127.0.0.1",
        "localhost.evil.example:{port}",
        "127.0.0.1:{port}.",
        "",
        "@:{port}",
    ],
)
def test_a_request_for_another_host_is_refused(meeting: Meeting, host: str) -> None:
    room, server, phone = meeting
    named = host.format(port=server.address.port)
    for path in ("/", "/m", "/m/events", f"/j/{room.invitation().token}", "/static/page.css"):
        answer = phone.get(path, Host=named)
        assert answer.status == 421
        assert "Breakfast" not in answer.text
    origin = f"http://{named}"
    assert phone.post("/m/say", {"key": key(), "text": "x"}, Host=named, Origin=origin).status == 421


def test_a_request_with_no_host_or_with_two_is_refused(meeting: Meeting) -> None:
    _, server, phone = meeting
    host = f"Host: {server.address.shown}\r\n"
    cookie = f"Cookie: {phone.cookie}\r\n"
    assert b" 200 " in raw(server.address, f"GET /m HTTP/1.0\r\n{host}{cookie}\r\n".encode())
    for hosts in ("", host + host, f"Host: evil.example\r\n{host}"):
        answer = raw(server.address, f"GET /m HTTP/1.0\r\n{hosts}{cookie}\r\n".encode())
        assert answer.split()[1] in {b"400", b"421"}


def test_a_token_or_cookie_is_not_guessed(meeting: Meeting) -> None:
    room, server, _ = meeting
    token, chance = room.invitation().token, random.Random(1)  # noqa: S311 - a test repeats
    stranger = Phone(server.address)
    guesses = [
        token[:-1],
        f"{token}a",
        token.swapcase(),
        "",
        "%00",
        *(chance.randbytes(16).hex() for _ in range(40)),
    ]
    for guess in guesses:
        assert stranger.get(f"/j/{guess}").status in {403, 404}
        assert Phone(server.address, f"canvas-{server.address.port}={guess}").get("/m").status == 401
    assert not stranger.cookie


def test_codes_are_tried_only_so_often_by_all_together_and_the_link_still_works() -> None:
    limits = Limits(wrong_codes_seconds=3600.0)  # no try comes back while a busy machine makes them
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom, limits=limits)
    server = MeetServer(room)
    server.start()
    found = [Phone(server.address).post("/", {"code": f"{number:06}"}).status for number in range(31)]
    assert found == [403] * 30 + [429]
    assert Phone(server.address).post("/", {"code": room.invitation().code}).status == 429
    Phone.in_room(server, room)
    link = room.invitation()
    room.end()
    assert Phone(server.address).get(f"/j/{link.token}").status == 410
    assert Phone(server.address).post("/", {"code": link.code}).status == 410
    server.stop()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/static/../server.py", 404),
        ("GET", "/static/%2e%2e%2fserver.py", 404),
        ("GET", "/static/..%5c..%5cetc", 404),
        ("GET", "//etc/passwd", 404),
        ("GET", "/m/../m", 404),
        ("GET", "/m%00", 404),
        ("GET", "/" + "a" * 5000, 404),
        ("GET", "/m?" + "a" * 5000, 404),
        ("GET", "/m/say", 405),
        ("PUT", "/m/say", 405),
        ("OPTIONS", "/m", 405),
        ("TRACE", "/m", 405),
        ("HEAD", "/m", 405),
        ("CONNECT", "/m", 405),
    ],
)
def test_no_address_leads_anywhere_else(meeting: Meeting, method: str, path: str, status: int) -> None:
    _, server, phone = meeting
    headers = f"Host: {server.address.shown}\r\nCookie: {phone.cookie}\r\nConnection: close\r\n"
    answer = raw(server.address, f"{method} {path} HTTP/1.1\r\n{headers}\r\n".encode())
    assert answer.split()[1] == str(status).encode()
    assert b"Traceback" not in answer
    assert b"uvicorn" not in answer.lower()


def test_what_is_too_large_is_not_read(meeting: Meeting) -> None:
    room, server, phone = meeting
    before = len(room.contributions())
    assert phone.post("/m/say", {"key": key(), "text": "x" * 9000}).status == 413
    assert phone.post("/m/cast", {"key": key(), **{f"a.{n}": 1 for n in range(400)}}).status == 413
    assert phone.post("/m/say", {"key": key(), "text": "x"}, **{"Content-Type": "text/plain"}).status == 413
    head = (
        f"POST /m/say HTTP/1.1\r\nHost: {server.address.shown}\r\nOrigin: http://{server.address.shown}\r\n"
        f"Cookie: {phone.cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    huge = head + "Content-Length: 1000000000\r\n\r\n" + "x" * 20_000
    chunk = "1000\r\n" + "x" * 4096 + "\r\n"
    endless = head + "Transfer-Encoding: chunked\r\n\r\n" + 3 * chunk
    for sent in (huge, endless, head + "X: " + "x" * 20_000 + "\r\n\r\n"):
        assert raw(server.address, sent.encode(), ends=False).split()[1] in {b"413", b"400", b"431"}
    assert is_unmoved(meeting, before)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00" * 2000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /m HTTP/9.9\r\n\r\n",
        b"\r\n" * 50,
    ],
)
def test_what_is_no_request_is_refused(
    meeting: Meeting, sent: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    _, server, _ = meeting
    assert raw(server.address, sent)[:12] in {b"", b"HTTP/1.1 400", b"HTTP/1.1 421"}
    assert capfd.readouterr() == ("", "")  # the board is painted there


def test_what_arrives_too_slowly_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom)
    server = MeetServer(room)
    server.start()
    phone = Phone.in_room(server, room)
    head = (
        f"POST /m/say HTTP/1.1\r\nHost: {server.address.shown}\r\nOrigin: http://{server.address.shown}\r\n"
    )
    form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nkey="
    monkeypatch.setattr(server_module, "REQUEST_SECONDS", 0.1)
    assert raw(server.address, b"", ends=False) == b""
    assert raw(server.address, head.encode(), ends=False) == b""
    monkeypatch.setattr(server_module, "REQUEST_SECONDS", PATIENCE)  # a busy machine may come to both at once
    monkeypatch.setattr(web, "BODY_SECONDS", 0.1)
    assert raw(server.address, (head + form).encode(), ends=False)[9:12] == b"408"
    monkeypatch.undo()
    assert phone.get("/m").status == 200
    server.stop()


def test_a_thousand_connections_of_one_address_leave_room_for_others() -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2048:
        pytest.skip("this system allows too few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom)
    server = MeetServer(room)
    server.start()
    with nothing_fails_inside(server), ExitStack() as stack:
        stream = stack.enter_context(Phone.in_room(server, room).listening())
        opened = [stack.enter_context(socket.create_connection(server.address)) for _ in range(1000)]
        other = socket.create_connection(server.address, source_address=("127.0.0.2", 0))
        stack.enter_context(other)
        other.sendall(f"GET / HTTP/1.0\r\nHost: {server.address.shown}\r\n\r\n".encode())
        assert other.recv(12) == b"HTTP/1.1 200"
        assert is_closed(opened[-1])
        room.ask("write", "vision")
        assert stream.until("part-ask")
    server.stop()


def test_a_phone_has_so_many_streams_posts_and_pages_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "GUEST_SECONDS", 3600.0)  # however slowly they come here
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom)
    server = MeetServer(room)
    server.start()
    phone = Phone.in_room(server, room)
    with ExitStack() as stack:
        streams = [stack.enter_context(phone.listening()) for _ in range(5)]
        assert [event.kind for event in streams[0]] == ["parts"]
        room.ask("write", "vision")
        assert all(stream.until("part-ask") for stream in streams[1:])
    found = [phone.say("text")["code"] for _ in range(web.GUEST_REQUESTS + 5)]
    assert "busy" in found
    assert 429 in [phone.get("/follow").status for _ in range(web.GUEST_REQUESTS + 5)]
    assert Phone.in_room(server, room).get("/follow").status == 200
    server.stop()


async def test_one_address_may_ask_only_so_often() -> None:
    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    now = [0.0]
    guard = Guard(app, ["here:80"], lambda: now[0])
    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
            assert set(HEADERS) <= set(message["headers"])
        await asyncio.sleep(0)

    async def ask(client: str) -> int:
        scope = {
            "client": (client, 1), "method": "GET", "raw_path": b"/", "query_string": b"",
            "headers": [(b"host", b"HERE:80")],
        }  # fmt: skip
        await guard(scope, _nothing, send)
        return statuses[-1]

    assert {await ask("a") for _ in range(ADDRESS_REQUESTS)} == {200}
    assert (await ask("a"), await ask("b")) == (429, 200)
    now[0] += 1
    assert await ask("a") == 200


async def _nothing() -> Message:
    await asyncio.sleep(0)
    return {"type": "http.disconnect"}


async def test_an_error_inside_is_told_as_a_small_page() -> None:
    async def app(_: Scope, __: Receive, ___: Send) -> None:
        raise ValueError(HELD_BACK)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    scope = {"method": "GET", "raw_path": b"/", "query_string": b"", "headers": [(b"host", b"here:80")]}
    guard = Guard(app, ["here:80"])
    await guard(scope, _nothing, send)
    assert (sent[0]["status"], guard.failures) == (500, 1)
    assert HELD_BACK not in sent[1]["body"].decode()


def test_hostile_text_in_every_field_is_harmless(meeting: Meeting) -> None:
    room, server, _ = meeting
    answers: list[Answer] = []
    markup = (
        "<script>x</script>",
        '"><img src=x onerror=y>',
        "{{7*7}}",
        "'; drop table",
        "%0d%0aSet-Cookie: a=b",
    )
    for text in (*HOSTILE, *markup):
        hostile, phone = f"q{text}q", Phone.in_room(server, room)
        said = {"text": hostile, "ask": hostile, "panel": hostile, hostile: hostile}
        answers += [
            phone.post("/m/name", {"name": hostile}),
            phone.post("/m/say", {"key": key(), **said}),
            phone.post("/m/say", {"key": key(), "text": hostile}),
            phone.post("/m/say", {"key": hostile, "text": hostile}),
            phone.post("/m/cast", {"key": key(), f"a.{hostile}": hostile, f"r.{hostile}": hostile}),
            Phone(server.address).post("/", {"code": hostile, "name": hostile}),
        ]
    room.reveal()
    answers += [phone.get("/m"), phone.get("/follow")]
    assert len(room.contributions()) > len(HOSTILE)
    assert all(each.text == clean_line(each.text) for each in room.contributions())
    assert all(each.name == clean_line(each.name) for each in room.contributions())
    for answer in answers:
        assert answer.status < 500
        assert "<script>x" not in answer.text
        assert "<img" not in answer.text
        assert "set-cookie: a" not in str(answer.headers).lower()
        assert not set(answer.text) & {"\x1b", "\x00", "\x07", "\u202e", "\x9b"}


def test_held_back_words_are_in_nothing_that_is_sent(meeting: Meeting) -> None:
    room, server, _ = meeting
    phone = Phone.in_room(server, room)
    texts: list[str] = []
    with phone.listening() as stream, phone.listening("/follow/events") as following:
        for panel, item in canvas_of_partners():
            room.look_at(panel, item.id)
            room.ask("hands", panel, [item.id, A])
            answer = phone.post("/m/cast", {"key": key(), f"a.{item.id}": 3, f"a.{A}": 2})
            room.reveal()
            texts += [answer.text, phone.get("/m").text, phone.get("/follow").text]
            texts += [str(each.until("part-came-in").data) for each in (stream, following)]
    assert not [text for text in texts if HELD_BACK in text]
    assert any("No child learns hungry" in text for text in texts)
    assert any("Ana cooks" in text for text in texts)
