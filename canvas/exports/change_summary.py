"""What sort of change each one is, how many there are of each, and all of it in one line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import combining, east_asian_width

from canvas.exports.phrases import format_value, line
from canvas.model.canvas import AGREED, THEIRS, has_other_version
from canvas.model.compare import FieldChange
from canvas.model.schema import BY_KEY, PROPERTIES, STATUS

if TYPE_CHECKING:
    from canvas.model.compare import Change, Differences

WIDTH: Final = 72
"""How many columns a line of a commit message may have."""


class ChangeKind(NamedTuple):
    """One kind of change.

    Attributes:
        told: what to call so many of them, after the number.
        subject: the one change there is, as the subject of a commit.
    """

    told: str
    subject: str


_STATUS: dict[str, ChangeKind] = {
    "agreed": ChangeKind("agreed", "Agree {name}"),
    "disputed": ChangeKind("disputed", "Dispute {name}"),
    "parked": ChangeKind("parked", "Park {name}"),
    "done": ChangeKind("done", "Finish {name}"),
    "proposed": ChangeKind("proposed again", "Propose {name} again"),
}
for _choice in STATUS.choices:  # one that is new in the table of panels
    _STATUS.setdefault(_choice.key, ChangeKind(_choice.key, f"Mark {{name}} as {_choice.key}"))

_SORTS: dict[str, ChangeKind] = {
    "new": ChangeKind("new", "Add {name} to {panel}"),
    "unsettled": ChangeKind("not settled", "Leave {name} unsettled"),
    "settled": ChangeKind("settled", "Settle {name}"),
    **_STATUS,
    "removed": ChangeKind("removed", "Remove {name} from {panel}"),
    "moved": ChangeKind("moved", "Move {name} to {panel}"),
    "reworded": ChangeKind("reworded", "Reword {name}"),
    "reordered": ChangeKind("reordered", "Move {name} within {panel}"),
    "changed": ChangeKind("changed", "Change {name}{fields}"),
}
"""Every sort, in the order in which they are counted; what is of several is of the first."""

_NOTHING = "No change"


def sorts(change: Change) -> list[str]:
    """The sorts of a change, in the order of the table."""
    status = change.status.after if change.status else None
    texts = {field.key for field in change.fields}
    theirs = change.field(THEIRS) or FieldChange(THEIRS, None, None)
    were, are = (has_other_version({THEIRS: value}) for value in (theirs.before, theirs.after))
    if change.item.is_unresolved and status in AGREED:
        status = None  # one version of two is agreed, which settles nothing
    holds = {
        "new": change.is_new,
        "removed": change.is_gone,
        "unsettled": are,
        "settled": were and not are,
        "moved": change.is_moved,
        "reworded": "text" in texts,
        "reordered": change.reordered,
        "changed": texts - {"text", THEIRS, STATUS.key},
    }
    found = [key for key in _SORTS if holds.get(key) or (key in _STATUS and key == status)]
    return found or ["changed"]


def counts(differences: Differences) -> list[str]:
    """How many changes there are of each sort, each of them counted once: 5 new, 3 agreed."""
    number = Counter(sorts(change)[0] for change in differences.items)
    number["changed"] += len(differences.properties)
    return [f"{number[key]} {sort.told}" for key, sort in _SORTS.items() if number[key]]


def summary(differences: Differences) -> str:
    """All of it in one line of 72 columns, for a list of versions or as the subject of a commit."""
    if differences.are_none:
        return _NOTHING
    if len(differences.items) + len(differences.properties) == 1:
        return _of_one(*differences.items) if differences.items else _of_itself(*differences.properties)
    told = counts(differences)
    while _columns(", ".join(told)) > WIDTH:
        told = [*told[: -1 - (told[-1] == "…")], "…"]
    return ", ".join(told)


def _of_one(change: Change) -> str:
    """The subject of a commit that changes one statement; the fields are told as far as there is room."""
    panel = BY_KEY[change.panel]
    template = _SORTS[sorts(change)[0]].subject
    labels = [spec.label.lower() for spec in panel.fields if change.field(spec.key)]
    subject = template.format(
        name="{name}", panel=panel.title, fields=f": {', '.join(labels)}" * bool(labels)
    )
    if _room(subject) < WIDTH // 3:
        subject = template.format(name="{name}", panel=panel.title, fields="")
    return subject.format(name=_named((change.before or change.item).text, _room(subject)))


def _room(subject: str) -> int:
    """How many columns a subject leaves for the name in it."""
    return WIDTH - _columns(subject.format(name=""))


def _of_itself(change: FieldChange) -> str:
    """The subject of a commit that changes one thing that the canvas says of itself."""
    spec = next((spec for spec in PROPERTIES if spec.key == change.key), None)
    if spec is None or not (spec.accepts(change.after) or change.after is None):
        return "Change what the canvas says of itself"
    if not change.after or (isinstance(change.after, str) and not line(change.after)):
        return f"Clear the {spec.label.lower()}"
    if isinstance(change.after, str) and spec.type != "choice":
        lead = f"Change the {spec.label.lower()} to "
        return lead + _named(change.after, WIDTH - len(lead))
    return f"Set the {spec.label.lower()} to {format_value(change.after).strip('‘’')}"


def _named(text: str, room: int) -> str:
    """A statement in quotation marks, in so many columns at most."""
    text = line(text)
    if not text:
        return "a statement without words"
    if _columns(text) <= room - 2:
        return f"‘{text}’"
    last = len(text)
    while _columns(text[:last]) > room - len("‘…’"):
        last -= 1
    at = text.rfind(" ", 0, last + 1)
    return f"‘{text[: at if at >= last // 2 else last].rstrip(' ,;:–-')}…’"


def _columns(text: str) -> int:
    """How many columns a line takes up."""
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)
