"""Which layouts of a file a save cannot change line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from canvas.files.canvas_file import from_bytes
from tests.chance import Chance, chances, some_edit
from tests.files.odd_layouts import LAYOUTS, REWRITTEN, count, is_rewritten
from tests.handwriting import handwritten


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_listed_layouts_are_ever_rewritten_as_a_whole(layout: str) -> None:
    assert bool(count(layout, range(60))) == (layout in REWRITTEN)


@settings(max_examples=100, deadline=None)
@given(chances)
def test_no_handwritten_file_is_rewritten_as_a_whole(chance: Chance) -> None:
    document = from_bytes(handwritten(chance).data, "x")
    assert not is_rewritten(document, some_edit(chance, document.canvas).canvas)
