"""What git knows of the canvas: what changed, and every version."""

from __future__ import annotations

from canvas.app.actions.git_commit import Committing
from canvas.app.widgets.change_markers import ChangeMarkers


class Versions(Committing):
    """Compares with older versions, and shows them."""

    def action_changes(self) -> None:
        self.board.end_typing(keep=True)
        if self.is_in_git():
            from canvas.app.screens.changes import ChangesScreen

            self.ask(ChangesScreen(self), self.go)

    def action_history(self) -> None:
        self.board.end_typing(keep=True)
        if self.is_in_git():
            from canvas.app.screens.history import HistoryScreen

            self.ask(HistoryScreen(self.session, self.today), lambda _: None)

    def action_bring_back(self) -> None:
        back, history, undo = map(self.key, ("bring_back", "history", "undo"))
        self.say(
            f"{back} brings an item back from an older version: {history} opens one. Here {undo} undoes."
        )

    def mark_since(self, since: ChangeMarkers | None) -> None:
        """Mark on the board what became of the canvas since a version, or nothing any more."""
        self.board.markers = since
        self.board.show(self.session.canvas)
        self.show_lines()

    @property
    def marked(self) -> ChangeMarkers | None:
        """Since which version the board marks what changed."""
        return self.board.markers

    def is_in_git(self) -> bool:
        """Whether git knows the canvas's folder; where not, that is said."""
        from canvas.files.git.versions import VersionError, place_of

        try:
            place_of(self.session.document.path)
        except VersionError as error:
            self.say(str(error), warning=True)
            return False
        return True
