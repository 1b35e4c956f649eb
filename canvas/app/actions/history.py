"""What git knows of the canvas: what changed, and every version."""

from __future__ import annotations

from collections.abc import Callable

from canvas.app.actions.base import Commands
from canvas.app.widgets.change_markers import ChangeMarkers
from canvas.workspace import Operation


class HistoryCommands(Commands):
    """Compares with older versions, and shows them."""

    def changes(self) -> None:
        self.board.end_typing(keep=True)

        def show() -> None:
            from canvas.app.screens.changes import ChangesScreen

            self.ask(ChangesScreen(self.workspace, self, self.today), self.go)

        self._if_in_git(show)

    def history(self) -> None:
        self.board.end_typing(keep=True)

        def show() -> None:
            from canvas.app.screens.history import HistoryScreen

            self.ask(HistoryScreen(self.workspace, self.today, self.context.old_version), lambda _: None)

        self._if_in_git(show)

    def bring_back(self) -> None:
        back, history, undo = map(self.key, ("bring_back", "history", "undo"))
        self.say(
            f"{back} brings an item back from an older version: {history} opens one. Here {undo} undoes."
        )

    def set_markers(self, markers: ChangeMarkers | None) -> None:
        """Show on the board what changed since a version, or nothing any more."""
        self.board.markers = markers
        self.board.show(self.canvas)
        self.context.show_lines()

    @property
    def markers(self) -> ChangeMarkers | None:
        """Since which version the board shows what changed."""
        return self.board.markers

    def _if_in_git(self, then: Callable[[], None]) -> None:
        """Go on where git knows the canvas's folder; where not, that is shown."""
        path = self.workspace.path

        def perform() -> str:
            from canvas.files.git.versions import VersionError, place_of

            try:
                place_of(path)
            except VersionError as error:
                return str(error)
            return ""

        def known(problem: str) -> None:
            if problem:
                self.say(problem, warning=True)
            elif self.context.is_on_top:
                then()

        self.context.operate(lambda: Operation(perform, lambda problem: problem), known)
