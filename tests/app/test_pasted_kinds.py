"""The kind of several lines that are pasted where names and sentences are mixed."""

from __future__ import annotations

from tests.app.driving import Driven, a_canvas, program

LINES = "Riverside Kitchen\nGate Parents\nThey bring the ovens and the pans, and wash up."


def kinds(it: Driven) -> list[str]:
    return [item.kind for item in it.canvas.panels["relationships"]]


async def test_a_paste_of_several_lines_asks_once_if_they_are_partners() -> None:
    async with program(a_canvas()) as it:
        await it.press("3")
        await it.paste(LINES)
        assert "3 statements pasted into Relationships: what are they?" in it.shown
        await it.press("1")
        assert kinds(it) == ["partner"] * 3
        await it.press("u")
        assert len(it.canvas) == 0
        await it.paste(LINES)
        await it.press("2", "u")
        assert len(it.canvas) == 0
        await it.paste(LINES)
        await it.press("escape")
        assert kinds(it) == ["partner", "partner", ""]  # as each of them reads
        await it.press("u")
        for same in ("3", "enter"):
            await it.paste(LINES)
            await it.press(same)
            assert kinds(it) == ["partner", "partner", ""]
            await it.press("u")
            assert len(it.canvas) == 0
        for once in ("One name alone", "Two names\n", "They come.\nThey go."):
            await it.paste(once)
            assert it.top_is("BoardScreen")
        await it.press("1")
        await it.paste(LINES)
        assert it.top_is("BoardScreen")


async def test_while_typing_and_on_a_slide_it_is_asked_too_and_the_next_follows() -> None:
    async with program(a_canvas(relationships=["one", "two"])) as it:
        await it.press("3", "g", "A")
        await it.paste(LINES)
        await it.burst("2", *"next", "enter", "escape")
        assert it.texts("relationships") == ["one", *LINES.split("\n"), "next", "two"]
        assert kinds(it) == ["", "", "", "", "partner", ""]
        await it.press("p", "3", "U")
        await it.paste(LINES)
        await it.press("1")
        assert kinds(it)[-3:] == ["partner"] * 3
