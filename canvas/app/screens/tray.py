"""The tray: what phones and paper slips bring in waits beside the board until somebody decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType

from canvas.app.bindings import binding_of
from canvas.app.keys import PANEL_ACTIONS
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.join_with import JoinWithScreen
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.grid_sizes import TRAY_MIN_COLUMNS
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey, Key
from canvas.app.widgets.symbols import MARKED
from canvas.bundled_files import style
from canvas.exports.phrases import counted
from canvas.meet.types import Contribution
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY, PANEL_KEYS
from canvas.model.types import ItemId, PanelKey
from canvas.operations import EditOutcome
from canvas.outcome_phrases import edit_done
from canvas.room_phrases import (
    ENDED,
    LETS_IN_AGAIN,
    asked_line,
    counts_line,
    dropped,
    joined,
    lost,
    named,
    not_kept,
    taken,
    undone,
)
from canvas.workspace import Workspace
from canvas.workspace_meet import RoomLink

_MAX_LISTED = 40


class TrayPort(NamedTuple):
    """What the tray needs of the screen below.

    Attributes:
        make_room: leaves the columns of the tray free beside the board, or takes them again.
        ask_room: offers what the room can be asked.
        invite: shows how phones get in.
        slips: opens the line for paper slips.
        look_at: goes to a panel on the board, about which the room is asked then.
    """

    make_room: Callable[[bool], object]
    ask_room: Callable[[], object]
    invite: Callable[[], object]
    slips: Callable[[], object]
    look_at: Callable[[PanelKey], object]


class TrayScreen(ListDialog[None, Contribution]):
    """Lists what waits, grouped by panel and by likeness, and decides on it."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        style("dialogs.tcss"),
        style("versions.tcss"),
        style("room.tcss"),
    ]
    EXTRA_CLASSES = "tray"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", priority=True),
        binding_of("room", "leave"),
        binding_of("mark", "mark"),
        binding_of("join", "join"),
        binding_of("parked", "park"),
        binding_of("delete", "drop"),
        Binding("0", "drop_all", "Drop all", priority=True),
        binding_of("undo", "undo"),
        binding_of("add", "slips"),
        binding_of("menu", "ask_room"),
        binding_of("link", "invite"),
        binding_of("review", "reveal"),
        *(
            binding_of(action, f"look_at('{panel}')")
            for action, panel in zip(PANEL_ACTIONS, PANEL_KEYS, strict=True)
        ),
    ]

    def __init__(self, workspace: Workspace, link: RoomLink, port: TrayPort) -> None:
        super().__init__(workspace)
        self.link = link
        self.port = port
        self._selected: set[str] = set()
        self._shown: tuple[object, ...] = ()
        self._listed: tuple[object, ...] = ()
        self._leave_room: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Follow the room, and list what waits."""
        self._leave_room = self.link.subscribe(self.canvas_changed)
        self.port.make_room(True)
        self.go_on(self.option_list)
        self._list()

    def on_unmount(self) -> None:
        """Let go of the room; the handler of the base class runs as well."""
        self._leave_room()

    def on_resize(self) -> None:
        """Stand beside the board where there is room for both."""
        self.set_class(self.app.size.width >= TRAY_MIN_COLUMNS, "-beside")

    def canvas_changed(self) -> None:
        """List what waits now, and paint the board below, which a dialog does not follow by itself."""
        if self.is_open:
            self._list()
            self.refresh()

    # What the keys do

    def action_leave(self) -> None:
        """Go back to the board."""
        self.port.make_room(False)
        self.dismiss(None)

    def action_go(self) -> None:
        """Put what is selected on the board."""
        if ids := self._chosen():
            told = taken(self._found(ids))
            self._tell_done(self.link.tray.take(ids), told)

    def action_park(self) -> None:
        """Put what is selected among what is parked."""
        if ids := self._chosen():
            told = named(self._found(ids))
            self._tell_done(self.link.tray.park(ids), f"Parked {told}")

    def action_drop(self) -> None:
        """Drop what is selected."""
        if ids := self._chosen():
            told = named(self._found(ids))
            self.link.tray.drop(ids)
            self._tell_done(None, f"Dropped {told}")

    def action_drop_all(self) -> None:
        """Drop all that waits, once that was confirmed."""
        count = len(self.link.tray.waiting)
        if not count:
            self.tell("Nothing waits in the tray.")
            return
        hidden = f"also the {self.link.tray.hidden} out of sight; " if self.link.tray.hidden else ""
        undo = f"{self.app.key_map.told('undo')} brings them back"
        options = [Option("1", "drop", "Drop them", f"{hidden}{undo}"), Option("2", "leave", "Leave them")]

        def answered(answer: str) -> None:
            if answer == "drop":
                self._tell_done(None, dropped(self.link.tray.drop_all()))

        what = f"Drop {'all ' if count > 1 else ''}{counted(count, 'statement')} in the tray?"
        self.app.ask(ChooseScreen(what, options, "leave"), answered)

    def action_join(self) -> None:
        """Join what is selected, or all that is alike, with a statement on the board or into a new one."""
        ids = self._chosen()
        if not ids:
            return
        if not self._selected and (row := self.highlighted):
            ids = next(tuple(each.id for each in group) for group in self.link.tray.groups() if row in group)
        said = self._found(ids)

        def answered(answer: str) -> None:
            item = self.workspace.canvas.item(answer) if answer else None
            self._tell_done(self.link.tray.join(ids, ItemId(answer) if answer else None), joined(said, item))

        screen = JoinWithScreen(self.workspace.canvas, [(each.panel, each.text) for each in said])
        self.app.ask(screen, answered)

    def action_undo(self) -> None:
        """Undo the latest decision."""
        decision = self.link.tray.undo()
        self._list()
        self.tell(undone(decision, self.link.tray))

    def action_mark(self) -> None:
        """Select the highlighted statement, or no longer, and go on."""
        if row := self.highlighted:
            self._selected ^= {row.id}
            self._shown = ()  # paint the row anew
            self._list()
            self.option_list.action_cursor_down()

    def action_reveal(self) -> None:
        """Show what came in, here and on every phone."""
        if not self.link.asked.number:
            self.tell("Nothing was asked yet.")
            return
        self.link.reveal()
        self._list()
        ended = self.link.room.has_ended
        self.tell("You see now what came in." if ended else "Everybody sees now what came in.")

    def action_ask_room(self) -> None:
        """Offer what the room can be asked."""
        self.port.ask_room()

    def action_invite(self) -> None:
        """Show how phones get in."""
        self.port.invite()

    def action_look_at(self, panel: PanelKey) -> None:
        """Go to a panel on the board: the room is asked about that one then."""
        self.port.look_at(panel)
        self.refresh()
        self.tell(BY_KEY[panel].numbered_title)

    def action_slips(self) -> None:
        """Type paper slips."""
        self.port.slips()

    def _chosen(self) -> tuple[str, ...]:
        """The ids of what is selected, else of what is highlighted; says where there is none, or why not."""
        if self.link.tray.hidden and not self.link.tray.visible:
            self.tell(f"They are out of sight; {self.app.key_map.told('review')} shows them.")
            return ()
        if reason := self.workspace.read_only_reason:
            self.tell(reason, is_problem=True)
            return ()
        ids = tuple(each.id for each in self.link.tray.visible if each.id in self._selected)
        if not ids and (row := self.highlighted):
            ids = (row.id,)
        if not ids:
            self.tell("Nothing waits in the tray.")
        return ids

    def _found(self, ids: Sequence[str]) -> list[Contribution]:
        return [each for each in self.link.tray.visible if each.id in ids]

    def _tell_done(self, outcome: EditOutcome | None, done: str) -> None:
        if outcome and outcome.error:
            self.tell(edit_done(outcome).text, is_problem=True)
            return
        self._selected.clear()
        self._list()
        self.tell(f"{done}; {self.app.key_map.told('undo')} undoes it.")

    # What is shown

    def _list(self) -> None:
        link, counts = self.link, self.link.room.counts()
        self._selected &= {each.id for each in link.tray.visible}
        hidden = link.tray.hidden
        states = (hidden, link.is_asking, link.room.has_ended, link.problem, link.is_lost, link.failed_at)
        shown = (link.tray.waiting, counts, link.asked, states, self._selected.copy())
        if shown == self._shown:
            return
        self._shown = shown
        title = f"{counted(counts.waiting, 'statement') if counts.waiting else 'Nothing'} in the tray"
        first = sum(map(len, _first(link.tray.groups())))
        title += f", the first {first} below" if first < counts.waiting - hidden else ""
        asked = asked_line(link.asked, self.workspace.canvas, is_open=link.is_asking)
        told = [counts_line(counts, is_asking=link.is_asking), asked] if link.place.host else []
        told = [ENDED] if link.room.has_ended else told
        if link.is_lost:
            told.append(lost(link))
        if link.problem:
            told.append(not_kept(link.problem))
        self.set_heading("\n".join((title, *told)))
        self._list_rows(hidden, counts.answered if link.is_private else 0)
        is_flooded = counts.waiting > _MAX_LISTED
        has_any = counts.waiting > hidden
        self.keys.show(*self._keys(has_any=has_any, has_hidden=bool(hidden), is_flooded=is_flooded))

    def _list_rows(self, hidden: int, people: int) -> None:
        """List the first of what waits, unless that is listed already."""
        first = _first(self.link.tray.groups())
        listed = (first, hidden, people, self._selected.copy())
        if listed == self._listed:
            return
        self._listed = listed
        rows = list(_rows(first, self._selected))
        if hidden:
            rows.insert(0, (Content.styled(_out_of_sight(hidden, people), "bold"), None))
        self.list_rows(rows)

    def _keys(self, *, has_any: bool, has_hidden: bool, is_flooded: bool) -> Iterator[Key]:
        if has_hidden:
            yield BoundKey("reveal", "shows them")
        if has_any:
            yield ("go", "enter takes it")
            yield BoundKey("join", "joins")
            yield BoundKey("park", "parks")
        yield BoundKey("ask_room", "asks the room")
        if has_any:
            yield BoundKey("drop", "drops")
        drop_all: list[Key] = [("drop_all", "0 drops all")] if has_any or has_hidden else []
        if is_flooded:
            yield drop_all.pop()
        may_join = self.link.place.host and not self.link.room.has_ended
        how = LETS_IN_AGAIN if self.link.is_lost else "how to join"
        yield BoundKey("invite", how if may_join else "lets phones in")
        if has_any:
            yield BoundKey("mark", "selects")
        yield BoundKey("slips", "paper slips")
        yield BoundKey("undo", "undo")
        yield from drop_all
        yield ("leave", "esc closes")


def _first(groups: Sequence[tuple[Contribution, ...]]) -> tuple[tuple[Contribution, ...], ...]:
    """The first groups, as many as a list shows before anybody decides on some: more would only be slow."""
    found: list[tuple[Contribution, ...]] = []
    count = 0
    for group in groups:
        if count >= _MAX_LISTED:
            break
        found.append(group)
        count += len(group)
    return tuple(found)


def _out_of_sight(waiting: int, people: int) -> str:
    of = f" from {people} {'person' if people == 1 else 'people'}" if people else ""
    return f"{waiting}{of}, out of sight until you show them"


def _rows(
    groups: Sequence[Sequence[Contribution]], selected: set[str]
) -> Iterator[tuple[HangingIndent | Content, Contribution | None]]:
    """What waits below the names of the panels; what is alike stands together, the first of it in front."""
    panel: PanelKey | None = None
    for group in groups:
        if group[0].panel != panel:
            panel = group[0].panel
            yield Content.styled(BY_KEY[panel].numbered_title, "bold"), None
        for number, each in enumerate(group):
            mark = MARKED if each.id in selected else " "
            indent = "  " if number else ""
            facts = [f"{len(group)} alike"] if len(group) > 1 and not number else []
            facts += [visible_line(each.name)] if each.name else []
            text = Content(visible_line(each.text))
            lines = [(Content.styled(f"{indent}{mark} ", "bold"), text)]
            if facts:
                told = tuple(Content.styled(fact, "$quiet") for fact in facts)
                lines.append((Content(indent), Content(" · ").join(told)))
            yield HangingIndent(*lines), each
