"""The command line: which verb is meant, and what its exit code is.

Each verb stands in a room of its own in `canvas.verbs` and is imported only when it is meant, so that
`canvas export` never waits for the screen.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

from canvas import __version__
from canvas.exit_codes import DONE, INTERRUPTED, UNREAD, WRONG

VERBS: dict[str, str] = {
    "open": "open a canvas on the board",
    "new": "make a new canvas file",
    "show": "print a canvas as plain lines of text",
    "export": "write the partners' summary, or the canvas as JSON",
    "diff": "tell what changed, in plain sentences",
    "check": "check what is not settled or cannot be understood",
    "merge": "merge two versions of a canvas, as git asks for it",
    "git-setup": "let git merge and show the canvases of a repository",
}
"""The verbs, and what each does."""

COMING: dict[str, str] = {
    "list": "the register of canvases",
    "import": "taking a partner's edits back in",
    "schema": "the schema of the file",
}
"""The verbs that later versions bring; a file cannot go by their names."""

_USAGE = "canvas [FILE]\n       canvas VERB [ARGUMENTS]"
_OPTIONS = ("help", "version")


def main(arguments: list[str]) -> int:
    """Run the program.

    Args:
        arguments: the words after the program's name.

    Returns:
        The exit code.
    """
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help"):
        sys.stdout.write(_help())
        return DONE
    if first == "--version":
        sys.stdout.write(f"canvas {__version__}\n")
        return DONE
    if first in COMING:
        sys.stderr.write(f"canvas: “{first}” ({COMING[first]}) is not in this version yet.\n")
        return WRONG
    if first in _OPTIONS and not os.path.lexists(first):
        sys.stderr.write(f"canvas: there is no verb “{first}” and no such file; it is “canvas --{first}”.\n")
        return WRONG
    verb, rest = (first, arguments[1:]) if first in VERBS else ("open", arguments)
    module = import_module(f"canvas.verbs.{verb.replace('-', '_')}")
    if len(rest) == 1 and not rest[0].startswith("-"):
        return int(module.run(rest[0]))  # a file and nothing else: nobody waits for the parser then
    from canvas.cli_parser import parser_for  # noqa: PLC0415 - likewise

    return int(module.run(**vars(parser_for(verb, module, named=rest is not arguments).parse_args(rest))))


def run() -> NoReturn:
    """What the command ``canvas`` does: `main`, with the ways in which a pipe or a person ends it."""
    gc.disable()  # a verb ends before garbage gathers; the board enables it again once it shows
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has had enough. Without a stream Python cannot complain at its end either.
        sys.stdout = None
        code = UNREAD
    except OSError as error:  # a full disk behind standard output, say
        sys.stdout = None
        sys.stderr.write(f"canvas: the output could not be written ({error.strerror or error}).\n")
        code = WRONG
    raise SystemExit(code)


def _open_streams() -> None:
    """Put nothingness in place of a standard stream that is closed, so that nobody trips over it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(handle, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _help() -> str:
    width = max(map(len, VERBS)) + 2
    verbs = "".join(f"  {verb:<{width}}{what}\n" for verb, what in VERBS.items())
    return (
        f"usage: {_USAGE}\n\n"
        "One screen that shows a whole partnership. Without a file: a list of canvases to open.\n\n"
        f"verbs:\n{verbs}\n"
        "“canvas VERB --help” says more. Example: canvas examples/riverside-breakfast.canvas.toml\n"
    )
