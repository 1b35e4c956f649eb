"""The room: who gets in, what is taken, what is shown, and that a restart changes nothing of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.meet.entrance import spell_code
from canvas.meet.room import Room
from canvas.meet.types import Activity, Contribution, Counts, Fate, Guest, Limits, Naming, Receipt
from canvas.model.canvas import Canvas
from canvas.model.sanitize import clean_line
from canvas.model.types import ItemId, PanelKey
from tests.meet.rooms import HELD_BACK, A, B, C, Clock, Kept, canvas_of_partners, come_in, key, room_of
from tests.strategies import quick, typed
from tests.waiting import PATIENCE

FIRST = ItemId("first")


def test_the_same_post_twice_is_one_contribution() -> None:
    room = room_of()
    guest, once = come_in(room), key()
    asked = room.ask("write", "vision")
    first = room.contribute(guest, once, "More time")
    again = room.contribute(guest, once, "More time")
    assert (first.accepted, first.is_repeat) == (True, False)
    assert (again.accepted, again.is_repeat, again.id) == (True, True, first.id)
    assert room.tray() == (Contribution(first.id, asked.number, "vision", "More time"),)


def test_a_statement_that_comes_after_its_ask_was_closed_is_taken_for_it() -> None:
    room = room_of()
    guest = come_in(room)
    asked = room.ask("write", "vision")
    room.close_ask()
    room.ask("write", "roles")
    room.ask("hands", statements=[A])
    assert room.contribute(guest, key(), "late", ask=asked.number).accepted
    assert room.contribute(guest, key(), "later").accepted
    assert [(each.text, each.panel) for each in room.tray()] == [("late", "vision"), ("later", "roles")]


def test_what_cannot_be_taken_is_refused_with_a_code() -> None:
    room = room_of(limits=Limits(contributions=3, contributions_each=2, casts_each=2, text=10))
    guest, other = come_in(room), come_in(room)
    assert room.contribute(guest, key(), "too early").code == "closed"
    room.ask("write", "vision")
    for text, code in (("", "empty"), (" \u200b ", "empty"), ("x" * 11, "too-long")):
        assert room.contribute(guest, key(), text).code == code
    assert room.contribute(guest, "short", "text").code == "unfit"
    assert room.contribute(Guest("nobody"), key(), "text").code == "closed"
    assert [room.contribute(guest, key(), "text").code for _ in range(3)] == ["taken", "taken", "too-many"]
    assert [room.contribute(other, key(), "text").code for _ in range(2)] == ["taken", "full"]
    assert room.slip("a slip") == "full"
    assert room.cast(guest, key(), {A: 1}).code == "closed"
    asked = room.ask("vote", statements=[A, B], budget=3)
    assert room.cast(guest, key(), {A: 2, B: 2}).code == "over-budget"
    assert room.cast(guest, key(), {A: -1, B: 2}).code == "unfit"
    assert room.cast(guest, key(), {C: 1}).code == "unfit"
    assert room.cast(guest, key(), {A: 1}, {A: "x" * 301}).code == "too-long"
    assert room.cast(guest, key(), {A: 1}, ask=asked.number - 1).code == "closed"
    assert [room.cast(guest, key(), {A: 1}).code for _ in range(3)] == ["taken", "taken", "too-many"]
    room.ask("hands", statements=[A])
    assert room.cast(guest, key(), {A: 6}).code == "unfit"
    room.end()
    assert room.contribute(guest, key(), "text").code == room.cast(guest, key(), {A: 1}).code == "ended"


def test_answers_replace_the_former_ones_and_appear_as_a_spread_alone() -> None:
    room = room_of()
    guest, other = come_in(room), come_in(room)
    room.ask("vote", statements=[A, B], budget=3)
    room.cast(guest, key(), {A: 3})
    room.cast(guest, key(), {A: 1, B: 2})
    room.cast(other, key(), {B: 3, A: None})
    assert room.spread().counts == {A: (1,), B: (5,)}
    assert room.counts().answered == 2
    room.ask("hands", statements=[A])
    room.cast(guest, key(), {A: 1}, {A: "Too fast"})
    room.cast(other, key(), {A: 5})
    assert room.view(guest).answers == {A: 1}
    spread = room.close_ask()
    assert (spread.counts, spread.reasons) == ({A: (0, 1, 0, 0, 0, 1)}, {A: ("Too fast",)})
    assert room.spread() == room.close_ask() == spread
    assert room.view().spread is None
    room.reveal()
    assert room.view().spread == spread
    assert [each.id for each in room.view().spread_statements] == [A]
    assert room.counts().answered == 0
    assert not room.ballots(spread.ask)


def test_a_review_is_spread_from_five_answers_on_and_has_ballots_without_a_name() -> None:
    room = room_of(naming="named")
    guests = [come_in(room, f"Person {number}") for number in range(5)]
    asked = room.ask("review", "vision", [FIRST])
    assert room.view().statements[0].levels == ("no", "so", "yes")
    for number, guest in enumerate(guests):
        assert not room.spread().counts
        assert room.cast(guest, key(), {FIRST: number % 4}, {FIRST: "because"}).accepted
    assert room.cast(guests[0], key(), {FIRST: 4}).code == "unfit"
    assert room.spread().counts == {FIRST: (2, 1, 1, 1)}
    ballots = room.ballots(asked.number)
    assert sorted(ballot.answers[FIRST] for ballot in ballots) == [0, 0, 1, 2, 3]
    assert "Person" not in repr(ballots)


def test_nobody_sees_what_others_wrote_before_the_reveal() -> None:
    room = room_of()
    guest, other = come_in(room), come_in(room)
    room.ask("write", "vision")
    mine, theirs = (room.contribute(each, key(), "secret thought") for each in (guest, other))
    assert "secret thought" not in repr(room.view())
    assert [each.id for each in room.view(guest).own] == [mine.id]
    room.decide([theirs.id], "dropped")
    room.reveal()
    assert [each.id for each in room.view(other).revealed] == [mine.id]
    assert room.view(other).own[0].standing == "dropped"


def test_names_are_kept_only_where_the_meeting_is_named() -> None:
    room = room_of(naming="named")
    guest = come_in(room)
    room.ask("write", "vision")
    assert room.contribute(guest, key(), "text").code == "no-name"
    assert room.rename(guest, "  Ana\x1b[31m\n Bo " + "x" * 100)
    room.contribute(guest, key(), "text")
    name = room.tray()[0].name
    assert name.startswith("Ana[31m Bo x")
    assert len(name) <= 80
    hidden = room_of()
    nameless = come_in(hidden, "Ana")
    hidden.ask("write", "vision")
    assert not hidden.rename(nameless, "Ana")
    hidden.contribute(nameless, key(), "text")
    assert "Ana" not in repr((hidden.tray(), hidden.view(nameless).guest))


def test_what_is_held_back_is_in_nothing_that_a_page_shows() -> None:
    room = room_of()
    guest = come_in(room)
    ids = [item.id for _, item in canvas_of_partners()]
    asks: list[tuple[Activity, PanelKey | None, list[ItemId]]] = [
        ("follow", "vision", []),
        ("write", "vision", []),
        ("vote", None, ids),
        ("hands", None, ids),
        ("review", "vision", [FIRST]),
    ]
    for activity, panel, statements in asks:
        room.show(canvas_of_partners().replacing(contact=activity))
        room.ask(activity, panel, statements)
        for item in ids:
            room.look_at("vision", item)
            room.cast(guest, key(), {item: 1})
            room.reveal()
            seen = repr((room.view(guest), room.view()))
            assert HELD_BACK not in seen
            assert not any(secret in seen for secret in ("hidde", "oddly", "temperature", "5 4 1"))
    assert room.view().canvas.title == "Breakfast clubs"


def test_a_change_that_partners_may_not_read_is_no_change_of_a_page() -> None:
    room = room_of()
    before = room.view()
    canvas = canvas_of_partners()
    internal = canvas.panels["vision"][1]._replace(text=f"{HELD_BACK} changed")
    room.show(
        canvas.with_items({"vision": (canvas.panels["vision"][0], internal, canvas.panels["vision"][2])})
    )
    assert room.view() == before
    room.show(canvas.replacing(title="Lunch clubs"))
    assert room.view().number > before.number


def test_an_edit_of_the_board_does_not_wait_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    room = room_of()
    is_filtering, may_go_on = threading.Event(), threading.Event()

    def slow(canvas: Canvas, _: object) -> Canvas:
        is_filtering.set()
        assert may_go_on.wait(PATIENCE)
        return canvas

    monkeypatch.setattr("canvas.meet.room.filtered_for", slow)
    room.show(canvas_of_partners().replacing(title="First"))
    page = threading.Thread(target=room.view)
    page.start()
    assert is_filtering.wait(PATIENCE)
    room.show(canvas_of_partners().replacing(title="Second"))
    room.look_at("roles")
    room.counts()
    may_go_on.set()
    page.join()
    assert room.view().canvas.title == "Second"


def test_a_change_gives_the_state_a_higher_number_and_counts_alone_may_wait() -> None:
    room = room_of()
    guest = come_in(room)
    before = room.view().number
    room.ask("write", "vision")
    asked = room.view().number
    assert asked > before
    assert not room.only_counts_after(before)
    room.contribute(guest, key(), "text")
    assert room.view().number > asked
    assert room.view().counts == Counts(here=1, answered=1, waiting=1)
    assert room.only_counts_after(asked)
    room.show(canvas_of_partners().replacing(title="Lunch clubs"))
    assert not room.only_counts_after(asked)
    again = room_of(clock=(later := Clock()))
    later.time += 1
    assert room_of(clock=later).view().number > again.view().number


def test_a_code_is_forgiven_its_spelling_and_ends() -> None:
    clock = Clock()
    room = room_of(clock=clock)
    code = room.invitation().code
    assert len(code) == 6
    assert not set(code) & set("ILOU")
    assert isinstance(room.enter(f" {code[:3].lower()}-{code[3:]} "), Guest)
    assert spell_code("o0 iL-1") == "00111"
    clock.time += 600
    assert room.enter(code) == "wrong"
    assert room.invitation().code != code


def test_wrong_codes_of_all_together_are_limited() -> None:
    clock = Clock()
    room = room_of(clock=clock)
    code = room.invitation().code
    wrong = "0" * 6 if code != "0" * 6 else "1" * 6
    assert [room.enter(wrong) for _ in range(32)] == ["wrong"] * 30 + ["wait"] * 2
    assert room.enter(code) == "wait"
    assert isinstance(room.enter(room.invitation().token), Guest)
    clock.time += 5
    assert isinstance(room.enter(code), Guest)
    assert room.enter("not a code, and no token either") == "wrong"


def test_who_was_let_in_is_out_after_a_change_of_link_and_nothing_said_is_lost() -> None:
    room = room_of()
    guest = come_in(room)
    old = room.invitation()
    room.ask("vote", statements=[A])
    room.cast(guest, key(), {A: 2})
    room.ask("write", "vision")
    room.contribute(guest, key(), "text")
    new = room.change_link()
    assert not {old.token, old.code} & {new.token, new.code}
    assert room.enter(old.token) == "wrong"
    assert room.guest(guest.cookie) is None
    assert room.contribute(guest, key(), "more").code == "closed"
    assert room.counts().here == 0
    assert [each.text for each in room.tray()] == ["text"]
    back = room.enter(new.token, former_cookie=guest.cookie)
    assert back == guest
    assert [each.text for each in room.view(guest).own] == ["text"]
    stranger = room.enter(new.token, former_cookie="made up")
    assert isinstance(stranger, Guest)
    assert stranger.cookie != "made up"


def test_after_the_end_nobody_gets_in_and_the_tray_can_be_read() -> None:
    room = room_of()
    guest, link = come_in(room), room.invitation()
    room.ask("write", "vision")
    room.contribute(guest, key(), "text")
    room.end()
    assert room.enter(link.token) == room.enter(link.code) == "ended"
    assert room.guest(guest.cookie) is None
    assert room.view(guest).has_ended
    assert [each.text for each in room.tray()] == ["text"]
    room.ask("write", "vision")
    assert room.asked().activity == "write"
    assert room.asked().number == 1
    assert room.slip("text") == "ended"


def test_only_so_many_phones_are_let_in_and_counted_while_they_are_there() -> None:
    room = room_of(limits=Limits(guests=2))
    guest, other = come_in(room), come_in(room)
    assert room.enter(room.invitation().token) == "full"
    assert room.counts().here == 2
    room.leave(other)
    assert room.counts().here == 1
    assert room.guest(other.cookie) == other
    assert room.enter(room.invitation().token, former_cookie=guest.cookie) == guest
    assert room.counts().here == 2


SHARED = Limits(guests=8, contributions=24, contributions_ever=60, contributions_each=4)


@quick
@given(
    st.lists(st.tuples(st.sampled_from(["one", "two"]), st.booleans(), st.integers(0, 9)), max_size=90),
    st.booleans(),
)
def test_no_address_takes_the_places_of_others_however_often_it_comes_in_anew(
    steps: list[tuple[str, bool, int]], drops: bool
) -> None:
    room = room_of(limits=SHARED)
    room.ask("write", "vision")
    guests = {"one": [come_in(room)], "two": [come_in(room)]}
    for address, is_new, number in steps:
        if is_new:
            made = room.enter(room.invitation().token, address=address)
            guests[address] += [made] if isinstance(made, Guest) else []
        guest = guests[address][number % len(guests[address])]
        room.contribute(guest, key(), f"text {number}", address=address)
        if drops and number == 9:
            room.decide([each.id for each in room.tray()], "dropped")
    other = room.enter(room.invitation().token, address="three")
    assert isinstance(other, Guest)
    assert room.contribute(other, key(), "mine", address="three").accepted
    assert not isinstance(room.slip("a slip"), str)


def test_one_phone_or_address_is_told_when_the_rest_is_kept_for_others_and_a_drop_makes_room() -> None:
    room = room_of(limits=Limits(guests=4, contributions=4, contributions_each=9))
    room.ask("write", "vision")
    entered = [room.enter(room.invitation().token, address="one") for _ in range(3)]
    assert [each if isinstance(each, str) else "" for each in entered] == ["", "", "share"]
    guest = entered[0]
    assert isinstance(guest, Guest)

    def codes(number: int, address: str) -> list[str]:
        return [room.contribute(guest, key(), "text", address=address).code for _ in range(number)]

    assert codes(3, "one") == ["taken", "taken", "share"]
    assert codes(2, "two") == ["taken", "share"]
    room.decide([each.id for each in room.tray()], "dropped")
    assert codes(3, "one") == ["taken", "share", "share"]
    room.change_link()
    assert isinstance(room.enter(room.invitation().token, address="one"), Guest)


def test_slips_go_to_the_same_tray_and_a_decision_can_be_taken_back() -> None:
    room = room_of()
    room.look_at("roles")
    slip = room.slip("  Bo  drives \n home")
    assert slip == Contribution("c1", 0, "roles", "Bo  drives home", origin="slip")
    room.decide(["c1", "unknown"], "joined", A)
    assert room.contributions()[0].item == A
    assert room.tray() == ()
    room.decide(["c1"], "waiting")
    assert [each.text for each in room.tray()] == ["Bo  drives home"]
    for other in (room, room_of(naming="named")):
        carried = other.slip("Sweep", "roles", "Ana")
        assert isinstance(carried, Contribution)
        assert carried.name == ("Ana" if other.naming == "named" else "")


def test_who_subscribed_is_called_after_a_change_and_may_ask_the_room() -> None:
    room = room_of()
    seen: list[int] = []
    end = room.subscribe(lambda: seen.append(room.counts().here))
    come_in(room)
    end()
    come_in(room)
    assert seen == [1]


class Meeting:
    """A room, two phones, and what they posted."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.guests = [come_in(room, "Ana"), come_in(room, "Bo")]
        self.posts: list[tuple[Guest, str, str, Receipt]] = []

    def say(self, number: int, text: str) -> None:
        guest, once = self.guests[number % 2], key()
        self.posts.append((guest, once, text, self.room.contribute(guest, once, text)))

    def say_again(self, number: int, _: str) -> None:
        for guest, once, text, receipt in self.posts[number : number + 1]:
            assert not receipt.accepted or self.room.contribute(guest, once, text).is_repeat

    def cast(self, number: int, text: str) -> None:
        self.room.cast(self.guests[number % 2], key(), {A: number, B: None}, {A: text})

    def ask(self, number: int, _: str) -> None:
        activities: tuple[Activity, ...] = ("follow", "write", "vote", "hands", "review", "write")
        self.room.ask(activities[number], "vision" if number % 2 else None, [A, B])

    def reveal(self, _: int, __: str) -> None:
        self.room.reveal()

    def close(self, _: int, __: str) -> None:
        self.room.close_ask()

    def decide(self, number: int, _: str) -> None:
        fate: Fate = "joined" if number else "dropped"
        self.room.decide([f"c{number}"], fate, A if number % 2 else None)

    def change_link(self, number: int, text: str) -> None:
        link = self.room.change_link()
        guest = self.guests[number % 2]
        assert self.room.enter(link.token, text, former_cookie=guest.cookie)

    def slip(self, _: int, text: str) -> None:
        self.room.slip(text, "roles")


