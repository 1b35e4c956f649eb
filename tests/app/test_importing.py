"""Taking in a file from the board: the preview, what is left in it, and one step to undo."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.app.driving import a_canvas, program

AGREEMENT = """# Pact

## Aims

- A garden
- A shed

## Parking

- Six spaces
"""
pytestmark = pytest.mark.parametrize("size", [(80, 24)])


async def test_each_change_is_taken_or_left_and_all_are_undone_at_once(size: tuple[int, int]) -> None:
    Path("pact.md").write_text(AGREEMENT, encoding="utf-8")
    async with program(a_canvas(vision=["Nobody eats alone"]), size=size) as it:
        await it.press("ctrl+f", *"pact.md", "enter")
        await it.until(lambda: it.top_is("ImportScreen"))
        await it.settle()
        assert "pact.md: 3 changes, 3 taken" in it.shown
        assert "Fits no panel: parked unless you press 1 to 8" in it.shown
        await it.press("space")
        assert "3 changes, 2 taken" in it.shown
        await it.press("asterisk", "asterisk")
        assert "3 changes, 0 taken" in it.shown
        await it.press("enter")
        assert "Nothing is chosen" in it.shown
        await it.press("asterisk", "home", "space", "end", "5")
        assert "Goes to Roles." in it.shown
        assert "Fits no panel" not in it.shown
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        canvas = it.session.canvas
        assert [item.text for item in canvas.panels["vision"]] == ["Nobody eats alone", "A shed"]
        assert [item.text for item in canvas.panels["roles"]] == ["Six spaces"]
        assert it.said.startswith("Took in 2 changes from ‘pact.md’")
        await it.press("u")
        assert [item.text for _, item in it.session.canvas] == ["Nobody eats alone"]


async def test_a_file_that_is_not_understood_is_told_and_changes_nothing(size: tuple[int, int]) -> None:
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    async with program(a_canvas(vision=["one"]), size=size) as it:
        await it.press("ctrl+f", *"a.pdf", "enter")
        await it.until(lambda: "it is a PDF" in it.said)
        await it.press("ctrl+f", *"no.md", "enter")
        await it.until(lambda: "no.md" in it.said)
        assert len(it.session.canvas) == 1


async def test_an_agreement_of_600_lines_is_on_the_screen_without_a_wait(size: tuple[int, int]) -> None:
    lines = "## Aims\n\n"
    lines += "".join(f"- We dig bed number {number} before the summer\n" for number in range(600))
    Path("long.md").write_text(lines, encoding="utf-8")
    async with program(a_canvas(vision=["one"]), size=size) as it:
        await it.press("ctrl+f", *"long.md")
        began = time.process_time()
        await it.press("enter")
        await it.until(lambda: it.top_is("ImportScreen"))
        await it.settle()
        assert time.process_time() - began < 0.9
        assert "600 changes" in it.shown
