"""Open a link in the user's browser or mail program, after the user has confirmed it."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread

from textual.app import App, SuspendNotSupported

from canvas.app.terminal.suspend import interruptions_elsewhere

_TIMEOUT_SECONDS = 20.0
"""Seconds after which a browser that has not returned is taken to have opened the link."""

# In a process of its own: a browser talks to the terminal that it was started from, and may take its time.
_OPEN_SCRIPT = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def open_outside(app: App[int], address: str, done: Callable[[str], None]) -> None:
    """Open an address from `read_link`; a browser for terminals runs in place of the screen.

    ``done`` is called with the outcome as a sentence.
    """

    def open_it() -> None:
        """Find a browser and open the address; both may block."""
        try:
            wants_terminal = _wants_terminal(webbrowser.get())
        except (webbrowser.Error, OSError, ValueError):
            then, said = done, _none(address)
        else:
            if not wants_terminal:
                then, said = done, _opened(address, quiet=True)
            elif address.startswith("mailto:"):
                then, said = done, _none(address)
            else:
                then, said = partial(_open_in_terminal, app, done), address
        with suppress(RuntimeError):  # the program may have ended meanwhile
            app.call_later(then, said)

    # Not a Textual worker: the application would wait for it when it exits.
    Thread(target=open_it, daemon=True, name="browser").start()


def _open_in_terminal(app: App[int], done: Callable[[str], None], address: str) -> None:
    """Run a browser in the terminal."""
    said = ""
    try:
        with interruptions_elsewhere(), app.suspend():
            # No error may leave this block: Textual would not resume.
            said = _opened(address, quiet=False)
    except SuspendNotSupported:
        said = _none(address)
    done(said)


def _wants_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Whether a browser runs in the terminal: lynx, w3m, or what `$BROWSER` names."""
    kinds = (webbrowser.GenericBrowser, getattr(webbrowser, "Elinks", webbrowser.GenericBrowser))
    return isinstance(browser, kinds) and not isinstance(browser, webbrowser.BackgroundBrowser)


def _opened(address: str, *, quiet: bool) -> str:
    """Open an address; the outcome as a sentence."""
    mute = subprocess.DEVNULL if quiet else None
    try:
        code = subprocess.run(  # noqa: S603 - no shell; the address was checked
            [sys.executable, "-I", "-c", _OPEN_SCRIPT, address],
            check=False,
            stdin=mute,
            stdout=mute,
            stderr=mute,
            timeout=_TIMEOUT_SECONDS if quiet else None,
        ).returncode
    except subprocess.TimeoutExpired:
        code = 0
    except OSError:
        code = 1
    return f"The browser did not take it; the address is {address}" if code else f"Opened {address}"


def _none(address: str) -> str:
    return f"There is no browser to open it with here; the address is {address}"
