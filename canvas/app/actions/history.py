"""What git knows of the canvas: what changed, and every version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands

if TYPE_CHECKING:
    from canvas.app.widgets.change_markers import ChangeMarkers


class HistoryCommands(Commands):
    """Compares with older versions, and shows them."""

    def changes(self) -> None:
        self.board.end_typing(keep=True)
        from canvas.app.screens.changes import ChangesScreen

        def left(answer: tuple[str, str | None] | str) -> None:
            if isinstance(answer, str):
                self.say(answer, warning=True)
            else:
                self.go(answer)

        self.ask(ChangesScreen(self.workspace, self, self.today), left)

    def history(self) -> None:
        self.board.end_typing(keep=True)
        from canvas.app.screens.history import HistoryScreen

        screen = HistoryScreen(self.workspace, self.today, self.context.old_version)
        self.ask(screen, lambda problem: self.say(problem, warning=True))

    def bring_back(self) -> None:
        back, history, undo = map(self.key, ("bring_back", "history", "undo"))
        self.say(
            f"{back} brings a statement back from an older version: {history} opens one. {undo} is undo."
        )

    def set_markers(self, markers: ChangeMarkers | None) -> None:
        """Set or remove the change markers of the board."""
        self.board.markers = markers
        self.board.show(self.canvas)
        self.context.show_lines()

    @property
    def markers(self) -> ChangeMarkers | None:
        """Since which version the board shows what changed."""
        return self.board.markers
