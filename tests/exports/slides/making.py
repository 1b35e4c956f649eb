"""Canvases with a secret in all that partners may not read, and decks of their slides."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from rich.cells import cell_len

from canvas.exports.audience_filter import may_read
from canvas.exports.slides.deck import Deck
from canvas.exports.slides.layout import plain
from canvas.exports.slides.slide_text import Room
from canvas.exports.slides.slide_types import Slide
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import THEIRS
from canvas.model.schema import BY_KEY

TODAY = date(2027, 3, 3)
SECRET = "geheim"  # noqa: S105 - no password
"""In every text that partners may not read, and nowhere else."""


def marked(canvas: Canvas) -> Canvas:
    """The canvas with the secret in each text of what is held back."""
    return canvas.with_items({key: tuple(map(_marked, items)) for key, items in canvas.panels.items()})


def _marked(item: Item) -> Item:
    values = {key: value for key, value in item.values.items() if key != THEIRS}
    if may_read(values, "partners"):
        return item._replace(values=values)
    told = {
        key: SECRET if isinstance(value, str) and key != "visibility" else value
        for key, value in values.items()
    }
    return Item(item.id, SECRET, {**told, "owner": SECRET, "kind": "partner", "due": date(2027, 1, 1)})


def partners_may_read(canvas: Canvas) -> list[tuple[str, Item]]:
    """Each statement that is shown, with its panel's key."""
    return [(key, item) for key, item in canvas if may_read(item.values, "partners")]


def deck(canvas: Canvas, width: int = 80, height: int = 24, *, details: bool = False) -> Deck:
    """The slides of a canvas as they are on a screen."""
    return Deck(canvas, TODAY, Room(width, height, cell_len, details=details))


def told(slide: Slide) -> str:
    """What a slide says, however its lines are broken."""
    return " ".join(" ".join(plain(line) for _, line in slide.rows).split())


def panel_slides(canvas: Deck) -> list[Slide]:
    """The slides of the eight panels."""
    return [slide for slide in canvas if slide.section in BY_KEY]


rooms = st.tuples(st.integers(20, 220), st.integers(5, 60), st.booleans())
"""Widths, heights, and whether fields are shown."""
