"""Each kind of edit that word processors write comes out as it was meant, and loses no statement."""

from __future__ import annotations

import pytest

from canvas.model.canvas import Canvas
from tests.imports.word_edits import EDITS, EXAMPLES, Edited, exported


@pytest.fixture(scope="module")
def riverside() -> tuple[Canvas, bytes]:
    return exported(next(path for path in EXAMPLES if "riverside" in path.name))


@pytest.mark.parametrize("name", EDITS)
def test_what_a_word_processor_makes_of_an_edit_is_taken_in(
    riverside: tuple[Canvas, bytes], name: str
) -> None:
    assert EDITS[name](Edited(*riverside))
