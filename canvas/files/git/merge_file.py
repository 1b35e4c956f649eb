"""Line-by-line merge by ``git merge-file``, with conflict markers, for versions that are not canvases."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from canvas.files.git.git_process import GitError, git_path

_FIRST_FAILURE_CODE = 128  # lower exit codes count conflicts


def merge_file(base: bytes, ours: bytes, theirs: bytes, *, name: str, marker_size: int) -> tuple[bytes, int]:
    """Merge three versions of a text, with the file's name in the markers.

    Returns:
        The merged text, and the number of conflicts in it.

    Raises:
        GitError: where git is missing, or refuses since they are not text.
    """
    with TemporaryDirectory(prefix="canvas-") as folder:
        labels: list[str] = []
        paths: list[str] = []
        for label, data in (("ours", ours), ("base", base), ("theirs", theirs)):
            Path(folder, label).write_bytes(data)
            labels += ("-L", f"{name} ({label})")
            paths.append(label)
        done = subprocess.run(  # noqa: S603 - every word is made here
            [git_path(), "merge-file", "-p", f"--marker-size={marker_size}", *labels, *paths],
            capture_output=True,
            check=False,
            cwd=folder,
        )
    if done.returncode >= _FIRST_FAILURE_CODE or done.returncode < 0:
        words = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(words or "git could not merge it as text.", "not_text")
    return done.stdout, done.returncode
