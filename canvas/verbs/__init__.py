"""The verbs of the command line: one module each, behind the protocol `Verb`, imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from typing import Any, Protocol

    class Verb(Protocol):
        """The module of a verb; its docstring is the beginning of its help.

        Attributes:
            EXAMPLE: the end of its help.
        """

        __doc__: str | None
        EXAMPLE: str

        def add_arguments(self, parser: ArgumentParser) -> None:
            """Declare its arguments."""

        def run(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - each verb has its own arguments
            """Run it with the parsed arguments by name, or a single file by position; the exit code."""


class VerbRow(NamedTuple):
    """One verb.

    Attributes:
        summary: what it does, for the list of verbs.
        load: imports its module.
        takes_file: whether a single argument, which is no option, is a file.
    """

    summary: str
    load: Callable[[], Verb]
    takes_file: bool = True


# Import statements and not `import_module`, so that mypy and import graphs see them.
# ruff: noqa: PLC0415 - only the verb that is asked for is imported


def _open() -> Verb:
    from canvas.verbs import open as verb

    return verb


def _new() -> Verb:
    from canvas.verbs import new as verb

    return verb


def _show() -> Verb:
    from canvas.verbs import show as verb

    return verb


def _export() -> Verb:
    from canvas.verbs import export as verb

    return verb


def _import() -> Verb:
    from canvas.verbs import import_file as verb

    return verb


def _diff() -> Verb:
    from canvas.verbs import diff as verb

    return verb


def _check() -> Verb:
    from canvas.verbs import check as verb

    return verb


def _list() -> Verb:
    from canvas.verbs import list_ as verb

    return verb


def _review() -> Verb:
    from canvas.verbs import review as verb

    return verb


def _minutes() -> Verb:
    from canvas.verbs import minutes as verb

    return verb


def _meet() -> Verb:
    from canvas.verbs import meet as verb

    return verb


def _merge() -> Verb:
    from canvas.verbs import merge as verb

    return verb


def _split() -> Verb:
    from canvas.verbs import split as verb

    return verb


def _join() -> Verb:
    from canvas.verbs import join as verb

    return verb


def _schema() -> Verb:
    from canvas.verbs import schema as verb

    return verb


def _git_setup() -> Verb:
    from canvas.verbs import git_setup as verb

    return verb


VERBS: dict[str, VerbRow] = {
    "open": VerbRow("open a canvas on the board", _open),
    "new": VerbRow("make a new canvas file", _new),
    "show": VerbRow("print a canvas as plain lines of text", _show),
    "export": VerbRow("write the partners' summary, or the canvas as JSON", _export),
    "import": VerbRow("take in an agreement, or what partners sent back", _import),
    "diff": VerbRow("tell what changed, in plain sentences", _diff),
    "check": VerbRow("tell what is missing, and what cannot be understood", _check),
    "list": VerbRow("list every canvas below a folder, and what is late", _list, takes_file=False),
    "review": VerbRow("let partners look at their own partnership", _review),
    "meet": VerbRow("open the board with a pen for everyone in the room", _meet),
    "minutes": VerbRow("print the minutes of a meeting", _minutes),
    "merge": VerbRow("merge two versions of a canvas, as git asks for it", _merge),
    "split": VerbRow("give each group of the room a copy and its panels", _split),
    "join": VerbRow("join what groups wrote in their copies", _join),
    "schema": VerbRow("print the schema of the file, for editors", _schema, takes_file=False),
    "git-setup": VerbRow("let git merge and show the canvases of a repository", _git_setup),
}
"""The verbs by name, in the order of the help."""
