"""What is kept of a style sheet, and of how nodes are styled, is what Textual would make anew."""

from __future__ import annotations

import operator
from collections.abc import Callable

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from canvas.app.board.idle_loading import steps
from canvas.app.paint import style_cache
from tests.app.driving import a_canvas, program


def parsed_anew(sheet: Stylesheet) -> list[str]:
    """The rules of the same sources and variables, each parsed by Textual."""
    fresh = Stylesheet(variables=sheet._variables)
    parse: Callable[..., list[RuleSet]] = style_cache._parse_rules
    return [
        repr(rule)
        for read_from, (css, *how) in sheet.source.items()
        for rule in parse(fresh, css, read_from, *how)
    ]


async def test_the_rules_that_are_kept_are_those_of_the_theme_and_the_sheets() -> None:
    async with program(a_canvas(vision=["Food for all"])) as it:
        seen = []
        for keys in ("T", "T", "n"):
            await it.press(keys)
            seen.append([*map(repr, it.app.stylesheet.rules)])
            assert seen[-1] == parsed_anew(it.app.stylesheet)
        assert seen[0] != seen[1]
        assert len(seen[2]) > len(seen[1])


async def test_nothing_is_parsed_for_the_other_theme_once_nobody_has_typed_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed = []

    def parse(sheet: Stylesheet, css: str, *place: object) -> list[RuleSet]:
        parsed.append(css)
        return by_textual(sheet, css, *place)

    by_textual: Callable[..., list[RuleSet]] = style_cache._parse_rules
    monkeypatch.setattr(style_cache, "_parsed", {})
    monkeypatch.setattr(style_cache, "_parse_rules", parse)
    async with program(a_canvas(vision=["Food for all"])) as it:
        counts = [len(parsed) for _ in steps(it.app)]
        assert max(map(operator.sub, counts[-9:], counts[-10:])) == 1  # a step parses one source
        parsed.clear()
        before = it.app.stylesheet.rules
        await it.press("T")
        now = it.app.stylesheet.rules
        assert not parsed
        assert [*map(repr, now)] == parsed_anew(it.app.stylesheet)
        assert len(now) / 3 < sum(map(operator.is_, before, now)) < len(now)  # those without a colour


def styled(node: DOMNode) -> list[object]:
    """How a node is styled; two layouts of a kind are alike."""
    flags = node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even
    parts = [node.styles, *(node._component_styles[name] for name in sorted(node._component_styles))]
    return [
        flags,
        *(sorted((name, repr(rule)) for name, rule in part.base.get_rules().items()) for part in parts),
    ]


async def test_a_screen_that_opens_again_is_styled_as_textual_would_in_each_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(a_canvas(vision=["Food for all"])) as it:
        await it.press("2")
        for key in ("o", "n", "comma", "e", "question_mark", "ctrl+p", "T", "o", "n"):
            for _ in range(2):
                await it.press(key)
                nodes = [*it.app.screen.walk_children(with_self=True)]
                quick = [*map(styled, nodes)]
                with monkeypatch.context() as patched:
                    patched.setattr(Stylesheet, "apply", style_cache._apply_all)
                    patched.setattr(Stylesheet, "replace_rules", style_cache._replace_all)
                    for node in nodes:
                        node.styles.base.reset()
                        it.app.stylesheet.apply(node)
                for node, before in zip(nodes, quick, strict=True):
                    assert styled(node) == before, (key, node)
                if key != "T":
                    await it.press("escape")
