"""The two versions that a diff is told between."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from canvas.exports.phrases import line
from canvas.model.canvas import Canvas
from canvas.verbs.reading import read_canvas

if TYPE_CHECKING:
    from collections.abc import Mapping


class VersionPair(NamedTuple):
    """Two canvases to compare.

    Attributes:
        old: the older canvas.
        new: the newer one.
        span: from what to what, as a sentence without its full stop.
        origin: describes the older one in JSON.
        target: describes the newer one in JSON.
    """

    old: Canvas
    new: Canvas
    span: str
    origin: Mapping[str, str | None]
    target: Mapping[str, str | None]


def pair_of_files(old: str, new: str) -> VersionPair:
    """Two files, or one of them from standard input.

    Raises:
        DocumentError: where one of them cannot be read.
    """
    before, after = (read_canvas(name).canvas for name in (old, new))
    origin, target = ("standard input" if name == "-" else line(name) for name in (old, new))
    return VersionPair(before, after, f"What changed from {origin} to {target}", about(origin), about(target))


def about(name: str, commit: str | None = None, when: date | None = None) -> dict[str, str | None]:
    """What JSON says of a version: its file, the id of its commit, and the day."""
    return {"file": name, "commit": commit, "day": when.isoformat() if when else None}
