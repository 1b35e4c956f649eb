"""Read the canvases of a version in git, without checking it out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from canvas.files.canvas_file import SUFFIX
from canvas.files.git.git_process import GitError
from canvas.files.git.tree import commit_id, list_tree, read_blobs
from canvas.model.sanitize import visible_line
from canvas.register.search import Found

_NOT_HERE = "that version is not in this clone; fetch it with git."


class VersionReader:
    """Reads the contents of files in git; it can be sent to another process."""

    def __init__(self, folder: str) -> None:
        """A reader of the repository of a folder."""
        self.folder = folder

    def __call__(self, chunk: Sequence[Found]) -> Iterator[bytes | str]:
        """The bytes of some files; a text says in one sentence why one cannot be read."""
        wanted = [found.blob for found in chunk if not found.problem]
        try:
            contents = iter([*read_blobs(self.folder, wanted)])
        except GitError as error:
            for found in chunk:
                yield f"{visible_line(found.path)}: {error}"
            return
        for found in chunk:
            data = None if found.problem else next(contents)
            yield data if data is not None else f"{visible_line(found.path)}: {found.problem or _NOT_HERE}"


def find_in_version(folder: str, rev: str) -> tuple[str, list[Found]]:
    """The commit that a revision names, and the canvases in it below a folder.

    Raises:
        GitError: where git fails, or knows no such version.
    """
    commit = commit_id(folder, rev)
    files = list_tree(folder, commit, SUFFIX)
    return commit, [
        Found(os.path.join(folder if folder != os.curdir else "", file.name), file.problem, file.id)
        for file in files
    ]
