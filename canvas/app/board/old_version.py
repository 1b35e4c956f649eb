"""The board of an older version: to look at, and to bring things back from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NoReturn

from canvas.app.board.screen import BoardScreen
from canvas.app.dates import long_day
from canvas.app.keys import Hints
from canvas.app.version_lookup import Version, commit_label
from canvas.files.canvas_file import Document, DocumentError, Saved
from canvas.files.git.history import Commit
from canvas.model.canvas import Canvas
from canvas.model.restore_item import restore_item
from canvas.model.sanitize import quote
from canvas.session import Session

_HINTED = ("bring_back", "changes", "find", "zoom", "export", "help")


class PastSession(Session):
    """A canvas as it was: nothing changes it, and nothing writes it."""

    def __init__(self, canvas: Canvas, read_only_reason: str) -> None:
        super().__init__(Document(canvas, data=b""))
        self.read_only_reason = read_only_reason

    @property
    def is_unsaved(self) -> bool:
        """It is in git."""
        return False

    def save(self) -> Saved:
        """Not that."""
        self._not_that()

    def save_as(self, path: str, *, over: bool = False) -> Saved:  # noqa: ARG002
        """Not that either."""
        self._not_that()

    def _not_that(self) -> NoReturn:
        raise DocumentError(self.read_only_reason)


class PastBoard(BoardScreen):
    """One version on a board; escape goes back to where one was."""

    def __init__(self, canvas: Canvas, commit: Commit, today: date) -> None:
        """A board that cannot be changed.

        Args:
            canvas: the canvas as it was.
            commit: the commit that has it.
            today: tells what is late.
        """
        self.day = long_day(commit.when.date())
        read_only_reason = f"This is the canvas as of {self.day} ({commit.short}): read only; esc goes back."
        super().__init__(PastSession(canvas, read_only_reason), today)
        self.version = Version(canvas, f"since {commit_label(commit)}", f"since {self.day}")

    @property
    def now(self) -> BoardScreen:
        """The board of the canvas as it is now, below this one."""
        boards = [screen for screen in self.app.screen_stack if isinstance(screen, BoardScreen)]
        return next(board for board in reversed(boards) if not isinstance(board, PastBoard))

    @property
    def note(self) -> str:
        """What shows, plainly."""
        return f"{self.day}, read only"

    @property
    def hints(self) -> Hints:
        """What can be done with an older version."""
        known = {action.id: action for action in self.app.key_map.actions}
        wanted = (known[name] for name in _HINTED if known[name].keys)
        back: Hints = (("esc", "back"),)
        return back + tuple((action.keys_shown.split()[0], action.label.lower()) for action in wanted)

    def action_unmark(self) -> None:
        """Escape does what it does on every board; where there is nothing of that to do, it goes back."""
        if self.board.is_dragging or self.board.selected or self.board.zoomed:
            super().action_unmark()
        else:
            self.dismiss(None)

    def action_bring_back(self) -> None:
        """Bring the item under the cursor into the canvas as it is now."""
        item, panel = self.on_item(), self.board.panel
        if item is None or panel is None:
            return
        was = self.now.session.canvas
        edit = restore_item(self.session.canvas, panel.key, item)
        problem = self.now.attempt(edit)
        if problem:
            self.say(problem, warning=True)
        elif self.now.session.canvas is was:
            self.say(f"{quote(item.text)} stands like that in the canvas now.")
        else:
            self.say(f"Brought {quote(item.text)} back into the canvas as it is now; u there undoes it.")

    def action_changes(self) -> None:
        """What changed from this version to the canvas as it is now."""
        from canvas.app.screens.changes import ChangesScreen  # noqa: PLC0415 - only who asks waits for it

        self.ask(ChangesScreen(self.now, self.version), self.go)

    def _refuse(self) -> None:
        self.refused()

    action_undo = action_redo = action_properties = action_open = action_commit = _refuse

    def action_history(self) -> None:
        """Say how to go back to the list."""
        self.say("This is one of the history's versions: esc goes back to the list.")

    def save(self, then: Callable[[], object] | None = None) -> None:  # noqa: ARG002
        """Say that it is not to be saved."""
        self.refused()

    def save_as(self, then: Callable[[], object] | None = None) -> None:  # noqa: ARG002
        """Say so likewise."""
        self.refused()

    def action_quit(self) -> None:
        """Go back, to where leaving asks what to do with what is not saved."""
        self.dismiss(None)
