"""The rows of a list of next steps: a heading for each group, and each step with its owner and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from textual.content import Content

from canvas.app.dates import short_day
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.later_indent import LaterIndent
from canvas.app.widgets.symbols import NO_TEXT, SYMBOL_COLUMNS, symbol
from canvas.model.calendar_text import WEEKDAYS, format_distance
from canvas.model.next_act import act_of
from canvas.model.next_steps import DONE, LOOKED_AFTER, NOT_YET, OVERDUE, Group, NextStep
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

_NEAR_DAYS = 1
"""Up to so many days ahead a day is named by its distance."""

_NO_OWNER = "no owner"

_LONGEST_DAY = "done - tomorrow, Wed 2027-09-30"
"""As long as what a row may say of a day."""


def listed(
    groups: Iterable[Group], today: date, *, with_owner: bool
) -> Iterator[tuple[Content, None] | tuple[HangingIndent, NextStep]]:
    """The rows: a heading with None, or a step with its data, and its owner where headings do not name it."""
    for group in groups:
        yield _heading(group, today, named=not with_owner), None
        for step in group.steps:
            named = with_owner or group.heading in (LOOKED_AFTER, DONE)
            yield _row(step, today, with_owner=named), step


def _heading(group: Group, today: date, *, named: bool) -> Content:
    if group.heading == NOT_YET:
        return Content.styled(NOT_YET, "bold $accent")
    said = f"{visible_line(group.heading)} · {len(group.steps)}"
    late = sum(step.item.is_overdue(today) for step in group.steps)
    if named and late:
        return Content.assemble((said, "bold $accent"), (f", {late} overdue", "bold $error"))
    return Content.styled(said, "bold $error" if group.heading == OVERDUE and not named else "bold $accent")


def _row(step: NextStep, today: date, *, with_owner: bool) -> LaterIndent:
    """The row of a step, which is made when it is painted."""
    act, about = act_of(step.item)
    owner = visible_line(step.item.owner).strip() or _NO_OWNER
    facts = f"{_LONGEST_DAY} - {owner} - 1 {BY_KEY[step.panel].title} - {about}"
    make = partial(_made_row, step, today, with_owner=with_owner)
    return LaterIndent(make, SYMBOL_COLUMNS, visible_line(act).strip() or NO_TEXT, longest_facts=facts)


def _made_row(step: NextStep, today: date, *, with_owner: bool) -> HangingIndent:
    item = step.item
    is_done = item.status == DONE.lower()
    act, about = act_of(item)
    text = visible_line(act).strip() or NO_TEXT
    panel = BY_KEY[step.panel]
    parts: list[tuple[str, str]] = []
    if is_done:
        parts.append(("done", "bold $success"))
    elif item.is_overdue(today):
        parts.append(("overdue", "bold $error"))
    if step.apart != LOOKED_AFTER:
        parts.append(_day(item.due, today))
    if with_owner or not item.owner:
        parts.append(
            (visible_line(item.owner).strip() or _NO_OWNER, "$foreground" if item.owner else "$quiet")
        )
    parts.append((panel.numbered_title, "$quiet"))
    if about.strip():
        parts.append((visible_line(about).strip(), "$quiet"))
    facts = tuple(Content.styled(words, name) for words, name in parts)
    mark = Content.styled(f" {symbol(item)} ", "bold")
    return HangingIndent(
        (mark, Content.styled(text, "$quiet") if is_done else Content(text)), (Content(""), facts)
    )


def _day(due: date | None, today: date) -> tuple[str, str]:
    if due is None:
        return "no day", "$quiet"
    said = f"{WEEKDAYS[due.weekday()][:3]} {short_day(due, today)}"
    near = 0 <= (due - today).days <= _NEAR_DAYS
    return (f"{format_distance(due, today)}, {said}" if near else said), "$foreground"
