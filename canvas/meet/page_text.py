"""The words of the pages of a meeting, and the one way in which text gets into their HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from canvas.meet.types import Activity, Naming, ReceiptCode, Standing
from canvas.model.sanitize import printable, printable_line
from canvas.model.types import Status

REFUSALS: Final[Mapping[str, str]] = {
    "wrong": "That is not the code. Look at the wall again: it changes every few minutes.",
    "expired": "This link does not work any more. Type the code that is on the wall now.",
    "wait": "Too many wrong codes were typed in this room. Wait a few seconds, then try again.",
    "full": "This meeting cannot take any more. Please tell the facilitator.",
    "ended": "This meeting has ended.",
    "empty": "Nothing was sent: write something, or choose an answer, first.",
    "too-long": "This is too long for one statement. Please make it shorter, or two of it.",
    "too-many": "You have sent as much as one phone may. Please tell the facilitator the rest.",
    "share": "So much came from your network address that the rest is kept for others. Tell the facilitator.",
    "closed": "This was closed before your answer came in.",
    "no-name": "Names are shown in this meeting. Please give yours first.",
    "unfit": "This does not fit what is asked now. Look at the page again.",
    "over-budget": "That is more dots than you have. Take some away.",
    "no-organisation": "Choose the organisation that you answer for first.",
    "answered": "This organisation has answered already. Tick the box to replace that, and send again.",
    "not-kept": "This could not be stored just now. Please send it again.",
    "out": "Your phone is not in this meeting any more. Type the code that is on the wall.",
    "not-found": "There is no such page here.",
    "method": "That cannot be done here.",
    "misdirected": "This is not the address of a meeting. Type the one that is on the wall.",
    "foreign": "This did not come from the page of the meeting, so it was not taken.",
    "too-large": "This is more than one phone may send at once.",
    "slow": "This took too long to arrive. Please send it again.",
    "busy": "Too much came in at once. Wait a few seconds, then try again.",
    "broken": "Something went wrong here, and nothing of yours was taken. Please try again.",
}
"""Why something was refused, in one sentence each."""

NAMINGS: Final[Mapping[Naming, str]] = {
    "anonymous": "No names: nobody is shown who wrote what.",
    "named": "Names are shown: yours stands beside what you write.",
}
"""What is said on every page about names."""

STANDINGS: Final[Mapping[Standing, str]] = {
    "waiting": "sent",
    "taken": "on the board",
    "joined": "on the board, joined with another",
    "parked": "parked for another day",
    "dropped": "not taken up",
    "removed": "was on the board, and was removed there",
    "held": "taken, and not shown to all",
}
"""What became of a statement that a phone sent."""

STATUSES: Final[Mapping[Status, str]] = {
    "proposed": "proposed",
    "agreed": "agreed",
    "disputed": "disputed",
    "parked": "parked",
    "done": "done",
}
ACTIVITIES: Final[Mapping[Activity, str]] = {
    "follow": "Nothing is asked just now",
    "write": "Write what you think",
    "vote": "Give your dots",
    "hands": "Show of hands",
    "review": "How are we doing?",
}
"""The heading of what is asked."""

SPREAD_ONLY: Final = "Only the numbers are shown, never who chose what."
TAKEN: Final[ReceiptCode] = "taken"
UNTITLED: Final = "A partnership"


def refusal(code: str) -> str:
    """The sentence for the code of a refusal; a general one where the code is unknown."""
    return REFUSALS.get(code, REFUSALS["broken"])


def text(said: str) -> str:
    """Text for HTML, in an element or a quoted attribute."""
    return escape(printable(said), quote=True)


def line(said: str) -> str:
    """Text of one line for HTML."""
    return escape(printable_line(said), quote=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 dot, 2 dots."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listing(rows: str, *, tag: str = "ul", style: str = "statements") -> str:
    """A list without bullets, which Safari takes for a list only where its role says so."""
    return f'<{tag} class="{style}" role="list">\n{rows}</{tag}>\n'
