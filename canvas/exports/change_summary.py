"""The kinds of changes: how many there are of each, and a one-line summary of all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from canvas.exports.phrases import format_value, line, quote_item
from canvas.model.canvas import AGREED, THEIRS, has_other_version
from canvas.model.field_changes import FieldChange
from canvas.model.graphemes import width
from canvas.model.schema import BY_KEY, PROPERTIES, STATUS

if TYPE_CHECKING:
    from canvas.model.compare import Change, Differences

WIDTH: Final = 72
"""Maximum columns of a line of a commit message."""

_QUOTES_WIDTH: Final = len("‘’")


class ChangeKind(NamedTuple):
    """One kind of change: its name after a number, and the subject of a commit with one such change."""

    name: str
    subject: str


_STATUS: dict[str, ChangeKind] = {
    "agreed": ChangeKind("agreed", "Agree {name}"),
    "disputed": ChangeKind("disputed", "Dispute {name}"),
    "parked": ChangeKind("parked", "Park {name}"),
    "done": ChangeKind("done", "Finish {name}"),
    "proposed": ChangeKind("proposed again", "Propose {name} again"),
}
for _choice in STATUS.choices:
    _STATUS.setdefault(_choice.key, ChangeKind(_choice.key, f"Mark {{name}} as {_choice.key}"))

_KINDS: dict[str, ChangeKind] = {
    "new": ChangeKind("new", "Add {name} to {panel}"),
    "unsettled": ChangeKind("not resolved", "Leave {name} unresolved"),
    "settled": ChangeKind("settled", "Resolve {name}"),
    **_STATUS,
    "removed": ChangeKind("removed", "Remove {name} from {panel}"),
    "moved": ChangeKind("moved", "Move {name} to {panel}"),
    "reworded": ChangeKind("reworded", "Reword {name}"),
    "reordered": ChangeKind("reordered", "Move {name} within {panel}"),
    "changed": ChangeKind("changed", "Change {name}{fields}"),
}
"""Every kind; a change of several kinds is counted as the first of them."""


def kinds(change: Change) -> list[str]:
    """The kinds of a change, in the order of the table."""
    status = change.status.after if change.status else None
    fields = {field.key for field in change.fields}
    theirs = change.field(THEIRS) or FieldChange(THEIRS, None, None)
    before, after = (has_other_version({THEIRS: value}) for value in (theirs.before, theirs.after))
    if change.item.is_unresolved and status in AGREED:
        status = None  # one version of two is agreed, which settles nothing
    holds = {
        "new": change.is_new,
        "removed": change.is_gone,
        "unsettled": after,
        "settled": before and not after,
        "moved": change.is_moved,
        "reworded": "text" in fields,
        "reordered": change.reordered,
        "changed": fields - {"text", THEIRS, STATUS.key},
    }
    found = [key for key in _KINDS if holds.get(key) or (key in _STATUS and key == status)]
    return found or ["changed"]


def counts(differences: Differences) -> list[str]:
    """The number of changes of each kind: 5 new, 3 agreed."""
    number = Counter(kinds(change)[0] for change in differences.items)
    number["changed"] += len(differences.properties)
    for change, _ in differences.told_records:
        number["new" if change.is_new else "removed" if change.is_gone else "changed"] += 1
    return [f"{number[key]} {kind.name}" for key, kind in _KINDS.items() if number[key]]


def summary(differences: Differences) -> str:
    """All changes in one line, for a list of versions or as the subject of a commit."""
    if differences.are_none:
        return "No change"
    if differences.number == 1 and not differences.records:
        return _of_item(*differences.items) if differences.items else _of_property(*differences.properties)
    numbers = counts(differences)
    while width(", ".join(numbers)) > WIDTH:
        numbers = [*numbers[: -1 - (numbers[-1] == "…")], "…"]
    return ", ".join(numbers)


def _of_item(change: Change) -> str:
    """The subject of a commit that changes one item, with the changed fields where there is room."""
    panel = BY_KEY[change.panel]
    template = _KINDS[kinds(change)[0]].subject
    labels = [spec.label.lower() for spec in panel.fields if change.field(spec.key)]
    text = (change.before or change.item).text
    room = 0
    subject = ""
    for fields in (f": {', '.join(labels)}" * bool(labels), ""):
        if room < WIDTH // 3:
            subject = template.format(name="{name}", panel=panel.title, fields=fields)
            room = WIDTH - width(subject.format(name=""))
    return subject.format(name=quote_item(text, room - _QUOTES_WIDTH))


def _of_property(change: FieldChange) -> str:
    """The subject of a commit that changes one of the canvas's own fields."""
    spec = next((spec for spec in PROPERTIES if spec.key == change.key), None)
    if spec is None or not (spec.accepts(change.after) or change.after is None):
        return "Change what the canvas says of itself"
    label = spec.label.lower()
    if not change.after or (isinstance(change.after, str) and not line(change.after)):
        return f"Clear the {label}"
    if isinstance(change.after, str) and spec.type != "choice":
        lead = f"Change the {label} to "
        return lead + quote_item(change.after, WIDTH - width(lead) - _QUOTES_WIDTH)
    return f"Set the {label} to {format_value(change.after).strip('‘’')}"
