"""The arguments of a verb, and what is said of those that are wrong."""

from __future__ import annotations

import argparse
import sys
from types import ModuleType
from typing import NoReturn

from canvas.model.text import visible

_WRONG = 2


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, with nothing in it that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        sys.stderr.write(f"canvas: {visible(message)}; “{self.prog} --help” says how.\n")
        raise SystemExit(_WRONG)


def parsed(verb: str, module: ModuleType, words: list[str]) -> argparse.Namespace:
    """The arguments of a verb.

    Args:
        verb: its name.
        module: its room.
        words: what was typed after it.

    Raises:
        SystemExit: once help was given, or wrong use complained of.
    """
    parser = Parser(
        prog=f"canvas {verb}",
        description=module.__doc__,
        epilog=module.EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    return parser.parse_args(words)
