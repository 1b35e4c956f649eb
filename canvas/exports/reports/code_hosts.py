"""Reports of findings for code hosts: GitHub's workflow commands and job summary, GitLab's code quality."""

from __future__ import annotations

from itertools import groupby

from canvas.exports.document import plain
from canvas.exports.escape import cell
from canvas.exports.json import written
from canvas.exports.reports.report import Report, fingerprint, sentence_of
from canvas.model.finding import SEVERITIES, Severity
from canvas.model.sanitize import visible_line

_MOST_OF_A_COMMAND = 10
"""How many annotations of one kind GitHub shows for a step."""

_COMMANDS: dict[Severity, str] = {"must": "error", "should": "warning", "consider": "notice"}
_QUALITIES: dict[Severity, str] = {"must": "critical", "should": "minor", "consider": "info"}


def render_github(report: Report) -> str:
    """A workflow command for each finding, as many of each kind as the host shows, the gravest first."""
    found = sorted(
        ((file.name, located) for file in report.files for located in file.findings),
        key=lambda entry: SEVERITIES.index(entry[1].finding.severity),
    )
    lines = []
    for severity, entries in groupby(found, key=lambda entry: entry[1].finding.severity):
        for name, located in [*entries][:_MOST_OF_A_COMMAND]:
            line, column, finding = located
            where = f"file={_property(name)},line={line},col={column},title={_property(finding.rule)}"
            lines.append(f"::{_COMMANDS[severity]} {where}::{_message(sentence_of(located))}")
    if found:
        shown = f"{len(lines):,} of {len(found):,} findings shown as annotations"
        lines.append(f"{shown}; all are in the job's summary.")
    else:
        lines.append(report.clean_sentence)
    return "".join(f"{line}\n" for line in lines)


def github_summary(report: Report) -> str:
    """All findings as a Markdown table, for the file that ``GITHUB_STEP_SUMMARY`` names."""
    count = len(report.files)
    lines = [f"### canvas check: {count:,} canvas{'' if count == 1 else 'es'}", ""]
    rows = [
        f"| {_cell(file.name)}:{located.line} | {located.finding.severity} | `{located.finding.rule}` | "
        f"{_cell(sentence_of(located))} |"
        for file in report.files
        for located in file.findings
    ]
    if rows:
        lines += ["| where | severity | rule | what |", "|---|---|---|---|", *rows]
    else:
        lines.append(report.clean_sentence)
    return "\n".join(lines) + "\n"


def render_gitlab(report: Report) -> str:
    """A code quality report."""
    return written(
        [
            {
                "description": sentence_of(located),
                "check_name": located.finding.rule,
                "fingerprint": fingerprint(file.name, located),
                "severity": _QUALITIES[located.finding.severity],
                "location": {"path": file.name.replace("\\", "/"), "lines": {"begin": located.line}},
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
