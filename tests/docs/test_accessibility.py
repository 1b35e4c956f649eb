"""The page about readers says what the conversation can do, and what it shows can be pasted."""

from __future__ import annotations

from canvas.linear.commands import COMMANDS
from tests.docs.documents import samples, table, text_of

PAGE = "docs/accessibility.md"


def test_every_command_is_told_as_the_program_tells_it() -> None:
    rows = table(PAGE, "The conversation", "Command").rows
    assert rows == tuple((f"`{c.name}`", c.usage, c.help) for c in COMMANDS)


def test_the_page_says_that_no_reader_was_tried() -> None:
    assert "nothing below was tried with one" in text_of(PAGE)


def test_the_samples_name_the_option() -> None:
    assert all("--linear" in sample.text for sample in samples(PAGE, "sh"))
