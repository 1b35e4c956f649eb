"""Find words in every panel."""

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
from canvas.app.widgets.marks import MARKS
from canvas.model.canvas import Canvas
from canvas.model.find import holds
from canvas.model.panels import BY_KEY
from canvas.model.text import visible_line
from canvas.resources import style

_MOST = 200


class FindScreen(ModalScreen[str]):
    """Gives the id of the item that was found; escape gives none."""

    CSS_PATH = style("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Leave", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, canvas: Canvas) -> None:
        """A search.

        Args:
            canvas: where to look.
        """
        super().__init__()
        self.canvas = canvas
        self._early = ""

    def compose(self) -> Iterator[Widget]:
        """The words, and what was found."""
        with Vertical(classes="dialog wide"):
            yield Static("Find in every panel", classes="title", markup=False)
            yield LineInput(placeholder="words, in any order", compact=True)
            yield OptionList(compact=True)
            yield Static("", classes="hint", id="found", markup=False)

    def on_mount(self) -> None:
        """Take in what was typed before there was a place for it."""
        self.query_one(Input).insert_text_at_cursor(self._early)
        self._search(self._early)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before there is a place for it."""
        if event.is_printable and event.character and not self.is_mounted:
            self._early += event.character

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search again."""
        self._search(event.value)

    def on_input_submitted(self) -> None:
        """Go to the item that is marked."""
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            self.dismiss(found.get_option_at_index(found.highlighted).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the item that was clicked."""
        self.dismiss(event.option.id)

    def action_move(self, steps: int) -> None:
        """Mark the next or previous of what was found."""
        found = self.query_one(OptionList)
        if steps > 0:
            found.action_cursor_down()
        else:
            found.action_cursor_up()

    def _search(self, words: str) -> None:
        wanted = words.casefold().split()
        found = [(key, item) for key, item in self.canvas if wanted and holds(key, item, wanted)]
        listed = self.query_one(OptionList)
        listed.set_options(
            Option(
                Content.assemble(
                    f" {MARKS[item.status]} {visible_line(item.text)}  ",
                    (f"{BY_KEY[key].number} {BY_KEY[key].title}", "$quiet"),
                ),
                id=item.id,
            )
            for key, item in found[:_MOST]
        )
        if found:
            listed.highlighted = 0
        count = f"{len(found)} found" if wanted else "type to search texts, names and notes"
        self.query_one("#found", Static).update(f"{count} · ↑ ↓ enter · esc leaves")
