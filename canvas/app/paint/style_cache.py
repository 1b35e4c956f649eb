"""Release the painted lines of widgets that are gone.

`StylesCache.get_inner_outer` in Textual 8.2.8 is a method with an `lru_cache`, whose keys hold the caches of
the last 1,024 widgets with all their lines: some 700,000 objects after a few dozen screens.
"""

from __future__ import annotations

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style


@lru_cache(256)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    """The styles inside and outside a border."""
    return Style(background=base_background + background), Style(background=base_background)


def _get_inner_outer(_: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


def release_lines_of_removed_widgets() -> None:
    """Replace the method by one whose cache does not hold the widget's own."""
    StylesCache.get_inner_outer = _get_inner_outer  # type: ignore[method-assign,assignment]
