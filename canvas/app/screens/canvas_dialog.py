"""The base of dialogs that show the canvas and follow its changes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from canvas.app.widgets.waiting import Answer, Waiting
from canvas.workspace import Change, Workspace


class CanvasDialog(Waiting[Answer]):
    """Observes the workspace while it is mounted."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._unsubscribe: Callable[[], None] = lambda: None

    @abstractmethod
    def canvas_changed(self) -> None:
        """Show the canvas as it is now."""

    def on_mount(self) -> None:
        """Subscribe to the workspace; the handlers of subclasses have run before."""

        def changed(change: Change) -> None:
            if change.canvas is not change.before and self.is_open:
                self.canvas_changed()

        self._unsubscribe = self.workspace.subscribe(changed)

    def on_unmount(self) -> None:
        """Unsubscribe."""
        self._unsubscribe()
