"""Mend in a canvas file what needs nobody's judgement: ids used twice, and kinds left to the default."""

from __future__ import annotations

from canvas.files.canvas_file import DocumentError, newer_sentence, open_document
from canvas.files.canvas_save import save
from canvas.model.canvas import Canvas
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY
from canvas.model.set_fields import set_kind


def mend(path: str) -> str:
    """Mend a file, and say in a phrase what was mended; empty where there was nothing.

    Raises:
        DocumentError: where it cannot be read or written, or holds conflict markers or a newer format.
    """
    document = open_document(path)
    if document.newer:
        raise DocumentError(newer_sentence(document, path), "newer")
    if document.marked:
        raise DocumentError(f"{visible_line(path)}: resolve what git left in it first.")
    canvas, kinds = with_default_kinds(document.canvas)
    ids = len(document.repaired)
    if not ids and not kinds:
        return ""
    save(document, canvas)
    parts = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((ids, "id"), (kinds, "kind"))
        if count
    ]
    return " and ".join(parts)


def with_default_kinds(canvas: Canvas) -> tuple[Canvas, int]:
    """A canvas in which statements without a kind have the one they would be given now; and how many."""
    changed = 0
    for panel, item in canvas:
        if not item.kind and (kind := BY_KEY[panel].kind_of_new(item.text)):
            canvas = set_kind(canvas, [item.id], kind).canvas
            changed += 1
    return canvas, changed
