"""Which canvas to talk about, where none was named."""

from __future__ import annotations

import os
from datetime import date

from canvas.bundled_files import examples
from canvas.files.canvas_file import Document, DocumentError, open_document
from canvas.files.recent import recent, remember
from canvas.linear.console import Console, InputEnded
from canvas.linear.conversation import Conversation
from canvas.model.canvas import Canvas
from canvas.model.sanitize import clean_line, visible_line
from canvas.session import Session


def talk(
    document: Document | None, *, read_only: bool = False, today: date | None = None, audience: str = ""
) -> int:
    """Hold a conversation about a canvas; the exit code.

    Args:
        document: the canvas; where there is none, it is asked which.
        read_only: whether nothing may be changed.
        today: the day it is; asked of the system where not given.
        audience: who a summary is for where nobody says; the partners where empty.
    """
    console = Console()
    if document is None:
        try:
            document = _chosen(console, read_only=read_only)
        except (InputEnded, KeyboardInterrupt):
            document = None
        if document is None:
            return 0
    if document.path and not read_only:
        remember(document.path)
    session = Session(document, read_only=read_only)
    conversation = Conversation(session, console, today or date.today())  # noqa: DTZ011 - where the meeting is
    conversation.audience = audience or conversation.audience
    return conversation.hold()


def _chosen(console: Console, *, read_only: bool) -> Document | None:
    """The canvas that somebody chose; None where they left."""
    known = examples()
    paths = [*recent(), *known.values()]
    console.say("Canvases:")
    for number, path in enumerate(paths, 1):
        name = os.path.basename(path)
        kind = "worked example, opened as a copy" if path in known.values() else os.path.dirname(path)
        console.say(f"{number}. {visible_line(name)}, {visible_line(kind)}")
    question = "Open which? A number, a file's name, new and a title, or quit:"
    while True:
        said = console.ask(question)
        if said.casefold() in ("help", "?"):
            console.say("Say 1 for the first canvas above, the path of a file, new and a title, or quit.")
            continue
        word, _, title = said.partition(" ")
        if word.casefold() in ("quit", "q", "exit"):
            return None
        if word.casefold() == "new" and clean_line(title) and not read_only:
            return Document(Canvas(clean_line(title)))
        if not said or word.casefold() == "new":
            continue
        is_number = said.isascii() and said.isdigit() and 0 < int(said[:9]) <= len(paths)
        path = paths[int(said) - 1] if is_number else said
        try:
            document = open_document(path)
        except DocumentError as error:
            console.say(str(error))
            continue
        if path in known.values():
            return document._replace(path=None, data=None, merged_text=None, notices=(), repaired=frozenset())
        return document
