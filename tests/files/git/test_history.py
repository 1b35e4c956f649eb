"""The commits of a file, under all its names."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from canvas.files.git import child_process
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, commit_before, commits, resolve, version
from canvas.files.git.repository import locate
from canvas.files.git.since import day_of
from canvas.files.git.tree import list_tree, read_blobs
from tests.files.git.repository import BEGINNING, DAY, NAME, ODD_NAMES, Repository, content_at

_ODDEST = ODD_NAMES[4:10]
"""Names with a newline, quotes, bytes that are no text, and what git takes for a pattern."""

LONG = b"".join(b"line %d\n" % number for number in range(50))


def _ids(repository: Repository, name: str = NAME) -> list[str]:
    return [commit.id for commit in commits(repository.place(name))]


def test_the_commits_that_changed_a_file_come_newest_first(repository: Repository) -> None:
    first = repository.commit(b"1", "Begin the canvas")
    repository.commit(b"1", "Something else", "else.toml")
    second = repository.commit(b"2", "Change\nthe canvas\n\nwith a body")
    newest, oldest = commits(repository.place())
    when = datetime.fromtimestamp(BEGINNING + DAY, UTC)
    assert oldest == Commit(first, "Ada Müller", when, "Begin the canvas", NAME)
    assert (newest.id, newest.subject) == (second, "Change the canvas")
    assert newest.when - oldest.when == timedelta(days=2)
    assert newest.when.tzinfo is not None
    assert second.startswith(newest.short)
    assert resolve(repository.place(), newest.short) == newest


def test_no_more_commits_are_told_than_were_asked_for(repository: Repository) -> None:
    ids = [repository.commit(b"%d" % number) for number in range(4)]
    assert [commit.id for commit in commits(repository.place(), 2)] == ids[:1:-1]


def test_a_file_may_be_called_anything_and_is_not_taken_for_another(repository: Repository) -> None:
    repository.commit(b"other", name="other.canvas.toml")
    first, second = (repository.commit_all(dict.fromkeys(ODD_NAMES, data)) for data in (b"1", b"2"))
    repository.commit(b"other still", name="other.canvas.toml")
    for name in ODD_NAMES:
        place = repository.place(name)
        found = commits(place)
        assert [(commit.id, commit.name) for commit in found] == [(second, name), (first, name)]
        assert [version(place, commit) for commit in found] == [b"2", b"1"]
        assert content_at(place) == b"2"
    assert resolve(place, "HEAD~1").id == second


def test_the_history_goes_on_under_the_names_a_file_had_before(repository: Repository) -> None:
    long = {number: LONG.replace(b"line", b"%d" % number) for number in range(len(_ODDEST))}

    def move(to: str, more: bytes = b"", since: str = "") -> str:
        """Commit every file under another name."""
        for number, name in enumerate(_ODDEST):
            if since:
                os.remove(repository.path(since.format(number, name=name)))
            repository.write(long[number] + more, to.format(number, name=name))
        repository.git("add", "--all", "--force")
        return repository.record("Move")

    draft, last = "draft-{}.toml", "last-{}.toml"
    ids = [move(draft), move(draft, b"more\n"), move("{name}", b"more and more\n", draft)]
    ids = [move(last, since="{name}"), *reversed(ids)]
    for number, name in enumerate(_ODDEST):
        place = repository.place(last.format(number))
        found = commits(place)
        was = draft.format(number)
        assert [commit.id for commit in found] == ids
        assert [commit.name for commit in found] == [place.name, name, was, was]
        assert version(place, found[2]) == long[number] + b"more\n"
    assert version(place, found[3]._replace(name=place.name)) is None
    assert version(place, found[3]) == long[number]
    assert resolve(place, "HEAD~2").name == was
    assert version(place, resolve(place, "HEAD~2")) == long[number] + b"more\n"
    assert [len(commits(place, limit)) for limit in (3, 1)] == [3, 1]


def test_a_file_that_took_the_name_of_one_that_was_deleted_has_its_own_history(
    repository: Repository,
) -> None:
    repository.commit(b"somebody else's")
    repository.git("rm", "--quiet", NAME)
    repository.record("Delete")
    first = repository.commit(LONG, name="draft.toml")
    repository.git("mv", "draft.toml", NAME)
    second = repository.record("Rename")
    assert _ids(repository) == [second, first]


def test_a_file_that_came_again_keeps_the_name_it_had_before_it_went(repository: Repository) -> None:
    first = repository.commit(LONG, name="draft.toml")
    repository.git("mv", "draft.toml", NAME)
    second = repository.record("Rename")
    repository.git("rm", "--quiet", NAME)
    third = repository.record("Delete")
    fourth = repository.commit(b"anew")
    assert _ids(repository) == [fourth, third, second, first]
    assert content_at(repository.place(), third) is None


def test_a_copy_is_not_taken_for_the_history_of_what_it_was_copied_from(repository: Repository) -> None:
    repository.commit(LONG, name="example.toml")
    copied = repository.commit(LONG)
    assert _ids(repository) == [copied]


def test_what_was_done_on_a_branch_that_was_merged_is_told(repository: Repository) -> None:
    repository.commit(LONG)
    repository.git("checkout", "--quiet", "-b", "other")
    theirs = repository.commit(LONG + b"theirs\n")
    repository.git("checkout", "--quiet", "main")
    ours = repository.commit(b"ours\n" + LONG)
    repository.git("merge", "--quiet", "--no-edit", "other")
    merged = repository.head()
    assert set(_ids(repository)) >= {ours, theirs, merged}


def test_without_commits_there_is_no_history(repository: Repository) -> None:
    place = repository.place()
    assert commits(place) == []
    assert commit_before(place, date(2100, 1, 1)) is None
    with pytest.raises(GitError, match="there is no version called ‘HEAD’"):
        resolve(place, "HEAD")
    repository.commit(b"1", name="else.toml")
    assert commits(place) == []
    assert content_at(place) is None


def test_a_detached_head_has_the_history_that_leads_to_it(repository: Repository) -> None:
    ids = [repository.commit(b"%d" % number) for number in range(3)]
    repository.git("checkout", "--quiet", "--detach", ids[1])
    assert _ids(repository) == ids[1::-1]
    assert content_at(repository.place()) == b"1"
    assert content_at(repository.place(), "main") == b"2"


def test_a_shallow_clone_tells_what_it_has(repository: Repository, tmp_path: Path) -> None:
    for number in range(4):
        last = repository.commit(b"%d" % number)
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.top}", str(clone))
    place = locate(str(clone / NAME))
    assert [version(place, commit) for commit in commits(place)] == [b"3", b"2"]
    assert commits(place)[0].id == last
    with pytest.raises(GitError, match="there is no version called ‘HEAD~3’"):
        resolve(place, "HEAD~3")
    assert commit_before(place, date(2026, 3, 4)) is None


def _raw(repository: Repository, person: bytes, rest: bytes) -> str:
    """Make a commit that git itself would not make."""
    tree = repository.git("rev-parse", "HEAD^{tree}").strip()
    raw = b"tree %b\nauthor %b\ncommitter %b\n%b" % (tree, person, person, rest)
    made = repository.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=raw)
    repository.git("update-ref", "HEAD", made.decode().strip())
    return made.decode().strip()


def test_words_in_another_encoding_and_control_characters_are_told_harmlessly(
    repository: Repository,
) -> None:
    repository.commit(b"1")
    _raw(repository, b"\xc9va <e> 1 +0000", b"encoding iso-8859-1\n\ncaf\xe9 \x1b[2J\x07\xe2\x80\xae")
    [latin] = commits(repository.place())
    assert (latin.author, latin.subject) == ("Éva", "café ␛[2J␇â<0080>®")
    _raw(repository, b"E\x1b[31mve\xe9 <e> 1 +0000", "\ncaf\ufffdé \u202e".encode() + b"\xe9")
    [broken] = commits(repository.place())
    assert (broken.author, broken.subject) == ("E␛[31mve\ufffd", "caf\ufffdé <202E>\ufffd")


def test_a_name_and_a_subject_without_an_end_are_cut(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(b"1")
    _raw(repository, b"A" * 100_000 + b" <a> 1 +0000", b"\n" + b"word " * 100_000)
    monkeypatch.setattr(child_process, "MAX_ANSWER_BYTES", 10_000)
    [told] = commits(repository.place())
    assert (told.author, told.subject) == (f"{'A' * 298}..", f"{'word ' * 59}wor..")


def test_contents_that_together_are_too_much_are_read_in_parts(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{number}{NAME}": b"%d" % number * 4000 for number in range(5)}
    commit = repository.commit_all(files)
    ids = [file.id for file in list_tree(str(repository.top), commit, NAME)]
    monkeypatch.setattr(child_process, "MAX_ANSWER_BYTES", 10_000)
    assert [*read_blobs(str(repository.top), ids)] == [*files.values()]
    monkeypatch.setattr(child_process, "MAX_ANSWER_BYTES", 1000)
    with pytest.raises(GitError, match="far too long"):
        [*read_blobs(str(repository.top), ids)]


def test_a_damaged_date_is_no_reason_to_tell_nothing(repository: Repository) -> None:
    repository.commit(LONG)
    for stamp in (b"99999999999999 +0000", b"18446744073709551614 +0000", b"1 +9999", b"x", b""):
        made = _raw(repository, b"A <a> " + stamp, b"\nx\n")
        [told] = commits(repository.place())
        assert told.id == made
        assert told.when.year <= 9999


def test_a_version_is_found_by_what_people_type(repository: Repository) -> None:
    first = repository.commit(b"1")
    repository.git("tag", "-a", "v1", "-m", "one")
    repository.git("branch", "feature/ü")
    second = repository.commit(b"2", "Second")
    place = repository.place()
    for rev in ("v1", "feature/ü", "HEAD~1", "HEAD^", "main~", first, first[:8], "@{1}", "HEAD^{/Change}"):
        assert resolve(place, rev) == commits(place)[1], rev
        assert content_at(place, rev) == b"1"
    for rev in ("HEAD", "@", "main", "refs/heads/main", second[:12]):
        assert resolve(place, rev).id == second


@pytest.mark.parametrize(
    "rev",
    [
        *("", " ", "absent", "HEAD~9", "0" * 40, "f" * 40, "HEAD..HEAD", "HEAD...HEAD", "v1..HEAD", "^HEAD"),
        *("HEAD^@", "HEAD^!", "HEAD^-", "..", "...", "--all", "--", "-x", "-n1", "--end-of-options"),
        *("@{upstream}", "@{u}", "HEAD:", f"HEAD:{NAME}", f":{NAME}", ":0:x", "HEAD^{tree}", "HEAD^{blob}"),
        *(
            "HEAD\nmain",
            "HEAD\0",
            "\ud800",
            "\udce9",
            "x" * 10_000,
            "\x1b[2J",
            ":(top)x",
            "*",
            "@{9999}",
            NAME,
        ),
    ],
)
def test_what_names_no_one_commit_is_refused_in_a_sentence(repository: Repository, rev: str) -> None:
    repository.commit(b"1")
    repository.git("tag", "v1")
    repository.commit(b"2")
    place = repository.place()
    with pytest.raises(GitError) as caught:
        resolve(place, rev)
    sentence = str(caught.value)
    assert sentence.startswith("there is no version called ‘")
    assert sentence.endswith("’ in this repository.")
    assert sentence.isprintable()


@pytest.mark.parametrize("sort", ["blob", "tree"])
def test_the_id_of_something_else_is_no_version(repository: Repository, sort: str) -> None:
    repository.commit(b"1")
    id_ = repository.git("rev-parse", f"HEAD:{NAME if sort == 'blob' else ''}").decode().strip()
    with pytest.raises(GitError, match="there is no version called"):
        resolve(repository.place(), id_)


ZONES = ["UTC0", "EAST-14", "WEST+11", "CET-1CEST,M3.5.0,M10.5.0/3"]


@pytest.mark.parametrize("name", ZONES)
def test_a_day_begins_at_midnight_here(
    repository: Repository, zone: Callable[[str], None], name: str
) -> None:
    zone(name)
    midnight = int(datetime(2026, 3, 30).astimezone().timestamp())
    repository.clock = midnight - 2 * DAY - 1
    repository.commit(b"a day before")
    last = repository.commit(b"1", "The last second", "else.toml")
    repository.clock += 1 - DAY
    first = repository.commit(b"2", "The first second")
    place = repository.place()
    found = commit_before(place, date(2026, 3, 30))
    assert found is not None
    assert (found.id, found.subject) == (last, "The last second")
    assert version(place, found) == b"a day before"
    assert found.when == datetime.fromtimestamp(midnight - 1, UTC)
    assert found.when.date() == date(2026, 3, 29)
    for later in (date(2026, 3, 31), date(2040, 1, 1), date.max):
        newest = commit_before(place, later)
        assert newest is not None
        assert newest.id == first
    for earlier in (date(2026, 3, 27), date(1970, 1, 1), date(1960, 1, 1), date.min):
        assert commit_before(place, earlier) is None


def test_a_day_before_a_file_was_renamed_has_it_under_its_old_name(repository: Repository) -> None:
    repository.commit(LONG, name="draft.toml")
    repository.git("mv", "draft.toml", NAME)
    repository.record("Rename")
    found = commit_before(repository.place(), date(2026, 3, 3))
    assert found is not None
    assert found.name == "draft.toml"
    assert version(repository.place(), found) == LONG


@pytest.mark.parametrize("words", ["2026-1-5", "2026-01-05", "2026-1-05"])
def test_a_day_is_a_year_a_month_and_a_day(words: str) -> None:
    assert day_of(words) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "words", ["", "20260105", "2026-W01-1", "2026-1", "26-1-5", "x2026-1-5", "2026-1-5\n"]
)
def test_what_is_written_otherwise_is_no_day_but_perhaps_a_version(words: str) -> None:
    assert day_of(words) is None


def test_a_day_that_no_calendar_has_is_told() -> None:
    with pytest.raises(GitError, match=r"^there is no day 2026-2-30: write one such as 2026-11-01\.$"):
        day_of("2026-2-30")
