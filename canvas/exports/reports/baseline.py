"""What a report told before, so that a check tells only what is new."""

from __future__ import annotations

import json
from typing import Final

_MAX_CHARACTERS: Final = 64 * 1024 * 1024
"""The longest report that is read: some hundred thousand findings. A device may have no end."""


def read_baseline(path: str) -> frozenset[str]:
    """The fingerprints in a report as JSON or JSON lines.

    Raises:
        OSError: where it cannot be read.
        ValueError: where it is no such report.
    """
    with open(path, encoding="utf-8") as stream:
        text = stream.read(_MAX_CHARACTERS + 1)
    if len(text) > _MAX_CHARACTERS:
        raise ValueError(path)
    try:
        is_list = text.lstrip().startswith("[")
        entries = json.loads(text) if is_list else list(map(json.loads, text.splitlines()))
        return frozenset(str(entry["fingerprint"]) for entry in entries if "answer" not in entry)
    except (TypeError, KeyError, RecursionError):
        raise ValueError(path) from None
