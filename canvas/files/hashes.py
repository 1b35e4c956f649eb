"""Hashes without OpenSSL, which `hashlib` loads in the time that an export takes; not for secrets."""

from __future__ import annotations


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    try:
        from _sha2 import sha256  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - Python 3.12
    except ImportError:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - 3.11
        except ImportError:  # built without it
            from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL
    return str(sha256(data, usedforsecurity=False).hexdigest())


def sha1_of(data: bytes) -> str:
    """The SHA-1 of some bytes, in hexadecimal: git names what it holds by it."""
    try:
        from _sha1 import sha1  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - see above
    except ImportError:  # built without it
        from hashlib import sha1  # noqa: PLC0415 - loads OpenSSL
    return str(sha1(data, usedforsecurity=False).hexdigest())
