"""The command palette: every command, found by its label, by what it does, and by other words for it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from rich.cells import cell_len
from textual.app import SystemCommand
from textual.types import IgnoreReturnCallbackType

from canvas.app.keys import ACTIONS, ActionId
from canvas.app.screens.filter_rows import FilterRowsScreen
from canvas.app.widgets.key_hints import Key
from canvas.app.widgets.virtual_list import Run
from canvas.model.sanitize import shorten
from canvas.model.text_folding import folded

SYNONYMS: dict[ActionId, str] = {
    "import_file": "import read upload markdown word csv agreement partner edits receive email",
    "add": "new create write insert idea sticky note capture",
    "edit": "rename rewrite correct change modify wording typo",
    "form": "details properties edit everything notes comment risk",
    "delete": "remove erase trash bin clear",
    "undo": "back revert mistake oops",
    "redo": "again repeat forward",
    "item_to": "transfer other panel drag cut",
    "owner": "assign delegate raci responsible who name person lead",
    "day": "date deadline due when calendar schedule",
    "review": "questions survey self assessment anonymous answers disagree evaluate questionnaire score",
    "kind": "type category tag label sort",
    "visibility": "private secret hide confidential internal public audience",
    "next_status": "agree accept approve yes consensus confirm tick decision",
    "status": "state done park finish complete",
    "dispute": "disagree object objection no conflict block veto reject concern issue",
    "why": "reason because objection",
    "mark": "select several many multiple choose",
    "vote": "dot like upvote prioritise dots star favourite",
    "sort": "order rank priority",
    "temperature": "fist of five poll survey mood fingers",
    "consent_round": "fist to five decide together agree all convergence sociocracy",
    "parked": "car park later postponed parking icebox archive",
    "next_steps": "tasks actions todo to-do plan who does what overdue late promises follow-up",
    "join_groups": "split breakout tables teams merge copies usb",
    "walk_join": "duplicates double same similar merge cluster groups combine",
    "zoom": "enlarge bigger focus full screen maximise zoom fullscreen font",
    "present": "slides slideshow projector show beamer wall unlock lock",
    "find": "search look for filter replace highlight dim",
    "guidance": "hints examples questions coach tutorial guide tips",
    "timer": "timebox clock minutes time countdown stopwatch pause alarm bell",
    "link": "url hyperlink website browser address attachment",
    "theme": "dark light night colours contrast mode color",
    "properties": "title name stage phase review rename canvas",
    "save": "store keep write disk",
    "save_as": "copy duplicate clone file name",
    "export": "print share pdf word summary html send report docx json picture image poster "
    "template mail email publish download markdown excel spreadsheet table",
    "copy": "clipboard paste",
    "settings": "preferences options configure keys language ascii accessibility",
    "open": "file folder recent load switch close examples samples tour welcome",
    "quit": "exit close leave end bye",
    "history": "versions past older log branch backup",
    "changes": "diff difference compare",
    "commit": "git checkpoint snapshot version push backup",
    "bring_back": "restore recover revert",
    "restore": "recover crash lost unsaved draft autosave",
    "findings": "readiness problems lint incomplete score",
    "meeting": "start attendees participants people",
    "room": "qr wifi code members participants guests invite mobile everyone dots",
    "settle": "resolve conflict theirs ours",
    "what_next": "task action todo",
    "item_up": "reorder",
    "item_down": "reorder",
    "help": "keys hotkeys shortcuts manual cheat sheet cheatsheet tutorial faq",
}
"""Other words for actions, which the palette finds them by."""

_MIN_COLUMNS = 8
"""The columns of what a command does below which its keys may be cut too."""

_BY_LABEL = {action.label: action.id for action in ACTIONS}


def rank(query: str, label: str, help_text: str) -> float:
    """How well a command answers a query: 0 where a word of it is in neither label, synonyms nor help."""
    words = folded(query).split()
    action = _BY_LABEL.get(label)
    places = (folded(label), folded(SYNONYMS.get(action, "") if action else ""), folded(help_text))
    score = 0.0
    for word in words:
        starts = [any(part.startswith(word) for part in place.split()) for place in places]
        weights = (3.0, 2.0, 1.0)
        best = max((weight for weight, found in zip(weights, starts, strict=True) if found), default=0.0)
        if not best:
            return 0.0
        score += best
    return score / (3.0 * len(words)) if words else 0.0


def fitted(help_text: str, columns: int) -> str:
    """What a command does in so many columns, with its keys, which stand in brackets at the end."""
    does, gap, keys = help_text.rpartition("  (")
    room = columns - cell_len(gap + keys)
    if not gap or room < _MIN_COLUMNS:
        return shorten(help_text, columns, at_word=True)
    return f"{shorten(does, room, at_word=True)}{gap}{keys}"


class PaletteScreen(FilterRowsScreen[IgnoreReturnCallbackType, SystemCommand]):
    """Lists commands, and finds them by the words people have for them; gives what carries one out."""

    def __init__(self, commands: Iterable[SystemCommand]) -> None:
        """Commands; those that are not to be discovered are found by a search only."""
        super().__init__("Commands", "what do you want to do?")
        self._commands = [*commands]

    def offer(self, typed: str) -> None:
        """List the commands that answer a query, the best first; without one, all by their names."""
        if typed.strip():
            scores = [(rank(typed, command.title, command.help), command) for command in self._commands]
            found = sorted((each for each in scores if each[0]), key=lambda each: -each[0])
            self.show_rows([command for _, command in found])
        else:
            self.show_rows(sorted(filter(attrgetter("discover"), self._commands), key=attrgetter("title")))
        does: Key = ("choose_highlighted", "enter does it") if self.shown else ("", "nothing is called that")
        self.keys.show(("", "↑ ↓"), does, ("dismiss", "esc closes"))

    def choose(self, position: int) -> None:
        """Answer with a command."""
        self.dismiss(self.shown[position].callback)

    def lines_of(self, command: SystemCommand, width: int) -> tuple[Run, Run]:
        """A command on two lines: its label, and what it does with its keys."""
        columns = width - 1
        return (f" {shorten(command.title, columns)}", ""), (f" {fitted(command.help, columns)}", "quiet")
