"""The pieces that a canvas's text is made of."""

from __future__ import annotations

from hypothesis import given, settings

from canvas.files.toml_blocks import comments, detached_comments, toml_blocks
from tests.chance import Chance, chances
from tests.handwriting import handwritten

TEXT = """\
# top
format = 1 # one
title = "# no comment"

# loose

# above
[[vision]] # beside
text = '''
# no comment
'''
# below
  # below too

[vision.sub]
x = [ # in a list
  1, # and again
]

[extra]
# inside
"""


def test_an_item_has_its_sub_tables_with_it() -> None:
    found = toml_blocks(TEXT)
    assert [chunk.name for chunk in found] == [(), ("vision",), ("extra",)]
    assert [len(chunk.tables) for chunk in found] == [1, 2, 1]
    assert TEXT[slice(*found[1].span)] == found[1].head
    assert found[1].head.startswith("# above\n[[vision]]")
    assert found[1].head.endswith("]\n")


def test_the_comments_of_a_piece_are_those_that_touch_it() -> None:
    root, vision, extra = toml_blocks(TEXT)
    assert comments(TEXT, root) == ["# top", "# one"]
    assert detached_comments(TEXT, root) == ["# loose"]
    assert comments(TEXT, vision)[:4] == ["# above", "# beside", "# below", "# below too"]
    assert detached_comments(TEXT, vision) == []
    assert comments(TEXT, extra) == ["# inside"]


def test_a_hash_mark_in_a_text_is_no_comment() -> None:
    every = [line for chunk in toml_blocks(TEXT) for line in comments(TEXT, chunk)]
    assert "# no comment" not in every


@settings(max_examples=150, deadline=None)
@given(chances)
def test_every_comment_line_of_a_handwritten_file_is_found_once(chance: Chance) -> None:
    file = handwritten(chance)
    text = file.data.decode().removeprefix("\ufeff")
    pieces = toml_blocks(text)
    found = [line for chunk in pieces for line in (*comments(text, chunk), *detached_comments(text, chunk))]
    for line in file.lines:
        if line.remark:
            told = f"#{line.text.partition('#')[2]}".rstrip()
            assert found.count(told) >= 1 or len(told.splitlines()) > 1, told
