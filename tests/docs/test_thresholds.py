"""The numbers of the rules in the page about the file are those of the table."""

from __future__ import annotations

from canvas.model.rule_finders import THRESHOLDS
from tests.docs.documents import tables


def test_every_threshold_is_told_with_its_default_and_meaning() -> None:
    (told,) = (table.rows for table in tables("docs/format.md") if table.head[1] == "unless set")
    assert [tuple(row) for row in told] == [
        (f"`{each.key}`", str(each.default), each.meaning) for each in THRESHOLDS
    ]
