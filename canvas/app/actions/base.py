"""The base of all commands: access to the open canvas, the board, messages and dialogs.

A group of commands is an object with one method for each of its actions. It knows the board's screen as a
`CommandContext` alone, so that it can be tested without Textual.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, find_all, quote_items
from canvas.model.types import ItemId
from canvas.outcome_phrases import edit_done, redone, stashed, undone
from canvas.workspace import GUESTS, Change, EditFunction

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext, Cursor, ItemContext
    from canvas.app.screens.form import FormPort

Answer = TypeVar("Answer")

BY = "board"
"""What the workspace calls edits that are made here."""


class ItemCommands:
    """A group of commands on statements, the same on the board, on slides and in lists."""

    def __init__(self, context: ItemContext, cursor: Cursor, by: str = BY) -> None:
        """Commands on what is under a cursor; ``by`` is what the workspace calls their edits."""
        self.screen = context
        self.workspace = context.workspace
        self.today = context.today
        self.say, self.key, self.ask = context.say, context.key, context.ask
        self.cursor = cursor
        self.by = by

    def refused(self) -> bool:
        """Whether nothing may be changed; the reason is then shown."""
        if reason := self.workspace.read_only_reason:
            self.say(reason, warning=True)
        return bool(reason)

    # Where the user is

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self.workspace.canvas

    @property
    def focus(self) -> ItemId | None:
        """The id of the item under the cursor."""
        return self.cursor.item.id if self.cursor.item else None

    def item_under_cursor(self) -> Item | None:
        """The item under the cursor; shows a message where there is none."""
        if self.cursor.item is None:
            self.say(f"There is no statement under the cursor; {self.key('add')} adds one.")
        return self.cursor.item

    # Which items a command is for

    def targets(self) -> list[ItemId]:
        """The ids of the selection in reading order; without one, of the item under the cursor."""
        selected = self.cursor.selected
        if selected:
            return [item.id for _, item in self.canvas if item.id in selected]
        return [self.cursor.item.id] if self.cursor.item else []

    def chosen(self) -> list[ItemId]:
        """The targets; shows a message where there are none."""
        found = self.targets()
        if not found:
            self.item_under_cursor()
        return found

    def editable(self) -> list[ItemId]:
        """The targets; none, with a message, where there are none or nothing may be changed."""
        chosen = self.chosen()
        return [] if not chosen or self.refused() else chosen

    def named(self, item_ids: list[ItemId]) -> str:
        """One item in quotation marks, or how many there are."""
        return quote_items(find_all(self.canvas, item_ids))

    def for_selection(self, edit: EditFunction) -> EditFunction:
        """An edit of the whole selection, after which the cursor stays while its item is there."""
        here = self.focus

        def made(canvas: Canvas) -> Edit:
            done = edit(canvas)
            return done._replace(focus=here) if here and done.canvas.item(here) else done

        return made if self.cursor.selected else edit

    # Edits

    def make(self, edit: EditFunction, *, say: bool = False) -> Edit | None:
        """Apply an edit, and show its label if ``say``; None where it is refused, with its reason shown."""
        outcome = self.workspace.run(edit, by=self.by, focus=self.focus)
        sentence = edit_done(outcome).text if say or outcome.error else ""
        if outcome.error and outcome.error.code == "item-text-empty":
            sentence += f" {self.key('delete')} deletes it."
        self.say(sentence, warning=bool(outcome.error))
        return outcome.edit

    def attempt(self, edit: EditFunction) -> str:
        """Apply an edit and show its label; the reason why it is refused, empty where it was applied."""
        return "" if self.make(edit, say=True) else self.screen.message

    def stash(self, edit: EditFunction) -> None:
        """Keep what was typed and cancelled where redo finds it."""
        outcome = self.workspace.stash_for_redo(edit, focus=self.focus)
        if outcome.error:
            self.say(str(outcome.error), warning=True)
        elif outcome.changed:
            self.say(stashed(self.screen.key).text)

    def undo(self) -> str:
        """Undo the latest edit; what that came to, as shown. Asks first where it came from the room."""
        if self.refused():
            return self.screen.message
        if step := self.workspace.latest_of_guests:
            from canvas.app.screens.questions import undo_of_guests

            self.say("")

            def answered(answer: str) -> None:
                is_wanted = answer == "undo"
                self.say(undone(self.workspace.undo(by=GUESTS)).text if is_wanted else "Left as it was.")

            self.ask(undo_of_guests(step.label), answered)
            return ""
        self.say(undone(self.workspace.undo(by=self.by)).text)
        return self.screen.message

    def redo(self) -> str:
        """Redo the edit undone last; what that came to, as shown."""
        if not self.refused():
            self.say(redone(self.workspace.redo(by=self.by)).text)
        return self.screen.message


class Commands(ItemCommands):
    """A group of commands of the board."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context, context.board.cursor)
        self.context = context
        self.board = context.board

    def go(self, spot: tuple[str, str | None]) -> None:
        """Move the cursor to an item, or to a panel where the item is gone."""
        panel, item_id = spot
        place = self.canvas.place(item_id) if item_id else None
        self.board.look_at(*(place or (panel,)))

    def go_to_item(self, item_id: str) -> None:
        """Move the cursor to an item, if it is there."""
        place = self.canvas.place(item_id)
        if place:
            self.board.look_at(*place)

    def form_port(self, edit: Callable[[dict[str, Any]], EditFunction]) -> FormPort:
        """What takes in the fields of a form; ``edit`` makes an edit of those that were changed."""
        from canvas.app.screens.form import FormPort

        return FormPort(
            lambda values: self.attempt(edit(values)),
            lambda values: self.workspace.record_draft(edit(values)),
            self.workspace.discard_drafts,
            lambda: self.context.run_command("save"),
        )


def changed_panel(change: Change) -> str | None:
    """The first panel in which two states of a canvas differ."""
    before, after = change.before.panels, change.canvas.panels
    return next((key for key in before if before[key] is not after[key]), None)
