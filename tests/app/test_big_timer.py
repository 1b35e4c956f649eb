"""The timer in big digits while presenting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.app.widgets.big_timer import DIGIT_LINES, BigTimer, bar, digits
from canvas.model.timer import ALL, MINUTE, PanelTimer
from tests.app.driving import a_canvas, program

SOME = a_canvas(beneficiaries=["one"], vision=["two"], communications=["three"])


@given(st.floats(0.01, 600), st.floats(0.01, 1), st.integers(1, 200))
def test_the_bar_is_as_full_as_time_is_left_and_empty_at_the_end_alone(
    whole: float, share: float, width: int
) -> None:
    full = bar(whole * share, whole, width).count("▄")
    assert len(bar(whole * share, whole, width)) == width
    assert full >= 1
    assert abs(full - width * share) <= 1
    assert "▄" not in bar(0, whole, width)


@given(st.integers(0, 600), st.integers(0, 59))
def test_every_time_has_digits_of_five_lines_equally_wide(minutes: int, seconds: int) -> None:
    lines = digits(f"{minutes}:{seconds:02}")
    assert len(lines) == DIGIT_LINES
    assert len(set(map(len, lines))) == 1


@pytest.mark.parametrize("panel", ALL)
def test_a_timer_for_one_panel_goes_on_to_the_next_with_as_much_time(panel: str) -> None:
    after = PanelTimer.start((panel,), 3 * MINUTE, 0).onward(100)
    if panel == ALL[-1]:
        assert after is None
    else:
        assert after == PanelTimer.start((ALL[ALL.index(panel) + 1],), 3 * MINUTE, 100)


async def test_while_presenting_the_time_is_big_and_at_its_end_one_line_offers_what_to_do() -> None:
    async with program(SOME, size=(80, 24)) as it:
        now = [0.0]
        it.app.timekeeper.clock = lambda: now[0]
        await it.press("p", "2", "t", *"5", "enter")
        timer = it.screen.query_one(BigTimer)
        assert timer.size.height == DIGIT_LINES + 2
        assert digits("5:00")[0] in it.lines[timer.region.y + 1]
        assert "2 Vision" in it.shown
        now[0] = 61.0
        timer.follow()
        await it.settle()
        assert digits("3:59")[4] in it.lines[timer.region.y + 5]
        assert "▁" in it.lines[timer.region.bottom - 1]
        for size, lines in (((80, 18), 1), ((80, 12), 0), ((120, 40), DIGIT_LINES + 2)):
            await it.resize(*size)
            assert timer.size.height * timer.display == lines
            assert ("▸ 2 Vision" in it.lines[-1]) == (lines <= 1)  # told once
        now[0] = 301.0
        it.app.timekeeper.tick()
        await it.settle()
        assert "2 Vision: time is up" in it.shown
        assert "t 1 a minute more" in it.lines[-1]
        await it.click(it.find("a minute more"))
        assert "a minute more" not in it.lines[-1]
        assert digits("1:00")[0] in it.shown
        now[0] = 400.0
        it.app.timekeeper.tick()
        await it.press("t", "2")
        assert it.app.timekeeper.box
        assert it.app.timekeeper.box.panels == ("relationships",)
        assert "3 Relationships" in it.shown
        await it.press("t", "4")
        assert not timer.display
