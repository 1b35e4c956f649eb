"""The table of screens that the sweeps over all screens read leaves no screen out."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

from textual.screen import Screen

import canvas.app
from tests.app.every_screen import CLASS_OF, NAMES, NAMES_OF


def subclasses(of: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    for found in of.__subclasses__():
        yield found
        yield from subclasses(found)


def test_every_class_of_a_screen_is_in_the_table() -> None:
    modules = pkgutil.walk_packages(canvas.app.__path__, "canvas.app.")
    for module in modules:
        importlib.import_module(module.name)
    ours = {screen for screen in subclasses(Screen) if screen.__module__.startswith("canvas.")}
    # A base class either has abstract methods or is only ever inherited from.
    bases = {screen for screen in ours if inspect.isabstract(screen) or screen.__name__ in BASES}
    assert all(screen.__subclasses__() for screen in bases)
    assert {screen.__name__ for screen in ours - bases} == set(NAMES_OF)


BASES = (
    "Dialog",
    "CanvasDialog",
    "Waiting",
    "WaitingScreen",
    "LivePromptScreen",
    "ListDialog",
    "FilterListScreen",
    "FilterScreen",
    "FilterRowsScreen",
    "FilterStatementsScreen",
)
"""Classes that screens inherit from and that are never opened themselves."""


def test_each_name_of_the_table_has_one_class() -> None:
    assert sorted(CLASS_OF) == sorted(NAMES)
    assert len(CLASS_OF) == sum(len(names.split()) for names in NAMES_OF.values())
