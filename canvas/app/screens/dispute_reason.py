"""A question for the reason of a dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.widget import Widget
from textual.widgets import Static

from canvas.app.screens.live_prompt import LivePromptScreen


class DisputeReasonScreen(LivePromptScreen):
    """Asks why a statement is disputed; escape leaves it without a reason."""

    PLACEHOLDER = "in a line, in their own words"
    KEYS = (("keep", "enter keeps it"), ("leave", "esc goes on without"))

    def __init__(self, what: str, now: str, so_far: Callable[[str], object]) -> None:
        super().__init__(f"Why not? {what[:1].upper()}{what[1:]}", now, so_far)

    def below(self) -> Iterator[Widget]:
        """Yield who will read it."""
        yield Static("Partners will read it; the public will not.", classes="aside", markup=False)
