"""What there is to know of a command of the conversation."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command.

    Attributes:
        name: its word.
        short: other words for it; where the board has a key for the same, that key.
        usage: an example of it, with placeholders in capitals.
        help: what it does, to end a sentence.
    """

    name: str
    short: tuple[str, ...]
    usage: str
    help: str
