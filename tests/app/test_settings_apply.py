"""Every setting does something: a change of it is seen in the running program."""

from __future__ import annotations

import io
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from canvas.app import dates
from canvas.cli import main
from canvas.files.canonical_toml import canonical
from canvas.files.settings import BY_KEY, Settings
from canvas.files.settings_edit import write_setting
from tests.app.driving import TODAY, a_canvas, program

Probe = Callable[[Path, Settings], Awaitable[object]]


async def _theme(path: Path, settings: Settings) -> object:
    async with program(path, settings=settings) as it:
        return it.app.theme


async def _first_line(path: Path, settings: Settings) -> object:
    async with program(path, settings=settings) as it:
        return it.lines[0]


async def _box_characters(path: Path, settings: Settings) -> object:
    async with program(path, settings=settings) as it:
        return any("─" in line for line in it.shown.splitlines())


async def _audience(path: Path, settings: Settings) -> object:
    async with program(path, settings=settings) as it:
        await it.press("x")
        return next(word for word in ("‹internal›", "‹partners›", "‹public›") if word in it.shown)


async def _guidance(path: Path, settings: Settings) -> object:
    async with program(path, settings=settings) as it:
        return it.at.guidance.is_open


async def _owner_typed(path: Path, settings: Settings) -> object:
    async with program(path, settings=settings) as it:
        await it.burst("a", *"ask @Ana", "enter", "escape")
        return it.texts()


async def _front_end(path: Path, settings: Settings) -> object:
    for key, value in settings.values.items():
        write_setting(key, value)
    return main(["open", str(path)])


PROBES: dict[str, tuple[str | bool, Probe]] = {
    "theme": ("light", _theme),
    "ascii": (True, _box_characters),
    "dates": ("iso", _first_line),
    "audience": ("internal", _audience),
    "shorthand": (False, _owner_typed),
    "linear": (True, _front_end),
    "guidance": (True, _guidance),
}
"""By setting: a value that is not its default, and what to look at."""


def test_every_setting_has_a_case_here() -> None:
    assert set(PROBES) == set(BY_KEY)


@pytest.mark.parametrize("key", BY_KEY)
async def test_a_change_of_a_setting_is_seen_in_the_program(
    here: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    value, probe = PROBES[key]
    assert value != BY_KEY[key].default
    assert BY_KEY[key].accepts(value)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    # A file for each: what is not saved of the first would be offered in the second.
    paths = [here / f"{folder}/river.canvas.toml" for folder in ("without", "with")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(canonical(a_canvas(vision=["Breakfast"]).replacing(review=TODAY)), encoding="utf-8")
    try:
        without, with_it = await probe(paths[0], Settings()), await probe(paths[1], Settings({key: value}))
    finally:
        dates.set_date_order("day-month")
    assert without != with_it


@pytest.mark.parametrize(("size", "is_open"), [((120, 40), True), ((40, 12), False)])
async def test_guidance_is_open_from_the_start_where_there_is_room(
    size: tuple[int, int], *, is_open: bool
) -> None:
    async with program(a_canvas(), size=size, settings=Settings({"guidance": True})) as it:
        assert it.at.guidance.is_open is is_open
        assert it.top_is("BoardScreen"), "no text of it opens over the board"
        if is_open:
            guidance = it.at.guidance.widget
            assert guidance
            assert guidance.display
            await it.press("i")
            assert not it.at.guidance.is_open
