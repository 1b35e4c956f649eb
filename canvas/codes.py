"""The exit codes of the program; 1 is for findings, differences and conflicts, which no verb has yet."""

from __future__ import annotations

DONE = 0
WRONG = 2
"""Wrong use, or a file that cannot be read or written."""

INTERRUPTED = 130
UNREAD = 141
"""Whoever read the output went before its end."""
