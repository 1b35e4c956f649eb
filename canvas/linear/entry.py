"""Starts the linear front end; asks for a canvas where none was named."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from canvas.bundled_files import example_facts, examples
from canvas.exit_codes import DONE
from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.files.recent import recent, remember
from canvas.linear.console import Console, InputEnded
from canvas.linear.context import Context
from canvas.linear.conversation import Conversation
from canvas.model.canvas import Canvas
from canvas.model.fields import whole_number
from canvas.model.sanitize import clean_line, visible_line
from canvas.model.types import NO_LABELS, Audience, Labels
from canvas.room_phrases import opened
from canvas.session import Session
from canvas.workspace import Workspace

if TYPE_CHECKING:
    from canvas.workspace_meet import RoomLink


def talk(
    document: Document | None,
    *,
    read_only: bool = False,
    today: date | None = None,
    audience: Audience = "partners",
    uses_shorthand: bool = True,
    labels: Labels = NO_LABELS,
    room: Callable[[Workspace], RoomLink] | None = None,
) -> int:
    """Run the linear front end, and return the exit code.

    Args:
        document: the canvas; None asks for one.
        read_only: whether nothing may be changed.
        today: the current day; by default that of the system.
        audience: the default audience of summaries and exports.
        uses_shorthand: whether shorthand is understood in new statements.
        labels: the user's own labels for documents.
        room: makes the meeting that runs beside the canvas, or None.
    """
    console = Console()
    try:
        document = document or _chosen(console, read_only=read_only)
    except (InputEnded, KeyboardInterrupt):
        document = None
    if document is None:
        return DONE
    if document.path and not read_only:
        remember(document.path)
    workspace = Workspace(Session(document, read_only=read_only))
    today = today or date.today()  # noqa: DTZ011 - the day where the meeting is held
    context = Context(workspace, console, today, audience)
    context.uses_shorthand = uses_shorthand
    context.labels = labels
    if room:
        context.room = room(workspace)
        console.say(f"{opened(context.room, is_resumed=context.room.is_resumed)} room tells how to get in.")
    return Conversation(context).hold()


def _chosen(console: Console, *, read_only: bool) -> Document | None:
    """Ask for a canvas; None where the user quits."""
    known = examples()
    paths = [*recent(), *known.values()]
    console.say("Canvases:")
    for number, path in enumerate(paths, 1):
        if path in known.values():
            title, stage = example_facts(path)
            console.say(f"{number}. {title}, {stage}: worked example, opened as a copy")
        else:
            folder, name = os.path.split(path)
            console.say(f"{number}. {visible_line(name)}, {visible_line(folder)}")
    question = "Open which? A number, a file's name, new and a title, or quit:"
    while True:
        answer = console.ask(question)
        if answer.casefold() in ("help", "?"):
            console.say("Say 1 for the first canvas above, the path of a file, new and a title, or quit.")
            continue
        word, _, title = answer.partition(" ")
        if word.casefold() in ("quit", "q", "exit"):
            return None
        if word.casefold() == "new" and clean_line(title) and not read_only:
            return Document(Canvas(clean_line(title)))
        if not answer or word.casefold() == "new":
            continue
        number = whole_number(answer) or 0
        path = paths[number - 1] if 0 < number <= len(paths) else answer
        try:
            document = open_document(path)
        except DocumentError as error:
            console.say(str(error))
            continue
        if path in known.values():
            return document.as_copy()
        return document
