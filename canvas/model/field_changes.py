"""The fields in which two versions of anything differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from canvas.model.canvas import Item
from canvas.model.item_matching import equivalent
from canvas.model.records import Record

Found = TypeVar("Found", Item, Record)


class FieldChange(NamedTuple):
    """A changed field.

    Attributes:
        key: the field's key in the file; ``text`` is an item's statement.
        before: the old value: the default where the field was absent, None where the key has no default.
        after: the new value, likewise.
    """

    key: str
    before: Any
    after: Any


def there_or_gone(after: Found | None, before: Found | None) -> Found:
    """What a change is of: as it is, or as it was where it is deleted."""
    found = after or before
    assert found is not None  # noqa: S101 - a change is of something
    return found


def differing(
    before: Mapping[str, Any], after: Mapping[str, Any], defaults: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the file, unknown keys last."""
    keys = dict.fromkeys((*defaults, *before, *after))
    changes = (
        FieldChange(key, before.get(key, defaults.get(key)), after.get(key, defaults.get(key)))
        for key in keys
    )
    return tuple(change for change in changes if not equivalent(change.before, change.after))
