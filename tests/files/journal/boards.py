"""Boards without a screen: what they show, and their work for hypothesis to draw."""

from __future__ import annotations

import os
import time
from typing import cast

from hypothesis import strategies as st

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, from_bytes
from canvas.files.journal import paths
from canvas.files.journal.journal_file import JournalFile
from canvas.files.journal.recovery import RecoverableWork, find_recoverable
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.schema import PANELS
from canvas.model.types import PanelKey
from tests.editing import edited
from tests.files.journal.screens import screen
from tests.strategies import canvases, statements, typed


def document_of(canvas: Canvas, path: str | None = "x.canvas.toml", *, read: bool = True) -> Document:
    """A document that holds a canvas.

    Args:
        canvas: the canvas.
        path: its file, which is not made.
        read: whether it was just read; else just saved, with the ids that the board knew.
    """
    text = canonical(canvas)
    data = text.encode()
    found = from_bytes(data, "x")
    return found._replace(path=path) if read else Document(canvas, path, data, text)


def started(path: str | os.PathLike[str]) -> Document:
    """A file on the disk with one item, opened."""
    canvas = edits.add(Canvas("A title"), "vision", ["What we had"]).canvas
    document = document_of(canvas, os.fspath(path))
    with open(path, "wb") as file:
        file.write(document.data or b"")
    return document


def add(canvas: Canvas, *texts: str, panel: str = "roles") -> Canvas:
    """A canvas with more items."""
    return edits.add(canvas, cast("PanelKey", panel), texts).canvas


def seen(work: Snapshot) -> object:
    """What is on the screen of a board."""
    return screen(work.canvas, work.typing)


def journals() -> list[str]:
    """The files in the folder of journals, without the bin."""
    found = os.listdir(paths.folder()) if os.path.isdir(paths.folder()) else []
    return sorted(name for name in found if name != os.path.basename(paths.bin_folder()))


@st.composite
def typings(draw: st.DrawFn, canvas: Canvas) -> Draft | None:
    """What may be typed on a board."""
    panel = draw(st.sampled_from(PANELS)).key
    ids = [item.id for item in canvas.panels[panel]]
    text = draw(typed | statements)
    match draw(st.sampled_from(("nothing", "new", "after", "item"))):
        case "after" if ids:
            return Draft(panel, text, after=draw(st.sampled_from(ids)))
        case "item" if ids:
            return Draft(panel, text, item=draw(st.sampled_from(ids)))
        case "nothing":
            return None
    return Draft(panel, text)


@st.composite
def works(draw: st.DrawFn) -> list[Snapshot]:
    """One board's work from one save to the next, step by step."""
    canvas = draw(canvases())
    sort = draw(st.sampled_from(("read", "saved", "new")))
    if sort == "new":
        document = Document(canvas, "x.canvas.toml")
    else:
        document = document_of(canvas, read=sort == "read")
    work = Snapshot(document, document.canvas)
    found = []
    for _ in range(draw(st.integers(1, 5))):
        step = draw(st.sampled_from(("edit", "letter", "edit and type")))
        now = draw(edited(work.canvas, most=3)) if step != "letter" else work.canvas
        if step == "letter" and work.typing:
            typing: Draft | None = work.typing._replace(text=_retyped(draw, work.typing.text))
        else:
            typing = draw(typings(now)) if step != "edit" else draw(st.sampled_from((None, work.typing)))
        joined = draw(st.sampled_from((work.versions, (), (("a", "# b"),))))
        work = Snapshot(document, now, typing, joined)
        found.append(work)
    return found


def _retyped(draw: st.DrawFn, text: str) -> str:
    at, gone = draw(st.integers(0, len(text))), draw(st.integers(0, 3))
    return text[:at] + draw(typed) + text[at + gone :]


def back(path: str) -> list[object]:
    """What is left behind, as screens; it stays."""
    found = find_recoverable(path)
    for left in found:
        left.release()
    return [screen(left.canvas) for left in found]


def leave(document: Document, canvas: Canvas, typing: Draft | None = None) -> str:
    """Work on a board that ends in the middle of it; the journal's name."""
    before = set(paths.all_journals())
    journal_file = JournalFile()
    journal_file.write(Snapshot(document, canvas, typing))
    journal_file.release()
    (name,) = set(paths.all_journals()) - before
    return name


def written(path: str, canvas: Canvas) -> Document:
    """A file that somebody else has written."""
    document = document_of(canvas, path)
    with open(path, "wb") as file:
        file.write(document.data or b"")
    return document


def aged(name: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(name, (then, then))


def only(found: list[RecoverableWork]) -> RecoverableWork:
    assert len(found) == 1
    return found[0]
