"""The questions after a low hand in a consent round: why, and what becomes of the statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, cast

from canvas.app.host import Host
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.dispute_reason import DisputeReasonScreen
from canvas.app.screens.live_prompt import LivePromptScreen
from canvas.model.canvas import Item
from canvas.model.consent_round import Decision
from canvas.model.sanitize import quote

Becomes = Decision | Literal["reword"]
"""What becomes of a statement with a low hand."""

_BECOMES: Final = (
    Option("1", "disputed", "disputed", "it stays open, with the reason"),
    Option("2", "reword", "reword it", "other words now, then hands again"),
    Option("3", "parked", "park it", "not today; it waits among what is parked"),
    Option("4", "agreed", "agreed after all", "heard, and everyone can live with it now"),
)


class WhyLowScreen(DisputeReasonScreen):
    """Asks why a hand is low; enter keeps what stands there, typed now or not."""

    def action_keep(self) -> None:
        """Give the text, to be kept."""
        self.dismiss((self.typed, True))


class RewordScreen(LivePromptScreen):
    """Asks for other words for a statement; escape leaves those that stand."""

    KEYS = (("keep", "enter keeps them"), ("leave", "esc leaves it as it is"))

    def __init__(self, now: str, so_far: Callable[[str], object]) -> None:
        super().__init__("In other words", now, so_far)
        self.input.select_on_focus = False  # a letter adds to the words, and replaces none


class Heard(NamedTuple):
    """What was said of a statement with a low hand, and what becomes of it.

    Attributes:
        reason: why the hand is low; empty where nobody says.
        becomes: what becomes of the statement; None while that is asked.
        text: its other words, where it is reworded.
    """

    reason: str
    becomes: Becomes | None = None
    text: str = ""


def hear_low_hand(
    host: Host,
    item: Item,
    said: str,
    so_far: Callable[[Heard], object],
    then: Callable[[Heard], object],
) -> None:
    """Ask why a hand is low, what becomes of the statement, and for its other words where it is reworded.

    Args:
        host: the program.
        item: the statement.
        said: what was said of it before.
        so_far: told of what is typed, with the words of the reason last of all, kept or not.
        then: called with the answers, unless the questions are cancelled.
    """

    def why(answer: tuple[str, bool]) -> None:
        reason = answer[0] if answer[1] else ""
        host.ask(ChooseScreen(f"What should happen with {quote(item.text)}?", _BECOMES), choose(reason))

    def choose(reason: str) -> Callable[[str], None]:
        def chosen(answer: str) -> None:
            becomes = cast("Becomes", answer)
            if becomes != "reword":
                then(Heard(reason, becomes))
                return
            so_far_text = Heard(reason, "reword")
            words = RewordScreen(item.text, lambda typed: so_far(so_far_text._replace(text=typed)))
            host.ask(words, lambda typed: reworded(reason, typed))

        return chosen

    def reworded(reason: str, answer: tuple[str, bool]) -> None:
        if answer[1]:
            then(Heard(reason, "reword", answer[0]))

    host.ask(WhyLowScreen(quote(item.text), said, lambda typed: so_far(Heard(typed))), why)
