"""Which layouts of a file a save cannot change line by line."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from canvas.files.canvas_file import from_bytes
from canvas.files.rewrite import rewrite
from canvas.files.text_merge import merge_texts
from tests.chance import Chance, chances, some_edit
from tests.files.comments import all_comments
from tests.files.odd_layouts import LAYOUTS, REWRITTEN, count, is_rewritten
from tests.handwriting import handwritten


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_listed_layouts_are_ever_rewritten_as_a_whole(layout: str) -> None:
    assert bool(count(layout, range(60))) == (layout in REWRITTEN)


@settings(max_examples=100, deadline=None)
@given(chances)
def test_no_handwritten_file_is_rewritten_as_a_whole(chance: Chance) -> None:
    document = from_bytes(handwritten(chance).data, "x")
    assert not is_rewritten(document, some_edit(chance, document.canvas).canvas)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_comments_of_an_odd_layout_outlive_saves_and_merges(layout: str) -> None:
    base = commented(LAYOUTS[layout])
    document = from_bytes(base.encode(), "x")
    was = Counter(all_comments(base))
    for seed in range(20):
        sides = []
        for chance in (Chance(seed), Chance(-seed - 1)):
            edited = some_edit(chance, document.canvas).canvas
            sides.append(rewrite(document.text, document.canvas, edited, document.repaired))
            left = {item.id for _, item in edited}
            if left.issuperset(item.id for _, item in document.canvas):
                lost = was - Counter(all_comments(sides[-1]))
                assert not [comment for comment in lost if comment.startswith("# above")]
        merged = merge_texts(base, *sides)
        assert not merged.is_rewritten
        one, other, kept = map(Counter, map(all_comments, (*sides, merged.text)))
        assert not (one & other) - kept


def commented(text: str) -> str:
    """Write a comment above and behind every statement and header of a text."""
    found = []
    for number, line in enumerate(text.splitlines(keepends=True)):
        body = line.rstrip("\r\n")
        end = line[len(body) :] or "\n"
        if "#" in body or not body[:1].strip():
            found.append(line)
        else:
            found += (f"# above {number}{end}", f"{body} # behind {number}{end}")
    return "".join(found)
