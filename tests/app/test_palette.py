"""What the command palette finds an action by."""

from __future__ import annotations

import pytest

from canvas.app.keys import ACTIONS
from canvas.app.screens.palette import fitted, rank

WORDS = {
    "owner": "owner assign responsible who person delegate",
    "day": "day date deadline due when",
    "next_status": "agree accept approve consensus",
    "dispute": "disagree objection veto disputed",
    "status": "status done finish",
    "properties": "title rename stage review",
    "export": "print share pdf export report summary email poster mail image markdown excel",
    "quit": "exit close quit leave",
    "timer": "timer minutes clock countdown",
    "present": "slides present projector slideshow unlock",
    "find": "search find filter highlight",
    "delete": "remove delete trash",
    "undo": "undo revert mistake",
    "next_steps": "tasks todo actions",
    "kind": "kind type category",
    "theme": "dark colours night",
    "settings": "preferences options",
    "vote": "vote upvote",
    "visibility": "private internal audience",
    "temperature": "poll hands",
    "history": "versions older branch",
    "zoom": "zoom fullscreen font",
    "room": "qr wifi mobile members guests invite",
    "findings": "readiness problems gaps",
    "meeting": "agenda minutes attendees participants",
    "settle": "resolve conflict theirs",
    "parked": "icebox archive",
    "item_up": "reorder",
}
"""Words that people try, by the action they mean."""

TRIED = [(action, word) for action, words in WORDS.items() for word in words.split()]


@pytest.mark.parametrize(("action", "word"), TRIED)
def test_a_word_that_people_try_finds_its_action_among_the_first(action: str, word: str) -> None:
    ranked = sorted(ACTIONS, key=lambda row: -rank(word, row.label, row.help))
    found = [row.id for row in ranked if rank(word, row.label, row.help)]
    assert action in found[:5]


def test_at_least_sixty_words_are_tried_and_nonsense_finds_nothing() -> None:
    assert len(TRIED) >= 60
    assert not any(rank("xyzzy", row.label, row.help) for row in ACTIONS)


@pytest.mark.parametrize("columns", [31, 67, 100])
def test_the_keys_of_each_action_are_read_whole_and_what_is_cut_ends_in_an_ellipsis(columns: int) -> None:
    for action in ACTIONS:
        told = fitted(f"{action.help}  ({action.keys_shown})", columns)
        does, _, keys = told.rpartition("  (")
        assert len(told) <= columns
        assert f"({keys}" == f"({action.keys_shown})"
        assert does == action.help or does.endswith("…")
