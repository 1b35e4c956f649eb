"""Minutes for a panel, or for all eight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from canvas.app.actions.base import Acting

if TYPE_CHECKING:
    from textual.screen import Screen

    from canvas.app.timekeeper import Timekeeper


class Timed(Protocol):
    """A screen on which panels are looked at, one after the other, and time can be given to them."""

    @property
    def timekeeper(self) -> Timekeeper:
        """The time that runs."""

    @property
    def panel_in_sight(self) -> str:
        """The key of the panel that is looked at; of another cell where it is none."""

    def show_panel(self, panel: str) -> None:
        """Look at a panel, because its time begins."""

    def tell(self, message: str) -> None:
        """Say what happened."""

    def ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Put a question on top, and do something with an answer."""


class KeepingTime(Acting):
    """Gives time, and lets it stand still, grow or end while it runs."""

    @property
    def timekeeper(self) -> Timekeeper:
        return self.app.timekeeper

    @property
    def panel_in_sight(self) -> str:
        return self.board.active

    def show_panel(self, panel: str) -> None:
        if self.board.active != panel:
            self.board.look_at(panel)

    def tell(self, message: str) -> None:
        self.say(message)

    def action_timebox(self) -> None:
        ask_for_time(self)


def ask_for_time(shown: Timed) -> None:
    """Give time where none runs; else pause it, make it longer, or end it."""
    if shown.timekeeper.box is None:
        _give_time(shown)
    else:
        _change_time(shown)


def _give_time(shown: Timed) -> None:
    from canvas.app.screens.timer import TimerScreen
    from canvas.model.timer import Offer

    def start(offer: Offer) -> None:
        shown.timekeeper.start(offer.panels, offer.seconds)
        shown.show_panel(offer.panels[0])
        shown.tell(f"{offer.says[0].upper()}{offer.says[1:]}; t pauses, adds a minute or stops.")

    shown.ask(TimerScreen(shown.panel_in_sight), start)


def _change_time(shown: Timed) -> None:
    from canvas.app.screens.choose import ChooseScreen, Option

    keeper = shown.timekeeper
    assert keeper.box is not None  # noqa: S101 - it was looked at
    box, is_up = keeper.box, keeper.is_up
    options = [Option("m", "minute", "A minute more"), Option("s", "stop", "Stop", "no time any more")]
    if len(box.panels) > 1:
        options.insert(1, Option("n", "next", "On to the next panel", "with its whole time"))
    if not is_up:
        pause = Option("p", "pause", "Run on" if box.is_paused else "Pause", "what is left stays")
        options.insert(0, pause)
    else:
        options.append(Option("t", "again", "Another time", "for this panel, or for all eight"))

    def do(answer: str) -> None:
        match answer:
            case "pause":
                keeper.pause()
            case "minute":
                keeper.add_minute()
            case "stop":
                keeper.stop()
            case "again":
                _give_time(shown)
            case "next":
                keeper.next_panel()
                if keeper.box:
                    shown.show_panel(keeper.box.panels[0])

    left = box.told(keeper.clock())
    shown.ask(ChooseScreen(f"Timebox: {left if is_up else f'{left} left'}", options), do)
