"""Many people and one canvas, with the real git: what nobody quarrels over merges, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import commented
from benchmarks.clones import simulate
from benchmarks.concurrent import Count, judged
from benchmarks.harder_kinds import HARDER
from benchmarks.kinds import KINDS, Kind
from benchmarks.scene import Scene
from canvas.files.canonical_toml import canonical
from tests.cli.running import called

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.mark.parametrize("kind", [*KINDS, *HARDER], ids=lambda kind: kind.name)
def test_what_two_people_do_at_the_same_time_is_merged_as_a_person_expects(here: Path, kind: Kind) -> None:
    """By the verb that git calls, in this process; the tests below call it through git."""
    case = kind.draw(Scene(f"{kind.name} 0"))
    for name, version in (("base", case.base), ("ours", case.ours), ("theirs", case.theirs)):
        (here / name).write_text(canonical(version), encoding="utf-8", newline="\n")
    assert called("merge", "base", "ours", "theirs").returncode == 0
    assert judged((here / "ours").read_text(encoding="utf-8"), case) == Count(merges=1)


def test_comments_are_neither_lost_nor_moved_when_git_merges(tmp_path: Path) -> None:
    folder = tmp_path / "repositories"
    folder.mkdir()
    *easy, disputed = commented.count(str(folder), seeds=1, plain=False)
    assert commented.total(easy) == commented.Count(merges=len(commented.COMMENTED) - 1)
    assert disputed == commented.Count(merges=1, conflicts=1)


def test_clones_that_edit_pull_and_push_lose_nothing_and_stop_only_for_what_both_changed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "repositories"
    folder.mkdir()
    outcome = simulate(str(folder), clones=4, edits=5)
    assert outcome.edits == 20
    assert (outcome.needless, outcome.lost, outcome.apart) == ([], [], 0)
