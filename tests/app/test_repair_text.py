"""Text that was decoded wrongly: it is said, and repaired as one change when the user asks for it."""

from __future__ import annotations

from canvas.model.canvas import Item
from tests.app.driving import a_canvas, program

WRONG = [
    Item("vis00", "We donâ€™t know", {"owner": "AndrÃ©"}),
    Item("vis01", "fine"),
    Item("vis02", "the cafÃ©"),
]


async def test_wrongly_decoded_text_is_said_and_repaired_as_one_change() -> None:
    async with program(a_canvas(vision=WRONG)) as it:
        it.at.commands.late.repair.look()
        await it.until(lambda: it.said)
        assert "2 statements look wrongly decoded. W offers them repaired." in " ".join(it.said.split())
        await it.press("2", "j", "W")
        assert "This looks wrongly decoded" in it.shown
        assert it.shown.index("‘We don’t know’") < it.shown.index("‘the café’")
        await it.press("escape")
        assert it.canvas.panels["vision"] == tuple(WRONG)
        await it.press("W", "0")
        assert [item.text for item in it.canvas.panels["vision"]] == ["We don’t know", "fine", "the café"]
        assert it.canvas.panels["vision"][0].owner == "André"
        await it.press("W")
        assert it.said == "Nothing here looks wrongly decoded."
        await it.press("u")
        assert it.canvas.panels["vision"] == tuple(WRONG)


async def test_what_is_typed_or_pasted_wrongly_decoded_is_said_and_kept_as_it_is() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        await it.press("2")
        await it.paste("fine\n‚úì agreed")
        assert "Pasted 2" in it.said
        assert "This looks wrongly decoded: ‘‚úì agreed’. W offers it repaired." in it.said
        assert [item.text for item in it.canvas.panels["vision"]][1:] == ["fine", "‚úì agreed"]
        await it.press("space")
        assert "wrongly" not in it.said
        await it.press("W", "enter")
        assert it.canvas.panels["vision"][2].text == "✓ agreed"
