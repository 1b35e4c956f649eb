"""What the first frame imports and what an item costs: counted, not timed, so that neither can creep up."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from functools import lru_cache
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache
from textual.widget import Widget

from benchmarks.canvases import text_of
from tests.app.driving import a_canvas, program

_MODULES = 110
"""The most modules of ours that the first frame may import: what it need not have is imported late."""

_BYTES_PER_ITEM = 560
"""The most bytes that an open canvas may hold an item, its file's own bytes not counted."""

_FIRST_FRAME = """
import asyncio, sys
from canvas.app.app import CanvasApp
from canvas.app.board.screen import BoardScreen
from canvas.files.canvas_file import from_bytes

CanvasApp._prepare = lambda app: None  # what is imported in advance, once the board shows
BoardScreen._look_around = lambda board: None  # and what looks for unsaved work a moment later
BoardScreen.poll_file = lambda board: None
with open(sys.argv[1], "rb") as file:
    document = from_bytes(file.read(), "measured")

async def first_frame():
    async with CanvasApp(document).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        print(*sorted(sys.modules), sep="\\n")

asyncio.run(first_frame())
"""

_FIRST_OPENINGS = """
import asyncio, sys
from canvas.app.app import CanvasApp
from canvas.app.board import idle_loading
from canvas.files.canvas_file import from_bytes

idle_loading.load_while_idle = lambda _: None  # on a busy machine it would begin before the steps are counted

with open(sys.argv[1], "rb") as file:
    document = from_bytes(file.read(), "measured")

def ours():
    return [name for name, module in sys.modules.items() if name.startswith("canvas.") and module.__file__]

def loaded(app):
    files = {path for path, _ in app.stylesheet.source if path.endswith(".tcss")}
    return files | {name for name in sys.modules if name.startswith("canvas.app")}

async def first_openings():
    app = CanvasApp(document)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before, most, count, seldom = len(ours()), 0, 0, 0
        for limit in (0, idle_loading._MAX_STATEMENTS):
            idle_loading._MAX_STATEMENTS = limit
            for _ in idle_loading.steps(app):
                count, most, before = count + 1, max(most, len(ours()) - before), len(ours())
            once = ("files.git.", "register", "app.screens.export", "app.screens.start")
            names = ("meet", "imports") if limit else ("meet", "imports", *once)
            seldom += sum(name.removeprefix("canvas.").startswith(names) for name in ours())
        print(count, most, seldom)
        before = loaded(app)
        keys = "a o d k s n P f p slash i I t question_mark e c S y m x O ctrl+p full_stop 9 comma"
        for key in keys.split():
            await pilot.press(key)
            print(*(f"{key}:{name}" for name in loaded(app) - before))
            await pilot.press("escape")
        before = {*ours()} | {f"canvas.app.actions.{name}" for name in ("room", "room_opening")}
        await pilot.press("F")
        assert type(app.screen).__name__ == "ChooseScreen"
        print(*{*ours()} - before - {"canvas.meet", "canvas.meet.network", "canvas.room_order"})

asyncio.run(first_openings())
"""

_IMPORT = """
import asyncio, sys
from canvas.app.app import CanvasApp
from canvas.app.board import idle_loading
from canvas.app.board.screen import BoardScreen
from canvas.files.canvas_file import from_bytes

idle_loading.load_while_idle = lambda _: None
look_around, BoardScreen._look_around = BoardScreen._look_around, lambda board: None
with open(sys.argv[1], "rb") as file:
    document = from_bytes(file.read(), "measured")
with open(sys.argv[1] + ".md", "w") as file:
    file.write("# Beds for all\\n\\n## What we do\\n\\n- We dig\\n")

looked_for = {"canvas.files.rewrite", "canvas.files.conflicted_copies"}

async def until(reached, pilot):
    async with asyncio.timeout(60):
        while not reached():
            await pilot.pause()

async def asked_and_answered():
    app = CanvasApp(document)
    async with app.run_test(size=(120, 40)) as pilot:
        look_around(app.screen)  # now, and not while the document is read
        await until(lambda: looked_for <= sys.modules.keys() and not app.is_operating, pilot)
        await pilot.press("ctrl+f")
        await until(lambda: not app.is_operating, pilot)
        before = set(sys.modules)
        app.screen.query_one("Input").value = sys.argv[1] + ".md"
        await pilot.press("enter")
        await until(lambda: type(app.screen).__name__ == "ImportScreen", pilot)
        print("markdown_it" in before, *(set(sys.modules) - before))

asyncio.run(asked_and_answered())
"""

