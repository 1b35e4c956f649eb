"""Check canvases: what is not settled between two versions, and what in a file cannot be understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND, WRONG
from canvas.files.canvas_file import Document, DocumentError
from canvas.model.findings import LEVELS, Finding, findings
from canvas.model.sanitize import visible, visible_line
from canvas.verbs.reading import complain, open_canvas

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

EXAMPLE = "example: canvas check river.canvas.toml --level must"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", nargs="+", help="the canvases; - reads standard input")
    parser.add_argument(
        "--level", choices=LEVELS, help="the least that a finding must matter to be told (consider)"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(file: str | list[str], *, level: str = LEVELS[-1], json: bool = False) -> int:
    """Print what is found; files that cannot be read are told, and the others checked."""
    names = [file] if isinstance(file, str) else file
    told = LEVELS[: LEVELS.index(level) + 1]
    found: list[tuple[str, Finding]] = []
    failed = False
    for name in names:
        try:
            document = open_canvas(name)
        except DocumentError as error:
            complain(error)
            failed = True
            continue
        every = (*findings(document.canvas), *_of_the_file(document, visible_line(name)))
        found += ((name, finding) for finding in every if finding.level in told)
    if json:
        from canvas.exports.json import written  # noqa: PLC0415 - only where it is asked for

        sys.stdout.write(written([{"file": name, **finding._asdict()} for name, finding in found]))
    else:
        for name, finding in found:
            sys.stdout.write(visible(f"{visible_line(name)}: {finding.level}: {finding.says}\n"))
    return WRONG if failed else FOUND if found else DONE


def _of_the_file(document: Document, name: str) -> Iterator[Finding]:
    """What opening a file has shown."""
    why = "what the program cannot understand is kept in the file, but nobody sees it"
    for notice in document.notices:
        level = LEVELS[0] if document.marked and notice is document.notices[0] else LEVELS[1]
        yield Finding("understood", level, notice.removeprefix(f"{name}, "), why)
    if document.repaired:
        count = len(document.repaired)
        says = f"{'one id is' if count == 1 else f'{count} ids are'} used twice."
        yield Finding("ids", LEVELS[2], says, "an item is told from its copy by its id")
