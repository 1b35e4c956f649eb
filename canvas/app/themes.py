"""The two themes of the program, made to be read from the back of a room."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="canvas-dark",
    primary="#8ab8ff",
    secondary="#c8d3e0",
    accent="#ffd166",
    foreground="#f4f6f8",
    background="#11161c",
    surface="#1a212a",
    panel="#232c37",
    success="#7ee0a1",
    warning="#ffb454",
    error="#ff9a8f",
    dark=True,
    variables={
        "quiet": "#b3bdc9",
        "rule": "#66707b",
        "cursor-line": "#2f4159",
        "heart": "#ffd166",
        "block-cursor-background": "#ffd166",
        "block-cursor-foreground": "#11161c",
        "input-selection-background": "#4b6a94",
    },
)

LIGHT = Theme(
    name="canvas-light",
    primary="#0b4a8f",
    secondary="#30404f",
    accent="#8a4b00",
    foreground="#101418",
    background="#fbfaf7",
    surface="#f0eee8",
    panel="#e4e1d8",
    success="#0e5a2b",
    warning="#7a4300",
    error="#94130c",
    dark=False,
    variables={
        "quiet": "#434c55",
        "rule": "#8b9199",
        "cursor-line": "#d9e4f2",
        "heart": "#7a4300",
        "block-cursor-background": "#0b4a8f",
        "block-cursor-foreground": "#fbfaf7",
        "input-selection-background": "#b5cdea",
    },
)


def short_name(theme: Theme) -> str:
    """What a theme is called in the settings."""
    return theme.name.removeprefix("canvas-")


THEMES = (DARK, LIGHT)
