"""The consent round on the screen."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from canvas.app.screens import consent_round as screen_module
from canvas.app.screens.consent_round import ConsentRoundScreen
from canvas.meet.types import Guest
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, program
from tests.app.every_screen import phones

MOST_KEYS = 60
"""Keys that a round of twenty statements may take beside fingers and reasons."""

THREE = a_canvas(vision=["one", "two"], roles=["three"])


def twenty() -> Canvas:
    """Five proposed statements in each of four panels."""
    panels = ("vision", "principles", "roles", "governance")
    return a_canvas(**{key: [f"{key} {number}" for number in range(5)] for key in panels})


def statuses(it: Driven) -> list[str]:
    return [item.status for _, item in it.canvas]


def in_round(it: Driven, below: int = 0) -> ConsentRoundScreen:
    """The round, which is on top or so many screens below."""
    screen = it.app.screen_stack[-1 - below]
    assert isinstance(screen, ConsentRoundScreen)
    return screen


async def test_twenty_statements_take_few_keys_beside_fingers_and_reasons() -> None:
    keys = 0

    async with program(twenty()) as it:

        async def press(*pressed: str) -> None:
            nonlocal keys
            keys += len(pressed)
            await it.press(*pressed)

        await press("2", "Y", "2")
        for number in range(20):
            if number in (2, 5, 9, 12, 16):  # a low voice
                await it.press(*"54451")
                await press("enter")
                await it.write("nobody has the money")
                await press("enter", str(1 + number % 4))
                if 1 + number % 4 == 2:  # reworded, and asked again
                    await it.write(" by May")
                    await press("enter")
                    await it.press(*"555")
                    await press("enter")
            else:
                await it.press(*("5443" if number % 2 else ""))
                await press("enter")
        assert "Consent round · all panels" in it.shown
        await press("escape")
        assert keys <= MOST_KEYS, keys
        assert it.said == "Consent round: 17 agreed, 2 disputed, 1 parked."
        assert sorted(set(statuses(it))) == ["agreed", "disputed", "parked"]
        # Two edits where it was reworded, else one for each statement.
        done = len(it.session.history.done)
        assert done == 20 + sum(item.text.endswith("by May") for _, item in it.canvas)
        await it.press(*"u" * done)
        assert it.canvas == twenty()


async def test_a_low_voice_is_heard_and_the_answer_is_one_step_to_undo() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "1", *"5 4 1")
        assert "3 hands · middle 4 · 1 low" in it.shown
        assert "enter asks why" in it.shown
        await it.press("backspace", "2", "enter")
        assert "Why not? ‘one’" in it.shown
        await it.write("too vague")
        await it.press("enter", "1")
        assert "○ two" in it.shown
        assert "! 1 disputed" in it.shown
        item = it.canvas.panels["vision"][0]
        assert (item.status, item.reason) == ("disputed", "too vague")
        assert item.values["temperature"] == "5 4 2 on 2026-11-23"
        await it.press("u")
        assert it.canvas is THREE
        assert "○ one" in it.shown
        await it.press("ctrl+r")
        assert "○ two" in it.shown
        assert statuses(it)[0] == "disputed"
        await it.press("u", "u")
        assert "Nothing was answered in this round yet." in it.shown


async def test_it_goes_back_skips_stops_and_goes_on_with_what_was_skipped_last() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "2", "left")
        assert "This is the first statement" in it.shown
        await it.press("right", "enter", "left", "left")
        assert "○ one" in it.shown
        await it.press("right", *"33", "escape")
        assert it.said == "Consent round: 1 agreed, 2 still proposed. Y goes on."
        assert it.where == ("vision", 0)
        assert it.canvas.panels["roles"][0].values["temperature"] == "3 3 on 2026-11-23"
        await it.press("Y", "2")
        assert "○ three" in it.shown
        await it.press("enter")
        assert "○ one" in it.shown
        assert "2 of 3 answered" in it.shown
        await it.press("right")
        assert "2 agreed, 1 still proposed." in it.shown
        await it.press("enter", "enter", "enter")
        assert it.said == "Consent round: 3 agreed."
        await it.press("Y")
        assert it.said == "Nothing is proposed that the room could answer."


async def test_a_panel_without_anything_proposed_is_told_and_the_readiness_asks_for_all_panels() -> None:
    async with program(THREE) as it:
        await it.press("Y")
        assert "Beneficiaries  nothing proposed" in it.shown
        await it.press("1")
        assert it.said == "Nothing is proposed in Beneficiaries."
        await it.press("shift+tab", "Y")
        assert "○ one" in it.shown


async def test_reworded_on_the_spot_hands_are_asked_for_again() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "1", "!", "enter", "2")
        await it.write(" and all")
        await it.press("enter")
        assert "○ one and all" in it.shown
        assert "Hands again" in it.shown
        await it.press("enter", "!", "escape", "escape", "enter")
        assert statuses(it) == ["agreed", "agreed", "proposed"]


async def test_words_of_a_question_that_is_cancelled_are_offered_again_and_kept_where_it_is_skipped() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "1", "1", "enter")
        await it.write("nobody can pay")
        await it.press("enter", "escape")
        assert statuses(it) == ["proposed"] * 3
        await it.press("enter")
        assert "nobody can pay" in it.shown
        await it.press("escape", "escape", "right")
        item = it.canvas.panels["vision"][0]
        assert (item.status, item.values["reason"]) == ("proposed", "nobody can pay")
        assert item.values["temperature"] == "1 on 2026-11-23"


async def test_a_click_on_a_number_of_fingers_counts_a_hand_and_the_timer_shows() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "1", "space")
        assert "No hands yet" in it.shown
        await it.click(it.find("5 fully for it"))
        await it.click(it.find("3 can live with it"))
        assert in_round(it).typed == (5, 3)
        assert "2 hands" in it.shown
        await it.press("t", *"10", "enter")
        assert "10 min" in it.shown
        await it.press("t", "4", "enter")
        assert "10 min" not in it.shown
        assert statuses(it)[0] == "agreed"


async def test_a_long_statement_is_read_on_and_no_key_of_it_answers() -> None:
    long = " ".join(f"word{number}" for number in range(200))
    async with program(a_canvas(vision=[long]), size=(80, 24)) as it:
        await it.press("Y", "2")
        assert "word0 " in it.shown
        assert "↓ reads on" in it.shown
        await it.press(*["down"] * 5)
        assert "word199" in it.shown
        assert "0 fist: no" in it.shown
        await it.press("q", "space")
        assert statuses(it) == ["proposed"]


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others change stays recent for as long as a test takes."""
    monkeypatch.setattr(screen_module, "GUARD_SECONDS", 1000.0)


