"""A question answered with a name: one of those that are known, or a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.filter_list import FilterListScreen
from canvas.app.widgets.line_input import LineInput
from canvas.model.next_steps import is_same, matching
from canvas.model.sanitize import clean_line, visible_line

_NOBODY = ""


class NameScreen(FilterListScreen[str]):
    """Asks who; an empty name is nobody, escape gives no answer."""

    def __init__(self, question: str, offered: Sequence[str], now: str) -> None:
        """A question.

        Args:
            question: what is asked.
            offered: the names that are known.
            now: the name that holds now, empty where none does.
        """
        super().__init__()
        self.question = question
        self.offered = offered
        self.now = now
        self.names: list[str] = []

    def compose(self) -> Iterator[Widget]:
        """The question, a place to type, and the names."""
        with Vertical(classes="dialog wide"):
            yield Static(self.question, classes="title", markup=False)
            yield LineInput(placeholder="a name, or how it begins", compact=True)
            yield OptionList(compact=True)
            yield Static("↑ ↓ or type · enter keeps · esc leaves", classes="hint", markup=False)

    def choose(self, position: int) -> None:
        """Give one of the names."""
        self.dismiss(self.names[position])

    def offer(self, typed: str) -> None:
        """List the names that fit, the words as a new one, and nobody."""
        words = clean_line(typed)
        self.names = matching(self.offered, words)
        labels = [Content(f" {visible_line(name)}") for name in self.names]
        if words and not any(is_same(name, words) for name in self.names):
            self.names.append(words)
            labels.append(Content.assemble(f" {visible_line(words)}  ", ("a new name", "$quiet")))
        if self.now and not words:
            self.names.append(_NOBODY)
            labels.append(Content.styled(" nobody", "$quiet"))
        listed = self.query_one(OptionList)
        listed.set_options(map(Option, labels))
        if self.names:
            holds = (at for at, name in enumerate(self.names) if not words and is_same(name, self.now))
            listed.highlighted = next(holds, 0)
            self.call_after_refresh(listed.scroll_to_highlight)
