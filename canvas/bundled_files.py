"""Where the program's own files are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import os
from functools import cache

from canvas.files.canvas_file import SUFFIX

_HERE = os.path.dirname(os.path.abspath(__file__))


@cache
def folder(name: str) -> str:
    """The folder called ``name`` (``styles`` or ``examples``); the disk is asked once, and by no key."""
    inside = os.path.join(_HERE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_HERE), name)


def style(name: str) -> str:
    """A stylesheet by its file name."""
    return os.path.join(folder("styles"), name)


def examples() -> dict[str, str]:
    """The worked examples: each one's name, and its file."""
    where = folder("examples")
    names = sorted(os.listdir(where)) if os.path.isdir(where) else []
    return {name.removesuffix(SUFFIX): os.path.join(where, name) for name in names if name.endswith(SUFFIX)}
