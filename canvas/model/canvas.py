"""Canvas and Item: immutable values, compared by content, that can be copied and pickled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import is_
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self, cast

from canvas.model.fields import show_of_hands_in
from canvas.model.named_tuple import NamedTuple
from canvas.model.schema import AUDIENCES, BY_KEY, PANELS, PROPERTIES, STAGE, STATUS, VISIBILITY, FieldValue
from canvas.model.schema import Field as PanelField
from canvas.model.types import ItemId, PanelKey, Stage, Status, Visibility

if TYPE_CHECKING:
    from canvas.model.show_of_hands import ShowOfHands

UNWRITTEN: Final = "~"
"""Prefix of the id of an item that has none in its file; such an id is never written."""

THEIRS: Final = "theirs"
"""The key of the other version's values; `canvas.model.conflicts` reads them."""

_STATUSES: Final[tuple[object, ...]] = tuple(choice.key for choice in STATUS.choices)
_STATUS_KEY: Final = STATUS.key
_DEFAULT_STATUS: Final[Status] = "proposed"
_DONE: Final[Status] = "done"
_CLOSED: Final[frozenset[Status]] = frozenset((_DONE, "parked"))
AGREED: Final[frozenset[Status]] = frozenset(("agreed", _DONE))
"""The statuses of what is no longer in question."""

_NO_VALUES: Final[Mapping[str, Any]] = MappingProxyType({})


class _ItemFields(NamedTuple):
    """The fields of an `Item`: a named tuple cannot define `__new__` and `__getnewargs__` itself."""

    id: ItemId
    text: str
    values: Mapping[str, Any]


class Item(_ItemFields):
    """One statement.

    Attributes:
        id: unique within the canvas, never empty.
        text: the statement.
        values: every other key of the file, except defaults. A key or value that the item's panel does not
            know (a typing error, a field of a newer version or of another panel) is preserved, and not shown.
    """

    __slots__ = ()

    # A named tuple rather than a dataclass: `dataclasses` takes a quarter of an export's time to import.
    def __new__(cls, id: str, text: str, values: Mapping[str, Any] = _NO_VALUES) -> Self:  # noqa: A002
        """An item; the id is typed here, so that callers need no conversion."""
        return tuple.__new__(cls, (id, text, values))

    def __getnewargs__(self) -> tuple[Any, ...]:
        """The arguments for copy and pickle: a mapping proxy has no pickle."""
        return (self.id, self.text, dict(self.values)) if self.values else (self.id, self.text)

    def with_id(self, id: str) -> Item:  # noqa: A002
        """This item with another id."""
        return self._replace(id=ItemId(id))

    def get(self, spec: PanelField) -> FieldValue:
        """The value of a field, or its default where the item has none that the field accepts."""
        value = self.values.get(spec.key)
        if value is None or not spec.accepts(value):
            return spec.default
        return tuple(value) if spec.type == "list" else value

    def line(self, key: str) -> str:
        """The value of a text field by its key; empty where the item has none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def names(self, key: str) -> tuple[str, ...]:
        """The value of a list field by its key; empty where the item has none."""
        value = self.values.get(key)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()

    @property
    def kind(self) -> str:
        """The kind; empty where the item has none."""
        value = self.values.get("kind")
        return value if isinstance(value, str) else ""

    @property
    def status(self) -> Status:
        """The status, ``proposed`` where the file has none."""
        value: Status = self.values.get(_STATUS_KEY, _DEFAULT_STATUS)
        return value if value in _STATUSES else _DEFAULT_STATUS

    @property
    def visibility(self) -> Visibility:
        """Who may read it, ``partners`` where the file has none.

        An unknown value was most likely meant to withhold the item: it counts as ``internal``.
        """
        value = self.values.get(VISIBILITY.key, VISIBILITY.default)
        return cast("Visibility", value if value in AUDIENCES else AUDIENCES[0])

    @property
    def owner(self) -> str:
        """The owner; may be empty."""
        return self.line("owner")

    @property
    def next(self) -> str:
        """What happens next; may be empty."""
        return self.line("next")

    @property
    def due(self) -> date | None:
        """The due date, or None."""
        value = self.values.get("due")
        return value if type(value) is date else None

    @property
    def votes(self) -> int:
        """The number of votes."""
        value = self.values.get("votes")
        return value if type(value) is int and value > 0 else 0

    @property
    def reason(self) -> str:
        """The reason of a dispute; empty where the item is not disputed."""
        return self.line("reason") if self.status == "disputed" else ""

    @property
    def temperature(self) -> ShowOfHands | None:
        """The last show of hands on it, or None."""
        return show_of_hands_in(self.line("temperature"))

    @property
    def note(self) -> str:
        """The note; may be empty."""
        return self.line("note")

    @property
    def is_unresolved(self) -> bool:
        """Whether two versions of it differ: then no output may tell it as agreed or done."""
        return THEIRS in self.values and has_other_version(self.values)

    @property
    def is_agreed(self) -> bool:
        """Whether it is agreed or done, and both versions of it are the same: every count asks this."""
        return self.status in AGREED and not self.is_unresolved

    @property
    def is_done(self) -> bool:
        """Whether it is done, and both versions of it are the same."""
        return self.status == _DONE and not self.is_unresolved

    @property
    def is_next_step(self) -> bool:
        """Whether something is to happen: it says what happens next or has a due date, and is open."""
        return bool(self.next.strip() or self.due) and self._is_open

    @property
    def is_looked_after(self) -> bool:
        """Whether it has an owner and is open, but is no next step."""
        return bool(self.owner.strip()) and not self.is_next_step and self._is_open

    @property
    def _is_open(self) -> bool:
        """Whether it is neither done nor parked, or two versions of it differ."""
        return self.status not in _CLOSED or self.is_unresolved

    def is_overdue(self, today: date) -> bool:
        """Whether it is due before ``today``, and neither done nor parked."""
        return self.due is not None and self.due < today and self.status not in _CLOSED

    def with_values(self, changes: Mapping[str, object], panel: str) -> Item:
        """This item with changed values; None or the field's default in its panel removes a key."""
        values = dict(self.values)
        for key, value in changes.items():
            spec = BY_KEY[panel].field(key)
            kept = spec.kept(value) if spec else value
            if kept is None:
                values.pop(key, None)
            else:
                values[key] = kept
        return self._replace(values=values)


