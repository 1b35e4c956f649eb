"""A report of findings as lines that a person or an editor reads: ``file:line:column: severity rule: …``."""

from __future__ import annotations

from canvas.exports.reports.report import CheckedFile, Report, sentence_of
from canvas.files.check_file import LocatedFinding
from canvas.model.sanitize import visible, visible_line


def _line(name: str, located: LocatedFinding) -> str:
    line, column, finding, _ = located
    return f"{visible_line(name)}:{line}:{column}: {finding.severity} {finding.rule}: {sentence_of(located)}"


def render_file(file: CheckedFile) -> str:
    """A line for each finding of a file."""
    return "".join(visible(f"{_line(file.name, located)}\n") for located in file.findings)


def render_end(report: Report) -> str:
    """A sentence where there is no finding, and one that counts what is answered."""
    clean = report.clean_sentence if report.files and not report.counts.total() else ""
    return "".join(f"{sentence}\n" for sentence in (clean, report.answered_sentence) if sentence)


def render(report: Report) -> str:
    """A line for each finding; a sentence where there is none."""
    return "".join(map(render_file, report.files)) + render_end(report)
