"""Next steps: who does what by when, gathered from all panels, by date or by owner; and how they change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from canvas.model.calendar_text import told
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit, find, set_item
from canvas.model.sanitize import quote
from canvas.model.text_folding import folded, folded_name
from canvas.model.types import ItemId, PanelKey

OVERDUE: Final = "Overdue"
DONE: Final = "Done"
NOT_YET: Final = "Not a next step yet: give it a day or an owner"
NO_DATE: Final = "No date"
NO_OWNER: Final = "No owner"

_WEEK: Final = timedelta(days=7)


class NextStep(NamedTuple):
    """An item that somebody is to act on, or was.

    Attributes:
        panel: the key of the panel it stands in.
        item: the item.
        is_closed: whether it was done before anybody looked: it then stands below all that is open.
    """

    panel: PanelKey
    item: Item
    is_closed: bool = False

    @property
    def is_promised(self) -> bool:
        """Whether it has an owner or a day."""
        return bool(self.item.owner or self.item.due)

    def is_late(self, today: date) -> bool:
        """Whether its day has been, though it is not closed: what is done just now stays where it stood."""
        return self.item.due is not None and self.item.due < today and not self.is_closed


class Group(NamedTuple):
    """Steps that belong together.

    Attributes:
        heading: what they have in common; an owner's name as the file has it.
        steps: those with the earliest day first, those without one last.
    """

    heading: str
    steps: tuple[NextStep, ...]


def gathered(canvas: Canvas, held: Collection[str] = (), *, with_done: bool = False) -> list[NextStep]:
    """The next steps of a canvas, in reading order.

    Args:
        canvas: the canvas.
        held: the ids of items that are listed whatever they are, and as open ones even when done.
        with_done: whether those that are done are listed as well.
    """
    steps = []
    for panel, item in canvas:
        if item.is_next_step or item.id in held:
            steps.append(NextStep(panel, item))
        elif with_done and (item.owner or item.due):  # no next step though it has these: it is done
            steps.append(NextStep(panel, item, is_closed=True))
    return steps


def by_date(steps: Iterable[NextStep], today: date) -> tuple[Group, ...]:
    """Steps by when they are due: overdue, this week, next week, later, without a date; then the done ones.

    What is no next step yet comes before all others: somebody is about to make it one. A week ends on
    Sunday.
    """
    sunday = min(today.toordinal() + 6 - today.weekday(), date.max.toordinal())
    this_week = date.fromordinal(sunday)
    next_week = min(this_week, date.max - _WEEK) + _WEEK

    def heading(step: NextStep) -> str:
        due = step.item.due
        if step.is_closed or not step.is_promised:
            return DONE if step.is_closed else NOT_YET
        if due is None or step.is_late(today):
            return NO_DATE if due is None else OVERDUE
        return "This week" if due <= this_week else "Next week" if due <= next_week else "Later"

    order = (NOT_YET, OVERDUE, "This week", "Next week", "Later", NO_DATE, DONE)
    found: dict[str, list[NextStep]] = {name: [] for name in order}
    for step in steps:
        found[heading(step)].append(step)
    return tuple(Group(name, _sorted(there)) for name, there in found.items() if there)


def by_owner(steps: Iterable[NextStep], today: date) -> tuple[Group, ...]:
    """Steps by who sees to them: first those with something overdue, then by name; nobody's come last.

    Upper and lower case do not make two owners, nor does white space. What is no next step yet comes
    before all others.
    """
    found: dict[str, list[NextStep]] = {}
    for step in steps:
        found.setdefault(folded_name(step.item.owner) if step.is_promised else NOT_YET, []).append(step)

    def order(name: str) -> tuple[bool, bool, bool, str]:
        late = any(step.is_late(today) for step in found[name])
        return name != NOT_YET, not late, not name, name

    return tuple(
        Group(
            name if name == NOT_YET else found[name][0].item.owner.strip() or NO_OWNER, _sorted(found[name])
        )
        for name in sorted(found, key=order)
    )


def tally(steps: Sequence[NextStep], today: date) -> tuple[int, int]:
    """How many steps are open, and how many of these are overdue."""
    steps = [step for step in steps if step.item.is_next_step]
    return len(steps), sum(step.item.is_overdue(today) for step in steps)


def names(canvas: Canvas) -> tuple[str, ...]:
    """Who could be an owner: the partners, then the owners there are, then the people that are named."""
    items = [item for _, item in canvas]
    said = [*canvas.partners, *(item.owner for item in items)]
    said += (name for item in items for name in item.names("people"))
    found: dict[str, str] = {}
    for name in said:
        if key := folded_name(name):
            found.setdefault(key, " ".join(name.split()))
    return tuple(found.values())


def matching(offered: Iterable[str], words: str) -> list[str]:
    """The names that contain all the words; first those that begin with them, then those with such words."""
    wanted = folded(words).split()

    def rank(name: str) -> tuple[bool, bool]:
        text = " ".join(folded(name).split())
        return not text.startswith(" ".join(wanted)), not all(f" {word}" in f" {text}" for word in wanted)

    return sorted((name for name in offered if all(word in folded(name) for word in wanted)), key=rank)


def is_same(one: str, other: str) -> bool:
    """Whether two names are the same regardless of case, white space and normalisation."""
    return folded_name(one) == folded_name(other)


def set_due(canvas: Canvas, item_id: ItemId, due: date | None) -> Edit:
    """Another day by which something is to be done, or none.

    Raises:
        EditError: where the item is gone.
    """
    _, item = find(canvas, item_id)
    said = quote(item.text)
    label = f"set {said} for {told(due)}" if due else f"take the day from {said}"
    return set_item(canvas, item_id, text=item.text, changes={"due": due}, label=label)


def set_owner(canvas: Canvas, item_id: ItemId, owner: str) -> Edit:
    """Another owner, or none where the name is empty.

    Raises:
        EditError: where the item is gone.
    """
    _, item = find(canvas, item_id)
    said = quote(item.text)
    label = f"give {said} to {quote(owner)}" if owner.strip() else f"take the owner from {said}"
    return set_item(canvas, item_id, text=item.text, changes={"owner": owner}, label=label)


def _sorted(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    return tuple(sorted(steps, key=lambda step: (step.is_closed, step.item.due or date.max)))
