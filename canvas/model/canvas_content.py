"""All that a canvas holds, to compare two whichever of them is ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from canvas.model.canvas import Canvas
from canvas.model.item_matching import is_named
from canvas.model.text_folding import normalised


def content_of(canvas: Canvas) -> list[tuple[str, ...]]:
    """All that a canvas holds, by which two have the same order whichever of them is ours."""
    items = [
        (panel, item.id if is_named(item) else "", item.text, *_values_as_text(item.values))
        for panel, item in canvas
    ]
    return [*items, (*map(str, canvas.properties.values()), *_values_as_text(canvas.values))]


def in_one_form(content: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Content in one Unicode normalisation form: equal where two canvases say the same."""
    return [tuple(map(normalised, part)) for part in content]


def _values_as_text(values: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key}={values[key]!r}" for key in sorted(values))
