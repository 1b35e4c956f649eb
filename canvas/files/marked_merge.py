"""The merge of the versions in a file that git has marked."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.files.canvas_toml import FileError, parse
from canvas.files.conflict_markers import split_versions
from canvas.files.git.git_process import GitError
from canvas.files.git.repository import locate
from canvas.files.git.unmerged import stages
from canvas.files.text_merge import merge_texts


def merge_marked_text(text: str, origin: str | None, *, in_string: bool = False) -> str | None:
    """Merge the versions in a text with conflict markers; None where there are no markers.

    Args:
        text: the text.
        origin: the path of its file, to look for its versions in git's index; None for none.
        in_string: whether all markers are in a string, which may quote them: they count where they contain
            a base, or git has a merge of the file under way.

    Raises:
        FileError: where one of the versions is not a canvas.
    """
    found = split_versions(text)
    if not found:
        return None
    base = found.base
    if base is None:
        staged = _from_index(origin) if origin is not None else {}
        if in_string and not staged:
            return None
        base = _text_of(staged.get(1))
    try:
        # Without a base in the markers, equal counts on both sides were merged by git outside of them.
        return merge_texts(_base_text(base), found.ours, found.theirs, twice=found.base is not None).text
    except FileError as error:
        problem = "git's conflict marks begin here, and without them one of the versions is no canvas"
        raise FileError(f"{problem}: {error.problem}", found.line, error.code) from None


def _base_text(base: str | None) -> str:
    """The common ancestor; empty where it is missing or not a canvas."""
    try:
        return base if base and parse(base) else ""
    except FileError:
        return ""


def _from_index(path: str) -> Mapping[int, bytes]:
    """The versions of a file in git's index by their stage; empty where no merge of it is under way."""
    try:
        return stages(locate(path))
    except GitError:
        return {}


def _text_of(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "replace").removeprefix("\ufeff")
