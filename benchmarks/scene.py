"""Scenes: a canvas made by chance, and what two people may do with it. A seed names one for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_toml import parse
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY, PANELS, STAGE, Field
from canvas.model.types import PanelKey

_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_FIRST_DAY: Final = date(2027, 1, 4)
_LEAST, _MOST = 4, 6
_SAID_ONE_IN_TWO: Final = 0.5
_WHO: Final = (
    "The library",
    "Every partner",
    "The parish council",
    "Two of the six schools",
    "Our night-shift drivers",
    "Whoever holds the “key”",
    "The housing association",
)
_DOES: Final = (
    "keeps the hall open",
    "answers for the money",
    "asks the people it is for",
    "tells the others the same day",
    "writes down what was agreed",
    "brings a van – and a driver",
    "trains the volunteers",
)
_WHEN: Final = ("every Monday", "until June", "in the holidays too", "before we decide", "once a quarter")
_NAMES: Final = ("Ana", "Ben", "Chidi", "Dilys", "Eun-ji", "Farah", "Goran", "Hana", "Ifan", "Jo", "Kofi")
_SURNAMES: Final = ("Adeyemi", "Brook", "Clarke", "Dvořák", "Ellis", "Fofanah", "Grant", "O’Hara")


class Scene:
    """A canvas of about forty items, and a source of chance.

    Attributes:
        chance: what is drawn from it comes in the same order for the same seed.
        base: the canvas.
        votes: how many votes are given at a time.
    """

    def __init__(self, seed: str) -> None:
        """Draw the canvas.

        Args:
            seed: names the scene.
        """
        self.chance = Random(seed)  # noqa: S311 - nothing is secret here
        self.votes = 1
        self._taken: set[str] = set()
        panels = {
            panel.key: tuple(self.item(panel.key) for _ in range(self.chance.randint(_LEAST, _MOST)))
            for panel in PANELS
        }
        stage = self.chance.choice([choice.key for choice in STAGE.choices if choice.key != STAGE.default])
        self.base = as_read(Canvas("Riverside Reading Partnership", stage, self.day(), panels))

    def item(self, panel: str) -> Item:
        """A new item as it may stand in a panel."""
        values: dict[str, Any] = {}
        for spec in BY_KEY[panel].fields:
            if spec.key == "kind" or self.chance.random() < _SAID_ONE_IN_TWO:
                values[spec.key] = self.value(spec)
        return Item(self.id(), self.sentence(), {}).with_values(values, panel)

    def id(self) -> str:
        """Five characters that this scene has not drawn yet."""
        while (drawn := "".join(self.chance.choices(_DIGITS, k=5))) in self._taken:
            pass
        self._taken.add(drawn)
        return drawn

    def sentence(self) -> str:
        """Something that nobody has said yet, by its number."""
        parts = (self.chance.choice(words) for words in (_WHO, _DOES, _WHEN))
        return f"{' '.join(parts)} ({self.chance.randrange(10**6)})"

    def name(self) -> str:
        """The name of a person whom nobody has named yet, most likely."""
        number = self.chance.randrange(10**4)
        return f"{self.chance.choice(_NAMES)} {self.chance.choice(_SURNAMES)} {number}"

    def day(self) -> date:
        """A day of the next three years."""
        return _FIRST_DAY + timedelta(days=self.chance.randrange(1000))

    def value(self, spec: Field) -> Any:  # noqa: ANN401 - as many types as fields have
        """Something that a field may hold; for a choice it may be the default."""
        match spec.type:
            case "choice":
                return self.chance.choice(spec.choices).key
            case "list":
                return tuple(self.name() for _ in range(self.chance.randint(1, 4)))
            case "date":
                return self.day()
            case "count":
                return self.chance.randint(1, 9)
            case "line" if spec.key in {"owner", "accountable"}:
                return self.name()
            case _:
                return self.sentence()

    def another(self, spec: Field, item: Item) -> Any:  # noqa: ANN401 - likewise
        """Something that a field of an item does not say yet."""
        while (drawn := self.value(spec)) == item.get(spec):
            pass
        return drawn

    def panel(self, fits: Callable[[str], bool] = lambda _: True) -> PanelKey:
        """One of the panels for which a condition holds."""
        return self.chance.choice([panel.key for panel in PANELS if fits(panel.key)])

    def place(self) -> tuple[PanelKey, int]:
        """A panel, and the position of an item in it."""
        panel = self.panel()
        return panel, self.chance.randrange(len(self.base.panels[panel]))


def as_read(canvas: Canvas) -> Canvas:
    """The canvas as it is when read from a file."""
    return parse(canonical(canvas)).canvas
