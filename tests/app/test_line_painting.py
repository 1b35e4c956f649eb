"""What is painted with less work is what Textual paints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product

from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import OptionList, Static

from canvas.app.paint import style_cache
from canvas.app.terminal import screen_opening
from tests.app.driving import a_canvas, program

EDGES = ("", "border: solid red;", "border-left: thick red;", "border-top: wide red;", "outline: heavy blue;")
ROOM = ("", "padding: 0 1;", "padding: 1 0 2 3;", "background: green;", "opacity: 0.5;", "tint: red 20%;")


PAINTERS: tuple[Callable[..., list[Strip]], ...] = (style_cache._render, style_cache._render_all)


class Boxes(App[None]):
    """A widget for each way to stand around a text."""

    ways = [*product(EDGES, ROOM)]  # noqa: RUF012 - a table
    CSS = "Static { width: 20; height: 5; }" + "".join(
        f"#way-{number} {{ {edge} {room} }}" for number, (edge, room) in enumerate(ways)
    )

    def compose(self) -> ComposeResult:
        """Yield them."""
        for number in range(len(self.ways)):
            yield Static("Breakfast for all of the children", id=f"way-{number}")


async def test_lines_that_are_painted_at_once_are_those_that_textual_paints_one_by_one() -> None:
    async with Boxes().run_test(size=(30, 400)) as it:
        for box in it.app.query(Static):
            caches = StylesCache(), StylesCache()
            for crop in (Region(0, 0, *box.outer_size), Region(2, 1, 9, 2)):
                lines = []
                for cache, render in zip(caches, PAINTERS, strict=True):
                    vars(cache)["render"] = partial(render, cache)
                    lines.append(cache.render_widget(box, crop))
                assert lines[0] == lines[1], Boxes.ways[int(str(box.id).removeprefix("way-"))]


def test_the_number_of_parameters_is_that_of_the_signature() -> None:
    def many(one: int, zero: int = 0, *two: int, three: int = 3, **four: int) -> None: ...

    class Kept:
        def method(self, one: int) -> None: ...

        @classmethod
        def of_class(cls, one: int, two: int) -> None: ...

    functions: list[Callable[..., object]] = [
        *(many, Kept, Kept().method, Kept.of_class, partial(many, 1), lambda: None),
        *(print, "".join, partial(Kept().method, 1), Kept.method),
    ]
    for function in functions:
        assert screen_opening._number_of_parameters(function) == screen_opening._inspected(function)


async def test_a_list_is_styled_as_it_is_mounted_and_not_before() -> None:
    async with program(a_canvas(vision=["Food for all"])) as it:
        listed = OptionList("one", compact=True)
        assert not listed.styles.base.get_rules()
        await it.app.screen.mount(listed)
        assert listed.styles.base.get_rules()
