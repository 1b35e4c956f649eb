"""The tray beside the board: what comes in, what is decided with one key each, and what the room is asked."""

from __future__ import annotations

import threading

import pytest

from canvas.app.actions import room_opening
from canvas.app.screens.room import _doubled
from canvas.app.screens.slips import SlipsScreen
from canvas.app.screens.tray import TrayScreen
from canvas.app.widgets.grid_sizes import TRAY_COLUMNS, TRAY_MIN_COLUMNS
from canvas.meet.network import Address
from canvas.meet.place import Place, Wifi
from canvas.meet.qr import qr_lines
from canvas.meet.types import Contribution, Guest
from canvas.model.canvas import Item
from canvas.model.types import ItemId
from canvas.room_order import RoomOpeningError, RoomOrder
from canvas.workspace import GUESTS
from canvas.workspace_meet import RoomLink
from tests.app.driving import Driven, a_canvas, program
from tests.app.every_screen import phones
from tests.meet.rooms import guests

CANVAS = a_canvas(vision=["No child hungry"], roles=["Find a hall", "Buy a van"])


def a_room(it: Driven, *texts: str, phones_here: int = 3) -> RoomLink:
    """A meeting beside the board, with slips for Roles in its tray."""
    link = phones(it, phones_here)
    it.at.beside.adopt(link)
    for text in texts:
        link.room.slip(text, "roles")
    return link


def say(link: RoomLink, guest: Guest, text: str) -> None:
    assert link.room.contribute(guest, f"{guest.cookie[-6:]}-{abs(hash(text)):012x}"[:40], text).accepted


async def test_what_waits_is_told_quietly_while_the_board_stays_where_it_is() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it)
        await it.press("5", "j", "a", *"typed in pea")
        link.room.slip("Cook on Fridays", "vision")
        await it.until(lambda: link.room.counts().waiting == 1)
        await it.press(*"ce", "enter", "escape")
        await it.until(lambda: "1 in the tray" in it.shown)
        assert it.texts("roles")[-1] == "typed in peace"
        assert it.where == ("roles", 2)
        assert it.app.gives_way is link.room.give_way
        link.tray.take([each.id for each in link.tray.waiting])
        await it.settle()
        assert it.where == ("roles", 2)
        assert it.texts("vision")[-1] == "Cook on Fridays"
        it.at.beside.end()
        assert it.app.gives_way is None


async def test_each_key_of_the_tray_decides_and_undo_brings_it_back() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it, "Rooms for the young people", "Cook on Fridays", "Rooms for young people", "Drive")
        await it.press("F")
        assert "4 statements in the tray" in it.shown
        assert "2 alike" in it.shown
        await it.press("down", "down", "enter")
        assert it.texts("roles")[-1] == "Cook on Fridays"
        assert "Put ‘Cook on Fridays’ in Roles" in it.seen
        await it.press("u")
        assert it.texts("roles") == ["Find a hall", "Buy a van"]
        await it.press("g", "delete")
        assert [each.text for each in link.tray.waiting] == [
            "Cook on Fridays",
            "Rooms for young people",
            "Drive",
        ]
        await it.press("u", "G", "P")
        assert it.canvas.panels["roles"][-1].status == "parked"
        await it.press("g", "M", "enter")  # both that are alike, as one new statement
        new = it.canvas.panels["roles"][-1]
        assert (new.text, new.note) == (
            "Rooms for the young people",
            "Also said: ‘Rooms for young people’",
        )
        await it.press("M", *"hall", "enter")
        assert it.canvas.panels["roles"][0].note == "Also said: ‘Cook on Fridays’"
        assert "Nothing in the tray" in it.shown
        await it.press("escape")
        assert it.top_is("BoardScreen")
        assert {step.by for step in it.session.history.done} == {GUESTS}


async def test_several_are_selected_and_taken_at_once_as_one_step() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        a_room(it, "Cook", "Drive", "Sweep")
        await it.press("F", "v", "v", "enter")
        assert it.texts("roles")[-2:] == ["Cook", "Drive"]
        await it.press("u")
        assert it.texts("roles") == ["Find a hall", "Buy a van"]
        assert "2 statements wait in the tray again" in it.seen


async def test_what_is_written_in_private_is_counted_and_shown_to_all_at_the_reveal() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it)
        await it.press("F", "5", "full_stop", "1")
        assert link.room.asked().activity == "write"
        assert link.room.asked().panel == "roles"
        for guest in guests(link.room, 2):
            say(link, guest, "A secret wish")
        await it.until(lambda: "2 from 2 people, out of sight" in it.seen)
        assert "secret" not in it.shown
        await it.press("enter")
        assert len(link.tray.waiting) == 2
        await it.press("full_stop", "2")  # something else is asked, and openly: they stay out of sight
        link.room.slip("Said aloud", "roles")
        await it.until(lambda: "Said aloud" in it.shown)
        assert "secret" not in it.shown
        await it.press("enter", "Q")
        assert it.texts("roles")[-1] == "Said aloud"
        assert "A secret wish" in it.shown
        assert link.room.asked().is_revealed


