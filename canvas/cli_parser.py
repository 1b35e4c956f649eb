"""The arguments of a verb, and what is said of those that are wrong."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from types import ModuleType
from typing import NoReturn

from canvas.exit_codes import WRONG
from canvas.model.sanitize import visible


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, with nothing in it that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        sys.stderr.write(f"canvas: {visible(message)}; “{self.prog} --help” says how.\n")
        raise SystemExit(WRONG)


def parser_for(verb: str, module: ModuleType, *, named: bool = True) -> Parser:
    """The parser of a verb, which stands in the room ``module``; the program's, where none was named."""
    parser = Parser(
        prog=f"canvas {verb}" if named else "canvas",
        description=module.__doc__,
        epilog=module.EXAMPLE,
        # The width is told: argparse would otherwise import shutil to ask for it, even to parse two words.
        formatter_class=partial(argparse.RawDescriptionHelpFormatter, width=_columns()),
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,  # what is not given, the verb's own default says
    )
    module.add_arguments(parser)
    return parser


def _columns() -> int:
    try:
        columns = os.get_terminal_size().columns
    except (OSError, ValueError):
        columns = 80
    return max(40, min(columns - 2, 100))
