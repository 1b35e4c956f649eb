"""Each line around the board makes what it shows visible itself, whatever else stands in a text's way."""

from __future__ import annotations

from canvas.model.canvas import Canvas, Item
from canvas.model.sanitize import visible_line
from tests.app.driving import Driven, program
from tests.app.test_hostile import HOSTILE, OBEYED

MARKUP = "[/] [b]x[/b] [@click=app.quit]y[/]"
ACTS = "a\x1b]0;x\x07b\x9b2Jc\u202ed"


def partnership(title: str, *partners: str) -> Canvas:
    items = [Item(f"rel{n:02}", name, {"kind": "partner"}) for n, name in enumerate(partners)]
    return Canvas(title).with_items({"relationships": tuple(items)})


def top(it: Driven) -> str:
    """What the lines above the board hand over to be painted, line ends apart."""
    return it.at.header.render().plain.replace("\n", " ")


def status(it: Driven) -> str:
    """What the line below it hands over."""
    return it.at.status_line.render().plain.replace("\n", " ")


async def test_what_acts_in_a_title_or_a_name_is_handed_over_as_marks() -> None:
    async with program(partnership(ACTS, ACTS), size=(200, 50)) as it:
        assert top(it).count(visible_line(ACTS)) == 2
        assert not OBEYED.search(top(it))


async def test_what_acts_in_a_message_is_handed_over_as_marks() -> None:
    async with program(partnership("T"), size=(200, 50)) as it:
        for warning in (False, True):
            it.at.say(f"Saved {ACTS}.", warning=warning)
            assert f"Saved {visible_line(ACTS)}." in status(it)
            it.at.say(HOSTILE["all the rest"] * 3, warning=warning)
            assert not OBEYED.search(status(it))


async def test_markup_is_handed_over_as_the_letters_it_is() -> None:
    async with program(partnership(MARKUP, MARKUP), size=(200, 50)) as it:
        assert top(it).count(MARKUP) == 2
        it.at.say(MARKUP)
        assert MARKUP in status(it)
