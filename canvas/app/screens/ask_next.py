"""Questions for what happens next: with statements there are, or as a new statement."""

from __future__ import annotations

from canvas.app.screens.live_prompt import LivePromptScreen


class NextScreen(LivePromptScreen):
    """Asks what happens next with some statements; escape leaves what stands there."""

    PLACEHOLDER = "begin with a verb: ask, book, write, ring"
    KEYS = (("keep", "enter keeps it"), ("leave", "esc cancels"))


class NewStepScreen(LivePromptScreen):
    """Asks for a new next step; escape keeps what is typed too, and asks nothing more.

    Gives the text, and whether to go on with owner and day.
    """

    PLACEHOLDER = NextScreen.PLACEHOLDER
    KEYS = (("keep", "enter: then who, and by when"), ("leave", "esc keeps what is typed, and ends"))
