"""What an export is asked for, and the error where it cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from canvas.exports.origin import Committed
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

ExportErrorCode = Literal[
    "format", "audience", "partner", "partner_hidden", "no_partner_form", "panel", "extra", "content"
]
"""Which part of a request cannot be had.

``partner_hidden`` is a partner of the canvas that the audience may not read, ``no_partner_form`` a format
that cannot be made for one partner, ``extra`` one that needs a package which is not installed,
``content`` one that cannot hold what is in this canvas.
"""


class ExportError(ValueError):
    """An export that cannot be made as asked; its text is one sentence for the user."""

    def __init__(self, code: ExportErrorCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code: ExportErrorCode = code


class ExportRequest(NamedTuple):
    """What to export, for whom.

    Attributes:
        canvas: the whole canvas; each format filters it for the audience.
        audience: ``internal``, ``partners`` or ``public``.
        today: the day that decides what is overdue.
        partner: the name, in any case, of the one partner whose page is wanted; None for the whole canvas.
        panel: the key of the one panel that is wanted; None for all.
        committed: the commit that holds exactly this canvas, as the front end found it; None for a draft.
    """

    canvas: Canvas
    audience: Audience
    today: date
    partner: str | None = None
    panel: str | None = None
    committed: Committed | None = None
