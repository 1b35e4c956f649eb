"""What stands between dashes or pluses above a document is read apart from it, and shifts no line number."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from canvas.imports.blocks import Entry, Source
from canvas.imports.front_matter import split_front_matter
from canvas.imports.markdown import read_markdown
from canvas.imports.plain_text import read_plain_text

YAML = """---
title: "River pact"
who: [Ana, 'Ben', ]
signed:
  - 12 May
  - "1 June"
# left: alone
odd - line
---
"""
READ = {"title": "River pact", "who": ("Ana", "Ben"), "signed": ("12 May", "1 June")}


@pytest.mark.parametrize(
    ("text", "properties", "lines"),
    [
        (YAML, READ, 9),
        (YAML.replace("---\n", "...\n").replace("...", "---", 1), READ, 9),
        ('+++\ntitle = "River pact"\nwho = ["Ana", "Ben"]\nyear = 2026\n+++\n',
         {"title": "River pact", "who": ("Ana", "Ben"), "year": "2026"}, 5),
        ("---\ntitle: River", {}, 0),
        ("---\nnothing\n---\n", {}, 0),
        ("+++\nno toml\n+++\n", {}, 0),
        ("\n" + YAML, {}, 0),
        ("# River\n", {}, 0),
    ],
)  # fmt: skip
def test_front_matter_is_told_from_the_document(text: str, properties: dict[str, object], lines: int) -> None:
    assert split_front_matter(text) == (properties, lines)


@pytest.mark.parametrize("read", [read_markdown, read_plain_text])
def test_lines_keep_their_numbers_below_front_matter(read: Callable[[str], Source]) -> None:
    found = read(f"{YAML}\n- We dig\n")
    assert found.properties == READ
    (entry,) = found.blocks
    assert isinstance(entry, Entry)
    assert (entry.text, entry.line) == ("We dig", 11)


def test_a_long_list_takes_time_in_proportion_to_its_length() -> None:
    began = time.process_time()
    properties, _ = split_front_matter("---\npartners:\n" + "- a\n" * 80_000 + "---\n")
    assert time.process_time() - began < 4
    assert properties == {"partners": ("a",) * 80_000}
