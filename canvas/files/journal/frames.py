"""Records in a file, each with its length and a checksum, so that a damaged one is never believed.

A checksum goes on from the one before, so that a record is believed only in its place behind all the others
that it depends on. The first that was cut off, or of which any bit is wrong, ends what is read.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

MAGIC = b"canvas journal 1\n"
LARGEST = 64 * 1024 * 1024
"""The most bytes that one record may have."""

_HEAD = struct.Struct("<II")
_LENGTH = struct.Struct("<I")
_FIRST = zlib.crc32(MAGIC)
_NEWER = rb"canvas journal (?!1\n)[0-9]{1,9}\n"


class Frames:
    """The records of one file while they are written, one after the other."""

    def __init__(self) -> None:
        self._checksum = _FIRST

    def add(self, payload: bytes) -> bytes:
        """The next record as it is to be written.

        Raises:
            ValueError: where it is too large to be read again.
        """
        if len(payload) > LARGEST:
            raise ValueError("there is too much of it")
        self._checksum = _checksum(payload, self._checksum)
        return _HEAD.pack(len(payload), self._checksum) + payload


def frames(data: bytes) -> Iterator[bytes]:
    """The records at the beginning of a file that are whole, in their order."""
    if not data.startswith(MAGIC):
        return
    position, before = len(MAGIC), _FIRST
    while position + _HEAD.size <= len(data):
        length, checksum = _HEAD.unpack_from(data, position)
        start = position + _HEAD.size
        payload = data[start : start + length]
        if length > LARGEST or len(payload) < length or _checksum(payload, before) != checksum:
            return
        yield payload
        position, before = start + length, checksum


def is_newer(data: bytes) -> bool:
    """Whether a journal was written by a newer program, in a form that is not known here."""
    return re.match(_NEWER, data) is not None


def _checksum(payload: bytes, before: int) -> int:
    return zlib.crc32(payload, zlib.crc32(_LENGTH.pack(len(payload)), before))
