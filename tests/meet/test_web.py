"""A meeting over real HTTP: coming in, saying, answering, following, and what comes back after a restart."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from canvas.meet import pages
from canvas.meet import server as server_module
from canvas.meet.log import MeetLog
from canvas.meet.room import Room
from canvas.meet.server import Gate, MeetServer
from canvas.meet.types import Limits, Naming, View
from canvas.model.canvas import Canvas, Item
from canvas.model.types import ItemId
from tests.meet.killed_log import abandon
from tests.meet.phones import Phone, nothing_fails_inside, raw
from tests.meet.rooms import A, B, canvas_of_partners, key
from tests.waiting import PATIENCE, until


def begun(
    naming: Naming = "anonymous", log: MeetLog | None = None, **options: float
) -> tuple[Room, MeetServer]:
    room = Room(
        canvas_of_partners(),
        naming=naming,
        now=time.time,
        chance=os.urandom,
        keeper=log,
        records=log.records if log else (),
    )
    server = MeetServer(room, log=log, **options)  # type: ignore[arg-type]  # options of any type
    server.start()
    return room, server


@contextmanager
def hanging(server: MeetServer) -> Iterator[None]:
    """A server that does nothing meanwhile."""
    hangs, may_go_on = threading.Event(), threading.Event()

    def hang() -> None:
        hangs.set()
        may_go_on.wait(PATIENCE)

    server._soon(hang)
    assert hangs.wait(PATIENCE)
    yield
    may_go_on.set()


@pytest.fixture(name="meeting")
def _meeting() -> Iterator[tuple[Room, MeetServer]]:
    room, server = begun()
    with nothing_fails_inside(server):
        yield room, server
        server.stop()
    assert not server.is_running


def test_new_cookies_of_one_address_have_one_share_together() -> None:
    limits = Limits(guests=6, contributions=4)
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom, limits=limits)
    server = MeetServer(room)
    server.start()
    room.ask("write", "vision")
    phones = [Phone.in_room(server, room) for _ in range(3)]
    assert [each.say("text")["code"] for each in phones] == ["taken", "taken", "share"]
    late = Phone(server.address).get(f"/j/{room.invitation().token}")
    assert late.status == 429
    assert "is kept for others" in late.text
    server.stop()


def test_a_review_that_names_organisations_is_answered_for_the_one_that_is_chosen(
    meeting: tuple[Room, MeetServer],
) -> None:
    room, server = meeting
    canvas = canvas_of_partners()
    reviews = [{**canvas.values["reviews"][0], "named": "organisations"}]
    partner = Item(ItemId("part1"), "The “Bakery”", {"kind": "partner"})
    room.show(
        canvas.replacing(
            values={**canvas.values, "reviews": reviews},
            panels={**canvas.panels, "relationships": (partner,)},
        )
    )
    room.ask("review", None, (ItemId("first"),))
    one, two = Phone.in_room(server, room), Phone.in_room(server, room)
    assert 'name="who" value="The “Bakery”"' in one.get("/m").text
    answer = {"a.first": 1, "who": "The “Bakery”"}
    assert [one.cast({"a.first": 1})["code"], one.cast(answer)["code"]] == ["no-organisation", "taken"]
    assert two.cast(answer)["says"].startswith("This organisation has answered already.")
    assert two.cast({**answer, "replace": "yes"})["code"] == "taken"
    assert "Another phone has answered for your organisation" in one.get("/m").text
    assert "Your answer was sent, for The “Bakery”." in two.get("/m").text


def test_a_phone_comes_in_by_the_link_and_by_the_code(meeting: tuple[Room, MeetServer]) -> None:
    room, server = meeting
    first = Phone(server.address)
    entered = first.get(f"/j/{room.invitation().token}")
    assert (entered.status, entered.headers["refresh"]) == (200, "0; url=/m")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    assert first.get("/m").status == 200
    assert "/follow" in first.get(f"/j/{room.invitation().token}/follow").headers["refresh"]
    second = Phone(server.address)
    assert second.get("/").status == 200
    assert second.get("/m").status == 401
    assert second.post("/", {"code": "000000"}).status == 403
    assert second.post("/", {"code": room.invitation().code.lower()}).status == 303
    assert second.get("/m").status == second.get("/follow").status == 200
    assert (second.get("/").status, second.get("/").headers["location"]) == (303, "/m")
    assert second.get("/j/of-another-day").status == 403
    assert room.counts().here == 2


def test_a_name_is_asked_for_where_names_are_shown() -> None:
    room, server = begun("named")
    phone = Phone(server.address)
    code = room.invitation().code
    refused = phone.post("/", {"code": code, "name": " "})
    assert refused.status == 403
    assert code in refused.text
    assert phone.post("/", {"code": code, "name": "Ana"}).status == 303
    other = Phone.in_room(server, room)
    room.ask("write", "vision")
    assert other.say("text")["code"] == "no-name"
    assert other.post("/m/name", {"name": "Bo"}).status == 303
    assert other.say("text")["accepted"]
    assert [each.name for each in room.tray()] == ["Bo"]
    server.stop()


def test_what_is_said_comes_once_with_script_and_without(meeting: tuple[Room, MeetServer]) -> None:
    room, server = meeting
    phone = Phone.in_room(server, room)
    room.ask("write", "vision")
    once = key()
    assert phone.say("More time", once=once)["repeat"] is False
    assert phone.say("More time", once=once)["repeat"] is True
    form = key()
    for _ in range(2):
        kept = phone.post("/m/say", {"key": form, "text": "More money", "ask": 1})
        assert (kept.status, kept.headers["location"]) == (303, "/m")
    assert [each.text for each in room.tray()] == ["More time", "More money"]
    refused = phone.post("/m/say", {"key": key(), "text": "much too long " * 50})
    assert refused.status == 413
    assert "much too long much" in refused.text
    assert phone.say("x", ask="99")["code"] == "closed"
    room.ask("hands", statements=[A])
    assert phone.cast({"ask": 2, f"a.{A}": 4, f"r.{A}": "because", "a.other": ""})["accepted"]
    assert room.spread().counts == {A: (0, 0, 0, 0, 1, 0)}
    assert phone.cast({f"a.{A}": "4.5"})["code"] == "unfit"
    assert phone.cast({f"a.{A}": "٤"})["code"] == "unfit"


def test_the_board_is_made_once_for_all_who_read_along_and_packed_for_who_unpacks_it(
    meeting: tuple[Room, MeetServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, server = meeting
    made: list[int] = []
    follow = pages.follow

    def counted(view: View) -> str:
        made.append(view.number)
        return follow(view)

    monkeypatch.setattr(pages, "follow", counted)
    phones = [Phone.in_room(server, room) for _ in range(2)]
    plain = [phone.get("/follow").text for phone in phones]
    assert plain[0] == plain[1]
    assert len(made) == 1
    packed = raw(
        server.address,
        f"GET /follow HTTP/1.1\r\nHost: {server.address.shown}\r\nCookie: {phones[0].cookie}\r\n"
        "Accept-Encoding: br, gzip\r\nConnection: close\r\n\r\n".encode(),
        ends=False,
    )
    head, _, body = packed.partition(b"\r\n\r\n")
    assert b"content-encoding: gzip" in head
    assert gzip.decompress(body).decode() == plain[0]
    assert Phone(server.address).get("/follow").status == 401
    room.look_at("roles")
    assert "being talked about" in phones[0].get("/follow").text
    assert len(made) == 2


def test_open_pages_get_what_changed_and_who_missed_something_gets_it_all(
    meeting: tuple[Room, MeetServer],
) -> None:
    room, server = meeting
    phone, other = Phone.in_room(server, room), Phone.in_room(server, room)
    number = str(room.view().number)
    with phone.listening(after=number) as stream, other.listening("/follow/events") as following:
        assert set(following.next("parts").data["parts"]) >= {"part-vision", "part-talk"}
        room.ask("vote", statements=[A, B], budget=5)
        asked = stream.until("No child learns hungry")
        assert set(asked.data["parts"]) >= {"part-ask"}
        room.show(room.view().canvas.replacing(title="Lunch clubs"))
        room.look_at("roles")
        told = following.until("being talked about now").data["parts"]["part-roles"]
        assert "Ana cooks" not in str(told)  # the rows are there already
        assert told["rows"] == {}
        room.ask("write", "vision")
        phone.say("mine")
        room.decide([room.tray()[0].id], "taken")
        stream.next("own")
        last = stream.last_id
    with phone.listening(after=last) as stream:
        room.ask("hands", statements=[A])
        changed = stream.next("parts").data["parts"]
        assert "part-ask" in changed
        assert "part-came-in" not in changed
    with phone.listening(after="7") as stream:
        assert set(stream.next("parts").data["parts"]) >= {
            "part-ask",
            "part-talk",
            "part-counts",
            "part-panel",
        }
        room.end()
        assert "ended" in stream.next("ended").data["main"]
        assert list(stream) == []
    assert phone.get("/m").status == 410
    assert phone.get(f"/j/{room.invitation().token}").status == 410
    assert phone.say("after the end")["code"] == "ended"


def test_after_a_change_of_link_all_others_are_out(meeting: tuple[Room, MeetServer]) -> None:
    room, server = meeting
    phone = Phone.in_room(server, room)
    with phone.listening() as stream:
        link = room.invitation().token
        stream.next("parts")
        with hanging(server):  # what was done comes in one flush
            room.show(Canvas("Shown to who is in"))
            room.change_link()
        assert room.invitation().token != link
        told = [*stream]
        assert told[-1].kind == "out"
        assert "Shown to who is in" not in json.dumps([event.data for event in told])
    assert phone.get("/m").status == 401
    assert phone.say("x")["code"] == "out"
    assert Phone.in_room(server, room).get("/m").status == 200


def test_a_killed_server_comes_back_on_its_port_and_no_phone_has_to_come_in_again() -> None:
    log = MeetLog.open("/a/canvas.toml")
    room, server = begun(log=log)
    phone = Phone.in_room(server, room)
    room.ask("write", "vision")
    once = key()
    assert phone.say("before", once=once)["accepted"]
    link, address = room.invitation().token, server.address
    abandon(log)
    server.kill()
    with pytest.raises(ConnectionRefusedError):
        phone.get("/m")
    log = MeetLog.open("/a/canvas.toml")
    room, server = begun(log=log)
    assert (room.invitation().token, server.address) == (link, address)
    assert phone.say("before", once=once)["repeat"] is True
    assert phone.say("after")["accepted"]
    assert [each.text for each in room.tray()] == ["before", "after"]
    with phone.listening(after="5") as stream:
        assert "part-ask" in stream.next("parts").data["parts"]
    server.stop()
    log.close(keep=False)


def test_a_phone_is_told_nothing_before_the_disk_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    log = MeetLog.open(None)
    room, server = begun(log=log)
    phone = Phone.in_room(server, room)
    room.ask("write", "vision")
    monkeypatch.setattr("canvas.meet.server.KEPT_SECONDS", 0.05)
    sync, is_broken = os.fsync, [True]

    def fsync(handle: int) -> None:
        if is_broken:
            raise OSError(5, "broken")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr("canvas.meet.log._MAX_RETRY_SECONDS", 0.05)
    once = key()
    assert phone.say("text", once=once)["code"] == "not-kept"
    assert log.problem
    is_broken.clear()
    assert log.flush(PATIENCE)
    assert phone.say("text", once=once)["accepted"]
    assert len(room.tray()) == 1
    server.stop()
    log.close(keep=False)


def test_the_meeting_ends_after_the_set_time_and_strangers_are_told_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_module, "FAREWELL_SECONDS", PATIENCE)
    room, server = begun(ends_at=time.time() + 3600)
    phone = Phone.in_room(server, room)
    with phone.listening() as stream:
        stream.next("parts")
        server._ends_at = time.time()
        stream.next("ended")
    assert room.has_ended
    for path in ("/", "/m", "/follow", "/m/events", f"/j/{room.invitation().token}"):
        told = Phone(server.address).get(path)
        assert "has ended" in told.text, path
        assert canvas_of_partners().title not in told.text, path
    monkeypatch.setattr(server_module, "FAREWELL_SECONDS", 0.0)
    until(lambda: not server.is_running)
    server.stop()


def test_a_server_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_STOP_SECONDS", 0.05)
    monkeypatch.setattr(server_module, "_CUT_SECONDS", 0.05)
    _, server = begun()
    with hanging(server):
        server.stop()
        server.stop()
        assert server.is_running  # as is told
        assert server.is_lost
    assert server._thread
    server._thread.join(PATIENCE)
    assert not server.is_running


def test_a_server_that_fails_closes_every_connection_and_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: str) -> bool:
        raise RuntimeError

    log = MeetLog.open(None)
    room, server = begun(log=log)
    phone = Phone.in_room(server, room)
    with phone.listening() as stream, socket.create_connection(server.address, timeout=PATIENCE) as idle:
        stream.next("parts")
        idle.sendall(f"GET / HTTP/1.1\r\nHost: {server.address.shown}\r\n\r\n".encode())
        assert idle.recv(1)  # it is kept for another request
        monkeypatch.setattr(server_module, "_LOOK_SECONDS", 0)
        monkeypatch.setattr(server_module, "is_ours", fail)
        until(lambda: server.has_failed)
        for _ in stream:
            pass  # until the server has closed it
        while idle.recv(65536):
            pass
    with pytest.raises(OSError, match="refused"):
        phone.get("/m")
    server.stop()
    assert not log._subscribers
    log.close(keep=False)


def test_who_comes_once_every_connection_was_cut_is_not_admitted() -> None:
    gate = Gate()
    assert gate.admit(("192.0.2.1", 1), asyncio.Transport())
    gate.gone(("192.0.2.1", 1))
    gate.cut_all()
    assert not gate.admit(("192.0.2.1", 2), asyncio.Transport())


def test_a_server_that_fails_has_lost_the_phones_and_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    may_fail, told = threading.Event(), threading.Event()

    async def fail(_: uvicorn.Server) -> None:
        await asyncio.to_thread(may_fail.wait, PATIENCE)
        raise RuntimeError

    monkeypatch.setattr(uvicorn.Server, "main_loop", fail)
    room, server = begun()
    room.subscribe(told.set)
    assert not server.is_lost
    may_fail.set()
    assert told.wait(PATIENCE)
    assert server.is_lost
    assert server.has_failed
    server.stop()


def test_a_port_that_is_taken_is_told() -> None:
    _, server = begun()
    with pytest.raises(OSError, match="in use"):
        begun(port=server.address.port)
    server.stop()
