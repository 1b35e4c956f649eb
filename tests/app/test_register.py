"""The list of all canvases: however many there are, each is listed, and only what is in sight is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from canvas.app.screens import register as register_screen
from canvas.app.screens.register import RegisterScreen
from canvas.app.widgets.virtual_list import VirtualList
from canvas.register.row import FileRecord, Row
from canvas.register.rows import order_key
from tests.app.driving import Driven, program

MANY = 5000


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the rows that are drawn, among five thousand that need no files."""
    titles: list[str] = []
    lines = RegisterScreen.lines_of

    def counted(screen: RegisterScreen, entry: register_screen._Entry, width: int) -> object:
        titles.append(entry.row.title)
        return lines(screen, entry, width)

    def records(*_: object) -> Iterator[FileRecord]:
        for number in range(MANY):
            stage = "forming" if number % 2 else "delivering"
            yield FileRecord(Row(f"{number:04}.canvas.toml", f"Canvas {number:04}", stage))

    monkeypatch.setattr(RegisterScreen, "lines_of", counted)
    monkeypatch.setattr(register_screen, "read_records", records)
    return titles


def rows(it: Driven) -> VirtualList:
    assert isinstance(it.screen, RegisterScreen)
    return it.screen.query_one(VirtualList)


async def test_five_thousand_canvases_are_all_listed_and_only_those_in_sight_are_drawn(
    drawn: list[str],
) -> None:
    async with program(size=(80, 24)) as it:
        await it.press("slash")
        await it.until(lambda: "5,000 canvases" in it.seen and "reading" not in it.seen)
        drawn.clear()
        await it.press("up")  # from the first to the last
        assert "Canvas 4999" in it.shown
        assert rows(it).highlighted == MANY - 1
        assert 0 < len(set(drawn)) <= 24
        await it.press("down", "pagedown", "pagedown", "pageup")
        assert rows(it).highlighted in range(5, 10)
        await it.press(*"forming 499")
        assert "10 of 5,000 canvases" in it.shown
        assert "Canvas 0499" in it.shown
        await it.press("down")
        await it.resize(40, 12)
        assert "Canvas 1499" in it.shown
        assert len(set(drawn)) < 200
        await it.click(it.find("Canvas 1499"))
        await it.until(lambda: it.top_is("StartScreen") and "1499.canvas.toml" in it.seen)


async def test_the_highlight_stays_on_its_canvas_while_others_are_read() -> None:
    async with program() as it:
        await it.press("slash")
        await it.until(lambda: it.top_is("RegisterScreen"))
        screen = it.screen
        assert isinstance(screen, RegisterScreen)

        def add(title: str, must: int) -> None:
            row = Row(f"{title}.canvas.toml", title, "forming", must=must)
            screen._add([register_screen._Entry(order_key(row), row, title)])

        add("b", 3)
        add("c", 2)
        await it.press("down")
        add("a", 9)
        await it.settle()
        assert rows(it).highlighted == 2
        assert screen.shown[2].row.title == "c"


async def test_what_is_wrong_with_a_file_does_not_name_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    torn = Row("torn.canvas.toml", problem="torn.canvas.toml, line 2: a name stands alone.")
    monkeypatch.setattr(register_screen, "read_records", lambda *_: iter([FileRecord(torn)]))
    async with program(size=(80, 24)) as it:
        await it.press("slash")
        await it.until(lambda: "a name stands alone." in it.shown)
        assert it.find_line("a name stands alone.").strip(" │") == "line 2: a name stands alone."
        assert it.shown.count("torn.canvas.toml") == 1
