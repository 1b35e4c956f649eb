"""The walk through the slides, without a screen, and the table of its keys."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from canvas.app.key_map import KeyMap
from canvas.app.screens.present.keys import KEYS, WHILE_TYPING, SlideAction
from canvas.app.screens.present.meeting import SlideRoom
from canvas.app.screens.present.screen import PresentScreen
from canvas.app.screens.present.slideshow import Slideshow
from canvas.exports.slides.deck import SECTIONS, Deck, SlidePosition
from canvas.exports.slides.slide_text import FIRST, LAST, Room
from canvas.files.canvas_file import Document
from canvas.model.canvas import Canvas
from canvas.session import Session
from canvas.workspace import Workspace
from tests.app.driving import a_canvas

TODAY = date(2026, 11, 24)
CANVAS = a_canvas(beneficiaries=["one", "two", "three"], roles=[f"role{n:02}" for n in range(12)])
BENEFICIARIES = SlidePosition("beneficiaries")


def a_deck(canvas: Canvas = CANVAS, *, height: int = 20) -> Deck:
    return Deck(canvas, TODAY, Room(78, height))


def ids(canvas: Canvas, panel: str) -> list[str]:
    return [item.id for item in canvas.panels[panel]]


def test_the_walk_visits_every_section_and_ends_at_the_last() -> None:
    show = Slideshow(a_deck())
    visited = [show.position.section]
    while show.forward():
        visited.append(show.position.section)
    assert list(dict.fromkeys(visited)) == list(SECTIONS)
    assert not show.forward()
    while show.back():
        pass
    assert show.position == SlidePosition(FIRST)


def test_statements_appear_one_at_a_time_and_go_again_one_at_a_time() -> None:
    show = Slideshow(a_deck())
    show.set_gradual(True)
    show.go(BENEFICIARIES)
    counts = [show.uncovered]
    for _ in range(3):
        assert show.forward()
        counts.append(show.uncovered)
    assert counts == [0, 1, 2, None]
    assert show.back()
    assert show.uncovered == 2
    assert show.position == BENEFICIARIES


def test_a_panel_that_is_reached_backwards_shows_all_its_statements() -> None:
    show = Slideshow(a_deck())
    show.set_gradual(True)
    show.go(SlidePosition("vision"))
    show.back()
    assert show.position == BENEFICIARIES
    assert show.uncovered is None


def test_nothing_is_covered_while_the_canvas_can_be_changed() -> None:
    show = Slideshow(a_deck())
    show.set_gradual(True)
    show.set_unlocked(True)
    show.go(BENEFICIARIES)
    assert show.uncovered is None


def test_the_selection_goes_on_to_the_panels_next_slide_and_comes_back() -> None:
    show = Slideshow(a_deck(height=8))
    show.go(SlidePosition("roles"))
    wanted = ids(CANVAS, "roles")
    met = [show.selected]
    while show.select_next(1):
        met.append(show.selected)
    assert [name for n, name in enumerate(met) if name not in met[:n]] == wanted
    assert show.position.page > 0
    while show.select_next(-1):
        pass
    assert show.selected == wanted[0]
    assert show.position == SlidePosition("roles")


def test_the_selection_never_leaves_the_panel() -> None:
    show = Slideshow(a_deck())
    show.go(BENEFICIARIES)
    show.select(ids(CANVAS, "beneficiaries")[-1])
    assert not show.select_next(1)
    assert show.position == BENEFICIARIES


@pytest.mark.parametrize("height", [6, 8, 12, 30])
def test_the_selected_statement_stays_in_sight_at_another_size(height: int) -> None:
    show = Slideshow(a_deck())
    show.go(SlidePosition("roles"))
    wanted = ids(CANVAS, "roles")[-1]
    show.select(wanted)
    show.use(a_deck(height=height))
    assert show.selected == wanted
    assert wanted in show.slide.items


def test_where_the_selected_statement_is_gone_the_first_of_the_slide_is_selected() -> None:
    show = Slideshow(a_deck())
    show.go(BENEFICIARIES)
    first, second, third = ids(CANVAS, "beneficiaries")
    show.select(third)
    fewer = CANVAS.with_items({"beneficiaries": CANVAS.panels["beneficiaries"][:2]})
    show.use(a_deck(fewer))
    assert show.selected == first
    assert second in show.slide.items


def test_a_slide_of_no_panel_has_no_selection() -> None:
    show = Slideshow(a_deck(), SlidePosition(LAST))
    assert (show.panel, show.selected) == ("", "")


async def test_every_action_of_the_presentation_has_one_row_and_one_handler() -> None:
    screen = PresentScreen(
        Workspace(Session(Document(CANVAS))),
        TODAY,
        lambda _: {},
        lambda _: None,
        key_map=KeyMap(),
        room=SlideRoom(lambda *_: None, lambda *_: None),
    )
    rows = [key.id for key in KEYS]
    assert len(rows) == len(set(rows))
    assert set(screen.handlers) == {*rows, *WHILE_TYPING} == set(get_args(SlideAction))
