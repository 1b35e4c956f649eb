"""Start and end of a program: opened, left, terminated by a signal, killed; and the recovery afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.app.screens.choose import ChooseScreen
from canvas.files.canvas_file import DocumentError
from canvas.files.journal.recovery import RecoverableWork
from tests.files.faults import Fault
from tests.files.journal.screens import screen
from tests.lasting import doing
from tests.lasting.boards import Board, read, words
from tests.lasting.world import LieError, LostError, World
from tests.waiting import PATIENCE


def open_board(world: World, answers: Sequence[str]) -> Board | None:
    """Open the file; unsaved work of killed programs must be offered, and is answered.

    Args:
        world: the file.
        answers: the keys that answer the offers, one after the other; the last one again and again.
    """
    if read(world.holds) is None:
        return None  # it cannot be opened, which the program says
    living = {board.number for board in world.boards}
    theirs: set[str] = set()
    for board in world.boards:
        theirs |= board.words
    owed = world.seen - world.gone - words(world.holds) - theirs
    try:
        board = world.open()
    except DocumentError as error:
        raise LieError(f"a canvas is there, but: {error}") from None
    assert board.number not in living
    _answer(world, board, owed, list(answers))
    return board


def _answer(world: World, board: Board, owed: set[str], answers: list[str]) -> None:
    offered = list(world.troubles.offered)
    there: set[str] = set()
    for left in offered:
        there |= words(screen(left.canvas))
    if owed - there:
        raise LostError(f"{board.name}: {sorted(owed - there)} is left behind, and not offered")
    for left in offered:
        world.count.recoveries += 1
        board.until(lambda: board.mode != "ChooseScreen" or _is_readable(board))
        if board.mode != "ChooseScreen" or "Unsaved changes" not in board.it.shown:
            raise LieError(f"{board.name}: what was left behind is not offered, but {board.mode} is there")
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer == "4":
            board.press("4")
            if board.mode != "TextViewerScreen":
                raise LieError(f"{board.name}: it cannot be compared")
            board.press("escape")
            board.until(lambda: _is_readable(board))
            answer = "1"
        if answer == "1":
            _take_back(world, board, left)
        elif answer == "3":
            _discard(world, board, left)
        else:
            world.edit(board, lambda: board.press("2"))
    if board.mode != "board":
        raise LieError(f"{board.name}: {board.mode} is there, and nothing was left behind")


def _discard(world: World, board: Board, left: RecoverableWork) -> None:
    thrown = words(screen(left.canvas))
    board.press("3")
    board.until(lambda: _is_readable(board))
    if "Delete these unsaved changes?" not in board.it.shown:
        raise LieError(f"{board.name}: it is thrown away unasked")
    board.press("3")
    world.gone |= thrown - world.kept() - board.words


def _is_readable(board: Board) -> bool:
    """Whether the question on top takes answers: not before it is painted."""
    return isinstance(board.it.screen, ChooseScreen) and board.it.screen.is_readable


def _take_back(world: World, board: Board, left: RecoverableWork) -> None:
    had, has = words(left.data), words(screen(left.canvas))
    theirs = had - words(board.session.document.data)
    world.edit(board, lambda: board.press("1"), takes=had - has, brings=has - theirs - world.gone)
    # Two boards that each moved a statement without an id elsewhere leave it in two panels: who should know?
    texts = [(panel, item.text) for panel, item in board.canvas if words(item.text)]
    if len(texts) != len(set(texts)):
        raise LieError(f"{board.name}: taken back, and there twice: {sorted(texts)}")


def leave(world: World, board: Board, answer: str, fault: Fault | None) -> None:
    """Leave a board; unsaved work must cause a question.

    Args:
        world: the file.
        board: the board.
        answer: the answer: ``1`` to save, ``2`` to leave without, ``3`` to stay.
        fault: the fault to inject into the save.
    """
    doing.finish(world, board)
    if world.holds != board.session.document.data:
        doing.look(world, board)
    worth, shown = board.session.is_worth_keeping, board.words
    board.press("ctrl+q")
    if not worth:
        board.until(lambda: board.is_over)
        world.close_board(board)
        return
    if board.mode != "ChooseScreen":
        raise LieError(f"{board.name}: something is not saved, and nobody was asked")
    world.troubles.fault, world.troubles.happened = fault, False
    if answer == "1":
        world.count.saves += 1
    board.press(answer)
    world.troubles.fault = None
    world.count.faults += world.troubles.happened
    if board.is_over:
        _left(world, board, answer, shown)
    else:
        _stayed(world, board, answer)


def _left(world: World, board: Board, answer: str, shown: set[str]) -> None:
    now = world.on_disk()
    if answer == "3" or (answer == "1" and not doing.says(now, board)):
        raise LieError(f"{board.name}: it is gone, and the file does not say what it said")
    if lost := words(world.holds) - words(now) - board.dropped - board.away:
        raise LostError(f"{board.name}: its last save took {sorted(lost)} from the file")
    if answer == "2":
        world.gone |= shown - words(now)
    world.wrote(now)
    world.close_board(board)


def _stayed(world: World, board: Board, answer: str) -> None:
    now = world.on_disk()
    if answer == "2":
        raise LieError(f"{board.name}: it does not go")
    if answer == "1" and not board.said.startswith("Not saved"):
        raise LieError(f"{board.name}: it stays, and says {board.said!r}")
    if now != world.holds and not (doing.says(now, board) and "does not tell" in board.said):
        raise LieError(f"{board.name}: it says {board.said!r}, and the file is another one")
    world.wrote(now)


def told_to_go(world: World, board: Board) -> None:
    """Send a termination signal at any time: unsaved work is kept, or the program says that it is not."""
    safe = board.session.journal.flush(PATIENCE)
    unsaved, form = board.is_unsaved, board.mode == "form"

    async def end() -> None:
        board.it.app.end(143)

    board.do(end)
    said = str(board.it.app._exit_renderables)
    board.it.app._exit_renderables.clear()  # nobody needs to read it
    world.close_board(board)
    if unsaved and not form and ("is kept" in said) is not safe:
        raise LieError(f"{board.name}: it ends with {said}, but was {'' if safe else 'not '}kept")


def kill(world: World, board: Board, last: str, fault: Fault, *, pause: bool) -> None:
    """Kill a program, in the middle of something or after a pause.

    Args:
        world: the file.
        board: the board.
        last: what is done just before.
        fault: the fault that interrupts an unfinished save.
        pause: whether the journal is written in between.
    """
    match last:
        case "type":
            doing.type_new(world, board, 1, end="half")
        case "edit":
            doing.key(world, board, 0, ("space",))
        case "undo":
            doing.undo(world, board)
        case "saved":
            doing.save(world, board, None)
        case "half saved":
            doing.save(world, board, fault._replace(lasting=True))
    if pause:
        world.check()
    world.kill(board)
