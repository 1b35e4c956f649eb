"""Three-way merge of comments: each stays at its place."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from canvas.files.text_merge import merge_texts
from canvas.files.toml_blocks import toml_blocks
from canvas.files.toml_comments import CommentedText
from tests.chance import Chance, chances
from tests.files.comments import Judgement, all_comments, judged
from tests.handwriting import handwritten

TOP = 'format = 1\ntitle = "T"\n'
ITEM = '\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'
BASE = TOP + ITEM


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    found = merge_texts(base, ours, theirs)
    assert (found.conflicts, found.is_rewritten) == (0, False)
    return found.text


@settings(max_examples=120, deadline=None)
@given(chances)
def test_every_comment_stands_at_its_place_and_git_keeps_no_more(chance: Chance) -> None:
    judgement, _ = judged(chance, with_git=chance.random() < 0.2)
    assert judgement == Judgement([], [], [], [])


@settings(max_examples=100, deadline=None)
@given(chances)
def test_every_comment_of_a_handwritten_file_has_one_place(chance: Chance) -> None:
    text = handwritten(chance).data.decode().removeprefix("\ufeff")
    blocks = toml_blocks(text)
    found = CommentedText(text, blocks, range(len(blocks)))
    placed = [comment.text for comments in found.places.values() for comment in comments]
    assert Counter(placed + [one.comment.text for one in found.detached]) == Counter(all_comments(text))


def test_equal_comments_at_different_places_are_different_comments() -> None:
    ours = "# ours head\n" + BASE.replace('"one"', '"one" # ask Ana')
    theirs = BASE.replace('"T"', '"T" # ask Ana')
    assert merged(ours, theirs) == ours.replace('"T"', '"T" # ask Ana')
    base = BASE.replace("[[vision]]", "# check\n[[vision]]")
    assert merged(base, base.replace('"T"', '"T" # check'), base) == base.replace('"T"', '"T" # check')
    moved = BASE.replace('"T"', '"T" # check')
    assert merged(base.replace('"one"', '"two"'), moved, base) == moved.replace('"one"', '"two"')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"T"', '"T" # tail'),
        ("format = 1", "format = 1 # tail"),
        ("title", "# above\ntitle"),
        ("[[vision]]", "# above\n[[vision]]"),
        ("[[vision]]", "[[vision]] # behind"),
        ('"one"', '"one"# behind'),
        ('text = "one"', '# above\ntext = "one"'),
        ('text = "one"', 'text = "one"\n# foot'),
        ("\n[[vision]]", "\n# free\n\n[[vision]]"),
        ("\n[[vision]]", "\n# free\n# free\n\n# more\n\n[[vision]]"),
        ("\n[extra]", "\n# above\n[extra] # behind"),
        ("x = 1", "# above\nx = 1 # behind\n# foot"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_of_theirs_comes_to_its_place_and_no_other_line_changes(
    old: str, new: str, newline: str
) -> None:
    base = f"{BASE}\n[extra]\nx = 1\n"
    ours = f"# ours head\n{base}".replace("\n", newline)
    theirs = base.replace(old, new)
    expected = f"# ours head\n{theirs}".replace('"one"#', '"one" #')
    assert merged(ours, theirs, base) == expected.replace("\n", newline)
    assert merged(theirs, ours, base) == f"# ours head\n{theirs}"


def test_a_comment_reworded_on_both_sides_stands_twice() -> None:
    base, ours, theirs = (
        BASE.replace("[[", f"# {who}\n[[").replace('"one"', f'"one" # {who}')
        for who in ("base", "ours", "theirs")
    )
    assert merged(ours, theirs, base) == ours.replace("# ours\n[[", "# ours\n# theirs\n[[").replace(
        'text = "one"', '# theirs\ntext = "one"'
    )


def test_comments_in_a_list_stay_with_their_entries() -> None:
    base = BASE + 'people = [ # all\n  "A", # a\n  # above b\n  "B",\n]\n'
    ours = base.replace('  "B",\n', '  "B",\n  "C", # c\n')
    theirs = base.replace("# a\n", "# a2\n").replace('"B",\n', '"Bo", # b\n  # foot\n')
    assert merged(ours, theirs, base) == BASE + (
        'people = [ # all\n    "A", # a2\n    # above b\n    "Bo", # b\n    "C", # c\n    # foot\n]\n'
    )
    assert merged(base.replace('"T"', '"U"'), theirs, base).count("#") == 5


def test_new_comments_whose_place_is_gone_stand_above_their_block_or_where_that_was() -> None:
    base = BASE + 'owner = "Ana"\n'
    theirs = base.replace('"Ana"', '"Ana" # who')
    assert merged(BASE, theirs, base) == BASE.replace("[[vision]]", "# who\n[[vision]]")
    assert merged(TOP, theirs, base) == TOP + "\n# who\n"
    listed = BASE + 'people = ["A", "B"]\n'
    theirs = BASE + 'people = [\n  "A",\n  "B", # who\n]\n'
    assert (
        merged(listed.replace(', "B"', ""), theirs, listed) == BASE + 'people = [\n    "A",\n    # who\n]\n'
    )


def test_a_comment_between_blocks_that_one_side_took_out_is_gone() -> None:
    base = BASE.replace("\n[[vision]]", "\n# free\n\n[[vision]]")
    new = ITEM.replace("aaaaa", "bbbbb").replace("vision", "principles")
    assert merged(base + new, BASE, base) == BASE + new
    assert merged(base.replace("\n[[vision]]", f"{new}\n[[vision]]", 1), BASE, base) == TOP + new + ITEM
