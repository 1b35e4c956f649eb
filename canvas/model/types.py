"""The keys and words of a canvas as types that mypy checks.

The tuples of choices in `canvas.model.schema` hold the same words with their hints; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NewType

PanelKey = Literal[
    "beneficiaries", "vision", "relationships", "principles",
    "roles", "governance", "leadership", "communications",
]  # fmt: skip
"""The key of a panel, in the file and on the command line."""

Place = PanelKey | Literal[""]
"""The key of a panel, or of the canvas's own fields where empty."""

CellKey = PanelKey | Literal["readiness"]
"""The key of a cell of the board: a panel, or the readiness cell."""

Status = Literal["proposed", "agreed", "disputed", "parked", "done"]
"""The status of an item."""

Visibility = Literal["internal", "partners", "public"]
"""Who may read an item."""

Audience = Visibility
"""Who an export is for: it holds the items whose visibility reaches that far."""

Stage = Literal["exploring", "forming", "delivering", "reviewing", "closing"]
"""The stage of a partnership."""

ItemId = NewType("ItemId", str)
"""The id of an item, unique within its canvas."""

Labels = Mapping[str, str]
"""An organisation's own words for the labels of documents, by those that they replace."""

NO_LABELS: Final[Labels] = MappingProxyType({})
