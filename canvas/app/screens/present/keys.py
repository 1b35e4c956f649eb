"""The table of actions while presenting; `user_keys.py` makes bindings, hints and help of it."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

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
    "unlock", "add", "add_here", "capture_line", "as_typed", ActionOnStatement, "undo", "redo", "guidance",
    "more_guidance", "findings", "meeting", "room", "timer", "theme", "keys", "leave", "keep", "end_typing",
]  # fmt: skip
"""The ids of the actions; the screen holds a handler for each."""

PANEL_ACTIONS: tuple[PanelAction, ...] = get_args(PanelAction)

WHILE_TYPING: tuple[SlideAction, ...] = ("keep", "end_typing")
"""The actions that are enabled while a statement is typed; the editor handles their keys."""

WALK, EDIT, ROOM = "Walk", "Once unlocked", "In the room"


class Key(NamedTuple):
    """An action of the presentation.

    Attributes:
        id: the id of the action.
        label: one to three words for a hint; the board's where it is empty.
        help: one line that says what it does; the board's where it is empty.
        group: the heading it stands under in the help.
    """

    id: SlideAction
    label: str = ""
    help: str = ""
    group: str = WALK


KEYS: tuple[Key, ...] = (
    Key("on", "next", "the next slide, or statement"),
    Key("back", "back", "the slide before"),
    Key("down", "statement", "the next slide; while unlocked the next statement"),
    Key("up", "statement", "the slide before; while unlocked the statement above"),
    *(Key(name, f"panel {number}", f"panel {number}") for number, name in enumerate(PANEL_ACTIONS, 1)),
    Key("first", "first", "the first slide"),
    Key("last", "where we stand", "the count, disputed with reasons, next steps by owner"),
    Key("board", "whole board", "the whole board on a slide"),
    Key("gradually", "one by one", "let statements appear one at a time, or all at once"),
    Key("details", "fields", "each statement's own fields, or none"),
    Key("unlock", "unlock", "unlock: the keys below change the canvas; once more locks it", EDIT),
    Key("add", "add", group=EDIT),
    Key("add_here", "add here", group=EDIT),
    Key("capture_line", "one line", group=EDIT),
    Key("as_typed", "as typed", group=EDIT),
    *(Key(name, group=EDIT) for name in ON_STATEMENT),
    Key("undo", "undo", "undo what was changed here", EDIT),
    Key("redo", "redo", group=EDIT),
    Key("guidance", "guidance", "what belongs in the panel, beside its slide, or no longer", ROOM),
    Key("more_guidance", "all guidance", "every hint and example of the panel", ROOM),
    Key("findings", "what is missing", "what the panel lacks, as far as partners may read it", ROOM),
    Key("meeting", "agenda", "the agenda of the meeting that runs, and what came of it so far", ROOM),
    Key("room", "everyone's pen", group=ROOM),
    Key("timer", "timer", "minutes for this panel, or for all eight; pause, a minute more", ROOM),
    Key("theme", "light or dark", "switch between the light and the dark theme", ROOM),
    Key("keys", "keys", "these keys", ROOM),
    Key("leave", "leave", "back to the board, to where you were", ROOM),
)


def command(action: SlideAction) -> str:
    """The action in Textual's notation."""
    return f"do('{action}')"
