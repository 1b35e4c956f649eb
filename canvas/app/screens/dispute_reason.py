"""Why someone cannot live with a statement, in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.widget import Widget
from textual.widgets import Static

from canvas.app.screens.live_prompt import LivePromptScreen


class DisputeReasonScreen(LivePromptScreen):
    """Asks why a statement is disputed; whoever has nothing to say leaves it with one key."""

    PLACEHOLDER = "in a line, in their own words"
    KEYS = (("keep", "enter keeps it"), ("leave", "esc goes on without"))

    def __init__(self, what: str, now: str, so_far: Callable[[str], object]) -> None:
        """A question.

        Args:
            what: the statement in quotation marks, or how many of them.
            now: the reason that is known already.
            so_far: is told what stands there by now.
        """
        super().__init__(f"Why not? {what[:1].upper()}{what[1:]}", now, so_far)

    def below(self) -> Iterator[Widget]:
        """Who will read it."""
        yield Static(
            "The partners read it with the statement; the public never does.", classes="aside", markup=False
        )
