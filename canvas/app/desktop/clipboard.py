"""Copy to the clipboard, with a tool of the system and through the terminal (OSC 52)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from canvas.model.sanitize import visible

if TYPE_CHECKING:
    from textual.app import App

TOOL_TIMEOUT_SECONDS = 1.0
"""Maximum seconds for a tool to run."""

MAX_TERMINAL_BYTES = 74_000
"""Maximum bytes to copy through the terminal: many accept no more."""


def tools() -> list[list[str]]:
    """The clipboard commands that are installed, the likeliest first."""
    known: list[list[str]] = []
    if sys.platform == "darwin":
        known.append(["pbcopy"])
    if os.environ.get("WAYLAND_DISPLAY"):
        known.append(["wl-copy", "--type", "text/plain;charset=utf-8"])
    if os.environ.get("DISPLAY"):
        known += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if sys.platform == "win32" or os.environ.get("WSL_DISTRO_NAME"):
        known.append(["clip.exe"])
    found = [(shutil.which(name), rest) for name, *rest in known]
    return [[path, *rest] for path, rest in found if path]


def copy_with_a_tool(text: str) -> str:
    """Copy sanitised text with a tool of the system; the tool's name, empty where none took it."""
    for command in tools():
        name = os.path.basename(command[0])
        encoding = "utf-16-le" if name.casefold() == "clip.exe" else "utf-8"
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and a program found by its full path
                command,
                input=text.encode(encoding, "replace"),
                stdout=subprocess.DEVNULL,  # a tool that stays to serve the clipboard would hold a pipe
                stderr=subprocess.DEVNULL,
                timeout=TOOL_TIMEOUT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return name
    return ""


def copied(app: App[int], text: str) -> str:
    """Copy a text with a tool and through the terminal; blocks, so call it in a thread.

    Returns ``with TOOL``, ``asked`` where only the terminal could be asked, or nothing.
    """
    text = visible(text)
    tool = copy_with_a_tool(text)
    asked = len(text.encode("utf-8", "replace")) <= MAX_TERMINAL_BYTES
    if asked:
        app.call_from_thread(app.copy_to_clipboard, text.encode("utf-8", "replace").decode())
    if tool:
        return f"with {tool}"
    return "asked" if asked else ""
