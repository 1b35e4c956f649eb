"""Every byte that reaches a real terminal from every screen, whatever the canvas, its name and git say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.raw import sessions
from tests.raw.corpus import CORPUS, NAMES
from tests.raw.reader import of_screen
from tests.raw.screens import SCREENS, SHOWS
from tests.raw.world import World, a_world

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path / "world", *CORPUS.values()) as made:
        yield made


def test_every_screen_there_is_is_walked() -> None:
    assert set(SHOWS) == set(SCREENS)


def test_no_text_reaches_the_terminal_as_it_stands_from_any_screen(world: World) -> None:
    raw = sessions.screens(world)
    found = of_screen(raw)
    assert found.foreign == ()
    assert found.sequences > 10_000
    assert sessions.unseen(raw, CORPUS) == []


@pytest.mark.parametrize("does", [sessions.troubles, sessions.start])
def test_nor_does_it_in_trouble_or_at_the_start(world: World, does: Callable[[World], bytes]) -> None:
    assert of_screen(does(world)).foreign == ()


def test_nor_does_it_when_the_program_fails(world: World) -> None:
    raw = sessions.failure(world, CORPUS["clipboard"] + NAMES[0])
    assert of_screen(raw).foreign == ()


def test_a_program_that_lets_text_through_is_found_out(world: World) -> None:
    found = of_screen(sessions.leaking(world)).foreign
    assert any("Qj00Jq" in quoted for quoted in found)
