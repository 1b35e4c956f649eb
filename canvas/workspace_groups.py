"""The copies of groups of the room: reading them, and joining them into the canvas of a workspace."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from canvas.files.canvas_file import DocumentError
from canvas.files.canvas_save import text_of
from canvas.files.group_copies import (
    commented_versions,
    folder_of_copies,
    read_copies,
    with_their_comments,
)
from canvas.model.edits import Edit, EditError
from canvas.model.groups import GroupResult, join_groups
from canvas.operations import Operation
from canvas.session import JOIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas.files.group_copies import ReadCopy
    from canvas.model.types import ItemId
    from canvas.session import Session
    from canvas.workspace_recovery import Run


class GroupsOutcome(NamedTuple):
    """What joining the copies of groups came to.

    Attributes:
        results: a result for each.
        error: why it was refused.
        changed: whether the canvas is another one now.
        comments: whether the next save writes comments of theirs.
    """

    results: tuple[GroupResult, ...] = ()
    error: EditError | None = None
    changed: bool = False
    comments: bool = False


class GroupOperations:
    """Reads the copies of groups, and joins them as one edit."""

    def __init__(self, session: Session, run: Run) -> None:
        """Work on a session, whose canvas `run` edits."""
        self._session = session
        self._run = run

    @property
    def folder(self) -> str:
        """The folder in which the copies are looked for first; empty where the canvas has no file yet."""
        path = self._session.document.path
        return folder_of_copies(path) if path else ""

    def read(self, path: str) -> Operation[Any, Sequence[ReadCopy] | DocumentError]:
        """Read a copy, or all copies in a folder; the error where one cannot be read, or there is none."""
        canvas, document = self._session.canvas, self._session.document

        def perform() -> Sequence[ReadCopy] | DocumentError:
            try:
                found = [*read_copies([os.path.expanduser(path)], canvas, document.path or "")]
                joined = join_groups(canvas, [read.copy for read in found]).canvas
                commented = text_of(with_their_comments(document, found), joined)
                is_known = commented == text_of(document, joined)
            except DocumentError as error:
                return error
            return [read._replace(base="") for read in found] if is_known else found

        return Operation.of(perform)

    def join(self, copies: Sequence[ReadCopy], *, by: str = "", focus: ItemId | None = None) -> GroupsOutcome:
        """Join the copies that were read into the canvas, as one edit; none where nothing is new."""
        session = self._session
        joined = join_groups(session.canvas, [read.copy for read in copies])
        changed = joined.canvas != session.canvas
        if changed:
            outcome = self._run(lambda _: Edit(JOIN, joined.canvas, focus), by=by, focus=focus)
            if outcome.error:
                return GroupsOutcome(joined.results, outcome.error)
        session.add_versions(commented_versions(copies), JOIN)
        comments = bool(session.document.versions)
        return GroupsOutcome(joined.results, changed=changed, comments=comments)
