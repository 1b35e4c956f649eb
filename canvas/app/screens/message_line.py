"""A line of a dialog for an error or a notice, and dialogs with a notice of keys that do nothing."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from canvas.app.bindings import no_meaning
from canvas.app.paint.content_lines import cut_below
from canvas.app.widgets.waiting import WaitingScreen


class MessageLine(Static):
    """Shows a sentence; hidden while it is empty. Its class tells the style sheet which kind it is."""

    def __init__(self, sentence: str = "", *, classes: str = "problem") -> None:
        said = " -said" if sentence else ""
        super().__init__(sentence, classes=f"{classes}{said}", markup=False)

    def render_line(self, y: int) -> Strip:
        """A line; the last in sight shows that there is more."""
        strip = super().render_line(y)
        size = self.size
        is_last = y == size.height - 1 and size.width
        return cut_below(strip) if is_last and self.visual.get_height({}, size.width) > size.height else strip

    def tell(self, sentence: str, *, is_problem: bool | None = None) -> None:
        """Show a sentence, as an error or a notice, or of the kind there was; an empty one hides the line."""
        if not sentence and not self.has_class("-said"):
            return
        if sentence and is_problem is not None:
            self.update_classes({"problem": is_problem, "said": not is_problem})
        self.update(sentence)
        self.set_class(bool(sentence), "-said")


class KeyNotice:
    """The last base of a screen that answers keys that do nothing, until the next key."""

    WAY_OUT: ClassVar[str] = "esc closes"
    """What is said of the key that leaves the screen."""

    @cached_property
    def notice(self) -> MessageLine:
        """The line with the answer, which the screen has among its widgets."""
        return MessageLine(classes="said")

    @property
    def is_answering(self) -> bool:
        """Whether keys have a meaning already, or wait for their turn."""
        return not (isinstance(self, WaitingScreen) and self.is_waiting)

    def on_key(self, event: events.Key) -> None:
        """Answer a key."""
        if isinstance(self, Screen) and self.is_answering:
            self.notice.tell(no_meaning(self, event.key, self.WAY_OUT))

    def clear_message(self) -> None:
        """Clear what was told of the key before."""
        self.notice.tell("")
