"""The table of commands: their words, how each is used, and what it does."""

from __future__ import annotations

from canvas.linear.command import Command
from canvas.linear.meeting_commands import MEETING_COMMANDS
from canvas.linear.version_commands import VERSION_COMMANDS

COMMANDS: tuple[Command, ...] = (
    Command(
        "read",
        ("r", "show", "list"),
        "read 2, or read 2.3, or read all",
        "reads a panel, or one statement in full",
    ),
    Command("next", ("n",), "next", "reads the next panel"),
    Command("previous", ("p",), "previous", "reads the panel before"),
    Command("panels", ("c",), "panels", "tells what canvas this is, and what each panel holds"),
    Command("questions", ("i",), "questions 2", "tells what a panel asks, and the kinds and fields it has"),
    Command("steps", ("todo", "tasks"), "steps", "reads the next steps of all panels: who does what by when"),
    Command("ready", ("check", "missing"), "ready", "reads what is missing, with numbers, the gravest first"),
    Command("answer", (), "answer 2 REASON", "says why something that ready reads does not apply here"),
    Command("find", ("/", "search"), "find WORDS", "finds statements that hold all the words"),
    Command(
        "add",
        ("a", "new"),
        "add 2 WORDS, or add 2.3 WORDS",
        "adds a statement at the end of a panel, or right after another; without words, one after another",
    ),
    Command(
        "paste",
        (),
        "paste 2, or paste 2 as it is",
        "adds pasted text to a panel, a statement a line, without list signs unless as it is",
    ),
    Command("reword", ("w", "edit", "change"), "reword 2.3 NEW WORDS", "gives a statement other words"),
    Command(
        "status",
        ("s",),
        "status 2.3 agreed",
        "says how far the discussion has got: proposed, agreed, disputed, parked or done; "
        "several numbers may stand before it",
    ),
    Command("agree", ("agreed", "accept", "approve"), "agree 2.3", "marks statements as agreed"),
    Command(
        "dispute",
        ("!", "disputed", "disagree", "object"),
        "dispute 2.3 REASON",
        "marks statements as disputed, and says why",
    ),
    Command("park", (), "park 2.3", "marks statements as parked"),
    Command("done", ("finish",), "done 2.3", "marks statements as done"),
    Command("propose", ("proposed",), "propose 2.3", "marks statements as proposed again"),
    Command(
        "owner",
        ("o", "@", "assign", "who"),
        "owner 2.3 NAME",
        "says who is responsible, by the name or its first words; several numbers may stand before it",
    ),
    Command(
        "act",
        ("promise",),
        "act 2.3 WORDS",
        "says what happens next, beginning with a verb; several numbers may stand before it",
    ),
    Command(
        "day",
        ("d", "due", "date", "by"),
        "day 2.3 fri",
        "says by which day; several numbers may stand before it",
    ),
    Command(
        "kind",
        ("#",),
        "kind 2.3 need",
        "says what sort of statement it is; without a kind, tells which there are",
    ),
    Command("readers", (), "readers 2.3 internal", "says who may read it: internal, partners or public"),
    Command("vote", ("+",), "vote 2.3, or vote 2.3 less", "gives statements a vote more, or one fewer"),
    Command(
        "hands",
        ("f",),
        "hands 2.3 5 4 4 2",
        "records a show of hands, 0 to 5 fingers each; without fingers, tells the last one and asks",
    ),
    Command(
        "consent",
        (),
        "consent, or consent 2",
        "asks the room about each proposed statement of all panels, or of one: agreed, disputed, parked",
    ),
    Command("parked", (), "parked, or parked 2.3", "reads what is parked, or takes a statement up again"),
    Command(
        "timer",
        ("t",),
        "timer 5, or timer 40 all, or timer pause, go, more, next or stop",
        "gives a panel its minutes, or all eight; the time left is told before the next question",
    ),
    Command(
        "repair",
        (),
        "repair, or repair 2.3, or repair all",
        "restores text that was decoded wrongly, such as donâ€™t, after telling what it would be",
    ),
    Command("sort", (), "sort 2", "puts a panel's statements with the most votes first"),
    Command("set", ("e",), "set 2.3 owner NAME", "fills in a field; without a field, tells which there are"),
    Command("clear", (), "clear 2.3 owner", "empties a field"),
    Command("move", ("m",), "move 2.3 to 5, or move 2.3 up", "moves a statement"),
    Command("delete", ("remove",), "delete 2.3", "takes statements away"),
    Command(
        "undo",
        ("u", "revert"),
        "undo",
        "undoes the latest change, as often as you like",
        "undoes the latest change, whatever it was about: say undo alone",
    ),
    Command(
        "redo",
        ("ctrl+r",),
        "redo",
        "redoes the change undone last",
        "redoes the change undone last, whatever it was about: say redo alone",
    ),
    Command("title", ("rename",), "title NEW TITLE", "gives the canvas another title"),
    Command("stage", (), "stage forming", "says where the partnership is"),
    Command("review", (), "review 2027-01-12, or review none", "sets the day of the next review"),
    *MEETING_COMMANDS,
    Command("contact", (), "contact ANNA BELL, anna@example.org, or contact none", "says whom to write to"),
    *VERSION_COMMANDS,
    Command("summary", (), "summary partners", "reads the summary for internal, partners or public"),
    Command(
        "export",
        ("x", "print", "share", "send"),
        "export public, or export json, or export for NAME, or export sheets, or export minutes, "
        "or export since yesterday",
        "writes a file for others beside the canvas: for an audience, in a format, for one partner or each, "
        "with the minutes of the last meeting or with what changed first; without words, one like the last",
    ),
    Command(
        "import",
        (),
        "import FILE",
        "takes in an agreement, or what partners sent back, after telling each change with a number",
    ),
    Command("save", ("write",), "save, or save as NAME", "writes the canvas to its file, or to another"),
    Command("commit", (), "commit, or commit MESSAGE", "saves, and keeps this version in git"),
    Command(
        "history",
        ("versions", "log"),
        "history, or history 3, or history 3 2, or history 3 2.1",
        "tells the versions that git has, the newest first, or reads one of them, its panel or its statement",
    ),
    Command(
        "changes",
        ("diff",),
        "changes, or changes 3",
        "tells what changed since the newest version, or since that one",
    ),
    Command("back", (), "back 3 2.1", "brings a statement back from version 3, by the number it has there"),
    Command(
        "restore",
        (),
        "restore",
        "restores unsaved changes that were deleted in the last 30 days",
        "restores deleted unsaved changes: say restore alone, or undo, or back 1 2.1 for an older version",
    ),
    Command(
        "quit",
        ("q", "exit", "close", "leave", "bye"),
        "quit",
        "quits; asks first about what is not saved",
        "quits the program: say done, park or delete before the number, or quit alone",
    ),
    Command("help", ("?", "h"), "help, or help add", "lists the commands, or explains one of them"),
)

BY_WORD: dict[str, Command] = {word: c for c in COMMANDS for word in (c.name, *c.short)}
"""Each command by every word for it."""


def meant(word: str) -> Command | None:
    """Find a command by one of its words, or by an unambiguous prefix of its name."""
    word = word.casefold()
    if word in BY_WORD:
        return BY_WORD[word]
    found = [command for command in COMMANDS if command.name.startswith(word)]
    return found[0] if len(found) == 1 else None
