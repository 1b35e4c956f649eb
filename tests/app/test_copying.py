"""Copying: what is handed to the system's tool and to the terminal, and what is said of it."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from canvas.app.desktop import clipboard
from canvas.app.desktop.clipboard import copy_with_a_tool, tools
from canvas.files.settings import Settings
from canvas.model.canvas import Item
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.waiting import PATIENCE

BEGIN = a_canvas(beneficiaries=["alpha", "bravo  two"], vision=["a\x1b]52;c;QQ==\x07b \u202e"])
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its tool is another")


@pytest.fixture(autouse=True)
def _no_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tool called xclip; the file into which it writes what it is given."""
    return made(tmp_path, monkeypatch, 'cat > "$0.out"; echo "$*" > "$0.said"')


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> Path:
    tools_folder = folder / "tools"
    tools_folder.mkdir()
    path = tools_folder / "xclip"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools_folder}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(clipboard, "TOOL_TIMEOUT_SECONDS", PATIENCE)
    return tools_folder / "xclip.out"


async def copy(it: Driven, key: str) -> None:
    await it.press("y", key)
    await it.until(lambda: it.said and it.said != "Copying…")


async def test_the_item_is_copied_with_the_tool_and_that_is_said(tool: Path) -> None:
    async with program(BEGIN) as it:
        await copy(it, "y")
        assert it.said == "Copied ‘alpha’ with xclip."
        assert it.app.clipboard == "alpha"
    assert tool.read_bytes() == b"alpha"


async def test_the_panel_is_copied_as_a_list_of_its_items(tool: Path) -> None:
    async with program(BEGIN) as it:
        await copy(it, "2")
    assert tool.read_text() == "- alpha\n- bravo two\n"


async def test_a_panel_is_copied_without_what_is_not_for_its_audience(tool: Path) -> None:
    held = Item("aaaaa", "for us alone", {"visibility": "internal"})
    open_to_all = Item("bbbbb", "for everybody")
    async with program(a_canvas(beneficiaries=[held, open_to_all])) as it:
        await copy(it, "2")
        assert it.said == "Copied the panel Beneficiaries for partners with xclip."
        assert tool.read_text() == "- for everybody\n"
    async with program(a_canvas(beneficiaries=[held]), settings=Settings({"audience": "internal"})) as it:
        await copy(it, "2")
        assert tool.read_text() == "- for us alone\n"
    async with program(a_canvas(beneficiaries=[held])) as it:
        await copy(it, "2")
        assert "Not copied" in it.said


async def test_a_copy_says_that_two_versions_differ(tool: Path) -> None:
    item = Item("vis00", "Bread", {"status": "agreed", "theirs": [{"text": "Bread and milk"}]})
    async with program(a_canvas(vision=[item])) as it:
        await it.press("2")
        await copy(it, "y")
        assert tool.read_text() == "Bread (two versions, not resolved yet)"
        await copy(it, "2")
        assert tool.read_text() == "- Bread (two versions, not resolved yet)\n"


async def test_the_summary_is_copied_for_the_audience_that_is_set(tool: Path, here: Path) -> None:
    async with program(a_copy(here)) as it:
        await copy(it, "3")
        assert it.said == "Copied the summary for partners with xclip."
    assert tool.read_text().startswith("# Riverside Breakfast Partnership")


async def test_where_there_is_no_tool_the_terminal_is_asked_and_no_more_is_claimed() -> None:
    async with program(BEGIN) as it:
        await copy(it, "y")
        assert it.said.startswith("Asked the terminal to copy ‘alpha’; not every terminal does.")
        assert it.app.clipboard == "alpha"


async def test_what_would_act_where_it_is_pasted_is_made_harmless(tool: Path) -> None:
    async with program(BEGIN) as it:
        await it.press("2")
        await copy(it, "y")
        assert it.app.clipboard == "a␛]52;c;QQ==␇b <202E>"
    assert tool.read_text() == "a␛]52;c;QQ==␇b <202E>"


async def test_what_is_too_long_for_a_terminal_is_not_said_to_be_copied() -> None:
    long = a_canvas(beneficiaries=["x" * (clipboard.MAX_TERMINAL_BYTES + 1)])
    async with program(long) as it:
        await copy(it, "y")
        assert it.said.startswith("Not copied ")
        assert it.app.clipboard == ""


async def test_the_readiness_offers_the_summary_alone() -> None:
    async with program(BEGIN) as it:
        await it.click(it.heading_of("readiness"))
        await it.press("y")
        assert "The whole summary" in it.shown
        assert "The panel" not in it.shown


@pytest.mark.parametrize("does", ["exit 1", "exec sleep 60"])
def test_a_tool_that_fails_or_hangs_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    made(tmp_path, monkeypatch, does)
    monkeypatch.setattr(clipboard, "TOOL_TIMEOUT_SECONDS", 0.3)
    assert copy_with_a_tool("x") == ""


def test_each_system_is_asked_for_the_tool_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert tools() == []
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    assert [command[0] for command in tools()] == ["/bin/wl-copy", "/bin/xclip", "/bin/xsel"]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert tools()[0] == ["/bin/pbcopy"]
