"""Edits as people make them in a meeting, drawn by chance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from benchmarks.scene import Scene
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import delete, move, set_item, set_status, set_text
from canvas.model.schema import BY_KEY, PANELS, STATUS
from canvas.model.types import PanelKey

_FEW: Final = 8
_OF_THE_DAY: Final = 0.3
_AT_THE_END: Final = 0.6


def some_edit(scene: Scene, canvas: Canvas) -> Canvas:
    """The canvas after one edit that changes it.

    Args:
        scene: what chance is drawn from, and what nobody has said yet.
        canvas: the canvas to edit.
    """
    edits = list(_EDITS) if len(canvas) > _FEW else [_add]
    edited = canvas
    while edited == canvas:
        (edit,) = scene.chance.choices(edits, [_EDITS[one] for one in edits])
        edited = edit(scene, canvas)
    return edited


def _some_item(scene: Scene, canvas: Canvas) -> tuple[PanelKey, Item]:
    """Any item with its panel; now and then one of the few that the meeting is about."""
    items = list(canvas)
    return scene.chance.choice(items[:_FEW] if scene.chance.random() < _OF_THE_DAY else items)


def _add(scene: Scene, canvas: Canvas) -> Canvas:
    panel = scene.panel()
    items, new = canvas.panels[panel], scene.item(panel)
    at = len(items) if scene.chance.random() < _AT_THE_END else scene.chance.randint(0, len(items))
    return canvas.with_items({panel: (*items[:at], new, *items[at:])})


def _reword(scene: Scene, canvas: Canvas) -> Canvas:
    return set_text(canvas, _some_item(scene, canvas)[1].id, scene.sentence()).canvas


def _set_status(scene: Scene, canvas: Canvas) -> Canvas:
    item = _some_item(scene, canvas)[1]
    return set_status(canvas, [item.id], scene.another(STATUS, item)).canvas


def _give(scene: Scene, canvas: Canvas) -> Canvas:
    return _say(canvas, _some_item(scene, canvas)[1], owner=scene.name())


def _vote(scene: Scene, canvas: Canvas) -> Canvas:
    """Some votes, never as many as another clone gives: git counts equal commits once when it rebases."""
    item = _some_item(scene, canvas)[1]
    return _say(canvas, item, votes=item.votes + scene.votes)


def _name(scene: Scene, canvas: Canvas) -> Canvas:
    """A name added to a list, or taken off."""
    panel, item = _some_item(scene, canvas)
    lists = [spec.key for spec in BY_KEY[panel].own if spec.type == "list"]
    if not lists:
        return canvas
    key = scene.chance.choice(lists)
    names = list(item.names(key))
    if names and scene.chance.random() < _OF_THE_DAY:
        names.remove(scene.chance.choice(names))
    else:
        names.append(scene.name())
    return _say(canvas, item, **{key: tuple(names)})


def _delete(scene: Scene, canvas: Canvas) -> Canvas:
    return delete(canvas, [_some_item(scene, canvas)[1].id]).canvas


def _move(scene: Scene, canvas: Canvas) -> Canvas:
    panel, item = _some_item(scene, canvas)
    goal = scene.chance.choice([other.key for other in PANELS if other.key != panel])
    return move(canvas, item.id, goal, scene.chance.choice((None, 0))).canvas


def _reorder(scene: Scene, canvas: Canvas) -> Canvas:
    panel, item = _some_item(scene, canvas)
    return move(canvas, item.id, panel, scene.chance.randrange(len(canvas.panels[panel]))).canvas


def _say(canvas: Canvas, item: Item, **changes: int | str | tuple[str, ...]) -> Canvas:
    return set_item(canvas, item.id, text=item.text, changes=changes).canvas


_EDITS: Final[dict[Callable[[Scene, Canvas], Canvas], int]] = {
    _add: 25,
    _reword: 20,
    _set_status: 12,
    _give: 8,
    _vote: 7,
    _name: 5,
    _delete: 8,
    _move: 7,
    _reorder: 8,
}
"""Each sort of edit, and how many of a hundred are of it."""
