"""A statement's link: shown, asked about, and handed to the user's browser without a shell."""

from __future__ import annotations

import os
import threading
import webbrowser
from pathlib import Path

import pytest

from canvas.model.canvas import Canvas, Item
from tests.app.driving import a_canvas, program
from tests.waiting import PATIENCE


@pytest.fixture
def browser(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the browser of these tests, a graphical one, writes what it is asked to open."""
    said = here / "opened"
    command = here / "browser"
    command.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{said}"\necho noise; echo noise >&2\n')
    command.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(command))
    monkeypatch.setattr(webbrowser, "get", lambda *_: webbrowser.BackgroundBrowser(str(command)))
    return said


def linked(link: str) -> Canvas:
    return a_canvas(beneficiaries=[Item("ben00", "One", {"link": link})])


async def test_a_link_is_opened_after_its_host_was_shown(browser: Path) -> None:
    async with program(linked("HTTPS://Minutes.example/a;b$(id)")) as it:
        await it.press("1", "L")
        assert it.top_is("ChooseScreen")
        assert "The link holds" not in it.seen
        assert "Open minutes.example?" in it.seen
        assert not browser.exists()
        await it.press("enter")
        await it.until(lambda: it.said.startswith("Opened"))
    assert browser.read_text().splitlines() == ["1", "https://minutes.example/a;b$(id)"]


async def test_leaving_the_question_opens_nothing(browser: Path) -> None:
    async with program(linked("https://minutes.example")) as it:
        for key in ("escape", "2"):
            await it.press("1", "L", key)
            assert it.top_is("BoardScreen")
    assert not browser.exists()


async def test_a_browser_that_takes_its_time_holds_nothing_up(
    browser: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = browser.with_name("held")
    os.mkfifo(held)
    browser.with_name("browser").write_text(f'#!/bin/sh\nread _ < "{held}"\n')
    monkeypatch.setattr(webbrowser, "get", lambda *_: Slow())
    async with program(linked("https://minutes.example")) as it:
        await it.press("1", "L", "enter", "2")
        assert it.board.active == "vision"
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "browser")
    with held.open("r+b", buffering=0) as end:
        end.write(b"\n")
        thread.join(PATIENCE)
    assert not thread.is_alive()


class Slow(webbrowser.BaseBrowser):
    """Not one for terminals."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        raise AssertionError((url, new, autoraise))


async def test_settings_of_a_browser_that_cannot_be_understood_are_no_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wrong(*_: object) -> None:
        raise ValueError("No closing quotation")

    monkeypatch.setattr(webbrowser, "get", wrong)
    async with program(linked("minutes.example")) as it:
        await it.press("1", "L", "enter")
        await it.until(lambda: it.said.endswith("the address is https://minutes.example"))


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "https://a@b.example", "-x"])
async def test_any_other_link_is_refused_in_a_sentence(browser: Path, link: str) -> None:
    async with program(linked(link)) as it:
        await it.press("1", "L")
        assert it.top_is("BoardScreen")
        assert "link" in it.said
        assert it.said.endswith(".")
    assert not browser.exists()


async def test_without_a_link_or_a_statement_that_is_said(browser: Path) -> None:
    async with program(a_canvas(beneficiaries=[Item("ben00", "One")])) as it:
        await it.press("1", "L")
        assert "no link" in it.said
        await it.press("2", "L")
        assert it.top_is("BoardScreen")
    assert not browser.exists()


async def test_where_there_is_no_browser_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    async with program(linked("minutes.example")) as it:
        await it.press("1", "L", "enter")
        await it.until(lambda: it.said.endswith("the address is https://minutes.example"))


async def test_a_browser_that_fails_is_not_said_to_have_opened_anything(
    browser: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", os.path.join(browser.parent, "nowhere"))
    async with program(linked("https://minutes.example")) as it:
        await it.press("1", "L", "enter")
        await it.until(lambda: it.said != "")
        assert "did not take it; the address is https://minutes.example" in it.said


async def test_a_browser_for_terminals_writes_no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda *_: webbrowser.GenericBrowser("lynx"))
    async with program(linked("mailto:ana@example.org")) as it:
        await it.press("1", "L")
        assert "Write to ana@example.org?" in it.seen
        await it.press("enter")
        await it.until(lambda: it.said.endswith("the address is mailto:ana@example.org"))
