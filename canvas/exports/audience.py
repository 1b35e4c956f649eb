"""What of a canvas an audience is given.

Everything an export says is worked out from what this leaves, never from the whole canvas: then no count,
no name and no empty line can hint at what was held back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from canvas.model.panels import AUDIENCES, VISIBILITY, reaches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.model.canvas import Canvas


def carried(canvas: Canvas, audience: str) -> Canvas:
    """The canvas as this audience may know it.

    Args:
        canvas: the whole.
        audience: one of the three, ``internal``, ``partners`` or ``public``.
    """
    return canvas.replacing(
        panels={
            panel: tuple(item for item in items if may_read(item.values, audience))
            for panel, items in canvas.panels.items()
        },
    )


def may_read(values: Mapping[str, Any], audience: str) -> bool:
    """Whether what has these keys reaches the audience.

    Nothing said means what the field's default means. A word that is none of the three was meant to say
    something, most likely to hold the item back; such an item stays with those who keep the canvas.

    Args:
        values: an item's keys, or those of a table this program does not know.
        audience: who is to read it.
    """
    said = values.get(VISIBILITY.key, VISIBILITY.default)
    return reaches(said if VISIBILITY.accepts(said) else AUDIENCES[0], audience)
