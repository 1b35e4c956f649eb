"""Find text that was decoded wrongly, such as ``donâ€™t``, and restore it.

UTF-8 that was read as Windows-1252 or Mac Roman turns one character into two to four, most of them symbols
that no language writes there. A text counts as wrongly decoded where one such group is evident; then all are
restored. What is uncertain is left alone: ordinary text of any language must not be suspected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from unicodedata import category

from canvas.model.canvas import Canvas, Item, common_ends
from canvas.model.edits import Edit, find, put_panels, quote_items
from canvas.model.types import ItemId

_MAX_ROUNDS = 6
"""A text may have been decoded wrongly more than once, and hold what was so in two ways."""

_SYMBOLS = range(0x2000, 0x2C00)
"""Punctuation, arrows, mathematical signs and dingbats."""

_UNSEEN = "\xa0\xad\u200b\u200d\ufe0f"
_NEVER_BEHIND_A_LETTER = "¡¢£¤¥¦§¨©¬¯°±µ¶·¸¹¼½¾¿€‚ƒ„†‡ˆ‰œ˜\xad\x80-\x9f"
_SMALL = "[a-zß-öø-ÿ]"
_SUSPICIOUS = "[à-ïðÂ-ßŒœŸƒÿ√¬≈◊‚„‡‰·–—\uf8ff][^\x00-\x7f]"
"""A quick look that most texts pass: what may begin a group, and no letter of ASCII behind it."""

_EVIDENT = {
    "mac_roman": (
        "‚(?:Ä[ìîïòôúùû†¢¶ªπºø∫]|ú[Öìîïóò]|ù[åóò§]|Ç¨|Ñ¢|Ü[êëíì]|â[à†§•]|àû|ò[ÖÜêë]|ö†|ó[èã]|ñ†)",  # ’…✓€→
        "\uf8ff~~~",  # emoji
        f"(?<={_SMALL})√[^πΩ∑∏∫±≤≥\\s]",
        "√[^πΩ∑∏∫∂±≤≥\\w\\s](?=[a-z])",
        "¬[£†∞´ª©®Æ]",
        "√¢¬~¬~",  # punctuation and signs, twice
        "(?:[√ƒ≈]~){2,}|(?:[ŒœÿŸ◊–—]~){3,}|(?:[‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ]~~){2,}",  # words of other scripts
    ),
    "cp1252": (
        "â[€‚„†‡ˆ‰Š˜šœž\x80-\x9e]~",
        "ð[\x9fŸ]~~",
        f"[ÂÃÄÅ][{_NEVER_BEHIND_A_LETTER}]",
        f"(?<={_SMALL})[ÂÃÄÅ]~",  # a capital behind a small letter
        "(?<![^\\W\\d_])[ÂÃ](?![‘’“”«»‹›])~(?=[a-z])",  # a capital and a sign before a small letter
        "(?<![\\w\xa0«])Ã\xa0",
        "(?:[ÐÑÎÏ×ØÙÚ]~){3,}|(?:[à-ï]~~){2,}",
    ),
}
"""What ordinary text does not have, by the encoding it was read as; ``~`` is any byte but a group's first."""

_LAST_BYTE_LOST = re.compile("â€(?=[^\\S\xa0]|[.,;:!?)]|$)")
"""A closing quotation mark: its last byte is no character of Windows-1252."""


class _Reading(NamedTuple):
    """A wrong way to decode UTF-8.

    Attributes:
        to_byte: the byte behind each character.
        group: a pattern for the characters that one encoded character became.
        evident: a pattern for groups that ordinary text does not have.
    """

    to_byte: Mapping[str, int]
    group: re.Pattern[str]
    evident: re.Pattern[str]


def restored(text: str) -> str:
    """The text as it was before it was decoded wrongly; unchanged where nothing of it looks so."""
    if text.isascii() or not re.search(_SUSPICIOUS, text):
        return text
    for _ in range(_MAX_ROUNDS):
        # The first encoding again after each success: half restored, one looks like the other.
        better = next((new for codec in _EVIDENT if (new := _restored_from(text, codec)) != text), text)
        if better == text:
            break
        text = better
    return text


def wrongly_decoded(canvas: Canvas) -> list[ItemId]:
    """The ids of the items of which a text looks wrongly decoded, in reading order."""
    return [item.id for _, item in canvas if restored_item(item) is not item]


