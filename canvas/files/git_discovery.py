"""Whether git could find a repository around a folder: asked of the folders, without starting git."""

from __future__ import annotations

import os


def may_hold_repository(folder: str) -> bool:
    """Whether this folder or one above it holds a ``.git`` or is a repository itself; False is certain."""
    folder, before = os.path.realpath(folder), ""
    while folder != before:
        if os.path.lexists(os.path.join(folder, ".git")) or _is_bare(folder):
            return True
        folder, before = os.path.dirname(folder), folder
    return False


def _is_bare(folder: str) -> bool:
    return all(os.path.lexists(os.path.join(folder, name)) for name in ("HEAD", "objects"))
