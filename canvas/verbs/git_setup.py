"""Let git merge and show the canvases of this repository: .gitattributes, and this clone's own settings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE
from canvas.files.git import setup
from canvas.model.sanitize import visible
from canvas.verbs.reading import complain

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas git-setup"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("folder", metavar="DIR", nargs="?", help="a folder in the repository (this one)")
    parser.add_argument("--undo", action="store_true", help="undo what was set up")


def run(folder: str | None = None, *, undo: bool = False) -> int:
    """Set it up, or undo that, and print what was done."""
    folder = "." if folder is None else folder
    if not folder:
        return complain("the folder's name is empty.")
    done = setup.undo(folder) if undo else setup.set_up(folder, command=setup.command_line())
    sys.stdout.write("".join(f"{visible(sentence)}\n" for sentence in done))
    return DONE
