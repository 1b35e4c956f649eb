"""Print the JSON Schema of a canvas file, with which editors complete, explain and check what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exit_codes import DONE
from canvas.exports.output_file import OutputPlan, perform
from canvas.files.disk_errors import with_name
from canvas.files.json_schema import DRAFTS, render
from canvas.model.sanitize import visible_line
from canvas.verbs.reading import complain, tell_written

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from canvas.files.json_schema import Draft

EXAMPLE = "example: canvas schema -o canvas.schema.json"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write; - or none prints")
    parser.add_argument("--draft", choices=DRAFTS, help="the version of JSON Schema (2020-12)")


def run(*, output: str = "-", draft: Draft = "2020-12") -> int:
    """Write the schema."""
    outcome = perform(OutputPlan(output, render(draft).encode(), overwrite=True))
    if outcome.error:
        return complain(with_name(output, outcome.error))
    if not outcome.is_done:
        return complain(f"‘{visible_line(output)}’ cannot be the name of a schema; choose another one.")
    complain(*outcome.warnings)
    tell_written(outcome.path)
    return DONE
