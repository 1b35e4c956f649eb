"""Changes that other programs make to the open file."""

from __future__ import annotations

import os
from collections.abc import Callable

from canvas.files.canonical_toml import canonical
from canvas.model import edits
from canvas.model.canvas import Canvas
from tests.lasting.boards import read, words
from tests.lasting.world import World

SOUND = ("add", "reword", "reword", "delete", "status", "other")
"""The changes after which the file is still a canvas."""

KINDS = (*SOUND, "half", "no text", "no canvas", "gone", "away", "older", "older")


def change(world: World, kind: str, pick: int) -> None:
    """Change the file as another program would.

    Args:
        world: the file.
        kind: one of `KINDS`.
        pick: selects the statement, or the older version.
    """
    world.count.outside += 1
    before = world.on_disk()
    now = None if kind in ("gone", "away") else _changed(world, before, kind, pick)
    if now == before:
        return
    if now is None:
        if kind == "away":
            world.path.rename(world.folder / f"elsewhere{pick}")
        else:
            world.path.unlink()
    else:
        _write(world, now, quietly=kind in ("reword", "older"))
    world.wrote(now)


def _write(world: World, data: bytes, *, quietly: bool) -> None:
    """Write the file; quietly means with its old time stamp."""
    found = world.path.stat() if world.path.exists() else None
    world.path.write_bytes(data)
    if found and quietly:
        os.utime(world.path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _changed(world: World, before: bytes | None, kind: str, pick: int) -> bytes:
    if before is None or kind == "older":
        return world.versions[pick % len(world.versions)]
    if kind in _SPOILT:
        return _SPOILT[kind](before, pick)
    canvas = read(before)
    if canvas is None:  # somebody repairs it
        return next(data for data in reversed(world.versions) if read(data) is not None)
    if kind in ("delete", "status", "other"):
        return _written_anew(world, canvas, kind, pick)
    if kind == "reword" and (found := sorted(words(before))):  # as long as before
        return before.replace(found[pick % len(found)].encode(), world.word().encode())
    return before.rstrip(b"\n") + f'\n\n[[vision]]\ntext = "{world.word()} theirs"\n'.encode()


def _written_anew(world: World, canvas: Canvas, kind: str, pick: int) -> bytes:
    """Change the canvas, written by a program that does not preserve the layout."""
    items = [item for _, item in canvas]
    if items:
        item = items[pick % len(items)]
        if kind == "delete":
            canvas = edits.delete(canvas, [item.id]).canvas
        elif kind == "status":
            canvas = edits.toggle_agreed(canvas, [item.id]).canvas
        else:
            changes = {"note": f"{world.word()} noted"}
            canvas = edits.set_item(canvas, item.id, text=item.text, changes=changes).canvas
    return canonical(canvas).encode()


_SPOILT: dict[str, Callable[[bytes, int], bytes]] = {
    "half": lambda before, pick: before[: len(before) * (pick % 10) // 10],
    "no text": lambda before, _: before + b"\xff\xfe",
    "no canvas": lambda before, _: b"= = =\n" + before,
}
"""Half-written and damaged files."""
