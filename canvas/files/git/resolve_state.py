"""Whether git waits for a file to be resolved, and between which versions."""

from __future__ import annotations

from typing import NamedTuple

from canvas.files.git.repository import GitOperation, TrackedFile, under_way
from canvas.files.git.unmerged import stages, was_unmerged


class ResolveState(NamedTuple):
    """What git waits for.

    Attributes:
        operation: what it is in the middle of; None for nothing, or for a stash that was applied.
        waits: whether it waits for this file, or did until the file was resolved.
        is_ours: whether the file is exactly our side of the merge.
        has_theirs: whether the other side differs from both this file and the base.
    """

    operation: GitOperation | None
    waits: bool
    is_ours: bool
    has_theirs: bool


def read_resolve_state(place: TrackedFile, data: bytes) -> ResolveState:
    """Find out whether git waits for a file with this content to be resolved."""
    operation, found = under_way(place), stages(place)
    waits = bool(found) or (operation is not None and was_unmerged(place))
    has_theirs = found.get(3, data) not in (data, found.get(1))
    return ResolveState(operation, waits, found.get(2) == data, has_theirs)
