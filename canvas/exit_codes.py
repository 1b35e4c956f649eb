"""The exit codes of the program."""

from __future__ import annotations

DONE = 0
FOUND = 1
"""There are findings, differences or conflicts."""

WRONG = 2
"""Wrong use, or a file that cannot be read or written."""

INTERRUPTED = 130
UNREAD = 141
"""Whoever read the output went before its end."""
