"""Pastes while presenting: added to the panel of the slide, given a kind, or kept to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from canvas.model.paste import Pasted, parse_paste
from canvas.model.schema import BY_KEY
from canvas.outcome_phrases import paste_done

if TYPE_CHECKING:
    from canvas.app.screens.present.stage import Stage
    from canvas.model.types import ItemId, PanelKey
    from canvas.operations import EditOutcome
    from canvas.workspace import Workspace


class Editing(Protocol):
    """The edits while presenting, of which pastes are some."""

    by: str
    is_typing: bool
    after: ItemId | None

    @property
    def panel(self) -> PanelKey:
        """The panel of the slide."""

    def refusal(self) -> str:
        """Why nothing can be edited on this slide; empty where it can."""

    def added(self, outcome: EditOutcome) -> EditOutcome:
        """Go on after new statements, or tell why there are none."""


class SlidePasting:
    """Adds pastes to the panel of the slide."""

    def __init__(self, editing: Editing, workspace: Workspace, stage: Stage) -> None:
        self._editing = editing
        self._workspace = workspace
        self._stage = stage

    def paste(self, text: str) -> None:
        """Add what was pasted onto the slide; while nothing may be changed, say so."""
        if refusal := self._editing.refusal():
            self._stage.paint(f"Nothing was pasted. {refusal}")
        elif (pasted := parse_paste(text)).texts:
            self._editing.after = None
            self.pasted(pasted)

    def pasted(self, pasted: Pasted) -> None:
        """Add the statements of a paste; the next one follows them."""
        editing, pastes = self._editing, self._workspace.pastes
        added = pastes.add(editing.panel, pasted, after=editing.after, by=editing.by)
        outcome = editing.added(added)
        if outcome.edit:
            told = self._stage.keys.told
            undo = "" if self._editing.is_typing else told("undo")
            self._stage.paint(paste_done(pasted, undo=undo, letter=told("as_typed")).text)
            if BY_KEY[self._editing.panel].is_kind_asked_of(pasted.texts):
                from canvas.app.screens.questions import ask_pasted_kind  # noqa: PLC0415 - few pastes need it

                panel = BY_KEY[self._editing.panel]
                ask_pasted_kind(self._stage.open_dialog, panel, pasted.texts, self._give_pasted_kind)

    def _give_pasted_kind(self, kind: str) -> None:
        """Give what was pasted last a kind."""
        outcome = self._workspace.pastes.with_kind(kind, by=self._editing.by)
        if outcome:
            self._editing.added(outcome)

    def paste_to_the_letter(self) -> bool:
        """Replace what was pasted last by its lines as they were; False where there is nothing to replace."""
        refusal = self._editing.refusal()
        outcome = None if refusal else self._workspace.pastes.to_the_letter(by=self._editing.by)
        if outcome is None:
            return False
        self._editing.added(outcome)
        self._stage.paint("Pasted as it was.")
        return True

    def as_typed(self) -> None:
        """Have what was pasted last to the letter."""
        if not self.paste_to_the_letter():
            self._stage.paint(self._editing.refusal() or "Nothing was pasted just now.")