def newly_wrong(before: Canvas, after: Canvas) -> list[ItemId]:
    """The ids of the items that look wrongly decoded since an edit."""
    found: list[ItemId] = []
    for panel, items in after.panels.items():
        was = before.panels[panel]
        if items is not was:
            front, back = common_ends(was, items)
            known = {*map(id, was[front : len(was) - back])}
            came = (item for item in items[front : len(items) - back] if id(item) not in known)
            found += (item.id for item in came if restored_item(item) is not item)
    return [item_id for item_id in found if not _is_wrong(before.item(item_id))]


def _is_wrong(item: Item | None) -> bool:
    return item is not None and restored_item(item) is not item


def restored_field(item: Item) -> tuple[str, str]:
    """The first text of an item that looks wrongly decoded, as it is and restored."""
    new = restored_item(item)
    values = ((str(old), str(new.values[key])) for key, old in item.values.items())
    return next(pair for pair in ((item.text, new.text), *values) if pair[0] != pair[1])


def restored_item(item: Item) -> Item:
    """An item with all of its texts restored; the same object where none looks wrong."""
    text = restored(item.text)
    changes = {key: new for key, old in item.values.items() if (new := _restored_value(old)) is not old}
    if text == item.text and not changes:
        return item
    return item._replace(text=text, values={**item.values, **changes})


def restore_texts(canvas: Canvas, item_ids: list[ItemId]) -> Edit:
    """Restore the texts of some items, as one edit."""
    panels = dict(canvas.panels)
    for item_id in item_ids:
        (panel, at), item = find(canvas, item_id)
        panels[panel] = (*panels[panel][:at], restored_item(item), *panels[panel][at + 1 :])
    named = quote_items([find(canvas, item_id)[1] for item_id in item_ids])
    return put_panels(canvas, f"repair {named}", panels, item_ids)


def _restored_value(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    if isinstance(value, str):
        new = restored(value)
        return value if new == value else new
    if isinstance(value, list | tuple) and value and all(isinstance(entry, str) for entry in value):
        entries = type(value)(map(restored, value))
        return value if entries == value else entries
    return value


def _restored_from(text: str, codec: str) -> str:
    reading = _reading(codec)
    if codec == "cp1252":
        text = _LAST_BYTE_LOST.sub("”", text)
    if not any(_is_evident(found[0], reading) for found in reading.evident.finditer(text)):
        return text
    return reading.group.sub(lambda found: _decoded(found[0], reading) or found[0], text)


def _is_evident(found: str, reading: _Reading) -> bool:
    """Whether groups that ordinary text does not have make sense once they are restored."""
    whole = [_decoded(group, reading) for group in reading.group.findall(found)]
    if not whole or not all(whole):
        return False
    kinds = [category(char)[0] for char in whole]
    if len(whole) > 1:
        return sum(kind in "LMC" for kind in kinds) > len(whole) // 2  # a control is to be restored again
    is_seen = whole[0].isprintable() or whole[0] in _UNSEEN
    return is_seen and (found[0] not in "â‚" or ord(whole[0]) in _SYMBOLS)


def _decoded(group: str, reading: _Reading) -> str:
    """The character that became a group, or nothing."""
    try:
        return bytes(reading.to_byte[char] for char in group).decode()
    except UnicodeDecodeError:
        return ""


@cache
def _reading(codec: str) -> _Reading:
    to_byte = {chr(byte): byte for byte in range(0x80, 0xA0)}
    to_byte |= {bytes([byte]).decode(codec, "replace"): byte for byte in range(0x80, 0x100)}
    to_byte.pop("\ufffd", None)

    def chars(first: int, last: int) -> str:
        return "".join(re.escape(char) for char, byte in to_byte.items() if first <= byte <= last)

    rest = f"[{chars(0x80, 0xBF)}]"
    two, three, four = chars(0xC2, 0xDF), chars(0xE0, 0xEF), chars(0xF0, 0xF4)
    group = f"[{two}]{rest}|[{three}]{rest}{{2}}|[{four}]{rest}{{3}}"
    evident = "|".join(_EVIDENT[codec]).replace("~", rest)
    return _Reading(to_byte, re.compile(group), re.compile(evident))
