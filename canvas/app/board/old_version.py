"""The board of an older version: to look at, and to bring items back from."""

from __future__ import annotations

from canvas.app.board.screen import BoardScreen
from canvas.app.dates import short_day
from canvas.app.keys import ActionId, Hints, hints_of
from canvas.app.older_versions import Version, commit_label
from canvas.app.screens.changes import ChangesScreen
from canvas.files.canvas_file import Document
from canvas.files.git.history import Commit
from canvas.model.canvas import Canvas
from canvas.model.restore_item import restore_item
from canvas.model.sanitize import quote
from canvas.session import Session

_HINTED: tuple[ActionId, ...] = ("bring_back", "changes", "find", "zoom", "export", "help")
_REFUSED: tuple[ActionId, ...] = ("undo", "redo", "properties", "open", "commit", "save", "save_as")


class OldVersionScreen(BoardScreen):
    """One version on a board that cannot be changed; escape goes back."""

    def __init__(self, canvas: Canvas, commit: Commit, now: BoardScreen) -> None:
        self.day = short_day(commit.when.date(), now.today)
        session = Session(Document(canvas, data=b""), read_only=True)
        session.read_only_reason = (
            f"This is the canvas as of {self.day} ({commit.short}): read only; {now.key('unmark')} goes back."
        )
        super().__init__(session, now.today, OldVersionScreen)
        self.now = now
        self.version = Version(canvas, f"since {commit_label(commit, now.today)}", f"since {self.day}")
        self.commands.handlers = {
            **self.commands.handlers,
            **dict.fromkeys(_REFUSED, self.commands.edit.refused),
            "unmark": self._clear_or_leave,
            "bring_back": self._bring_back,
            "changes": self._changes,
            "history": self._tell_way_back,
            "quit": self._leave,
        }

    @property
    def note(self) -> str:
        """Which version this is."""
        return f"{self.day}, read only"

    @property
    def hints(self) -> Hints:
        """What can be done with an older version."""
        hints = hints_of(self.app.key_map.actions, _HINTED)
        return (*hints[:-1], (self.key("unmark"), "back"), *hints[-1:])

    def _clear_or_leave(self) -> None:
        """Do what escape does on every board; where there is nothing of that to do, go back."""
        if self.commands.selection.clear():
            return
        if self.board.cursor.zoomed:
            self.board.zoom()
        else:
            self._leave()

    def _bring_back(self) -> None:
        """Bring the item under the cursor into the canvas as it is now."""
        item, panel = self.commands.edit.item_under_cursor(), self.board.panel
        if item is None or panel is None:
            return
        before = self.now.canvas
        problem = self.now.commands.edit.attempt(restore_item(self.canvas, panel.key, item))
        if problem:
            self.say(problem, warning=True)
        elif self.now.canvas is before:
            self.say(f"{quote(item.text)} stands like that in the canvas now.")
        else:
            undo = self.key("undo")
            self.say(f"Brought {quote(item.text)} back into the canvas as it is now; {undo} there undoes it.")

    def _changes(self) -> None:
        """Show what changed from this version to the canvas as it is now."""
        screen = ChangesScreen(self.now.workspace, self.now.commands.late.history, self.today, self.version)

        def left(answer: tuple[str, str | None] | str) -> None:
            if not isinstance(answer, str):
                self.commands.edit.go(answer)

        self.ask(screen, left)

    def _tell_way_back(self) -> None:
        """Say how to go back to the list."""
        self.say(f"This is one of the history's versions: {self.key('unmark')} goes back to the list.")

    def _leave(self) -> None:
        """Go back, to where leaving asks what to do with what is not saved."""
        self.dismiss(None)
