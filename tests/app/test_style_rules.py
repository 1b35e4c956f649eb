"""What is kept of a style sheet, and of how nodes are styled, is what Textual would make anew."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from canvas.app.paint import style_cache
from tests.app.driving import a_canvas, program


def parsed_anew(sheet: Stylesheet) -> list[str]:
    """The rules of the same sources and variables, each parsed by Textual."""
    fresh = Stylesheet(variables=sheet._variables)
    return [
        repr(rule)
        for read_from, (css, *how) in sheet.source.items()
        for rule in style_cache._parse_rules(fresh, css, read_from, *how)  # type: ignore[arg-type]
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
