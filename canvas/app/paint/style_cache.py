"""Paint lines with less work, hold fewer of them, in less memory; parse each style sheet once for each theme.

`StylesCache.get_inner_outer` in Textual 8.2.8 is a method with an `lru_cache`, whose keys hold the caches of
the last 1,024 widgets with all their lines: some 700,000 objects after a few dozen screens. It parses all
style sheets anew when a screen brings one of its own and when the theme changes, although the rules of a
sheet depend on its text and the theme's variables alone. It asks for each line of a widget anew which border,
outline and tint the widget has: ten times the work of a line that is there already.
"""

# ruff: noqa: SLF001 - Textual has no public names for the rules of a sheet

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.terminal_theme import TerminalTheme
from textual._ansi_theme import DEFAULT_TERMINAL_THEME
from textual._border import get_box
from textual._segment_tools import line_pad
from textual._styles_cache import RenderLineCallback, StylesCache
from textual.color import Color
from textual.content import Content
from textual.css._style_properties import ColorProperty
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles, RulesMap, StylesBase
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

_parse_rules = Stylesheet._parse_rules
_parsed: dict[object, dict[int, list[RuleSet]]] = {}
"""The rules of each source, by the number of the variables with which they were parsed."""

_numbers: dict[object, int] = {}
"""The number of each set of variables, which is one theme's; a source without any has number -1."""


@lru_cache(256)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    """The styles inside and outside a border."""
    return Style(background=base_background + background), Style(background=base_background)


