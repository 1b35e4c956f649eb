"""Check canvases: what is not settled between two versions, and what in a file cannot be understood."""

from __future__ import annotations

import sys
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND, WRONG
from canvas.files.canvas_file import Document, DocumentError
from canvas.files.toml_diagnosis import duplicate_ids
from canvas.model.findings import SEVERITIES, Finding, findings
from canvas.model.sanitize import visible, visible_line
from canvas.verbs.reading import complain, open_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

_MAX_DUPLICATES = 100
"""How many repeated ids of a file are told."""

EXAMPLE = "example: canvas check river.canvas.toml --level must"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", nargs="+", help="the canvases; - reads standard input")
    parser.add_argument(
        "--level", choices=SEVERITIES, help="the least that a finding must matter to be told (consider)"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(file: str | list[str], *, level: str = SEVERITIES[-1], json: bool = False) -> int:
    """Print the findings; files that cannot be read are reported, and the others checked."""
    names = [file] if isinstance(file, str) else file
    told = SEVERITIES[: SEVERITIES.index(level) + 1]
    found: list[tuple[str, Finding]] = []
    today = date.today()  # noqa: DTZ011 - the day where it is checked
    failed = False
    for name in names:
        try:
            document = open_canvas(name)
        except DocumentError as error:
            complain(error)
            failed = True
            continue
        every = (
            *findings(document.canvas, "check", today),
            *_of_the_file(document, visible_line(name)),
        )
        found += ((name, finding) for finding in every if finding.severity in told)
    if json:
        from canvas.exports.json import written  # noqa: PLC0415 - only where it is asked for

        sys.stdout.write(written([_as_json(name, finding) for name, finding in found]))
    else:
        for name, finding in found:
            sys.stdout.write(visible(f"{visible_line(name)}: {finding.severity}: {finding.sentence}\n"))
    return WRONG if failed else FOUND if found else DONE


def _as_json(name: str, finding: Finding) -> dict[str, object]:
    """A finding under the keys of the JSON output."""
    return {
        "file": name,
        "rule": finding.rule,
        "level": finding.severity,
        "says": finding.sentence,
        "why": finding.why,
        "panel": finding.panel,
        "item": finding.item,
    }


def _of_the_file(document: Document, name: str) -> Iterator[Finding]:
    """Findings from opening the file."""
    why = "what the program cannot understand is kept in the file, but nobody sees it"
    for notice in document.notices:
        severity = SEVERITIES[0] if document.marked and notice is document.notices[0] else SEVERITIES[1]
        yield Finding("understood", severity, "", None, None, notice.removeprefix(f"{name}, "), why)
    for says in islice(duplicate_ids(document.text, document.canvas, document.repaired), _MAX_DUPLICATES):
        yield Finding(
            "ids", SEVERITIES[2], "", None, None, says, "a statement is told from its copy by its id"
        )
