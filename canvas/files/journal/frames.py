"""Framing of records: each has its length and a checksum, chained to that of the record before.

Reading stops at the first record that is truncated, corrupt or out of place.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

MAGIC = b"canvas journal 1\n"
MAX_RECORD_BYTES = 64 * 1024 * 1024
_HEAD = struct.Struct("<II")
_LENGTH = struct.Struct("<I")
_FIRST = zlib.crc32(MAGIC)
_NEWER = rb"canvas journal (?!1\n)[0-9]{1,9}\n"


class Frames:
    """Frames the records of one file, in the order in which they are written."""

    def __init__(self) -> None:
        self._checksum = _FIRST

    def add(self, payload: bytes) -> bytes:
        """Frame the next record; `ValueError` where it is too large to be read again."""
        if len(payload) > MAX_RECORD_BYTES:
            raise ValueError("there is too much of it")
        self._checksum = _checksum(payload, self._checksum)
        return _HEAD.pack(len(payload), self._checksum) + payload


def frames(data: bytes) -> Iterator[bytes]:
    """Read the valid records at the beginning of a file."""
    if not data.startswith(MAGIC):
        return
    position, before = len(MAGIC), _FIRST
    while position + _HEAD.size <= len(data):
        length, checksum = _HEAD.unpack_from(data, position)
        start = position + _HEAD.size
        payload = data[start : start + length]
        if length > MAX_RECORD_BYTES or len(payload) < length or _checksum(payload, before) != checksum:
            return
        yield payload
        position, before = start + length, checksum


def is_newer(data: bytes) -> bool:
    """Whether a journal is in the format of a newer program."""
    return re.match(_NEWER, data) is not None


def _checksum(payload: bytes, before: int) -> int:
    return zlib.crc32(payload, zlib.crc32(_LENGTH.pack(len(payload)), before))
