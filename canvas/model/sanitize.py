"""Sanitise text on its way in, and escape it on its way out.

Typed and pasted text enters a canvas through `clean`. Any text reaches a screen, a terminal or a message
through `visible`, a document or a text field through `printable`; a file keeps its text unchanged. Patterns
are strings: `re` compiles them when a text first needs them, and most texts never do.
"""

from __future__ import annotations

import re

from canvas.model.graphemes import fitting

_UNSEEN = (
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but tab and newline; DEL
    "\x80-\x9f"  # C1
    "\u202a-\u202e\u2066-\u2069"  # they turn the direction of a line around
    "\u2028\u2029\ufeff"  # line and paragraph separators; byte order mark
    "\ud800-\udfff"  # halves of a surrogate pair
    "\U000e0000-\U000e007f"  # tags
    "]"
)
_PAINTS_NOTHING = "[\u00ad\u061c\u200b\u200e\u200f]"
"""Soft hyphens, places to break a word, and marks of direction, all of which are ordinary in a text."""

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_SURROGATE = "[\ud800-\udfff]"
_NEWLINE = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_INVISIBLE = (
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*"
)
_NARROW = "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
_QUOTE_COLUMNS = 40


def harmless(text: str) -> str:
    """Sanitise text to insert into another: white space at its ends stays.

    Line ends become newlines, control characters and a leading byte order mark are removed, surrogates become
    the replacement character.
    """
    if text.isprintable():  # most texts are, and nothing of this is
        return text
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


def printable(text: str) -> str:
    """Escape characters that could control a terminal, hide, or turn the writing direction; idempotent.

    C0 controls become their pictures (ESC is ``␛``), the others their code point, as in ``<202E>``. Newlines
    and tabs stay, as do soft hyphens and direction marks.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():  # most texts are, `_UNSEEN` is not
        return text
    return re.sub(_UNSEEN, _mark, text)


def printable_line(text: str) -> str:
    """Like `printable`, for one line: newlines and tabs become spaces."""
    if text.isprintable():
        return text
    return printable(text.replace("\r\n", "\n").translate(_SPACES))


def visible(text: str) -> str:
    """Like `printable`, without soft hyphens and direction marks: terminals disagree what they paint."""
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(_PAINTS_NOTHING, "", printable(text))


def visible_line(text: str) -> str:
    """Like `visible`, for one line: newlines and tabs become spaces."""
    if text.isprintable():
        return text
    return visible(text.replace("\r\n", "\n").translate(_SPACES))


def quote(text: str) -> str:
    """Name a statement in a sentence: one line, truncated, in quotation marks."""
    return f"‘{shorten(visible_line(text).strip(), _QUOTE_COLUMNS)}’"


def is_narrow(text: str) -> bool:
    """Whether each character of a text is a grapheme cluster of one column, as in most texts."""
    return (text.isascii() and text.isprintable()) or re.fullmatch(_NARROW, text) is not None


def shorten(text: str, columns: int, *, at_word: bool = False) -> str:
    """Truncate a text of one line to some columns, between clusters, with an ellipsis for what is missing.

    ``at_word`` prefers the end of a word, where one is in the second half.
    """
    if is_narrow(text):
        fits, end = len(text) <= columns, max(0, columns - 1)
    else:
        fits, end = fitting(text, columns) == len(text), fitting(text, columns - 1)
    if fits:
        return text
    if at_word:
        space = text.rfind(" ", 0, end + 1)
        return text[: space if space >= (end + 1) // 2 else end].rstrip(" ,;:–-") + "…"
    return text[:end].rstrip() + "…" if columns > 0 else ""


_SPACES = {ord("\n"): " ", ord("\t"): " "}
_DELETE = 0x7F
_CONTROL_PICTURES = 0x2400


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == _DELETE else f"<{code:04X}>"
