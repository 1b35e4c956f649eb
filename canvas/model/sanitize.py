"""Sanitise text on its way in, and escape it on its way out.

Typed and pasted text enters a canvas through `clean`. Any text reaches a screen, a terminal or a message
through `visible`; a file keeps its text unchanged. Patterns are strings: `re` compiles them when a text first
needs them, and most texts never do.
"""

from __future__ import annotations

import re

_UNSEEN = (
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but tab and newline; DEL
    "\x80-\x9f"  # C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks
    "\u2028\u2029\ufeff"  # line and paragraph separators; byte order mark
    "\ud800-\udfff"  # halves of a surrogate pair
    "\U000e0000-\U000e007f"  # tags
    "]"
)
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_SURROGATE = "[\ud800-\udfff]"
_NEWLINE = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_BULLET = r"\s*(?:[-*+•‣◦▪●○·–—]|\[[ xX]\])\s+(?=\S)"
_INVISIBLE = (
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*"
)
_QUOTE_LENGTH = 40


def harmless(text: str) -> str:
    """Sanitise text to insert into another: white space at its ends stays.

    Line ends become newlines, control characters and a leading byte order mark are removed, surrogates become
    the replacement character.
    """
    text = re.sub(_NEWLINE, "\n", text)
    text = re.sub(_CONTROL, "", text)
    return re.sub(_SURROGATE, "\ufffd", text).lstrip("\ufeff")


def harmless_line(text: str) -> str:
    """Like `harmless`, for a one-line field: line ends within and tabs become spaces."""
    return re.sub(r"\s*\n\s*|\t", " ", harmless(text).strip("\n"))


def clean(text: str) -> str:
    """Sanitise typed or pasted text for the canvas, and strip it; invisible characters alone are no text.

    Idempotent.
    """
    text = re.sub(r"\A[\s\ufeff]+", "", harmless(text)).rstrip()
    return "" if re.fullmatch(_INVISIBLE, text) else text


def clean_line(text: str) -> str:
    """Like `clean`, for one line: white space with a line end in it becomes a space."""
    return " ".join(filter(None, map(str.strip, clean(text).split("\n"))))


def statements(pasted: str) -> tuple[str, ...]:
    """Split pasted text into statements, one for each line that is not blank.

    Bullets are removed where every line begins with one.
    """
    lines = [line for line in map(clean_line, clean(pasted).split("\n")) if line]
    if len(lines) > 1 and all(re.match(_BULLET, line) for line in lines):
        lines = [re.sub(_BULLET, "", line, count=1) for line in lines]
    return tuple(lines)


def visible(text: str) -> str:
    """Escape characters that could control a terminal, hide, or change the writing direction; idempotent.

    C0 controls become their pictures (ESC is ``␛``), the others their code point, as in ``<202E>``. Newlines
    and tabs stay.
    """
    if text.replace("\n", "").isprintable():  # almost every text is, and `_UNSEEN` is not
        return text
    return re.sub(_UNSEEN, _mark, text)


def visible_line(text: str) -> str:
    """Like `visible`, for one line: newlines and tabs become spaces."""
    return visible(text.replace("\r\n", "\n").translate(_SPACES))


def quote(text: str) -> str:
    """Name a statement in a sentence: one line, truncated, in quotation marks."""
    line = visible_line(text).strip()
    if len(line) > _QUOTE_LENGTH:
        line = line[: _QUOTE_LENGTH - 1].rstrip() + "…"
    return f"‘{line}’"


_SPACES = {ord("\n"): " ", ord("\t"): " "}
_DELETE = 0x7F
_CONTROL_PICTURES = 0x2400


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == _DELETE else f"<{code:04X}>"
