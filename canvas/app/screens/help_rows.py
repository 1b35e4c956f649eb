"""The rows of the help: keys by group, narrowed by what is typed, and laid out in one or two columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from canvas.app.keys import BY_NAME, Action, ActionId, arrows_named, groups
from canvas.app.widgets.symbols import MARKED, MARKED_HERE, MARKS, SINCE

if TYPE_CHECKING:
    from canvas.app.key_map import KeyMap

_KEYS_WIDTH = 12
_TWO_COLUMNS_FROM = 92
_GAP = 3

FIRST: tuple[ActionId, ...] = (
    *("add", "edit", "next_status", "owner", "day", "panel_1", "next_steps", "present", "undo", "save"),
)
"""The ten keys that a meeting needs, shown before all others."""


class Row(NamedTuple):
    """Keys with what they do; without keys, a line of the legend."""

    keys: str
    text: str
    also: str = ""
    """Words that find the row and are not shown."""


Section = tuple[str, tuple[Row, ...]]


@lru_cache(8)
def shown(key_map: KeyMap, typed: str, width: int, *, is_ascii: bool = False) -> Sequence[Content]:
    """The lines of all keys, or of those that are found by what is typed."""
    found = sections(key_map.actions)
    if is_ascii:
        found = [
            (name, tuple(row._replace(keys=arrows_named(row.keys)) for row in rows)) for name, rows in found
        ]
    found = narrowed(found, typed)
    return laid_out(found, width) if found else [Content("Nothing here is called that.")]


_LEGEND = (
    "   ".join(f"{symbol} {status}" for status, symbol in MARKS.items()),
    "   ".join(f"{symbol} {meaning}" for symbol, meaning in SINCE.items()),
    f"{MARKED} selected   {MARKED_HERE} selected, and under the cursor",
    "Click on a status to choose another; ctrl+click, shift+click or alt+click to select.",
    "The mouse too: click, twice to reword, right for more, drag to move, wheel to scroll.",
)


def sections(actions: tuple[Action, ...]) -> list[Section]:
    """The ten keys that matter, the groups of the table, and the legend."""
    by_id = {action.id: action for action in actions}
    found: list[Section] = [
        ("The ten keys that matter", tuple(_rows([by_id[name] for name in FIRST], by_id)))
    ]
    found += [(name, tuple(_rows(listed, by_id))) for name, listed in groups(actions).items()]
    return [*found, ("Signs and mouse", tuple(Row("", line) for line in _LEGEND))]


def _rows(actions: Iterable[Action], by_id: dict[ActionId, Action]) -> Iterator[Row]:
    """The keys and help of some actions, with one row for the eight panels."""
    for action in actions:
        if not action.id.startswith("panel_"):
            yield Row(action.keys_shown, action.help, action.label)
        elif action.id == "panel_1":
            panels = [other for name, other in by_id.items() if name.startswith("panel_")]
            own = any(other.keys != BY_NAME[other.id].keys for other in panels)
            shown = " ".join(other.keys_shown for other in panels) if own else "1 to 8"
            yield Row(shown, "go to that panel")


def narrowed(found: Sequence[Section], typed: str) -> list[Section]:
    """The rows in which each typed word occurs, in its keys, its help or its label; all for no words."""
    words = typed.casefold().split()

    def fits(row: Row) -> bool:
        return all(word in f"{row.keys} {row.text} {row.also}".casefold() for word in words)

    kept = [(name, tuple(filter(fits, rows))) for name, rows in found]
    return [(name, rows) for name, rows in (kept[1:] if words else kept) if rows]


def laid_out(found: Sequence[Section], width: int) -> list[Content]:
    """The lines of the rows, in two columns where they are wide enough."""
    if width < _TWO_COLUMNS_FROM:
        return _column(found, width)
    half = (width - _GAP) // 2
    parts = [_section(name, rows, half) for name, rows in found]
    heights = [len(part) + 1 for part in parts]
    at = min(
        range(1, len(parts) + 1),
        key=lambda at: (max(sum(heights[:at]), sum(heights[at:])), -sum(heights[:at])),
        default=0,
    )
    left, right = _joined(parts[:at]), _joined(parts[at:])
    lines = []
    for place in range(max(len(left), len(right))):
        first = left[place] if place < len(left) else Content("")
        second = right[place] if place < len(right) else Content("")
        lines.append(Content.assemble(first, " " * (half + _GAP - first.cell_length), second))
    return lines


def _column(found: Sequence[Section], width: int) -> list[Content]:
    return _joined([_section(name, rows, width) for name, rows in found])


def _joined(parts: Sequence[list[Content]]) -> list[Content]:
    """The lines of sections, with a blank one between two."""
    lines: list[Content] = []
    for part in parts:
        lines += [Content("")] * bool(lines)
        lines += part
    return lines


def _section(name: str, rows: Sequence[Row], width: int) -> list[Content]:
    lines = [Content.styled(part, "bold $accent") for part in textwrap.wrap(name, width)]
    for keys, text, _ in rows:
        indent = _KEYS_WIDTH if keys else 0
        lead = f"{keys:<{indent}}" if len(keys) < indent else f"{keys} "
        wrapped = textwrap.wrap(lead + text, max(20, width - 1), subsequent_indent=" " * indent)
        first, *others = wrapped
        lines.append(Content.assemble(" ", (first[: len(lead)], "bold"), first[len(lead) :]))
        lines += (Content(f" {other}") for other in others)
    return lines
