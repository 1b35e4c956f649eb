"""Print the table; the exit code is 1 where any figure is over its limit, 2 where nothing can be measured."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.figures import Row

_HEAD = ("figure", "measured", "must be at most", "", "made from")


def main() -> int:
    """Measure what is asked for, and print it."""
    if sys.platform == "win32":
        sys.stderr.write("benchmarks: this needs a pty (Linux or macOS).\n")
        return 2
    from benchmarks.programs import Programs  # noqa: PLC0415 - needs a pty
    from benchmarks.rows import ROWS  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("row", nargs="*", help=f"only these: {', '.join(ROWS)}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.row if name not in ROWS]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}")
    measured: dict[str, Row] = {}
    with TemporaryDirectory() as folder:
        for name in dict.fromkeys(arguments.row or ROWS):
            sys.stderr.write(f"measuring {name} …\n")
            measured[name] = ROWS[name](Programs.of_row(name, folder))
    print(_json(measured) if arguments.json else _table(measured))
    return int(any(row.is_over for row in measured.values()))


def _table(measured: Mapping[str, Row]) -> str:
    """The rows as a Markdown table that reads well as it stands."""
    rows = [
        (row.title, row.measured, row.limit, "over" if row.is_over else "ok", row.detail)
        for row in measured.values()
    ]
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows, strict=True)]
    lines = [_HEAD, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    )


def _json(measured: Mapping[str, Row]) -> str:
    """The rows for a program to read."""
    said = {name: {**asdict(row), "is_over": row.is_over} for name, row in measured.items()}
    return json.dumps(said, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    raise SystemExit(main())
