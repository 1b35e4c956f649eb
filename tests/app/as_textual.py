"""What the program paints with its workarounds for Textual, beside what it paints without: random keys.

With them, all that is loaded while nobody types is loaded first; without them, as it is opened.

    python -m tests.app.as_textual 60        # and another number: the first seed

Each program gets the same keys, sizes and moves of the mouse on a worked example, and each of its frames is
compared, letter by letter, with colours and weight. Run it before an upgrade of Textual is taken.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
from collections import deque
from contextlib import chdir
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich._wrap import divide_line
from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widgets import Input, TextArea

from canvas.app import host
from canvas.app.board import idle_loading
from canvas.app.paint import text_blocks
from canvas.app.widgets import cell, hanging_indent, later_indent, panel, row_list, text_lines
from canvas.bundled_files import examples
from tests.app import fast_textual
from tests.app.driving import Driven, a_copy, program

_STEPS = 20
_FRAMES_SECONDS = 0.08
"""After a step: the screen below a dialog is painted some frames later than the dialog."""

_SIZES = ((120, 40), (80, 24), (100, 30), (60, 16), (44, 24), (160, 50), (40, 12))
_KEYS: tuple[str, ...] = (
    *"1234567890aonscem/?px,y.vfPYBFiIzGgTuUbjkrt:NdwhlQAJKMRS",
    *("down", "up", "left", "right", "tab", "shift+tab", "enter", "escape", "space", "delete"),
    *("home", "end", "pagedown", "pageup", "ctrl+p", "ctrl+g", "ctrl+r"),
)
_OF_HOST = (
    *("render_changed_parts_alone", "paint_lines_at_once", "style_with_what_is_known"),
    *("lay_out_no_dialog_for_sizes", "repaint_no_screen_for_focus", "parse_each_sheet_once"),
)
_OF_LISTS = (
    *("render_lines", "_update_lines", "_refresh_scrollbars", "_add_lines"),
    *("_get_option_render", "_drawn", "set_options"),
)

Frame = tuple[str, str, list[list[tuple[str, object]]]]
"""What was done last, the screen on top, and its letters with their looks."""


def remove_workarounds(patch: pytest.MonkeyPatch) -> None:
    """Have Textual do what the program does in its place; before any program has run in this process."""
    for name in _OF_HOST:
        patch.setattr(host, name, lambda: None)
    patch.delattr(host.Host, "update_styles")
    for name in _OF_LISTS:
        patch.delattr(row_list.RowList, name)
    patch.delattr(later_indent.LaterIndent, "_count_lines")
    for module in (cell, hanging_indent, row_list, text_lines):
        patch.setattr(module, "content_strips", _lines_of_textual)
    for module in (hanging_indent, later_indent, text_blocks):
        patch.setattr(module, "breaks", divide_line)


def _lines_of_textual(content: Content, width: int, ground: Style, options: RenderOptions) -> list[Strip]:
    return content.render_strips(width, None, ground, options)


def keep_still(patch: pytest.MonkeyPatch) -> None:
    """Have nothing that is painted depend on how quickly it came, or on the program before."""
    patch.setattr(idle_loading, "load_while_idle", lambda _: None)
    patch.setattr(cell.Cell, "wrapped", fast_textual._wrapped)
    patch.setattr(panel.PanelView, "_drawn", fast_textual._drawn)
    patch.setattr(Input, "cursor_blink", False)
    patch.setattr(TextArea, "cursor_blink", False)


def letters(strip: Strip) -> list[tuple[str, object]]:
    """The letters of a line, each with its colours and weight."""
    return [
        (letter, style and (style.color, style.bgcolor, style._attributes & style._set_attributes))
        for text, style, _ in strip
        for letter in text
    ]


async def act(it: Driven, chance: random.Random) -> str:
    """Press a key, resize the window, move the mouse, or give the window the focus; what was done."""
    at = Offset(int(chance.random() * it.app.size.width), int(chance.random() * it.app.size.height))
    match chance.random():
        case number if number < 0.1:
            size = chance.choice(_SIZES)
            await it.resize(*size)
            return f"resize {size}"
        case number if number < 0.14:
            await it.mouse("over", at)
            return f"mouse {at}"
        case number if number < 0.17:
            it.wheel(at, down=chance.random() < 0.7)
            return f"wheel {at}"
        case number if number < 0.19:
            is_left = chance.random() < 0.5
            it.app.post_message(events.AppBlur() if is_left else events.AppFocus())
            return "focus lost" if is_left else "focus"
    key = chance.choice(_KEYS)
    await it.press(key)
    return key


async def frames(seed: int, *, is_ahead: bool) -> list[Frame]:
    """What a program shows after each step; ``is_ahead`` where it loads first what it loads when idle."""
    chance, found = random.Random(seed), list[Frame]()  # noqa: S311 - keys, no secrets
    path = a_copy(Path(), chance.choice(sorted(examples())))
    async with program(path, size=chance.choice(_SIZES)) as it:
        it.app.animation_level = "none"
        if is_ahead:
            deque(idle_loading.steps(it.app), maxlen=0)
        it.app.timekeeper.time_of_day = lambda: "14:05"
        for _ in range(_STEPS):
            done = await act(it, chance)
            if not it._is_running:
                break
            await it.settle()
            await asyncio.sleep(_FRAMES_SECONDS)
            await it.settle()
            found.append((done, type(it.screen).__name__, [*map(letters, it.strips)]))
    return found


def play(folder: Path, seed: int, *, is_ahead: bool = False) -> list[Frame]:
    """What a program shows, in a folder and with settings of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(folder / "settings"))
        keep_still(patch)
        return asyncio.run(frames(seed, is_ahead=is_ahead))


def difference(ours: list[Frame], textuals: list[Frame]) -> str:
    """Where two programs differ first, with the steps that lead there; empty where they do not."""
    for number, (one, other) in enumerate(zip_longest(ours, textuals)):
        if one != other:
            steps = [step for step, *_ in ours[: number + 1]]
            both = zip_longest(one[2], other[2]) if one and other else ()
            rows = [pair for pair in both if pair[0] != pair[1]]
            shown = ["".join(letter for letter, _ in row or ()) for pair in rows[:3] for row in pair]
            return "\n  ".join([" ".join(steps), *shown])
    return ""


def main() -> None:
    """Compare so many programs."""
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    seeds = range(first, first + count)
    with TemporaryDirectory() as folder:
        place = Path(folder, "played")
        with pytest.MonkeyPatch.context() as patch:
            remove_workarounds(patch)
            textuals = [play(place, seed) for seed in seeds]
        found = {
            seed: difference(play(place, seed, is_ahead=True), other)
            for seed, other in zip(seeds, textuals, strict=True)
        }
    told = [f"{seed}: {where}" for seed, where in found.items() if where]
    total = sum(map(len, textuals))
    sys.stdout.write("\n".join([*told, f"{total} frames of {count} programs; {len(told)} programs differ\n"]))


if __name__ == "__main__":
    main()
