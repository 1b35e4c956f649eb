"""A report of findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from canvas import __version__
from canvas.exports.json import written
from canvas.exports.reports.report import Report, fingerprint, justification_of, path_of, sentence_of
from canvas.exports.reports.rule_texts import rule_texts
from canvas.model.finding import Severity

if TYPE_CHECKING:
    from canvas.files.check_file import LocatedFinding

_LEVELS: dict[Severity, str] = {"must": "error", "should": "warning", "consider": "note"}


def render(report: Report) -> str:
    """A SARIF log with one run."""
    answered = [(file.name, each) for file in report.files for each in file.answered]
    open_findings = [(file.name, located) for file in report.files for located in file.findings]
    told = {located.finding.rule for _, located in (*open_findings, *((n, a.located) for n, a in answered))}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": asks},
            "fullDescription": {"text": why},
            "defaultConfiguration": {"level": _LEVELS[severity]},
        }
        for name, (severity, why, asks) in rule_texts().items()
        if name in told
    ]
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(name, located, order) for name, located in open_findings]
    for name, each in answered:
        accepted = {"kind": "inSource", "status": "accepted", "justification": justification_of(each)}
        results.append({**_result(name, each.located, order), "suppressions": [accepted]})
    driver = {"name": "canvas", "version": __version__, "rules": rules}
    return written(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


def _result(name: str, located: LocatedFinding, order: dict[Any, int]) -> dict[str, Any]:
    return {
        "ruleId": located.finding.rule,
        "ruleIndex": order[located.finding.rule],
        "level": _LEVELS[located.finding.severity],
        "message": {"text": sentence_of(located)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(os.fsencode(path_of(name)))},
                    "region": {"startLine": located.line, "startColumn": located.column},
                }
            }
        ],
        "partialFingerprints": {"canvasFinding/v1": fingerprint(name, located)},
    }
