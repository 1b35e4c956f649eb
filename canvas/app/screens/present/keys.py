"""Every key of the presentation, once: its bindings, its hints and its help are made from this table."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from canvas.app.widgets.slide_line import Hint


class Key(NamedTuple):
    """What some keys do.

    Attributes:
        action: the action of the screen.
        keys: the keys, as Textual spells them.
        shown: the keys as a person reads them.
        label: one to three words for a hint.
        help: one line that says what it does.
    """

    action: str
    keys: str
    shown: str
    label: str
    help: str


KEYS: tuple[Key, ...] = (
    Key("space", "space", "space", "next", "the next slide; while unlocked the next status"),
    Key("on", "right,l,pagedown,enter", "→ pgdn", "next", "the next slide, or the next statement"),
    Key("back", "left,h,pageup,backspace", "← pgup", "back", "the slide before"),
    Key("down", "down,j", "↓", "statement", "the next slide; while unlocked the next statement"),
    Key("up", "up,k", "↑", "statement", "the slide before; while unlocked the statement above"),
    *(Key(f"panel({n})", str(n), str(n), f"panel {n}", f"panel {n}") for n in range(1, 9)),
    Key("first", "0,home,g", "0 home", "first", "the first slide"),
    Key("last", "9,end,G", "9 end", "where we stand", "what was agreed, what is open, next steps"),
    Key("board", "w", "w", "whole board", "the whole board on a slide"),
    Key("gradually", "o", "o", "one by one", "let statements appear one at a time, or all at once"),
    Key("details", "e", "e", "fields", "each statement's own fields, or none"),
    Key("unlock", "U", "U", "unlock", "let a, space and s change the canvas, or no longer"),
    Key("add", "a", "a", "add", "unlocked: new statements; enter keeps one, esc ends"),
    Key("status", "s", "s", "status", "unlocked: choose the marked statement's status"),
    Key("undo", "u", "u", "undo", "unlocked: take back what was changed here"),
    Key("guidance", "i", "i", "guidance", "what belongs in the panel, beside its slide, or no longer"),
    Key("more_guidance", "I", "I", "all guidance", "every hint and example of the panel"),
    Key("timebox", "t", "t", "timebox", "minutes for this panel, or for all eight; pause, a minute more"),
    Key("theme", "T", "T", "light or dark", "switch between the light and the dark theme"),
    Key("keys", "question_mark,f1", "?", "keys", "these keys"),
    Key("leave", "escape,p", "esc", "leave", "back to the board, to where you were"),
)

_BY_ACTION = {key.action: key for key in KEYS}


def bindings() -> list[Binding]:
    """The table as Textual's bindings."""
    return [Binding(key.keys, key.action, key.label, show=False, priority=True) for key in KEYS]


def hint(action: str, label: str = "", shown: str = "") -> Hint:
    """A key of the table to tell of, in other words where these are given."""
    key = _BY_ACTION[action]
    return Hint(action, shown or key.shown.split()[0], label or key.label)


LOCKED = (
    *(hint(name) for name in ("space", "back")),
    Hint("panel(1)", "1–8", "panels"),
    *(
        hint(name)
        for name in (
            "gradually",
            "unlock",
            "last",
            "board",
            "details",
            "timebox",
            "guidance",
            "keys",
            "leave",
        )
    ),
)
"""What is hinted at while nothing can be changed."""

ALL_AT_ONCE = tuple(hint("gradually", "all at once") if h.action == "gradually" else h for h in LOCKED)
"""The same while statements appear one at a time."""

UNLOCKED = (
    hint("unlock", "lock"),
    hint("add"),
    hint("space", "status"),
    hint("undo"),
    hint("status", "status…"),
    hint("down", "choose", "↑ ↓"),
    hint("on", "slides", "← →"),
    hint("keys"),
    hint("leave"),
)
"""What is hinted at while the canvas can be changed."""

TYPING = (Hint("keep", "enter", "keep"), Hint("end_typing", "esc", "end"))
"""What is hinted at while a statement is typed."""


def explained() -> list[tuple[str, str]]:
    """The keys and what they do, for reading; the eight panels as one."""
    rows = [(key.shown, key.help) for key in KEYS if not key.action.startswith("panel(")]
    return [*rows[:5], ("1 to 8", "that panel"), *rows[5:]]
