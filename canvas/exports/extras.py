"""Exports that need a package of an extra, which may not be installed."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from canvas.exports.request import ExportError, ExportRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from canvas.exports.document import TextDocument
    from canvas.exports.version_found import Committed
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience


def docx_renderer() -> Callable[[TextDocument], bytes]:
    """Import what renders a document for Word; `ExportError` where a package for it is not installed."""
    _require("docx", "A Word file", "docx", "lxml")
    from canvas.exports import docx  # noqa: PLC0415 - needs the package

    return docx.render


def pdf_renderer() -> Callable[[TextDocument], bytes]:
    """Import what renders a document as PDF; `ExportError` where a package for it is not installed."""
    _require("pdf", "A PDF", "typst", "manimgx_fonts", "manimgx_fonts_cjk")
    from canvas.exports import pdf  # noqa: PLC0415 - needs the package

    return pdf.render


def draw_png(svg: str) -> bytes:
    """Draw an SVG picture of ours as PNG.

    Raises:
        ExportError: where a package for it is not installed.
    """
    _require("png", "A PNG picture", "resvg_py", "manimgx_fonts", "manimgx_fonts_cjk")
    from canvas.exports.picture import png  # noqa: PLC0415 - needs the package

    return png.render(svg)


def render_template(
    name: str,
    source: str,
    canvas: Canvas,
    *,
    audience: Audience,
    today: date,
    committed: Committed | None = None,
) -> bytes:
    """Fill a user's own template, of this file name and text, with what an audience may read.

    Raises:
        ExportError: where the template is wrong, or the package that fills it is not installed.
    """
    _require("template", "A template", "liquid")
    from canvas.exports import template  # noqa: PLC0415 - needs the package

    request = ExportRequest(canvas, audience, today, committed=committed)
    return template.render(name, source, request).encode("utf-8", "replace")


def _require(extra: str, what: str, *modules: str) -> None:
    """Check that the packages of an extra are there.

    Raises:
        ExportError: where one is missing; it says how to install the extra.
    """
    if any(importlib.util.find_spec(module) is None for module in modules):
        command = f'pip install "partnership-canvas[{extra}]"'
        raise ExportError(f"{what} needs a package that is not installed: {command} installs it.", "extra")
