"""What is typed into a field that counts."""

from __future__ import annotations

import pytest

from canvas.model.fields import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("٣", 3),
        ("123456789", 123_456_789),
        ("1234567890", None),
        ("²", None),
        ("-1", None),
        ("1.5", None),
        (" 3", None),
        ("", None),
    ],
)
def test_a_whole_number_is_a_few_plain_digits(text: str, number: int | None) -> None:
    assert whole_number(text) == number
