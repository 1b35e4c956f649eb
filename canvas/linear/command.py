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
        not_of_statements: what is said where the number of a statement follows, which it does not take;
            empty where that is for the command to judge.
    """

    name: str
    short: tuple[str, ...]
    usage: str
    help: str
    not_of_statements: str = ""
