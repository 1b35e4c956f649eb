"""The widths of columns: what is short stays on one line, what is long has the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.exports.column_widths import column_widths
from canvas.exports.document import Row, Table, plain

LETTERS = 98


def table(*columns: tuple[str, ...]) -> Table:
    rows = zip(*(column[1:] for column in columns), strict=True)
    return Table(tuple(column[0] for column in columns), tuple(Row(tuple(map(plain, row))) for row in rows))


def test_days_and_names_stay_on_one_line_beside_a_long_text() -> None:
    what = ("What", "Draw up a kitchen card with photographs for each school and read it line by line")
    widths = column_widths(table(what, ("Who", "Riverside Kitchen"), ("By when", "11 December 2026")))
    assert widths[1] * LETTERS >= len("Riverside Kitchen")
    assert widths[2] * LETTERS >= len("11 December 2026")
    assert widths[0] > 0.5


def test_seven_columns_hold_their_longest_words() -> None:
    first = (
        "Breakfast on the table in all six schools",
        "6 September 2027",
        "Riverside Kitchen",
        "not set yet",
    )
    texts = (*first, *first[:3])
    widths = column_widths(table(*(("Column", text) for text in texts)))
    for text, width in zip(texts, widths, strict=True):
        assert width * LETTERS >= max(map(len, text.split()))


def test_a_day_stays_on_one_line_among_seven_columns_and_what_makes_rows_high_is_wide() -> None:
    note = "Next: Try the three questions with one class before January, and settle on a figure in March"
    texts = ("Breakfast on the table in all six schools", "schools that serve", "2", "6", "Helen", note)
    day = plain("17 September 2027", "due")
    widths = column_widths(Table(("Column",) * 7, (Row((*map(plain, texts), day)),)))
    assert widths[6] * LETTERS >= len("17 September 2027")
    assert max(widths) == widths[5]


@pytest.mark.parametrize("count", [1, 2, 7])
def test_empty_columns_are_equal(count: int) -> None:
    assert column_widths(table(*[("A", "")] * count)) == pytest.approx([1 / count] * count)


@given(columns=st.lists(st.tuples(st.text(max_size=80), st.text(max_size=80)), min_size=1, max_size=9))
def test_each_column_has_a_share_and_all_of_them_the_whole(columns: list[tuple[str, str]]) -> None:
    widths = column_widths(table(*columns))
    assert sum(widths) == pytest.approx(1)
    assert min(widths) > 0
