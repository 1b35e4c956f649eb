"""Questions for what happens next: with statements there are, or as a new statement."""

from __future__ import annotations

from canvas.app.screens.capture_line import CaptureLineScreen
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.app.widgets.key_hints import BoundKey


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
