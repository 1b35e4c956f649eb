"""How the linear front end is built: groups of commands side by side, no circle of imports."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path

import canvas.linear

PACKAGE = "canvas.linear"
MODULES = sorted(path.stem for path in Path(canvas.linear.__file__).parent.glob("[a-z]*.py"))


def imported(name: str) -> set[str]:
    """The modules of the package that one imports, at any depth and for types alone as well."""
    tree = ast.parse((Path(canvas.linear.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{PACKAGE}."):
            found.add(node.module.removeprefix(f"{PACKAGE}."))
    return found


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {name: imported(name) for name in MODULES}
    assert graph["conversation"]
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)  # raises where there is a circle


def test_no_class_has_more_than_two_of_ours_above_it() -> None:
    classes = [
        kind for name in MODULES for _, kind in getmembers(import_module(f"{PACKAGE}.{name}"), isclass)
    ]
    ours = {kind for kind in classes if kind.__module__.startswith("canvas.")}
    assert ours
    for kind in ours:
        assert sum(base.__module__.startswith("canvas.") for base in kind.__mro__[1:]) <= 2, kind
