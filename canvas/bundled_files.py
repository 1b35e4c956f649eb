"""Where the program's own files are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import os
import tomllib
from functools import cache

from canvas.files.canvas_file import SUFFIX
from canvas.model.schema import STAGE

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


def example_facts(path: str) -> tuple[str, str]:
    """The title and the stage of a worked example, of which no more is read; if damaged, its name."""
    try:
        with open(path, encoding="utf-8") as file:
            head = tomllib.loads(file.read().partition("\n[[")[0])
    except (OSError, ValueError):
        head = {}
    title = head.get("title", os.path.basename(path).removesuffix(SUFFIX))
    return str(title), str(head.get("stage", STAGE.default))
