"""What joining the copies of groups came to, and statements that say nearly the same, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from canvas.exports.phrases import counted, listed, quote_item
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY, ORIGIN

if TYPE_CHECKING:
    from canvas.model.canvas import Item
    from canvas.model.group_record import Group
    from canvas.model.groups import GroupResult
    from canvas.model.join_duplicates import Duplicates


def group_result(result: GroupResult) -> str:
    """What one copy came to, as a line."""
    name = visible_line(result.group.name)
    if result.is_repeat:
        return f"{name}: joined already."
    return f"{name}: {', '.join(_counts((result,))) or 'nothing new'}."


def all_results(results: Sequence[GroupResult]) -> str:
    """What several copies came to, as a sentence."""
    new = [result for result in results if any(_numbers(result))]
    if not new:
        return "The groups' copies hold no statement that is not here."
    return f"Joined what {counted(len(new), 'group')} wrote: {', '.join(_counts(new))}."


COMMENTS_FOLLOW = "Comments that they typed are written with the next save."


def _counts(results: Sequence[GroupResult]) -> Iterator[str]:
    added, changed, gone, differ = map(sum, zip(*map(_numbers, results), strict=True))
    if added:
        yield counted(added, "new statement")
    if changed:
        yield f"{changed} changed"
    if gone:
        yield f"{gone} deleted"
    if differ:
        yield counted(differ, "difference")


def _numbers(result: GroupResult) -> tuple[int, int, int, int]:
    return result.added, result.changed, result.gone, result.conflicts


def near_duplicates(pair: Duplicates) -> str:
    """Two statements that probably say the same, as a line."""
    one, other = (f"{quote_item(item.text)}{_origin(item)}" for item in (pair.one, pair.other))
    return f"{BY_KEY[pair.panel].title}: {one} and {other} may say the same."


def origin(item: Item) -> str:
    """The groups that a statement comes from; empty where it comes from none."""
    return visible_line(listed(item.names(ORIGIN.key)))


def _origin(item: Item) -> str:
    return f" ({origin(item)})" if item.names(ORIGIN.key) else ""


def works_on(group: Group) -> str:
    """Whose copy a canvas is, and the numbers of its panels: short enough for a header."""
    numbers = ", ".join(str(BY_KEY[key].number) for key in group.panels)
    name = visible_line(group.name)
    return f"{name}: panels {numbers}" if numbers else f"copy of {name}"
