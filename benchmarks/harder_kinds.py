"""More of what two people do at the same time: what two versions of a text can hardly show to be harmless.

Lines that touch, one place that both fill, a count that both raise: a person sees at once what is meant.
"""

from __future__ import annotations

from typing import Final, get_args

from benchmarks.kinds import Case, Kind, put, say
from benchmarks.scene import Scene, as_read
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import delete, move, set_properties, set_text
from canvas.model.schema import BY_KEY, COMMON, PANELS
from canvas.model.types import Stage


def _both_put(base: Canvas, panel: str, position: int, ours: list[Item], theirs: list[Item]) -> Case:
    """Both put items at one position: each side's stay together, in either order."""
    return Case(
        base,
        put(base, panel, position, *ours),
        put(base, panel, position, *theirs),
        (put(base, panel, position, *ours, *theirs), put(base, panel, position, *theirs, *ours)),
    )


def _empty_panel(scene: Scene) -> Case:
    panel = scene.panel()
    base = scene.base.with_items({panel: ()})
    return _both_put(base, panel, 0, [scene.item(panel)], [scene.item(panel)])


def _top(scene: Scene) -> Case:
    panel = scene.panel()
    return _both_put(scene.base, panel, 0, [scene.item(panel)], [scene.item(panel)])


def _between(scene: Scene) -> Case:
    panel = scene.panel()
    ours, theirs = ([scene.item(panel) for _ in range(scene.chance.randint(2, 3))] for _ in range(2))
    return _both_put(
        scene.base, panel, scene.chance.randrange(1, len(scene.base.panels[panel])), ours, theirs
    )


def _seam(scene: Scene) -> Case:
    base = scene.base
    number = scene.chance.randrange(len(PANELS) - 1)
    upper, lower = PANELS[number].key, PANELS[number + 1].key
    end, last, first = len(base.panels[upper]), scene.item(upper), scene.item(lower)
    ours = put(base, upper, end, last)
    return Case(base, ours, put(base, lower, 0, first), (put(ours, lower, 0, first),))


