"""What text may hold, and how it is shown safely.

Two doors. `clean` is the one through which typed, pasted and edited text enters a canvas: it decides what
the text may hold. `visible` is the one through which any text reaches a screen, a terminal or a message:
what a file holds is kept to the letter, and shown with its control characters made harmless and visible.

The patterns are handed to `re` as they stand: it compiles each when a text first needs it, and most never do.
"""

from __future__ import annotations

import re

_UNSEEN = (
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but tab and newline; DEL
    "\x80-\x9f"  # C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of writing
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
    """A piece of text to put into another: like `clean`, with the white space at its ends.

    Every kind of line end becomes a newline, control characters and a leading byte order mark go, half a
    surrogate pair becomes the replacement character.
    """
    text = re.sub(_NEWLINE, "\n", text)
    text = re.sub(_CONTROL, "", text)
    return re.sub(_SURROGATE, "\ufffd", text).lstrip("\ufeff")


def harmless_line(text: str) -> str:
    """Like `harmless`, for a place that has one line: line ends within become a space, as do tabs."""
    return re.sub(r"\s*\n\s*|\t", " ", harmless(text).strip("\n"))


def clean(text: str) -> str:
    """Typed, pasted or edited text as a canvas keeps it: harmless, without the white space around it.

    Invisible characters alone are no text. Cleaning twice changes nothing more.
    """
    text = re.sub(r"\A[\s\ufeff]+", "", harmless(text)).rstrip()
    return "" if re.fullmatch(_INVISIBLE, text) else text


def clean_line(text: str) -> str:
    """Like `clean`, for what fits on one line: each run of white space with a line end becomes a space."""
    return " ".join(filter(None, map(str.strip, clean(text).split("\n"))))


def statements(pasted: str) -> tuple[str, ...]:
    """Pasted text as statements, one a line that holds anything.

    Where every line begins with a bullet, it was a list somewhere else, and the bullets go.
    """
    lines = [line for line in map(clean_line, clean(pasted).split("\n")) if line]
    if len(lines) > 1 and all(re.match(_BULLET, line) for line in lines):
        lines = [re.sub(_BULLET, "", line, count=1) for line in lines]
    return tuple(lines)


def visible(text: str) -> str:
    """The text with each character that could act, hide or turn the line shown as a mark instead.

    C0 controls become their pictures (ESC is ``␛``); the rest their code point, as in ``<202E>``. Newlines
    and tabs stay. What comes out holds nothing that `visible` would change.
    """
    if text.replace("\n", "").isprintable():  # almost every text is, and none that holds what is marked
        return text
    return re.sub(_UNSEEN, _mark, text)


def visible_line(text: str) -> str:
    """Like `visible`, for a place that has one line: newlines and tabs become spaces."""
    return visible(text.replace("\r\n", "\n").translate(_SPACES))


def quote(text: str) -> str:
    """A statement named in a sentence: on one line, shortened, in quotation marks."""
    line = visible_line(text).strip()
    if len(line) > _QUOTE_LENGTH:
        line = line[: _QUOTE_LENGTH - 1].rstrip() + "…"
    return f"‘{line}’"


_SPACES = {ord("\n"): " ", ord("\t"): " "}
_DELETE = 0x7F
_PICTURES = 0x2400


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"<{code:04X}>"
