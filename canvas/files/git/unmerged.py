"""What git's index has of a file that is, or was, unmerged."""

from __future__ import annotations

from canvas.files.git.git_process import run_query
from canvas.files.git.history import content_of, entries_of
from canvas.files.git.repository import TrackedFile


def stages(place: TrackedFile) -> dict[int, bytes]:
    """Read the stages of an unmerged file from the index, as far as they exist: 1 base, 2 ours, 3 theirs."""
    listed = run_query(place.top, "ls-files", "--unmerged", "-z", "--", place.name)
    return {
        int(entry.stage): content_of(place, entry, name)
        for name, entry in entries_of(listed)
        if name == place.name
    }


def was_unmerged(place: TrackedFile) -> bool:
    """Whether a file was unmerged and has been resolved; git remembers until the merge is finished."""
    return bool(run_query(place.top, "ls-files", "--resolve-undo", "-z", "--", place.name))
