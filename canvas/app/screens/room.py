"""How phones get into the meeting: codes to scan, the address to type, and who is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import ClassVar, Literal, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from canvas.app.bindings import binding_of, no_meaning
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.dialog import Dialog
from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.keys_line import KeysLine
from canvas.bundled_files import style
from canvas.meet.place import Wifi
from canvas.meet.qr import qr_lines, wifi_text
from canvas.model.sanitize import visible_line
from canvas.room_phrases import LETS_IN_AGAIN, counts_line, lost, naming_told, still_waiting, time_left
from canvas.workspace_meet import RoomLink

_QR_STYLE = "#000000 on #ffffff"
"""Dark on light in both themes: many cameras read no other."""

_BESIDE_COLUMNS = 34
"""The columns of the words beside a code."""

_OTHER_LINES = 3
"""The lines of a screen that a code cannot have: its title, and the keys."""

_NO_PASSWORD = "-"  # noqa: S105 - what is typed where there is none


_HALF_BLOCKS = ("▀█", "▄█")
"""The characters with a dark upper module, and those with a dark lower one."""

Shown = Literal["page", "wifi"]
WhatNext = Literal["", "end", "move"]
"""Whether the meeting is ended, or phones are let in again."""


class _Code(NamedTuple):
    """A code to scan.

    Attributes:
        what: which one it is.
        title: what it does.
        lines: the code in half blocks; none where it cannot be drawn.
    """

    what: Shown
    title: str
    lines: tuple[str, ...]

    def fitting(self, columns: int, lines: int) -> tuple[str, ...]:
        """The code as large as it can be drawn in some columns and lines; none where it cannot be."""
        for drawn in (_doubled(self.lines), self.lines):
            if drawn and len(drawn[0]) <= columns and len(drawn) <= lines:
                return drawn
        return ()


class RoomScreen(Dialog[WhatNext]):
    """Shows how to join, for the room to scan; gives what is wanted of the meeting."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("room.tcss")]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", priority=True),
        binding_of("link", "leave"),
        Binding("1", "show('page')", "The page", priority=True),
        Binding("2", "show('wifi')", "The Wi-Fi", priority=True),
        Binding("3", "wifi", "Wi-Fi name and password", priority=True),
        Binding("4", "change_link", "Another link", priority=True),
        Binding("5", "end", "End the meeting", priority=True),
        Binding("6", "move", "Let phones in again", priority=True),
    ]

    def __init__(self, link: RoomLink) -> None:
        super().__init__()
        self.link = link
        self._codes = [Static("", classes="qr") for _ in range(2)]
        self._told = Static("", classes="told", markup=False)
        self._said = MessageLine(classes="said")
        self._hints = KeysLine(*_keys())
        self._alone: Shown | Literal[""] = ""
        self._shown: tuple[object, ...] = ()
        self._leave_room: Callable[[], None] = lambda: None

    def compose(self) -> Iterator[Widget]:
        """Yield the codes, the words beside them and the keys."""
        with Vertical(classes="dialog room"):
            with Horizontal():
                yield from self._codes
                with Vertical(classes="beside"):
                    yield self._told
                    yield self._said
            yield self._hints

    def on_mount(self) -> None:
        """Follow the room, and the code that changes by itself."""
        self._leave_room = self.link.subscribe(self.show_room)
        self.set_interval(1.0, self.show_room)
        self.show_room()

    def on_unmount(self) -> None:
        """Let go of the room."""
        self._leave_room()

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing here."""
        self._said.tell(no_meaning(self, event.key, "esc closes"))

    def on_resize(self) -> None:
        """Fit the codes to the size."""
        self._shown = ()
        self.show_room()

    def show_room(self) -> None:
        """Show the room as it is now; nothing is painted where nothing changed."""
        link, invitation = self.link, self.link.room.invitation()
        counts, left = link.room.counts(), time_left(link.ends_at, time.time())
        why_lost = lost(link) if link.is_lost else ""
        shown = (invitation.token, invitation.code, counts, left, link.wifi, self._alone, why_lost)
        if shown == self._shown or not self.is_attached:
            return
        self._shown = shown
        code = f"{invitation.code[:3]} {invitation.code[3:]}"
        parts: list[Content] = [Content.styled("Join with your phone", "bold"), Content("")]
        if link.wifi:
            parts += [Content(f"Wi-Fi: {visible_line(link.wifi.name)}")]
            parts += [Content(f"Password: {visible_line(link.wifi.password)}")] if link.wifi.password else []
            parts.append(Content(""))
        where = [Content.styled(link.place.address, "bold")]
        where.append(Content.assemble("Code: ", (code, "bold reverse")))
        parts += [
            *([Content.styled(why_lost, "bold")] if why_lost else where),
            Content(""),
            Content(counts_line(counts)),
            Content(naming_told(link.room.naming)),
        ]
        if not link.place.is_open:
            parts.append(Content("Only this computer gets there."))
        parts += [Content(left)] if left else []
        self._told.update(Content("\n").join(parts))
        self._hints.show(*_keys(is_lost=bool(why_lost)))
        self._show_codes("" if why_lost else link.place.link(invitation))

    def _show_codes(self, address: str) -> None:
        """Show the codes side by side, as large as fits; or one of them alone."""
        codes = [_Code("page", "The page", _drawn(address) if address else ())]
        if wifi := self.link.wifi:
            codes.insert(0, _Code("wifi", "The Wi-Fi", _drawn(wifi_text(wifi.name, wifi.password))))
        size = self.app.size
        columns, lines = size.width - _BESIDE_COLUMNS, size.height - _OTHER_LINES
        is_narrow = columns < sum(len(code.lines[0]) + 2 for code in codes if code.lines)
        if self._alone or is_narrow:
            codes = [code for code in codes if code.what == (self._alone or "page")]
        columns = columns // len(codes) - 2
        for widget, code in zip_longest(self._codes, codes):
            drawn = code.fitting(columns, lines) if code and not self.app.ascii_filter.enabled else ()
            widget.display = bool(drawn)
            if code and drawn:
                painted = (Content.styled(line, _QR_STYLE) for line in drawn)
                widget.update(Content("\n").join((Content.styled(code.title, "bold"), *painted)))

    # What the keys do

    def action_show(self, what: Shown) -> None:
        """Show one of the codes alone, or both again; ask for what it needs."""
        if what == "wifi" and not self.link.wifi:
            self.action_wifi()
            return
        self._alone = "" if self._alone == what else what
        self.show_room()

    def action_wifi(self) -> None:
        """Ask for the name and the password of the Wi-Fi; they are kept for this meeting alone."""

        def named(name: str) -> None:
            question = f"Its password; {_NO_PASSWORD} where it has none"
            self.app.ask(PromptScreen(question), lambda typed: self._set_wifi(name, typed))

        self.app.ask(PromptScreen("The name of the Wi-Fi that the phones join"), named)

    def _set_wifi(self, name: str, typed: str) -> None:
        self.link.wifi = Wifi(name, "" if typed == _NO_PASSWORD else typed)
        self._alone = ""
        self.show_room()

    def action_change_link(self) -> None:
        """Make another link, once that was confirmed."""
        options = [
            Option("1", "change", "Change it", "everybody else is out, and can join again with the new one"),
            Option("2", "leave", "Leave it"),
        ]

        def changed(answer: str) -> None:
            if answer == "change":
                self.link.room.change_link()
                self.show_room()
                self._said.tell("This is another link; the one before lets nobody in.")

        self.app.ask(ChooseScreen("Change the link and the code?", options, "leave"), changed)

    def action_end(self) -> None:
        """End the meeting, once that was confirmed."""
        count = len(self.link.tray.waiting)
        lost = f"{still_waiting(count)}, and would be gone" if count else "nobody gets in any more"
        options = [Option("1", "end", "End it", lost), Option("2", "stay", "Go on")]

        def ended(answer: str) -> None:
            if answer == "end":
                self.dismiss("end")

        self.app.ask(ChooseScreen("End the meeting on the phones?", options, "stay"), ended)

    def action_move(self) -> None:
        """Let phones in again, where they do not get through."""
        if self.link.is_lost:
            self.dismiss("move")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss("")


def _keys(*, is_lost: bool = False) -> tuple[Key, ...]:
    move: tuple[Key, ...] = (("move", f"6 {LETS_IN_AGAIN}"),) if is_lost else ()
    return (
        *move,
        ("show('page')", "1 the page"),
        ("show('wifi')", "2 the Wi-Fi"),
        ("wifi", "3 its name"),
        ("change_link", "4 another link"),
        ("end", "5 ends the meeting"),
        ("leave", "esc closes"),
    )


def _drawn(text: str) -> tuple[str, ...]:
    """A code in half blocks; none where the package that draws it is not installed."""
    try:
        return qr_lines(text)
    except ImportError:
        return ()


def _doubled(lines: tuple[str, ...]) -> tuple[str, ...]:
    """A code of twice the size; the blank row that an odd number of rows ends in is left out."""
    rows = [
        "".join("██" if sign in dark else "  " for sign in line) for line in lines for dark in _HALF_BLOCKS
    ]
    return tuple(rows[:-1])
