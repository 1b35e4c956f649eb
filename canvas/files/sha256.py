"""SHA-256 without OpenSSL, which `hashlib` loads in the time that an export takes to be made."""

from __future__ import annotations


def sha256_of(data: bytes) -> str:
    """The digest of some bytes, in hexadecimal; not for secrets."""
    try:
        from _sha2 import sha256  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - Python 3.12
    except ImportError:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - 3.11
        except ImportError:  # built without it
            from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL
    return str(sha256(data, usedforsecurity=False).hexdigest())
