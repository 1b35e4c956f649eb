"""Next steps: who does what by when, gathered from all panels, by date or by owner; who looks after what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from canvas.model.canvas import Canvas, Item
from canvas.model.named_tuple import NamedTuple
from canvas.model.text_folding import folded_name
from canvas.model.types import PanelKey

OVERDUE: Final = "Overdue"
DONE: Final = "Done"
NOT_YET: Final = "Selected on the board; not a next step yet"
LOOKED_AFTER: Final = "Looked after"
NO_DATE: Final = "No date"
NO_OWNER: Final = "No owner"

_WEEK: Final = timedelta(days=7)


class NextStep(NamedTuple):
    """An item in the list: one that says what happens next, has a due date, or an owner alone.

    Attributes:
        panel: the key of its panel.
        item: the item.
        is_closed: whether it was done when the list was opened: it is then listed last.
    """

    panel: PanelKey
    item: Item
    is_closed: bool = False

    @property
    def apart(self) -> str:
        """The heading under which it stands whatever its date and owner; empty where these decide."""
        if self.is_closed:
            return DONE
        if self.item.next.strip() or self.item.due:
            return ""
        return LOOKED_AFTER if self.item.owner.strip() else NOT_YET

    def is_late(self, today: date) -> bool:
        """Whether it is overdue and not closed; one done since the list was opened keeps its place."""
        return self.item.due is not None and self.item.due < today and not self.is_closed


class Group(NamedTuple):
    """Next steps under a heading.

    Attributes:
        heading: what they have in common; an owner's name as the file has it.
        steps: by due date, those without one last.
    """

    heading: str
    steps: tuple[NextStep, ...]


def list_steps(canvas: Canvas, held: Collection[str] = (), *, with_done: bool = False) -> list[NextStep]:
    """The next steps of a canvas and what is looked after, in reading order.

    Args:
        canvas: the canvas.
        held: the ids of items that are listed in any case, and as open even when done.
        with_done: whether those that are done are listed as well.
    """
    steps = []
    for panel, item in canvas:
        step = NextStep(panel, item)
        if item.is_next_step or item.is_looked_after or item.id in held:
            steps.append(step)
        elif with_done and item.is_done and step.apart != NOT_YET:
            steps.append(step._replace(is_closed=True))
    return steps


def by_date(steps: Iterable[NextStep], today: date) -> tuple[Group, ...]:
    """Group steps by due date: overdue, this week, next week, later, without a date, looked after, done.

    What is no next step yet comes first: somebody is about to make it one. A week ends on Sunday.
    """
    sunday = date.fromordinal(min(today.toordinal() + 6 - today.weekday(), date.max.toordinal()))
    next_sunday = min(sunday, date.max - _WEEK) + _WEEK

    def heading(step: NextStep) -> str:
        due = step.item.due
        if step.apart:
            return step.apart
        if due is None or step.is_late(today):
            return NO_DATE if due is None else OVERDUE
        return "This week" if due <= sunday else "Next week" if due <= next_sunday else "Later"

    order = (NOT_YET, OVERDUE, "This week", "Next week", "Later", NO_DATE, LOOKED_AFTER, DONE)
    groups: dict[str, list[NextStep]] = {name: [] for name in order}
    for step in steps:
        groups[heading(step)].append(step)
    return tuple(Group(name, _sorted(group)) for name, group in groups.items() if group)


def by_owner(steps: Iterable[NextStep], today: date) -> tuple[Group, ...]:
    """Group steps by owner: those with something overdue first, then by name; without an owner last.

    What is no next step yet comes before all others; what is looked after or done comes after them.
    """
    groups: dict[tuple[int, str], list[NextStep]] = {}
    places = {NOT_YET: 0, "": 1, LOOKED_AFTER: 2, DONE: 3}
    for step in steps:
        groups.setdefault((places[step.apart], step.apart or folded_name(step.item.owner)), []).append(step)

    def order(key: tuple[int, str]) -> tuple[int, bool, bool, str]:
        place, name = key
        late = any(step.is_late(today) for step in groups[key])
        return place, not late, not name, name

    def heading(key: tuple[int, str]) -> str:
        step = groups[key][0]
        return step.apart or step.item.owner.strip() or NO_OWNER

    return tuple(Group(heading(key), _sorted(groups[key])) for key in sorted(groups, key=order))


def tally(steps: Sequence[NextStep], today: date) -> tuple[int, int]:
    """The number of open steps, and of those that are overdue."""
    steps = [step for step in steps if step.item.is_next_step]
    return len(steps), sum(step.item.is_overdue(today) for step in steps)


def _sorted(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    return tuple(sorted(steps, key=lambda step: (step.is_closed, step.item.due or date.max)))
