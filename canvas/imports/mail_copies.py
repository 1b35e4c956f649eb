"""Find the copies of a summary in a mail: the reply, and the original that is quoted above or below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from canvas.imports.line_values import collapsed

ORIGIN: Final = r"\bcanvas:\s+(?:version|draft)\s+[0-9a-f]{7,}"
"""The line that names the exported version, at the end of a summary."""

_VERSION: Final = r"[*_]*(?:As of|Draft of)\b[^(]*\([^()]*\b[0-9a-f]{7,}\)"
"""The line that names it below the title."""

_QUOTED: Final = r"(?:[ \t]*>)*"
_ATTRIBUTION: Final = (
    r"[^\n]*\b(?:wrote|writes|schrieb|a écrit|escribió|escreveu|schreef)\b[^\n]{0,120}[:：]\s*$"
    r"|[^\n]*(?:写道|كتب)[^\n]{0,120}[:：]\s*$"
    r"|-{2,}\s*[^-\s\n|][^-\n|]*-{2,}\s*$|_{10,}\s*$"
    r"|[*_]*(?:From|Von|De|Van|发件人|من)\s?[:：]"
)
"""A line that a mail program writes above a quoted mail."""

_MAX_LEAD_LINES: Final = 40
"""How far above a copy the line of the mail program may stand."""

_MAX_COPIES: Final = 20
"""How many copies a mail may hold; of more none is looked for."""

_MAX_TITLE_LINES: Final = 6
"""How far below the title the line of the version may stand; a copy without a title has more lines."""

_LEAST_SHARED: Final = 0.6
"""The share of the words of the shorter text that must be in the other, for both to be copies."""


class Copy(NamedTuple):
    """A copy of a summary within a text.

    Attributes:
        text: the text without the other copies, whose lines are empty, so that lines keep their numbers.
        alone: the same without what was written around the copies.
        line: the line it begins on.
        depth: how often it is quoted; a line of a mail program above it counts as well.
    """

    text: str
    alone: str
    line: int
    depth: int


class _Span(NamedTuple):
    """The lines of a copy: those that lead to it, itself, and what follows it; and how often it is quoted."""

    lead: int
    start: int
    end: int
    depth: int
    is_attributed: bool


def mail_copies(text: str) -> tuple[Copy, ...]:
    """The copies of a summary in a text, in their order; none where there is only one."""
    lines = text.split("\n")
    bare = [re.sub(rf"^{_QUOTED}[ \t]*", "", line) for line in lines]
    depths = [line[: len(line) - len(words)].count(">") for line, words in zip(lines, bare, strict=True)]
    origins = [at for at, words in enumerate(bare) if re.search(ORIGIN, words)]
    starts = _starts(bare, depths, origins)
    if not 1 < len(starts) <= _MAX_COPIES:
        return ()
    spans: list[_Span] = []
    for start, after in pairwise([*starts, len(lines)]):
        end = next((at + 1 for at in origins if start <= at < after), None)
        depth = depths[start if end is None else end - 1]
        lead, is_attributed = _lead(bare, depths, spans[-1].end if spans else 0, start)
        if end is None:
            quoted = [at for at in range(start, after) if depth and depths[at] >= depth]
            end = quoted[-1] + 1 if quoted else start + 1
        spans.append(_Span(lead, start, end, depth, is_attributed))
    owners = _owners(depths, spans)
    copies = []
    for number, span in enumerate(spans):
        sign = rf"^(?:[ \t]*>){{0,{span.depth}}} ?" if span.depth else "^"
        own, kept = (
            "\n".join(
                re.sub(sign, "", line) if owner in whose else ""
                for line, owner in zip(lines, owners, strict=True)
            )
            for whose in ((number,), (None, number))
        )
        copies.append(Copy(kept, own, span.start + 1, span.depth + span.is_attributed))
    return tuple(copies) if _are_alike(bare, spans) else ()


def _starts(bare: Sequence[str], depths: Sequence[int], origins: Sequence[int]) -> list[int]:
    """The first line of each copy: its title, or what stands there where that is gone."""
    titles = {at: collapsed(words[1:]) for at, words in enumerate(bare) if re.match(r"#[ \u00a0]+\S", words)}
    first = next(iter(titles.values()), "")
    starts = {at for at, title in titles.items() if title == first}
    for at, words in enumerate(bare):
        if re.match(_VERSION, words) and starts.isdisjoint(range(at - _MAX_TITLE_LINES, at)):
            above = (place for place in range(at - 1, max(-1, at - 4), -1) if bare[place].strip(" =-*_"))
            starts.add(next(above, at))
    before = 0
    for origin in origins:
        if len(starts) <= _MAX_COPIES and not any(before <= start <= origin for start in starts):
            there = [at for at in range(before, origin) if bare[at].strip() and depths[at] == depths[origin]]
            starts.update(there[:1] if len(there) > _MAX_TITLE_LINES else ())
        before = origin + 1
    return sorted(starts)


def _lead(bare: Sequence[str], depths: Sequence[int], after: int, start: int) -> tuple[int, bool]:
    """Where the lines begin that lead to a copy, and whether a mail program wrote one of them."""
    lead = start
    for at in range(start - 1, after - 1, -1):  # the rest of the mail that is quoted
        if bare[at].strip() and (not depths[start] or depths[at] < depths[start]):
            break
        lead = at
    near = range(max(after, lead - _MAX_LEAD_LINES), start)
    found = next((at for at in near if re.match(_ATTRIBUTION, bare[at])), None)
    if found is None:
        return lead, False
    is_wrapped = found > after and re.match(r"\w+ .*[0-9]", bare[found - 1]) and len(bare[found]) < 40  # noqa: PLR2004 - “Ana <a@x.org> wrote:”
    return min(lead, found - bool(is_wrapped)), True


def _are_alike(bare: Sequence[str], spans: Sequence[_Span]) -> bool:
    """Whether each text says most of what the one before it says, or is a part of it."""
    ends = [*(span.lead for span in spans[1:]), len(bare)]
    said = [Counter(" ".join(bare[span.start : end]).split()) for span, end in zip(spans, ends, strict=True)]
    return all(
        (one & other).total() >= _LEAST_SHARED * min(one.total(), other.total())
        for one, other in pairwise(said)
    )


def _owners(depths: Sequence[int], spans: Sequence[_Span]) -> list[int | None]:
    """The number of the copy that each line belongs to; None for what was written around them."""
    owners: list[int | None] = [None] * len(depths)
    ends = [*(span.lead for span in spans[1:]), len(depths)]
    for number, (span, end) in enumerate(zip(spans, ends, strict=True)):
        for at in range(span.lead, end):
            is_reply = depths[at] < span.depth or not (span.depth or span.is_attributed)
            owners[at] = None if at >= span.end and is_reply else number
    return owners
