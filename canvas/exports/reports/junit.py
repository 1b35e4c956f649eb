"""A report of findings as JUnit XML, which build servers show as tests: a file is a suite."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

from canvas.exports.reports.report import CheckedFile, Report, justification_of, sentence_of
from canvas.model.sanitize import visible_line


def render(report: Report) -> str:
    """Findings that fail as failures, the others as passed cases with a note; a clean file passes once."""
    root = ET.Element("testsuites", name="canvas check")
    tests = failures = 0
    for file in report.files:
        suite = _suite(file, report)
        tests += int(suite.get("tests", 0))
        failures += int(suite.get("failures", 0))
        root.append(suite)
    root.set("tests", str(tests))
    root.set("failures", str(failures))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(file: CheckedFile, report: Report) -> ET.Element:
    name = _xml(file.name)
    suite = ET.Element("testsuite", name=name)
    failures = 0
    seen: Counter[str] = Counter()
    for located in file.findings:
        line, column, finding, _ = located
        sentence = _xml(sentence_of(located))
        title = f"{finding.rule} {line}:{column}"
        seen[title] += 1
        told = title if seen[title] == 1 else f"{title} ({seen[title]})"  # build servers keep one of a name
        case = ET.SubElement(suite, "testcase", classname=name, name=told, time="0")
        where = f"{name}:{line}:{column}: {finding.severity} {finding.rule}: {sentence}"
        if report.fails(located):
            failures += 1
            ET.SubElement(case, "failure", message=sentence, type=finding.severity).text = where
        else:
            ET.SubElement(case, "system-out").text = where
    for answered in file.answered:
        line, column, finding, _ = answered.located
        case = ET.SubElement(
            suite, "testcase", classname=name, name=f"{finding.rule} {line}:{column}", time="0"
        )
        ET.SubElement(case, "skipped", message=_xml(justification_of(answered)))
    if not file.findings and not file.answered:
        ET.SubElement(suite, "testcase", classname=name, name="nothing to mend", time="0")
    suite.set("tests", str(max(1, len(file.findings) + len(file.answered))))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    suite.set("skipped", str(len(file.answered)))
    suite.set("time", "0")
    return suite


def _xml(text: str) -> str:
    """A line of text without the two characters that XML has no way to write."""
    return visible_line(text).translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})
