"""The two themes of the program, made to be read from the back of a room, on any projector.

Every word stands out from its ground 7 to 1 at least, every border, mark and cursor 3 to 1: the tests measure
both on every screen. Terminals of sixteen colours have two of their own, made of those alone: 4.5 to 1.
"""

from __future__ import annotations

from textual.theme import Theme


def _quiet_and_scrollbars(quiet: str, handle: str, ground: str) -> dict[str, str]:
    """The colours of quiet words and what Textual would fade out, and of scrollbars on their ground."""
    return {
        **dict.fromkeys(("quiet", "text-muted", "text-disabled"), quiet),
        **dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), handle),
        **dict.fromkeys(
            ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active"), ground
        ),
        "scrollbar-corner-color": ground,
    }


DARK = Theme(
    name="canvas-dark",
    primary="#9dc3ff",
    secondary="#c8d3e0",
    accent="#ffd166",
    foreground="#f4f6f8",
    background="#11161c",
    surface="#1a212a",
    panel="#232c37",
    success="#7ee0a1",
    warning="#ffbe66",
    error="#ffb0a8",
    dark=True,
    variables={
        "rule": "#7d8896",
        "cursor-line": "#223146",
        "block-cursor-background": "#ffd166",
        "block-cursor-foreground": "#11161c",
        "input-selection-background": "#35527d",
        **_quiet_and_scrollbars("#c2cbd6", "#8f9aa8", "#1a212a"),
    },
)

LIGHT = Theme(
    name="canvas-light",
    primary="#0a4079",
    secondary="#30404f",
    accent="#6b3a00",
    foreground="#101418",
    background="#fbfaf7",
    surface="#f0eee8",
    panel="#e4e1d8",
    success="#0b4c24",
    warning="#6b3a00",
    error="#8a100a",
    dark=False,
    variables={
        "rule": "#767d86",
        "cursor-line": "#d9e4f2",
        "block-cursor-background": "#0a4079",
        "block-cursor-foreground": "#fbfaf7",
        "input-selection-background": "#cfe0f4",
        **_quiet_and_scrollbars("#3a424b", "#6b727a", "#f0eee8"),
    },
)


def short_name(theme: Theme) -> str:
    """What a theme is called in the settings."""
    return theme.name.removeprefix("canvas-").removesuffix("-16")


THEMES = (DARK, LIGHT)

_BLACK, _MAROON, _NAVY, _PURPLE = "#000000", "#800000", "#000080", "#800080"
_SILVER, _GREY, _YELLOW, _AQUA, _WHITE = "#c0c0c0", "#808080", "#ffff00", "#00ffff", "#ffffff"
_LIME = "#55ff55"
"""What sixteen colours have is nearer to this than to pure green, which becomes the dark one."""

DARK_16 = Theme(
    name="canvas-dark-16",
    primary=_AQUA,
    secondary=_SILVER,
    accent=_YELLOW,
    foreground=_WHITE,
    background=_BLACK,
    surface=_BLACK,
    panel=_NAVY,
    success=_LIME,
    warning=_YELLOW,
    error=_YELLOW,
    dark=True,
    variables={
        "rule": _GREY,
        "cursor-line": _NAVY,
        "block-cursor-background": _YELLOW,
        "block-cursor-foreground": _BLACK,
        "input-selection-background": _NAVY,
        **_quiet_and_scrollbars(_SILVER, _SILVER, _BLACK),
    },
)

LIGHT_16 = Theme(
    name="canvas-light-16",
    primary=_NAVY,
    secondary=_BLACK,
    accent=_PURPLE,
    foreground=_BLACK,
    background=_WHITE,
    surface=_WHITE,
    panel=_SILVER,
    success=_NAVY,
    warning=_PURPLE,
    error=_MAROON,
    dark=False,
    variables={
        "rule": _NAVY,
        "cursor-line": _SILVER,
        "block-cursor-background": _NAVY,
        "block-cursor-foreground": _WHITE,
        "input-selection-background": _SILVER,
        **_quiet_and_scrollbars(_BLACK, _NAVY, _WHITE),
    },
)

THEMES_16 = (DARK_16, LIGHT_16)


def themes_for(colours: str | None) -> tuple[Theme, Theme]:
    """The dark and the light theme for a terminal, by Rich's name for its colours."""
    return THEMES_16 if colours == "standard" else THEMES
