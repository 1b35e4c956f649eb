"""A child process and its answer, however much it reads and prints, and whether or not it ends."""

from __future__ import annotations

import os
import signal
import sys
from time import monotonic

import pytest

from canvas.files.git import child_process
from canvas.files.git.child_process import ChildProcess, TooMuchError
from tests.open_files import left_open, open_files
from tests.waiting import PATIENCE

_ENVIRONMENT = dict(os.environ)
_LONG = bytes(range(256)) * 4096


def _python(code: str, stdin: bytes = b"") -> ChildProcess:
    return ChildProcess([sys.executable, "-I", "-S", "-c", code], _ENVIRONMENT, stdin)


def _is_gone(child: ChildProcess) -> bool:
    """Whether it has ended, and was waited for."""
    try:
        return not os.waitpid(child._pid, os.WNOHANG)
    except ChildProcessError:
        return True


def test_what_a_process_reads_and_prints_at_the_same_time_may_be_longer_than_a_pipe_holds() -> None:
    before = open_files()
    code = (
        "import os, sys; [os.write(1, d) and os.write(2, d[:9]) for d in iter(lambda: os.read(0, 99), b'')]"
    )
    answer = _python(code, _LONG).answer(PATIENCE)
    assert (answer.code, answer.output) == (0, _LONG)
    assert answer.errors
    assert _python("print(open(0).read() or 'nothing'); raise SystemExit(3)").answer(PATIENCE) == (
        3,
        b"nothing\n",
        b"",
    )
    assert _python("import os; os.close(0); print('unread')", _LONG).answer(PATIENCE).output == b"unread\n"
    assert not left_open(before)


def test_a_process_that_does_not_end_is_killed_whether_or_not_it_has_closed_its_output() -> None:
    before = open_files()
    for closed in ("", "os.close(0); os.close(1); os.close(2);"):
        child = _python(f"import os, time; {closed} time.sleep(60)", b"" if closed else _LONG)
        began = monotonic()
        with pytest.raises(TimeoutError):
            child.answer(0.2)
        assert monotonic() - began < 10
        assert _is_gone(child)
    (child := _python("import time; time.sleep(60)")).stop()
    assert _is_gone(child)
    assert not left_open(before)


def test_a_process_that_prints_without_an_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_files()
    monkeypatch.setattr(child_process, "MAX_ANSWER_BYTES", 100_000)
    assert len(_python("print('x' * 99_999)").answer(PATIENCE).output) == 100_000
    for end in "12":
        child = _python(f"import os\nwhile True: os.write({end}, b'x' * 9999)")
        with pytest.raises(TooMuchError):
            child.answer(PATIENCE)
        assert _is_gone(child)
    assert not left_open(before)


def test_a_process_that_was_killed_has_a_negative_code_and_one_that_cannot_start_leaves_nothing() -> None:
    assert _python("import os; os.kill(os.getpid(), 9)").answer(PATIENCE).code == -9
    before = open_files()
    with pytest.raises(FileNotFoundError):
        ChildProcess(["/nowhere/git"], _ENVIRONMENT)
    with pytest.raises(ValueError, match="null"):
        ChildProcess([sys.executable, "a\0b"], _ENVIRONMENT)
    assert not left_open(before)


def test_a_child_inherits_no_file_of_its_parent() -> None:
    read, write = os.pipe()
    try:
        code = (
            f"import os\nfor end in {read}, {write}:\n try: os.fstat(end)\n except OSError: print('closed')"
        )
        assert _python(code).answer(PATIENCE).output == b"closed\nclosed\n"
    finally:
        os.close(read)
        os.close(write)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals of children")
def test_a_program_that_ignores_the_ends_of_its_children_gets_their_answers_and_leaves_none() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert _python("print('said')").answer(PATIENCE) == (0, b"said\n", b"")
        (child := _python("import time; time.sleep(60)")).stop()
        assert _is_gone(child)
        child = _python("")
        os.read(child._output, 1)
        with pytest.raises(ChildProcessError):
            os.waitpid(child._pid, 0)
        child.stop()
    finally:
        signal.signal(signal.SIGCHLD, before)
