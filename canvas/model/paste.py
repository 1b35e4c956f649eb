"""Turn pasted text into statements: without list signs, with wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from canvas.model.sanitize import clean_line, harmless

_LINE_ENDS = ("\n", "\r", "\x0c", "\x85", "\u2029")
_LINE_END = "\r\n|[\r\n\x0c\x85\u2029]"
_SOFT_BREAK = "[\x0b\u2028]"
"""A line break within a paragraph, as Word has it."""

ORNAMENT = "[■□►➢➤❖\uf0d8]"
"""A sign that stands before headings as well as before entries."""

_BULLETS = "•‣⁃∙◦▪●○\uf0a7\uf0b7"
_CHECKS = "✓✔\uf0fc"
_NO_RATING = rf"(?!{ORNAMENT}|[{_BULLETS}{_CHECKS}])"
BULLET = rf"(?:{ORNAMENT}|[{_BULLETS}]){_NO_RATING}"
"""A sign that begins an entry even without a blank, but no rating; some are of Word’s symbol fonts."""
_GLYPH = rf"{BULLET}|[{_CHECKS}]{_NO_RATING}"
_SIGNS = (
    r"(?P<box>\[[ xX]\]|[☐☑☒](?![☐☑☒]))\s*"
    rf"|(?P<glyph>{_GLYPH})\s*"
    r"|(?P<dot>[-*+·–—])\s+"
    r"|(?P<o>o)(?:\t|[ \xa0]{2})\s*"
    r"|(?P<number>\d{1,3})[.)]\s+"
    r"|(?P<letter>[A-Za-z])\)\s+"
)
_SIGN = rf"\s*(?:{_SIGNS})(?:(?:\[[ xX]\]|[☐☑☒])\s+)?(?=\S)"
_BARE_BULLET = rf"\s*(?:{_GLYPH}|[·☐])\s*"
_LEAST_SIGNS = 2
"""One line that begins like an entry is no list."""

_LEAST_WIDTH = 40
"""Texts are wrapped at no fewer columns than this."""


class Pasted(NamedTuple):
    """What a paste comes to.

    Attributes:
        texts: the statements.
        to_the_letter: each line that is not blank, with its list sign.
        has_lost_signs: whether list signs were taken off.
    """

    texts: tuple[str, ...]
    to_the_letter: tuple[str, ...]
    has_lost_signs: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the statements differ from the lines that were pasted."""
        return self.texts != self.to_the_letter

    @property
    def sentence(self) -> str:
        """What was made of it, without a full stop at its end."""
        count = len(self.texts)
        said = f"{count} statement{'' if count == 1 else 's'}"
        if self.has_lost_signs:
            said += "; list signs taken off"
        if count < len(self.to_the_letter):
            said += ", lines joined"
        return said


class _Line(NamedTuple):
    """A pasted line: as it stands, its list sign and what follows that, and if it goes on the one before."""

    text: str
    sign: str = ""
    rest: str = ""
    goes_on: bool = False


def parse_paste(pasted: str, before: str = "", after: str = "") -> Pasted:
    """The statements of a pasted text: one a line, or one an entry where most lines have a list sign.

    Args:
        pasted: the text.
        before: what stands before it on the line, where it is pasted into words.
        after: what stands behind it there.
    """
    found = _parsed(pasted)
    if not before and not after:
        return found
    ends = (pasted[:1] in _LINE_ENDS, pasted[-1:] in _LINE_ENDS)
    texts = _within(found.texts, before, after, ends)
    return Pasted(texts, _within(found.to_the_letter, before, after, ends), found.has_lost_signs)


def one_statement(text: str) -> Pasted:
    """A text as one statement, whatever line ends it has."""
    texts = tuple(filter(None, [clean_line(text)]))
    return Pasted(texts, texts)


def _within(texts: tuple[str, ...], before: str, after: str, ends: tuple[bool, bool]) -> tuple[str, ...]:
    """Pasted statements with what stands before and behind them; a line end there parts them."""
    said = list(texts) or [""]
    said[:1] = [before, said[0]] if ends[0] else [before + said[0]]
    said[-1:] = [said[-1], after] if ends[1] else [said[-1] + after]
    return tuple(filter(None, map(clean_line, said)))