def has_other_version(values: Mapping[str, Any]) -> bool:
    """Whether values hold another version's, if only as an empty table: an audience filter leaves that."""
    if THEIRS not in values:
        return False
    kept = values[THEIRS]
    entries = kept if isinstance(kept, list | tuple) else (kept,)
    return any(isinstance(entry, Mapping) for entry in entries)


def common_ends(was: Sequence[object], now: Sequence[object]) -> tuple[int, int]:
    """How many items, or records, two versions have in common at the beginning and at the end.

    They are compared by identity: 1 equals True, and NaN does not equal itself.
    """
    front = [*map(is_, was, now), False].index(False)
    back = [*map(is_, reversed(was), reversed(now)), False].index(False)
    return front, min(back, len(was) - front, len(now) - front)


ItemsByPanel = Mapping[str, tuple[Item, ...]] | Mapping[PanelKey, tuple[Item, ...]]
"""Items by their panel's key; a mapping's keys are invariant, so both types of key are named."""

_partners: list[tuple[tuple[Item, ...], tuple[str, ...]]] = [((), ())]
"""The relationships read last, by identity, and the partners in them: an edit asks for them several times."""

_NO_ITEMS: Final[Mapping[str, tuple[Item, ...]]] = MappingProxyType({panel.key: () for panel in PANELS})

_ARGUMENTS: Final = ("title", "stage", "review", "panels", "values", "contact")
"""The attributes of a canvas, in the order in which its constructor takes them."""


class Canvas:
    """One partnership.

    Attributes:
        title: its name.
        stage: its stage.
        review: the day of the next review, or None.
        panels: the items of each of the eight panels, by the panel's key, in reading order.
        values: every other key and table of the file, unchanged.
        contact: whom to write to; may be empty.
    """

    __slots__ = ("contact", "panels", "review", "stage", "title", "values")

    title: str
    stage: Stage
    review: date | None
    panels: Mapping[str, tuple[Item, ...]]
    values: Mapping[str, Any]
    contact: str

    def __init__(  # noqa: PLR0917 - pickle names no argument
        self,
        title: str,
        stage: str = str(STAGE.default),
        review: date | None = None,
        panels: ItemsByPanel = _NO_ITEMS,
        values: Mapping[str, Any] = _NO_VALUES,
        contact: str = "",
    ) -> None:
        # By hand: importing `dataclasses` for a frozen dataclass takes a quarter of an export's time.
        arguments = (title, stage, review, panels, values, contact)
        for name, value in zip(_ARGUMENTS, arguments, strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Raise: `replacing` makes a changed canvas."""
        raise AttributeError(f"a canvas is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        """Raise: `replacing` makes a changed canvas."""
        raise AttributeError(f"a canvas is frozen: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        """Whether both have the same content."""
        if not isinstance(other, Canvas):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]  # its values may hold lists

    def __reduce__(self) -> tuple[type[Canvas], tuple[Any, ...]]:
        """For copy and pickle: a frozen object with slots cannot be filled in later."""
        arguments = (self.title, self.stage, self.review, dict(self.panels), dict(self.values))
        return Canvas, (*arguments, self.contact)

    def __repr__(self) -> str:
        """The constructor call."""
        return f"Canvas({', '.join(f'{name}={getattr(self, name)!r}' for name in _ARGUMENTS)})"

    def replacing(self, **changes: Any) -> Canvas:  # noqa: ANN401 - each as its attribute
        """This canvas with some of its attributes replaced; `TypeError` for an unknown one."""
        return Canvas(**{name: getattr(self, name) for name in self.__slots__} | changes)

    def __iter__(self) -> Iterator[tuple[PanelKey, Item]]:
        """Each item with its panel's key, in reading order."""
        panels = cast("Mapping[PanelKey, tuple[Item, ...]]", self.panels)
        for key, items in panels.items():
            for item in items:
                yield key, item

    def __len__(self) -> int:
        """The number of items."""
        return sum(map(len, self.panels.values()))

    def __bool__(self) -> bool:
        """True even for a canvas without items."""
        return True

    def place(self, item_id: str) -> tuple[PanelKey, int] | None:
        """The panel's key and the position of the item with this id, or None."""
        panels = cast("Mapping[PanelKey, tuple[Item, ...]]", self.panels)
        for key, items in panels.items():
            for position, item in enumerate(items):
                if item.id == item_id:
                    return key, position
        return None

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        place = self.place(item_id)
        return self.panels[place[0]][place[1]] if place else None

    @property
    def properties(self) -> dict[str, Any]:
        """The canvas's own fields by their keys, in the order of the file."""
        return {spec.key: getattr(self, spec.key) for spec in PROPERTIES}

    @property
    def partners(self) -> tuple[str, ...]:
        """The names of the partners: the text of each item of kind ``partner``."""
        items, names = _partners[0]
        if items is not self.panels["relationships"]:
            items = self.panels["relationships"]
            names = tuple(item.text for item in items if item.values.get("kind") == "partner")
            _partners[0] = items, names
        return names

    @property
    def next_steps(self) -> tuple[tuple[PanelKey, Item], ...]:
        """The next steps with their panel's key, by due date, those without one last."""
        steps = [(key, item) for key, item in self if item.is_next_step]
        return tuple(sorted(steps, key=lambda step: step[1].due or date.max))

    @property
    def looked_after(self) -> tuple[tuple[PanelKey, Item], ...]:
        """The items that have an owner and are no next steps, with their panel's key, in reading order."""
        return tuple((key, item) for key, item in self if item.is_looked_after)

    def with_items(self, changed: ItemsByPanel) -> Canvas:
        """This canvas with the items of some panels replaced."""
        return self.replacing(panels={**self.panels, **changed})