def _votes(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    item = base.panels[panel][position]
    ours, theirs = scene.chance.choice(((1, 1), (1, 2), (3, 1)))
    # One of the two does something more: of two files that are the same git asks nobody how to merge them.
    other, text = scene.chance.choice([one.id for _, one in base if one.id != item.id]), scene.sentence()
    reworded = set_text(base, other, text).canvas
    return Case(
        base,
        say(base, item.id, votes=item.votes + ours),
        say(reworded, item.id, votes=item.votes + theirs),
        (say(reworded, item.id, votes=item.votes + ours + theirs),),
    )


def _title_and_stage(scene: Scene) -> Case:
    base, title = scene.base, scene.sentence()
    stages: tuple[Stage, ...] = get_args(Stage)
    stage = scene.chance.choice([stage for stage in stages if stage != base.stage])
    ours = set_properties(base, title=title, stage=base.stage, review=base.review).canvas
    theirs = set_properties(base, title=base.title, stage=stage, review=base.review).canvas
    return Case(
        base, ours, theirs, (set_properties(base, title=title, stage=stage, review=base.review).canvas,)
    )


def _reorder_same(scene: Scene) -> Case:
    base, (panel, position) = scene.base, scene.place()
    item = base.panels[panel][position].id
    goal = scene.chance.choice([place for place in range(len(base.panels[panel])) if place != position])
    ours, text = move(base, item, panel, goal).canvas, scene.sentence()
    return Case(base, ours, set_text(base, item, text).canvas, (set_text(ours, item, text).canvas,))


def _crossing(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    first, *rest, last = items = base.panels[panel]
    return Case(
        base,
        base.with_items({panel: (*items[1:], first)}),
        base.with_items({panel: (last, *items[:-1])}),
        (base.with_items({panel: (last, *rest, first)}),),
    )


def _last_and_append(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    *kept, last = base.panels[panel]
    new = scene.item(panel)
    return Case(
        base,
        delete(base, [last.id]).canvas,
        put(base, panel, len(kept) + 1, new),
        (base.with_items({panel: (*kept, new)}),),
    )


def _swept(scene: Scene) -> Case:
    base, panel = scene.base, scene.panel()
    new = scene.item(panel)
    position = scene.chance.randint(0, len(base.panels[panel]))
    ours = delete(base, [item.id for item in base.panels[panel]]).canvas
    return Case(base, ours, put(base, panel, position, new), (put(ours, panel, 0, new),))


def _names_come_and_go(scene: Scene) -> Case:
    panel = scene.panel(lambda key: any(spec.type == "list" for spec in BY_KEY[key].own))
    item = scene.chance.choice(scene.base.panels[panel]).id
    key = next(spec.key for spec in BY_KEY[panel].own if spec.type == "list")
    was, new = tuple(scene.name() for _ in range(3)), scene.name()
    gone = scene.chance.choice(was)
    kept = tuple(name for name in was if name != gone)
    base = as_read(say(scene.base, item, **{key: was}))
    return Case(
        base,
        say(base, item, **{key: kept}),
        say(base, item, **{key: (*was, new)}),
        (say(base, item, **{key: (*kept, new)}),),
    )


def _taken_away(scene: Scene) -> Case:
    panel, position = scene.place()
    item = scene.base.panels[panel][position].id
    base = as_read(say(scene.base, item, owner=scene.name(), due=scene.day(), status="agreed"))
    day = scene.day().replace(year=2040)
    ours = say(base, item, owner="")
    return Case(base, ours, say(base, item, due=day), (say(ours, item, due=day),))


def _at_home_anywhere(canvas: Canvas, *item_ids: str) -> Canvas:
    """The canvas with some items that have no fields but those of every panel.

    What only the old panel knows stays where it stands among an item's lines when that is moved; canonical
    is another order.
    """
    common = {spec.key for spec in COMMON}
    plain = {
        panel: tuple(
            item._replace(values={key: value for key, value in item.values.items() if key in common})
            if item.id in item_ids
            else item
            for item in items
        )
        for panel, items in canvas.panels.items()
    }
    return canvas.with_items(plain)


def _gathered(scene: Scene) -> Case:
    goal = scene.panel()
    one, other = scene.chance.sample([item.id for panel, item in scene.base if panel != goal], 2)
    base = _at_home_anywhere(scene.base, one, other)
    ours, theirs = move(base, one, goal).canvas, move(base, other, goal).canvas
    return Case(base, ours, theirs, (move(ours, other, goal).canvas, move(theirs, one, goal).canvas))


def _moved_and_more(scene: Scene) -> Case:
    panel, position = scene.place()
    item, goal = scene.base.panels[panel][position], scene.panel(lambda key: key != panel)
    base, votes = _at_home_anywhere(scene.base, item.id), item.votes + 1
    ours = say(base, item.id, status="parked" if item.status != "parked" else "agreed")
    theirs = say(move(base, item.id, goal, 0).canvas, item.id, votes=votes)
    both = say(move(ours, item.id, goal, 0).canvas, item.id, votes=votes)
    return Case(base, ours, theirs, (both,))


HARDER: Final = (
    Kind("empty", "adds to an empty panel", "adds to it too", "both stay, in any order", _empty_panel),
    Kind("top", "adds at the top of a panel", "adds there too", "both stay, in any order", _top),
    Kind("between", "adds a few after an item", "adds a few there too", "all stay, side by side", _between),
    Kind("seam", "adds at a panel's end", "adds at the next one's top", "both stay", _seam),
    Kind("votes", "votes for an item", "does so too, and rewords another", "every vote counts", _votes),
    Kind("title-stage", "sets the title", "sets the stage", "both", _title_and_stage),
    Kind("reorder-same", "moves an item in its panel", "rewords it", "reworded, over there", _reorder_same),
    Kind("crossing", "moves the first item to the end", "moves the last to the top", "both", _crossing),
    Kind("last", "deletes a panel's last item", "adds after it", "one gone, one there", _last_and_append),
    Kind("swept", "deletes all of a panel", "adds to it", "only the new one", _swept),
    Kind("names-go", "takes a name off a list", "adds one to it", "one fewer, one more", _names_come_and_go),
    Kind("taken-away", "takes the owner away", "sets the due day", "no owner, another day", _taken_away),
    Kind("gathered", "moves an item to a panel", "moves another there", "both, in any order", _gathered),
    Kind("moved-voted", "sets an item's status", "moves it and votes", "all three", _moved_and_more),
)
"""What plain text nearly always refuses, or gets wrong."""
