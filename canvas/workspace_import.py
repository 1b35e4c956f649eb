"""Taking in what partners send back: reads a file, proposes changes, and makes those that are chosen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from canvas.exported_summary import made_from
from canvas.files import file_reading
from canvas.files.canvas_file import SUFFIX
from canvas.files.disk_errors import DiskError, with_name
from canvas.imports.blocks import ImportFileError
from canvas.imports.proposal import Proposal, propose_additions, propose_merge, take
from canvas.imports.reader import read_document, read_source, read_table
from canvas.imports.summary_edits import CopyRead, choose_copy, read_summary
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line
from canvas.model.types import NO_LABELS, Labels
from canvas.operations import EditOutcome, Operation

if TYPE_CHECKING:
    from canvas.model.compare import Change
    from canvas.model.field_changes import FieldChange
    from canvas.model.types import ItemId
    from canvas.session import Session
    from canvas.workspace_recovery import Run


def propose(
    data: bytes,
    name: str,
    canvas: Canvas,
    today: date,
    *,
    canvas_path: str | None = None,
    labels: Labels = NO_LABELS,
) -> Proposal:
    """What the content of a file would change in a canvas.

    Raises:
        ImportFileError: where it is not understood; the sentence names the file.
    """
    shown = visible_line(os.path.basename(name))
    if name.endswith(SUFFIX):
        sentence = f"{visible_line(name)}: this is a canvas already: “canvas merge” merges two of them."
        raise ImportFileError(sentence, "canvas")
    try:
        if (table := read_table(data, name, today)) is not None:
            return propose_additions(shown, canvas, table)
        source = read_source(data, name)
        base = made_from(source, canvas, canvas_path, today, labels)
        if base and source.copies:
            read: list[CopyRead] = []
            for each in source.copies:
                whole = each._replace(copies=source.copies)
                of = made_from(whole, canvas, canvas_path, today, labels) or base
                is_changed = read_summary(*of, each.alone or each, today).canvas != of.canvas
                read.append(CopyRead(each, of.canvas, read_summary(*of, each, today), is_changed))
            version, edits = choose_copy(read)
            return propose_merge(shown, version, canvas, edits)
        if base:
            return propose_merge(shown, base.canvas, canvas, read_summary(*base, source, today))
        return propose_additions(shown, canvas, read_document(source, today))
    except ImportFileError as error:
        raise ImportFileError(f"{visible_line(name)}: {error}", error.code) from None


def propose_file(
    path: str, canvas: Canvas, today: date, *, canvas_path: str | None = None, labels: Labels = NO_LABELS
) -> Proposal:
    """Read a file, and say what it would change in a canvas.

    Raises:
        ImportFileError: where it cannot be read, or is not understood.
    """
    try:
        data = file_reading.read(path)
    except DiskError as error:
        raise ImportFileError(with_name(path, error), "unreadable") from None
    return propose(data, path, canvas, today, canvas_path=canvas_path, labels=labels)


def load_readers(today: date) -> None:
    """Load what reads a document, by reading a small one: the first takes as long again as any other."""
    propose(b"# A\n\n- b\n", "a.md", Canvas(""), today)


class ImportOperations:
    """Imports of an open canvas."""

    def __init__(self, session: Session, run: Run) -> None:
        """Work on a session, whose canvas `run` edits."""
        self._session = session
        self._run = run

    def read(
        self, path: str, today: date, labels: Labels = NO_LABELS
    ) -> Operation[Any, Proposal | ImportFileError]:
        """Read a file, and say what it would change; ``labels`` are the organisation's own."""
        canvas, canvas_path = self._session.canvas, self._session.document.path

        def perform() -> Proposal | ImportFileError:
            try:
                return propose_file(path, canvas, today, canvas_path=canvas_path, labels=labels)
            except ImportFileError as error:
                return error

        return Operation.of(perform)

    def take(
        self,
        proposal: Proposal,
        changes: Iterable[Change | FieldChange],
        *,
        by: str = "",
        focus: ItemId | None = None,
    ) -> EditOutcome:
        """Make some of the changes of a proposal, as one edit."""
        return self._run(partial(take, proposal, tuple(changes)), by=by, focus=focus)
