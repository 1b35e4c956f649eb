"""A meeting with phones and paper slips by questions and answers."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.meet.cut_off import find_cut_off
from canvas.meet.log import MeetLog
from canvas.meet.network import Address
from canvas.meet.place import Place, Wifi
from canvas.meet.room import Room
from canvas.meet.types import Guest
from canvas.model.canvas import Item
from canvas.session import Session
from canvas.workspace import Workspace
from canvas.workspace_meet import RoomLink
from tests.app.driving import a_canvas
from tests.linear.talking import Talks
from tests.meet.killed_log import abandon
from tests.waiting import PATIENCE

INSIDE = Item("inner", "Between us", {"visibility": "internal"})
CANVAS = a_canvas(vision=["No child hungry"], roles=["Find a hall", INSIDE])


def a_room(workspace: Workspace) -> RoomLink:
    """A meeting in which two phones give each statement of each vote a dot, and show four fingers."""
    numbers = count(1)
    room = Room(workspace.canvas, now=lambda: 0.0, chance=lambda size: next(numbers).to_bytes(size, "big"))
    entered = [room.enter(room.invitation().token) for _ in range(2)]
    seen: set[int] = set()

    def answer() -> None:
        asked = room.asked()
        if asked.number in seen:
            return
        seen.add(asked.number)
        for guest in entered:
            if isinstance(guest, Guest) and asked.activity in ("vote", "hands"):
                value = 1 if asked.activity == "vote" else 4
                room.cast(guest, f"key-{next(numbers):012}", dict.fromkeys(asked.statements, value))

    room.subscribe(answer)
    return RoomLink(workspace, room, place=Place("127.0.0.1", 8017))


def test_slips_are_read_taken_joined_dropped_and_undone(talks: Talks) -> None:
    slips = ("room slips", "tray slip 5 Cook on Fridays", "tray slip 5 Drive", "tray slip 5 Hire a hall")
    said = talks.about(CANVAS, *slips, "tray", "tray join 3 5.1", "read 5.1", "tray drop 2", "tray undo",
                       "tray take 1 2", "read 5", "undo", "yes", "tray", "tray take 9")  # fmt: skip
    assert "In the tray for Roles." in said.lines
    assert "1. Cook on Fridays" in said.lines
    assert "Joined ‘Hire a hall’ with ‘Find a hall’. tray undo undoes it." in said.lines
    assert "Also said: ‘Hire a hall’" in said.text
    assert "Undone: 1 statement waits in the tray again." in said.lines
    assert "5.3 Cook on Fridays." in said.text
    assert "The latest change came from the room" in said.text
    assert said.lines.count("1. Cook on Fridays") == 2
    assert "There is no 9 in the tray; tray reads it with numbers." in said.lines


def test_all_that_waits_is_dropped_once_that_is_confirmed(talks: Talks) -> None:
    slips = (
        "room slips",
        "tray slip 5 Cook",
        "tray slip 5 Drive",
        "tray drop all",
        "no",
        "tray drop all",
        "yes",
    )
    said = talks.about(CANVAS, *slips, "tray drop all", "tray undo", "tray")
    assert said.text.count("Drop all 2 statements in it?") == 2
    assert "Dropped all 2 statements. tray undo undoes it." in said.lines
    assert "Nothing is in the tray." in said.lines
    assert "2. Drive" in said.lines


def test_numbers_stay_those_that_were_read_whatever_comes_in(talks: Talks) -> None:
    slips = (
        "room slips",
        "tray slip 5 Cook",
        "tray slip 5 Drive",
        "tray",
        "tray slip 2 A town without hunger",
    )
    said = talks.about(CANVAS, *slips, "tray take 1", "tray take 1", "tray take 3", "tray", "tray take 1")
    assert "In the tray for Vision." in said.lines
    assert "Put ‘Cook’ in Roles. tray undo undoes it." in said.lines
    assert said.text.count("There is no 1 in the tray") == 1
    assert "There is no 3 in the tray; tray reads it with numbers." in said.lines
    assert "Put ‘A town without hunger’ in Vision. tray undo undoes it." in said.lines


class Server:
    """One that phones do not reach."""

    is_lost, has_failed = True, False

    def stop(self) -> None:
        """Serve nobody."""


def test_another_network_is_told_and_served_on(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Address("wlan1", "192.0.2.9", 24, "local")
    monkeypatch.setattr("canvas.meet.network.addresses", lambda: (here,))

    def moved_room(workspace: Workspace) -> RoomLink:
        room, servers = a_room(workspace).room, [Server(), Server()]
        servers[1].is_lost = False
        return RoomLink(
            *(workspace, room),
            server=servers[0],
            place=Place("192.168.1.23", 8017, is_open=True),
            serve=lambda address, port, _: (servers[1], Place(address.ip, port, is_open=True)),
        )

    said = talks.about(
        CANVAS, "room move wlan2", "room move", "no", "room move", "yes", "room", room=moved_room
    )
    assert "this computer is not at http://192.168.1.23:8017 any more. room move lets them" in said.text
    assert "Did you mean wlan1?" in said.text
    assert said.text.count("Everyone on the network of wlan1 can reach 192.0.2.9:8017") == 2
    assert "Phones get in at http://192.0.2.9:8017 now" in said.text
    assert "Address: http://192.0.2.9:8017." in said.text
    assert "again" not in said.text


@pytest.mark.parametrize("ip", ["192.168.1.23", "127.0.0.1"])
def test_a_server_that_failed_is_begun_again_where_it_was(
    ip: str, talks: Talks, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (
        Address("wlan1", "192.0.2.9", 24, "local", has_default_route=True),
        Address("eth0", "192.168.1.23", 24, "local"),
        Address("lo", "127.0.0.1", 8, "loopback"),
    )
    monkeypatch.setattr("canvas.meet.network.addresses", lambda: found)
    links: list[RoomLink] = []

    def failed_room(workspace: Workspace) -> RoomLink:
        failed, begun = Server(), Server()
        failed.has_failed, begun.is_lost = True, False
        links.append(
            RoomLink(
                *(workspace, a_room(workspace).room),
                server=failed,
                place=Place(ip, 8017),
                serve=lambda address, port, _: (begun, Place(address.ip, port)),
            )
        )
        links[0].wifi = Wifi("Hall")
        return links[0]

    said = talks.about(CANVAS, "room move", "yes", room=failed_room)
    assert "the web server has failed. room move lets them in." in said.text
    assert f"reach {ip}:8017" in said.text.replace("reaches", "reach")
    assert f"Phones get in at http://{ip}:8017 as before." in said.lines
    assert "get through again" not in said.text
    assert links[0].wifi == Wifi("Hall")


def cut_off(path: Path) -> None:
    """A canvas, and a meeting about it that was cut off with a paper slip in its tray."""
    path.write_text(canonical(CANVAS), encoding="utf-8")
    log = MeetLog.open(str(path))
    numbers = count(1)
    room = Room(CANVAS, now=lambda: 0.0, chance=lambda size: next(numbers).to_bytes(size, "big"), keeper=log)
    room.slip("Cook", "roles")
    assert log.flush(PATIENCE)
    abandon(log)


def test_a_meeting_that_was_cut_off_is_told_and_deleted(talks: Talks, here: Path) -> None:
    path = here / "x.canvas.toml"
    cut_off(path)
    said = talks.about(
        path, "room delete", "no", "begin", "", "", "", "", "end", "no", "end", "yes", "room delete"
    )
    assert "1 statement waits in its tray." in said.text
    assert "room delete deletes it." in said.text
    assert said.text.count("Delete it, and end?") == 2
    assert "There is no meeting that was cut off." in said.text
    assert find_cut_off(str(path), 0.0) is None


def test_the_meeting_that_was_told_is_deleted_also_after_a_save_under_another_name(here: Path) -> None:
    path = here / "x.canvas.toml"
    cut_off(path)
    workspace = Workspace(Session(open_document(str(path))))
    assert workspace.recovery.find_meeting().run()
    assert workspace.save_as(str(here / "y.canvas.toml")).run().is_saved
    assert workspace.recovery.delete_meeting().run()
    assert find_cut_off(str(path), 0.0) is None


def test_the_room_is_asked_and_its_answers_are_kept(talks: Talks) -> None:
    said = talks.about(CANVAS, "room", "ask vote 5 2", "ask", "ask keep", "ask keep", "ask hands 5.1",
                       "ask keep", "hands 5.1", "", "ask hands 5.2", "ask review", room=a_room)  # fmt: skip
    assert "2 phones here; nobody is named." in said.lines
    assert "Asked: 2 dots each on 1 statement of Roles." in said.lines
    assert "  ██ 2" in said.lines
    assert "Added the room's votes for ‘Find a hall’." in said.lines
    assert "The answers are in the canvas already." in said.lines
    assert "Last time: 4 4" in said.text
    assert "Partners may not read this statement, so the room is not asked about it." in said.lines
    assert "No review is running: begin one first." in said.lines


def test_a_meeting_that_ended_by_itself_lets_nobody_in_and_is_not_asked(talks: Talks) -> None:
    def ended(workspace: Workspace) -> RoomLink:
        link = a_room(workspace)
        link.room.slip("Cook on Fridays", "roles")
        link.room.end()
        return link

    said = talks.about(CANVAS, "room", "ask write 5", "tray", "tray take 1", room=ended)
    assert "Code:" not in said.text
    assert said.text.count("The meeting on the phones has ended; what waits can still be taken.") == 1
    assert "nobody can answer any more" in said.text
    assert "Put ‘Cook on Fridays’ in Roles" in said.text


def test_leaving_with_something_in_the_tray_asks_once(talks: Talks) -> None:
    said = talks.about(CANVAS, "tray", "room slips", "tray slip Cook", "quit", "no", "quit", "yes", "discard")
    assert "No meeting runs here: room slips opens a tray for paper slips." in said.lines
    assert "1 statement still waits in the tray, and would be gone." in said.text
    assert "You are still here." in said.lines
    assert said.lines[-1] == "Goodbye."


def test_a_consent_round_asks_the_phones_for_each_statement(talks: Talks) -> None:
    said = talks.about(CANVAS, "consent", "phones", "2", "no rooms", "reword", "A meal for each child", "",
                       "5", "ask", "hands 5.1", "", room=a_room)  # fmt: skip
    assert "2 of 2 phones: 4 4, middle 4, none low." in said.text
    assert "1 low" in said.text
    assert "Hands again, for the new words." in said.lines
    assert "Consent round: 2 agreed." in said.lines
    assert "Last time: 5 4 4" in said.text
