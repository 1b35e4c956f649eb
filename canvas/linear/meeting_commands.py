"""Commands for reviews and for meetings, with or without phones."""

from __future__ import annotations

from canvas.linear.command import Command

MEETING_COMMANDS = (
    Command(
        "reviews",
        (),
        "reviews, or reviews new NAME, or reviews answer, or reviews show, or reviews readers partners",
        "reads how partners see the partnership, begins a round, takes answers in turn, or shows them",
    ),
    Command(
        "begin",
        (),
        "begin, or begin NAME",
        "begins a meeting: asks who is here and what is on the agenda, after what was promised last time",
    ),
    Command(
        "end",
        (),
        "end",
        "ends the meeting, and reads its minutes",
        "ends the meeting: say done, park or delete before the number, or end alone",
    ),
    Command(
        "minutes",
        (),
        "minutes, or minutes 2026-11-23, or minutes NAME",
        "reads the minutes of the meeting that runs, so far, or of the last one, or of another",
    ),
    Command(
        "room",
        (),
        "room, or room slips, or room link, or room move, or room delete, or room end",
        "tells how phones get in and what they are asked, opens a tray for paper slips, changes the link, "
        "lets phones in again or at another address of this computer, deletes a meeting that was cut off, or "
        "ends the meeting",
    ),
    Command(
        "tray",
        ("F",),
        "tray, or tray take 1 2, or tray park 1, or tray drop 1, or tray drop all, or tray join 1 2.3, "
        "or tray slip 2 WORDS, or tray undo",
        "reads what phones and paper slips brought in, with numbers, and decides on it",
    ),
    Command(
        "ask",
        (),
        "ask write 2, or ask vote 2 3, or ask hands 2.3, or ask review, or ask show, or ask keep, "
        "or ask close",
        "asks the room, shows how it answers, or puts the answers in the canvas",
    ),
)
