"""What a report told before, so that a check tells only what is new."""

from __future__ import annotations

import json


def read_baseline(path: str) -> frozenset[str]:
    """The fingerprints in a report as JSON or JSON lines.

    Raises:
        OSError: where it cannot be read.
        ValueError: where it is no such report.
    """
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    try:
        is_list = text.lstrip().startswith("[")
        entries = json.loads(text) if is_list else list(map(json.loads, text.splitlines()))
        return frozenset(str(entry["fingerprint"]) for entry in entries if "answer" not in entry)
    except (TypeError, KeyError, RecursionError):
        raise ValueError(path) from None