ACTS = (
    *(Meeting.say, Meeting.say_again, Meeting.cast, Meeting.ask, Meeting.reveal, Meeting.close),
    *(Meeting.decide, Meeting.change_link, Meeting.slip),
)


@quick
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5), typed), max_size=20),
    naming=st.sampled_from(("anonymous", "named")),
)
def test_a_room_rebuilt_from_its_records_is_the_same_room(
    acts: list[tuple[Callable[[Meeting, int, str], None], int, str]], naming: Naming
) -> None:
    kept = Kept()
    room = room_of(keeper=kept, naming=naming)
    meeting = Meeting(room)
    for act, number, text in acts:
        act(meeting, number, text)
    again = room_of(records=[json.loads(json.dumps(record)) for record in kept], seed=2)
    assert again.naming == room.naming
    assert again.contributions() == room.contributions()
    assert again.invitation() == room.invitation()
    assert again.asked() == room.asked()
    assert all(again.spread(number) == room.spread(number) for number in range(10))
    assert again.counts()[1:] == room.counts()[1:]
    for guest in meeting.guests:
        assert again.guest(guest.cookie) == room.guest(guest.cookie)
        assert again.view(guest).own == room.view(guest).own
        assert again.view(guest).answers == room.view(guest).answers
    for guest, once, text, receipt in meeting.posts:
        if receipt.accepted:
            repeated = again.contribute(guest, once, text)
            assert (repeated.is_repeat, repeated.id) == (True, receipt.id)
    assert again.contributions() == room.contributions()
    assert all(each.text == clean_line(each.text) for each in again.contributions())


