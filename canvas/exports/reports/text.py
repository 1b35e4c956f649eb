"""A report of findings as lines that a person or an editor reads: ``file:line:column: severity rule: …``."""

from __future__ import annotations

from canvas.exports.reports.report import Report, sentence_of
from canvas.files.check_file import LocatedFinding
from canvas.model.sanitize import visible, visible_line


def _line(name: str, located: LocatedFinding) -> str:
    line, column, finding, _ = located
    return f"{visible_line(name)}:{line}:{column}: {finding.severity} {finding.rule}: {sentence_of(located)}"


def render(report: Report) -> str:
    """A line for each finding; a sentence where there is none."""
    lines = [_line(file.name, located) for file in report.files for located in file.findings]
    if not lines and report.files:
        lines = [report.clean_sentence]
    lines += filter(None, [report.answered_sentence])
    return "".join(visible(f"{line}\n") for line in lines)
