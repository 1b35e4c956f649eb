"""A report of findings as JSON, or as one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from canvas.exports.json import written
from canvas.exports.reports.report import CheckedFile, Report, fingerprint, sentence_of
from canvas.model.answers import last_day

if TYPE_CHECKING:
    from canvas.files.check_file import LocatedFinding


def render(report: Report) -> str:
    """The findings as a JSON array."""
    return written([*_objects(report.files)])


def render_lines(report: Report) -> str:
    """The findings as JSON lines."""
    return "".join(map(render_file, report.files))


def render_file(file: CheckedFile) -> str:
    """The findings of a file as JSON lines."""
    return "".join(written(each, indent=None) for each in _objects([file]))


def _objects(files: Iterable[CheckedFile]) -> Iterator[dict[str, Any]]:
    """The findings of each file; after them those that are answered, with the answer."""
    for file in files:
        yield from (_object(file.name, located) for located in file.findings)
        for located, answer in file.answered:
            said = {"because": answer.line("because"), "by": answer.line("by"), "until": last_day(answer)}
            yield {**_object(file.name, located), "answer": said}


def _object(name: str, located: LocatedFinding) -> dict[str, Any]:
    return {
        "file": name,
        "line": located.line,
        "column": located.column,
        "level": located.finding.severity,
        "rule": located.finding.rule,
        "says": sentence_of(located),
        "why": located.finding.why,
        "panel": located.finding.panel,
        "item": located.finding.item,
        "field": located.finding.field,
        "fingerprint": fingerprint(name, located),
    }
