"""canvas meet: what is opened, for whom, and what is said before."""

from __future__ import annotations

import io
import socket
import sys
import threading
from pathlib import Path

import pytest

from canvas.cli import main
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document
from canvas.meet import network, server
from canvas.meet.network import Address
from canvas.room_opening import open_room
from canvas.room_order import RoomOpeningError, RoomOrder, order_for
from canvas.room_phrases import lost
from canvas.session import Session
from canvas.workspace import Workspace
from tests.app.driving import a_canvas
from tests.meet.phones import Phone
from tests.waiting import PATIENCE

CANVAS = a_canvas(roles=["Find a hall"])
WLAN = Address("wlan0", "192.0.2.77", 24, "local", has_default_route=True)
LOOPBACK = Address("lo", "127.0.0.1", 8, "loopback")


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with one network, and a state folder of its own."""
    for name in ("canvas.room_order", "canvas.meet.network", "canvas.verbs.meet"):
        monkeypatch.setattr(f"{name}.addresses", lambda: (WLAN, LOOPBACK))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def canvas_file(here: Path) -> str:
    (here / "x.canvas.toml").write_text(canonical(CANVAS), encoding="utf-8")
    return "x.canvas.toml"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    text = "".join(f"{line}\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


def test_the_doctor_names_the_address_that_phones_reach_and_what_helps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["meet", "--doctor"]) == 0
    said = capsys.readouterr().out
    assert "http://192.0.2.77:8017" in said
    assert "paper slips" in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--room", "wlan1"], "no network interface or address ‘wlan1’. Did you mean wlan0?"),
        (["--port", "70000"], "A port is a number from 1 to 65535."),
        (["--hours", "-1"], "A meeting is open for more than 0 and up to 24 hours."),
        (["--room", "wlan0", "--linear"], "Everyone on the network of wlan0 can reach 192.0.2.77:8017"),
        ([], "the board needs a terminal"),
    ],
)
def test_what_cannot_or_must_not_be_opened_is_said_in_a_sentence(
    options: list[str],
    says: str,
    canvas_file: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(monkeypatch, "yes")  # no terminal: nobody said it
    assert main(["meet", canvas_file, *options]) == 2
    assert says in capsys.readouterr().err


def test_without_the_extra_one_sentence_says_how_to_get_it(
    canvas_file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ImportError

    monkeypatch.setattr("canvas.room_order.addresses", missing)
    assert main(["meet", canvas_file]) == 2
    assert "pip install 'partnership-canvas[meet]'" in capsys.readouterr().err


def test_a_room_of_this_computer_opens_tells_how_to_get_in_and_leaves_nothing_behind(
    canvas_file: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    port = free_port()
    typed(monkeypatch, "room", "tray slip 5 Cook", "tray take 1", "save", "quit")
    assert main(["meet", canvas_file, "--linear", "--port", str(port)]) == 0
    said = capsys.readouterr().out
    assert f"Phones can join at http://127.0.0.1:{port}, on this computer alone." in said
    assert "nobody is named" in said
    assert "Cook" in Path(canvas_file).read_text(encoding="utf-8")
    assert not list(tmp_path.rglob("*.meeting"))


def test_a_meeting_that_was_cut_off_goes_on_with_its_tray_and_its_link(canvas_file: str) -> None:
    order = order_for(None, free_port(), 1, is_named=False)
    first = open_room(CANVAS, canvas_file, order)
    first.room.ask("write", "roles")
    first.room.slip("Cook", "roles")
    with pytest.raises(RoomOpeningError, match="Another program runs a meeting"):
        open_room(CANVAS, canvas_file, order)
    first.stop()
    again = open_room(CANVAS, canvas_file, RoomOrder(LOOPBACK))
    assert again.is_resumed
    assert again.place == first.place
    assert again.room.invitation().token == first.room.invitation().token
    assert [each.text for each in again.room.tray()] == ["Cook"]
    again.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address alone")
def test_a_meeting_goes_on_at_another_address_when_the_computer_changes_its_network(
    canvas_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_LOOK_SECONDS", 0.0)
    opened = open_room(CANVAS, canvas_file, RoomOrder(LOOPBACK, free_port()))
    assert opened.server
    link = opened.beside(Workspace(Session(Document(CANVAS, data=b""))))
    link.ask("write", "roles")
    phone = Phone.in_room(opened.server, opened.room)
    phone.say("Cook")
    told = threading.Event()
    link.room.subscribe(told.set)
    told.clear()
    monkeypatch.setattr(server, "is_ours", lambda ip: ip == "127.0.0.2")
    assert told.wait(PATIENCE)
    assert link.is_lost
    with socket.socket() as taken:
        taken.bind(("127.0.0.2", link.place.port))
        taken.listen()
        with pytest.raises(RoomOpeningError, match="another program already listens"):
            link.move(LOOPBACK._replace(ip="127.0.0.2"))
    assert Phone(opened.server.address).get("/").status == 200  # it runs on
    link.move(LOOPBACK._replace(ip="127.0.0.2"))
    assert not link.is_lost
    assert opened.log
    assert len(opened.log._subscribers) == 1  # the server before is forgotten
    assert lost(link).endswith(f"not at {link.place.address} any more.")
    with pytest.raises(OSError, match="refused"):
        phone.get("/m")
    address = server.Endpoint(link.place.host, link.place.port)
    late = Phone(address)
    assert late.get(link.place.link(link.room.invitation()).removeprefix(link.place.address)).status == 200
    assert late.say("Drive")["accepted"]
    assert late.get("/m", Host=opened.server.address.shown).status == 421
    assert [each.text for each in link.tray.waiting] == ["Cook", "Drive"]
    link.stop()
    again = open_room(CANVAS, canvas_file, RoomOrder(LOOPBACK, link.place.port))
    assert [each.text for each in again.room.tray()] == ["Cook", "Drive"]
    again.stop()


def test_a_port_that_is_taken_is_named(canvas_file: str) -> None:
    with socket.socket() as taken:
        taken.bind((network.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RoomOpeningError, match=f"port {port}: another program already listens"):
            open_room(CANVAS, canvas_file, RoomOrder(LOOPBACK, port))
