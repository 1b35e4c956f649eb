"""A change to the whole screen is painted in one frame."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.app import CanvasApp
from canvas.app.board.screen import BoardScreen
from canvas.app.screens.start import StartScreen
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.terminal import first_frame
from canvas.app.terminal.placed_frame import _parts
from canvas.app.widgets.row_list import RowList
from canvas.exports import ExportRequest
from canvas.exports.document import TextDocument
from canvas.exports.requested_document import text_document
from canvas.model.canvas import Item
from canvas.register.facts import CanvasFacts, read_facts
from tests.app.driving import Driven, a_canvas, a_copy, key_event, program
from tests.app.fast_textual import event_loop_idle, render_update
from tests.waiting import PATIENCE

FEW_LINES = 5
CANVAS = a_canvas(vision=[Item("vis00", "One", {"owner": "Ana"}), Item("vis01", "Two")])


@pytest.fixture(autouse=True)
def _every_frame_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests of the screen leave out the frames that nobody looks at."""
    monkeypatch.setattr(Compositor, "render_update", render_update)
    # Nor does `Driven` paint what a screen holds back: nothing would be left of its frame.
    monkeypatch.setattr(Driven, "_render_frame", lambda _: None)


@pytest.fixture(autouse=True)
def _nothing_happens_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the board does a moment after it began, or each second, is no frame of the key's."""
    monkeypatch.setattr(CanvasApp, "_prepare", lambda _: None)
    for name in ("_look_around", "poll_file"):
        monkeypatch.setattr(BoardScreen, name, lambda _: None)