_WITHOUT_SSL = """
import sys, types
from canvas.verbs import open

class Started:
    def __init__(self, *_, **__):
        del sys.modules["canvas.app.app"]
        import canvas.app.app
        print("ssl" in sys.modules)
        import ssl
        print(ssl.create_default_context().verify_mode.name)
        raise SystemExit

sys.modules["canvas.app.app"] = types.SimpleNamespace(CanvasApp=Started)
sys.stdin.isatty = sys.stdout.isatty = lambda: True
open.run(sys.argv[1])
"""

_HELD = """
import gc, sys, tracemalloc
from canvas.app.widgets.board_cursor import BoardCursor
from canvas.files.canvas_file import from_bytes

with open(sys.argv[1], "rb") as file:
    data = file.read()
from_bytes(data, "warms caches up")
gc.collect()
tracemalloc.start()
document = from_bytes(data, "measured")
cursor = BoardCursor()
cursor.show(document.canvas.panels)
gc.collect()
print(tracemalloc.get_traced_memory()[0] // len(document.canvas))
"""


def run(code: str, items: int, folder: Path) -> list[str]:
    """The words that a program prints about a canvas with so many items in each panel."""
    path = folder / "measured.canvas.toml"
    path.write_text(text_of(items), encoding="utf-8", newline="\n")
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_first_frame_imports_no_more_than_it_shows(tmp_path: Path) -> None:
    imported = run(_FIRST_FRAME, 50, tmp_path)
    ours = [name for name in imported if name.partition(".")[0] == "canvas"]
    assert len(ours) <= _MODULES, ours
    late = (
        "canvas.exports",
        "canvas.linear",
        "canvas.app.screens",
        "canvas.app.desktop",
        "canvas.files.git",
        "canvas.meet",
        "canvas.workspace_meet",
        "canvas.workspace_tray",
        "canvas.room",
    )
    assert not [name for name in ours if name.startswith(late)]
    heavy = {
        "hashlib",
        "json",
        "tomli_w",
        "markdown_it",
        "textual.widgets._text_area",
        "textual.widgets._markdown",
    }
    assert not heavy & set(imported)


def test_once_nobody_has_typed_for_a_moment_no_first_opening_imports_a_screen(tmp_path: Path) -> None:
    steps, most_modules_a_step, seldom, *late = run(_FIRST_OPENINGS, 2, tmp_path)
    assert int(steps) > 20
    assert int(most_modules_a_step) <= 5  # one, and what it imports by the name of its package
    assert not int(seldom)  # what is imported for type checkers alone is not loaded
    assert not late


def test_what_reads_a_document_is_loaded_while_its_name_is_typed(tmp_path: Path) -> None:
    assert run(_IMPORT, 2, tmp_path) == ["True"]


def test_the_board_starts_without_openssl_and_leaves_it_to_who_wants_it(tmp_path: Path) -> None:
    assert run(_WITHOUT_SSL, 2, tmp_path) == ["False", "CERT_REQUIRED"]


def test_an_open_canvas_holds_little_more_than_the_words_of_its_items(tmp_path: Path) -> None:
    (held,) = map(int, run(_HELD, 500, tmp_path))
    assert held <= _BYTES_PER_ITEM


async def test_the_lines_of_a_closed_screen_are_released(monkeypatch: pytest.MonkeyPatch) -> None:
    as_in_textual = lru_cache(1024)(StylesCache.get_inner_outer)  # the tests have it replaced from the start
    monkeypatch.setattr(StylesCache, "get_inner_outer", as_in_textual)
    async with program(a_canvas(vision=["Food for all"])) as it:
        it.app._prepare()
        await it.press("question_mark")
        caches = [weakref.ref(widget._styles_cache) for widget in it.screen.walk_children(Widget)]
        assert len(caches) > 2
        await it.press("escape", "j")
        gc.collect()
        held = [cache for cache in caches if cache() is not None]
        assert len(held) <= 1  # the context of a task may hold the widget that had the focus
