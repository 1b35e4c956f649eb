"""Write what partners read: the summary or a partner's sheet in any format, or the canvas for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.exports import EXPORTERS, exporter_for_file, text_exporter
from canvas.exports.committed_version import look_up
from canvas.model.schema import AUDIENCES

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from typing import Unpack

    from canvas.verbs.export_output import OutputOptions

EXAMPLE = "example: canvas export river.canvas.toml -o river.md --audience public"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    formats = "; ".join(f"{exporter.key}: {exporter.description}" for exporter in EXPORTERS.values())
    parser.add_argument("file", metavar="FILE", help="the canvas; - reads standard input")
    parser.add_argument("--to", metavar="FORMAT", choices=[*EXPORTERS], help=formats)
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write; - or none prints")
    parser.add_argument(
        "--audience",
        choices=AUDIENCES,
        help="who it is for: what may not reach them is left out (partners)",
    )
    parser.add_argument("--partner", metavar="NAME", help="the sheet of this partner: its own part")
    parser.add_argument(
        "--all-partners", metavar="DIR", help="write a sheet for each partner into this folder"
    )
    parser.add_argument(
        "--changes-since",
        metavar="WHEN",
        help="begin with what changed since a day such as yesterday or 2026-11-01, a commit, or another file",
    )
    parser.add_argument("--minutes", action="store_true", help="begin with the minutes of the last meeting")
    parser.add_argument("--size", metavar="WxH", help="width and height of a picture in pixels (1600x900)")
    parser.add_argument("--template", metavar="TEMPLATE", help="a template of your own to fill in")


def run(
    file: str,
    *,
    to: str | None = None,
    output: str | None = None,
    template: str | None = None,
    **options: Unpack[OutputOptions],
) -> int:
    """Write the export; `FOUND` where it is written and something in the canvas is not resolved."""
    form = EXPORTERS[to] if to else exporter_for_file(output or "")
    basis = form if template is None else text_exporter()  # a template needs no format's packages
    lookup = look_up(file if basis.for_partner and file != "-" else None)
    try:
        from canvas.verbs.export_output import write_output  # noqa: PLC0415 - while git looks

        return write_output(file, lookup, basis, to=to, output=output, template=template, **options)
    finally:
        if lookup is not None:
            lookup.stop()
