"""Read plain text into blocks: headings are recognised by their numbers, capitals, underlines and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from canvas.imports.blocks import Block, Entry, Heading, LeftOut, Paragraph, Row, Source, Table, bounded
from canvas.imports.front_matter import split_front_matter
from canvas.imports.left_out import is_contents_line, is_page_number, is_sentence, is_signature
from canvas.imports.vocabulary import match_heading, without_numbering
from canvas.model.paste import BULLET, ORNAMENT
from canvas.model.sanitize import clean_line, harmless

_BULLET: Final = rf"{BULLET}|[-*+·–—‐](?=[ \t\u00a0])"
_ENTRY: Final = rf"(?P<indent>[ \t\u3000]*)(?P<sign>{_BULLET}|o(?=\t| {{2}}))[ \t\u00a0]*(?=\S)"
_NUMBER: Final = (
    r"(?P<indent>[ \t\u3000]*)(?P<sign>\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)）、](?![0-9])"
    r"|\(?(?:[a-zأ-ي]|[ivx]{2,4})[)]"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})+"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[）)])[ \t\u00a0]*(?=\S)"
)
_NUMBERED_HEADING: Final = (
    r"\s*(?:(?:article|artikel|section|clause|cl[aá]usula|art[ií]culo|artigo|art\.|§|المادة|البند)\s*"
    r"(?:[0-9]+|[ivx]+\b)|第\s*[一二三四五六七八九十0-9]+\s*[条章节]"
    r"|[一二三四五六七八九十]{1,3}\s*[、.．]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?\s|[ivx]{1,5}[.)]\s"
    r"|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)ً?\s*[:،.–-])"
)
_UNDERLINE: Final = r"\s*([=\-_~*#])\1{2,}\s*"
_SENTENCE_END: Final = r"[.;,!?。；，、！？؛،؟]$"
_MAX_HEADING_CHARS: Final = 80
_LEAST_REPEATS: Final = 3


class _Line(NamedTuple):
    """A line: its text without blanks at its ends, its number, its indent, the sign of a list before it."""

    text: str
    number: int
    indent: int
    sign: str = ""
    rest: str = ""


def read_plain_text(text: str) -> Source:
    """The blocks and the front matter of a document."""
    text = harmless(text)
    properties, skipped = split_front_matter(text)
    lines = [_line(each, number) for number, each in enumerate(text.split("\n"), 1)]
    return Source(bounded(_blocks(lines[skipped:])), properties)


def _line(text: str, number: int) -> _Line:
    found = re.match(_ENTRY, text) or re.match(_NUMBER, text)
    expanded = text.expandtabs(4)
    indent = len(expanded) - len(expanded.lstrip())
    sign = found["sign"] if found else ""
    return _Line(text.strip(), number, indent, sign, text[found.end() :].strip() if found else "")


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    """The blocks; a wrapped line belongs to the one above it."""
    counts = Counter(line.text for line in lines if not line.sign and len(line.text) <= _MAX_HEADING_CHARS)
    running = {text for text, count in counts.items() if text and count >= _LEAST_REPEATS}
    has_title = False
    signs: list[int] = []  # the indents of the lists that are open
    at = 0
    while at < len(lines):
        line = lines[at]
        after = at + 1
        if not line.text or re.fullmatch(_UNDERLINE, line.text):
            at = after
            continue
        if line.text in running:
            yield LeftOut(line.text, line.number, "running")
        elif is_page_number(line.text) or is_contents_line(line.text):
            yield Paragraph(line.text, line.number)
        elif _columns(line) and after < len(lines) and _columns(lines[after]):
            after = _table_end(lines, at)
            yield _table(lines[at:after])
        elif _is_heading(lines, at, is_first=not has_title):
            signs.clear()
            words = _without_ornament(lines, at).text.rstrip(":：")
            yield Heading(clean_line(words), 2 if has_title else 1, line.number)
            has_title = True
        else:
            after = _wrapped_end(lines, at, running)
            said = _joined([line.rest or line.text, *(each.text for each in lines[at + 1 : after])])
            if line.sign:
                signs[:] = [indent for indent in signs if indent < line.indent]
                signs.append(line.indent)
                below = _spoken(lines, after - 1, 1)
                has_entries = below is not None and bool(below.sign) and below.indent > line.indent
                yield Entry(said, line.number, len(signs) - 1, has_entries)
            else:
                yield Paragraph(said, line.number)
        has_title = True
        at = after


def _is_heading(lines: Sequence[_Line], at: int, *, is_first: bool) -> bool:  # noqa: PLR0911 - one rule after the other
    line = _without_ornament(lines, at)
    text = line.text
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    if len(text) > _MAX_HEADING_CHARS or re.match(_BULLET, f"{line.sign} "):
        return False
    if below and re.fullmatch(_UNDERLINE, below) and not line.sign:
        return True
    if re.search(_SENTENCE_END, text) or is_signature(text):
        return False
    stands_alone = (at == 0 or not lines[at - 1].text) and not below
    if is_first:
        return stands_alone
    is_numbered = re.match(_NUMBERED_HEADING, text, re.IGNORECASE) is not None and not is_sentence(text)
    if is_numbered:
        match = match_heading(text)
        is_known = match is not None and match.share > 0.5  # noqa: PLR2004 - half of the heading
        return (
            is_known
            or not line.sign
            or _is_capital(line.rest)
            or (stands_alone and not _has_sibling(lines, at))
        )
    if line.sign:
        return False
    begins = at == 0 or not lines[at - 1].text
    words = without_numbering(text).rstrip(":：")
    match = match_heading(words)
    return (
        (begins and _is_capital(words))
        or (
            (stands_alone or text.endswith((":", "："))) and match is not None and match.share > 0.4  # noqa: PLR2004
        )
        or (stands_alone and match is not None and bool(match.furniture))
    )


def _is_capital(words: str) -> bool:
    """Whether all letters of a heading are capitals."""
    return words.upper() == words and words.lower() != words and len(words) > 2  # noqa: PLR2004


def _has_sibling(lines: Sequence[_Line], at: int) -> bool:
    """Whether the next line with words has a sign of the same sort."""
    below = _spoken(lines, at, 1)
    return below is not None and bool(below.sign) and below.indent == lines[at].indent


def _without_ornament(lines: Sequence[_Line], at: int) -> _Line:
    """A line without the ornament before it, where it begins a block and no entry beside it has the same."""
    line = lines[at]
    if not re.match(ORNAMENT, line.sign) or (at and lines[at - 1].text):
        return line
    block = takewhile(lambda each: each.text, (lines[place] for place in range(at + 1, len(lines))))
    beside = (_spoken(lines, at, -1), _spoken(lines, at, 1), *block)
    is_entry = any(each is not None and each.sign == line.sign for each in beside)
    return line if is_entry else line._replace(text=line.rest, sign="")


def _spoken(lines: Sequence[_Line], at: int, step: int) -> _Line | None:
    """The next line with words in a direction."""
    places = range(at + step, len(lines) if step > 0 else -1, step)
    return next((lines[place] for place in places if lines[place].text), None)


def _wrapped_end(lines: Sequence[_Line], at: int, running: Collection[str]) -> int:
    """Where the paragraph or entry that begins on a line ends."""
    first, after = lines[at], at + 1
    while after < len(lines) and lines[after].text and not lines[after].sign:
        line = lines[after]
        if line.text in running or is_page_number(line.text) or is_contents_line(line.text):
            break
        if re.fullmatch(_UNDERLINE, line.text) or (first.sign and line.indent < first.indent):
            break
        if (
            not first.sign
            and _ends(lines[after - 1].text)
            and len(lines[after - 1].text) < _MAX_HEADING_CHARS // 2
        ):
            break
        if _is_heading(lines, after, is_first=False):
            break
        after += 1
    return after


def _ends(text: str) -> bool:
    return re.search(r"[.:。：؟!?]$", text) is not None


def _joined(texts: Sequence[str]) -> str:
    wide = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
    return clean_line(re.sub(rf"(?<={wide})\n(?={wide})", "", "\n".join(texts)))


def _columns(line: _Line) -> tuple[str, ...]:
    """The cells of a line of a table: parted by bars or tabs."""
    for sign in ("|", "\t", "｜"):
        if sign in line.text.strip(sign):
            return tuple(cell.strip() for cell in line.text.strip(sign).split(sign))
    return ()


def _table_end(lines: Sequence[_Line], at: int) -> int:
    while at < len(lines) and (_columns(lines[at]) or re.fullmatch(r"[\s|+:=-]+", lines[at].text)):
        at += 1
    return at


def _table(lines: Sequence[_Line]) -> Table:
    rows = [line for line in lines if not re.fullmatch(r"[\s|+:=-]*", line.text)]
    header, *rest = rows
    read = tuple(Row(tuple(map(clean_line, _columns(row))), row.number) for row in rest)
    return Table(_columns(header), tuple(row for row in read if any(row.cells)), header.number)
