"""The questions for one field of some items, which board, slides and lists ask alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar, cast

from textual.screen import Screen

from canvas.app.screens.ask_day import Day, DayScreen
from canvas.app.screens.ask_name import NameScreen
from canvas.app.screens.ask_next import NextScreen
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.model.canvas import Canvas
from canvas.model.edits import find_all, quote_items
from canvas.model.owner_names import names
from canvas.model.schema import VISIBILITY, Choice, Panel
from canvas.model.set_fields import set_due, set_kind, set_next, set_owner, set_visibility
from canvas.model.types import ItemId, Visibility
from canvas.workspace import EditFunction

Answer = TypeVar("Answer")

_NO_KIND = ""


@dataclass(frozen=True, slots=True)
class FieldQuestion(Generic[Answer]):
    """A dialog, and the edit that its answer comes to.

    Attributes:
        screen: the dialog.
        edit: makes the edit of an answer.
    """

    screen: Screen[Answer]
    edit: Callable[[Answer], EditFunction]


def ask_owner(canvas: Canvas, item_ids: Sequence[ItemId], *, is_new: bool = False) -> FieldQuestion[str]:
    """Ask who owns some items; the empty name means nobody, which is offered first of what `is_new`."""
    items = find_all(canvas, item_ids)
    now = _shared(item.owner for item in items)
    has_owner = any(item.owner for item in items)
    question = f"Who is responsible for {quote_items(items)}?"
    screen = NameScreen(question, names(canvas), now, offers_nobody=has_owner or is_new)
    return FieldQuestion(screen, lambda name: partial(set_owner, item_ids=item_ids, owner=name))


def ask_day(canvas: Canvas, item_ids: Sequence[ItemId], today: date) -> FieldQuestion[Day]:
    """Ask by which day some items are due; an empty answer removes the day they have."""
    items = find_all(canvas, item_ids)
    days = {item.due for item in items}
    now = days.pop() if len(days) == 1 else None
    screen = DayScreen(f"By when: {quote_items(items)}", now, today, is_mixed=bool(days))
    return FieldQuestion(screen, lambda day: partial(set_due, item_ids=item_ids, due=day[0]))


def ask_next(
    canvas: Canvas, item_ids: Sequence[ItemId], so_far: Callable[[EditFunction], object]
) -> FieldQuestion[tuple[str, bool]]:
    """Ask what happens next with some items; `so_far` is told the edit of each text while it is typed."""
    items = find_all(canvas, item_ids)
    now = _shared(item.next for item in items)

    def edit(act: str) -> EditFunction:
        return partial(set_next, item_ids=item_ids, act=act)

    screen = NextScreen(f"What happens next: {quote_items(items)}?", now, lambda typed: so_far(edit(typed)))
    return FieldQuestion(screen, lambda answer: edit(answer[0]))


def ask_kind(canvas: Canvas, item_ids: Sequence[ItemId], panel: Panel) -> FieldQuestion[str]:
    """Ask for the kind of some items of a panel, each kind with its number and definition."""
    items = find_all(canvas, item_ids)
    now = _shared(item.kind for item in items)
    options = _numbered(panel.kinds)
    if any(item.kind for item in items):
        options.append(Option("0", _NO_KIND, "no kind"))
    screen = ChooseScreen(f"What sort of statement: {quote_items(items)}", options, now)
    return FieldQuestion(screen, lambda kind: partial(set_kind, item_ids=item_ids, kind=kind))


def ask_visibility(canvas: Canvas, item_ids: Sequence[ItemId]) -> FieldQuestion[Visibility]:
    """Ask who may read some items."""
    items = find_all(canvas, item_ids)
    now = _shared(item.visibility for item in items)
    options = _numbered(VISIBILITY.choices)
    screen = cast("Screen[Visibility]", ChooseScreen(f"Who may read {quote_items(items)}?", options, now))
    return FieldQuestion(screen, lambda who: partial(set_visibility, item_ids=item_ids, visibility=who))


def _shared(values: Iterable[str]) -> str:
    """The value that all have; empty where they have several."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _numbered(choices: Sequence[Choice]) -> list[Option]:
    """The choices of a field, each with its number and meaning."""
    return [
        Option(str(number), choice.key, choice.key, choice.hint) for number, choice in enumerate(choices, 1)
    ]
