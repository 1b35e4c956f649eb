"""How much time: a few that are often wanted, or typed; what was typed is told in words before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.widgets.line_input import LineInput
from canvas.model.timebox import Offer, offers
from canvas.resources import style


class TimeboxScreen(ModalScreen[Offer]):
    """Asks for minutes; escape gives none."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, panel: str) -> None:
        """A question.

        Args:
            panel: the key of the panel that is looked at.
        """
        super().__init__()
        self.panel = panel
        self.offers: tuple[Offer, ...] = ()
        self._early = ""

    def compose(self) -> Iterator[Widget]:
        """The minutes, and what they come to."""
        with Vertical(classes="dialog"):
            yield Static("How many minutes?", classes="title", markup=False)
            yield LineInput(placeholder="minutes: 5, 8x5 or 40 all", compact=True)
            yield OptionList(compact=True)
            yield Static("minutes, or ↑ ↓ · enter starts · esc leaves", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Offer what is wanted most often, or what was typed before there was a place for it."""
        self.query_one(Input).insert_text_at_cursor(self._early)
        self._offer(self._early)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before there is a place for it."""
        if event.is_printable and event.character and not self.is_mounted:
            self._early += event.character

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what it comes to."""
        self._offer(event.value)

    def on_input_submitted(self) -> None:
        """Start what is marked."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and self.offers:
            self.dismiss(self.offers[marked])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Start what was clicked."""
        if self.offers:
            self.dismiss(self.offers[event.option_index])

    def action_move(self, steps: int) -> None:
        """Mark the next or previous offer."""
        listed = self.query_one(OptionList)
        if steps > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def _offer(self, typed: str) -> None:
        self.offers = offers(typed, self.panel)
        listed = self.query_one(OptionList)
        if self.offers:
            listed.set_options(Option(Content(f" {offer.says}")) for offer in self.offers)
            listed.highlighted = 0
        else:
            listed.set_options([Option(Content(" That is no time: write 5, 8x5 or 40 all."), disabled=True)])
