"""Sentences about the room of a meeting, for every front end; none names a key or a command by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from canvas.exports.phrases import counted
from canvas.meet.types import Ask, Contribution, Counts, Naming, ReceiptCode, Spread
from canvas.meet.views import named_review
from canvas.model.canvas import Canvas, Item
from canvas.model.review import rounds
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.show_of_hands import MAX_FINGERS

if TYPE_CHECKING:
    from canvas.meet.cut_off import CutOff
    from canvas.meet.place import Place
    from canvas.workspace_meet import Refusal, RoomLink
    from canvas.workspace_tray import Decision, Tray

ENDED: Final = "The meeting on the phones has ended; what waits can still be taken."

LETS_IN_AGAIN: Final = "lets phones in again"
FOUND: Final = "Phones get through again."
NO_NETWORK: Final = "This computer is on no network that phones could reach: join one first."

MEETING_DELETED: Final = "What was left of the meeting that was cut off is deleted."
MEETING_STAYS: Final = "The meeting that was cut off could not be deleted."

_MINUTE: Final = 60
_HOUR: Final = 3600
_MAX_BAR: Final = 30
_BESIDE_BAR: Final = 12

_REFUSALS: Mapping[Refusal, str] = {
    "ended": "The meeting on the phones has ended: nobody can answer any more.",
    "no_review": "No review is running: begin one first.",
    "no_partners": "This review names organisations, and the board has no partner to choose: add them first.",
}

_SLIPS: Mapping[str, str] = {
    "too-long": "That is too long for a slip.",
    "full": "The tray is full: drop some of it first.",
    "ended": "The meeting has ended.",
}


def opened(link: RoomLink, *, is_resumed: bool) -> str:
    """What runs beside the canvas now, and who gets there."""
    what = "The meeting that was cut off goes on" if is_resumed else "Phones can join"
    if not link.place.host:
        return f"{what}, with paper slips." if is_resumed else "The tray is open for paper slips."
    reach = "" if link.place.is_open else ", on this computer alone"
    naming = f"; {naming_told(link.room.naming)}" if is_resumed else ""  # as it began, whatever is wanted now
    return f"{what} at {link.place.address}{reach}{naming}."


def meeting_cut_off(found: CutOff) -> str:
    """A meeting that nobody has gone on with, and what waits in it."""
    when = time.strftime("%d %b, %H:%M", time.localtime(found.when)).lstrip("0")
    waits = f"; {counted(found.waiting, 'statement')} wait{'s' if found.waiting == 1 else ''} in its tray"
    return f"A meeting with phones or paper slips was cut off on {when}{waits if found.waiting else ''}."


def lost(link: RoomLink) -> str:
    """Phones do not get through since this machine is on another network, or the web server has failed."""
    elsewhere = f"this computer is not at {link.place.address} any more"
    return f"Phones no longer get through: {'the web server has failed' if link.failed_at else elsewhere}."


def moved(link: RoomLink, before: Place) -> str:
    """Where phones get in now, and whether that is another place than before."""
    if link.place == before:
        return f"Phones get in at {link.place.address} as before."
    return f"Phones get in at {link.place.address} now, by a new code to scan; the meeting is the same."


def not_kept(problem: str) -> str:
    """What comes in would not survive the program."""
    return f"What comes in is not safe: the disk does not take it ({problem})."


def naming_told(naming: Naming) -> str:
    """What is said on the phones about names."""
    return "names are shown" if naming == "named" else "nobody is named"


def asked_line(ask: Ask, canvas: Canvas, *, is_open: bool) -> str:
    """What the room is asked, or was asked last."""
    if not ask.number:
        return "Nothing is asked yet."
    return f"{'Asked' if is_open else 'Closed'}: {_what(ask, canvas)}."


def _what(ask: Ask, canvas: Canvas) -> str:
    panel = BY_KEY[ask.panel].title if ask.panel else "the canvas"
    match ask.activity:
        case "write":
            return f"statements for {panel}"
        case "vote":
            return (
                f"{counted(ask.budget, 'dot')} each on {counted(len(ask.statements), 'statement')} of {panel}"
            )
        case "hands":
            item = canvas.item(ask.statements[0]) if ask.statements else None
            return f"hands, 0 to {MAX_FINGERS}, on {quote(item.text) if item else panel}"
        case "review":
            beside = ", each phone for an organisation" if named_review(ask, canvas) else ""
            return f"the review, {counted(len(ask.statements), 'statement')}{beside}"
        case "follow":
            return "nothing"


def counts_line(counts: Counts, *, is_asking: bool = False) -> str:
    """How many are there, and how many have answered; never who."""
    answered = f", {counts.answered} answered" if is_asking else ""
    return f"{counted(counts.here, 'phone')} here{answered}"


def time_left(ends_at: float | None, now: float) -> str:
    """How long the room is open; empty where it does not end by itself."""
    if ends_at is None:
        return ""
    left = max(0, int(ends_at - now))
    hours, minutes = left // _HOUR, left % _HOUR // _MINUTE
    return f"ends in {hours} h {minutes:02} min" if hours else f"ends in {minutes} min"


def refused(refusal: Refusal, reason: str = "") -> str:
    """Why the room cannot be asked."""
    return reason if refusal == "read_only" else _REFUSALS.get(refusal, "")


def taken(said: list[Contribution]) -> str:
    """What was put on the board, and where, as a clause."""
    panels = {each.panel for each in said}
    where = BY_KEY[panels.pop()].title if len(panels) == 1 else "their panels"
    return f"Put {named(said)} in {where}"


def joined(said: list[Contribution], item: Item | None) -> str:
    """What was joined with what, as a clause."""
    return f"Joined {named(said)} with {quote(item.text)}" if item else f"Made one statement of {named(said)}"


def slip_refused(code: ReceiptCode) -> str:
    """Why a paper slip cannot be taken; an empty one needs no sentence."""
    return _SLIPS.get(code, "")


def named(found: list[Contribution]) -> str:
    """One contribution in quotation marks, or how many there are."""
    return quote(found[0].text) if len(found) == 1 else counted(len(found), "statement")


def undone(decision: Decision | None, tray: Tray) -> str:
    """What an undo in the tray came to."""
    if decision is None:
        what_else = "The canvas was changed since: undo that first."
        return what_else if tray.has_decisions else "There is nothing to undo here."
    if not decision.ids:
        return "Undone: the answers of the room are no longer in the canvas."
    waits = "waits" if len(decision.ids) == 1 else "wait"
    return f"Undone: {counted(len(decision.ids), 'statement')} {waits} in the tray again."


def dropped(count: int) -> str:
    """What was dropped, as a clause."""
    return f"Dropped {'all ' if count > 1 else ''}{counted(count, 'statement')}"


def still_waiting(count: int) -> str:
    """What is lost where a meeting ends now."""
    return f"{counted(count, 'statement')} still {'waits' if count == 1 else 'wait'} in the tray"


def spread_rows(spread: Spread, canvas: Canvas, columns: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each statement with its answers as bars and numbers, those with the most dots first; never who."""
    asked = {each.id: each for round_ in rounds(canvas) for each in round_.statements}
    most = max((max(shares, default=0) for shares in spread.counts.values()), default=0)
    room = max(1, min(_MAX_BAR, columns - _BESIDE_BAR))
    order = sorted(
        spread.counts, key=lambda each: -spread.counts[each][0] if spread.activity == "vote" else 0
    )

    def bar(count: int) -> str:
        length = count if most <= room else -(-count * room // most)
        return f"{'█' * length} {count}" if count else "–"

    for each in order:
        item, statement, shares = canvas.item(each), asked.get(each), spread.counts[each]
        if spread.activity == "vote":
            lines = [bar(shares[0])]
        elif spread.activity == "hands":
            lines = [f"{fingers} {bar(shares[fingers])}" for fingers in range(MAX_FINGERS, -1, -1)]
        else:
            levels = ("Not relevant", *(statement.levels if statement else ()))
            lines = [
                f"{bar(share)} {visible_line(words)}" for words, share in zip(levels, shares, strict=False)
            ]
        said = item.text if item else statement.says if statement else ""
        yield visible_line(said), tuple(lines)
