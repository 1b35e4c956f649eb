"""Rooms for tests, with a clock that is set and random bytes that repeat."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import count

from canvas.meet.keeper import Keeper
from canvas.meet.room import Room
from canvas.meet.state import Record
from canvas.meet.types import Guest, Limits, Naming
from canvas.model.canvas import Canvas, Item
from canvas.model.types import ItemId

HELD_BACK = "Zwetschgendatschi"
"""A word of everything that partners may not read in `canvas_of_partners`."""

A, B, C = ItemId("aaaaa"), ItemId("bbbbb"), ItemId("ccccc")


def canvas_of_partners() -> Canvas:
    internal = Item("hidde", f"{HELD_BACK} within", {"visibility": "internal"})
    odd = Item("oddly", f"{HELD_BACK} odd", {"visibility": HELD_BACK})
    hands = {"temperature": "5 4 1 on 2026-11-23", "votes": 3}
    return Canvas(
        "Breakfast clubs",
        panels={
            **Canvas("").panels,
            "vision": (Item(A, "No child learns hungry"), internal, Item(B, "A club in each school", hands)),
            "roles": (Item(C, "Ana cooks", {"owner": "Ana"}), odd),
        },
        values={
            "reviews": [
                {"id": "round", "name": "Spring", "statements": ["first"], "note": HELD_BACK},
                {"id": "other", "name": HELD_BACK, "statements": ["second"]},
            ],
            "review_statements": [
                {"id": "first", "panel": "vision", "says": "We want the same", "levels": ["no", "so", "yes"]},
                {"id": "second", "panel": "vision", "says": HELD_BACK, "levels": [HELD_BACK, "yes"]},
            ],
        },
    )


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


class Kept(list[Record]):
    """A keeper in memory."""

    def append(self, record: Record) -> int:  # type: ignore[override]  # that of a list returns nothing
        super().append(record)
        return len(self)


def room_of(
    canvas: Canvas | None = None,
    *,
    naming: Naming = "anonymous",
    clock: Clock | None = None,
    keeper: Keeper | None = None,
    records: Iterable[Record] = (),
    limits: Limits | None = None,
    seed: int = 1,
) -> Room:
    return Room(
        canvas or canvas_of_partners(),
        naming=naming,
        now=clock or Clock(),
        chance=random.Random(seed).randbytes,  # noqa: S311 - a test repeats
        keeper=keeper,
        records=records,
        limits=limits or Limits(),
    )


def come_in(room: Room, name: str = "") -> Guest:
    guest = room.enter(room.invitation().token, name)
    assert isinstance(guest, Guest)
    return guest


def guests(room: Room, number: int) -> list[Guest]:
    """So many phones that have come in."""
    return [come_in(room) for _ in range(number)]


_numbers = count()


def key() -> str:
    return f"key-{next(_numbers):016}"
