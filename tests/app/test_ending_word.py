"""What is said of unsaved work when the program ends without being asked."""

from __future__ import annotations

from pathlib import Path

from tests.app.driving import a_canvas, a_copy, program


async def test_work_that_may_go_is_not_said_to_be_kept() -> None:
    async with program(a_canvas()) as it:
        await it.burst("2", "a", *"words", "enter", "escape")
        await it.press("O")
        await it.until(lambda: it.top_is("StartScreen"))
        await it.burst("a", *"Another", "enter")
        await it.until(lambda: it.top_is("ChooseScreen"))
        await it.press("2")
        await it.until(lambda: "Another" in it.shown)
        assert "offers it" in it.app._keep_all()  # the new canvas alone, which has only its title
        it.session.close(keep=False)
        assert it.app._keep_all() == ""


async def test_half_a_sentence_is_work_too(here: Path) -> None:
    async with program(a_copy(here)) as it:
        await it.burst("2", "a", *"half a sent")
        assert "offers it" in it.app._keep_all()
