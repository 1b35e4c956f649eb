"""The version that an export was made from: a line at its end names it, and an import reads it back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from canvas.exports.audience_filter import reaches, readable_values
from canvas.files.hashes import sha256_of
from canvas.model.canvas import UNWRITTEN
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import printable_line
from canvas.model.schema import AUDIENCES, PANELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.exports.version_found import Committed
    from canvas.model.canvas import Canvas, Item
    from canvas.model.types import Audience

_DIGEST_LENGTH = 12
_SHOWN_LENGTH = 7
_PLAIN = frozenset((str, int, bool, date))
"""The types of values that are hashed as they are; most values of a canvas have one of them."""

_LINE = (
    r"\bcanvas:\s+(version|draft)\s+([0-9a-f]{7,64})\s+for\s+("
    + "|".join(AUDIENCES)
    + r")\b(?:,\s+sheet\s+of\s+([^\r\n]*[^\s*_<>]))?"
)


class Origin(NamedTuple):
    """What an export was made from.

    Attributes:
        name: the commit's abbreviated id, or, for a draft, the `digest` of what the audience may read.
        is_draft: whether git does not hold this version.
        audience: whose copy it is.
        partner: whose sheet it is; None for the whole canvas.
    """

    name: str
    is_draft: bool
    audience: Audience
    partner: str | None = None

    @property
    def short(self) -> str:
        """The name as people read it."""
        return self.name[:_SHOWN_LENGTH]

    @property
    def line(self) -> str:
        """The line that `parse` reads."""
        sheet = f", sheet of {printable_line(self.partner).strip()}" if self.partner else ""
        return f"canvas: {'draft' if self.is_draft else 'version'} {self.name} for {self.audience}{sheet}"


def origin_of(
    canvas: Canvas, audience: Audience, committed: Committed | None, partner: str | None = None
) -> Origin:
    """The origin of an export of a canvas that is filtered for the audience already."""
    if committed is None:
        return Origin(digest(canvas, audience), True, audience, partner)
    return Origin(committed.commit, False, audience, partner)


def digest(canvas: Canvas, audience: Audience) -> str:
    """A hash of the content of a canvas that is filtered for an audience: nothing withheld influences it.

    What it hashes is written by `ascii`, which writes such values alike in every version of Python.
    """
    panels = [
        (panel.key, [_content_of(item, audience) for item in canvas.panels.get(panel.key, ())])
        for panel in PANELS
    ]
    tables = (canvas.properties, readable_values(canvas, audience))
    content = ascii([panels, *(_hashable_table(table, audience) for table in tables)])
    return sha256_of(content.encode())[:_DIGEST_LENGTH]


def is_digest(name: str, canvas: Canvas, audience: Audience) -> bool:
    """Whether a draft of a filtered canvas has this name; older programs hashed the canvas as JSON."""
    if name == digest(canvas, audience):
        return True
    from canvas.exports import json  # noqa: PLC0415 - only for the draft of an older program

    content = json.render(canvas, audience=audience).encode("utf-8", "replace")
    return name == sha256_of(content)[:_DIGEST_LENGTH]


def _content_of(item: Item, audience: Audience) -> object:
    item_id = None if item.id.startswith(UNWRITTEN) else item.id
    return item_id, item.text, _hashable_table(item.values, audience)


def _hashable_table(table: Mapping[str, Any], audience: Audience) -> object:
    """What an audience may read of a table, in a form that equal tables share: a list of sorted pairs."""
    pairs = sorted(table.items())
    if _PLAIN.issuperset(map(type, table.values())):
        return pairs
    return [
        (key, value if type(value) in _PLAIN else _hashable(value, audience))
        for key, value in pairs
        if type(value) in _PLAIN or reaches(value, audience)
    ]


def _hashable(value: object, audience: Audience) -> object:
    """A value in a form that equal values share; a list becomes a tuple, whichever of the two it was."""
    if isinstance(value, dict):
        return _hashable_table(value, audience)
    if isinstance(value, list | tuple):
        return tuple(_hashable(entry, audience) for entry in value if reaches(entry, audience))
    return value


def parse(text: str) -> Origin | None:
    """Find the last line of an origin in the text of an export, however it was wrapped; None without one."""
    *_, found = (None, *re.finditer(_LINE, text))
    if found is None:
        return None
    state, name, audience, partner = found.groups()
    return Origin(name, state == "draft", cast("Audience", audience), partner)
