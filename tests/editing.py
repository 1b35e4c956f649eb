"""Canvases as somebody leaves them who has worked on another, for hypothesis to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.conflicts import conflicts, other_values
from canvas.model.edits import EditError
from canvas.model.item_matching import equivalent
from canvas.model.merge import merge
from canvas.model.resolve_conflict import resolve_conflict
from canvas.model.schema import BY_KEY, STAGE
from tests.strategies import canvases, days, said, texts

_PANELS = tuple(BY_KEY)


@st.composite
def edited(draw: st.DrawFn, canvas: Canvas, *, most: int = 6) -> Canvas:
    """What a few edits leave of a canvas; each is one that a person or a program could make."""
    for _ in range(draw(st.integers(0, most))):
        there = [item.id for _, item in canvas]
        edit = draw(st.sampled_from(_EDITS if there else _EDITS[:2]))
        canvas = edit(draw, canvas, draw(st.sampled_from(there)) if there else "")
    return canvas


@st.composite
def three_versions(draw: st.DrawFn, *, named: bool = False) -> tuple[Canvas, Canvas, Canvas]:
    """A canvas, and what two people made of it."""
    base = draw(canvases(named=named))
    if draw(st.integers(0, 2)) == 0:  # one that holds what nobody has settled yet
        base = merge(base, draw(edited(base)), draw(edited(base))).canvas
    return base, draw(edited(base)), draw(edited(base))


def _add(draw: st.DrawFn, canvas: Canvas, _: str) -> Canvas:
    taken = {item.id for _, item in canvas}
    mark = UNWRITTEN if draw(st.integers(0, 3)) == 0 else ""
    made = st.text("abcdefghjk", min_size=5, max_size=5).map(lambda name: f"{mark}{name}")
    name = draw(made.filter(lambda name: name not in taken))
    return _put(draw, canvas, draw(st.sampled_from(_PANELS)), Item(name, draw(texts)))


def _describe(draw: st.DrawFn, canvas: Canvas, _: str) -> Canvas:
    said_of_it: dict[str, st.SearchStrategy[object]] = {
        "title": texts,
        "stage": st.sampled_from([choice.key for choice in STAGE.choices]),
        "review": st.none() | days,
        "contact": texts,
        "values": st.dictionaries(st.sampled_from(("more", "x")), texts, max_size=2),
    }
    changed = draw(st.sampled_from(tuple(said_of_it)))
    return canvas.replacing(**{changed: draw(said_of_it[changed])})


def _reword(draw: st.DrawFn, canvas: Canvas, name: str) -> Canvas:
    text = draw(texts)
    return _changing(canvas, name, lambda _, item: item._replace(text=text))


def _fill_in(draw: st.DrawFn, canvas: Canvas, name: str) -> Canvas:
    def filled(panel: str, item: Item) -> Item:
        spec = draw(st.sampled_from(BY_KEY[panel].fields))
        return item.with_values({spec.key: draw(st.none() | said(spec))}, panel)

    return _changing(canvas, name, filled)


def _delete(_: st.DrawFn, canvas: Canvas, name: str) -> Canvas:
    return canvas.with_items(
        {key: tuple(item for item in items if item.id != name) for key, items in canvas.panels.items()}
    )


def _move(draw: st.DrawFn, canvas: Canvas, name: str) -> Canvas:
    place, item = canvas.place(name), canvas.item(name)
    assert place
    assert item
    panel = draw(st.sampled_from((place[0], place[0], *_PANELS)))
    return _put(draw, _delete(draw, canvas, name), panel, item.with_values(item.values, panel))


def _settle(draw: st.DrawFn, canvas: Canvas, name: str) -> Canvas:
    left = conflicts(canvas)
    if not left:
        return _reword(draw, canvas, name)
    one = draw(st.sampled_from(left))
    try:
        return resolve_conflict(canvas, one, take=draw(st.booleans())).canvas
    except EditError:  # what the other version says is none that fits
        return canvas


_EDITS = (_add, _describe, _reword, _fill_in, _fill_in, _delete, _move, _settle)


def _put(draw: st.DrawFn, canvas: Canvas, panel: str, item: Item) -> Canvas:
    items = canvas.panels[panel]
    at = draw(st.integers(0, len(items)))
    return canvas.with_items({panel: (*items[:at], item, *items[at:])})


def _changing(canvas: Canvas, name: str, change: Callable[[str, Item], Item]) -> Canvas:
    place = canvas.place(name)
    assert place
    panel, at = place
    items = canvas.panels[panel]
    return canvas.with_items({panel: (*items[:at], change(panel, items[at]), *items[at + 1 :])})


Versions = tuple[Canvas, Canvas, Canvas]
"""What both came from, and the two sides."""


def holding(values: Mapping[str, Any], key: str, value: object, before: object) -> bool:
    """Whether values hold one that somebody wrote: as it is, beside it, or as a part of both sides'."""
    now = values.get(key)
    if equivalent(now, value) or any(
        name == key and equivalent(_listed(said), _listed(value)) for name, said in other_values(values)
    ):
        return True
    if isinstance(value, list | tuple):
        allowed = [*(now if isinstance(now, list | tuple) else ())]
        allowed += before if isinstance(before, list | tuple) else ()
        for name, said in other_values(values):
            allowed += said if name == key and isinstance(said, list | tuple) else ()
        return all(any(equivalent(entry, other) for other in allowed) for entry in value)
    if isinstance(value, Mapping):
        was = before if isinstance(before, Mapping) else {}
        there_too = now if isinstance(now, Mapping) else {}
        return all(
            equivalent(said, was.get(name)) or holding(there_too, name, said, was.get(name))
            for name, said in value.items()
        )
    return key == "votes" and type(value) is int and type(now) in (int, type(None))


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def unlike(
    one: Sequence[tuple[str, Sequence[str]]], all_of: Sequence[tuple[str, Sequence[str]]]
) -> list[str]:
    """What a canvas says that is not among what another says."""
    there = {word for _, words in all_of for word in words}
    return [word for _, words in one for word in words if word not in there]
