"""The style and the script of the pages, in memory, under names that change with their content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "static"


def _read(name: str, media_type: str) -> tuple[str, tuple[str, bytes]]:
    content = re.sub(rb"(?m)^\s*//.*\n|^\s+", b"", (_FOLDER / name).read_bytes())
    stem, ending = name.split(".")
    return f"{stem}-{sha256(content).hexdigest()[:12]}.{ending}", (media_type, content)


_FILES: Final = (
    _read("page.css", "text/css; charset=utf-8"),
    _read("page.js", "text/javascript; charset=utf-8"),
)
STATIC: Final[Mapping[str, tuple[str, bytes]]] = dict(_FILES)
"""The media type and the content of each file, by the name under which it is served."""

(STYLE, _), (SCRIPT, _) = _FILES
