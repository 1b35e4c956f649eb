"""A report of findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from canvas import __version__
from canvas.exports.json import written
from canvas.exports.reports.report import Report, fingerprint, path_of, sentence_of
from canvas.exports.reports.rule_texts import rule_texts
from canvas.model.finding import Severity

_LEVELS: dict[Severity, str] = {"must": "error", "should": "warning", "consider": "note"}


def render(report: Report) -> str:
    """A SARIF log with one run."""
    told = {located.finding.rule for file in report.files for located in file.findings}
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
    results: list[dict[str, Any]] = [
        {
            "ruleId": located.finding.rule,
            "ruleIndex": order[located.finding.rule],
            "level": _LEVELS[located.finding.severity],
            "message": {"text": sentence_of(located)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(os.fsencode(path_of(file.name)))},
                        "region": {"startLine": located.line, "startColumn": located.column},
                    }
                }
            ],
            "partialFingerprints": {"canvasFinding/v1": fingerprint(file.name, located)},
        }
        for file in report.files
        for located in file.findings
    ]
    driver = {"name": "canvas", "version": __version__, "rules": rules}
    return written(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )
