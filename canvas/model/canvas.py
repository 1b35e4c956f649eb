"""Canvas and Item: frozen values, equal when they say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

from canvas.model.schema import AUDIENCES, BY_KEY, PANELS, STAGE, STATUS, VISIBILITY, FieldValue
from canvas.model.schema import Field as PanelField

if TYPE_CHECKING:
    from canvas.model.show_of_hands import ShowOfHands

UNWRITTEN: Final = "~"
"""Begins the id of an item that has none in its file; such an id is never written."""

_OPEN_ENDED: Final = "done"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Item(NamedTuple):
    """One statement.

    Attributes:
        id: its name within the canvas, never empty and never twice in one canvas.
        text: what was said.
        values: every other key as the file has it, but for those that say no more than their default.
            A key or value that the item's panel does not know (a typing mistake, a newer program's field,
            what another panel's item brought along) is kept here to the letter and shown nowhere.
    """

    id: str
    text: str
    values: Mapping[str, Any] = _NOTHING

    def get(self, spec: PanelField) -> FieldValue:
        """What the field holds: its default where the item says nothing or nothing that fits."""
        value = self.values.get(spec.key)
        if value is None or not spec.accepts(value):
            return spec.default
        return tuple(value) if spec.type == "list" else value

    def line(self, key: str) -> str:
        """A field of text by its key; empty where the item has none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def names(self, key: str) -> tuple[str, ...]:
        """A field that lists names, by its key; empty where the item has none."""
        value = self.values.get(key)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()

    @property
    def kind(self) -> str:
        """What sort of statement it is; empty where nobody said."""
        return self.line("kind")

    @property
    def status(self) -> str:
        """One of the five, ``proposed`` where the file says nothing."""
        return str(self.get(STATUS))

    @property
    def visibility(self) -> str:
        """Who may read it, ``partners`` where the file says nothing.

        A word that is none of the three was meant to say something, most likely to hold the item back:
        such an item is ``internal``.
        """
        said = self.values.get(VISIBILITY.key, VISIBILITY.default)
        return said if VISIBILITY.accepts(said) else AUDIENCES[0]

    @property
    def owner(self) -> str:
        """Who sees to it; empty where nobody does."""
        return self.line("owner")

    @property
    def due(self) -> date | None:
        """By which day."""
        value = self.values.get("due")
        return value if type(value) is date else None

    @property
    def votes(self) -> int:
        """How many chose it."""
        value = self.values.get("votes")
        return value if type(value) is int and value > 0 else 0

    @property
    def reason(self) -> str:
        """What someone cannot live with; empty where the item is not disputed, or not any more."""
        return self.line("reason") if self.status == "disputed" else ""

    @property
    def temperature(self) -> ShowOfHands | None:
        """How the room received it when it was last asked; None where it was not."""
        said = self.line("temperature")
        if not said:
            return None
        from canvas.model.show_of_hands import HandsError, read  # noqa: PLC0415 - most canvases hold none

        try:
            return read(said)
        except HandsError:
            return None

    @property
    def note(self) -> str:
        """Anything more worth keeping."""
        return self.line("note")

    @property
    def is_next_step(self) -> bool:
        """Whether somebody is to do something: it has an owner or a due date and is not done."""
        return bool(self.owner or self.due) and self.status != _OPEN_ENDED

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before ``today``."""
        return self.due is not None and self.due < today and self.status != _OPEN_ENDED

    def with_values(self, changes: Mapping[str, object], panel: str) -> Item:
        """This item with some of its values changed.

        Args:
            changes: the new values by key; one that is its field's default, or None, takes the key away.
            panel: the key of the panel it stands in, which knows the defaults.
        """
        values = dict(self.values)
        for key, value in changes.items():
            spec = BY_KEY[panel].field(key)
            kept = spec.kept(value) if spec else value
            if kept is None:
                values.pop(key, None)
            else:
                values[key] = kept
        return self._replace(values=values)


_NO_ITEMS: Final[Mapping[str, tuple[Item, ...]]] = MappingProxyType({panel.key: () for panel in PANELS})


class Canvas:
    """One partnership.

    Attributes:
        title: its name.
        stage: where it is: ``exploring``, ``forming``, ``delivering``, ``reviewing`` or ``closing``.
        review: the day of the next review.
        panels: the items of each of the eight panels, by the panel's key, in reading order.
        values: every other key and table of the file, to the letter.
    """

    __slots__ = ("panels", "review", "stage", "title", "values")

    title: str
    stage: str
    review: date | None
    panels: Mapping[str, tuple[Item, ...]]
    values: Mapping[str, Any]

    def __init__(
        self,
        title: str,
        stage: str = str(STAGE.default),
        review: date | None = None,
        panels: Mapping[str, tuple[Item, ...]] = _NO_ITEMS,
        values: Mapping[str, Any] = _NOTHING,
    ) -> None:
        # Written out: a frozen dataclass says the same, and costs an export a quarter of its time to import.
        for name, value in (
            ("title", title),
            ("stage", stage),
            ("review", review),
            ("panels", panels),
            ("values", values),
        ):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """A canvas is never changed: `replacing` makes another."""
        raise AttributeError(f"a canvas is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        """A canvas is never changed: `replacing` makes another."""
        raise AttributeError(f"a canvas is frozen: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        """Whether both say the same."""
        if not isinstance(other, Canvas):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]  # its values may hold lists

    def __repr__(self) -> str:
        """As it would be written."""
        said = ", ".join(
            f"{name}={getattr(self, name)!r}" for name in ("title", "stage", "review", "panels", "values")
        )
        return f"Canvas({said})"

    def replacing(self, **changes: Any) -> Canvas:  # noqa: ANN401 - each as its attribute
        """This canvas with some of its attributes replaced.

        Raises:
            TypeError: where it has no such attribute.
        """
        return Canvas(**{name: getattr(self, name) for name in self.__slots__} | changes)

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        """Each item with its panel's key, in reading order."""
        for key, items in self.panels.items():
            for item in items:
                yield key, item

    def __len__(self) -> int:
        """How many items there are."""
        return sum(map(len, self.panels.values()))

    def __bool__(self) -> bool:
        """A canvas is one even while it is empty."""
        return True

    def place(self, item_id: str) -> tuple[str, int] | None:
        """The panel's key and the position in it of the item with this id, or None."""
        for key, items in self.panels.items():
            for position, item in enumerate(items):
                if item.id == item_id:
                    return key, position
        return None

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        place = self.place(item_id)
        return self.panels[place[0]][place[1]] if place else None

    @property
    def partners(self) -> tuple[str, ...]:
        """The names of the partners: the texts of the items of kind ``partner``."""
        return tuple(item.text for item in self.panels["relationships"] if item.kind == "partner")

    @property
    def next_steps(self) -> tuple[tuple[str, Item], ...]:
        """Each item somebody is to act on, with its panel's key: by date, those without one last."""
        steps = [(key, item) for key, item in self if item.is_next_step]
        return tuple(sorted(steps, key=lambda step: step[1].due or date.max))

    def with_items(self, changed: Mapping[str, tuple[Item, ...]]) -> Canvas:
        """This canvas with the items of some panels replaced, by the panel's key."""
        return self.replacing(panels={**self.panels, **changed})
