"""The copies of groups are joined by a command, and near duplicates are decided by number."""

from __future__ import annotations

from pathlib import Path

from canvas.cli import main
from canvas.files.canvas_file import open_document
from tests.app.test_joining_groups import NAME, river
from tests.linear.talking import Talks

__all__ = ["river"]


def test_copies_are_joined_and_near_duplicates_decided(talks: Talks, river: Path) -> None:
    said = talks.about(
        river,
        *("groups", "take 1", "duplicates", "duplicates 1 join", "duplicates 9 join", "duplicates 1"),
        *("duplicates 1 apart", "duplicates", "groups", "groups nowhere", "save", "quit"),
    )
    assert "North: 2 new statements, 1 changed." in said.lines
    assert "South: 2 new statements, 1 difference." in said.lines
    assert "2 near duplicates: “duplicates” reads them." in said.lines
    assert any(line.startswith("1. Roles: ‘") and line.endswith("may say the same.") for line in said.lines)
    assert "1 near duplicate left." in said.lines
    assert "Which two? duplicates reads them with their numbers." in said.text
    assert "What should happen with them? join, other or apart." in said.text
    assert "No near duplicate is left." in said.lines
    assert "No two groups say the same." in said.lines
    assert "North: joined already." in said.lines
    assert "nowhere: there is no such file" in said.text
    roles = open_document(NAME).canvas.panels["roles"]
    assert sorted(item.names("origin") for item in roles) == [(), ("North",), ("North", "South"), ("South",)]
    assert main(["join", NAME, "river-groups"]) == 0
