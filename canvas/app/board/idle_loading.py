"""Load what keys open while nobody types, a few milliseconds at a time: no first opening waits for that."""

# ruff: noqa: SLF001 - Textual has no public names for the style that a widget brings itself

from __future__ import annotations

import asyncio
import dis
import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from time import perf_counter
from types import CodeType, ModuleType, SimpleNamespace
from typing import Final, ForwardRef

from textual.containers import Vertical, VerticalScroll
from textual.css.stylesheet import Stylesheet
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.board.screen import BoardScreen
from canvas.app.host import Host
from canvas.app.paint.cell_widths import measure_print_at_once
from canvas.app.paint.style_cache import parse_with
from canvas.bundled_files import folder, style

_QUIET_SECONDS: Final = 0.1
"""Seconds without a key before each slice: by then the frame of the latest one is out."""

_SLICE_SECONDS: Final = 0.002
"""Seconds after which a slice begins no other step; most steps take less than two milliseconds."""

_PAUSE_SECONDS: Final = 0.004
"""Seconds between two slices, in which a key is handled."""

_SLICES_PER_COLLECTION: Final = 8
"""After how many slices garbage is collected: in less than a millisecond, since what stays is frozen."""

# fmt: off
_TO_TYPE: Final = (
    "textual.widgets._text_area", "canvas.app.widgets.capture", "canvas.app.widgets.editor",
    "canvas.files.journal.journal_file",
)
_OTHERS: Final = (
    *(f"canvas.app.screens.{name}" for name in ("choose", "prompt")),
    *(f"canvas.app.actions.{name}" for name in ("save_export", "fields", "menu", "lists", "timer", "paste")),
    *(f"canvas.app.screens.{name}" for name in ("form", "find", "help", "palette", "next_steps", "timer")),
    *(f"canvas.app.actions.{name}" for name in ("capture_line", "guidance_tour")),
    *(f"canvas.app.screens.present.{name}" for name in ("screen", "keys", "editing", "guidance")),
    *(f"canvas.app.screens.{name}" for name in ("parked", "dispute_reason", "guidance", "show_of_hands")),
    *(f"canvas.app.actions.{name}" for name in ("recovery", "findings", "copy", "repair_text", "join_copy")),
    *(f"canvas.app.screens.{name}" for name in ("save_as", "settings", "text_viewer")),
    *(f"canvas.app.actions.{name}" for name in ("history", "git_commit", "leave")),
)
_ONCE_A_MEETING: Final = (
    *(f"canvas.{name}" for name in ("app.screens.export", "exports.summary")),
    *(f"canvas.{name}" for name in ("app.screens.start", "register.facts")),
)
MODULES: Final = (*_TO_TYPE, *_OTHERS)
# fmt: on
"""What keys import, those first that are pressed first."""

_MAX_STATEMENTS: Final = 2000
"""Statements above which what opens once a meeting or less is not loaded: memory counts as well."""

_SLICED: Final = ("canvas.", "textual.")
"""Packages whose modules are imported one by one."""

_SHARED: Final = "dialogs.tcss"
"""What dialogs read before their own sheet, whose rules win where both say something: the later one does."""

_SHOWN: Final = {Static, Vertical, VerticalScroll, ScrollBar, ModalScreen}


def load_while_idle(host: Host) -> None:
    """Take the `steps` in slices, each while nobody types."""
    loop = asyncio.get_running_loop()
    left = steps(host)
    slices = 0

    def take_slice() -> None:
        nonlocal slices
        if not host.is_running:
            return
        if (missing := _QUIET_SECONDS - host.seconds_without_input) > 0:
            loop.call_later(missing, take_slice)
            return
        until = perf_counter() + _SLICE_SECONDS
        while is_more := next(left, False):
            if perf_counter() >= until:
                break
        slices += 1
        if isinstance(host.screen, BoardScreen) and not (is_more and slices % _SLICES_PER_COLLECTION):
            host.collect_and_freeze(host.screen)
        if is_more:
            loop.call_later(_PAUSE_SECONDS, take_slice)

    take_slice()


