"""The command line: choose the verb, run it, and return its exit code.

The module of a verb is imported only when that verb is asked for, so that `canvas export` never imports
the screen.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from canvas import __version__
from canvas.exit_codes import DONE, INTERRUPTED, UNREAD, WRONG
from canvas.model.errors import CodedError
from canvas.verbs import VERBS

_USAGE = "canvas [FILE]\n       canvas VERB [ARGUMENTS]"
_OPTIONS = ("help", "version")


def main(arguments: list[str]) -> int:
    """Run the program; a `CodedError` that a verb cannot go on from is told here, by its sentence for people.

    Args:
        arguments: the words after the program's name.

    Returns:
        The exit code.
    """
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "--version"):
        sys.stdout.write(f"canvas {__version__}\n" if first == "--version" else _help())
        return DONE
    if first in _OPTIONS and not os.path.lexists(first):
        sys.stderr.write(f"canvas: there is no verb “{first}” and no such file; it is “canvas --{first}”.\n")
        return WRONG
    may_be_verb = first[:1].isalpha() and first.replace("-", "").isalpha()
    if may_be_verb and first not in VERBS and not os.path.lexists(first):
        from difflib import get_close_matches  # noqa: PLC0415 - only where a verb is misspelt

        if meant := get_close_matches(first.casefold(), VERBS, n=1):
            said = f"there is no verb “{first}” and no such file; did you mean “canvas {meant[0]}”?"
            sys.stderr.write(f"canvas: {said}\n")
            return WRONG
    name, rest = (first, arguments[1:]) if first in VERBS else ("open", arguments)
    verb = VERBS[name].load()
    try:
        if VERBS[name].takes_file and len(rest) == 1 and not rest[0].startswith("-"):
            return verb.run(rest[0])  # a single file name needs no parser, whose import takes a while
        from canvas.cli_parser import parser_for  # noqa: PLC0415 - likewise

        return verb.run(**vars(parser_for(name, verb, named=rest is not arguments).parse_args(rest)))
    except CodedError as error:
        from canvas.verbs.reading import complain  # noqa: PLC0415 - loaded by then

        return complain(error)


def run() -> NoReturn:
    """The command ``canvas``: run `main`, and handle interrupts, closed pipes and full disks."""
    gc.disable()  # a verb ends before a collection is worth its time; the board enables it again
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
        # The reader closed the pipe; without a stream Python cannot report that again as it exits.
        sys.stdout = None
        code = UNREAD
    except OSError as error:  # a full disk behind standard output, say
        sys.stdout = None
        try:
            sys.stderr.write(f"canvas: the output could not be written ({error.strerror or error}).\n")
        except OSError:
            sys.stderr = None
        code = WRONG
    _exit(code)


def _exit(code: int) -> NoReturn:
    """End the process, without freeing one by one what ends with it, unless somebody waits for its end."""
    waits = "threading" in sys.modules or atexit._ncallbacks()  # noqa: SLF001 - nothing else tells
    if waits or sys.getprofile():
        gc.freeze()  # Python collects once more as it exits, and would look at all of that
        raise SystemExit(code)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _open_streams() -> None:
    """Replace closed standard streams with the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(handle, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _help() -> str:
    width = max(map(len, VERBS)) + 2
    verbs = "".join(f"  {name:<{width}}{verb.summary}\n" for name, verb in VERBS.items())
    return (
        f"usage: {_USAGE}\n\n"
        "One screen that shows a whole partnership. Without a file: a list of canvases to open.\n\n"
        f"verbs:\n{verbs}\n"
        "“canvas VERB --help” says more. Example: canvas examples/riverside-breakfast.canvas.toml\n"
    )
