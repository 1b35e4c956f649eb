"""Hold fewer painted lines, and those in less memory; parse each style sheet once for each theme.

`StylesCache.get_inner_outer` in Textual 8.2.8 is a method with an `lru_cache`, whose keys hold the caches of
the last 1,024 widgets with all their lines: some 700,000 objects after a few dozen screens. It parses all
style sheets anew when a screen brings one of its own and when the theme changes, although the rules of a
sheet depend on its text and the theme's variables alone.
"""

# ruff: noqa: SLF001 - Textual has no public names for the rules of a sheet

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.strip import Strip
from textual.style import Style

_parse_rules = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}
_numbers: dict[object, int] = {}
"""The number of each set of variables, which is one theme's."""


@lru_cache(256)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    """The styles inside and outside a border."""
    return Style(background=base_background + background), Style(background=base_background)


def _get_inner_outer(_: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


def release_lines_of_removed_widgets() -> None:
    """Replace the method by one whose cache does not hold the widget's own."""
    StylesCache.get_inner_outer = _get_inner_outer  # type: ignore[method-assign,assignment]


def _with_plain_caches(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    strip._segments = list(segments)
    strip._cell_length = cell_length
    cached: Any = strip
    cached._divide_cache, cached._crop_cache, cached._style_cache, cached._filter_cache = {}, {}, {}, {}
    cached._line_length_cache, cached._crop_extend_cache, cached._offsets_cache = {}, {}, {}
    strip._render_cache = strip._link_ids = strip._cell_count = None


def use_plain_caches() -> None:
    """Give each strip dictionaries for its seven caches, most of which stay empty.

    Textual gives it caches of limited size, each with a dictionary and counters of its own: half of the time
    that a strip takes to make, and twice the memory. A strip is asked for few of its parts, and goes with its
    line.
    """
    setattr(Strip, "__init__", _with_plain_caches)  # noqa: B010 - mypy allows no other


def _rules_of(sheet: Stylesheet, *source: str, **named: str) -> list[RuleSet]:
    variables, number = getattr(sheet, "_numbered", (None, 0))
    if variables is not sheet._variables:  # some hundreds: they are compared once a sheet, not once a source
        number = _numbers.setdefault(tuple(sheet._variables.items()), len(_numbers))
        sheet._numbered = (sheet._variables, number)  # type: ignore[attr-defined]
    key = (source, *named.items(), number)
    rules = _parsed.get(key)
    if rules is None:
        rules = _parsed[key] = _parse_rules(sheet, *source, **named)  # type: ignore[arg-type]
    return rules


def parse_each_sheet_once() -> None:
    """Keep the rules of each sheet, and tell rules apart by identity without a call of Python's."""
    Stylesheet._parse_rules = _rules_of  # type: ignore[method-assign,assignment]
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
