"""Import what keys open, and parse its style sheets, while nobody types: no first opening waits for that."""

# ruff: noqa: SLF001 - Textual has no public names for the style that a widget brings itself

from __future__ import annotations

import asyncio
import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Final

from textual.containers import Vertical, VerticalScroll
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.host import Host
from canvas.bundled_files import folder, style

_FIRST_SECONDS: Final = 1.0
"""Seconds after which the first step is taken: whoever opens a canvas moves about in it at once."""

_QUIET_SECONDS: Final = 0.3
"""Seconds without a key before each step: the next key of somebody who types comes sooner."""

_PAUSE_SECONDS: Final = 0.01
"""Seconds between two steps, in which a key is handled."""

_PACKAGES: Final = ("canvas.app.actions", "canvas.app.screens", "canvas.app.screens.present")

_LAZY: Final = ("textual.widgets._text_area", "canvas.files.journal.journal_file")
"""What a package imports when a name in it is asked for, and the journal's thread at the first edit."""

_SHARED: Final = "dialogs.tcss"
"""What dialogs read before their own sheet, whose rules win where both say something: the later one does."""

_SHOWN: Final = {Static, Vertical, VerticalScroll, ScrollBar}

# fmt: off
_SELDOM: Final = {
    "answer_review", "begin_meeting", "changes", "changes_since", "commit", "conflicts",
    "consent_round", "export", "export_preview", "export_selection", "history", "import_file",
    "join_walk", "join_with", "low_hand", "meeting", "meetings", "recovery", "register", "review",
    "room", "room_opening", "settings", "slips", "spread", "start", "starters", "tour", "tray",
    "unnamed_work",
}
# fmt: on
"""Screens that open once a meeting or less, of which a moment more does no harm: memory counts as well."""


def load_while_idle(host: Host) -> None:
    """Take one of the `steps` after the other, each while nobody types."""
    loop = asyncio.get_running_loop()
    left = steps(host)

    def step() -> None:
        if not host.is_running:
            return
        if (missing := _QUIET_SECONDS - host.seconds_without_input) > 0:
            loop.call_later(missing, step)
        elif next(left, None):
            loop.call_later(_PAUSE_SECONDS, step)

    loop.call_later(_FIRST_SECONDS, step)


def steps(host: Host) -> Iterator[bool]:
    """Parse one style sheet, or import one module, at a time."""
    sheet = host.stylesheet
    for name in sorted(os.listdir(folder("styles")), key=lambda name: (name != _SHARED, name)):
        if not sheet.has_source(path := style(name)):
            sheet.read(path)
            sheet.parse()
            yield True
    for name in (*_LAZY, *module_names()):
        if name not in sys.modules:
            import_module(name)
            yield True
    for kind in _widgets():
        own = styles_of(kind)
        if any(place not in sheet.source for place, *_ in own):
            for place, css, rank, scope in own:
                sheet.add_source(css, place, is_default_css=True, tie_breaker=rank, scope=scope)
            sheet.parse()
            yield True


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


def module_names() -> list[str]:
    """The modules of the commands, and of the screens that they open often."""
    return [
        f"{package}.{module.name}"
        for package in _PACKAGES
        for module in pkgutil.iter_modules(import_module(package).__path__)
        if module.name not in _SELDOM
    ]
