"""The changelog tells of the version that this is, and of no other twice."""

from __future__ import annotations

import re
from datetime import date

import canvas
from tests.docs.documents import text_of

HEADINGS = re.findall(r"^## \[(.+)\](?: - (.+))?$", text_of("CHANGELOG.md"), re.MULTILINE)


def test_the_version_of_the_program_is_the_latest_one_told() -> None:
    assert [name for name, _ in HEADINGS][:2] == ["Unreleased", canvas.__version__]


def test_each_version_has_its_day_and_the_latest_comes_first() -> None:
    days = [date.fromisoformat(day) for name, day in HEADINGS if name != "Unreleased"]
    assert days == sorted(days, reverse=True)
    assert len(days) == len(HEADINGS) - 1
