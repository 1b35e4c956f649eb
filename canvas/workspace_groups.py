"""The copies of groups of the room: reading them, and joining them into the canvas of a workspace."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from canvas.files.canvas_file import DocumentError
from canvas.files.group_copies import folder_of_copies, read_copies
from canvas.model.edits import Edit, EditError
from canvas.model.groups import GroupCopy, GroupResult, join_groups
from canvas.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas.model.types import ItemId
    from canvas.session import Session
    from canvas.workspace_recovery import Run


class GroupsOutcome(NamedTuple):
    """What joining the copies of groups came to: a result for each, or why that was refused."""

    results: tuple[GroupResult, ...] = ()
    error: EditError | None = None


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

    def read(self, path: str) -> Operation[Any, Sequence[GroupCopy] | DocumentError]:
        """Read a copy, or all copies in a folder; the error where one cannot be read, or there is none."""
        canvas, original = self._session.canvas, self._session.document.path or ""

        def perform() -> Sequence[GroupCopy] | DocumentError:
            try:
                return [read.copy for read in read_copies([os.path.expanduser(path)], canvas, original)]
            except DocumentError as error:
                return error

        return Operation(perform, lambda found: found)

    def join(
        self, copies: Sequence[GroupCopy], *, by: str = "", focus: ItemId | None = None
    ) -> GroupsOutcome:
        """Join the copies that were read into the canvas, as one edit; none where nothing is new."""
        joined = join_groups(self._session.canvas, copies)
        if joined.canvas == self._session.canvas:
            return GroupsOutcome(joined.results)
        label = "join what the groups wrote"
        outcome = self._run(lambda _: Edit(label, joined.canvas, focus), by=by, focus=focus)
        return GroupsOutcome(joined.results, outcome.error)
