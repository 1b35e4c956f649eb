"""The verbs of the command line: one module each, behind the protocol `Verb`, imported when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from canvas.model.named_tuple import NamedTuple

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

    # For type checkers and import graphs: at run time `VerbRow.load` imports the one that is asked for.
    from canvas.verbs import (
        check,
        diff,
        export,
        git_setup,
        import_file,
        join,
        list_,
        meet,
        merge,
        minutes,
        new,
        review,
        schema,
        show,
        split,
    )
    from canvas.verbs import open as open_

    _MODULES: tuple[Verb, ...] = (
        *(check, diff, export, git_setup, import_file, join, list_, meet, merge, minutes, new, open_, review),
        *(schema, show, split),
    )


class VerbRow(NamedTuple):
    """One verb.

    Attributes:
        summary: what it does, for the list of verbs.
        module: the name of its module in this package.
        takes_file: whether a single argument, which is no option, is a file.
    """

    summary: str
    module: str
    takes_file: bool = True

    def load(self) -> Verb:
        """Import its module."""
        verb: Verb = import_module(f"{__name__}.{self.module}")
        return verb


VERBS: dict[str, VerbRow] = {
    "open": VerbRow("open a canvas on the board", "open"),
    "new": VerbRow("make a new canvas file", "new"),
    "show": VerbRow("print a canvas as plain lines of text", "show"),
    "export": VerbRow("write the partners' summary, or the canvas as JSON", "export"),
    "import": VerbRow("take in an agreement, or what partners sent back", "import_file"),
    "diff": VerbRow("tell what changed, in plain sentences", "diff"),
    "check": VerbRow("tell what is missing, and what cannot be understood", "check"),
    "list": VerbRow("list every canvas below a folder, and what is late", "list_", takes_file=False),
    "review": VerbRow("let partners look at their own partnership", "review"),
    "meet": VerbRow("open the board with a pen for everyone in the room", "meet"),
    "minutes": VerbRow("print the minutes of a meeting", "minutes"),
    "merge": VerbRow("merge two versions of a canvas, as git asks for it", "merge"),
    "split": VerbRow("give each group of the room a copy and its panels", "split"),
    "join": VerbRow("join what groups wrote in their copies", "join"),
    "schema": VerbRow("print the schema of the file, for editors", "schema", takes_file=False),
    "git-setup": VerbRow("let git merge and show the canvases of a repository", "git_setup"),
}
"""The verbs by name, in the order of the help."""
