"""The server of a meeting waits while a key of the board is being answered, and no longer."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter

import pytest

from canvas.meet import give_way
from canvas.meet.give_way import MOST_SECONDS, GiveWay
from canvas.meet.room import Room
from canvas.meet.server import MeetServer
from tests.meet.phones import Phone
from tests.meet.rooms import canvas_of_partners
from tests.waiting import PATIENCE


def test_the_server_goes_on_once_the_key_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(give_way, "MOST_SECONDS", PATIENCE)
    way, order, is_there = GiveWay(), list[str](), threading.Event()

    def serve() -> None:
        is_there.set()
        way.wait()
        order.append("served")

    way.key_came()
    thread = threading.Thread(target=serve)
    thread.start()
    is_there.wait(PATIENCE)
    time.sleep(0)  # the thread may run
    order.append("shown")
    way.key_shown()
    thread.join(PATIENCE)
    assert order == ["shown", "served"]


def test_keys_without_a_frame_take_half_of_the_time_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    way, now, waited = GiveWay(), 100.0, list[float]()

    class Never(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            nonlocal now
            waited.append(timeout or 0)
            now += timeout or 0
            return False

    monkeypatch.setattr(way, "_is_free", Never())
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for _ in range(1000):
        way.key_came()
        way.wait()
        now += 0.001  # what the server does then
    assert 0.3 < sum(waited) / (now - 100) <= 0.5
    assert {*waited} == {MOST_SECONDS}


@pytest.mark.skipif(sys.platform == "win32", reason="the loop of this system cannot wait")
def test_the_server_gives_way_before_each_turn_each_request_and_each_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before: Counter[str] = Counter()

    def noting(_: GiveWay) -> None:
        before[sys._getframe(1).f_code.co_name] += 1

    monkeypatch.setattr(GiveWay, "wait", noting)
    room = Room(canvas_of_partners(), now=time.time, chance=os.urandom)
    server = MeetServer(room)
    server.start()
    with Phone.in_room(server, room).listening() as stream:
        stream.next("parts")
    server.stop()
    assert before["data_received"] >= 2
    assert before["_serve"] >= 1
    assert before["select"] > before["_serve"]
