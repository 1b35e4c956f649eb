"""The formats that a canvas can be exported to: one table, each row with a late-imported renderer.

No module of this package imports Textual, Rich or a Markdown parser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from canvas.exports.request import DEFAULT_SIZE, ExportError, ExportRequest
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import quote
from canvas.model.schema import AUDIENCES

if TYPE_CHECKING:
    from typing import Unpack

    from canvas.exports.document import TextDocument
    from canvas.exports.request import Wanted
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

__all__ = [
    "EXPORTERS", "ExportError", "ExportRequest", "Exporter",
    "default_exporter", "dialog_exporters", "exporter_for_file", "render_bytes", "render_text",
    "text_exporter",
]  # fmt: skip


Renderer = Callable[["ExportRequest"], bytes]


class Exporter(NamedTuple):
    """One format.

    Attributes:
        key: its name on the command line.
        suffix: the ending of its files, with the dot.
        description: what it is good for, to end a sentence.
        load: imports what renders it, and gives the function that makes the content of its file; text is
            encoded in UTF-8.
        is_text: whether its content can be printed and copied.
        for_partner: whether it can be made for one partner, and tell what changed.
        is_picture: whether its size can be chosen.
        in_dialogs: whether the export screen offers it.
    """

    key: str
    suffix: str
    description: str
    load: Callable[[], Renderer]
    is_text: bool = True
    for_partner: bool = False
    is_picture: bool = False
    in_dialogs: bool = True


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _of_documents(render: Callable[[TextDocument], bytes]) -> Renderer:
    """The renderer of a format of documents; what makes most of them is imported with it."""
    from canvas.exports.requested_document import load_summary, text_document  # noqa: PLC0415 - on demand

    load_summary()
    return lambda request: render(text_document(request))


def _markdown() -> Renderer:
    from canvas.exports import markdown  # noqa: PLC0415 - likewise

    return _of_documents(lambda document: _encode(markdown.render(document)))


def _html() -> Renderer:
    from canvas.exports import html  # noqa: PLC0415 - likewise

    return _of_documents(lambda document: _encode(html.render(document)))


def _docx() -> Renderer:
    from canvas.exports.extras import docx_renderer  # noqa: PLC0415 - likewise

    return _of_documents(docx_renderer())


def _pdf() -> Renderer:
    from canvas.exports.extras import pdf_renderer  # noqa: PLC0415 - likewise

    return _of_documents(pdf_renderer())


def _json() -> Renderer:
    from canvas.exports import json  # noqa: PLC0415 - likewise

    return lambda request: _encode(json.render(_filtered(request), audience=request.audience))


def _csv() -> Renderer:
    from canvas.exports import csv  # noqa: PLC0415 - likewise

    return lambda request: _encode(csv.render(_filtered(request), audience=request.audience))


def _plain() -> Renderer:
    from canvas.exports import plain  # noqa: PLC0415 - likewise

    return lambda request: _encode(plain.render(_filtered(request), panel=request.panel, today=request.today))


def _svg() -> Renderer:
    return lambda request: _encode(_picture(request))


def _png() -> Renderer:
    from canvas.exports.extras import draw_png  # noqa: PLC0415 - likewise

    return lambda request: draw_png(_picture(request))


def _picture(request: ExportRequest) -> str:
    from canvas.exports.picture import svg  # noqa: PLC0415 - likewise

    size = request.size or DEFAULT_SIZE
    return svg.render(_filtered(request), audience=request.audience, today=request.today, size=size)


def _filtered(request: ExportRequest) -> Canvas:
    from canvas.exports.audience_filter import filtered_for  # noqa: PLC0415 - likewise

    return filtered_for(request.canvas, request.audience)


_ROWS = (
    Exporter("md", ".md", "a summary to read, print or send", _markdown, for_partner=True),
    Exporter("html", ".html", "a page for a browser, to send or to print", _html, for_partner=True),
    Exporter("pdf", ".pdf", "pages to print or to keep", _pdf, is_text=False, for_partner=True),
    Exporter("docx", ".docx", "a Word file to mark up", _docx, is_text=False, for_partner=True),
    Exporter("svg", ".svg", "the board as a picture that stays sharp", _svg, is_picture=True),
    Exporter("png", ".png", "the board as a picture", _png, is_text=False, is_picture=True),
    Exporter("json", ".json", "the canvas for scripts", _json, in_dialogs=False),
    Exporter("csv", ".csv", "a table for spreadsheets, one row a statement", _csv),
    Exporter("txt", ".txt", "the whole canvas, line by line", _plain),
)
EXPORTERS: dict[str, Exporter] = {exporter.key: exporter for exporter in _ROWS}
"""Every format by its key. The first row is the default; a new format is a row and a module."""


def default_exporter() -> Exporter:
    """The format used where none is named."""
    return next(iter(EXPORTERS.values()))


def text_exporter() -> Exporter:
    """The format in which a summary is copied or printed: the first that is text."""
    return next(exporter for exporter in EXPORTERS.values() if exporter.is_text)


def dialog_exporters(*, is_document: bool) -> tuple[Exporter, ...]:
    """The formats that the export screen offers; documents alone where it must be one."""
    return tuple(
        exporter
        for exporter in EXPORTERS.values()
        if exporter.in_dialogs and (exporter.for_partner or not is_document)
    )


def exporter_for_file(path: str) -> Exporter:
    """The format that a file name's ending stands for; the default where none has that ending."""
    return next((each for each in EXPORTERS.values() if path.endswith(each.suffix)), default_exporter())


def render_bytes(
    to: str, canvas: Canvas, *, audience: Audience = "partners", **wanted: Unpack[Wanted]
) -> bytes:
    """Render a canvas as the content of a file in the format ``to``; the rest is as in `ExportRequest`.

    Raises:
        ExportError: where there is no such format, audience, partner or panel, or the format cannot be
            made for one partner, in this size, with changes or with minutes.
    """
    request = ExportRequest(canvas, audience, **wanted)
    exporter = EXPORTERS.get(to)
    if exporter is None:
        formats = ", ".join(EXPORTERS)
        raise ExportError(f"There is no format called {quote(to)}; choose one of {formats}.", "format")
    if audience not in AUDIENCES:
        audiences = ", ".join(AUDIENCES)
        raise ExportError(
            f"There is no audience called {quote(audience)}; choose one of {audiences}.", "audience"
        )
    documents = ", ".join(known.key for known in EXPORTERS.values() if known.for_partner)
    if request.partner is not None and not exporter.for_partner:
        raise ExportError(f"A partner's sheet cannot be had as {to}; choose {documents}.", "no_partner_form")
    if request.since is not None and not exporter.for_partner:
        raise ExportError(f"What changed cannot be had as {to}; choose {documents}.", "no_changes_form")
    if request.minutes and not exporter.for_partner:
        raise ExportError(f"Minutes cannot be had in {to}; choose {documents}.", "no_minutes_form")
    if request.size is not None and not exporter.is_picture:
        pictures = ", ".join(known.key for known in EXPORTERS.values() if known.is_picture)
        raise ExportError(f"{to} has no size to choose; a picture has: {pictures}.", "size")
    return exporter.load()(request)


def render_text(to: str, canvas: Canvas, *, audience: Audience = "partners", **wanted: Unpack[Wanted]) -> str:
    """Like `render_bytes`, decoded: for a format that is text."""
    return render_bytes(to, canvas, audience=audience, **wanted).decode()
