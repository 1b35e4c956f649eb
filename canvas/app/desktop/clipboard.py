"""Copying out of the program: by the system's own tool, and by asking the terminal; and what came of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from canvas.model.sanitize import visible

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 1.0
"""For how many seconds a tool may take."""

MOST = 74_000
"""The longest text, in bytes, that a terminal is asked to copy: many take no more."""


def tools() -> list[list[str]]:
    """The commands of this system that copy what they are given, the likeliest first."""
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
    """Copy with the system's tool.

    Args:
        text: what to copy, harmless already.

    Returns:
        The name of the tool that took it; empty where there is none that did.
    """
    for command in tools():
        name = os.path.basename(command[0])
        encoding = "utf-16-le" if name.casefold() == "clip.exe" else "utf-8"
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and a program found by its full path
                command,
                input=text.encode(encoding, "replace"),
                stdout=subprocess.DEVNULL,  # a tool that stays to serve the clipboard would hold a pipe
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return name
    return ""


def copied(app: App[int], text: str) -> str:
    """Copy a text in every way there is; to be called in a thread. What is to be said of it.

    Args:
        app: the program, which knows the terminal.
        text: what to copy; what would act where it is pasted is made harmless here.
    """
    text = visible(text)
    tool = copy_with_a_tool(text)
    asked = len(text.encode("utf-8", "replace")) <= MOST
    if asked:
        app.call_from_thread(app.copy_to_clipboard, text.encode("utf-8", "replace").decode())
    if tool:
        return f"with {tool}"
    return "asked" if asked else ""