@pytest.mark.usefixtures("_patient")
async def test_what_others_change_is_followed_and_no_key_agrees_by_mistake() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "2")
        workspace = it.top(ConsentRoundScreen).workspace
        workspace.run(lambda canvas: edits.add(canvas, "vision", ["added"]), by="guests")
        gone = THREE.panels["vision"][0].id
        workspace.run(lambda canvas: edits.delete(canvas, [gone]), by="guests")
        await it.settle()
        assert "‘one’ was changed elsewhere" in it.shown
        await it.press("enter")
        assert "enter again agrees" in it.shown
        assert "agreed" not in statuses(it)
        in_round(it)._moved_at = -1000.0
        await it.press("enter")
        assert "○ added" in it.shown
        assert statuses(it) == ["agreed", "proposed", "proposed"]


async def test_phones_are_asked_for_each_statement_and_their_hands_count_with_those_typed() -> None:
    async with program(THREE) as it:
        link = phones(it, 2)
        it.at.beside.adopt(link)
        one, two = (item.id for item in THREE.panels["vision"])
        guests = [link.room.enter(link.room.invitation().token) for _ in range(3)]

        def show(number: int, item_id: ItemId, fingers: int) -> None:
            guest = guests[number]
            assert isinstance(guest, Guest)
            key = f"hands-{number}-{item_id}-{fingers}-12345"
            assert link.room.cast(guest, key, {item_id: fingers}).accepted

        await it.press("2", "Y", "1")
        assert link.room.asked().statements == (one,)
        show(0, one, 5)
        show(1, one, 3)
        await it.until(lambda: "2 hands · middle 4" in it.shown)
        assert "2 of 5 phones" in it.shown
        await it.press("4")
        show(1, one, 2)  # another mind, not painted yet: no key agrees over it
        await it.press("enter")
        assert it.top_is("WhyLowScreen")
        await it.press("enter", "4")
        assert it.canvas.panels["vision"][0].values["temperature"] == "5 4 2 on 2026-11-23"
        assert link.room.asked().statements == (two,)
        assert "On three" in it.shown
        await it.press("enter")
        assert link.room.asked().activity == "follow"
        assert not link.has_results
        await it.press("u")
        assert link.room.asked().statements == (two,)
        await it.press("escape")
        assert link.room.asked().activity == "follow"


