"""Lay text out in lines as Textual does, with a fraction of the calls.

Textual makes each line through a dozen intermediate objects, and each of its segments with a style of its own
that tells where in the text it stands. Where text is not selected with the mouse nobody asks for that.
"""

# ruff: noqa: SLF001 - Textual has no public name for the spans as they are

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rich._wrap import divide_line
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from canvas.model.sanitize import is_narrow

AIR = 1
"""The blank columns at the right edge of every cell."""


def content_strips(content: Content, width: int, ground: Style, options: RenderOptions) -> list[Strip]:
    """The lines of a text at a width, as `Content.render_strips`, without a place in the text for each."""
    rule = options.rules.get
    overflow, is_wrapped = rule("text_overflow", "fold"), rule("text_wrap", "wrap") != "nowrap"
    if (
        (not is_wrapped and overflow == "fold")
        or rule("text_align", "left") not in {"left", "start"}
        or rule("line_pad", 0)
        or options.selection
        or options.post_style
        or "\t" in content.plain
        or not width
    ):
        return content.render_strips(width, None, ground, options)
    styles = _Styles(content, ground, options)
    strips = []
    for start, line in _lines(content.plain, width, fold=overflow == "fold", is_wrapped=is_wrapped):
        shown, columns = line, cell_len(line)
        if columns > width:
            shown = (
                set_cell_size(line, width - 1) + "…" if overflow == "ellipsis" else set_cell_size(line, width)
            )
            columns = width
        if is_wrapped and (excess := len(shown) - width) > 0:  # as Textual, which counts characters here
            shown = shown[: max(len(shown.rstrip()), len(shown) - excess)]
            columns = cell_len(shown)
        strips.append(Strip(styles.segments(start, shown), columns))
    return strips


def cut_below(strip: Strip) -> Strip:
    """A line whose text goes on out of sight: with an ellipsis at its end, in place of a word if need be."""
    width, text = strip.cell_length, strip.text.rstrip()
    if text.endswith("…"):
        return strip
    if cell_len(text) >= width - AIR:
        text = text.rpartition(" ")[0].rstrip() or text[:-1]
    kept = strip.crop(0, cell_len(text))
    style = list(kept)[-1].style if text else None
    return Strip([*kept, Segment("…", style)]).adjust_cell_length(width, style)


def breaks(text: str, width: int, *, fold: bool = True) -> list[int]:
    """Where a line is broken to fit a width, as by `divide_line`, at once between plain words."""
    if not text.isprintable() or "  " in text or not is_narrow(text):
        return divide_line(text, width, fold=fold)
    found: list[int] = []
    start, end = 0, len(text.rstrip())
    while end - start > width:
        space = text.rfind(" ", start + 1, start + width + 1)
        if space < 0:
            return divide_line(text, width, fold=fold)
        start = space + 1
        found.append(start)
    return found


def _lines(text: str, width: int, *, fold: bool, is_wrapped: bool) -> Iterator[tuple[int, str]]:
    """Each line, with where it begins in the text."""
    start = 0
    for line in text.split("\n"):
        begin = 0
        for end in breaks(line, width, fold=fold) if is_wrapped else ():
            yield start + begin, line[begin:end].rstrip()
            begin = end
        yield start + begin, line[begin:]
        start += len(line) + 1


class _Styles:
    """The styles of a text, on a ground."""

    def __init__(self, content: Content, ground: Style, options: RenderOptions) -> None:
        self._ground = ground
        self._spans = [
            (start, end, style if isinstance(style, Style) else options.get_style(style))
            for start, end, style in content._spans
        ]

    def segments(self, start: int, text: str) -> list[Segment]:
        """A part of the text in its styles."""
        if not self._spans:
            return [Segment(text, _rich(self._ground))]
        stop = start + len(text)
        spans = [span for span in self._spans if span[0] < stop and span[1] > start]
        edges = sorted({start, stop, *(min(max(at, start), stop) for span in spans for at in span[:2])})
        return [
            Segment(
                text[begin - start : end - start],
                _rich(self._ground, *(style for first, last, style in spans if first <= begin < last)),
            )
            for begin, end in pairwise(edges)
        ]


@lru_cache(1024)
def _rich(ground: Style, *others: Style) -> RichStyle:
    """Styles one upon the other, as Textual adds them."""
    return (ground + Style.combine((ground, *others))).rich_style
