"""The foot of a form: the hint of the field in use, and two buttons that the tabulator reaches too."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from canvas.app.widgets.fitting_line import FittingLine
from canvas.app.widgets.form_rows import Stop


class FormFoot:
    """Two widgets below the rows of a form.

    Attributes:
        widgets: the hint, and the buttons.
    """

    def __init__(self) -> None:
        self._hint = Static("", id="field-hint", classes="hint", markup=False)
        self._buttons = Static("", classes="buttons")
        self.widgets = (self._hint, self._buttons)

    def show(self, hint: str, stop: Stop, key: str, *, can_keep: bool) -> None:
        """Show the hint of a stop, and which button it is; `key` is that of the first."""
        self._hint.update(hint)
        leave = _button("leave", " Leave  esc ", is_here=stop == "leave")
        keep = (
            _button("keep", f" {words}{key} ", is_here=stop == "keep", works=can_keep)
            for words in ("Keep and save", "Keep")
        )
        self._buttons.update(FittingLine(*(Content("  ").join((words, leave)) for words in keep)))


def _button(name: str, words: str, *, is_here: bool, works: bool = True) -> Content:
    if not works:
        return Content.styled(words, "$quiet on $panel")
    colours = "bold $background on $primary" if is_here else "$foreground on $panel"
    return Content.from_markup(f"[{colours}][@click=screen.{name}]$words[/][/]", words=words)
