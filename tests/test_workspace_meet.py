"""The room of a meeting beside a workspace: decisions, their undo, asks and answers."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import count
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.canvas_file import Document
from canvas.meet.network import Address
from canvas.meet.place import Place
from canvas.meet.room import Room
from canvas.meet.state import Record
from canvas.meet.types import Contribution, Guest, Respondent, Standing
from canvas.model import edits, review
from canvas.model.canvas import Canvas, Item
from canvas.model.set_fields import set_visibility
from canvas.model.types import ItemId
from canvas.room_phrases import asked_line, lost, opened
from canvas.session import Session
from canvas.workspace import GUESTS, EditFunction, Workspace
from canvas.workspace_meet import RoomLink
from tests.meet.rooms import Kept, guests
from tests.waiting import PATIENCE

DAY = date(2026, 11, 29)
HALL, VAN = Item(ItemId("aaaa1"), "Find a hall"), Item(ItemId("aaaa2"), "Buy a van")
CANVAS = Canvas("Small").with_items({"roles": (HALL, VAN)})
FATES = ("taken", "parked", "dropped", "joined", "undo", "redo", "board")


def a_link(
    canvas: Canvas = CANVAS,
    *,
    read_only: bool = False,
    keeper: Kept | None = None,
    records: Iterable[Record] = (),
) -> RoomLink:
    numbers = count(1)
    chance = lambda size: next(numbers).to_bytes(size, "big")  # noqa: E731 - a source of different bytes
    work = Workspace(Session(Document(canvas, data=b""), read_only=read_only))
    room = Room(canvas, now=lambda: 0.0, chance=chance, keeper=keeper, records=records)
    return RoomLink(work, room, is_resumed=bool(records))


@pytest.fixture
def link() -> Iterator[RoomLink]:
    link = a_link()
    yield link
    link.stop()
    link._workspace.close(keep=False)


def slips(link: RoomLink, *texts: str) -> tuple[str, ...]:
    kept = [link.room.slip(text, "roles") for text in texts]
    return tuple(each.id for each in kept if isinstance(each, Contribution))


def texts(link: RoomLink) -> list[str]:
    return [item.text for item in link._workspace.canvas.panels["roles"]]


def waiting(link: RoomLink) -> list[str]:
    return [each.text for each in link.tray.waiting]


def test_what_is_taken_is_on_the_board_as_an_edit_of_the_room(link: RoomLink) -> None:
    cook, drive = slips(link, "Cook", "Drive")
    outcome = link.tray.take([cook])
    assert outcome.changed
    assert texts(link) == ["Find a hall", "Buy a van", "Cook"]
    assert waiting(link) == ["Drive"]
    assert link._workspace.session.history.done[-1].by == GUESTS
    fates = {each.id: (each.fate, each.item) for each in link.room.contributions()}
    assert fates[cook] == ("taken", link._workspace.canvas.panels["roles"][-1].id)
    link.tray.park([drive])
    assert link._workspace.canvas.panels["roles"][-1].status == "parked"


def test_what_is_joined_stands_in_the_note_and_no_words_are_lost(link: RoomLink) -> None:
    hire, borrow, rent = slips(link, "Hire a hall", "Borrow a hall", "Rent rooms")
    link.tray.join([hire, borrow], HALL.id)
    item = link._workspace.canvas.item(HALL.id)
    assert item
    assert item.note == "Also said: ‘Hire a hall’\nAlso said: ‘Borrow a hall’"
    link.tray.join([rent], None)
    assert texts(link)[-1] == "Rent rooms"
    assert not waiting(link)


def test_each_decision_is_undone_in_the_tray_latest_first(link: RoomLink) -> None:
    cook, drive, sweep = slips(link, "Cook", "Drive", "Sweep")
    link.tray.take([cook])
    link.tray.drop([drive])
    link.tray.join([sweep], VAN.id)
    for expected in (["Sweep"], ["Drive", "Sweep"], ["Cook", "Drive", "Sweep"]):
        assert link.tray.undo()
        assert waiting(link) == expected
    assert link.tray.undo() is None
    assert link._workspace.canvas == CANVAS


def test_the_tray_s_undo_leaves_what_the_board_did_since(link: RoomLink) -> None:
    link.tray.take(slips(link, "Cook"))
    link._workspace.run(partial(edits.add, panel="roles", texts=["typed"]), by="board")
    assert link.tray.undo() is None
    assert link.tray.has_decisions
    assert texts(link)[-1] == "typed"


@given(st.lists(st.sampled_from(FATES), max_size=12))
def test_every_contribution_waits_or_was_decided_and_what_was_taken_is_on_the_board(steps: list[str]) -> None:
    link = a_link()
    slips(link, *(f"word {number}" for number in range(6)))
    for number, step in enumerate(steps):
        first = [each.id for each in link.tray.waiting[:2]]
        match step:
            case "taken" if first:
                link.tray.take(first)
            case "parked" if first:
                link.tray.park(first[:1])
            case "dropped" if first:
                link.tray.drop(first[:1])
            case "joined" if first:
                link.tray.join(first, HALL.id if number % 2 else None)
            case "undo":
                link._workspace.undo(by=GUESTS)
            case "redo":
                link._workspace.redo(by="board")
            case "board":
                link._workspace.run(partial(edits.add, panel="vision", texts=[f"typed {number}"]), by="board")
        told = {text for _, item in link._workspace.canvas for text in (item.text, *item.note.split("‘"))}
        for each in link.room.contributions():
            is_there = any(text.startswith(each.text) for text in told)
            assert is_there == (each.fate in ("taken", "parked", "joined")), (each, steps)
    link._workspace.close(keep=False)


def test_dots_are_summed_into_votes_once_and_undo_lets_them_be_put_again(link: RoomLink) -> None:
    link.ask("vote", "roles", (HALL.id, VAN.id), budget=3)
    for number, guest in enumerate(guests(link.room, 4)):
        link.room.cast(guest, f"key-{number:012}", {HALL.id: 1, VAN.id: 2})
    outcome = link.put_results(DAY)
    assert outcome.changed
    assert [item.votes for item in link._workspace.canvas.panels["roles"]] == [4, 8]
    assert not link.is_asking
    assert link.put_results(DAY).error
    assert link.tray.undo()
    assert link._workspace.canvas == CANVAS
    assert link.put_results(DAY).changed


def test_hands_become_a_show_of_hands(link: RoomLink) -> None:
    link.ask("hands", "roles", (HALL.id,))
    for number, guest in enumerate(guests(link.room, 3)):
        link.room.cast(guest, f"key-{number:012}", {HALL.id: 5 - 2 * number})
    link.put_results(DAY)
    item = link._workspace.canvas.item(HALL.id)
    assert item
    assert item.temperature
    assert item.temperature.shown == "5 3 1"


def test_answers_to_a_running_review_go_into_its_collection() -> None:
    asked = review.statement_of("vision", "We share one goal", ("no", "partly", "yes"))
    link = a_link(review.start(CANVAS, "Spring", DAY, [asked]).canvas)
    link.ask("review", None)
    statement = ItemId(asked.id)
    for number, guest in enumerate(guests(link.room, 6)):
        link.room.cast(guest, f"key-{number:012}", {statement: number % 4}, {statement: "because"})
    link.put_results(DAY)
    canvas = link._workspace.canvas
    running = review.round_called(canvas, "")
    assert running
    (result,) = review.results(canvas, running)
    assert (result.number, result.levels) == (6, (1, 1, 2, 3))
    assert {voice.answer.because for voice in result.voices} == {"because"}
    link._workspace.close(keep=False)


def test_a_review_that_is_asked_again_counts_each_phone_once() -> None:
    asked = review.statement_of("vision", "We share one goal", ("no", "partly", "yes"))
    link = a_link(review.start(CANVAS, "Spring", DAY, [asked]).canvas)
    here, numbers = guests(link.room, 6), count()
    for latecomers in ((), guests(link.room, 1)):
        link.ask("review", None)
        for guest in (*here[-5:], *latecomers):
            link.room.cast(guest, f"key-{next(numbers):012}", {ItemId(asked.id): 1 + len(latecomers)})
        assert link.put_results(DAY).changed
    canvas = link._workspace.canvas
    running = review.round_called(canvas, "")
    assert running
    (result,) = review.results(canvas, running)
    assert (result.number, result.levels) == (6, (2,) * 6)
    link._workspace.close(keep=False)


def test_a_review_that_names_organisations_is_answered_by_phone_and_no_answer_twice_unnoticed() -> None:
    asked = review.statement_of("vision", "We share one goal", ("no", "partly", "yes"))
    partners = [
        Item(ItemId(f"part{n}"), name, {"kind": "partner"}) for n, name in enumerate(("Bakery", "School"))
    ]
    secret = Item(ItemId("part9"), "Spy", {"kind": "partner", "visibility": "internal"})
    known = CANVAS.with_items({"relationships": (*partners, secret)})
    kept = Kept()
    link = a_link(review.start(known, "Spring", DAY, [asked], is_named=True).canvas, keeper=kept)
    assert link.refusal("review") == ""
    statement, numbers = ItemId(asked.id), count()
    one, two, three = guests(link.room, 3)
    link.ask("review", None)
    told_line = asked_line(link.asked, link._workspace.canvas, is_open=True)
    assert told_line == "Asked: the review, 1 statement, each phone for an organisation."
    assert link.room.view(one).organisations == ("Bakery", "School")

    def answer(guest: Guest, level: int, organisation: str, *, replaces: bool = False) -> str:
        respondent = Respondent(organisation, replaces)
        once = f"key-{next(numbers):012}"
        return link.room.cast(guest, once, {statement: level}, respondent=respondent).code

    def told() -> dict[str, int]:
        running = review.round_called(link._workspace.canvas, "")
        assert running
        (result,) = review.results(link._workspace.canvas, running)
        return {voice.who: voice.answer.level for voice in result.voices}

    assert [answer(one, 1, name) for name in ("", "Spy", "bakery")] == ["no-organisation"] * 3
    assert answer(one, 1, "Bakery") == answer(one, 2, "Bakery") == answer(two, 3, "School") == "taken"
    assert (answer(three, 3, "Bakery"), answer(two, 3, "Bakery")) == ("answered", "answered")
    assert link.room.view(one).organisation == "Bakery"
    assert link.put_results(DAY).changed
    assert told() == {"Bakery": 2, "School": 3}
    link.ask("review", None)  # again
    assert answer(three, 3, "Bakery") == "answered"
    assert answer(one, 1, "Bakery") == "taken"
    assert answer(three, 3, "Bakery", replaces=True) == "taken"
    assert link.room.view(one).was_replaced
    assert not link.room.view(one).answers
    again = a_link(link._workspace.canvas, records=[*kept])
    assert again.room.view(one).was_replaced
    assert not again.room.view(three).was_replaced
    assert link.put_results(DAY).changed
    assert told() == {"Bakery": 3, "School": 3}
    fresh = a_link(link._workspace.canvas)  # another meeting: the canvas has answers of both
    fresh.ask("review", None)
    (late,) = guests(fresh.room, 1)
    once = (f"key-{number:012}" for number in count())
    codes = [
        fresh.room.cast(late, next(once), {statement: 1}, respondent=Respondent("School", replaces)).code
        for replaces in (False, True, False)
    ]
    assert codes == ["answered", "taken", "taken"]


def test_what_cannot_be_asked_is_refused_with_a_reason() -> None:
    assert a_link(read_only=True).refusal("write") == "read_only"
    link = a_link()
    assert link.refusal("review") == "no_review"
    asked = review.statement_of("vision", "We share one goal", ("no", "yes"))
    named = a_link(review.start(CANVAS, "Spring", DAY, [asked], is_named=True).canvas)
    assert named.refusal("review") == "no_partners"


def test_what_is_alike_stands_together_by_panel(link: RoomLink) -> None:
    slips(link, "Rooms for the young people", "Cook on Fridays", "Rooms for young people")
    assert [link.tray.compare_next() for _ in range(4)] == [True, True, False, False]
    groups = [[each.text for each in group] for group in link.tray.groups()]
    assert groups == [["Rooms for the young people", "Rooms for young people"], ["Cook on Fridays"]]


def test_what_was_out_of_sight_is_so_after_a_restart_until_it_is_shown() -> None:
    kept = Kept()
    link = a_link(keeper=kept)
    link.ask("write", "roles", is_private=True)
    slips(link, "Cook")
    link.ask("write", "vision")
    slips(link, "Drive")
    again = a_link(records=[*kept], keeper=kept)
    assert [each.text for each in again.tray.visible] == ["Drive"]
    assert (again.tray.hidden, again.is_private) == (1, False)
    again.place = Place("10.0.0.1", 8017, is_open=True)
    told = "The meeting that was cut off goes on at http://10.0.0.1:8017; nobody is named."
    assert opened(again, is_resumed=True) == told
    again.close_ask()
    assert a_link(records=[*kept]).tray.hidden == 1
    again.reveal()
    assert a_link(records=[*kept]).tray.hidden == again.tray.hidden == 0


def test_what_was_taken_and_is_not_on_the_board_after_a_restart_waits_until_it_is_restored() -> None:
    kept = Kept()
    link = a_link(keeper=kept)
    cook, drive, sweep, sing = slips(link, "Cook", "Drive", "Sweep", "Sing")
    link.tray.take([cook])
    saved = link._workspace.canvas
    link.tray.park([drive])
    link.tray.join([sweep], HALL.id)
    link.tray.drop([sing])
    whole = link._workspace.canvas
    again = a_link(saved, records=[*kept])
    assert waiting(again) == ["Drive", "Sweep"]
    again._workspace.run(lambda _: edits.Edit("restore", whole, None), by="board")
    assert not again.tray.waiting
    assert [(each.fate, each.item) for each in again.room.contributions()] == [
        (each.fate, each.item) for each in link.room.contributions()
    ]
    assert not a_link(whole, records=[*kept]).tray.waiting


def standings(link: RoomLink, guest: Guest) -> list[Standing]:
    return [each.standing for each in link.room.view(guest).own]


def test_a_phone_is_told_how_what_it_sent_stands_on_the_board_now() -> None:
    link = a_link()
    (guest,) = guests(link.room, 1)
    link.ask("write", "roles")
    for number, text in enumerate(("Cook", "Drive", "Sweep", "Sing")):
        link.room.contribute(guest, f"key-{number:012}", text)
    cook, drive, sweep, sing = (each.id for each in link.tray.waiting)
    link.tray.take([cook])
    link.tray.park([drive])
    link.tray.join([sweep], HALL.id)
    link.tray.drop([sing])
    assert standings(link, guest) == ["taken", "parked", "joined", "dropped"]
    items = {item.text: item.id for _, item in link._workspace.canvas}
    steps: list[tuple[EditFunction, list[Standing]]] = [
        (partial(edits.delete, item_ids=[items["Cook"]]), ["removed", "parked", "joined", "dropped"]),
        (
            partial(edits.set_status, item_ids=[items["Drive"]], status="agreed"),
            ["removed", "taken", "joined", "dropped"],
        ),
        (
            partial(set_visibility, item_ids=[HALL.id], visibility="internal"),
            ["removed", "taken", "held", "dropped"],
        ),
    ]
    told = [standings(link, guest)]
    for edit, expected in steps:
        before = link.room.view().number
        assert link._workspace.run(edit, by="board").changed
        assert standings(link, guest) == expected
        assert link.room.was_decided(guest, before)
        told.append(expected)
    for expected in reversed(told[:-1]):
        assert link._workspace.undo(by="board")
        assert standings(link, guest) == expected
    assert link._workspace.redo(by="board")
    assert standings(link, guest) == told[1]
    assert not link.tray.waiting  # it was deleted, and does not come back by that


def test_what_an_undone_restore_took_off_the_board_waits_again_and_a_redo_takes_it_back() -> None:
    kept = Kept()
    link = a_link(keeper=kept)
    cook, drive, sweep = slips(link, "Cook", "Drive", "Sweep")
    link.tray.take([cook, drive])
    link.tray.join([sweep], HALL.id)
    whole = link._workspace.canvas
    again = a_link(records=[*kept])
    again.tray.drop([drive])
    assert waiting(again) == ["Cook", "Sweep"]
    again._workspace.run(lambda _: edits.Edit("restore", whole, None), by="board")
    fates = [each.fate for each in link.room.contributions()]
    assert [each.fate for each in again.room.contributions()] == fates == ["taken", "taken", "joined"]
    for _ in range(2):
        assert again._workspace.undo(by="board")
        assert waiting(again) == ["Cook", "Drive", "Sweep"]
        assert again._workspace.redo(by="board")
        assert not again.tray.waiting
        assert [each.fate for each in again.room.contributions()] == fates


def test_answers_survive_a_restart_and_go_into_the_canvas_once() -> None:
    kept = Kept()
    link = a_link(keeper=kept)
    link.ask("vote", "roles", (HALL.id, VAN.id))
    for number, guest in enumerate(guests(link.room, 2)):
        link.room.cast(guest, f"key-{number:012}", {HALL.id: 1, VAN.id: 2})
    link.close_ask()
    again = a_link(records=[*kept], keeper=kept)
    assert again.put_results(DAY).changed
    assert [item.votes for item in again._workspace.canvas.panels["roles"]] == [2, 4]
    assert not a_link(again._workspace.canvas, records=[*kept]).has_results
    assert again.tray.undo()
    assert a_link(records=[*kept]).has_results


def test_a_slip_goes_to_the_panel_that_is_named(link: RoomLink) -> None:
    asked = link.ask("write", "roles", is_private=True)
    link.close_ask()
    named = link.room.slip("A town without hunger", "vision")
    assert isinstance(named, Contribution)
    assert (named.panel, named.ask) == ("vision", 0)
    unnamed = link.room.slip("Cook")
    assert isinstance(unnamed, Contribution)
    assert (unnamed.panel, unnamed.ask) == ("roles", asked.number)


class Server:
    """A server of a meeting that has lost its network."""

    is_lost, has_failed, is_stopped = True, False, False

    def stop(self) -> None:
        self.is_stopped = True


def test_why_phones_no_longer_get_through_is_told(link: RoomLink) -> None:
    server = Server()
    beside = RoomLink(link._workspace, link.room, server=server, place=Place("192.0.2.1", 8017))
    assert lost(beside).endswith(": this computer is not at http://192.0.2.1:8017 any more.")
    server.has_failed = True
    assert lost(beside).endswith(": the web server has failed.")


class Move(NamedTuple):
    """A room that moves to another network, which does not answer yet."""

    room: RoomLink
    old: Server
    new: Server
    may_go_on: threading.Event
    mover: threading.Thread

    def finish(self) -> None:
        """Have the network answer; the server that runs there by then is stopped."""
        self.may_go_on.set()
        self.mover.join(PATIENCE)
        assert self.new.is_stopped


@pytest.fixture
def move(link: RoomLink) -> Move:
    begun, may_go_on, old, new = threading.Event(), threading.Event(), Server(), Server()

    def serve(address: Address, port: int, _: object) -> tuple[Server, Place]:
        begun.set()
        assert may_go_on.wait(PATIENCE)
        return new, Place(address.ip, port, is_open=True)

    place = Place("192.168.1.23", 8017, is_open=True)
    room = RoomLink(link._workspace, link.room, server=old, place=place, serve=serve)
    mover = threading.Thread(target=room.move, args=(Address("wlan1", "192.0.2.9", 24, "local"),))
    mover.start()
    assert begun.wait(PATIENCE)
    return Move(room, old, new, may_go_on, mover)


def test_who_leaves_while_a_room_moves_does_not_wait_for_a_network_that_hangs(move: Move) -> None:
    move.room.stop()  # and nothing hangs, although nobody has answered
    assert move.old.is_stopped
    move.finish()


def test_who_leaves_while_a_room_moves_leaves_no_server_behind(move: Move) -> None:
    leaver = threading.Thread(target=move.room.stop)
    leaver.start()
    leaver.join(0.05)  # it is at the lock by then, or comes to it later: both end alike
    move.may_go_on.set()
    leaver.join(PATIENCE)
    move.finish()
