"""Where a statement names a partner or one of its people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from canvas.exports.item_people import to_act
from canvas.exports.phrases import listed
from canvas.model.conflicts import other_values
from canvas.model.sanitize import printable_line
from canvas.model.text_folding import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from canvas.model.canvas import Item


_SEPARATORS = re.compile(r"[,;/&+]|\band\b")


class PartnerNames(NamedTuple):
    """A partner under one of its names, and the names of its people."""

    name: str
    people: tuple[str, ...]

    def among(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those names that are the partner's or its people's; "Ana and Ben" is split unless it is a name."""
        ours = {folded_name(self.name), *map(folded_name, self.people)} - {""}
        return tuple(
            part
            for name in names
            for part in ((name,) if folded_name(name) in ours else map(str.strip, _SEPARATORS.split(name)))
            if folded_name(part) in ours
        )

    def named_in(self, item: Item, *keys: str) -> tuple[str, ...]:
        """Those of the names that some fields of an item hold, in either version."""
        names = [name for key in keys for name in (item.line(key), *item.names(key))]
        for key, value in other_values(item.values):
            if key in keys:
                values = value if isinstance(value, list | tuple) else (value,)
                names += (name for name in values if isinstance(name, str))
        return tuple(dict.fromkeys(self.among(names)))

    def is_to_act(self, item: Item) -> bool:
        """Whether the partner is to act on an item, as its owner or else by its part in it."""
        return any(self.among(names) for names in to_act(item)) or (
            item.is_unresolved and bool(self.named_in(item, "owner"))
        )

    def shared(self, owner: str) -> str:
        """The owner in brackets; empty for the partner itself."""
        return "" if folded_name(owner) == folded_name(self.name) else f" ({printable_line(owner).strip()})"

    def whom(self, found: Iterable[str]) -> str:
        """Which of the partner's people are meant, in brackets; empty for the partner itself."""
        people = [printable_line(name) for name in found if folded_name(name) != folded_name(self.name)]
        return f" ({listed(people)})" if people else ""
