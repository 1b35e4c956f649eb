"""Texts are as wide as Rich finds when it looks at each character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import cells
from rich._unicode_data._versions import VERSIONS
from rich.segment import Segment

from canvas.app.paint.cell_widths import _NARROW, measure_print_at_once


def test_each_narrow_character_takes_one_column_in_every_version_of_unicode() -> None:
    narrow = [character for character in map(chr, range(0x3000)) if _NARROW.fullmatch(character)]
    assert len(narrow) > 1900
    size = cells.get_character_cell_size.__wrapped__  # its cache would grow by as many
    assert {size(character, version) for version in VERSIONS for character in narrow} == {1}


@given(st.text(st.sampled_from("aé “”’–—…•←→✓✗€□■ 漢🙂\ufe0f\u200d\u0301\u200b\x07")), st.integers(0, 30))
def test_a_text_is_as_wide_and_is_cut_as_where_each_character_is_looked_at(text: str, cut: int) -> None:
    measure_print_at_once()
    quick = cells._cell_len(text, "auto"), cells.set_cell_size(text, cut), Segment(text).split_cells(cut)
    with pytest.MonkeyPatch.context() as patch:
        for module in ("cells", "segment"):
            patch.setattr(f"rich.{module}._is_single_cell_widths", lambda _: False)
        Segment._split_cells.cache_clear()
        assert (
            cells._cell_len(text, "auto"),
            cells.set_cell_size(text, cut),
            Segment(text).split_cells(cut),
        ) == quick
