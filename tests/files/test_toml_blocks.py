"""Blocks of a TOML text: a table with its sub-tables and comments."""

from __future__ import annotations

from canvas.files.toml_blocks import toml_blocks

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
    assert [block.name for block in found] == [(), ("vision",), ("extra",)]
    assert [len(block.tables) for block in found] == [1, 2, 1]
    assert TEXT[slice(*found[1].span)] == found[1].head
    assert found[1].head.startswith("# above\n[[vision]]")
    assert found[1].head.endswith("]\n")
