"""Comments carried over to the text of a canvas that is merged already, or that is written anew."""

from __future__ import annotations

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import FORMAT, Parsed
from canvas.files.round_trip import represents
from canvas.files.text_merge import TextMerger, parse_version
from canvas.files.toml_scanner import ScanError
from canvas.model.canvas import Canvas
from canvas.model.merge import Merged, Origin


def canonical_with_comments(text: str, old: Canvas, new: Canvas) -> str:
    """Write a canvas in canonical form, with the comments of the text that it had, if that is understood.

    Args:
        text: the text.
        old: the canvas it describes.
        new: the canvas to write.
    """
    now = {item.id for _, item in new}
    origins: dict[str, Origin] = {item.id: Origin(item.id, item.id, item.id) for _, item in old}
    kept = {name: origin for name, origin in origins.items() if name in now}
    gone = [origin for name, origin in origins.items() if name not in now]
    version = Parsed(old, FORMAT)
    try:
        return TextMerger((text,) * 3, (version,) * 3, Merged(new, kept, 0, gone)).canonical_text()
    except ScanError:
        return canonical(new)


def with_comments_of(base: str, text: str, theirs: str) -> str:
    """Carry over the comments that a version has added, to the text of a canvas that has its items already.

    Args:
        base: the text that the version came from.
        text: the text to add them to.
        theirs: the text of the version.

    Returns:
        The text with the comments; as it was where it would not be the same canvas any more.
    """
    was, now, other = (parse_version(version) for version in (base, text, theirs))
    ids = [{item.id for _, item in version.canvas} for version in (was, now, other)]
    origins: dict[str, Origin] = {
        item.id: Origin(*(item.id if item.id in known else None for known in ids)) for _, item in now.canvas
    }
    gone = [
        Origin(name if name in ids[0] else None, None, name if name in ids[2] else None)
        for name in ids[0] | ids[2]
        if name not in ids[1]
    ]
    try:
        merger = TextMerger((base, text, theirs), (was, now, other), Merged(now.canvas, origins, 0, gone))
        commented = merger.with_comments(text)
    except ScanError:
        return text
    return commented if represents(commented, now.canvas) else text
