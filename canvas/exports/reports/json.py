"""A report of findings as JSON, or as one JSON object a line."""

from __future__ import annotations

from typing import Any

from canvas.exports.json import written, written_line
from canvas.exports.reports.report import Report, fingerprint, sentence_of


def render(report: Report) -> str:
    """The findings as a JSON array."""
    return written(_objects(report))


def render_lines(report: Report) -> str:
    """The findings as JSON lines."""
    return "".join(map(written_line, _objects(report)))


def _objects(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "file": file.name,
            "line": located.line,
            "column": located.column,
            "level": located.finding.severity,
            "rule": located.finding.rule,
            "says": sentence_of(located),
            "why": located.finding.why,
            "panel": located.finding.panel,
            "item": located.finding.item,
            "field": located.finding.field,
            "fingerprint": fingerprint(file.name, located),
        }
        for file in report.files
        for located in file.findings
    ]
