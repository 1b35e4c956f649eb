"""The dialogs of the timer: how many minutes, and what to do with a timer that runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option as ListOption

from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.timekeeper import MINUTE_MORE, NEXT_PANEL, Timekeeper
from canvas.model.timer import PanelTimer, Reading, readings


class TimerScreen(FilterListScreen[Reading]):
    """Asks for minutes."""

    BOX_CLASSES = "dialog"

    def __init__(self, panel: str) -> None:
        super().__init__(
            "How many minutes?",
            "minutes: 5, 8x5 or 40 all",
            *(("", "minutes, or ↑ ↓"), ("choose_highlighted", "enter starts"), ("dismiss", "esc cancels")),
        )
        self.panel = panel
        self.offers: tuple[Reading, ...] = ()

    def choose(self, position: int) -> None:
        """Answer with one of the offers."""
        if self.offers:
            self.dismiss(self.offers[position])

    def offer(self, typed: str) -> None:
        """List what the typed minutes mean, or common choices."""
        self.offers = readings(typed, self.panel)
        if self.offers:
            self.options.set_options(ListOption(Content(f" {offer.says}")) for offer in self.offers)
            self.options.highlighted = 0
        else:
            refusal = Content(" That is not a time: write 5, 8x5 or 40 all.")
            self.options.set_options([ListOption(refusal, disabled=True)])


class TimedScreen(NamedTuple):
    """The screen that the timer is started from.

    Attributes:
        timekeeper: the timer.
        panel: the key of the panel or other cell in sight.
        key: how a sentence names the key of the timer.
        show_panel: shows a panel whose time begins.
        tell: shows a sentence.
        ask: opens a dialog, and goes on with its answer, if any.
    """

    timekeeper: Timekeeper
    panel: str
    key: str
    show_panel: Callable[[str], object]
    tell: Callable[[str], object]
    ask: Callable[[Screen[Any], Callable[[Any], object]], object]


def ask_for_time(shown: TimedScreen) -> None:
    """Start the timer, or ask what to do with the one that runs."""
    if (box := shown.timekeeper.box) is None:
        _start(shown)
    else:
        _change(shown, box)


def _start(shown: TimedScreen) -> None:
    def start(offer: Reading) -> None:
        shown.timekeeper.start(offer.panels, offer.seconds)
        shown.show_panel(offer.panels[0])
        shown.tell(f"{offer.says[0].upper()}{offer.says[1:]}; {shown.key} pauses, adds a minute or stops.")

    shown.ask(TimerScreen(shown.panel), start)


def _change(shown: TimedScreen, box: PanelTimer) -> None:
    keeper = shown.timekeeper

    def do(answer: str) -> None:
        match answer:
            case "pause":
                keeper.pause()
            case "minute":
                keeper.add_minute()
            case "stop":
                keeper.stop()
            case "again":
                _start(shown)
            case "next":
                keeper.next_panel()
                if keeper.box:
                    shown.show_panel(keeper.box.panels[0])

    left = box.format_exact(keeper.clock())
    title = f"Timer: {left if keeper.is_up else f'{left} left'}"
    shown.ask(ChooseScreen(title, _answers(keeper, box), "pause"), do)


def _answers(keeper: Timekeeper, box: PanelTimer) -> list[Option]:
    options = [Option(MINUTE_MORE, "minute", "A minute more")]
    if box.onward(keeper.clock()):
        options.append(Option(NEXT_PANEL, "next", "On to the next panel", "with its whole time"))
    if not keeper.is_up:
        options.append(Option("3", "pause", "Go on" if box.is_paused else "Pause"))
    options.append(Option("4", "stop", "Stop the timer"))
    if keeper.is_up:
        options.append(Option("5", "again", "Another time", "for this panel, or for all eight"))
    return options
