"""An open board: its keyboard, and what can be read from its screen."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from canvas.app.screens.form import FormScreen
from canvas.files.canvas_file import DocumentError, from_bytes
from canvas.files.journal.snapshot import Draft
from canvas.model.canvas import Canvas
from tests.app.driving import Driven, program
from tests.files.journal.screens import screen

Found = TypeVar("Found")

SIZE = (80, 24)
"""A small screen, which is drawn fast."""

_WORD = re.compile(r"w\d{4}")


def words(said: object) -> set[str]:
    """The unique words in a value; each statement has one, to be recognised by."""
    return set(_WORD.findall(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)))


def read(data: bytes | None) -> Canvas | None:
    """Parse the canvas in some bytes; None where they are not a canvas."""
    try:
        return None if data is None else from_bytes(data, "it").canvas
    except DocumentError:
        return None


class Board:
    """One running program, in a task of its own.

    Attributes:
        name: what it is called in a report.
        number: which of all boards it is.
        it: hands and eyes for it.
        before: the words that were on it at the end of the last step.
        unsafe: those that came since the journal cannot be written.
        dropped: the words that were taken from it on purpose.
        done: for each edit that undo can take back, the words it took away and those it brought.
        undone: the same for redo.
        left: the same for what was typed and left last.
        away: the words that others have taken away in the file, and this board after them.
        told_gone: whether it has told that the file is gone.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, path: Path, name: str) -> None:
        """Open the program.

        Args:
            loop: runs while something is done, and stands still between.
            path: the file.
            name: what it is called in a report.
        """
        self.name = name
        self.number = 0
        self.before: set[str] = set()
        self.unsafe: set[str] = set()
        self.dropped: set[str] = set()
        self.away: set[str] = set()
        self.done: list[tuple[set[str], set[str]]] = []
        self.undone: list[tuple[set[str], set[str]]] = []
        self.left: tuple[set[str], set[str]] = (set(), set())
        self.told_gone = False
        self._loop = loop
        self._jobs: asyncio.Queue[tuple[Callable[[], Awaitable[Any]], asyncio.Future[Any]] | None]
        self._jobs = asyncio.Queue()
        ready: asyncio.Future[Driven] = loop.create_future()
        self._task = loop.create_task(self._live(path, ready))
        either: set[asyncio.Future[Any]] = {ready, self._task}
        loop.run_until_complete(asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED))
        if self._task.done():
            self._task.result()
        self.it = ready.result()
        self.session = self.it.session

    async def _live(self, path: Path, ready: asyncio.Future[Driven]) -> None:
        async with program(path, SIZE) as it:
            ready.set_result(it)
            while job := await self._jobs.get():
                act, answer = job
                try:
                    answer.set_result(await act())
                except BaseException as error:  # noqa: BLE001 - whoever asked is told
                    answer.set_exception(error)

    # Hands

    def do(self, act: Callable[[], Awaitable[Found]]) -> Found:
        """Run a coroutine in the program's event loop."""
        answer: asyncio.Future[Found] = self._loop.create_future()
        self._jobs.put_nowait((act, answer))
        return self._loop.run_until_complete(answer)

    def press(self, *keys: str) -> None:
        """Press keys, and wait until each was handled."""

        async def act() -> None:
            for key in keys:
                self.it.send(key)
            await self.it._turns_taken()
            await self._operations_done()

        self.do(act)

    async def _operations_done(self) -> None:
        """Wait until nothing runs in another thread on behalf of the program."""
        await self.it.until(lambda: self.is_over or not self.it.app.is_operating)
        if not self.is_over:
            await self.it._turns_taken()

    def paste(self, text: str) -> None:
        """Paste a text."""
        self.do(lambda: self.it.paste(text))

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for a condition, with a limit."""
        self.do(lambda: self.it.until(holds))

    def look(self) -> None:
        """Trigger the poll of the file and the journal."""

        async def act() -> None:
            self.it.at.poll_file()
            await self._operations_done()

        self.do(act)

    def leave(self) -> None:
        """Wait for the end of the program."""
        self._jobs.put_nowait(None)
        self._loop.run_until_complete(self._task)

    # Eyes

    @property
    def is_over(self) -> bool:
        """Whether the program has ended."""
        return bool(self.it.app._exit)

    @property
    def mode(self) -> str:
        """What has the focus: the board, the editor, a form, or the name of another screen."""
        if isinstance(self.it.screen, FormScreen):
            return "form"
        if self.it.screen is not self.it.at:
            return type(self.it.screen).__name__
        return "typing" if self.it.board.typing else "board"

    @property
    def canvas(self) -> Canvas:
        return self.session.canvas

    @property
    def typed(self) -> str:
        """The text in the editor or in the form."""
        if isinstance(self.it.screen, FormScreen):
            return "\n".join(entry.shown for entry in self.it.screen.entries)
        typing = self.it.board.typing
        return typing.editor.text if typing else ""

    @property
    def words(self) -> set[str]:
        """The words on the board."""
        return words(self.shown) | words(self.typed)

    @property
    def shown(self) -> list[Any]:
        """All content, with what is being typed in its place."""
        typing = self.it.board.typing
        if not typing or not typing.editor.is_changed:
            return screen(self.canvas)
        item = typing.editing.id if typing.editing else None
        said = typing.editor.understood()
        draft = Draft(typing.view.panel.key, said.text, item, typing.after, said.values)
        return screen(self.canvas, draft)

    @property
    def is_unsaved(self) -> bool:
        """Whether the file that it knows does not hold what it shows, or is there no more."""
        file = read(self.session.document.data)
        return file is None or self.shown != screen(file) or self.session.is_file_lost

    @property
    def top(self) -> str:
        """The line above the board."""
        return self.it.at.header.render().plain.split("\n")[0]

    @property
    def said(self) -> str:
        return self.it.said
