"""Panel timers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.timer import ALL, MINUTE, MOST_MINUTES, PanelTimer, readings
from tests.strategies import quick

moments = st.floats(0, 1e6)
lengths = st.integers(1, MOST_MINUTES * MINUTE).map(float)
waits = st.one_of(st.floats(0, 2 * MOST_MINUTES * MINUTE), st.sampled_from([0.0, 1.0, 60.0, 1e9]))
some = st.sampled_from([("vision",), ("readiness",), ALL, ALL[5:]])


def tick(box: PanelTimer, now: float) -> PanelTimer:
    return (box.moved_on(now) or box) if box.is_up(now) else box


@quick
@given(some, lengths, moments, waits, waits, waits)
def test_pausing_preserves_the_time_left(  # noqa: PLR0917 - hypothesis draws them
    panels: tuple[str, ...], length: float, now: float, ran: float, stood: float, later: float
) -> None:
    box = PanelTimer.start(panels, length, now)
    paused = box.paused(now + ran)
    assert paused.remaining(now + ran + stood) == box.remaining(now + ran)
    resumed = paused.resumed(now + ran + stood)
    left = resumed.remaining(now + ran + stood + later)
    assert left == pytest.approx(box.remaining(now + ran + later), abs=1e-3)
    assert resumed.resumed(now + 1e9) is resumed


@quick
@given(some, lengths, moments, waits, st.booleans())
def test_a_minute_more_is_sixty_seconds_more(
    panels: tuple[str, ...], length: float, now: float, ran: float, paused: bool
) -> None:
    box = PanelTimer.start(panels, length, now)
    now += ran
    if paused:
        box = box.paused(now)
    more = box.longer(now)
    assert more.remaining(now) == box.remaining(now) + 60
    assert more.is_paused == paused
    assert not more.is_up(now)
    assert not more.announces_end(now)


@quick
@given(some, lengths, moments, st.lists(st.tuples(st.sampled_from("pr+nt"), st.floats(-1e7, 1e7))))
def test_the_time_left_is_never_negative(
    panels: tuple[str, ...], length: float, now: float, doings: list[tuple[str, float]]
) -> None:
    box = PanelTimer.start(panels, length, now)
    for does, wait in doings:
        now += wait
        match does:
            case "p":
                box = box.paused(now)
            case "r":
                box = box.resumed(now)
            case "+":
                box = box.longer(now)
            case "n":
                box = box.following(now) or box
            case _:
                box = tick(box, now)
        assert box.remaining(now) >= 0
        assert box.panels
        assert "-" not in box.format_exact(now) + box.format_rounded(now) + box.line(now) + box.line(
            now, short=True
        )
        wait_for = box.seconds_until_change(now)
        assert wait_for is None or wait_for > 0


@quick
@given(some, lengths, waits, st.booleans(), st.floats(0, 0.999))
def test_the_line_changes_exactly_when_it_is_said_to(
    panels: tuple[str, ...], length: float, ran: float, moved: bool, part: float
) -> None:
    box = PanelTimer.start(panels, length, 0)._replace(moved=0.0 if moved else None)
    wait = box.seconds_until_change(ran)
    said = box.line(ran)
    if wait is None:
        assert box.is_up(ran)
        assert box.line(ran + 1e9) == said
    else:
        assert 0 < wait <= MINUTE
        assert box.line(ran + wait * part) == said
        assert box.line(ran + wait + 0.001) != said or box.announces_end(ran)


@quick
@given(some, lengths, waits)
def test_the_line_says_time_is_up_exactly_when_none_is_left(
    panels: tuple[str, ...], length: float, ran: float
) -> None:
    box = PanelTimer.start(panels, length, 0)
    assert (box.format_exact(ran)[:4] == "0:00") == box.is_up(ran) == ("time is up" in box.line(ran))
    assert box.is_up(ran) == (ran >= length)


def test_formats_of_the_time_left() -> None:
    box = PanelTimer.start(("vision",), 300, 1000)
    told = [
        (box.format_exact(1000 + gone), box.format_rounded(1000 + gone))
        for gone in (0, 1, 60, 239, 240, 241, 299.5)
    ]
    assert told == [
        ("5:00", "5 min"), ("4:59", "5 min"), ("4:00", "4 min"), ("1:01", "2 min"),
        ("1:00", "1:00"), ("0:59", "0:59"), ("0:01", "0:01"),
    ]  # fmt: skip
    assert box.format_exact(1300) == box.format_rounded(1300) == "0:00 time is up"
    assert PanelTimer.start(("vision",), 36000, 0).format_exact(1) == "599:59"


def test_formats_of_the_line() -> None:
    box = PanelTimer.start(ALL[1:3], 300, 0)
    assert (box.line(0), box.line(0, short=True)) == ("▸ 2 Vision 5 min", "▸ panel 2 5 min")
    assert box.paused(9).line(99) == "‖ 2 Vision paused 4:51"
    moved = tick(box, 300)
    assert moved.line(301) == "■ time is up: now 3 Relationships"
    assert moved.line(301, short=True) == "■ now panel 3"
    assert moved.line(316) == "▸ 3 Relationships 5 min"
    assert moved.line(316, short=True) == "▸ panel 3 5 min"
    assert moved.line(600) == "■ time is up: 3 Relationships"
    assert PanelTimer.start(("vision",), 300, 0).line(0, short=True) == "▸ 5 min"
    assert PanelTimer.start(("readiness",), 300, 0).line(0) == "▸ Readiness 5 min"


def test_after_sleep_only_one_panel_ends() -> None:
    box = tick(PanelTimer.start(ALL, 300, 0), 7 * 3600)
    assert box.panels == ALL[1:]
    assert box.remaining(7 * 3600) == 300
    assert tick(box, 7 * 3600 + 1) == box


def test_a_timer_for_all_panels_goes_through_each_and_ends() -> None:
    box, seen = PanelTimer.start(ALL, 60, 0), ["beneficiaries"]
    for now in range(60, 660, 60):
        box = tick(box, now)
        seen.append(box.panels[0])
    assert seen == [*ALL, "communications", "communications", "communications"]
    assert box.is_up(now)
    assert box.following(now) is box.moved_on(now) is None


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("5", [(1, 300), (8, 300)]),
        (" 1 min", [(1, 60), (8, 60)]),
        ("40", [(1, 2400), (8, 300)]),
        ("30", [(1, 1800), (8, 225)]),
        ("8x5", [(8, 300)]),
        ("8 × 5", [(8, 300)]),
        ("all x 5", [(8, 300)]),
        ("40 all", [(8, 300)]),
        ("40 ALL", [(8, 300)]),
        ("0", []),
        ("8x0", []),
        ("601", []),
        ("8x76", []),
        ("-5", []),
        ("soon", []),
        ("9999999", []),
        ("٥٥٥٥", []),
    ],
)  # fmt: skip
def test_readings_of_a_typed_duration(typed: str, wanted: list[tuple[int, int]]) -> None:
    assert [(len(offer.panels), offer.seconds) for offer in readings(typed, "vision")] == wanted


def test_each_reading_is_put_in_words() -> None:
    assert [offer.says for offer in readings("30", "roles")] == [
        "30 minutes for Roles",
        "all eight, 3:45 each, 30 min",
    ]
    assert [offer.says for offer in readings("1", "readiness")] == [
        "1 minute for Readiness",
        "all eight, 1:00 each, 8 min",
    ]
    assert len(readings("", "roles")) == 5


@quick
@given(st.text(max_size=12))
def test_any_typed_duration_is_positive_and_limited(typed: str) -> None:
    for offer in readings(typed, "vision"):
        assert 0 < offer.seconds * len(offer.panels) <= MOST_MINUTES * MINUTE