def test_no_record_of_an_anonymous_meeting_links_a_phone_to_its_text() -> None:
    kept = Kept()
    room = room_of(keeper=kept)
    guests = [come_in(room, "Ana"), come_in(room, "Bo")]
    room.ask("write", "vision")
    for guest in guests * 2:
        room.contribute(guest, key(), "text")
    room.ask("vote", statements=[A])
    room.cast(guests[0], key(), {A: 1})
    room.ask("hands", statements=[A])
    room.cast(guests[0], key(), {A: 1})
    said = [record for record in kept if record["is"] in {"say", "cast", "guest"}]
    values = [
        value for record in said for value in record.values() if isinstance(value, str) and len(value) == 32
    ]
    assert len(values) == len(set(values)) == 2 + 2 * 4 + 2 * 2
    written = json.dumps(list(kept))
    assert not any(guest.cookie in written for guest in guests)
    assert "Ana" not in written


@pytest.mark.parametrize("text", ["\x1b]52;c;aGk=\x07", "\u202eevil", "<script>", "a\r\nb", "\ud800"])
def test_text_is_taken_cleaned(text: str) -> None:
    room = room_of()
    guest = come_in(room)
    room.ask("write", "vision")
    room.contribute(guest, key(), f"x{text}")
    assert [each.text for each in room.tray()] == [clean_line(f"x{text}")]
