"""What people read of a canvas: one table of formats, each written by a module that is imported late.

Whoever asks for Markdown does not wait for JSON, and nobody here waits for the screen: no module of this
room imports Textual, Rich or a Markdown parser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from canvas.model.sanitize import quote
from canvas.model.schema import AUDIENCES

if TYPE_CHECKING:
    from datetime import date

    from canvas.model.canvas import Canvas


class ExportError(ValueError):
    """An export that cannot be made as asked; its text is one sentence for the person who asked."""


class Request(NamedTuple):
    """How an export is wanted.

    Attributes:
        audience: ``internal``, ``partners`` or ``public``; what does not reach it is left out.
        today: the day that decides what is overdue.
        partner: the partner whose promises alone are wanted; None for the whole.
        panel: the key of the one panel that is wanted; None for all.
    """

    audience: str
    today: date
    partner: str | None = None
    panel: str | None = None


class Exporter(NamedTuple):
    """One format.

    Attributes:
        key: its name on the command line.
        suffix: how its files end.
        description: what it is good for, to end a sentence.
        write: makes its text of a canvas.
        offered: whether `canvas export` offers it.
        for_partner: whether it can be made for one partner alone.
    """

    key: str
    suffix: str
    description: str
    write: Callable[[Canvas, Request], str]
    offered: bool = True
    for_partner: bool = False


def _markdown(canvas: Canvas, request: Request) -> str:
    from canvas.exports import markdown  # noqa: PLC0415 - only who asks for it waits for it

    if request.partner is None:
        from canvas.exports.summary import summary  # noqa: PLC0415 - likewise

        return markdown.render(summary(canvas, request.audience, request.today))
    from canvas.exports.partner_sheet import promises  # noqa: PLC0415 - likewise

    return markdown.render(promises(canvas, request.partner, request.audience, request.today))


def _json(canvas: Canvas, request: Request) -> str:
    from canvas.exports import json  # noqa: PLC0415 - likewise
    from canvas.exports.audience_filter import filtered_for  # noqa: PLC0415 - likewise

    return json.render(filtered_for(canvas, request.audience), audience=request.audience)


def _plain(canvas: Canvas, request: Request) -> str:
    from canvas.exports import plain  # noqa: PLC0415 - likewise
    from canvas.exports.audience_filter import filtered_for  # noqa: PLC0415 - likewise

    return plain.render(filtered_for(canvas, request.audience), panel=request.panel, today=request.today)


EXPORTERS: dict[str, Exporter] = {
    exporter.key: exporter
    for exporter in (
        Exporter("md", ".md", "a summary to read, print or send", _markdown, for_partner=True),
        Exporter("json", ".json", "the canvas for scripts", _json),
        Exporter("txt", ".txt", "the whole canvas, line by line", _plain, offered=False),
    )
}
"""Every format by its key. A new one is a line here and a module of its own."""


def render(
    to: str,
    canvas: Canvas,
    *,
    today: date,
    audience: str = "partners",
    partner: str | None = None,
    panel: str | None = None,
) -> str:
    """The canvas in one of the formats, as text that ends in a newline.

    Args:
        to: the format's key.
        canvas: what to export.
        today: the day that decides what is overdue.
        audience: who is to read it.
        partner: the partner, by name in any case, whose promises alone are wanted.
        panel: the key of the one panel that is wanted, for ``txt``.

    Raises:
        ExportError: where there is no such format, audience, partner or panel, or the format cannot be
            made for one partner.
    """
    exporter = EXPORTERS.get(to)
    if exporter is None:
        formats = ", ".join(known.key for known in EXPORTERS.values() if known.offered)
        raise ExportError(f"There is no format called {quote(to)}; choose one of {formats}.")
    if audience not in AUDIENCES:
        raise ExportError(
            f"There is no audience called {quote(audience)}; choose one of {', '.join(AUDIENCES)}."
        )
    if partner is not None and not exporter.for_partner:
        formats = ", ".join(known.key for known in EXPORTERS.values() if known.for_partner)
        raise ExportError(f"One partner's promises cannot be had as {to}; choose {formats}.")
    return exporter.write(canvas, Request(audience, today, partner, panel))