def _get_inner_outer(_: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


def release_lines_of_removed_widgets() -> None:
    """Replace the method by one whose cache does not hold the widget's own."""
    StylesCache.get_inner_outer = _get_inner_outer  # type: ignore[method-assign,assignment]  # has no cache


_SELDOM = ("hatch", "tint", "text_opacity", "outline_top", "outline_right", "outline_bottom", "outline_left")
"""Rules that have the whole line painted by Textual."""

_Label = tuple[Content, Color, Color, Style] | None
"""The title of a border, with its colours and style."""

_render_all = StylesCache.render


def _render(  # noqa: PLR0917 - as Textual calls it
    self: StylesCache,
    styles: StylesBase,
    size: Size,
    base_background: Color,
    background: Color,
    render_content_line: RenderLineCallback,
    filters: Sequence[LineFilter],
    border_title: _Label,
    border_subtitle: _Label,
    content_size: Size | None = None,
    padding: Spacing | None = None,
    crop: Region | None = None,
    opacity: float = 1.0,
    ansi_theme: TerminalTheme = DEFAULT_TERMINAL_THEME,
    native_ansi: bool = False,
) -> list[Strip]:
    """The lines of a widget, as Textual renders them; those between its edges without asking for each."""
    is_plain = opacity == 1 and isinstance(styles, RenderStyles) and not styles.has_any_rules(*_SELDOM)
    if is_plain and crop is not None and content_size is not None and padding is not None:
        width, height = size
        if width != self._width:
            self.clear()
            self._width = width
        gutter = styles.gutter
        first, last = max(crop.y, gutter.top), min(crop.bottom, height - gutter.bottom)
        missing = [y for y in range(first, last) if y in self._dirty_lines or y not in self._cache]
        if missing:
            sides = _Sides(styles, base_background, background, padding)
            content_width, content_height = content_size
            for y in missing:
                content_y = y - gutter.top
                line = (
                    render_content_line(content_y).adjust_cell_length(content_width, sides.inner)
                    if content_y < content_height
                    else Strip.blank(content_width, sides.inner)
                )
                self._cache[y] = line if content_width == width else sides.added_to(line, width)
            self._dirty_lines.difference_update(missing)
    return _render_all(
        self,
        styles,
        size,
        base_background,
        background,
        render_content_line,
        filters,
        border_title,
        border_subtitle,
        content_size,
        padding,
        crop,
        opacity,
        ansi_theme,
        native_ansi,
    )


class _Sides:
    """What stands beside the content of a widget, the same in each line.

    Attributes:
        inner: the style of the ground.
    """

    def __init__(self, styles: StylesBase, base: Color, background: Color, padding: Spacing) -> None:
        inner, outer = _inner_outer(base, background)
        _, (right, right_color), _, (left, left_color) = styles.border
        self.inner = inner.rich_style
        self._padding = padding
        self._left, self._right = (
            [get_box(kind, inner, outer, Style(foreground=base + color))[1][at]] if kind else []
            for kind, color, at in ((left, left_color, 0), (right, right_color, 2))
        )

    def added_to(self, line: Strip, width: int) -> Strip:
        """A line of the content with its padding and border."""
        padded = line_pad(line, self._padding.left, self._padding.right, self.inner)
        return Strip([*self._left, *padded, *self._right], width)


def paint_lines_at_once() -> None:
    """Have a widget asked once for what is beside all of its lines."""
    StylesCache.render = _render  # type: ignore[method-assign]


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


def _rules_of(  # noqa: PLR0917 - as Textual calls it
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    variables, number = getattr(self, "_numbered", (None, 0))
    if variables is not self._variables:  # some hundreds: they are compared once a sheet, not once a source
        number = _numbers.setdefault(tuple(self._variables.items()), len(_numbers))
        setattr(self, "_numbered", (self._variables, number))  # noqa: B010 - no attribute of Textual's
    source = css, read_from, is_default_rules, tie_breaker, scope
    parsed = _parsed.setdefault(source, {})
    number = number if "$" in css else -1
    rules = parsed.get(number)
    if rules is None:
        rules = _parse_rules(self, *source)
        for known in parsed.values():
            rules = [_shared(*pair) for pair in zip(rules, known, strict=True)]
        parsed[number] = rules
    return rules


def _shared(rule: RuleSet, known: RuleSet) -> RuleSet:
    """The rule known with other variables where they make no difference; else this, with its selectors."""
    if rule.styles == known.styles and not rule.errors:
        return known
    rule.selector_set, rule.selector_names = known.selector_set, known.selector_names
    rule.pseudo_classes = known.pseudo_classes
    return rule


def parse_with(sheet: Stylesheet, variables: dict[str, str]) -> Iterator[bool]:
    """Parse and keep the sources of a style sheet with the variables of another theme, one at a time."""
    other = Stylesheet(variables=variables)
    for read_from, (css, is_default, rank, scope) in [*sheet.source.items()]:
        source = css, read_from, is_default, rank, scope
        known = len(_parsed.get(source, ()))
        other._parse_rules(*source)
        if len(_parsed.get(source, ())) > known:
            yield True


def parse_each_sheet_once() -> None:
    """Keep the rules of each sheet, and tell rules apart by identity without a call of Python's."""
    Stylesheet._parse_rules = _rules_of  # type: ignore[method-assign]
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]


_Place = tuple[tuple[object, ...], ...]
"""What of a node and of each of its ancestors a selector may ask for."""

_STATES = ("_reactive_mouse_hover", "_reactive_has_focus", "_reactive_disabled", "_reactive_app_focus")

_apply_all = Stylesheet.apply


def _apply(
    self: Stylesheet,
    node: DOMNode,
    *,
    animate: bool = False,
    cache: dict[tuple[Any, ...], RulesMap] | None = None,
) -> None:
    """Style a node; a new one gets what the one before it in such a place got."""
    base = node.styles.base
    if animate or base._rules:
        _apply_all(self, node, animate=animate, cache=cache)
        return
    kept: dict[_Place, tuple[RulesMap, bool]]
    of_rules, kept = getattr(self, "_kept", (None, {}))
    if of_rules is not self.rules:
        kept = {}
        setattr(self, "_kept", (self.rules, kept))  # noqa: B010 - no attribute of Textual's
    place = _place(node)
    if found := kept.get(place):
        base.merge_rules(found[0])
        node._has_hover_style = found[1]
        node.notify_style_update()
        self._process_component_classes(node)
        return
    _apply_all(self, node, cache=cache)
    if not (node._has_focus_within or node._has_order_style or node._has_odd_or_even):
        kept[place] = base.get_rules(), node._has_hover_style


def _place(node: DOMNode) -> _Place:
    place = []
    at: Any = node
    while at is not None:
        known = at.__dict__.get
        state = *(bool(known(name)) for name in _STATES), getattr(at, "can_focus", False)
        place.append((type(at), known("_id"), frozenset(known("_classes", ())), *state))
        at = at._parent
    return tuple(place)


_COLOURS = frozenset(name for name, rule in vars(StylesBase).items() if isinstance(rule, ColorProperty))


def _replace_rules(_: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    """Replace the rules of a node as Textual does, which repaints all that is in it for each colour."""
    base = node.styles.base
    if animate or not base._rules:
        _replace_all(node, rules, animate)
        return
    is_painted_anew = False
    for key in base._rules.keys() | rules.keys():
        now: Any = rules.get(key)
        if now != base.get_rule(key, None):
            if key in _COLOURS:
                is_painted_anew |= base.set_rule(key, now)
            else:
                setattr(base, key, now)
    if is_painted_anew:
        base.refresh(children=True)
        if isinstance(node, Widget):
            for bar in (node._vertical_scrollbar, node._horizontal_scrollbar):
                if bar:
                    bar.refresh()
    node.notify_style_update()


_replace_all = Stylesheet.replace_rules


def style_with_what_is_known() -> None:
    """Keep how nodes are styled, by where they are, and change their colours at once."""
    Stylesheet.apply = _apply  # type: ignore[method-assign]
    Stylesheet.replace_rules = classmethod(_replace_rules)  # type: ignore[method-assign,assignment]  # is bound
