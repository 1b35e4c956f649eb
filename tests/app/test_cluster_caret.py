"""The cursor of text fields goes by grapheme clusters, in an application of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from textual import events
from textual.app import App
from textual.content import Content
from textual.widget import Widget

from canvas.app.paint.whole_clusters import break_between_syllables
from canvas.app.widgets.line_input import LineInput
from canvas.app.widgets.text_area import ClusterTextArea
from canvas.model.graphemes import clusters, is_boundary, width
from tests.waiting import PATIENCE

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
PARTS = ["a", FAMILY, "กำ", "é", "e\u0301", "👍🏽", "🇩🇪", "⚠️", "b\u200f", "z"]
TEXT = "".join(PARTS)
THAI = "โครงการนี้เพื่อเด็กทุกคนในชุมชนของเราและครอบครัว"


LONG = " ".join(map(str, range(100)))


class Fields(App[None]):
    """Both kinds of text fields."""

    def compose(self) -> Iterator[Widget]:
        yield LineInput(TEXT, compact=True)
        yield ClusterTextArea(TEXT, compact=True)


class LongField(App[None]):
    """An empty field, with a placeholder, or one with a long text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> Iterator[Widget]:
        yield LineInput(self.text, placeholder="type to narrow: owner, move, paste", compact=True)


def text_of(field: LineInput | ClusterTextArea) -> str:
    return field.value if isinstance(field, LineInput) else field.text


def index_in(field: LineInput | ClusterTextArea) -> int:
    return field.cursor_position if isinstance(field, LineInput) else field.cursor_location[1]


@pytest.mark.parametrize("kind", [LineInput, ClusterTextArea])
async def test_each_key_goes_by_one_cluster_and_a_click_never_into_one(
    kind: type[LineInput | ClusterTextArea],
) -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        field = pilot.app.query_one(kind)
        field.focus()
        await pilot.press("home")
        assert [*map(len, PARTS)] == [*map(len, clusters(TEXT))]
        ends = [sum(map(len, PARTS[:count])) for count in range(len(PARTS) + 1)]
        for end in ends[1:]:
            await pilot.press("right")
            assert index_in(field) == end
        for end in reversed(ends[:-1]):
            await pilot.press("left")
            assert index_in(field) == end
        for column in range(width(TEXT)):
            await pilot.click(field, offset=(column + field.gutter.left, field.gutter.top))
            at = index_in(field)
            assert is_boundary(TEXT, at)
            assert width(TEXT[:at]) <= column < width(TEXT[: at + len(clusters(TEXT[at:])[0])])
        await pilot.press("home", "right", "delete")
        assert text_of(field) == TEXT.replace(FAMILY, "")
        await pilot.press("end", "backspace", "backspace")
        assert text_of(field) == "".join(PARTS[:-2]).replace(FAMILY, "")
        for _ in PARTS[2:-2]:
            await pilot.press("backspace")
        assert text_of(field) == "a"


async def test_joiners_and_direction_marks_are_typed_like_letters() -> None:
    typed = "👨\u200d👩 می\u200cخواهم\u200f"
    kinds: list[type[LineInput | ClusterTextArea]] = [LineInput, ClusterTextArea]
    async with Fields().run_test(size=(60, 12)) as pilot:
        for kind in kinds:
            field = pilot.app.query_one(kind)
            field.focus()
            await pilot.press("home", "right")
            for char in typed:
                pilot.app.post_message(events.Key("x" if char.isprintable() else "unseen", char))
            await pilot.pause()
            assert text_of(field).startswith(f"a{typed}{FAMILY}")


async def test_a_cursor_on_a_cluster_is_painted_over_all_of_it() -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        for kind in (LineInput, ClusterTextArea):
            field = pilot.app.query_one(kind)
            field.focus()
            await pilot.press("home", "right")
            texts = [segment.text for segment in field.render_line(0)]
            assert any(FAMILY in text for text in texts)
            assert not any("\u200f" in text for text in texts)


async def test_thai_wraps_between_syllables_and_the_cursor_goes_up_and_down_by_clusters() -> None:
    async with Fields().run_test(size=(14, 24)) as pilot:
        area = pilot.app.query_one(ClusterTextArea)
        area.text = THAI
        area.focus()
        sections = area.wrapped_document.get_sections(0)
        assert "".join(sections) == THAI
        assert len(sections) > 2
        assert all(section[0] not in "ะาำ" and section[-1] not in "เแโใไ" for section in sections)
        assert all(width(section) <= area.wrap_width for section in sections)
        await pilot.press("end")
        for key in ["right", "down", "left", "down", "end", "up", "x", "up", "right", "down", "backspace"]:
            await pilot.press(key)
            assert is_boundary(area.text, area.cursor_location[1])


def test_painted_lines_are_broken_between_syllables_and_keep_their_styles() -> None:
    content = Content.assemble((THAI, "bold"), "  ", ("🇩🇪" * 9, "italic"))
    broken = break_between_syllables(content, 13)
    lines = broken.plain.split("\n")
    assert "".join(broken.plain.split()) == "".join(content.plain.split())
    assert all(width(line) <= 13 and line[0] not in "ะาำ" and line[-1] not in "เแโใไ" for line in lines)
    assert all(len(line) % 2 == 0 for line in lines if "🇩" in line)
    assert {str(span.style) for span in broken.spans} == {"bold", "italic"}


@pytest.mark.parametrize("text", ["", LONG])
async def test_the_caret_is_in_sight_as_a_field_opens_after_a_long_paste_and_at_every_width(
    text: str,
) -> None:
    async with LongField(text).run_test(size=(60, 12)) as pilot:
        field = pilot.app.query_one(LineInput)
        if not text:
            field.post_message(events.Paste(LONG))
            await pilot.pause()
        assert field.cursor_position == len(LONG)
        for columns in (60, 40, 50, 10):
            await pilot.resize_terminal(columns, 12)
            assert field.content_region.contains(*field.cursor_screen_offset), columns


async def test_a_placeholder_that_does_not_fit_says_that_it_goes_on() -> None:
    whole = "type to narrow: owner, move, paste"
    async with LongField("").run_test(size=(60, 12)) as pilot:
        field = pilot.app.query_one(LineInput)
        for columns, shown in ((30, "type to narrow: owner, move…"), (60, whole)):
            await pilot.resize_terminal(columns, 12)
            limit = time.monotonic() + PATIENCE
            while (text := field.render_line(0).text.rstrip()) != shown:
                assert time.monotonic() < limit, text
                await pilot.pause(0.01)