async def test_all_that_waits_is_dropped_once_that_is_confirmed_and_one_undo_brings_it_back() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it, "Cook", "Drive")
        link.ask("write", "roles", is_private=True)
        say(link, guests(link.room, 1)[0], "A secret wish")
        await it.press("F", "0")
        assert "Drop all 3 statements in the tray?" in it.shown
        assert "also the 1 out of sight; u brings them back" in it.seen
        await it.press("enter")
        assert len(link.tray.waiting) == 3
        await it.press("0", "1")
        assert "Dropped all 3 statements; u undoes it." in it.seen
        assert not link.tray.waiting
        await it.press("0")
        assert "Nothing waits in the tray." in it.shown
        await it.press("u")
        assert (len(link.tray.waiting), link.tray.hidden) == (3, 1)
        assert "secret" not in it.shown


async def test_of_hundreds_the_first_are_listed_and_the_rest_counted() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it, *(f"statement {number} of {'abcdefgh'[number % 8] * 9}" for number in range(50)))
        await it.press("F")
        assert "50 statements in the tray, the first 40 below" in it.shown
        assert sum(row is not None for row in it.top(TrayScreen).rows) == 40
        link.tray.drop([each.id for each in link.tray.waiting[:45]])
        await it.until(lambda: "5 statements in the tray " in it.shown)
        await it.press("enter")
        assert it.texts("roles")[-1].startswith("statement 45")


async def test_a_meeting_that_ends_by_itself_is_told_and_its_tray_stays() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it, "Cook")
        threading.Thread(target=link.room.end).start()
        await it.until(lambda: "has ended" in it.said)
        await it.press("F", "enter")
        assert it.texts("roles")[-1] == "Cook"


async def test_a_vote_and_hands_are_put_in_the_canvas_with_one_key_each_as_one_step() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it)
        await it.press("5", "F", "full_stop", "3", "2")
        hall, van = (item.id for item in it.canvas.panels["roles"])
        assert link.room.asked().budget == 2
        for number, guest in enumerate(guests(link.room, 3)):
            link.room.cast(guest, f"key-{number:012}", {hall: 2} if number else {van: 2})
        await it.until(lambda: "3 phones answered" in it.shown)
        assert "████ 4" in it.shown
        await it.press("enter")
        assert [item.votes for item in it.canvas.panels["roles"]] == [4, 2]
        await it.press("full_stop", "4")
        for number, guest in enumerate(guests(link.room, 2)):
            link.room.cast(guest, f"hand-{number:012}", {hall: 5 - number})
        await it.until(lambda: "2 phones answered" in it.shown)
        await it.press("enter")
        item = it.canvas.item(hall)
        assert item
        assert item.temperature
        assert item.temperature.shown == "5 4"
        assert len(it.session.history.done) == 2


async def test_nothing_that_partners_may_not_read_can_be_asked_about() -> None:
    inside = Item(ItemId("inner"), "Between us", {"visibility": "internal"})
    async with program(a_canvas(roles=[inside]), size=(80, 24)) as it:
        link = a_room(it)
        await it.press("5", "F", "full_stop")
        assert "Between us" not in it.shown
        assert "Vote with dots" not in it.shown
        assert not link.voted("roles")
        assert link.readable(inside.id) is None


async def test_a_key_right_after_a_slip_finds_it_in_the_tray() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        await it.press("F", "1")
        await it.until(lambda: it.top_is("TrayScreen"))
        await it.burst("a", *"Cook", "escape", "M")
        assert it.top_is("JoinWithScreen")


async def test_paper_slips_are_typed_one_after_the_other_without_any_network() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        await it.press("5", "F", "1")
        await it.until(lambda: it.top_is("TrayScreen"))
        await it.press("a")
        await it.press(*"Cook", "enter", *"Drive", "enter")
        assert "Slip 3, for 5 Roles" in it.shown
        screen = it.app.screen
        assert isinstance(screen, SlipsScreen)
        screen.input.value = "x" * 5000
        await it.press("escape")
        assert "That is too long for a slip." in it.shown
        screen.input.value = ""
        await it.press(*"Sweep", "escape")
        await it.until(lambda: "3 statements in the tray" in it.shown)
        await it.press("full_stop")
        assert "Vote with dots" not in it.shown  # nobody could
        await it.press("escape", "escape", "ctrl+q")
        assert "3 statements still wait in the tray" in it.seen
        await it.press("1")
        assert it.top_is("TrayScreen")
        await it.press("a", *"Sing", "escape", "escape", "ctrl+q")  # asked again, as there is more
        assert "4 statements still wait in the tray" in it.seen
        await it.press("1", "escape", "ctrl+q")  # asked once
        assert it.app._exit