def _parsed(pasted: str) -> Pasted:
    lines = [_on_one_line(line) for line in re.split(_LINE_END, pasted)]
    letter = tuple(filter(None, map(clean_line, lines)))
    read = _read(lines)
    signs = sum(bool(line.sign) for line in read)
    entries = sum(not line.goes_on for line in read if line.text)
    if signs < _LEAST_SIGNS or signs * 2 <= entries:
        return Pasted(letter, letter)
    texts = tuple(filter(None, map(clean_line, _joined(read))))
    return Pasted(texts, letter, has_lost_signs=True)


def _on_one_line(line: str) -> str:
    """A pasted line without soft breaks and control characters, and without blanks at its end."""
    first, *others = re.split(_SOFT_BREAK, line)
    return " ".join(filter(None, [harmless(first).rstrip(), *map(str.strip, map(harmless, others))]))


def _joined(lines: Sequence[_Line]) -> Iterator[str]:
    """The text of each entry, with its wrapped lines."""
    entry: list[str] = []
    for line in lines:
        if entry and not line.goes_on:
            yield " ".join(entry)
            entry = []
        if line.text:
            entry.append(line.rest if line.sign else line.text.strip())
    yield " ".join(entry)


def _read(lines: Sequence[str]) -> list[_Line]:
    """The lines with their list signs, and whether each goes on the entry before it."""
    found = [_matched(line) for line in lines]
    dots = Counter(match["dot"] for match in found if match)
    width = max(map(len, lines))
    read: list[_Line] = []
    indent, in_entry, is_bare = 0, False, False
    for number, (line, match) in enumerate(zip(lines, found, strict=True)):
        sign = match[0] if match and _is_sign(found, number, dots) else ""
        if sign or re.fullmatch(_BARE_BULLET, line):
            indent, in_entry, is_bare = _indent_of(line), True, not sign
            read.append(_Line(line, sign or line, line[len(sign) :] if sign else ""))
        elif not line.strip():
            in_entry = is_bare and in_entry
            read.append(_Line(""))
        else:
            before = lines[number - 1]
            goes_on = in_entry and (is_bare or _indent_of(line) > indent or _is_wrap(before, line, width))
            in_entry, is_bare = goes_on, False
            read.append(_Line(line, goes_on=goes_on))
    return read


def _matched(line: str) -> re.Match[str] | None:
    return re.match(_SIGN, line)


def _is_sign(found: Sequence[re.Match[str] | None], number: int, dots: Counter[str | None]) -> bool:
    """Whether what a line begins with is a list sign beside those of the other lines.

    A number or letter needs a neighbour in the sequence, and a bullet before a digit, which may be a minus,
    another of its kind; ``dots`` counts these.
    """
    match = found[number]
    if match is None:
        return False
    if match["dot"] and match.string[match.end() : match.end() + 1].isdigit():
        return dots[match["dot"]] > 1
    for kind in ("number", "letter"):
        if match[kind]:
            value = _value(match[kind])
            others = (_neighbour(found, number, step, kind) for step in (-1, 1))
            return any(other is not None and abs(value - other) <= 1 for other in others) or value == 1
    return True


def _neighbour(found: Sequence[re.Match[str] | None], number: int, step: int, kind: str) -> int | None:
    """The number or letter of the next line that has one, in a direction."""
    at = number + step
    while 0 <= at < len(found):
        other = found[at]
        if other and other[kind]:
            return _value(other[kind])
        at += step
    return None


def _value(counted: str) -> int:
    return int(counted) if counted.isdigit() else ord(counted.casefold()) - ord("a") + 1


def _is_wrap(before: str, line: str, width: int) -> bool:
    """Whether a line ends because its next word would not have fitted."""
    word = line.split(maxsplit=1)[0]
    return width >= _LEAST_WIDTH and len(before) + 1 + len(word) > width


def _indent_of(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
