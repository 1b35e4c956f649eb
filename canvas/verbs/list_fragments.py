"""Write the register of repositories as fragments, and read what many repositories wrote."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from canvas.files.git.tree import commit_seconds, repository_name
from canvas.model.sanitize import visible, visible_line
from canvas.register.fragments import Fragment, FragmentError, FragmentFormat, find, read, unite, write
from canvas.register.row import Row
from canvas.register.scan import Plan, read_records
from canvas.register.versions import VersionReader, find_in_version
from canvas.verbs.progress import Progress
from canvas.verbs.reading import complain


def collect(folders: Iterable[str]) -> tuple[dict[str, Fragment], bool]:
    """The newest fragment of each repository among the files below folders; whether all could be read."""
    found: list[dict[str, Fragment]] = []
    is_complete = True
    for path in find(folders):
        try:
            found.append(read(path))
        except FragmentError as error:
            complain(error)
            is_complete = False
    return unite(*found), is_complete


def rows_of(fragments: Iterable[Fragment]) -> list[Row]:
    """The rows of all repositories; each file is told with its repository."""
    return [
        row._replace(file=f"{fragment.repository}:{row.file}")
        for fragment in fragments
        for row in fragment.rows
    ]


def fragments_of(folders: Sequence[str], rev: str, today: date, progress: Progress) -> dict[str, Fragment]:
    """A fragment of each repository as it is in a version.

    Raises:
        GitError: where git knows no such version.
    """
    made: dict[str, Fragment] = {}
    for folder in folders:
        commit, files = find_in_version(folder, rev)
        prefix = os.path.join(folder, "") if folder != os.curdir else ""
        rows = []
        for record in read_records(files, Plan(today, fetch=VersionReader(folder))):
            progress.step()
            name = record.row.file.removeprefix(prefix)
            rows.append(record.row._replace(file=name))
        made_at = datetime.fromtimestamp(commit_seconds(folder, commit), UTC)
        name = repository_name(folder)
        fragment = Fragment(name, f"{made_at:%Y-%m-%d %H:%M:%S}", commit, today, tuple(rows))
        made = unite(made, {name: fragment})
    return made


def save(fragments: dict[str, Fragment], folder: str, format: FragmentFormat, *, apart: bool) -> None:  # noqa: A002
    """Write fragments to a folder, one file for each or one for all, and tell it on standard error.

    Raises:
        FragmentError: where that is not possible.
    """
    parts = [{name: fragment} for name, fragment in fragments.items()] if apart else [fragments]
    for part in parts:
        path, is_new = write(part, folder, format)
        count = sum(len(fragment.rows) for fragment in part.values())
        rows = "row" if count == 1 else "rows"
        said = f"Wrote {count:,} {rows} to" if is_new else "Nothing new: there is already"
        sys.stderr.write(visible(f"{said} {visible_line(path)}.\n"))
