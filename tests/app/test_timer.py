"""Minutes for a panel or for all eight, told in the header."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widget import Widget

from canvas.app.widgets.header import Header
from canvas.model.timer import ALL
from tests.app.driving import Driven, a_canvas, a_copy, program

SOME = a_canvas(beneficiaries=["one"], vision=["two"])


class Clock:
    """A clock whose hands the test moves, and the bells that were rung."""

    def __init__(self, it: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
        self.it, self.now, self.bells = it, 1000.0, 0
        monkeypatch.setattr(it.app.timekeeper, "clock", lambda: self.now)
        monkeypatch.setattr(it.app, "bell", self.ring)

    def ring(self) -> None:
        self.bells += 1

    async def after(self, seconds: float) -> None:
        self.now += seconds
        self.it.app.timekeeper.tick()
        await self.it.settle()


async def test_minutes_for_this_panel_are_typed_and_told_in_the_header(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("2", "t", "5", "enter")
        assert it.lines[0].endswith("▸ 2 Vision 5 min")
        await clock.after(61)
        assert it.lines[0].endswith("▸ 2 Vision 4 min")
        await clock.after(200)
        assert it.lines[0].endswith("▸ 2 Vision 0:39")
        assert clock.bells == 0
        await clock.after(39)
        assert it.lines[0].endswith("■ time is up: 2 Vision")
        assert clock.bells == 1
        await clock.after(100)
        assert clock.bells == 1


async def test_the_bell_rings_by_itself_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program(SOME) as it:
        rung: list[bool] = []
        monkeypatch.setattr(it.app, "bell", lambda: rung.append(True))
        it.app.timekeeper.start(("vision",), 0.1)
        await it.until(lambda: rung)
        await it.until(lambda: "time is up" in it.lines[0])


async def test_forty_for_all_gives_each_panel_its_share_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("5", "t", *"40 all", "enter")
        assert it.where == ("beneficiaries", 0)
        assert "▸ 1 Beneficiaries 5 min" in it.lines[0]
        await clock.after(300)
        assert "■ time is up: now 2 Vision" in it.lines[0]
        assert it.where == ("beneficiaries", 0)
        await clock.after(20)
        assert "▸ 2 Vision 5 min" in it.lines[0]
        await it.burst("t", "2")
        assert it.where == ("relationships", 0)
        assert "▸ 3 Relationships 5 min" in it.lines[0]
        for _ in range(len(ALL) - 2):
            await clock.after(300)
        assert "■ time is up: 8 Communications" in it.lines[0]
        assert clock.bells == 7


async def test_the_end_takes_no_key_and_no_focus_from_who_is_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("t", "3", "enter", "a", *"half a sen")
        focus = it.app.focused
        await clock.after(180)
        assert clock.bells == 1
        assert "■ time is up" in it.lines[0]
        assert it.app.focused is focus
        await it.burst(*"tence", "enter", "escape")
        assert it.texts() == ["one", "half a sentence"]


async def test_while_it_runs_t_pauses_adds_a_minute_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("t", "5", "enter")
        await clock.after(9)
        await it.press("t")
        assert "4:51 left" in it.shown
        await it.press("3")
        assert "‖ 1 Beneficiaries paused 4:51" in it.lines[0]
        await clock.after(1000)
        await it.burst("t", "3")
        await clock.after(0)
        assert "▸ 1 Beneficiaries 5 min" in it.lines[0]
        await it.burst("t", "1")
        assert "▸ 1 Beneficiaries 6 min" in it.lines[0]
        await it.burst("t", "4")
        assert "min" not in it.lines[0]
        await clock.after(1000)
        assert clock.bells == 0


async def test_a_time_that_is_up_can_have_a_minute_more_or_be_followed_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("t", "1", "enter")
        await clock.after(999)
        await it.press("t")
        assert "0:00 time is up" in it.shown
        assert "Pause" not in it.shown
        await it.press("1")
        assert "▸ 1 Beneficiaries 1:00" in it.lines[0]
        await clock.after(60)
        assert clock.bells == 2
        await it.burst("t", "5", "3", "enter")
        assert "▸ 1 Beneficiaries 3 min" in it.lines[0]


async def test_it_runs_on_under_other_screens_and_on_another_canvas(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_copy(here)
    async with program(a_copy(here, "first-rung")) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("t", "5", "enter", "question_mark")
        await clock.after(120)
        await it.burst("escape")
        assert "3 min" in it.lines[0]
        await it.burst("O", "down", "enter")
        await it.until(lambda: it.canvas.title.startswith("Riverside"))
        await it.until(lambda: "3 min" in it.lines[0])


async def test_the_time_goes_on_in_sight_below_a_dialog_and_below_one_on_top_of_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        for keys in (("n",), ("n", "o"), ("e",), ("f",), ("t",)):
            it.app.timekeeper.start(("beneficiaries",), 300)
            await it.press(*keys)
            assert "▸ 1 Beneficiaries 5 min" in it.lines[0]
            await clock.after(250)
            await it.until(lambda: "▸ 1 Beneficiaries 0:50" in it.lines[0])
            await clock.after(50)
            await it.until(lambda: "■ time is up: 1 Beneficiaries" in it.lines[0])
            await it.press(*["escape"] * len(keys))


async def test_a_tick_draws_the_header_alone_and_only_when_it_says_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(SOME) as it:
        clock = Clock(it, monkeypatch)
        await it.burst("t", "5", "enter")
        drawn: list[str] = []

        def watched(widget: Widget) -> Callable[..., object]:
            refresh = widget.refresh

            def told(*args: Region, **how: bool) -> object:
                drawn.append(type(widget).__name__)
                return refresh(*args, **how)

            return told

        for widget in (it.at.header, it.board, it.at.status_line, *it.board.cells.values()):
            monkeypatch.setattr(widget, "refresh", watched(widget))
        await clock.after(60.0)
        assert drawn == [Header.__name__]
        timer = it.app.timekeeper._timer
        assert timer is not None
        assert timer._interval == pytest.approx(60, abs=0.1)


async def test_minutes_can_be_chosen_with_the_mouse_or_the_arrows_and_nonsense_starts_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(SOME, size=(80, 24)) as it:
        Clock(it, monkeypatch)
        await it.press("t", *"soon", "enter")
        assert "That is not a time" in it.shown
        await it.press("escape")
        assert it.app.timekeeper.box is None
        await it.press("t", "down", "enter")
        assert "▸ 1 Beneficiaries 5 min" in it.lines[0]
        await it.burst("t", "4", "t")
        await it.click(it.find("10 minutes for Beneficiaries"))
        assert "▸ 1 Beneficiaries 10 min" in it.lines[0]


async def test_the_time_is_told_at_every_width_whatever_else_must_go(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    async with program(a_copy(here), size=(40, 18)) as it:
        clock = Clock(it, monkeypatch)
        await it.press("space")
        for width in (40, 50, 60, 70, 80, 120):
            await it.resize(width, 18)
            it.app.timekeeper.start(ALL, 300)
            await it.settle()
            assert "5 min" in it.lines[0]
            assert it.lines[0].startswith(" River")
            await clock.after(300)
            assert "■" in it.lines[0]
            assert "now" in it.lines[0]
            assert len(it.strips[0].text) == width


async def test_the_header_says_what_it_said_before_once_there_is_no_time(here: Path) -> None:
    async with program(a_copy(here)) as it:
        before = it.lines[0]
        await it.burst("t", "5", "enter")
        assert it.lines[0] != before
        await it.burst("t", "4")
        assert it.lines[0] == before