@pytest.fixture
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a busy machine takes, no screen is painted before it is laid out and has what it shows."""
    for limit in ("_MOST_SECONDS", "_PREPARING_SECONDS"):
        monkeypatch.setattr(first_frame, limit, PATIENCE)


@contextmanager
def frames(it: Driven, few: int = FEW_LINES, *, repeats: bool = True) -> Iterator[list[type[Screen[Any]]]]:
    """The class of the screen of each frame painted meanwhile; frames of a few lines are left out.

    ``repeats`` counts a frame that shows the same as the one before, too. Textual lays a screen out once more
    when the one on it has been removed: on a busy machine that comes after the frame.
    """
    painted: list[type[Screen[Any]]] = []
    display, shown = it.app._display, ""

    def counting(screen: Screen[Any], frame: RenderableType | None) -> None:
        nonlocal shown
        is_large = isinstance(frame, LayoutUpdate) or len(getattr(frame, "spans", ())) > few
        if is_large and screen is it.app.screen and (repeats or it.shown != shown):
            painted.append(type(screen))
            shown = "" if repeats else it.shown
        display(screen, frame)

    vars(it.app)["_display"] = counting
    try:
        yield painted
    finally:
        del vars(it.app)["_display"]


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize("key", ["n", "comma", "question_mark", "p", "s", "e", "z", "i", "T", "a"])
async def test_a_change_to_the_whole_screen_is_one_frame(key: str) -> None:
    async with program(CANVAS) as it:
        await it.press("2")
        with frames(it) as painted:
            await it.press(key)
        assert len(painted) == 1, painted


@pytest.mark.usefixtures("no_hurry")
async def test_what_is_done_after_a_layout_is_in_its_frame() -> None:
    async with program(CANVAS) as it:
        await it.press("2")
        with frames(it, few=0) as painted:
            await it.press("f")
        assert len(painted) == 1, painted


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize("key", ["a", "A", "enter"])
async def test_an_editor_opens_with_the_lines_that_it_needs_in_one_frame(key: str) -> None:
    long = Item("vis00", "Every child in the town eats a warm breakfast before school on every day")
    async with program(a_canvas(vision=[long, "Two"]), size=(60, 24)) as it:
        await it.press("2", key, "escape")
        with frames(it, few=0) as painted:
            await it.press(key)
        assert len(painted) == 1, painted


@pytest.mark.parametrize("key", ["s", "e", "n", "question_mark", "comma"])
async def test_the_widgets_of_a_screen_that_opens_are_styled_once(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    styled: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def counting(
        sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: dict[Any, Any] | None = None
    ) -> None:
        styled[node] += 1
        apply(sheet, node, animate=animate, cache=cache)

    async with program(CANVAS) as it:
        await it.press("2", key, "escape")  # its sheets are read
        monkeypatch.setattr(Stylesheet, "apply", counting)
        await it.press(key)
        mounted = [widget for widget in it.screen.walk_children(Widget) if not widget.is_scrollable]
        once = [widget for widget in mounted if not widget.has_focus or isinstance(widget, RowList)]
        assert {styled[widget] for widget in once} == {1}


async def test_a_list_longer_than_the_screen_is_laid_out_beside_its_scrollbar_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[Screen[Any]] = []
    refresh_layout = Screen._refresh_layout

    def counting(screen: Screen[Any], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.append(screen)
        refresh_layout(screen, size, scroll)

    steps = [Item(f"vis{at:02}", f"Step {at}", {"next": "Call her"}) for at in range(50)]
    async with program(a_canvas(vision=steps)) as it:
        await it.press("n", "escape")
        monkeypatch.setattr(Screen, "_refresh_layout", counting)
        await it.press("n")
        assert it.screen.query_one(RowList).show_vertical_scrollbar
        assert len(laid_out) <= 2, laid_out


async def test_a_key_that_pages_a_list_before_it_is_laid_out_acts_once_it_is() -> None:
    async with program(CANVAS) as it:
        await it.burst("comma", "pagedown")
        assert (it.screen.query_one(RowList).highlighted or 0) > 5


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize("key", ["s", "n", "question_mark", "p", "a"])
async def test_the_board_is_painted_once_when_what_is_on_it_is_left(key: str) -> None:
    async with program(CANVAS) as it:
        await it.press("2", key)
        with frames(it, few=0, repeats=False) as painted:
            await it.press("escape")
        assert painted == [BoardScreen]


@pytest.mark.usefixtures("no_hurry")
async def test_a_dialog_is_painted_alone_and_with_it_what_changed_below() -> None:
    async with program(CANVAS) as it:
        rows: list[set[int]] = []
        display = it.app._display

        def noting(screen: Screen[Any], frame: RenderableType | None) -> None:
            assert not isinstance(frame, LayoutUpdate) or screen is not it.screen
            rows.append({y for y, _, _ in getattr(frame, "spans", ())})
            display(screen, frame)

        await it.press("2")
        here = it.place_of("vision", 0).y
        vars(it.app)["_display"] = noting
        await it.press("question_mark")
        assert here in set().union(*rows), "the help covers it"
        del vars(it.app)["_display"]
        await it.press("escape")
        vars(it.app)["_display"] = noting
        await it.press("exclamation_mark")
        box = it.screen.children[0].region
        assert here not in range(box.y, box.bottom)
        assert {here, *range(box.y, box.bottom)} <= set().union(*rows[1:])
        del vars(it.app)["_display"]


@contextmanager
def terminal(it: Driven) -> Iterator[list[str]]:
    """The lines of a terminal that shows the frames painted meanwhile over what it shows now."""
    shown = [strip.text for strip in it.strips]
    display = it.app._display

    def following(screen: Screen[Any], frame: RenderableType | None) -> None:
        if screen is it.app.screen and isinstance(frame, LayoutUpdate | ChopsUpdate):
            for x, y, strip in _parts(frame) or ():
                shown[y] = shown[y][:x] + strip.text + shown[y][x + len(strip.text) :]
        display(screen, frame)

    vars(it.app)["_display"] = following
    try:
        yield shown
    finally:
        del vars(it.app)["_display"]


@pytest.mark.parametrize("keys", [("s", "3"), ("full_stop", "s", "3", "escape")])
async def test_a_dialog_in_the_place_of_another_leaves_nothing_of_it_on_the_terminal(
    keys: tuple[str, ...],
) -> None:
    async with program(CANVAS) as it:
        await it.press("2")
        with terminal(it) as shown:
            for key in keys:
                await it.press(key)
                assert shown == [strip.text for strip in it.strips]


@pytest.mark.parametrize("sizes", [((44, 14), (120, 40)), ((120, 40), (44, 14), (80, 24))])
async def test_what_is_below_a_dialog_is_painted_at_each_size(sizes: tuple[tuple[int, int], ...]) -> None:
    async with program(CANVAS, size=sizes[-1]) as it:
        never_resized = it.lines[:-1]
    async with program(CANVAS, size=sizes[0]) as it:
        await it.press("9")
        for size in sizes[1:]:
            await it.resize(*size)
            assert it.top_is("FindingsScreen")
        left = it.screen.children[0].region.x
        below = [line[:left].rstrip() for line in never_resized]
        await it.until(lambda: [line[:left].rstrip() for line in it.lines[:-1]] == below)
        await it.press("escape")
        await it.until(lambda: it.lines[:-1] == never_resized)


async def test_a_screen_that_never_comes_to_rest_is_painted_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Restless(Screen[None]):
        def compose(self) -> Iterator[Static]:
            yield Static("turning")

    async def turn(screen: Restless) -> None:
        while not painted:
            assert time.monotonic() < ends, "it was never painted"
            screen.refresh(layout=True)
            screen._layout_required = True
            await asyncio.sleep(0)

    ends = time.monotonic() + PATIENCE
    monkeypatch.setattr(first_frame, "_MOST_SECONDS", 0.02)
    async with program(CANVAS) as it:
        with frames(it) as painted:
            it.app.push_screen(screen := Restless())
            turning = asyncio.create_task(turn(screen))
            await turning
            await it.settle()


async def test_a_screen_that_is_left_before_its_first_frame_leaves_those_below_painted() -> None:
    async with program(CANVAS) as it:
        with frames(it) as painted:
            it.app.switch_theme()
            it.app.push_screen(TextViewerScreen("Heading", ["words"]))
            await it.app.pop_screen()
            await event_loop_idle()
        assert painted
        assert painted[-1] is BoardScreen
        assert all(first_frame._HIDDEN not in vars(screen) for screen in it.app.screen_stack)


@pytest.mark.usefixtures("no_hurry")
async def test_a_program_that_ends_while_its_screen_is_laid_out_paints_it_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: errors.append(context))
    async with program(a_canvas()) as it:
        monkeypatch.setattr(first_frame, "_is_busy", lambda _: True)
        first_frame.paint_once(it.screen)
    assert not it.app.screen_stack
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not errors
    await it.app._act_on(key_event("down"))
    await it.app._act_on(events.MouseDown(None, 1, 1, 0, 0, 1, shift=False, meta=False, ctrl=False))


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize(("key", "words"), [("x", "At a glance"), ("O", "Worked examples")])
async def test_a_screen_is_painted_once_what_it_shows_has_been_made(key: str, words: str) -> None:
    async with program(CANVAS) as it:
        with frames(it) as painted:
            await it.press(key)
            assert words in it.seen
            await it.until(lambda: painted)
        assert len(painted) == 1, painted


@pytest.mark.usefixtures("no_hurry")
async def test_a_dialog_that_closes_before_it_is_painted_is_never_seen(here: Path) -> None:
    async with program(a_copy(here)) as it:
        with frames(it, repeats=False) as painted:
            await it.press("C")
            assert "is not in a git repository" in it.said
        assert painted == [BoardScreen]


async def test_a_screen_that_takes_long_is_painted_before_what_it_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = Event()

    def slow(request: ExportRequest) -> TextDocument:
        go_on.wait(PATIENCE)
        return text_document(request)

    monkeypatch.setattr("canvas.app.screens.export_preview.text_document", slow)
    async with program(CANVAS) as it:
        it.send("x")
        await it.until(lambda: it.top_is("ExportScreen"))
        await it.until(lambda: first_frame._HIDDEN not in vars(it.screen))
        assert "At a glance" not in it.seen
        go_on.set()
        await it.until(lambda: "At a glance" in it.seen)


@pytest.mark.usefixtures("no_hurry")
async def test_the_list_of_canvases_is_painted_with_what_files_hold(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, show_list = Event(), StartScreen._list

    def turn(turns: int) -> None:
        if turns:
            asyncio.get_running_loop().call_soon(turn, turns - 1)
        else:
            go_on.set()

    def listed(screen: StartScreen, *found: Any) -> None:
        show_list(screen, *found)
        turn(100)

    def slow(paths: Iterable[str], today: date) -> Iterator[tuple[str, CanvasFacts | None]]:
        go_on.wait(PATIENCE)
        return read_facts(paths, today)

    monkeypatch.setattr(StartScreen, "_list", listed)
    monkeypatch.setattr("canvas.register.facts.read_facts", slow)
    a_copy(here)
    async with program(CANVAS) as it:
        with frames(it, few=0) as painted:
            await it.press("O")
            await it.until(lambda: "to do" in it.seen)
        assert len(painted) == 1, painted


async def test_the_list_of_canvases_waits_only_a_moment_for_what_files_hold(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def slow(paths: Iterable[str], today: date) -> Iterator[tuple[str, CanvasFacts | None]]:
        go_on.wait(PATIENCE)
        return read_facts(paths, today)

    monkeypatch.setattr("canvas.register.facts.read_facts", slow)
    a_copy(here)
    async with program(CANVAS) as it:
        it.send("O")
        await it.until(lambda: "Worked examples" in it.seen and first_frame._HIDDEN not in vars(it.screen))
        assert "to do" not in it.seen
        go_on.set()
        await it.until(lambda: "to do" in it.seen)
