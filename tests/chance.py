"""Edits made by chance, of any canvas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any, get_args

from hypothesis import strategies as st

from canvas.model import edits, voting
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import clean
from canvas.model.schema import BY_KEY, PANELS, Field
from canvas.model.types import Stage, Status


class Chance(Random):
    """A source of chance that says in a failed test how to repeat it."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.seeded = seed

    def __repr__(self) -> str:
        return f"Chance({self.seeded})"


chances = st.integers(0, 2**32 - 1).map(Chance)
"""Sources of chance: one names a file and everything done to it."""

TYPED = ("Said anew", "two\r\nlines", 'a "quote"', "# hash", "[[vision]]", "\x1b[31mred", "x" * 200)


def some_value(chance: Chance, spec: Field) -> Any:  # noqa: PLR0911 - as many types as fields have
    """A value that fits, or the default, which takes the field away."""
    if chance.random() < 0.25:
        return spec.default
    match spec.type:
        case "line" | "prose":
            return chance.choice(TYPED)
        case "choice":
            return chance.choice(spec.choices).key
        case "list":
            return tuple(chance.choice(TYPED) for _ in range(chance.randint(0, 3)))
        case "date":
            return date(2030, chance.randint(1, 12), 1)
        case "count":
            return chance.randint(0, 9)
        case "hands":
            return chance.choice(("5 4 4 2 on 2030-01-02", "0", "33"))


def some_edit(chance: Chance, canvas: Canvas) -> Edit:
    """Any edit there is, of any item."""
    everything = list(canvas)
    if not everything or chance.random() < 0.08:
        return edits.set_properties(
            canvas,
            title=chance.choice(("Another title", canvas.title or "A title")),
            stage=chance.choice(get_args(Stage)),
            review=chance.choice((None, date(2031, 2, 3), canvas.review)),
            contact=chance.choice((None, "", "anna@example.org")),
        )
    panel, item = chance.choice(everything)
    some = chance.sample([other.id for _, other in everything], min(len(everything), chance.randint(1, 3)))
    goal, status = chance.choice(PANELS).key, chance.choice(get_args(Status))
    changes = {spec.key: some_value(chance, spec) for spec in chance.sample(BY_KEY[panel].fields, 3)}
    typed, kept = chance.choices(TYPED, k=chance.randint(1, 3)), clean(item.text) or "x"
    make: tuple[Callable[[], Edit], ...] = (
        lambda: edits.add(canvas, chance.choice((panel, goal)), typed, after=chance.choice((None, item.id))),
        lambda: edits.set_text(canvas, item.id, typed[0]),
        lambda: edits.set_item(canvas, item.id, text=chance.choice((kept, typed[0])), changes=changes),
        lambda: edits.set_status(canvas, some, status),
        lambda: edits.toggle_agreed(canvas, [item.id]),
        lambda: edits.delete(canvas, some),
        lambda: edits.shift(canvas, item.id, chance.choice((-1, 1, -3, 3))),
        lambda: edits.move(canvas, item.id, goal, chance.choice((None, 0, 1))),
        lambda: voting.vote(canvas, some, chance.choice((1, -1))),
        lambda: voting.sort_by_votes(canvas, panel, focus=item.id),
        lambda: voting.take_temperature(canvas, item.id, chance.choice(("542", "31")), date(2030, 1, 2)),
        lambda: voting.give_reason(canvas, some, chance.choice(TYPED)),
        lambda: edits.toggle_agreed(canvas, some),
        lambda: voting.move_all(canvas, some, goal, chance.choice((None, 0, 1))),
    )
    return chance.choice(make)()
