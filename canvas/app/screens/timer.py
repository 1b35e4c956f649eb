"""How much time: a few that are often wanted, or typed; what was typed is told in words before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.timekeeper import Timekeeper
from canvas.app.widgets.line_input import LineInput
from canvas.model.timer import Offer, offers


class TimerScreen(FilterListScreen[Offer]):
    """Asks for minutes; escape gives none."""

    def __init__(self, panel: str) -> None:
        """A question.

        Args:
            panel: the key of the panel that is looked at.
        """
        super().__init__()
        self.panel = panel
        self.offers: tuple[Offer, ...] = ()

    def compose(self) -> Iterator[Widget]:
        """The minutes, and what they come to."""
        with Vertical(classes="dialog"):
            yield Static("How many minutes?", classes="title", markup=False)
            yield LineInput(placeholder="minutes: 5, 8x5 or 40 all", compact=True)
            yield OptionList(compact=True)
            yield Static("minutes, or ↑ ↓ · enter starts · esc leaves", classes="hint", markup=False)

    def choose(self, position: int) -> None:
        """Start one of the offers."""
        if self.offers:
            self.dismiss(self.offers[position])

    def offer(self, typed: str) -> None:
        """List what the minutes come to; what is wanted most often where there are none."""
        self.offers = offers(typed, self.panel)
        listed = self.query_one(OptionList)
        if self.offers:
            listed.set_options(ListOption(Content(f" {offer.says}")) for offer in self.offers)
            listed.highlighted = 0
        else:
            listed.set_options(
                [ListOption(Content(" That is no time: write 5, 8x5 or 40 all."), disabled=True)]
            )


class TimedScreen(Protocol):
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

    def open_dialog(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Put a question on top, and do something with an answer."""


def ask_for_time(shown: TimedScreen) -> None:
    """Give time where none runs; else pause it, make it longer, or end it."""
    if shown.timekeeper.box is None:
        _give_time(shown)
    else:
        _change_time(shown)


def _give_time(shown: TimedScreen) -> None:
    def start(offer: Offer) -> None:
        shown.timekeeper.start(offer.panels, offer.seconds)
        shown.show_panel(offer.panels[0])
        shown.tell(f"{offer.says[0].upper()}{offer.says[1:]}; t pauses, adds a minute or stops.")

    shown.open_dialog(TimerScreen(shown.panel_in_sight), start)


def _change_time(shown: TimedScreen) -> None:
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
    shown.open_dialog(ChooseScreen(f"Timebox: {left if is_up else f'{left} left'}", options), do)
