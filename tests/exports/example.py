"""Small canvases, and their summaries line by line."""

from collections.abc import Mapping
from datetime import date

from canvas.exports import Exporter, ExportRequest, render_text
from canvas.exports.version_found import Committed
from canvas.model.canvas import Canvas, Item
from canvas.model.types import Audience

TODAY = date(2027, 3, 3)
BEFORE = date(2027, 3, 2)
COMMITTED = Committed("48f1418abc", date(2027, 3, 1))


def canvas_of(panel: str, *said: tuple[str, Mapping[str, object]]) -> Canvas:
    items = tuple(Item(f"id{position}", text, values) for position, (text, values) in enumerate(said))
    return Canvas("Warm Rooms").with_items({panel: items})


def lines(canvas: Canvas, audience: Audience = "partners") -> list[str]:
    """The lines of the summary as of a commit, but for that which names the version."""
    text = render_text("md", canvas, audience=audience, today=TODAY, committed=COMMITTED)
    return text.splitlines()[:-2]


def _render_binary(request: ExportRequest) -> bytes:
    return b"\x00\xffodd " + request.audience.encode()


BINARY = Exporter("odd", ".odd", "bytes", lambda: _render_binary, is_text=False)
"""A format that is no text, for tests that add a row to the table."""
