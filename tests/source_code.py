"""The package's own source code, for tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import canvas

PACKAGE = Path(canvas.__file__).parent


PATHS = sorted(PACKAGE.rglob("*.py"))


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Each module, with its syntax tree; one at a time: all together slow down the garbage collection."""
    return ((path, ast.parse(path.read_text("utf-8"))) for path in PATHS)


def name_of(path: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(("canvas", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def statements(tree: ast.AST) -> Iterator[ast.stmt]:
    """Every statement below a node, without the expressions in it: those are nine nodes of ten."""
    below = [tree]
    while below:
        for node in ast.iter_child_nodes(below.pop()):
            if isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
                below.append(node)
                if isinstance(node, ast.stmt):
                    yield node
