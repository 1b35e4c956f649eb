"""What an export is asked for, and the error where it cannot be made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from canvas.model.errors import CodedError
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import quote
from canvas.model.types import NO_LABELS, Labels

if TYPE_CHECKING:
    from datetime import date
    from typing import Required, TypedDict

    from canvas.exports.version_found import Committed
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

ExportErrorCode = Literal[
    "format",
    "audience",
    "partner",
    "partner_hidden",
    "no_partner_form",
    "no_changes_form",
    "no_minutes",
    "no_minutes_form",
    "since",
    "folder",
    "panel",
    "extra",
    "content",
    "size",
    "template",
]
"""Which part of a request cannot be had.

``partner_hidden`` is a partner of the canvas that the audience may not read, ``no_partner_form`` a format
that cannot be made for one partner, ``no_changes_form`` one that cannot tell what changed, ``no_minutes``
minutes of which there are none, ``no_minutes_form`` a format that holds none, ``since`` an older version that
cannot be read, ``folder`` one that cannot be made, ``extra`` a format that needs a package which is not
installed, ``content`` one that cannot hold what is in this canvas, ``size`` that of a picture, ``template``
one of the user's own.
"""


class ExportError(CodedError[ExportErrorCode]):
    """An export that cannot be made as asked."""


class PictureSize(NamedTuple):
    """The size of a picture in pixels."""

    width: int
    height: int


DEFAULT_SIZE: Final = PictureSize(1600, 900)
"""The size of a picture where none is asked for: that of a slide."""

_MIN_PIXELS, _MAX_PIXELS = 320, 8000


def parse_size(typed: str) -> PictureSize:
    """Parse a size such as ``1600x900``.

    Raises:
        ExportError: where it is none, or far too small or large.
    """
    found = re.fullmatch(r"\s*([0-9]{1,6})\s*[x×*]\s*([0-9]{1,6})\s*", typed, re.IGNORECASE)
    size = PictureSize(*map(int, found.groups())) if found else None
    if size is None or min(size) < _MIN_PIXELS or max(size) > _MAX_PIXELS:
        raise ExportError(
            f"{quote(typed)} is no size for a picture: write width and height in pixels, such as 1600x900, "
            f"each from {_MIN_PIXELS} to {_MAX_PIXELS}.",
            "size",
        )
    return size


class Earlier(NamedTuple):
    """An older version of a canvas, since which changes are told.

    Attributes:
        canvas: the whole canvas as it was.
        day: since when; None where nothing but the canvas is known.
        commit: the commit's abbreviated id; empty where it is no commit.
    """

    canvas: Canvas
    day: date | None = None
    commit: str = ""


class ExportRequest(NamedTuple):
    """What to export, for whom.

    Attributes:
        canvas: the whole canvas; each format filters it for the audience.
        audience: ``internal``, ``partners`` or ``public``.
        today: the day that decides what is overdue.
        partner: the name, in any case, of the one partner whose page is wanted; None for the whole canvas.
        panel: the key of the one panel that is wanted; None for all.
        committed: the commit that holds exactly this canvas, as the front end found it; None for a draft.
        size: the size of a picture; None for that of a slide.
        since: the older version of which to tell first what changed; None for none.
        labels: an organisation's own words for the labels of documents, as `own_labels` gives them.
        minutes: whether to begin with the minutes of the latest meeting.
    """

    canvas: Canvas
    audience: Audience
    today: date
    partner: str | None = None
    panel: str | None = None
    committed: Committed | None = None
    size: PictureSize | None = None
    since: Earlier | None = None
    labels: Labels = NO_LABELS
    minutes: bool = False


if TYPE_CHECKING:

    class Wanted(TypedDict, total=False):
        """The part of an `ExportRequest` that is neither the canvas nor its audience, as keywords."""

        today: Required[date]
        partner: str | None
        panel: str | None
        committed: Committed | None
        size: PictureSize | None
        since: Earlier | None
        labels: Labels
        minutes: bool
