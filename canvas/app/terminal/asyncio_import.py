"""Import asyncio without OpenSSL, which takes 4 MiB and is needed by no connection of the program."""

from __future__ import annotations

import sys


def import_asyncio_without_ssl() -> None:
    """Import asyncio as on a Python that was built without `ssl`; later imports of `ssl` find it as ever."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401, PLC0415 - only here is `ssl` out of reach
    finally:
        del sys.modules["ssl"]
