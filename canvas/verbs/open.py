"""Open a canvas on the board; without a file, choose one from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exit_codes import DONE
from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.files.settings import load_settings
from canvas.model.canvas import Canvas
from canvas.verbs.reading import complain, has_screen, labels_of

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence

    from canvas.files.settings import Settings
    from canvas.workspace import Workspace
    from canvas.workspace_meet import RoomLink


EXAMPLE = "example: canvas open river.canvas.toml"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    from argparse import BooleanOptionalAction  # noqa: PLC0415 - a file alone needs no parser

    parser.add_argument("file", metavar="FILE", nargs="?", help="the canvas")
    parser.add_argument("--read-only", action="store_true", help="only to look at: nothing can be changed")
    parser.add_argument(
        "--linear",
        action=BooleanOptionalAction,
        help="by questions and answers, line by line: nothing is drawn",
    )
    parser.add_argument(
        "--ascii", action="store_true", help="draw with ASCII alone, for terminals that have nothing else"
    )


def run(
    file: str | None = None,
    *,
    read_only: bool = False,
    linear: bool | None = None,
    ascii: bool = False,  # noqa: A002 - the option's name
) -> int:
    """Open a file on the board; without one, open the start screen."""
    if file == "-":
        return complain("the board cannot be opened on standard input; show and export can read it.")
    settings = load_settings()
    document = None
    if file is not None:
        try:
            document = open_document(file)
        except DocumentError as error:
            from canvas.verbs.kept_work import is_gone, is_work_kept  # noqa: PLC0415 - hardly ever

            kept = is_work_kept(file)
            if not (kept and is_gone(file)):
                hint = " “canvas new” makes one." if error.code == "missing" else ""
                hint = " Work on it is kept, and offered once it can be opened." if kept else hint
                return complain(f"{error}{hint}")
            document = Document(Canvas(""), file)  # the board offers the work; a save writes the file again
    if settings.linear if linear is None else linear:
        from canvas.linear.entry import talk  # noqa: PLC0415 - the other front end

        complain(*settings.problems)
        return talk(
            document,
            read_only=read_only,
            audience=settings.audience,
            uses_shorthand=settings.shorthand,
            labels=labels_of(settings),
        )
    return run_app(document, settings, read_only=read_only, is_plain=ascii)


def run_app(
    document: Document | None = None,
    settings: Settings | None = None,
    *,
    folders: Sequence[str] = (),
    read_only: bool = False,
    is_plain: bool = False,
    room: Callable[[Workspace], RoomLink] | None = None,
) -> int:
    """Run the board of a document, or the start screen, over it the register of some folders.

    ``room`` makes the meeting that runs beside the board.
    """
    if not has_screen():
        return complain(
            "the board needs a terminal that can draw; without one use show, export, new or --linear."
        )
    from canvas.app.terminal.asyncio_import import import_asyncio_without_ssl  # noqa: PLC0415 - before it

    import_asyncio_without_ssl()
    from canvas.app.app import CanvasApp  # noqa: PLC0415 - no other verb waits for the screen

    app = CanvasApp(document, read_only=read_only, settings=settings or load_settings())
    app.folders = folders
    app.is_plain = is_plain
    app.room_of_first_board = room
    app.ascii_filter.enabled = app.ascii_filter.enabled or is_plain
    result = app.run()
    return app.return_code or result or DONE
