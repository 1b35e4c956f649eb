"""The screen on terminals that have no more than ASCII, and on those without colour."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from canvas.app.paint.ascii_filter import _TABLE, AsciiFilter
from canvas.app.widgets.symbols import DIFFERS, MARKED, MARKED_HERE, MARKS, SEVERITY_MARKS, SINCE
from canvas.files.settings import Settings
from canvas.model.canvas import Canvas, Item
from canvas.model.graphemes import width
from tests.app.driving import a_canvas, program
from tests.app.legible import MARK, TEXT_16, coarse, painted
from tests.strategies import CLUSTERS, quick

ITEMS = [Item(f"ben{n:02}", f"word{n}", {"status": name, "votes": n}) for n, name in enumerate(MARKS)]
PLAIN = a_canvas(
    beneficiaries=ITEMS,
    vision=[f"statement {n}" for n in range(40)],
    roles=["Cook"],
    leadership=["Ana"],
)


async def test_statuses_and_changes_are_told_apart_in_ascii() -> None:
    severities = (SEVERITY_MARKS["must"], SEVERITY_MARKS["should"])
    in_headings = (*MARKS.values(), *severities, DIFFERS, "↑", "↓")  # and in lists
    for marks in (in_headings, SINCE, (MARKED, MARKED_HERE, "▌")):
        plain = [mark.translate(_TABLE) for mark in marks]
        assert len(set(plain)) == len(plain)
        assert "".join(plain).isascii()
    async with program(PLAIN, settings=Settings({"ascii": True})) as it:
        for number, mark in enumerate(MARKS.values()):
            assert f"{mark.translate(_TABLE)} word{number}" in it.shown


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("f", "esc cancels"),
        ("i I", "up down scroll . left right other panels"),
        ("question_mark", "up k "),
        ("ctrl+p l e f t", "(left h)"),
        ("p 2 U", "up down choose"),
        ("comma", "left h"),
        ("Y 1 space", "right skips"),
        ("Q S enter 6 enter 1 a 1 escape", "right goes on"),
    ],
)
async def test_the_arrow_keys_are_named_in_words_in_ascii(keys: str, told: str) -> None:
    async with program(PLAIN, settings=Settings({"ascii": True})) as it:
        await it.press(*keys.split())
        words = it.shown.replace("-", ".")
        assert " ^ " not in words
        if keys == "comma":
            await it.press(*["down"] * 20)
            words = it.shown
        assert told in words


async def test_words_of_other_scripts_stay_words_in_ascii_and_emoji_are_said() -> None:
    async with program(Canvas("Früh 朝ごはん 👍🏽 🇩🇪 ⚠️ 🏳️\u200d⚧️."), settings=Settings({"ascii": True})) as it:
        assert "Früh 朝ごはん +1 DE !  ? ." in it.shown


@quick
@given(st.lists(st.sampled_from(CLUSTERS), max_size=6).map("".join))
def test_emoji_are_replaced_by_as_many_columns_of_ascii(text: str) -> None:
    (segment,) = AsciiFilter().apply([Segment(text)], Color(0, 0, 0))
    assert width(segment.text) == width(text)
    assert not re.search("[\u200d\ufe0f\U0001f000-\U0001faff]", segment.text)


async def test_without_colour_the_cursor_the_status_and_the_active_panel_are_still_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with program(PLAIN) as it:
        for strip in it.strips:
            for _, style, _ in strip:
                for colour in (style.color, style.bgcolor) if style else ():
                    triplet = colour.triplet if colour else None
                    assert triplet is None or len(set(triplet)) == 1, "a colour without colour"
        await it.press("j")
        assert it.find_line("word1").split("word1")[0].rstrip()[-2] == "▌"
        active = next(line for line in it.strips if "1 Beneficiaries" in line.text)
        grounds = {
            part.text.strip(): part.style.bgcolor for part in active if part.style and part.text.strip()
        }
        heading = next(ground for text, ground in grounds.items() if "1 Beneficiaries" in text)
        others = [ground for text, ground in grounds.items() if "5 Roles" in text or "6 Governance" in text]
        assert len(others) == 2
        assert heading not in others


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_on_sixteen_colours_every_status_and_a_late_day_can_be_read(
    monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    late = Item("rol00", "Cook", {"due": date(2026, 1, 1), "owner": "Ana"})
    async with program(PLAIN.with_items({"roles": (late,)}), settings=Settings({"theme": theme})) as it:
        assert it.app.theme == f"canvas-{theme}-16"
        await it.press("v", "j")
        for part in painted(it, coarse):
            assert part.contrast >= (MARK if part.is_mark else TEXT_16), part
