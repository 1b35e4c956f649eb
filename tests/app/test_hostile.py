from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import visible
from canvas.model.schema import PANELS
from tests.app.driving import Driven, program
from tests.app.every_screen import FROM_BOARD, go_to, walk

HOSTILE = {
    "markup": "[/] [/b] [red]x[/red] [@click=app.quit]quit[/] [link=file:///etc/passwd]l[/link] \\[ $x {y}",
    "long": "W" * 700,
    "blank": "\u200b\u00a0\u3000\u2003",
    "all the rest": (
        "\x1b]52;c;aGk=\x07 \x1b[2J \x9b31m \x9d0;t\x9c \x00\x08\x7f \x1bP+q\x1b\\"
        "\u202egnp.exe \u2066x\u2069 \u200f \u061c \ufeff \u2028\u2029 \U000e0041\U000e007f"
        + "朝ごはん" * 40
        + " 👩‍👩‍👧‍👦 🇩🇪 ⚠️ e"
        + "\u0301" * 60
        + " שלום مرحبا ﷽ ᄀ\u1161\u11a8"
        + "one\r\ntwo\n\n\n\tthree\x0b\x0cfour\x85five"
    ),
}

OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
"""What a terminal would obey, or a reader be deceived by."""


SIZES = ((80, 24), (150, 50))
"""The sizes in which each screen is looked at."""

PREVIEWED = ("export", "partner")
"""Screens with a preview of an output: slow where there is much to read, so visited with little."""


def full_of(*texts: str) -> Canvas:
    """A canvas with an item for each text in every panel, and the first text as its title."""
    panels = {}
    for panel in PANELS:
        items = []
        for number, text in enumerate(texts):
            values: dict[str, object] = {"mine": text, "due": date(2026, 1, 1), "votes": 10**9}
            for field in panel.fields:
                if field.type in ("line", "prose"):
                    values[field.key] = text
                elif field.type == "list":
                    values[field.key] = (text, text)
            if panel.key == "relationships":
                values["kind"] = "partner"
            if number:
                values["status"] = "parked"
            items.append(Item(f"{panel.key[:3]}{number:02}", text, values))
        panels[panel.key] = tuple(items)
    return Canvas(texts[0], panels=panels)


def assert_harmless(it: Driven, where: str = "") -> None:
    for strip in it.strips:
        for segment in strip:
            found = OBEYED.search(segment.text)
            assert not found, f"{segment.text!r} reached the screen {where}"
            link = segment.style.link if segment.style else None
            assert not link, f"a link reached the screen {where}: {link!r}"
            click = (segment.style.meta or {}).get("@click") if segment.style else None
            assert not click or "quit" not in str(click)


async def assert_harmless_in_both_sizes(it: Driven, name: str) -> None:
    """Look at a screen in the size that the terminal has, and in the other, which it keeps."""
    assert_harmless(it, name)
    await it.resize(*next(size for size in SIZES if size != it.app.size))
    assert_harmless(it, name)


async def test_no_text_breaks_a_screen_or_gets_through_to_the_terminal() -> None:
    async with program(full_of(*HOSTILE.values()), size=SIZES[0]) as it:
        async for name in walk(it, [name for name in FROM_BOARD if name not in PREVIEWED]):
            assert_harmless(it, name)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_no_text_breaks_a_title_or_a_preview(text: str) -> None:
    async with program(full_of(text), size=SIZES[0]) as it:
        assert_harmless(it)
        await go_to(it, "export")
        await assert_harmless_in_both_sizes(it, "export")
        await it.press("Z")
        await it.until(lambda: it.top_is("ChooseScreen"))
        assert_harmless(it, "partner")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_can_be_gone_through_changed_and_undone_like_any_other(text: str) -> None:
    canvas = full_of(text, text)
    async with program(canvas, size=(80, 24)) as it:
        for keys in (
            "tab j J",
            "space",
            "m 3",
            "delete",
            "enter X enter",
            "s 3",
            "2 delete",
            "slash W enter",
        ):
            await it.burst(*keys.split())
            assert_harmless(it)
            if not it.top_is("BoardScreen"):
                await it.press("escape")
        await it.burst(*["u"] * (len(it.session.history.done) + 1))
        assert_harmless(it)
        assert it.canvas == canvas


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_is_kept_to_the_letter_in_its_file(here: Path, text: str) -> None:
    path = here / "hostile.canvas.toml"
    path.write_bytes(canonical(full_of(text, text)).encode())
    before = open_document(str(path)).canvas
    async with program(path, size=(80, 24)) as it:
        await it.burst("space", "e", "ctrl+s", "enter", "enter", "ctrl+s")
        assert_harmless(it)
    after = open_document(str(path)).canvas
    assert {item.id: item.text for _, item in after} == {item.id: item.text for _, item in before}
    changed = [item.id for (_, item), (_, old) in zip(after, before, strict=True) if item != old]
    assert changed == ["ben00"]


@pytest.mark.parametrize("name", ["\x1b[31mred", "[/]", "a\u202eb", "[@click=app.quit]x"])
async def test_a_hostile_file_name_is_shown_harmless_everywhere(here: Path, name: str) -> None:
    path = here / f"{name.replace('/', '|')}.canvas.toml"
    path.write_text('format = 1\ntitle = "T"\n', encoding="utf-8")
    async with program(size=(160, 40)) as it:
        assert_harmless(it)
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        await it.burst("a", "x", "enter", "escape", "ctrl+s")
        assert "Saved" in it.said
        assert_harmless(it)
        await it.press("S")
        assert_harmless(it)
        await it.press("escape", "x")
        assert_harmless(it)
        await it.press("enter")
        assert_harmless(it)


async def test_what_hides_in_a_text_is_seen_on_the_board() -> None:
    async with program(Document(full_of("a\x1bb\u202ec"))) as it:
        assert visible("a\x1bb\u202ec") in it.shown


async def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    async with program(Document(full_of("[/] [b]x[/b]")), size=(200, 60)) as it:
        assert "[/] [b]x[/b]" in it.shown
