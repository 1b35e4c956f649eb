"""The argument parser of a verb, and its error messages."""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from canvas.model.sanitize import quote
from canvas.verbs.reading import complain

if TYPE_CHECKING:
    from canvas.verbs import Verb


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence with control characters made visible."""

    def error(self, message: str) -> NoReturn:
        """Print the error and exit."""
        raise SystemExit(complain(f"{message}; “{self.prog} --help” says how."))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> object:
        if action.nargs is None and arg_strings == ["--"]:  # Python 3.11 and 3.12 would give an empty list
            raise argparse.ArgumentError(action, "“--” is no value")
        return super()._get_values(action, arg_strings)

    def _get_value(self, action: argparse.Action, arg_string: str) -> object:
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError:
            raise argparse.ArgumentError(action, f"{quote(arg_string)} is no number it takes") from None


class _HelpFormatter(argparse.HelpFormatter):
    """Wraps each paragraph of a docstring to the terminal; an example to be copied stays on its line."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        return "\n\n".join(
            part if part.startswith("example:") else fill(part, width, indent) for part in text.split("\n\n")
        )


def parser_for(name: str, verb: Verb, *, named: bool = True) -> Parser:
    """The parser of a verb.

    Args:
        name: the verb as it is typed.
        verb: its module.
        named: whether it was typed; where not, the help is that of the program.
    """
    parser = Parser(
        prog=f"canvas {name}" if named else "canvas",
        description=verb.__doc__,
        epilog=verb.EXAMPLE,
        # With a given width argparse does not import shutil to find it.
        formatter_class=partial(_HelpFormatter, width=_columns()),
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,  # defaults stand in the signature of `run`
    )
    verb.add_arguments(parser)
    return parser


def _columns() -> int:
    try:
        columns = os.get_terminal_size().columns
    except (OSError, ValueError):
        columns = 80
    return max(40, min(columns - 2, 100))
