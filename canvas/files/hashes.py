"""Hashes without OpenSSL, which `hashlib` loads in the time that an export takes; not for secrets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class _Hash(Protocol):
        def hexdigest(self) -> str: ...

    class _New(Protocol):
        def __call__(self, data: bytes, *, usedforsecurity: bool) -> _Hash: ...


@cache
def _constructor(name: str, *modules: str) -> _New:
    """A hash function of the first of the modules that this Python has; `hashlib` loads OpenSSL."""
    for module in modules:
        try:
            found: _New = getattr(__import__(module), name)
        except ImportError:
            continue
        return found
    raise ImportError(name)


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return _constructor("sha256", "_sha2", "_sha256", "hashlib")(data, usedforsecurity=False).hexdigest()


def sha1_of(data: bytes) -> str:
    """The SHA-1 of some bytes, in hexadecimal: git names what it holds by it."""
    return _constructor("sha1", "_sha1", "hashlib")(data, usedforsecurity=False).hexdigest()