async def test_a_network_is_opened_from_the_board_only_once_that_is_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [
        Address("wlan0", "192.0.2.7", 24, "local", has_default_route=True),
        Address("wlan0", "fd00::7", 64, "local"),
        Address("lo", "127.0.0.1", 8, "loopback"),
    ]
    monkeypatch.setattr(room_opening, "addresses", lambda: found)
    opened: list[RoomOrder] = []

    def refuse(_: object, __: object, order: RoomOrder) -> None:
        opened.append(order)
        raise RoomOpeningError("The port is taken.", "port")

    monkeypatch.setattr("canvas.room_opening.open_room", refuse)
    async with program(CANVAS, size=(80, 24)) as it:
        await it.press("F")
        assert "Phones on wlan0  192.0.2.7" in it.shown
        assert "fd00" not in it.shown
        await it.press("2", "2")
        assert "Everyone on the network of wlan0 can reach 192.0.2.7:8017" in it.seen
        await it.press("enter")
        assert not opened
        await it.press("F", "2", "2", "1")
        await it.until(lambda: it.said == "The port is taken.")
        assert [(order.address, order.naming) for order in opened] == [(found[0], "named")]
        assert it.at.room is None


async def test_the_link_is_changed_and_the_meeting_ended_once_that_is_confirmed() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it)
        before = link.room.invitation()
        await it.press("F", "L")
        assert "http://192.168.1.23:8017" in it.shown
        assert f"{before.code[:3]} {before.code[3:]}" in it.shown
        assert "3 phones here" in it.shown
        await it.press("4", "escape")
        assert link.room.invitation() == before
        await it.press("4", "1")
        assert link.room.invitation().token != before.token
        assert before.code[3:] not in it.shown
        await it.press("3", *"Hall, upstairs", "enter", *"pass;word", "enter")
        assert "Wi-Fi: Hall, upstairs" in it.shown
        assert "Password: pass;word" in it.shown
        await it.press("5", "1")
        assert link.room.has_ended
        assert it.at.room is None


class Server:
    """One that phones reach."""

    is_lost = has_failed = False

    def stop(self) -> None:
        self.is_lost = True


async def test_another_network_is_noticed_told_and_served_on_with_one_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [
        Address("wlan1", "192.0.2.9", 24, "local", has_default_route=True),
        Address("lo", "127.0.0.1", 8, "loopback"),
    ]
    monkeypatch.setattr(room_opening, "addresses", lambda: found)
    moves: list[str] = []

    def serve(address: Address, port: int, _: object) -> tuple[Server, Place]:
        moves.append(f"{address.ip}:{port}")
        if len(moves) == 1:
            raise RoomOpeningError("The port is taken.", "port")
        return Server(), Place(address.ip, port, is_open=True)

    async with program(CANVAS, size=(80, 24)) as it:
        server = Server()
        place = Place("192.168.1.23", 8017, is_open=True)
        link = RoomLink(it.at.workspace, phones(it, 2).room, server=server, place=place, serve=serve)
        it.at.beside.adopt(link)
        link.room.slip("Cook", "roles")
        link.wifi = Wifi("The old hall")
        server.is_lost = True
        link.room.tell()
        await it.until(lambda: "this computer is not at http://192.168.1.23:8017 any more" in it.seen)
        assert "F, then L lets them in." in it.seen
        server.is_lost = False
        link.room.tell()
        await it.until(lambda: it.said == "Phones get through again.")
        await it.press("F", "L")
        assert "6 lets" not in it.shown
        server.is_lost = True
        link.publish()
        await it.settle()
        assert "any more" in it.seen
        assert "Code:" not in it.shown
        await it.press("6")
        assert "Everyone on the network of wlan1 can reach 192.0.2.9:8017" in it.seen
        await it.press("enter")
        assert not moves
        assert "L lets phones in again" in it.seen
        await it.press("L", "1")
        await it.until(lambda: len(moves) == 1)
        await it.press("L", "1")
        await it.until(lambda: it.top_is("RoomScreen"))
        assert "http://192.0.2.9:8017" in it.shown
        assert "The old hall" not in it.shown
        assert [each.text for each in link.tray.waiting] == ["Cook"]
        assert "again" not in it.said


