"""How many keys it takes to write down ten statements with kinds, five with an owner, three with a day.

Keys that are part of the words, of a kind, a name or a day are not counted.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tests.app.driving import Driven, a_canvas, program
from tests.app.test_meeting import Hands


class Said(NamedTuple):
    """What somebody in the room says, and what the facilitator knows of it."""

    text: str
    kind: str = "group"
    owner: str = ""
    day: str = ""


SAID = (
    Said("Children"),
    Said("Parents", owner="Dr Weiss"),
    Said("Doctors leave", "need", "Dr Weiss", "fri"),
    Said("No door opens", "need"),
    Said("All have eaten", "difference", "Ana Petrescu", "1 dec"),
    Said("Grandparents"),
    Said("Parents chair", "voice", "Ana Petrescu"),
    Said("Some feel watched", "harm"),
    Said("Teachers"),
    Said("A queue", "need", "Dr Weiss", "+2w"),
)
DAYS = {"": None, "fri": date(2026, 11, 27), "1 dec": date(2026, 12, 1), "+2w": date(2026, 12, 7)}
KINDS = {"group": "1", "need": "2", "difference": "3", "voice": "4", "harm": "5"}
PLAN = a_canvas(relationships=["Dr Weiss", "Ana Petrescu"])


def check(it: Driven) -> None:
    """All that was said is on the board, with what was known of it."""
    found = [(item.text, item.kind, item.owner, item.due) for item in it.canvas.panels["beneficiaries"]]
    assert found == [(said.text, said.kind, said.owner, DAYS[said.day]) for said in SAID]


async def test_with_shorthand_it_takes_twelve_keys_at_most() -> None:
    async with program(PLAN) as it:
        hands = Hands(it)
        with hands.at_most(12):
            await hands.press("a")
            for said in SAID:
                kind = "" if said.kind == "group" else f"{said.kind}: "
                owner = f" @{said.owner}" if said.owner else ""
                await hands.write(f"{kind}{said.text}{owner}{said.day and f' by {said.day}'}")
                await hands.press("enter" if said is not SAID[-1] else "escape")
        check(it)


async def test_by_keys_it_takes_forty_five_at_most() -> None:
    async with program(PLAN) as it:
        hands = Hands(it)
        with hands.at_most(45):
            await hands.press("a")
            for said in SAID:
                await hands.write(said.text)
                await hands.press("enter" if said is not SAID[-1] else "escape")
            for said in reversed(SAID):
                assert it.item
                assert it.item.text == said.text
                if said.kind != "group":
                    await hands.press("#")
                    await hands.write(KINDS[said.kind])
                for key, answer in (("o", said.owner), ("d", said.day)):
                    if answer:
                        await hands.press(key)
                        await hands.write(answer)
                        await hands.press("enter")
                if said is not SAID[0]:
                    await hands.press("up")
        check(it)
