"""How much time: a few that are often wanted, or typed; what was typed is told in words before it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.filter_list import FilterListScreen
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
            listed.set_options(Option(Content(f" {offer.says}")) for offer in self.offers)
            listed.highlighted = 0
        else:
            listed.set_options([Option(Content(" That is no time: write 5, 8x5 or 40 all."), disabled=True)])
