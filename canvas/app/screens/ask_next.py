"""Questions for what happens next: with statements there are, or as a new statement."""

from __future__ import annotations

from datetime import date

from canvas.app.screens.capture_line import CaptureLineScreen
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.app.widgets.capture import Capture
from canvas.app.widgets.key_hints import BoundKey
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.owner_names import names
from canvas.model.schema import Panel
from canvas.model.set_fields import add_step
from canvas.workspace import Workspace


class NextScreen(LivePromptScreen):
    """Asks what happens next with some statements; escape leaves what stands there."""

    PLACEHOLDER = "begin with a verb: ask, book, write, ring"
    KEYS = (("keep", "enter keeps it"), ("leave", "esc cancels"))


class NewStepScreen(CaptureLineScreen):
    """Asks for a new next step, in shorthand too; escape keeps what is typed, and asks nothing more.

    Gives the text, and whether to go on with the owner and day that it does not name.
    """

    PLACEHOLDER = NextScreen.PLACEHOLDER
    NAMES_PANEL = False
    KEYS = (
        ("keep", "enter: then who, and by when"),
        BoundKey("toggle_literal", "as typed"),
        ("leave", "esc keeps what is typed, and ends"),
    )

    def __init__(
        self, workspace: Workspace, panel: Panel, today: date, question: str, *, is_on: bool
    ) -> None:
        """A question for a step of a panel, in shorthand where that `is_on`; journals what is typed."""
        capture = Capture(panel, lambda: names(workspace.canvas), today, is_on=is_on)
        capture.choose_kind("")
        super().__init__(capture, panel, lambda: workspace.record_draft(self.add), question)
        self._key = panel.key

    def add(self, canvas: Canvas) -> Edit:
        """The edit that adds what is typed."""
        return add_step(canvas, self._key, self.result.text, self.result.values)
