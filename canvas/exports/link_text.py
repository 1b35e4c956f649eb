"""Find the web and mail addresses in a text, to show them as links."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LABEL = "(?!-)[A-Za-z0-9-]+(?<!-)"
_PATTERN = (
    r"(?:(?<![^\s(\"'])|(?<=‘)|(?<=“))"  # as one set, quotation marks beyond ASCII compile four times as long
    rf"(?:(https?://)|[A-Za-z0-9._+-]+(?<!\.)@){_LABEL}(?:\.{_LABEL})+"
    r"(?(1)(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9\-._~/?#@!$&'()*+,;=:%]*)?)"
)
_TRAILING = ".,;:!?'*"
"""Punctuation at the end of an address belongs to the sentence around it."""


def split_links(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into parts, each with the address that it links to; empty where it is no link.

    The text of a link is its address exactly as typed. Only plain ASCII addresses become links: of others
    it is hard to see where they lead.
    """
    end = 0
    for found in re.finditer(_PATTERN, text):
        address = found[0].rstrip(_TRAILING)
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(_TRAILING)
        stop = found.start() + len(address)
        goes_on = stop < len(text) and (text[stop].isalnum() or text[stop] in "_@/\\")
        if goes_on or text.startswith("://", stop):
            continue
        if found.start() > end:
            yield text[end : found.start()], ""
        yield address, address if "://" in address else f"mailto:{address}"
        end = stop
    if end < len(text):
        yield text[end:], ""
