"""The table of actions: id, keys, label, help and group.

The bindings (`bindings.py`), the status line's hints, the help, the command palette and the user's own key
map are all made from this table. `canvas.app.actions` maps each id to the command that carries it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.keys import key_to_character

ActionId = Literal[
    "up", "down", "left", "right", "next_panel", "previous_panel", "panel_1", "panel_2", "panel_3",
    "panel_4", "panel_5", "panel_6", "panel_7", "panel_8", "first", "last", "page_up", "page_down",
    "add", "add_here", "edit", "form", "editor", "delete", "undo", "redo", "item_down", "item_up", "item_to",
    "capture_line", "as_typed", "owner", "what_next", "day", "kind", "visibility", "next_status", "status",
    "dispute", "why", "mark", "unmark", "vote", "unvote", "sort", "temperature", "parked", "consent_round",
    "next_steps", "findings", "keep_ours", "take_theirs", "settle", "zoom", "present", "find", "guidance",
    "more_guidance", "timer", "link", "menu", "help", "palette", "theme", "properties", "save",
    "save_as", "export", "copy", "settings", "open", "quit", "changes", "history", "commit",
    "bring_back", "restore", "join", "join_groups", "walk_join", "repair_text", "import_file", "review",
    "meeting", "room",
]  # fmt: skip
"""Every action; `canvas.app.actions` has a handler for each."""

PANEL_ACTIONS: tuple[ActionId, ...] = (
    *("panel_1", "panel_2", "panel_3", "panel_4"),
    *("panel_5", "panel_6", "panel_7", "panel_8"),
)
"""The actions that go to a panel, in the order of the panels."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do.

    Attributes:
        id: its name; it stays the same when keys or labels change.
        keys: the keys that do it, as Textual spells them.
        label: one to three words for hints and the palette.
        help: one line that says what it does.
        group: the heading it stands under in the help.
        shown: the keys as a person reads them; made from ``keys`` where empty.
    """

    id: ActionId
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    shown: str = ""

    @property
    def keys_shown(self) -> str:
        """The keys as a person reads them."""
        return self.shown or " ".join(spelled(key) for key in self.keys)

    @property
    def hint(self) -> tuple[str, str]:
        """The first of its keys, and its label as a hint has it."""
        return self.keys_shown.split()[0], self.label.lower()


_SPELLED = {"slash": "/", "plus": "+", "minus": "-", "at": "@", "escape": "esc"}
"""The keys for which Textual has no character, or none that a person would read."""


def spelled(key: str) -> str:
    """A key as a person reads it: the character it stands for, or its name."""
    if key in _SPELLED:
        return _SPELLED[key]
    modifiers, plus, last = key.rpartition("+")
    if plus and last:
        return f"{modifiers}+{spelled(last)}"
    character = key_to_character(key)
    return character if character and character.isprintable() and not character.isspace() else key


_ARROWS = str.maketrans({"↑": "up", "↓": "down", "←": "left", "→": "right"})


def arrows_named(keys: str) -> str:
    """Keys in words, for a terminal of ASCII: there ^ < > v are the signs for arrows, and keys themselves."""
    return keys.translate(_ARROWS)


def does_nothing(key: str, way_out: str) -> str:
    """What is said of a key that has no meaning where it was pressed."""
    return f"{spelled(key)} does nothing here; {way_out}."


MOVE, WRITE, AGREE, LOOK, KEEP = "Move", "Write", "Agree", "Look", "Keep"
SETTLE, VERSIONS = "Resolve differences between two versions", "Versions in git"

ON_ITEMS: tuple[ActionId, ...] = (
    *("owner", "what_next", "day", "kind", "visibility", "next_status", "status", "dispute", "why", "vote"),
    *("unvote", "temperature"),
)
"""What is done with statements by the same keys on the board, on unlocked slides and in lists."""

ABOVE_BOARD: tuple[ActionId, ...] = (*ON_ITEMS, "capture_line", "undo", "redo")
"""The actions of the board that work on each screen above it that shows statements."""

UNSETTLED, MARKED, READ_ONLY = "unsettled", "marked", "read-only"
"""Circumstances: there are unresolved conflicts, items are selected, nothing may be changed."""

_HINTED: tuple[ActionId, ...] = (
    *("add", "next_status", "owner", "day", "next_steps", "present", "undo", "save", "edit", "find"),
    *("export", "delete", "form", "item_to", "zoom", "guidance", "timer", "quit", "help"),
)
HINTED: dict[str, tuple[ActionId, ...]] = {
    "": _HINTED,
    UNSETTLED: ("keep_ours", "take_theirs", "settle", *_HINTED),
    MARKED: (
        *("next_status", "status", "owner", "day", "vote", "delete", "item_to", "mark", "unmark", "help"),
    ),
    READ_ONLY: (
        *("next_steps", "present", "find", "zoom", "form", "export", "guidance", "changes", "quit", "help"),
    ),
}
"""The actions that the status line hints at, by priority, in each circumstance and without any."""

ACTIONS: tuple[Action, ...] = (
    Action("up", ("up", "k"), "Up", "the statement above; from the first, the panel above", MOVE, "↑ k"),
    Action("down", ("down", "j"), "Down", "the statement below; from the last, the panel below", MOVE, "↓ j"),
    Action("left", ("left", "h"), "Left", "the panel to the left", MOVE, "← h"),
    Action("right", ("right", "l"), "Right", "the panel to the right", MOVE, "→ l"),
    Action("next_panel", ("tab", "f6"), "Next panel", "the next panel in reading order", MOVE),
    Action("previous_panel", ("shift+tab",), "Previous panel", "the panel before in reading order", MOVE),
    *(
        Action(key, (str(number),), f"Panel {number}", f"go to panel {number}", MOVE)
        for number, key in enumerate(PANEL_ACTIONS, 1)
    ),
    Action("first", ("g", "home"), "First statement", "the first statement of the panel", MOVE),
    Action("last", ("G", "end"), "Last statement", "the last statement of the panel", MOVE),
    Action("page_up", ("pageup",), "Page up", "a panel's height up", MOVE, "pgup"),
    Action("page_down", ("pagedown",), "Page down", "a panel's height down", MOVE, "pgdn"),
    Action("add", ("a",), "Add", "new statements at the end: enter keeps each, esc keeps and ends", WRITE),
    Action("add_here", ("A",), "Add here", "new statements right after this one", WRITE),
    Action(
        "edit", ("enter", "f2"), "Reword", "reword the statement in place: enter keeps, esc cancels", WRITE
    ),
    Action(
        "capture_line",
        ("colon",),
        "One line…",
        "one statement from anywhere: 5 find rooms @Ana by fri",
        WRITE,
    ),
    Action(
        "as_typed",
        ("ctrl+t",),
        "As typed",
        "while typing, or right after a paste: keep the words as they are",
        WRITE,
    ),
    Action("form", ("e", "f7"), "All fields", "every field of the statement", WRITE),
    Action("editor", ("E",), "Editor", "the statement's text and note in $VISUAL or $EDITOR", WRITE),
    Action(
        "delete", ("delete", "f8"), "Delete", "delete the statement; undo brings it back", WRITE, "del f8"
    ),
    Action("repair_text", ("W",), "Repair text…", "text that was decoded wrongly, such as donâ€™t", WRITE),
    Action("undo", ("u",), "Undo", "undo the latest change, as often as you like", WRITE),
    Action("redo", ("ctrl+r",), "Redo", "redo the change undone last", WRITE),
    Action("item_down", ("J", "shift+down"), "Move down", "move the statement down in its panel", WRITE, "J"),
    Action("item_up", ("K", "shift+up"), "Move up", "move the statement up in its panel", WRITE, "K"),
    Action("item_to", ("m",), "Move to…", "move the statement to another panel", WRITE),
    Action("owner", ("o", "at"), "Owner…", "who is responsible; the beginning of a name will do", AGREE),
    Action("day", ("d",), "Day…", "by which day: fri, +2w, 1 dec", AGREE),
    Action("what_next", ("N",), "What next…", "what happens next with it, beginning with a verb", AGREE),
    Action("kind", ("number_sign", "f12"), "Kind…", "what sort of statement it is, from a list", AGREE),
    Action("visibility", ("X",), "Who may read…", "who finds it in a summary: us, partners, anyone", AGREE),
    Action("next_status", ("space",), "Agree", "agreed, or proposed again; what is done stays", AGREE),
    Action("status", ("s", "f4"), "Status…", "choose a status; if disputed, say why", AGREE),
    Action(
        "dispute", ("exclamation_mark",), "Disputed…", "someone cannot live with it; then asks why", AGREE
    ),
    Action("why", ("w",), "Why not…", "what someone cannot live with; it stays with the statement", AGREE),
    Action(
        "mark",
        ("v",),
        "Select",
        "select the statement, and go on; status, votes, move, delete then act on all",
        AGREE,
    ),
    Action(
        "unmark", ("escape",), "Clear the selection", "clear the selection; then back to the board", AGREE
    ),
    Action("vote", ("plus",), "Vote", "one vote more", AGREE),
    Action("unvote", ("minus",), "One vote fewer", "one vote fewer", AGREE),
    Action("sort", ("V",), "Sort by votes", "the panel's statements, the most votes first", AGREE),
    Action("temperature", ("f",), "Show of hands…", "fingers held up, 0 to 5, and how they spread", AGREE),
    Action(
        "findings",
        ("9",),
        "What is missing…",
        "a check for gaps: what is ready or missing, to mend or to say why not",
        AGREE,
    ),
    Action(
        "consent_round",
        ("Y",),
        "Consent round…",
        "each proposed statement on a slide: agreed, or who cannot live with it",
        AGREE,
    ),
    Action("parked", ("P",), "Parked…", "all that is parked, to take up again", AGREE),
    Action(
        "review", ("Q",), "Review…", "ask partners how they see the partnership, and where they differ", AGREE
    ),
    Action("meeting", ("B",), "Meeting…", "begin a meeting, see its agenda, or end it: minutes", AGREE),
    Action(
        "room",
        ("F",),
        "Everyone's pen…",
        "what phones and paper slips bring in, and what the room is asked",
        AGREE,
    ),
    Action(
        "next_steps", ("n",), "Next steps…", "who does what by when: acts, days, owners, what is done", AGREE
    ),
    Action("keep_ours", ("less_than_sign",), "Keep this", "keep what stands, and on to the next", SETTLE),
    Action(
        "take_theirs", ("greater_than_sign",), "Take the other", "take what the other version says", SETTLE
    ),
    Action("settle", ("r",), "Differences…", "every difference between two versions, in full", SETTLE),
    Action("join", ("M",), "Join a copy", "a sync program's conflicted copy beside the file, merged", SETTLE),
    Action(
        "join_groups",
        ("ctrl+g",),
        "Join groups…",
        "what groups wrote in their copies, joined, and walked through",
        SETTLE,
    ),
    Action(
        "walk_join",
        ("ctrl+d",),
        "Near duplicates…",
        "every difference, then statements of groups that may say the same, large",
        SETTLE,
    ),
    Action("zoom", ("z",), "One panel", "this panel on the whole screen, and back", LOOK),
    Action("present", ("p", "f5"), "Present", "one panel a screen, for the whole room; esc comes back", LOOK),
    Action("find", ("slash", "f3"), "Find", "find words in every panel and go there", LOOK),
    Action("guidance", ("i",), "Guidance", "what belongs in this panel, and what it lacks", LOOK),
    Action(
        "more_guidance",
        ("I",),
        "More guidance…",
        "every hint and example; in Principles, some to begin with",
        LOOK,
    ),
    Action("timer", ("t",), "Timer…", "minutes for this panel, or for all eight", LOOK),
    Action("link", ("L",), "Link…", "open the statement's link, once you have seen where it leads", LOOK),
    Action(
        "menu", ("full_stop", "f9"), "Menu…", "what can be done with the statement, as by a right click", LOOK
    ),
    Action("help", ("question_mark", "f1"), "Help", "every key", LOOK),
    Action("palette", ("ctrl+p",), "Commands", "every command, by its name", LOOK),
    Action("theme", ("T",), "Light or dark", "switch between the light and the dark theme", LOOK),
    Action("properties", ("c",), "Canvas…", "the canvas's title, stage, next review and contact", KEEP),
    Action("save", ("ctrl+s",), "Save", "save; only what changed is rewritten", KEEP, "ctrl+s"),
    Action("save_as", ("S",), "Save as…", "save under another name", KEEP),
    Action("export", ("x",), "Export…", "read the partners' summary, and write it to a file", KEEP),
    Action("import_file", ("ctrl+f",), "From a file…", "an agreement, or what partners sent back", KEEP),
    Action("copy", ("y",), "Copy…", "copy the statement, the panel or the summary, to paste elsewhere", KEEP),
    Action("settings", ("comma",), "Settings…", "colours, keys, days and more, kept for all canvases", KEEP),
    Action("open", ("O",), "Open…", "another canvas, a new one or an example", KEEP),
    Action("quit", ("ctrl+q",), "Quit", "quit; asks first about what is not saved", KEEP),
    Action("changes", ("D",), "What changed…", "since the last commit, a day or a version", VERSIONS),
    Action("history", ("H",), "History…", "every version in git, each to look at", VERSIONS),
    Action("commit", ("C",), "Save and commit…", "save, and keep this version in git", VERSIONS),
    Action("bring_back", ("b",), "Bring back", "from an older version into the present one", VERSIONS),
    Action("restore", ("R",), "Restore…", "unsaved changes of an earlier session, to restore", KEEP),
)

BY_NAME: dict[str, Action] = {action.id: action for action in ACTIONS}
"""Each action by its id, which is also its name in the settings."""

Hints = tuple[tuple[str, str], ...]
"""Keys and labels by priority; the last two, the way out and the help, are always shown."""


def hints_of(actions: tuple[Action, ...], names: tuple[ActionId, ...]) -> Hints:
    """The hints at some of the actions by their ids, those that have keys."""
    known = {action.id: action for action in actions}
    return tuple(known[name].hint for name in names if known[name].keys)


def all_hints(actions: tuple[Action, ...]) -> dict[str, Hints]:
    """What the status line hints at, by the circumstance, where the actions have these keys."""
    return {circumstance: hints_of(actions, names) for circumstance, names in HINTED.items()}


HINTS: dict[str, Hints] = all_hints(ACTIONS)
"""What the status line hints at, by the circumstance, with the program's own keys."""

WHILE_TYPING: frozenset[str] = frozenset({"save", "quit", "next_panel", "previous_panel", "help", "as_typed"})
"""The actions that keys still run while an item is being typed; all but the last keep the text first."""


TAKES_AWAY: frozenset[ActionId] = frozenset(
    {"delete", "undo", "redo", "keep_ours", "take_theirs", "bring_back", "join"}
)
"""What may take something off the board at one key: not for a moment after a presentation."""

ASKS_IN_BURST: frozenset[ActionId] = TAKES_AWAY | {
    *("restore", "quit", "open", "save", "save_as", "export", "import_file", "join_groups", "walk_join"),
    *("commit", "settings", "palette", "menu", "editor", "settle"),
}
"""What deletes, overwrites or leaves, or opens what does: keys that may be a paste ask first."""


def types(key: str) -> bool:
    """Whether a key types a character into a field."""
    character = key_to_character(key)
    return character is not None and character.isprintable()


def groups(actions: tuple[Action, ...] = ACTIONS) -> dict[str, list[Action]]:
    """The actions by their group, in the order of the table."""
    grouped: dict[str, list[Action]] = {}
    for action in actions:
        grouped.setdefault(action.group, []).append(action)
    return grouped
