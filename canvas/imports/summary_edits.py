"""Read a summary that came back: what partners changed in it becomes edits of the canvas it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from canvas.imports.blocks import Entry, Heading, LeftOut, Paragraph, Source, Table
from canvas.imports.expected import Cell, Expected, Part, Place, Unit
from canvas.imports.found import Found
from canvas.imports.line_values import collapsed, comparable, read_values, split_status
from canvas.imports.table_rows import read_value, split_names
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import new_id
from canvas.model.sanitize import clean, clean_line
from canvas.model.schema import BY_KEY, PANEL_KEYS
from canvas.model.types import ItemId, PanelKey

_LEAST_ALIKE: Final = 0.5
_LEAST_ALIKE_ELSEWHERE: Final = 0.75
_LEAST_OF_THE_WHOLE: Final = 0.5
"""The share of the statements that must be there for the others to count as struck."""

_MAX_COMPARED_CHARS: Final = 300
_NO_VALUE: Final = frozenset({"not assigned", "no date yet", "not known yet", "not set yet"})
"""What a summary says where there is no value."""

_STEP: Final = r"(.*?)(?: \((?!by )([^()]*?)?(?:,? ?by ([^()]*(?:\(overdue\))?))?\)| \(by ([^()]*)\))?"
"""What happens next, and in brackets by whom and by when."""

_ORIGIN: Final = r"\bcanvas:\s+(?:version|draft)\s+[0-9a-f]{7,}"
"""The line that names the exported version."""


class Received(NamedTuple):
    """A line or row of the document that came back.

    Attributes:
        cells: its words.
        section: the heading it stands under.
        depth: how deep in a list it stands; -1 for what is in none.
        line: its line.
        header: the header of its table.
        id: the id of the item that it is marked with, where the format can.
    """

    cells: tuple[str, ...]
    section: str
    depth: int
    line: int
    header: tuple[str, ...] = ()
    id: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return " | ".join(self.cells)


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


def received_units(source: Source) -> list[Received]:
    """The lines and rows of a document."""
    units: list[Received] = []
    section = ""
    for block in source.blocks:
        if isinstance(block, Heading):
            section = collapsed(block.text)
        elif isinstance(block, Table):
            units += (Received(row.cells, section, -1, row.line, block.header, row.id) for row in block.rows)
        elif isinstance(block, Entry | Paragraph) and block.text:
            depth = block.depth if isinstance(block, Entry) else -1
            units.append(Received((block.text,), section, depth, block.line, id=block.id))
    return units


def likeness(expected: Expected, source: Source) -> float:
    """How much of a summary and of a document are the same lines, from 0 to 1."""
    there = Counter(comparable(unit.text) for unit in received_units(source))
    said = Counter(comparable(unit.text) for unit in expected.units)
    both = there.total() + said.total()
    return 2 * (there & said).total() / both if both else 0.0


def read_summary(base: Canvas, expected: Expected, source: Source, today: date) -> Edits:
    """The canvas as a summary of ``base`` says it that came back."""
    return _Summary(base, expected, source, today).read()


class _Summary:
    """One reading."""

    def __init__(self, base: Canvas, expected: Expected, source: Source, today: date) -> None:
        self.base = base
        self.expected = expected.units
        self.layout = expected.layout
        self.source = source
        self.today = today
        self.received = received_units(source)
        self.items = {item.id: (panel, item) for panel, item in base}
        self.pairs: dict[int, int] = {}  # the number of what came back by that of what was expected
        self.changes: dict[ItemId, dict[str, object]] = {}
        self.panels: dict[ItemId, PanelKey] = {}
        self.added: list[tuple[PanelKey, Item, ItemId | None]] = []
        self.unplaced: set[ItemId] = set()
        self.problems: list[str] = []
        self.remarks = list(source.remarks)

    def read(self) -> Edits:
        """Match the lines, and make edits of what differs."""
        self._match()
        homes = self._homes()
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

    def _gone(self, homes: Mapping[ItemId, int]) -> set[ItemId]:
        """The items whose lines are gone, where the document has the section and goes on behind it."""
        last = max(self.pairs, default=-1)
        sections = {unit.section for unit in self.received}
        missing = {item: number for item, number in homes.items() if number not in self.pairs}
        gone = {
            item
            for item, number in missing.items()
            if number < last and collapsed(self.expected[number].section) in sections
        }
        if len(gone) > len(homes) * (1 - _LEAST_OF_THE_WHOLE):
            gone = set()
        if len(gone) < len(missing):
            self.remarks.append("Only a part of the summary came back: what is not in it stays.")
        return gone

    # Matching

    def _match(self) -> None:
        """Pair what was expected with what came back: equal lines first, then similar ones."""
        mine = [comparable(unit.text) for unit in self.expected]
        theirs = [comparable(unit.text) for unit in self.received]
        for key in (lambda unit, text: (collapsed(unit.section), text), lambda _, text: text):
            waiting: dict[object, list[int]] = {}
            taken = set(self.pairs.values())
            for at, unit in enumerate(self.received):
                if at not in taken:
                    waiting.setdefault(key(unit, theirs[at]), []).append(at)
            for number, expected in enumerate(self.expected):
                if number not in self.pairs and (same := waiting.get(key(expected, mine[number]))):
                    self.pairs[number] = same.pop(0)
        self._match_ids()
        self._match_similar(mine, theirs)

    def _match_ids(self) -> None:
        """Pair what is marked with the id of an item, in the same section if it is there twice."""
        taken = set(self.pairs.values())
        for is_here in (True, False):
            waiting: dict[str, list[int]] = {}
            for at, unit in enumerate(self.received):
                if unit.id and at not in taken:
                    waiting.setdefault(unit.id, []).append(at)
            for number, expected in enumerate(self.expected):
                if number in self.pairs or expected.item is None or not self._has_text(expected):
                    continue
                for at in waiting.get(expected.item, ()):
                    is_same = collapsed(expected.section) == self.received[at].section
                    if at not in taken and (is_same or not is_here):
                        self.pairs[number] = at
                        taken.add(at)
                        break

    @staticmethod
    def _has_text(unit: Unit) -> bool:
        return any(part.field == "text" for cell in unit.cells for part in cell)

    def _match_similar(self, mine: Sequence[str], theirs: Sequence[str]) -> None:
        taken = set(self.pairs.values())
        rest = [number for number in range(len(mine)) if number not in self.pairs]
        new = [at for at in range(len(theirs)) if at not in taken]
        matcher = SequenceMatcher(autojunk=False)
        found = []
        for at in new:
            unit = self.received[at]
            matcher.set_seq2(theirs[at][:_MAX_COMPARED_CHARS])
            for number in rest:
                expected = self.expected[number]
                if (len(expected.cells) > 1) != (len(unit.cells) > 1):
                    continue
                is_here = collapsed(expected.section) == unit.section
                least = _LEAST_ALIKE if is_here else _LEAST_ALIKE_ELSEWHERE
                matcher.set_seq1(mine[number][:_MAX_COMPARED_CHARS])
                if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                    continue
                if (ratio := matcher.ratio()) >= least:
                    found.append((-ratio, not is_here, abs(number - at), number, at))
        for _, _, _, number, at in sorted(found):
            if number not in self.pairs and at not in taken:
                self.pairs[number] = at
                taken.add(at)

    def _homes(self) -> dict[ItemId, int]:
        """The unit that is an item's own place: below a heading for its panel, with its words in full."""
        homes: dict[ItemId, tuple[bool, int]] = {}
        for number, unit in enumerate(self.expected):
            if unit.item is None or unit.item not in self.items or not self._says_text(unit):
                continue
            is_own = unit.section in self.layout.places
            if unit.item not in homes or (is_own and not homes[unit.item][0]):
                homes[unit.item] = (is_own, number)
        return {item: number for item, (_, number) in homes.items()}

    def _says_text(self, unit: Unit) -> bool:
        text = comparable(self.items[unit.item][1].text) if unit.item else ""
        return any(
            part.field == "text" and comparable(part.text) == text for cell in unit.cells for part in cell
        )

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
        if comparable(unit.text) == comparable(there.text):
            return
        for at, cell in enumerate(unit.cells):
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

    def _detail(self, panel: PanelKey, item: Item, words: str, there: Received) -> None:
        """Take a detail that was added or has no field: by its label, else into the note."""
        label, parted, value = words.partition(":")
        key = self.layout.details.get(comparable(label).casefold(), "") if parted else ""
        spec = BY_KEY[panel].field(key) if key else None
        if spec and key not in item.values:
            if key == "next" and (found := re.fullmatch(_STEP, value.strip())):
                for name, words_of in (
                    ("next", found[1]),
                    ("owner", found[2]),
                    ("due", found[3] or found[4]),
                ):
                    if words_of and name not in item.values:
                        self._set(item, name, words_of, there)
            else:
                self._set(item, key, value.strip(), there)
        else:
            before = str(self.changes.get(item.id, {}).get("note", item.note))
            if comparable(words) not in comparable(before):
                self.changes.setdefault(item.id, {})["note"] = f"{before}\n{clean(words)}".strip()

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
        value = read_value(key, re.sub(r"\s*\((?:overdue|was .*)\)\s*$", "", words), self.today)
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
            elif re.search(_ORIGIN, unit.text):
                continue
            elif self._is_said_again(unit) or unit.text.startswith(f"{self.layout.review}: "):
                later.append(unit)
            elif unit.depth > 0 and above in self.items:
                self._detail(*self.items[above], unit.cells[0], unit)
            elif any(cell.strip() for cell in unit.cells):
                above = self._new(unit, above)
        self._add_pointers(later)

    def _add_pointers(self, later: Sequence[Received]) -> None:
        """Add what stands only where the summary repeats things."""
        known = [comparable(text) for text in self._texts()]
        owner = ""
        for unit in later:
            said = comparable(split_status(unit.cells[0], self.layout.statuses)[0])
            owner = unit.cells[0].rstrip(": ") if unit.depth == 0 and unit.cells[0].endswith(":") else owner
            if not len(self.base):
                self._point(unit, said, owner)
            is_known = any(text and text in said for text in known) or said in known
            if not is_known and unit.section in self.layout.steps:
                self._new(unit, None)
            elif not is_known and unit.depth < 0 and len(unit.cells) == 1:
                continue  # a sentence about the summary itself
            elif not is_known and ":" not in said:
                self._new(unit, None)

    def _point(self, unit: Received, said: str, owner: str) -> None:
        """Take owner and day from a row of next steps, or from the list of who looks after what."""
        for _, item in list(self.items.values()):
            changed = self.changes.get(item.id, {})
            act = comparable(str(changed.get("next", item.next)))
            if said != act and not said.endswith(comparable(item.text)):
                continue
            facts = dict(zip(unit.header, unit.cells, strict=False)) if unit.header else {"": owner}
            for title, words in facts.items():
                key = self.layout.columns.get((unit.section, title), "" if title else "owner")
                is_free = (
                    comparable(words) not in _NO_VALUE
                    and key in ("owner", "due")
                    and key not in item.values
                    and key not in changed
                )
                if is_free and words and (value := read_value(key, words, self.today)) is not None:
                    self.changes.setdefault(item.id, {})[key] = value

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
        text, place = _placed(said, places)
        notes: list[str] = []
        if len(unit.cells) > 1:
            for title, cell in zip(unit.header[1:], unit.cells[1:], strict=False):
                key = self.layout.columns.get((unit.section, title), "")
                value = read_value(key, cell, self.today) if key and cell.strip() else None
                if value is not None:
                    values[key] = value
                elif cell.strip() and comparable(cell) not in _NO_VALUE:
                    notes += cell.split("; ")
        if place is None and unit.section in self.layout.steps:
            place = Place("roles", "")
            values.setdefault("next", clean_line(text))
        if not clean_line(text):
            return None
        if place and not len(self.base):  # the document is all there is: what it does not mark is agreed
            values.setdefault("status", "agreed")
            text = _without_people(place.panel, text, values)
        panel = place.panel if place else self.items[above][0] if above in self.items else "vision"
        taken = {*self.items, *(item.id for _, item, _ in self.added)}
        kind = place.kind if place else ""
        item = Item(new_id(taken), clean_line(text)).with_values({"kind": kind or None, **values}, panel)
        if place is None:
            about = f"From “{unit.section}”." if unit.section else ""
            item = item.with_values({"status": "parked", "note": about}, panel)
            self.unplaced.add(item.id)
        self.added.append((panel, item, above if above in self.items else None))
        self.items[item.id] = panel, item
        for note in notes:
            self._detail(panel, item, note, unit)
        return item.id

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


def _placed(text: str, places: Sequence[Place]) -> tuple[str, Place | None]:
    """The text of a new line without its label, and where it belongs."""
    label, parted, rest = text.partition(":")
    if parted and rest.strip():
        for place in places:
            if place.label and comparable(place.label).casefold() == comparable(label).casefold():
                return rest.strip(), place
    bare: Iterator[Place] = (place for place in places if not place.label)
    fallback = next(iter(places), None)
    return text, next(bare, Place(fallback.panel, "") if fallback else None)


def _without_people(panel: PanelKey, text: str, values: dict[str, object]) -> str:
    """The text of a new line without the people, and their partner, in brackets at its end."""
    found = re.search(r"\s*\(([^()]+)\)$", text)
    if not found or BY_KEY[panel].field("people") is None:
        return text
    people, parted, partner = found[1].rpartition(", ")
    if not parted or " and " in partner or BY_KEY[panel].field("partner") is None:
        people, partner = found[1], ""
    values |= {"people": split_names(people)} | ({"partner": partner} if partner else {})
    return text[: found.start()]
