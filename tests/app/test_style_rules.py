"""What is kept of a style sheet is what Textual would parse anew."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

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
