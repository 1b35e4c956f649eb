"""Adding what was pasted, and what becomes of it right afterwards."""

from __future__ import annotations

from functools import partial

from canvas.app.actions.base import BY, Commands
from canvas.app.actions.edit import no_panel
from canvas.model import edits
from canvas.model.paste import Pasted, parse_paste
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId, PanelKey
from canvas.outcome_phrases import edit_done, paste_done


class PasteCommands(Commands):
    """Adds the lines of a paste as items, and gives them a kind or their own letters again."""

    def paste(self, text: str) -> None:
        """Add what was pasted onto the board at the end of the active panel."""
        panel, pasted = self.board.panel, parse_paste(text)
        if panel is None:
            self.say(no_panel(self.context.host.key_map, "to paste"))
        elif pasted.texts:
            self.add_pasted(panel.key, pasted)

    def stash_paste(self, text: str) -> None:
        """Keep for redo what pasted lines would have added to the active panel."""
        panel, pasted = self.board.panel, parse_paste(text)
        if panel and pasted.texts:
            self.stash(partial(edits.add, panel=panel.key, texts=pasted.texts))

    def add_pasted(self, panel: PanelKey, pasted: Pasted, after: ItemId | None = None) -> ItemId | None:
        """Add what was pasted to a panel, and say what was made of it; the id of the last new item.

        Where names and other lines may be mixed, ask of which kind they are.
        """
        self.workspace.end_draft()
        outcome = self.workspace.pastes.add(panel, pasted, after=after, by=BY, focus=self.focus)
        if outcome.error:
            self.say(edit_done(outcome).text, warning=True)
            return None
        undo = "" if self.board.typing else self.key("undo")
        self.say(paste_done(pasted, undo=undo, letter=self.key("as_typed")).text)
        if BY_KEY[panel].is_kind_asked_of(pasted.texts):
            from canvas.app.screens.questions import ask_pasted_kind

            ask_pasted_kind(self.ask, BY_KEY[panel], pasted.texts, self._give_pasted_kind)
        return outcome.edit.focus if outcome.edit else None

    def _give_pasted_kind(self, kind: str) -> None:
        """Give what was pasted last a kind; what is typed next still follows it."""
        outcome = self.workspace.pastes.with_kind(kind, by=BY)
        if outcome and outcome.edit and self.board.typing:
            self.board.typing.follow(outcome.edit.focus)

    def paste_to_the_letter(self) -> ItemId | None:
        """Replace what was pasted last by its lines as they were; the id of the last one, None where not."""
        outcome = self.workspace.pastes.to_the_letter(by=BY)
        if outcome is None or outcome.edit is None:
            return None
        self.say("Pasted as it was.")
        return outcome.edit.focus

    def as_typed(self) -> None:
        """Toggle whether what is being typed is kept to the letter, or have what was pasted last so."""
        if self.board.typing:
            self.board.typing.editor.action_toggle_literal()
        elif not self.refused() and self.paste_to_the_letter() is None:
            key = self.key("as_typed")
            self.say(f"Right after a paste, or while a statement is typed, {key} keeps it exactly as it is.")
