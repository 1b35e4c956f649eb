"""Reports of findings for code hosts: GitHub's workflow commands and job summary, GitLab's code quality."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from canvas.exports.document import plain
from canvas.exports.escape import cell
from canvas.exports.json import written
from canvas.exports.reports.report import Report, fingerprint, path_of, sentence_of
from canvas.model.finding import SEVERITIES, Severity
from canvas.model.sanitize import visible_line

if TYPE_CHECKING:
    from canvas.files.check_file import LocatedFinding

_MOST_OF_A_COMMAND = 10
"""How many annotations of one kind GitHub shows for a step; it drops the others."""

_MAX_SUMMARY_BYTES = 1_000_000
"""GitHub refuses the summary of a step that has more than 1 MiB."""

_COMMANDS: dict[Severity, str] = {"must": "error", "should": "warning", "consider": "notice"}
_QUALITIES: dict[Severity, str] = {"must": "critical", "should": "minor", "consider": "info"}


def render_github(report: Report) -> str:
    """A workflow command for each finding, as many of each kind as the host shows, the gravest first."""
    found = _gravest_first(report)
    lines = []
    for severity, entries in groupby(found, key=lambda entry: entry[1].finding.severity):
        for name, located in [*entries][:_MOST_OF_A_COMMAND]:
            line, column, finding, _ = located
            where = f"file={_property(name)},line={line},col={column},title={_property(finding.rule)}"
            lines.append(f"::{_COMMANDS[severity]} {where}::{_message(sentence_of(located))}")
    if found:
        more = "; all are in the job's summary" if report.has_summary and len(lines) < len(found) else ""
        lines.append(f"{len(lines):,} of {len(found):,} findings shown as annotations{more}.")
    else:
        lines.append(report.clean_sentence)
    return "".join(f"{line}\n" for line in lines)


def github_summary(report: Report) -> str:
    """The findings as a Markdown table, for the file that ``GITHUB_STEP_SUMMARY`` names."""
    count = len(report.files)
    head = f"### canvas check: {count:,} canvas{'' if count == 1 else 'es'}\n\n"
    found = _gravest_first(report)
    answered = f"\n{report.answered_sentence}\n" if report.answered_sentence else ""
    if not found:
        return f"{head}{report.clean_sentence}\n{answered}"
    rows = ["| where | severity | rule | what |\n|---|---|---|---|\n"]
    room = _MAX_SUMMARY_BYTES - len(head) - 200  # for the titles and the last line
    for name, located in found:
        row = (
            f"| {_cell(name)}:{located.line} | {located.finding.severity} | `{located.finding.rule}` | "
            f"{_cell(sentence_of(located))} |\n"
        )
        room -= len(row.encode("utf-8", "replace"))
        if room < 0:
            break
        rows.append(row)
    shown = len(rows) - 1
    if shown < len(found):
        rows.append(f"\n{shown:,} of {len(found):,} findings shown.\n")
    return head + "".join(rows) + answered


def _gravest_first(report: Report) -> list[tuple[str, LocatedFinding]]:
    """Every finding with the path of its file."""
    found = [(path_of(file.name), located) for file in report.files for located in file.findings]
    return sorted(found, key=lambda entry: SEVERITIES.index(entry[1].finding.severity))


def render_gitlab(report: Report) -> str:
    """A code quality report."""
    return written(
        [
            {
                "description": sentence_of(located),
                "check_name": located.finding.rule,
                "fingerprint": fingerprint(file.name, located),
                "severity": _QUALITIES[located.finding.severity],
                "location": {"path": path_of(file.name), "lines": {"begin": located.line}},
            }
            for file in report.files
            for located in file.findings
        ]
    )


def _message(text: str) -> str:
    """A message for a workflow command, which ends at a line's end."""
    return visible_line(text).replace("%", "%25")


def _property(text: str) -> str:
    """The value of a property of a workflow command."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    return cell(plain(visible_line(text)))
