"""A question answered with a name: one of those that are known, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from canvas.app.screens.filter_list import FilterListScreen
from canvas.model.owner_names import filter_names, is_same
from canvas.model.sanitize import clean_line, visible_line

_NOBODY = ""


class NameScreen(FilterListScreen[str]):
    """Asks for a name; the empty one means nobody."""

    def __init__(self, question: str, known: Sequence[str], now: str, *, offers_nobody: bool) -> None:
        """A question with the names that are known, and the one that holds `now`, if any.

        With ``offers_nobody`` the list ends with the empty name.
        """
        super().__init__(
            question,
            "a name, or how it begins",
            *(("", "↑ ↓ or type"), ("choose_highlighted", "enter keeps"), ("dismiss", "esc cancels")),
        )
        self.known = known
        self.now = now
        self.offers_nobody = offers_nobody
        self.names: list[str] = []

    def choose(self, position: int) -> None:
        """Answer with a name of the list."""
        self.dismiss(self.names[position])

    def offer(self, typed: str) -> None:
        """List the names that match, what is typed as a new one, and nobody."""
        words = clean_line(typed)
        self.names = filter_names(self.known, words)
        labels = [Content(f" {visible_line(name)}") for name in self.names]
        if words and not any(is_same(name, words) for name in self.names):
            self.names.append(words)
            labels.append(Content.assemble(f" {visible_line(words)}  ", ("a new name", "$quiet")))
        if self.offers_nobody and not words:
            self.names.append(_NOBODY)
            labels.append(Content.styled(" nobody", "$quiet"))
        self.options.set_options(map(Option, labels))
        if self.names:
            holds = (at for at, name in enumerate(self.names) if not words and is_same(name, self.now))
            self.options.highlighted = next(holds, 0)
            self.call_after_refresh(self.options.scroll_to_highlight)
