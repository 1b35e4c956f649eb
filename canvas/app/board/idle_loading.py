"""Import what keys open, and parse its style sheets, while nobody types: no first opening waits for that."""

from __future__ import annotations

import asyncio
import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module

from canvas.app.host import Host
from canvas.bundled_files import folder, style

_PAUSE_SECONDS = 0.005
"""Seconds between two steps, in which a key is handled."""

_PACKAGES = ("canvas.app.actions", "canvas.app.screens", "canvas.app.screens.present")

_SELDOM = {"export", "import_file", "register", "review", "start", "starters", "tour"}
"""Screens that import as much as all others, and that a second more does not harm: memory counts as well."""


def load_while_idle(host: Host) -> None:
    """Take one of the `steps` after the other, each between two keys."""
    loop = asyncio.get_running_loop()
    left = steps(host)

    def step() -> None:
        if not host.is_running:
            return
        if host.has_input_waiting or next(left, None):
            loop.call_later(_PAUSE_SECONDS, step)

    step()


def steps(host: Host) -> Iterator[bool]:
    """Parse one style sheet, or import one module, at a time."""
    sheet = host.stylesheet
    for name in sorted(os.listdir(folder("styles"))):
        if not sheet.has_source(path := style(name)):
            sheet.read(path)
            sheet.parse()
            yield True
    for name in module_names():
        if name not in sys.modules:
            import_module(name)
            yield True


def module_names() -> list[str]:
    """The modules of the commands, and of the screens that they open; but of those not the largest."""
    return [
        f"{package}.{module.name}"
        for package in _PACKAGES
        for module in pkgutil.iter_modules(import_module(package).__path__)
        if module.name not in _SELDOM
    ]
