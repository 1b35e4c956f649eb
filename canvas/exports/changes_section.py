"""What changed since an older version, as the first section of a summary or of a partner's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from canvas.exports.audience_filter import filtered_for
from canvas.exports.changes import sentences
from canvas.exports.document import Bullet, Bullets, Heading, heading, paragraph, plain
from canvas.exports.item_text import UNPUBLISHED
from canvas.exports.origin import origin_of
from canvas.exports.phrases import counted, day
from canvas.exports.version_found import Committed
from canvas.model.canvas import THEIRS
from canvas.model.compare import compare
from canvas.model.conflicts import DELETED, PANEL, TEXT, other_values, with_other_values
from canvas.model.item_matching import match_items
from canvas.model.schema import AUDIENCES, BY_KEY, STATUS, VISIBILITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.exports.document import Block, TextDocument
    from canvas.exports.request import Earlier, ExportRequest
    from canvas.model.canvas import Canvas
    from canvas.model.compare import Differences
    from canvas.model.types import Audience

TITLE = "What changed"

_IN_THE_ROOM = frozenset({VISIBILITY.key, "votes", "temperature"})
"""The fields that a summary leaves out."""


def with_changes(document: TextDocument, request: ExportRequest, earlier: Earlier) -> TextDocument:
    """The document with what changed as its first section."""
    is_section = (isinstance(block, Heading) and block.level > 1 for block in document.blocks)
    at = next((at for at, begins in enumerate(is_section) if begins), len(document.blocks) - 1)
    section = _section(request, earlier)
    return document._replace(blocks=(*document.blocks[:at], *section, *document.blocks[at:]))


def _section(request: ExportRequest, earlier: Earlier) -> tuple[Block, ...]:
    audience = request.audience
    old = filtered_for(earlier.canvas, audience)
    now = _told(filtered_for(request.canvas, audience), audience)
    found = _without_withheld(compare(_told(old, audience), now), earlier.canvas, request.canvas)
    since = _since(old, earlier, audience)
    told = sentences(found, now)
    if not told:
        return (heading(TITLE), paragraph(f"Nothing changed since {since}."))
    bullets = tuple(Bullet(plain(each.sentence)) for each in told)
    return (heading(TITLE), paragraph(f"{counted(len(told), 'change')} since {since}:"), Bullets(bullets))


def _since(readable: Canvas, earlier: Earlier, audience: Audience) -> str:
    """Day and version of the older canvas; without a commit, the name of its draft for this audience."""
    committed = Committed(earlier.commit, earlier.day) if earlier.commit and earlier.day else None
    version = f"version {origin_of(readable, audience, committed).short}"
    return f"{day(committed.day)} ({version})" if committed else version


def _without_withheld(found: Differences, old: Canvas, now: Canvas) -> Differences:
    """The differences without the items that look removed because they are withheld now."""
    kept = set(match_items(old, now).values())
    items = tuple(change for change in found.items if not (change.is_gone and change.item.id in kept))
    return found._replace(items=items)


def _told(canvas: Canvas, audience: Audience) -> Canvas:
    """A filtered canvas with only the fields that the audience's summary shows."""
    return canvas.replacing(
        panels={
            panel: tuple(item._replace(values=_values(item.values, panel, audience)) for item in items)
            for panel, items in canvas.panels.items()
        },
        values={key: value for key, value in canvas.values.items() if key == THEIRS},
    )


def _values(values: Mapping[str, Any], panel: str, audience: Audience) -> Mapping[str, Any]:
    hidden: frozenset[str] = frozenset()
    if audience != AUDIENCES[0]:
        hidden |= _IN_THE_ROOM
    if audience == AUDIENCES[-1]:
        hidden |= UNPUBLISHED | {"due"}
    keys = {field.key for field in BY_KEY[panel].fields} - hidden
    told = {key: value for key, value in values.items() if key in keys}
    if audience == AUDIENCES[-1] and told.get(STATUS.key) == "disputed":
        del told[STATUS.key]  # that it is disputed is told to the public in gentler words, beside it
    if THEIRS not in values:
        return told
    theirs = [each for each in other_values(values) if each[0] in keys | {TEXT, PANEL, DELETED}]
    return {**told, THEIRS: [{}], **with_other_values({}, theirs)}
