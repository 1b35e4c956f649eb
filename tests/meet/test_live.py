"""Open pages: whoever missed something catches up, and who does not read holds nobody up."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.meet import live as live_module
from canvas.meet import server as server_module
from canvas.meet.guard import Message, Scope
from canvas.meet.live import Channel, Live
from canvas.meet.page_rows import Part, Rows
from canvas.meet.server import MeetServer
from canvas.meet.types import View
from canvas.model.types import PanelKey
from tests.meet.phones import Phone
from tests.meet.rooms import come_in, room_of
from tests.strategies import quick
from tests.waiting import PATIENCE

STATES = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 2).map(str), min_size=3, max_size=3), max_size=8
)


@quick
@given(states=STATES, listens=st.lists(st.booleans(), min_size=8, max_size=8), start=st.integers(0, 9))
def test_a_page_that_listens_now_and_then_shows_the_state_of_now(
    states: list[dict[str, str]], listens: list[bool], start: int
) -> None:
    now: dict[str, str] = {}
    channel = Channel(lambda _: now)
    page: dict[str, str] = {}
    known = start  # a number of before, or of another run of the program
    for number, (state, is_listening) in enumerate(zip(states, listens, strict=False), start=10):
        now = state
        channel.update(room_of().view()._replace(number=number))
        if is_listening or number == len(states) + 9:
            chunk = channel.after(known).decode()
            if chunk:
                page |= json.loads(chunk.partition("data: ")[2])["parts"]
            known = channel.number
            assert page == now
            assert channel.after(known) == b""


def renewed(page: Part, told: str | dict[str, Any], now: Part) -> Part:
    """What the script makes of a list that it is told of: rows by their ids, their order and the frame."""
    if isinstance(told, str):
        assert told == str(now)
        return now
    assert isinstance(page, Rows)
    rows = {**page.rows, **told["rows"]}
    if "frame" in told:
        assert isinstance(now, Rows)
        assert told["frame"] == now.frame
        page = page._replace(before=now.before, after=now.after)
    return page._replace(rows={name: rows[name] for name in told.get("order", page.rows)})


SAID = st.integers(0, 2).map(str)
LISTS = st.lists(
    st.tuples(st.permutations("abc"), st.integers(0, 3), st.lists(SAID, min_size=5, max_size=5)),
    min_size=1,
    max_size=8,
)


@example(
    states=[(["a", "b", "c"], 3, ["0"] * 5), (["a", "c", "b"], 3, ["0"] * 5)], listens=[True] * 8, start=0
)
@quick
@given(states=LISTS, listens=st.lists(st.booleans(), min_size=8, max_size=8), start=st.integers(0, 19))
def test_a_list_shows_the_state_of_now_by_the_rows_that_changed(
    states: list[tuple[list[str], int, list[str]]], listens: list[bool], start: int
) -> None:
    part: Part = ""
    channel = Channel(lambda _: {"part": part})
    page: Part = ""
    known = start
    for at, (order, count, says) in enumerate(states):
        rows = {name: f"<{name}{said}>" for name, said in zip(order[:count], says, strict=False)}
        part = Rows((bool(rows),), f"<in {says[3]}>", rows, f"<out {says[4]}>")
        part = says[1] if says[0] == "2" else part  # no list at all
        channel.update(room_of().view()._replace(number=20 + at))
        if listens[at] or at == len(states) - 1:
            if chunk := channel.after(known).decode():
                for told in json.loads(chunk.partition("data: ")[2])["parts"].values():
                    page = renewed(page, told, part)
            known = channel.number
            assert str(page) == str(part)


async def test_followers_get_the_panel_in_focus_at_once_and_the_others_once_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "CALM_SECONDS", 3600.0)
    room = room_of()
    room.look_at("vision")
    live = Live(room, lambda _: None)
    room.subscribe(live.wake)
    heard: list[bytes] = []

    async def send(message: Message) -> None:
        heard.append(message.get("body", b""))

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    async def until(text: bytes) -> None:
        while not any(text in each for each in heard):
            await asyncio.sleep(0.002)

    def edit(panel: PanelKey, text: str) -> None:
        item, *others = room._canvas.panels[panel]
        room.show(room._canvas.with_items({panel: (item._replace(text=text), *others)}))

    page = asyncio.create_task(
        live.listen(live.followers, come_in(room), 0, scope={}, receive=receive, send=send)
    )
    async with asyncio.timeout(PATIENCE):
        await until(b"part-vision")
        edit("roles", "first while it is quiet")
        await until(b"first while it is quiet")
        for number in range(5):
            edit("roles", f"waits {number}")
            await asyncio.sleep(0.06)
        edit("vision", "in focus")
        await until(b"in focus")
        live.followers.due = due = asyncio.get_running_loop().time() + 0.2
        edit("roles", "the last of them")
        await until(b"the last of them")
        assert asyncio.get_running_loop().time() >= due
        live.close()
        await page
    assert sum(b"waits" in each for each in heard) <= 1
    assert max(map(len, heard[2:])) < len(heard[1]) / 4


async def test_nothing_is_flushed_for_followers_who_left_before_what_could_wait_was_sent() -> None:
    room = room_of()
    live = Live(room, lambda _: None)
    room.subscribe(live.wake)
    leaves = asyncio.Event()

    async def send(_: Message) -> None:
        pass

    async def receive() -> Message:
        await leaves.wait()
        return {"type": "http.disconnect"}

    page = asyncio.create_task(
        live.listen(live.followers, come_in(room), 0, scope={}, receive=receive, send=send)
    )
    async with asyncio.timeout(PATIENCE):
        while not live.connected():
            await asyncio.sleep(0.002)
        live.followers.due = asyncio.get_running_loop().time() + 60
        item, *others = room._canvas.panels["roles"]
        room.show(room._canvas.with_items({"roles": (item._replace(text="can wait"), *others)}))
        while not live.followers.waits:
            await asyncio.sleep(0.002)
        leaves.set()
        await page
    assert live._timer is not None
    live._timer.cancel()
    live._flush()
    assert live._timer is None


async def test_a_page_that_does_not_read_is_cut_off_and_the_others_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "SLOW_SECONDS", 0.05)
    room = room_of()
    cut: list[Scope] = []
    live = Live(room, cut.append)
    room.subscribe(live.wake)
    sent: list[Message] = []

    async def stuck(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async def reads(message: Message) -> None:  # at once: however busy the machine is, it is not too slow
        sent.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    listening = [
        asyncio.create_task(
            live.listen(live.phones, come_in(room), 0, scope={"who": who}, receive=receive, send=send)
        )
        for who, send in (("stuck", stuck), ("reads", reads))
    ]
    async with asyncio.timeout(PATIENCE):
        await listening[0]
        room.ask("write", "vision")
        while b"ask-1" not in b"".join(each.get("body", b"") for each in sent):
            await asyncio.sleep(0.01)
        live.close()
        await listening[1]
    assert cut == [{"who": "stuck"}]
    assert live.connected() == set()
    assert sent[-1]["more_body"] is False


async def test_many_pages_are_served_a_few_at_a_time_and_all_get_what_came_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "SERVED_AT_ONCE", 2)
    room = room_of()
    live = Live(room, lambda _: None)
    room.subscribe(live.wake)
    heard: list[bytes] = [b""] * 7
    sent: list[int] = []
    before: list[int] = []
    serve_next = live._serve_next

    def serve(waiting: tuple[Any, ...]) -> None:
        before.append(len(sent))
        serve_next(waiting)

    monkeypatch.setattr(live, "_serve_next", serve)

    def page(number: int) -> asyncio.Task[None]:
        async def send(message: Message) -> None:
            heard[number] += message.get("body", b"")
            sent.append(number)

        async def receive() -> Message:
            await asyncio.Event().wait()
            return {}

        guest = come_in(room)
        return asyncio.create_task(live.listen(live.phones, guest, 0, scope={}, receive=receive, send=send))

    pages = [page(number) for number in range(len(heard))]
    async with asyncio.timeout(PATIENCE):
        while not all(heard):
            await asyncio.sleep(0.001)
        room.ask("write", "vision")
        while not any(b"ask-1" in each for each in heard):
            await asyncio.sleep(0.001)
        room.ask("write", "roles")
        while not all(b"ask-2" in each for each in heard):
            await asyncio.sleep(0.001)
        live.close()
        served = len(sent)
        await asyncio.gather(*pages)
    assert max(later - earlier for earlier, later in pairwise([*before, served])) == 2


def test_what_is_rendered_is_rendered_once_for_all() -> None:
    rendered: list[int] = []

    def render(view: View) -> Mapping[str, str]:
        rendered.append(view.number)
        return {"part": str(view.number)}

    channel = Channel(render)
    view = room_of().view()
    for number in (1, 1, 2):
        channel.update(view._replace(number=number))
    assert rendered == [1, 2]
    assert channel.after(1) is channel.after(1)


def test_a_page_hears_a_beat_and_a_phone_without_a_page_is_away_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_module, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(server_module, "SILENT_SECONDS", 0.02)
    room = room_of()
    server = MeetServer(room)
    server.start()
    there, away = Phone.in_room(server, room), Phone.in_room(server, room)
    with there.listening() as stream:
        stream.next("beat")
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # a phone that left without a word is noticed
            (transport,) = server._gate._open.values()
            connection = transport.get_extra_info("socket")
            waits = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) / 1000
            assert live_module.BEAT_SECONDS < waits < 60
        end = time.monotonic() + 60
        while room.counts().here > 1 and time.monotonic() < end:
            stream.next("beat")
        assert room.counts().here == 1
    assert away.get("/m").status == 200  # it is only away
    server.stop()