async def test_a_server_that_failed_on_this_computer_alone_is_begun_again_with_one_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = Address("lo", "127.0.0.1", 8, "loopback")
    found = [Address("wlan1", "192.0.2.9", 24, "local", has_default_route=True), here]
    monkeypatch.setattr(room_opening, "addresses", lambda: found)
    moves: list[Address] = []

    def serve(address: Address, port: int, _: object) -> tuple[Server, Place]:
        moves.append(address)
        return Server(), Place(address.ip, port)

    async with program(CANVAS, size=(80, 24)) as it:
        server = Server()
        room = phones(it, 2).room
        link = RoomLink(it.at.workspace, room, server=server, place=Place(here.ip, 8017), serve=serve)
        it.at.beside.adopt(link)
        await it.press("F", "L")
        server.is_lost = server.has_failed = True
        link.publish()
        await it.settle()
        assert "6 lets phones in again" in it.shown
        await it.press("6")
        await it.until(lambda: it.top_is("RoomScreen"))
        assert moves == [here]
        assert "http://127.0.0.1:8017" in it.shown


async def test_a_meeting_that_ended_by_itself_can_be_opened_again_with_what_waits() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it, "Cook on Fridays")
        link.room.end()
        await it.press("F", "Q")
        assert "L lets phones in" in it.shown
        assert "Everybody sees" not in it.shown
        await it.press("full_stop", "1")
        assert "has ended" in it.shown
        await it.press("L")
        assert "Code:" not in it.shown
        await it.press("1")
        await it.until(lambda: it.at.room not in (None, link))
        now = it.at.room
        assert now
        assert [each.text for each in now.tray.waiting] == ["Cook on Fridays"]


async def test_the_codes_are_drawn_as_large_as_fits_and_one_can_stand_alone() -> None:
    async with program(CANVAS, size=(120, 40)) as it:
        a_room(it)
        await it.press("F", "L")
        assert heights(it) == [38]  # its title, and 37 rows of whole blocks
        await it.press("3", *"Hall", "enter", *"secret", "enter")
        assert len(heights(it)) == 2
        assert "The Wi-Fi" in it.shown
        await it.press("1")
        assert "The Wi-Fi" not in it.shown
        await it.resize(80, 24)
        assert heights(it) == [20]
        for theme in ("dark", "light"):
            painted = next(segment for segment in it.strips[4] if "█" in segment.text)
            assert painted.style
            assert painted.style.color
            assert painted.style.bgcolor
            colours = (painted.style.color.get_truecolor(), painted.style.bgcolor.get_truecolor())
            assert [sum(colour) for colour in colours] == [0, 3 * 255], theme
            it.app.switch_theme()
            await it.settle()


def heights(it: Driven) -> list[int]:
    """The lines of the codes that are shown."""
    return [each.size.height for each in it.screen.query(".qr") if each.display]


def test_a_code_of_twice_the_size_has_the_same_modules() -> None:
    lines = qr_lines("http://192.168.1.23:8017/j/" + "x" * 22)
    modules = [[sign in dark for sign in line] for line in lines for dark in ("▀█", "▄█")][:-1]
    assert [[pair == "██" for pair in zip_pairs(row)] for row in _doubled(lines)] == modules


def zip_pairs(row: str) -> list[str]:
    return [row[at : at + 2] for at in range(0, len(row), 2)]


@pytest.mark.parametrize("width", [80, TRAY_MIN_COLUMNS, 160])
async def test_where_there_is_room_the_tray_covers_nothing_of_the_board(width: int) -> None:
    async with program(CANVAS, size=(width, 30)) as it:
        a_room(it, "Cook")
        await it.press("F")
        tray = it.screen.query_one(".tray").region
        is_beside = width >= TRAY_MIN_COLUMNS
        assert it.board.region.overlaps(tray) != is_beside
        assert tray.width == TRAY_COLUMNS or not is_beside
        await it.press("F")
        await it.until(lambda: it.board.region.width == width)


async def test_the_tray_opens_above_a_slide_and_the_room_follows_the_slides() -> None:
    async with program(CANVAS, size=(80, 24)) as it:
        link = a_room(it, "Cook")
        await it.press("p", "2")
        assert link.room.view(None).panel == "vision"
        await it.press("F", "enter")
        assert it.texts("roles")[-1] == "Cook"
        await it.press("full_stop", "1", "full_stop", "4", "escape", "escape")
        assert link.room.asked().panel == "vision"
        assert link.room.asked().statements == (it.canvas.panels["vision"][0].id,)
        assert it.top_is("PresentScreen")


async def test_a_board_that_must_not_be_changed_takes_nothing() -> None:
    async with program(CANVAS, size=(80, 24), read_only=True) as it:
        await it.press("F")
        assert "read-only" in it.said
        link = a_room(it, "Cook")
        await it.press("F", "enter")
        assert [each.fate for each in link.room.contributions()] == ["waiting"]
        assert "read-only" in it.shown


def test_a_slip_that_is_empty_or_too_long_is_no_contribution() -> None:
    from tests.test_workspace_meet import a_link

    link = a_link()
    assert not isinstance(link.room.slip("   ", "roles"), Contribution)
    assert not isinstance(link.room.slip("x" * 5000, "roles"), Contribution)
