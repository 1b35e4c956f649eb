"""The document that an export asks for, before it has a format: the summary or the sheet of one partner.

What changed, minutes and an organisation's own labels are added as they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from canvas.exports.document import TextDocument
    from canvas.exports.request import ExportRequest


def text_document(request: ExportRequest) -> TextDocument:
    """The summary, or the sheet of one partner, before it has a format."""
    if request.partner is None:
        document = load_summary()(request)
    else:
        from canvas.exports.partner_sheet import partner_sheet  # noqa: PLC0415 - each imports what it needs

        document = partner_sheet(request)
    if request.since is not None:
        from canvas.exports.changes_section import with_changes  # noqa: PLC0415 - likewise

        document = with_changes(document, request, request.since)
    if request.minutes:
        from canvas.exports.minutes import with_minutes  # noqa: PLC0415 - likewise

        document = with_minutes(document, request)
    if not request.labels:
        return document
    from canvas.exports.labels import relabelled  # noqa: PLC0415 - likewise

    return relabelled(document, request.labels)


def load_summary() -> Callable[[ExportRequest], TextDocument]:
    """Import what makes most documents."""
    from canvas.exports.summary import summary  # noqa: PLC0415 - likewise

    return summary