def steps(host: Host) -> Iterator[bool]:
    """Import one module, add the styles of one class of widgets, or parse one style sheet, at a time.

    The sheets are parsed for the other theme before most modules, which reuse the memory that this leaves.
    """
    measure_print_at_once()
    for name, module in [*sys.modules.items()]:
        if name.startswith(_SLICED):
            _release_annotations(module)
    loading = _Loading(host.stylesheet)
    yield from loading.styles()
    yield from loading.modules(_TO_TYPE)
    yield from loading.sheets()
    yield from parse_with(host.stylesheet, host.other_variables)
    yield from loading.modules(_OTHERS)
    boards = (screen for screen in host.screen_stack if isinstance(screen, BoardScreen))
    if all(len(board.workspace.canvas) <= _MAX_STATEMENTS for board in boards):
        yield from loading.modules(_ONCE_A_MEETING)


class _Loading:
    """What has been loaded so far."""

    def __init__(self, sheet: Stylesheet) -> None:
        self._sheet = sheet
        self._imported: set[str] = set()
        self._styled: set[type[Widget]] = set()

    def modules(self, names: Iterable[str]) -> Iterator[bool]:
        """Import modules, and add the styles of their widgets."""
        for wanted in names:
            for name in self._missing(wanted):
                _release_annotations(import_module(name))
                yield True
            yield from self.styles()

    def _missing(self, name: str) -> Iterator[str]:
        """A module that is to be imported, after those that it would import itself."""
        if name in sys.modules or name in self._imported:
            return
        self._imported.add(name)
        if package := name.rpartition(".")[0]:
            yield from self._missing(package)
        spec = find_spec(name)
        if spec and isinstance(spec.loader, SourceFileLoader) and (code := spec.loader.get_code(name)):
            for each in _imports(code):
                if each.startswith(_SLICED):
                    yield from self._missing(each)
        yield name

    def styles(self) -> Iterator[bool]:
        """Add the styles that widgets bring themselves."""
        for kind in _widgets():
            if kind in self._styled:
                continue
            self._styled.add(kind)
            own = styles_of(kind)
            if any(place not in self._sheet.source for place, *_ in own):
                for place, css, rank, scope in own:
                    self._sheet.add_source(css, place, is_default_css=True, tie_breaker=rank, scope=scope)
                self._sheet.parse()
                yield True

    def sheets(self) -> Iterator[bool]:
        """Parse the style sheets of all screens."""
        for name in sorted(os.listdir(folder("styles")), key=lambda name: (name != _SHARED, name)):
            if not self._sheet.has_source(path := style(name)):
                self._sheet.read(path)
                self._sheet.parse()
                yield True


def _release_annotations(module: ModuleType) -> None:
    """Keep the annotations of named tuples as words, without the code that `typing` compiles of each."""
    for each in [*vars(module).values()]:
        if isinstance(each, type) and issubclass(each, tuple) and "__annotations__" in vars(each):
            said = vars(each)["__annotations__"]
            for name, kind in said.items():
                if isinstance(kind, ForwardRef):
                    said[name] = kind.__forward_arg__


def _imports(module: CodeType) -> Iterator[str]:
    """The names of the modules that the code of a module imports, other than for type checkers alone."""
    type_checking_until, is_condition = 0, False
    for step in dis.get_instructions(module):
        if step.offset < type_checking_until:
            continue
        if step.opname == "LOAD_NAME":
            is_condition = step.argval == "TYPE_CHECKING"
        elif is_condition and "JUMP" in step.opname:
            type_checking_until, is_condition = step.argval, False
        elif step.opname == "IMPORT_NAME":
            yield step.argval


def _widgets(kind: type[Widget] = Widget) -> Iterator[type[Widget]]:
    """The classes of widgets of ours, and those of Textual that we show as they are."""
    for each in kind.__subclasses__():
        if each in _SHOWN or each.__module__.startswith("canvas."):
            yield each
        yield from _widgets(each)


def styles_of(kind: type[Widget]) -> list[tuple[tuple[str, str], str, int, str]]:
    """What the first widget of a class adds to the style sheet: places, texts, ranks and scopes."""
    bases = SimpleNamespace(_node_bases=kind._css_bases(kind))
    return Widget._get_default_css(bases)  # type: ignore[arg-type]
