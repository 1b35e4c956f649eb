"""Merge two versions of a canvas that come from a third: git's merge driver, and for use by hand.

The exit code is 0 where all is merged, 1 where both versions of something are kept in the file for people to
resolve, and 2 where nothing was merged.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, FOUND
from canvas.files import atomic_file, file_reading
from canvas.files.canvas_toml import FileError
from canvas.files.disk_errors import DiskError, with_name
from canvas.files.text_merge import merge_texts
from canvas.model.sanitize import visible, visible_line
from canvas.verbs.reading import complain, tell_written

if TYPE_CHECKING:
    from argparse import ArgumentParser

EXAMPLE = "example: canvas merge base.canvas.toml river.canvas.toml theirs.canvas.toml"

_BOM = "\ufeff"
_MARKER_SIZE = 7


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("base", metavar="BASE", help="what both versions come from; it may be an empty file")
    parser.add_argument("ours", metavar="OURS", help="one version; the merge is written here without -o")
    parser.add_argument("theirs", metavar="THEIRS", help="the other version")
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write instead; - prints")
    parser.add_argument("--name", metavar="PATH", help="what to call the canvas in messages; git gives it")
    parser.add_argument(
        "--marker-size",
        metavar="N",
        type=int,
        help=f"how long git's conflict marks are, where a version is no canvas ({_MARKER_SIZE})",
    )
    parser.add_argument(
        "--conflict-exit", metavar="N", type=int, help=f"the exit code where something differs ({FOUND})"
    )


def run(
    base: str,
    *,
    ours: str = "",
    theirs: str = "",
    output: str | None = None,
    name: str = "",
    marker_size: int = _MARKER_SIZE,
    conflict_exit: int = FOUND,
) -> int:
    """Merge, and write the result."""
    name = visible_line(name or ours)
    if not (ours and theirs):
        return complain("a merge needs three files: BASE OURS THEIRS; “canvas merge --help” says more.")
    versions: list[bytes] = []
    for path in (base, ours, theirs):
        try:
            versions.append(b"" if path == os.devnull else file_reading.read(path))
        except DiskError as error:
            return complain(with_name(path, error))
    try:
        data, conflicts = _merged(*versions, name=name)
    except (FileError, UnicodeDecodeError) as error:
        from canvas.files.git.git_process import GitError  # noqa: PLC0415
        from canvas.files.git.merge_file import merge_file  # noqa: PLC0415 - only where there is no canvas

        why = error.sentence(name) if isinstance(error, FileError) else f"{name}: this is not UTF-8 text."
        try:
            data, conflicts = merge_file(*versions, name=name, marker_size=marker_size)
        except GitError as trouble:
            return complain(f"{why} It was not merged: {trouble}")
        complain(f"{why} Its lines were merged as text.")
    if output == "-":
        _print(data)
    else:
        try:
            _write(output or ours, data, versions[1] if _is_ours(output, ours) else None)
        except DiskError as error:
            return complain(with_name(output or name, error))
        if output:  # git, which names none, writes in a terminal too
            tell_written(output)
    if conflicts:
        these = "one thing differs" if conflicts == 1 else f"{conflicts} things differ"
        complain(f"{name}: {these} between the versions; both are kept: open it with canvas to resolve them.")
    return conflict_exit if conflicts else DONE


def _print(data: bytes) -> None:
    """Print the result: unchanged for another program, escaped for a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(visible(data.decode("utf-8", "replace")))
    else:
        sys.stdout.buffer.write(data)


def _write(target: str, data: bytes, ours: bytes | None) -> None:
    """Write the result.

    Args:
        target: the file.
        data: its new content.
        ours: its content when it was merged, where it is our version; None where it is another file.
    """
    there = ours
    if ours is None and os.path.lexists(target):
        there = file_reading.read(target)
        if there != data:
            raise DiskError("there is a file of that name already; give another name after -o.", "exists")
    if there != data:
        atomic_file.replace(target, data, there)


def _is_ours(output: str | None, ours: str) -> bool:
    try:
        return not output or os.path.samefile(output, ours)
    except (OSError, ValueError):
        return False


def _merged(base: bytes, ours: bytes, theirs: bytes, *, name: str) -> tuple[bytes, int]:
    texts = (version.decode("utf-8").removeprefix(_BOM) for version in (base, ours, theirs))
    merged = merge_texts(*texts)
    if merged.is_rewritten:
        complain(f"{name}: its shape cannot be changed line by line: it was written anew, with its comments.")
    bom = _BOM if ours.startswith(_BOM.encode()) else ""
    return (bom + merged.text).encode("utf-8"), merged.conflicts
