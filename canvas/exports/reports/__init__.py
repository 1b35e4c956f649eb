"""Reports of findings: one table of formats, each row with a late-imported renderer.

Text, JSON and JSON lines are promises to users. SARIF, JUnit and those of code hosts follow their platform.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from canvas.exports.reports.report import CheckedFile, Report

# ruff: noqa: PLC0415 - each format imports only what it needs


def _text(report: Report) -> str:
    from canvas.exports.reports import text

    return text.render(report)


def _json(report: Report) -> str:
    from canvas.exports.reports import json

    return json.render(report)


def _json_lines(report: Report) -> str:
    from canvas.exports.reports import json

    return json.render_lines(report)


def _sarif(report: Report) -> str:
    from canvas.exports.reports import sarif

    return sarif.render(report)


def _junit(report: Report) -> str:
    from canvas.exports.reports import junit

    return junit.render(report)


def _github(report: Report) -> str:
    from canvas.exports.reports import code_hosts

    return code_hosts.render_github(report)


def _gitlab(report: Report) -> str:
    from canvas.exports.reports import code_hosts

    return code_hosts.render_gitlab(report)


def _text_of_file(file: CheckedFile) -> str:
    from canvas.exports.reports import text

    return text.render_file(file)


def _json_lines_of_file(file: CheckedFile) -> str:
    from canvas.exports.reports import json

    return json.render_file(file)


STREAMED: dict[str, Callable[[CheckedFile], str]] = {"text": _text_of_file, "jsonl": _json_lines_of_file}
"""For formats that tell a file as soon as it is checked: its part of the report."""

REPORTS: dict[str, Callable[[Report], str]] = {
    "text": _text,
    "json": _json,
    "jsonl": _json_lines,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
}
"""The renderer of each format; the first is the default."""
