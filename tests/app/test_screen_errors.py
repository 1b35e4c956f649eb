"""What a screen calls may fail: each failure is a sentence on the screen, and the program goes on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from canvas.app.widgets.waiting import WaitingScreen
from canvas.files.canvas_file import Document, DocumentError
from canvas.files.git.git_process import GitError
from canvas.files.git.versions import VersionError
from canvas.files.settings_edit import SettingsError
from canvas.model.edits import EditError
from canvas.model.links import LinkError
from canvas.model.show_of_hands import HandsError
from tests.app.driving import a_copy, program
from tests.app.in_git import meetings
from tests.files.git.repository import Repository

_SENTENCE = "Nobody expected this"
REFUSED = EditError(_SENTENCE, code="item-gone")


class Failure(NamedTuple):
    """A call that fails, and the keys that lead to it."""

    call: str
    error: Exception
    keys: tuple[str, ...]


ON_THE_BOARD = (
    Failure("canvas.files.canvas_save.save", DocumentError(_SENTENCE), ("space", "ctrl+s")),
    Failure("canvas.files.canvas_save.save_as", DocumentError(_SENTENCE), ("S", *"other", "enter")),
    Failure(
        "canvas.app.screens.settings.write_setting",
        SettingsError(_SENTENCE, "failed"),
        ("comma", "down", "right"),
    ),
    Failure(
        "canvas.app.screens.settings.write_setting",
        SettingsError(_SENTENCE, "failed"),
        ("comma", "backspace"),
    ),
    Failure("canvas.session.Session.make", REFUSED, ("n", "space")),
    Failure("canvas.session.Session.make", REFUSED, ("n", "o", "k", "enter")),
    Failure("canvas.session.Session.make", REFUSED, ("n", "d", *"fri", "enter")),
    Failure("canvas.session.Session.make", REFUSED, ("P", "s", "1")),
    Failure("canvas.session.Session.make", REFUSED, ("e", "!", "ctrl+s")),
    Failure("canvas.session.Session.make", REFUSED, ("c", "!", "ctrl+s")),
    Failure("canvas.app.screens.show_of_hands.parse_hands", HandsError(_SENTENCE, "unreadable"), ("f", "5")),
    Failure(
        "canvas.app.screens.show_of_hands.parse_hands",
        HandsError(_SENTENCE, "unreadable"),
        ("f", "5", "enter"),
    ),
    Failure("canvas.model.voting.parse_hands", HandsError(_SENTENCE, "unreadable"), ("f", "5", "enter")),
    Failure("canvas.model.links.read_link", LinkError(_SENTENCE, "unreadable"), ("6", "L")),
    Failure("canvas.session.Session.make", REFUSED, ("p", "2", "U", "s", "5")),
    Failure("canvas.session.Session.make", REFUSED, ("p", "2", "U", "a", "x", "enter")),
)

IN_GIT = (
    Failure("canvas.app.screens.changes.last_committed", VersionError(_SENTENCE, "unreadable"), ("D",)),
    Failure(
        "canvas.app.screens.changes.since",
        VersionError(_SENTENCE, "unreadable"),
        ("D", "tab", *"main", "enter"),
    ),
    Failure("canvas.app.screens.history.listed", VersionError(_SENTENCE, "unreadable"), ("H",)),
    Failure(
        "canvas.app.screens.history.canvas_at", VersionError(_SENTENCE, "unreadable"), ("H", "down", "enter")
    ),
    Failure("canvas.session.Session.make", REFUSED, ("D", "b")),
    Failure("canvas.files.git.commit.commit", GitError(_SENTENCE, "refused"), ("space", "C", "enter")),
    Failure(
        "canvas.files.git.commit.commit",
        GitError("no", "refused", f"{_SENTENCE}\nand more"),
        ("space", "C", "enter"),
    ),
)

AT_THE_START = (Failure("canvas.app.screens.start.open_document", DocumentError(_SENTENCE), ("enter",)),)


def name(failure: Failure) -> str:
    return f"{failure.call.rpartition('.')[2]}-{'-'.join(failure.keys)}"


async def told(
    opened: Path | Document | None, failure: Failure, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...]
) -> None:
    """The failure is told where it happened, and the next key is heard."""

    def fails(*_: object, **__: object) -> None:
        raise failure.error

    async with program(opened, size=(160, 40)) as it:
        await it.press(*before)
        monkeypatch.setattr(failure.call, fails)
        for key in failure.keys:
            await it.press(key)
            if key in ("D", "H"):
                await it.until(lambda: isinstance(it.screen, WaitingScreen) or _SENTENCE in it.shown)
                await it.settle()
        await it.until(lambda: _SENTENCE in it.shown)
        depth = len(it.app.screen_stack)
        monkeypatch.undo()
        if depth > 1:
            await it.press("escape")
            await it.until(lambda: len(it.app.screen_stack) < depth or _SENTENCE not in it.shown)
        assert not it.app._exit


@pytest.mark.parametrize("failure", ON_THE_BOARD, ids=name)
async def test_an_error_on_the_board_is_a_sentence(
    failure: Failure, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(a_copy(here), failure, monkeypatch, ())


@pytest.mark.parametrize("failure", IN_GIT, ids=name)
async def test_an_error_of_git_is_a_sentence(
    failure: Failure, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ("space", "2", "delete") if "make" in failure.call else ()
    await told(meetings(repository), failure, monkeypatch, before)


@pytest.mark.parametrize("failure", AT_THE_START, ids=name)
async def test_an_error_at_the_start_is_a_sentence(
    failure: Failure, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_copy(here)
    await told(None, failure, monkeypatch, ())
