"""The imports of the package, late and type-only ones counted."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter

from tests.source_code import PATHS, modules, name_of, statements

APP_ROOMS = ("app", "board", "actions", "screens", "widgets", "host")
"""The rooms of `canvas.app` from the top; what stands in none of these is below all of them."""

LOWEST = len(APP_ROOMS)


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports of the package, wherever in it the import stands."""
    names = {name_of(path) for path in PATHS}
    found: dict[str, set[str]] = {}
    for path, tree in modules():
        targets = found[name_of(path)] = set()
        for node in statements(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "canvas":
                inner = (f"{node.module}.{alias.name}" for alias in node.names)
                targets |= {name if name in names else str(node.module) for name in inner}
            elif isinstance(node, ast.Import):
                targets |= {alias.name for alias in node.names if alias.name in names}
        targets.discard(name_of(path))
    return found


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        order = list(TopologicalSorter(imports()).static_order())
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None
    assert len(order) > 200


def room(module: str) -> int | None:
    """How far down in `canvas.app` a module stands; None where it is not in there."""
    parts = module.split(".")
    if parts[:2] != ["canvas", "app"] or len(parts) == 2:
        return None
    return APP_ROOMS.index(parts[2]) if parts[2] in APP_ROOMS else LOWEST


def test_rooms_of_the_app_import_downwards_only() -> None:
    wrong = [
        f"{module} -> {target}"
        for module, targets in imports().items()
        for target in targets
        if (here := room(module)) is not None and (there := room(target)) is not None and there < here
    ]
    assert not wrong


def test_what_stands_below_the_screen_loads_without_textual() -> None:
    script = (
        "import sys, canvas.workspace, canvas.outcome_phrases, canvas.linear.entry\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_class_has_more_than_four_of_ours_above_it() -> None:
    bases: dict[str, list[str]] = {}
    for _, tree in modules():
        for node in statements(tree):
            if isinstance(node, ast.ClassDef):
                names = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
                bases[node.name] = [name.id for name in names if isinstance(name, ast.Name)]

    def above(name: str) -> set[str]:
        ours = {base for base in bases.get(name, ()) if base in bases and base != name}
        return ours.union(*(above(base) for base in ours))

    deepest = max(bases, key=lambda name: len(above(name)))
    assert len(above(deepest)) <= 4, (deepest, above(deepest))
