"""Versions that are no canvas, merged as git merges any text: line by line, with its marks at conflicts."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from canvas.files.git.git_process import GitError, program

_FAILED = 128
"""From this exit code on, git counts no conflicts but tells of a failure."""


def merge_file(base: bytes, ours: bytes, theirs: bytes, *, name: str, marker_size: int) -> tuple[bytes, int]:
    """Three versions of a text as one.

    Args:
        base: what both came from.
        ours: one version.
        theirs: the other.
        name: what the marks call the file.
        marker_size: how long the marks are.

    Returns:
        The merged text, and how many conflicts are marked in it.

    Raises:
        GitError: where git is missing, or will not merge them: they are not text.
    """
    with TemporaryDirectory(prefix="canvas-") as folder:
        labels: list[str] = []
        paths: list[str] = []
        for label, data in (("ours", ours), ("base", base), ("theirs", theirs)):
            Path(folder, label).write_bytes(data)
            labels += ("-L", f"{name} ({label})")
            paths.append(label)
        done = subprocess.run(  # noqa: S603 - every word is made here
            [program(), "merge-file", "-p", f"--marker-size={marker_size}", *labels, *paths],
            capture_output=True,
            check=False,
            cwd=folder,
        )
    if done.returncode >= _FAILED or done.returncode < 0:
        words = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(words or "git could not merge it as text.", "not_text")
    return done.stdout, done.returncode
