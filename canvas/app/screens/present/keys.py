"""The table of keys while presenting: bindings, hints and help are generated from it."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from textual.binding import Binding

from canvas.app.keys import BY_ID
from canvas.app.widgets.slide_line import Hint

PanelAction = Literal[
    "panel_1", "panel_2", "panel_3", "panel_4", "panel_5", "panel_6", "panel_7", "panel_8"
]  # fmt: skip
"""The ids of the actions that show a panel, by its number."""

ActionOnStatement = Literal[
    "status", "dispute", "why", "owner", "what_next", "day", "kind", "visibility", "vote", "unvote",
    "temperature",
]  # fmt: skip
"""The ids of the board's actions on a statement that slides have too; the space bar walks, always."""

ON_STATEMENT: tuple[ActionOnStatement, ...] = get_args(ActionOnStatement)

SlideAction = Literal[
    "on", "back", "down", "up", PanelAction, "first", "last", "board", "gradually", "details",
    "unlock", "add", "add_here", "capture_line", "as_typed", ActionOnStatement, "undo", "guidance",
    "more_guidance", "timer", "theme", "keys", "leave", "keep", "end_typing",
]  # fmt: skip
"""The ids of the actions; the screen holds a handler for each."""

PANEL_ACTIONS: tuple[PanelAction, ...] = get_args(PanelAction)

WHILE_TYPING: tuple[SlideAction, ...] = ("keep", "end_typing")
"""The actions that are enabled while a statement is typed; the editor handles their keys."""


class Key(NamedTuple):
    """An action of the presentation, and its keys.

    Attributes:
        id: the id of the action.
        keys: the keys, as Textual spells them.
        shown: the keys as a person reads them.
        label: one to three words for a hint.
        help: one line that says what it does.
    """

    id: SlideAction
    keys: str
    shown: str
    label: str
    help: str


KEYS: tuple[Key, ...] = (
    Key("on", "space,right,l,pagedown,enter", "space → pgdn", "next", "the next slide, or statement"),
    Key("back", "left,h,pageup,backspace", "← pgup", "back", "the slide before"),
    Key("down", "down,j", "↓", "statement", "the next slide; while unlocked the next statement"),
    Key("up", "up,k", "↑", "statement", "the slide before; while unlocked the statement above"),
    *(Key(name, str(n), str(n), f"panel {n}", f"panel {n}") for n, name in enumerate(PANEL_ACTIONS, 1)),
    Key("first", "home,g", "g home", "first", "the first slide"),
    Key("last", "end,G", "G end", "where we stand", "the count, disputed with reasons, next steps by owner"),
    Key("board", "0", "0", "whole board", "the whole board on a slide"),
    Key("gradually", "B", "B", "one by one", "let statements appear one at a time, or all at once"),
    Key("details", "F", "F", "fields", "each statement's own fields, or none"),
    Key("unlock", "U", "U", "unlock", "let a, s, o, d and others change the canvas, or no longer"),
    Key("add", "a", "a", "add", "unlocked: new statements at the end; esc keeps and ends"),
    Key("add_here", "A", "A", "add here", "unlocked: new statements right after this one"),
    Key("capture_line", "colon", ":", "one line", f"unlocked: {BY_ID['capture_line'].help}"),
    Key("as_typed", "ctrl+t", "ctrl+t", "as it was", "unlocked: right after a paste, its lines as they were"),
    *(
        Key(name, ",".join(row.keys), row.keys_shown, row.label.lower(), f"unlocked: {row.help}")
        for name in ON_STATEMENT
        for row in (BY_ID[name],)
    ),
    Key("undo", "u", "u", "undo", "unlocked: undo what was changed here"),
    Key("guidance", "i", "i", "guidance", "what belongs in the panel, beside its slide, or no longer"),
    Key("more_guidance", "I", "I", "all guidance", "every hint and example of the panel"),
    Key("timer", "t", "t", "timer", "minutes for this panel, or for all eight; pause, a minute more"),
    Key("theme", "T", "T", "light or dark", "switch between the light and the dark theme"),
    Key("keys", "question_mark,f1", "?", "keys", "these keys"),
    Key("leave", "escape", "esc", "leave", "back to the board, to where you were"),
)

_BY_ID = {key.id: key for key in KEYS}


def shown(action: SlideAction) -> str:
    """The key of an action, for a sentence."""
    return _BY_ID[action].shown.split()[0]


def command(action: SlideAction) -> str:
    """The action in Textual's notation."""
    return f"do('{action}')"


def bindings() -> list[Binding]:
    """The table as Textual's bindings."""
    return [Binding(key.keys, command(key.id), key.label, show=False, priority=True) for key in KEYS]


def hint(action: SlideAction, label: str = "", shown: str = "") -> Hint:
    """A hint at an action, with another label or other keys where these are given."""
    key = _BY_ID[action]
    return Hint(command(action), shown or key.shown.split()[0], label or key.label)


LOCKED = (
    *(hint("on"), hint("back"), hint("panel_1", "panels", "1–8"), hint("gradually"), hint("unlock")),
    *(hint("last"), hint("board"), hint("details"), hint("timer"), hint("guidance")),
    *(hint("keys"), hint("leave")),
)
"""The hints while nothing can be changed."""

ALL_AT_ONCE = tuple(
    hint("gradually", "all at once") if shown == hint("gradually") else shown for shown in LOCKED
)
"""The same while statements appear one at a time."""

UNLOCKED = (
    *(hint("unlock", "lock"), hint("add"), hint("status"), hint("owner"), hint("day"), hint("undo")),
    *(hint("down", "choose", "↑ ↓"), hint("on", "slides", "← →")),
    *(hint("keys"), hint("leave")),
)
"""The hints while the canvas can be changed."""

TIME_UP = (
    *(Hint("minute_more", "t m", "a minute more"), Hint("next_time", "t n", "the next panel")),
    *(hint("keys"), hint("leave")),
)
"""The hints once the time is up, until it is given more or stopped; a click will do as well."""

TYPING = (Hint(command("keep"), "enter", "keep"), Hint(command("end_typing"), "esc", "keep and end"))
"""The hints while a statement is typed."""


def explained() -> list[tuple[str, str]]:
    """The keys with their help, with one row for the eight panels."""
    rows = [(key.shown, key.help) for key in KEYS if key.id not in PANEL_ACTIONS]
    return [*rows[:4], ("1 to 8", "that panel"), *rows[4:]]
