"""Paint a frame with text that terminals count differently, so that nothing beside it is shifted.

Textual writes a row from the left edge and leaves it to the terminal where each part begins. Where a terminal
counts the columns of an emoji otherwise, the rest of the row, other panels included, is shifted. Here each
part of a row after such text is placed, and so is what follows an emoji within its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from canvas.model.graphemes import clusters, width

_EMOJI = re.compile("[\u200d\u20e3\ufe0f\U0001f000-\U0001faff]")


def placed_frame(update: CompositorUpdate, console: Console, counted_differently: re.Pattern[str]) -> str:
    """The sequences of a frame; as Textual writes them where the frame is of another kind.

    ``counted_differently`` finds text whose columns terminals do not agree on.
    """
    parts = _parts(update)
    if parts is None:
        return update.render_segments(console)
    written: list[str] = []
    end: tuple[int, int] | None = None
    for x, y, strip in parts:
        if end != (x, y):
            written.append(_move_to(x, y))
        if counted_differently.search(strip.text):
            written += _placed(strip, x, y, console)
            end = None
        else:
            written.append(strip.render(console))
            end = x + strip.cell_length, y
    return "".join(written)


def _parts(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]] | None:
    """Column, row and strip of each part of a frame."""
    match update:
        case LayoutUpdate():
            return _rows(update)
        case ChopsUpdate():
            return _spans(update)
        case _:
            return None


def _rows(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            yield x, y, strip
            x += strip.cell_length


def _spans(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The parts within the changed spans, cropped as Textual does."""
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            is_within = first <= x < last and end <= last
            yield x, y, strip if is_within else strip.crop(0, min(end, last) - x)


def _placed(strip: Strip, x: int, y: int, console: Console) -> Iterator[str]:
    """The sequences of one part, with each emoji on blanks of its own and the cursor placed after it."""
    for segment in strip:
        plain = ""
        for cluster in clusters(segment.text):
            if not _EMOJI.search(cluster):
                plain += cluster
                continue
            if plain:
                yield _render(segment, plain, console)
                x += width(plain)
                plain = ""
            columns = width(cluster)
            yield _render(segment, " " * columns, console)
            yield _move_to(x, y)
            yield _render(segment, cluster, console)
            x += columns
            yield _move_to(x, y)
        if plain:
            yield _render(segment, plain, console)
            x += width(plain)


def _render(segment: Segment, text: str, console: Console) -> str:
    return Strip([segment._replace(text=text)]).render(console)


def _move_to(x: int, y: int) -> str:
    return Control.move_to(x, y).segment.text
