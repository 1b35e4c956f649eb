"""The latest paste of a workspace: what was made of it, and other ways to take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.edits import add
from canvas.model.schema import FieldValue
from canvas.model.types import ItemId, PanelKey
from canvas.operations import EditOutcome

if TYPE_CHECKING:
    from canvas.model.paste import Pasted
    from canvas.session import Session
    from canvas.workspace_recovery import Run


class _Latest(NamedTuple):
    """The latest paste.

    Attributes:
        panel: the panel it went to.
        pasted: what was pasted.
        after: the id of the item that it follows; None at the end of the panel.
        values: the fields of its items.
        canvas: the canvas after it.
    """

    panel: PanelKey
    pasted: Pasted
    after: ItemId | None
    values: Mapping[str, FieldValue]
    canvas: Canvas


class PasteOperations:
    """Adds what is pasted, each time as one edit."""

    def __init__(self, session: Session, run: Run, undo: Callable[..., object]) -> None:
        """Work on a session, whose canvas `run` edits and `undo` takes back."""
        self._session = session
        self._run = run
        self._undo = undo
        self._latest: _Latest | None = None

    def add(
        self,
        panel: PanelKey,
        pasted: Pasted,
        *,
        after: ItemId | None = None,
        by: str = "",
        focus: ItemId | None = None,
    ) -> EditOutcome:
        """Add the statements of a paste to a panel."""
        latest = _Latest(panel, pasted, after, {}, self._session.canvas)
        return self._paste(latest, pasted.texts, by=by, focus=focus)

    def to_the_letter(self, *, by: str = "") -> EditOutcome | None:
        """Replace the statements of the latest paste by its lines; None where something was changed since."""
        latest = self._latest
        if latest is None or not latest.pasted.is_changed or not self._is_undone(by):
            return None
        outcome = self._paste(latest, latest.pasted.to_the_letter, by=by)
        self._latest = None
        return outcome

    def with_kind(self, kind: str, *, by: str = "") -> EditOutcome | None:
        """Give the statements of the latest paste a kind, as if pasted so; None likewise."""
        latest = self._latest
        if latest is None or not self._is_undone(by):
            return None
        return self._paste(latest._replace(values={"kind": kind or None}), latest.pasted.texts, by=by)

    def _paste(
        self, latest: _Latest, texts: tuple[str, ...], *, by: str, focus: ItemId | None = None
    ) -> EditOutcome:
        edit = partial(add, panel=latest.panel, texts=texts, after=latest.after, values=latest.values)
        outcome = self._run(edit, by=by, focus=focus)
        self._latest = latest._replace(canvas=self._session.canvas) if outcome.edit else None
        return outcome

    def _is_undone(self, by: str) -> bool:
        """Undo the latest paste; False where something was changed since."""
        latest = self._latest
        return latest is not None and latest.canvas is self._session.canvas and bool(self._undo(by=by))
