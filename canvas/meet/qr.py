"""QR codes as lines of text, and the text of the code that joins a Wi-Fi network."""

from __future__ import annotations

from typing import Final

QUIET_ZONE: Final = 4
"""The light modules around a code, as ISO/IEC 18004 wants them."""

_HALF_BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""The character for two modules, one above the other; dark is the ink, so it is painted dark on light."""


def qr_lines(text: str) -> tuple[str, ...]:
    """A QR code with its quiet zone, two rows of modules a line; all lines have the same width.

    Raises:
        ValueError: where the text is too long for any code (2,953 bytes at most).
        ImportError: where the extra `meet` is not installed.
    """
    import segno  # noqa: PLC0415 - an extra

    code = segno.make(text, micro=False, error="l")
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET_ZONE)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(_HALF_BLOCKS[pair] for pair in zip(*both, strict=True)) for both in pairs)


def wifi_text(name: str, password: str) -> str:
    """What a QR code says so that a phone joins a network; an open one where the password is empty.

    The format is that of the ZXing project, which phones read; WPA covers WPA2 and WPA3.
    """
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(name)};;"
    return f"WIFI:T:WPA;S:{_escaped(name)};P:{_escaped(password)};;"


def _escaped(value: str) -> str:
    return "".join(f"\\{character}" if character in '\\;,:"' else character for character in value)
