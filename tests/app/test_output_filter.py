"""The last guard, with widgets that forgot what every widget should do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.paint.output_filter import OutputFilter
from canvas.model.sanitize import visible_line
from tests.app.driving import a_copy, program
from tests.app.test_hostile import HOSTILE, OBEYED, assert_harmless

MEND = OutputFilter.sanitize
"""What it does in earnest; elsewhere in these tests it only gives the alarm."""

BLACK = Color(0, 0, 0)


class InEarnest(OutputFilter):
    sanitize = MEND


@pytest.fixture
def in_earnest(monkeypatch: pytest.MonkeyPatch) -> OutputFilter:
    monkeypatch.setattr(OutputFilter, "sanitize", MEND)
    return OutputFilter()


class Careless(Widget):
    """Paints whatever it is told, as it stands."""

    DEFAULT_CSS = "Careless { height: 1; }"

    def __init__(self, text: str, style: Style) -> None:
        super().__init__()
        self.painted = Strip([Segment(text, style)])

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - as Textual calls it
        return self.painted


@given(st.lists(st.text(st.characters(), max_size=20), max_size=5), st.booleans())
def test_what_is_painted_has_nothing_to_obey_and_is_as_wide_as_it_was(texts: list[str], linked: bool) -> None:
    style = Style(bold=True, link="https://example.org" if linked else None)
    given_segments = [Segment(text, style) for text in texts]
    mended = InEarnest().apply(given_segments, BLACK)
    assert [cell_len(segment.text) for segment in mended] == list(map(cell_len, texts))
    for segment, text in zip(mended, texts, strict=True):
        assert not OBEYED.search(segment.text)
        assert segment.style is not None
        assert segment.style.bold
        assert not segment.style.link
        if visible_line(text) == text:
            assert segment.text == text
    if not linked and all(visible_line(text) == text for text in texts):
        assert mended is given_segments


def test_a_control_code_of_rich_paints_nothing(in_earnest: OutputFilter) -> None:
    segments = [Segment("\x1b[2J", None, [(ControlType.CLEAR,)])]
    assert in_earnest.apply(segments, BLACK)[0].text == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_what_a_careless_widget_paints_is_mended(
    in_earnest: OutputFilter, here: Path, text: str
) -> None:
    async with program(a_copy(here)) as it:
        linked = Style(link="file:///etc/passwd")
        await it.screen.mount(Careless(text, linked), Static(Content(text)))
        it.screen.styles.layout = "vertical"
        it.screen.query("Board").first().styles.height = 5
        await it.settle()
        assert_harmless(it)
        assert it.screen.get_line_filters()[-1] is it.app._output_filter
    assert in_earnest is not it.app._output_filter
