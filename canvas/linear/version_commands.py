"""Commands for what differs between two versions, and for the copies of groups."""

from __future__ import annotations

from canvas.linear.command import Command

VERSION_COMMANDS = (
    Command(
        "differences",
        ("unsettled",),
        "differences",
        "reads the differences between two versions, with numbers",
    ),
    Command("keep", ("<",), "keep 1", "keeps what this version says"),
    Command("take", (">",), "take 1", "takes what the other version says"),
    Command(
        "join",
        (),
        "join",
        "takes in a conflicted copy of a sync program beside the file",
        "takes in a conflicted copy beside the file: say duplicates for statements that say the same",
    ),
    Command(
        "groups",
        (),
        "groups, or groups FOLDER",
        "takes in what groups wrote in their copies, beside the file or in a folder",
    ),
    Command(
        "duplicates",
        (),
        "duplicates, or duplicates 1 join, or duplicates 1 other, or duplicates 1 apart",
        "reads statements of groups that may say the same, with numbers; makes one of two, or keeps both",
    ),
)
