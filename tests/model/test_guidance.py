"""Guidance."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.bundled_files import examples
from canvas.model.canvas import Canvas, Item
from canvas.model.guidance import GUIDES, found, in_focus, missing, unsorted
from canvas.model.schema import BY_KEY, PANELS
from tests.strategies import canvases, quick

ALL = [(key, guide) for key, guides in GUIDES.items() for guide in guides]
NAMES = [f"{key}.{guide.kind}" for key, guide in ALL]


def test_every_kind_of_every_panel_has_a_guide_in_the_order_of_the_panels() -> None:
    assert list(GUIDES) == [panel.key for panel in PANELS]
    for panel in PANELS:
        kinds = [choice.key for choice in panel.kinds] or [""]
        assert [guide.kind for guide in GUIDES[panel.key]] == kinds


@pytest.mark.parametrize(("key", "guide"), ALL, ids=NAMES)
def test_a_guide_says_what_a_good_statement_says_gives_one_and_fits_a_narrow_column(
    key: str, guide: object
) -> None:
    found_guide = next(g for g in GUIDES[key] if g is guide)
    hints = {choice.key: choice.hint for choice in BY_KEY[key].kinds}
    assert found_guide.says == hints.get(found_guide.kind, found_guide.says) != ""
    assert len(textwrap.wrap(f"{found_guide.kind}  {found_guide.says}", 38)) <= 3
    assert 0 < len(textwrap.wrap(f"“{found_guide.example}”", 38)) <= 3
    assert 0 < len(found_guide.missing) <= 38
    assert found_guide.example.isprintable()
    assert not found_guide.example.endswith(".")
    assert found_guide.missing[0].isupper()


def test_no_guide_repeats_a_text() -> None:
    said = [words for _, guide in ALL for words in (guide.example, guide.missing, guide.says)]
    assert len(set(said)) == len(said)


def test_no_example_is_one_of_the_worked_canvases() -> None:
    worked = " ".join(Path(path).read_text(encoding="utf-8") for path in examples().values())
    assert not [guide.example for _, guide in ALL if guide.example in worked]
    assert "Otterbeck" not in worked


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel.key))
def test_an_empty_panel_lacks_every_kind_and_one_statement_of_a_kind_is_enough(panel: object) -> None:
    key = next(p.key for p in PANELS if p is panel)
    canvas = Canvas("T")
    assert missing(canvas, key) == GUIDES[key]
    for guide in GUIDES[key]:
        values = {"kind": guide.kind} if guide.kind else {}
        said = canvas.with_items({key: (Item("aaaaa", "x", values),)})
        assert guide not in missing(said, key)
        assert len(missing(said, key)) == len(GUIDES[key]) - 1


@quick
@given(canvases(), st.sampled_from([*GUIDES, "readiness", "odd"]), st.text(max_size=3))
def test_missing_kinds_are_those_that_no_statement_has(canvas: Canvas, key: str, kind: str) -> None:
    there = {item.kind for item in canvas.panels.get(key, ())}
    gone = missing(canvas, key)
    assert not {guide.kind for guide in gone} & there
    guide = in_focus(canvas, key, kind)
    if key not in GUIDES:
        assert (gone, guide) == ((), None)
    elif gone and kind not in [g.kind for g in GUIDES[key]]:
        assert guide == gone[0]
    else:
        assert guide in GUIDES[key]


def test_the_guide_of_the_selected_kind_comes_first() -> None:
    guide = in_focus(Canvas("T"), "governance", "exit")
    assert guide
    assert guide.kind == "exit"


def test_findings_are_shown_in_their_panel() -> None:
    item = Item("aaaaa", "one", {"theirs": [{"text": "two"}]})
    canvas = Canvas("T").with_items({"vision": (item,)})
    assert found(canvas, "vision") == ("Vision: ‘one’ is ‘two’ in another version.",)
    assert found(canvas, "roles") == ()


def test_statements_of_no_kind_are_counted_where_the_panel_has_kinds() -> None:
    said = (Item("aaaaa", "one"), Item("bbbbb", "two", {"kind": "goal"}), Item("ccccc", "three"))
    canvas = Canvas("C").with_items({"vision": said, "principles": said[:1]})
    assert unsorted(canvas, "vision") == 2
    assert unsorted(canvas, "principles") == 0
    assert unsorted(canvas, "roles") == unsorted(canvas, "readiness") == 0
