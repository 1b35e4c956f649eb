"""A frame asks widgets for the lines that changed alone, and shows what Textual's own would."""

from __future__ import annotations

from collections import Counter

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from canvas.app.screens.present.screen import PresentScreen
from tests.app.driving import WIDE, a_canvas, program
from tests.app.fast_textual import render_update

KEYS = (
    "down space space J m escape s escape delete u v w escape 3 right z z i down i slash o n e escape escape"
)
CANVAS = a_canvas(
    beneficiaries=["One", "Two", "Three that is long enough for a second line in its panel"],
    vision=["Four"],
    roles=["Five", "Six"],
)
whole_box = Compositor.render_partial_update


def in_spans(frame: ChopsUpdate) -> list[tuple[int, int, Strip]]:
    """Row, column and strip of each part of a frame that is written."""
    return [
        (y, x, strip.crop(0, last - x))
        for y, first, last in frame.spans
        for x, strip in frame.chops[y].items()
        if first <= x < last and strip is not None
    ]


async def test_what_changed_on_a_screen_is_painted_beside_what_changed_below_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[Region] = []
    async with program(CANVAS, size=(80, 24)) as it:
        await it.press("p", "1")
        slides = it.top(PresentScreen)
        slides.paint("A sentence.")
        slides._dirty_widgets.add(slides.line)
        below = Region(0, 0, 9, 1)
        slides.refresh(below)  # as by the screen below it
        monkeypatch.setattr(
            slides, "_compositor_refresh", lambda: painted.extend(slides._compositor._dirty_regions)
        )
        slides._on_timer_update()
        assert {below, slides.line.region} <= {*painted}


@pytest.mark.parametrize("size", [WIDE, (80, 24)], ids=["wide", "narrow"])
async def test_a_frame_of_what_changed_is_the_one_that_textual_makes(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    compared = Counter[bool]()
    async with program(CANVAS, size=size) as it:
        ours = Compositor.render_partial_update
        assert ours is not whole_box

        def both(compositor: Compositor) -> ChopsUpdate | None:
            changed = compositor._dirty_regions.copy()
            frame = ours(compositor)
            compositor._dirty_regions |= changed
            other = whole_box(compositor)
            if frame is None or other is None:
                assert frame is other
            else:
                compared[in_spans(frame) == in_spans(other)] += 1
                assert frame.spans == other.spans
                assert frame.chop_ends == other.chop_ends
            return frame

        monkeypatch.setattr(Compositor, "render_partial_update", both)
        monkeypatch.setattr(Compositor, "render_update", render_update)
        await it.press(*KEYS.split())
    assert compared.keys() == {True}
    assert compared[True] > 20


async def test_an_edit_asks_no_widget_for_more_than_what_changed_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[str] = Counter()
    render_lines = Widget.render_lines

    def counting(widget: Widget, crop: Region) -> list[Strip]:
        asked[widget.id or type(widget).__name__] += crop.height
        return render_lines(widget, crop)

    async with program(CANVAS) as it:
        await it.press("down", "space", "space")
        monkeypatch.setattr(Compositor, "render_update", render_update)
        monkeypatch.setattr(Widget, "render_lines", counting)
        await it.press("space")
        assert {*asked} <= {"top", "status", "beneficiaries", "readiness"}
        assert asked["beneficiaries"] == 1
        assert asked.total() < 12
