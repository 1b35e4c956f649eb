"""Read a summary that came back: what partners changed in it becomes edits of the canvas it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final, NamedTuple

from canvas.imports.blocks import Heading, LeftOut, Source
from canvas.imports.expected import Cell, Expected, Part, Place, Unit
from canvas.imports.found import Found
from canvas.imports.line_pairs import Pairs, home_lines, pair_lines
from canvas.imports.line_values import collapsed, comparable, read_values, split_status
from canvas.imports.mail_copies import ORIGIN
from canvas.imports.received import Received, received_units
from canvas.imports.statement_line import place_line, read_detail, without_people
from canvas.imports.table_rows import read_value
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import new_id
from canvas.model.sanitize import clean, clean_line
from canvas.model.schema import BY_KEY, PANEL_KEYS
from canvas.model.types import ItemId, PanelKey

_LEAST_OF_THE_WHOLE: Final = 0.5
"""The share of the statements that must be there for the others to count as struck."""

_MAX_PIECES: Final = 8
"""Of how many pieces a cell is put together that typed bars parted."""

_NO_VALUE: Final = frozenset({"not assigned", "no date yet", "not known yet", "not set yet"})
"""What a summary says where there is no value."""


def _without_remark(words: str) -> str:
    """A day without the remark behind it."""
    return re.sub(r"(?:, overdue|\s*\((?:overdue|was .*)\))\s*$", "", words)


class Edits(NamedTuple):
    """What a summary that came back says.

    Attributes:
        canvas: the canvas it was made from, with its changes.
        found: what was left out, and what could not be read.
        unplaced: the ids of the items whose panel is a guess: they are parked.
    """

    canvas: Canvas
    found: Found
    unplaced: frozenset[ItemId] = frozenset()


def read_summary(base: Canvas, expected: Expected, source: Source, today: date) -> Edits:
    """The canvas as a summary of ``base`` says it that came back."""
    return _Summary(base, expected, source, today).read()


class CopyRead(NamedTuple):
    """A copy of a summary in a mail: the canvas it was made from, what it says, whether it was changed."""

    source: Source
    version: Canvas
    edits: Edits
    is_changed: bool


def choose_copy(copies: Sequence[CopyRead]) -> tuple[Canvas, Edits]:
    """Choose the copy that partners changed, the least quoted one if several are, and tell of the others.

    Returns what it was made from and what it says.
    """
    changed = [each for each in copies if each.is_changed]
    source, version, edits, _ = min(changed or copies, key=lambda each: each.source.depth)
    others = [each.source for each in copies if each.source is not source]
    left_out = (*edits.found.left_out, *(LeftOut(edits.found.title, each.line, "copy") for each in others))
    remarks = edits.found.remarks
    if len(changed) > 1 and len(version):
        sentence = (
            f"The summary is there {len(copies)} times, and {len(changed)} of these copies were changed: "
            f"the one that begins in line {source.line} was read."
        )
        remarks = (*remarks, sentence)
    return version, edits._replace(found=edits.found._replace(left_out=left_out, remarks=remarks))


class _Summary:
    """One reading."""

    def __init__(self, base: Canvas, expected: Expected, source: Source, today: date) -> None:
        self.base = base
        self.expected = expected.units
        self.layout = expected.layout
        self.source = source
        self.today = today
        kept = self.layout.records
        lines = received_units(source, self.expected)
        self.received = [unit for unit in lines if unit.section not in kept]
        self.items = {item.id: (panel, item) for panel, item in base}
        self.paired = Pairs({}, frozenset(), frozenset())
        self.missing: dict[str, list[ItemId]] = {}  # the items whose lines are gone, by their words
        self.changes: dict[ItemId, dict[str, object]] = {}
        self.panels: dict[ItemId, PanelKey] = {}
        self.added: list[tuple[PanelKey, Item, ItemId | None]] = []
        self.new_by_text: dict[str, list[Item]] = {}
        self.unplaced: set[ItemId] = set()
        self.problems: list[str] = []
        self.remarks = list(source.remarks)

    def read(self) -> Edits:
        """Match the lines, and make edits of what differs."""
        self.paired = pair_lines(self.expected, self.received)
        homes = home_lines(self.expected, self.items, self.layout.places)
        for item, number in homes.items():
            if number not in self.pairs and number not in self.paired.scattered:
                self.missing.setdefault(comparable(self.items[item][1].text), []).append(item)
        for number, at in sorted(self.pairs.items()):
            unit = self.expected[number]
            if unit.item:
                self._compare(unit, self.received[at], is_home=homes.get(unit.item) == number)
        self._add_new()
        gone = self._gone(homes)
        left_out = tuple(block for block in self.source.blocks if isinstance(block, LeftOut))
        title = next((block.text for block in self.source.blocks if isinstance(block, Heading)), "")
        found = Found(title, left_out=left_out, problems=tuple(self.problems), remarks=tuple(self.remarks))
        return Edits(self._edited(gone, homes), found, frozenset(self.unplaced))

    @property
    def pairs(self) -> dict[int, int]:
        """The number of what came back by that of what was expected."""
        return self.paired.lines

    def _gone(self, homes: Mapping[ItemId, int]) -> set[ItemId]:
        """The items whose lines are gone, where the document has the section and goes on behind it."""
        last = max(self.pairs, default=-1)
        sections = {unit.section for unit in self.received}
        missing = {item: homes[item] for item in chain(*self.missing.values())}
        gone = {
            item
            for item, number in missing.items()
            if number < last and (section := collapsed(self.expected[number].section)) in sections
            if not self._words(item) <= self._unread(section)
        }
        if len(gone) > len(homes) * (1 - _LEAST_OF_THE_WHOLE):
            gone = set()
        if len(gone) < len(missing):
            self.remarks.append("Only a part of the summary came back: what is not in it stays.")
        return gone

    def _words(self, item: ItemId) -> set[str]:
        return set(comparable(self.items[item][1].text).split())

    def _unread(self, section: str) -> set[str]:
        """The words below a heading that belong to nothing: a statement may stand there torn apart."""
        read = {*self.pairs.values(), *self.paired.pieces}
        there = (unit for at, unit in enumerate(self.received) if at not in read and unit.section == section)
        return {word for unit in there for word in comparable(unit.text).split()}

    # Comparing

    def _compare(self, unit: Unit, there: Received, *, is_home: bool) -> None:
        """Note what a line says differently from what was expected."""
        if unit.item not in self.items:
            return
        panel, item = self.items[unit.item]
        if is_home:
            places = self.layout.places.get(there.section, ())
            if unit.section != there.section and places and panel not in {place.panel for place in places}:
                self.panels[item.id] = places[0].panel
        there = _rejoined(unit, there)
        for words in _extra(there):
            self._detail(panel, item, words, there)
        if _joined(unit.text) == _joined(there.text):  # also where cells were merged
            return
        for at, cell in enumerate(unit.cells):
            if at in there.absent:
                continue
            now = there.cells[at] if at < len(there.cells) else ""
            was = "".join(part.text for part in cell)
            if comparable(was) != comparable(now):
                self._compare_cell(unit, there, at, was, now)

    def _compare_cell(self, unit: Unit, there: Received, at: int, was: str, now: str) -> None:
        panel, item = self.items[unit.item or ItemId("")]
        cell = unit.cells[at]
        was_said, old_status = split_status(was, self.layout.statuses)
        said, status = split_status(now, self.layout.statuses)
        if status != old_status and any(part.field == "text" for part in cell):
            self._set(item, "status", status or "agreed", there)
        fields = [part for part in cell if part.field and part.field != "status"]
        if not fields:
            self._fill(panel, item, unit, there, at)
        elif comparable(was_said) != comparable(said):
            trimmed = _without_end(cell, len(was_said))
            for key, words in read_values(trimmed, said).items():
                before = next(part.text for part in trimmed if part.field == key)
                if comparable(before) != comparable(words):
                    self._set(item, key, words, there, was=before)

    def _fill(self, panel: PanelKey, item: Item, unit: Unit, there: Received, at: int) -> None:
        """Take what was written into a cell that had no value."""
        title = there.header[at] if at < len(there.header) else ""
        key = self.layout.columns.get((unit.section, title), "")
        if key and there.cells[at].strip():
            self._set(item, key, there.cells[at], there)
        elif unit.depth > 0 and at == 0:
            self._detail(panel, item, there.cells[0], there)
        elif at > 0:
            for words in filter(str.strip, there.cells[at : at + 1]):
                for note in words.split(self.layout.between):
                    self._detail(panel, item, note, there)

    def _detail(self, panel: PanelKey, item: Item, words: str, there: Received) -> None:
        """Take the fields that a detail says and the item lacks; the rest goes into its note."""
        values, note = read_detail(words, self.layout, panel, reads_facts=not len(self.base))
        there_already = {*item.values, *self.changes.get(item.id, {})} if len(values) == 1 else set()
        if there_already & values.keys():
            values, note = {}, words
        for key, said in values.items():
            if key not in item.values:
                self._set(item, key, said, there)
        before = str(self.changes.get(item.id, {}).get("note", item.note))
        if note and comparable(note) not in comparable(before):
            self.changes.setdefault(item.id, {})["note"] = f"{before}\n{clean(note)}".strip()

    def _set(self, item: Item, key: str, words: str, there: Received, *, was: str | None = None) -> None:
        """Note a new value of a field, if the line said all of the old one."""
        if key == "text":
            if was is not None and comparable(was) != comparable(item.text):
                self._tell(there)  # a shortened text elsewhere
            elif clean_line(words):
                self.changes.setdefault(item.id, {}).setdefault("text", clean_line(words))
            return
        if BY_KEY[self.items[item.id][0]].field(key) is None:
            self._tell(there)
            return
        if not words.strip():
            self.changes.setdefault(item.id, {})[key] = None
            return
        value = read_value(key, _without_remark(words), self.today)
        if value is None:
            self._tell(there)
        else:
            self.changes.setdefault(item.id, {})[key] = value

    def _tell(self, there: Received) -> None:
        sentence = f"line {there.line}: this change was not understood: “{collapsed(there.text)[:80]}”."
        if sentence not in self.problems:
            self.problems.append(sentence)

    # What is new

    def _add_new(self) -> None:
        """Add what came back and stood nowhere; first what has a place, then what only points to it."""
        numbers = {at: number for number, at in self.pairs.items()}
        above: ItemId | None = None  # the item that a detail is about
        later: list[Received] = []
        for at, unit in enumerate(self.received):
            number = numbers.get(at)
            if number is not None:
                above = self.expected[number].item or (above if unit.depth > 0 else None)
            elif re.search(ORIGIN, unit.text) or at in self.paired.pieces:
                continue
            elif self._is_said_again(unit) or unit.text.startswith(f"{self.layout.review}: "):
                later.append(unit)
            elif unit.depth > 0 and above in self.items:
                self._detail(*self.items[above], unit.cells[0], unit)
            elif unit.text.strip("| "):
                above = self._new(unit, above)
        self._add_pointers(later)

    def _add_pointers(self, later: Sequence[Received]) -> None:
        """Add what stands only where the summary repeats things."""
        known = [comparable(text) for text in self._texts()]
        owner = ""
        for unit in later:
            said = comparable(split_status(unit.cells[0], self.layout.statuses)[0])
            owner = unit.cells[0].rstrip(": ") if unit.depth == 0 and unit.cells[0].endswith(":") else owner
            if not len(self.base) and owner and unit.depth > 0:
                self._take_owner(said, owner)
            is_known = any(text and text in said for text in known) or said in known
            if not is_known and unit.section in self.layout.steps:
                self._new(unit, None)
            elif not is_known and unit.depth < 0 and len(unit.cells) == 1:
                self.problems.append(
                    f"line {unit.line}: this is no statement and was left out: “{collapsed(unit.text)[:80]}”."
                )
            elif not is_known and ":" not in said:
                self._new(unit, None)

    def _take_owner(self, said: str, owner: str) -> None:
        """Take the owner of new items from an entry of the list of who looks after what."""
        ends = (said[found.end() :] for found in re.finditer("^|: ", said))
        for item in chain.from_iterable(self.new_by_text.get(text, ()) for text in ends):
            changed = self.changes.setdefault(item.id, {})
            if "owner" not in item.values and "owner" not in changed:
                changed["owner"] = read_value("owner", owner, self.today)

    def _is_said_again(self, unit: Received) -> bool:
        """Whether a line stands where the summary repeats things, or introduces itself."""
        is_opening = bool(self.received) and unit.section == self.received[0].section
        return (
            unit.section in self.layout.own
            or unit.section in self.layout.steps
            or (is_opening and unit.section not in self.layout.places and bool(self.layout.own))
        )

    def _texts(self) -> Iterator[str]:
        """The words and next steps of all items, with what came back."""
        for _, item in self.items.values():
            changed = self.changes.get(item.id, {})
            yield str(changed.get("text", item.text))
            yield str(changed.get("next", item.next))

    def _new(self, unit: Received, above: ItemId | None) -> ItemId | None:
        said, status = split_status(unit.cells[0], self.layout.statuses)
        values: dict[str, object] = {"status": status} if status else {}
        places = self.layout.places.get(unit.section, ())
        tabled = self.layout.tabled.get(unit.section) if len(unit.cells) > 1 else None
        text, place = (said, tabled) if tabled else place_line(said, places)
        notes = self._row_values(unit, values)
        if known := self.missing.get(comparable(text)):  # it moved out of a table, or into one
            return self._moved(known.pop(0), unit, values, notes)
        if place is None and unit.section in self.layout.steps:
            place = Place("roles", "")
            values.setdefault("next", clean_line(text))
        if not clean_line(text):
            return None
        if place and not len(self.base):  # the document is all there is: what it does not mark is agreed
            values.setdefault("status", "agreed")
            text = without_people(place.panel, text, values)
        panel = place.panel if place else self.items[above][0] if above in self.items else "vision"
        kind = place.kind if place else ""
        item = Item(new_id(self.items), clean_line(text)).with_values({"kind": kind or None, **values}, panel)
        if place is None:
            about = f"From “{unit.section}”." if unit.section else ""
            item = item.with_values({"status": "parked", "note": about}, panel)
            self.unplaced.add(item.id)
        self.added.append((panel, item, above if above in self.items else None))
        self.items[item.id] = panel, item
        self.new_by_text.setdefault(comparable(item.text), []).append(item)
        for note in notes:
            self._detail(panel, item, note, unit)
        return item.id

    def _row_values(self, unit: Received, values: dict[str, object]) -> list[str]:
        """Add the values of the other cells of a new row; what fits no field is returned, for its note."""
        notes = _extra(unit)
        for title, cell in zip(unit.header[1:], unit.cells[1:], strict=False):
            if not cell.strip() or comparable(cell) in _NO_VALUE:
                continue
            key = self.layout.columns.get((unit.section, title), "")
            value = read_value(key, _without_remark(cell), self.today) if key else None
            if value is not None:
                values[key] = value
            else:
                notes += cell.split(self.layout.between)
        return notes

    def _moved(
        self, known: ItemId, unit: Received, values: Mapping[str, object], notes: Sequence[str]
    ) -> ItemId:
        """Note that an item stands in another place, in another form, with what its line says now."""
        panel, item = self.items[known]
        places = self.layout.places.get(unit.section, ())
        if places and panel not in {place.panel for place in places}:
            self.panels[known] = panel = places[0].panel
        changed = self.changes.setdefault(known, {})
        for key, value in values.items():
            if BY_KEY[panel].field(key) is None:
                self._tell(unit)
            elif value != (item.status if key == "status" else item.values.get(key)):
                changed[key] = value
        for note in notes:
            self._detail(panel, item, note, unit)
        return known

    # The result

    def _edited(self, gone: set[ItemId], homes: Mapping[ItemId, int]) -> Canvas:
        """The base with all changes."""
        panels: dict[PanelKey, list[Item]] = {panel: [] for panel in PANEL_KEYS}
        for panel, item in self.base:
            if item.id in gone:
                continue
            target = self.panels.get(item.id, panel)
            changed = dict(self.changes.get(item.id, {}))
            text = str(changed.pop("text", item.text))
            said = item.with_values(changed, target) if changed else item
            panels[target].append(said if text == said.text else said._replace(text=text))
        for panel, items in panels.items():
            self._reorder(items, homes)
            for _, new, after in [each for each in self.added if each[0] == panel]:
                item = new.with_values(self.changes.get(new.id, {}), panel)
                at = next((place + 1 for place, other in enumerate(items) if other.id == after), len(items))
                items.insert(at, item)
        return self.base.with_items({panel: tuple(items) for panel, items in panels.items()})

    def _reorder(self, items: list[Item], homes: Mapping[ItemId, int]) -> None:
        """Give the items of each kind the order of their lines, where partners changed it."""
        groups: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        for place, item in enumerate(items):
            number = homes.get(item.id)
            if number in self.pairs and number is not None:
                key = self.expected[number].section, item.kind
                groups.setdefault(key, []).append((number, self.pairs[number], place))
        before = list(items)
        for group in groups.values():
            group.sort()
            if [at for _, at, _ in group] == sorted(at for _, at, _ in group):
                continue
            slots = sorted(place for _, _, place in group)
            for slot, (_, _, place) in zip(slots, sorted(group, key=lambda each: each[1]), strict=True):
                items[slot] = before[place]


def _rejoined(unit: Unit, there: Received) -> Received:
    """A row with the cell whole that a typed bar parted, so that each cell stands below its title."""
    while there.is_longer:
        cells = (*there.cells, *(words for _, words in there.extra))
        tried = [
            (*cells[:at], " | ".join(cells[at:end]), *cells[end:], *[""] * (end - at - 1))
            for at in range(min(len(cells), len(unit.cells)))
            for end in range(at + 2, min(len(cells), at + _MAX_PIECES) + 1)
            if all(map(str.strip, cells[at:end]))
        ]
        best = max(tried, key=lambda each: _same_cells(unit, each), default=cells)
        if _same_cells(unit, best) <= _same_cells(unit, cells):
            break
        count = len(there.cells)
        extra = tuple(("", words) for words in best[count:] if words.strip())
        there = there._replace(cells=best[:count], extra=extra)
    return there


def _same_cells(unit: Unit, cells: Sequence[str]) -> int:
    """How many cells say what was expected of them."""
    return sum(
        comparable(unit.cell(at)) == comparable(words) for at, words in enumerate(cells[: len(unit.cells)])
    )


def _extra(unit: Received) -> list[str]:
    """The words of the columns that a table has more, each behind its title, where it has one."""
    return [": ".join(filter(None, each)) for each in unit.extra]


def _joined(text: str) -> str:
    """The words of a line or row, whatever stands between them."""
    return re.sub(r"[\s|]+", "", comparable(text))


def _without_end(cell: Cell, length: int) -> Cell:
    """The parts of a cell within its first characters."""
    parts: list[Part] = []
    used = 0
    for part in cell:
        text = part.text[: max(0, length - used)]
        used += len(part.text)
        if text or part.field:
            parts.append(part._replace(text=text))
    return tuple(parts)
