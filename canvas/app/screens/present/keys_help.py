"""The help on the keys while presenting."""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType

from canvas.app.screens.present.user_keys import SlideKeys
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.widgets.hanging_indent import HangingIndent

_KEYS_WIDTH = 12


def keys_help(keys: SlideKeys) -> TextViewerScreen:
    """A screen with each key and what it does, by group."""
    parts: list[VisualType] = []
    for heading, rows in keys.explained().items():
        told = (
            (Content.styled(f"{shown:<{_KEYS_WIDTH}} ", "bold"), Content(help_text))
            for shown, help_text in rows
        )
        parts += [Content.styled(heading, "bold $accent"), HangingIndent(*told), Content("")]
    mouse = Content("A click or the wheel walks too; while unlocked a click chooses a statement.")
    return TextViewerScreen("Keys while presenting", [*parts, mouse])