async def test_hands_are_kept_with_no_other_statement_than_the_one_they_were_shown_for() -> None:
    async with program(THREE) as it:
        await it.press("2", "Y", "1", "1", "enter")
        one = THREE.panels["vision"][0].id
        it.at.workspace.run(lambda canvas: edits.set_status(canvas, [one], "parked"), by="guests")
        await it.settle()
        await it.write("too dear")
        in_round(it, 1).typed = (5, 5)
        await it.press("enter", "1")
        item = it.canvas.panels["vision"][0]
        assert (item.status, item.reason, item.temperature) == ("disputed", "too dear", None)
        assert "○ two" in it.shown


async def test_what_the_room_did_is_not_undone_in_the_round() -> None:
    async with program(THREE) as it:
        link = phones(it)
        it.at.beside.adopt(link)
        await it.press("2", "Y", "1", "enter")
        link.room.slip("Cook on Fridays", "vision")
        link.tray.take([each.id for each in link.tray.waiting])
        await it.press("u")
        assert "came from the room" in it.shown
        assert statuses(it)[0] == "agreed"
        await it.press("enter")
        assert "Cook on Fridays" in it.shown


async def test_what_is_left_out_is_told_and_internal_statements_leave_no_trace() -> None:
    odd = a_canvas(
        vision=[
            Item("a", "one", {"theirs": {"text": "other"}}),
            Item("b", "hidden", {"visibility": "internal"}),
            "shown",
        ]
    )
    async with program(odd) as it:
        await it.press("2", "Y", "1")
        assert "○ shown" in it.shown
        assert "1 statement of which two versions differ" in it.shown
        assert "internal" not in it.shown
        await it.press("enter", "escape")
        assert it.said == "Consent round: 1 agreed. 1 internal statement left out."


async def test_pasted_hands_count_and_what_is_no_hand_is_refused() -> None:
    async with program(THREE) as it:
        await it.press("Y", "2")
        for pasted, told in (("5 4, 4", "3 hands"), ("7", "five fingers"), ("x", "among the hands")):
            await it.paste(pasted)
            assert told in it.shown
        await it.press("enter")
        assert it.canvas.panels["vision"][0].values["temperature"] == "5 4 4 on 2026-11-23"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_the_hands_and_the_keys_show_at_every_size(size: tuple[int, int]) -> None:
    async with program(THREE, size=size) as it:
        await it.press("2", "Y", "1", *"541")
        lines: Sequence[str] = it.lines
        assert any("3 hands" in line for line in lines)
        assert any("enter asks why" in line for line in lines)
        assert any("esc stops" in line for line in lines)
