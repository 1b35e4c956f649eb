"""User actions on a board, each with its postconditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.model.canvas import Item
from canvas.model.conflicts import conflicts
from tests.files.faults import Fault
from tests.files.journal.screens import screen
from tests.lasting.boards import Board, read, words
from tests.lasting.world import LieError, LostError, World
from tests.waiting import PATIENCE

FIELDS = ("line", "prose")


def said_of(item: Item) -> set[str]:
    """The words in an item, in its text and all its fields."""
    return words((item.text, dict(item.values)))


def says(data: bytes | None, board: Board) -> bool:
    """Whether a file has exactly the content of a board."""
    canvas = read(data)
    return canvas is not None and screen(canvas) == screen(board.canvas)


def go(board: Board, pick: int) -> Item | None:
    """Move the cursor to an item; None where the board has none."""
    items = [(panel, at) for panel, there in board.canvas.panels.items() for at in range(len(there))]
    if not items:
        board.press("1")
        return None
    panel, at = items[pick % len(items)]
    number = list(board.canvas.panels).index(panel) + 1
    board.press(str(number), "g", *("j",) * at)
    item = board.it.item
    assert item is board.canvas.panels[panel][at], (
        f"{board.name}: it went to {board.it.where}, not {panel} {at}"
    )
    return item


def finish(world: World, board: Board, *, keep: bool = True) -> None:
    """Close whatever is open on a board, first the question what pasted lines are."""
    if board.mode == "ChooseScreen":
        board.press("escape")
    if board.mode == "typing":
        edit = board.it.board.typing
        assert edit
        start, typed = words(edit.editor.start), words(board.typed)
        is_new = edit.editing is None
        if keep:
            world.edit(board, lambda: board.press("enter"), takes=start - typed, brings=typed)
        offered = words(board.typed)
        brings = () if keep else offered if is_new else start
        takes = () if is_new else offered - start
        world.edit(board, lambda: board.press("escape"), takes=takes, brings=brings)
        if not keep and not is_new:
            board.left = (start - typed, typed - start)
    elif board.mode == "form":
        values, _ = board.it.form._changed()
        typed = words(board.typed)
        begun = words([entry.before for entry in board.it.form.entries])
        if keep:
            form = board.it.form
            form.owner = form.owner._replace(save=lambda: None)  # `save` below tries that with its faults
            world.edit(board, lambda: board.press("ctrl+s"), takes=begun - typed, brings=typed)
        else:
            world.edit(board, lambda: board.press("escape"), takes=typed - begun, brings=begun)
            if values:
                board.left = (begun - typed, typed - begun)
    while board.mode not in ("board", "typing", "form"):
        board.press("escape")
    assert board.mode == "board", f"{board.name}: {board.mode} stays open:\n{board.it.shown}"


def type_new(world: World, board: Board, panel: int, *, end: str) -> None:
    """Type a new statement letter by letter; submit it, cancel it, or stop in the middle."""
    finish(world, board)
    word = world.word()
    board.press(str(panel))
    world.edit(board, lambda: board.press("a", *f"{word} so"), brings=[word])
    if end != "half":
        finish(world, board, keep=end == "enter")


def reword(world: World, board: Board, pick: int, *, end: str, anew: bool) -> None:
    """Reword a statement."""
    finish(world, board)
    if go(board, pick) is None:
        return
    word = world.word()
    board.press("enter")
    if board.mode != "typing":
        return
    start = words(board.typed)
    if anew:
        world.edit(board, lambda: board.press(*("backspace",) * 3, *f" {word}"), takes=start, brings=[word])
    else:
        world.edit(board, lambda: board.press(*f" {word}"), brings=[word])
    if end != "half":
        finish(world, board, keep=end == "enter")


def paste(world: World, board: Board, pick: int, pieces: Sequence[str], *, inside: bool) -> None:
    """Paste hostile lines, on the board or into the editor."""
    finish(world, board)
    said = [world.word() for _ in pieces]
    text = "\n".join(f"{piece}{word}{piece}" for word, piece in zip(said, pieces, strict=True))
    if not inside or go(board, pick) is None:
        board.press(str(pick % 8 + 1))
    if inside:
        board.press("a", "x")
    world.edit(board, lambda: board.paste(text), brings=said)


def key(world: World, board: Board, pick: int, pressed: Sequence[str]) -> None:
    """Press a key that changes an item, or resolves a conflict."""
    finish(world, board)
    item = go(board, pick)
    takes: set[str] = set()
    if "delete" in pressed and item:
        takes = said_of(item)
    if pressed[0] in ("<", ">"):
        found = conflicts(board.canvas)
        takes = words([(c.item and (c.item.text, dict(c.item.values)), c.ours, c.theirs) for c in found])
    world.edit(board, lambda: board.press(*pressed), takes=takes)
    finish(world, board)


def undo(world: World, board: Board) -> None:
    """Undo the latest change: words that it added may go, words that it removed must come back."""
    finish(world, board)
    if len(board.done) != len(board.session.history.done):
        raise LieError(f"{board.name}: there is another number of changes to undo than there were")
    last = board.done.pop() if board.done else None
    took, brought = last or (set(), set())
    world.edit(board, lambda: board.press("u"), takes=brought | board.away, brings=took - board.away)
    if last:
        board.undone.append(last)


def redo(world: World, board: Board) -> None:
    """Redo a change, or apply stashed text that was cancelled."""
    finish(world, board)
    history = board.session.history
    offered = history.stashed is not None and history.stashed.before is history.canvas
    took, brought = board.left if offered else board.undone[-1] if board.undone else (set(), set())
    later = [] if offered else board.undone[:-1]
    depth = len(history.done)
    world.edit(board, lambda: board.press("ctrl+r"), takes=took, brings=brought - board.away)
    if len(history.done) > depth:
        board.undone = later
        board.done[-1] = (took, brought)


def fill(world: World, board: Board, pick: int, *, own: bool, end: str) -> None:
    """Fill in a field of a form, of an item or of the canvas."""
    finish(world, board)
    if not own and go(board, pick) is None:
        return
    board.press("c" if own else "e")
    if board.mode != "form":
        return
    board.until(lambda: board.it.focused_region)
    entries = [entry for entry in board.it.form.entries if entry.field.type in FIELDS]
    entry = entries[pick % len(entries)]
    word = world.word()

    async def enter() -> None:
        await board.it.form.action_more()
        await board.it.form.go(entry)
        await board.it.pilot.pause(0)

    board.do(enter)
    board.press("end")
    world.edit(board, lambda: board.paste(f" {word}"), brings=[word])
    board.until(lambda: board.it.form._reported == board.it.form._changed()[0])
    if end != "half":
        finish(world, board, keep=end == "enter")


def look(world: World, board: Board) -> None:
    """Poll: external changes must be merged, and a failing journal must be reported."""
    safe = board.session.journal.flush(PATIENCE)
    take_in(world, board, board.look)
    if ("not kept safe" in board.top) is safe:
        raise LieError(f"{board.name}: it says the wrong thing of the journal")
    known, now = board.session.document.data, world.holds
    if board.mode == "board" and read(now) is not None and known != now:
        raise LieError(f"{board.name}: it has not taken in what others wrote")
    if now is None and "is no longer there" not in board.said and not board.told_gone:
        raise LieError(f"{board.name}: it does not tell that the file is gone")
    board.told_gone = now is None
    if board.session.is_file_lost is not (read(now) is None):
        raise LieError(f"{board.name}: it takes the file for {'lost' if read(now) else 'readable'}")


def take_in(world: World, board: Board, act: Callable[[], object]) -> None:
    """Do something during which a board may merge external changes."""
    base, now = board.session.document.data, world.holds
    away = words(base) - words(now)
    session = board.session
    world.edit(board, act, takes=away)
    if session.document.data is not base and read(now) is not None:
        board.away |= away
        if lost := words(now) - words(base) - board.dropped - board.words:
            raise LostError(f"{board.name}: {sorted(lost)} of others is not on the board")


def save(world: World, board: Board, fault: Fault | None) -> None:
    """Save, perhaps with a fault injected."""
    if board.mode != "typing" or board.session.document.data != world.holds:
        finish(world, board)
    world.count.saves += 1
    before = world.holds
    world.troubles.fault, world.troubles.happened = fault, False
    take_in(world, board, lambda: board.press("ctrl+s"))
    world.troubles.fault = None
    world.count.faults += world.troubles.happened
    now, said = world.on_disk(), board.said
    saved = says(now, board)
    if said.startswith("Saved "):
        if not saved:
            raise LieError(f"{board.name}: {said} But the file says something else")
        if "* unsaved" in board.top or now != board.session.document.data:
            raise LieError(f"{board.name}: it was saved, and the board takes it for not saved")
    elif now != before and not (saved and "does not tell" in said):
        raise LieError(f"{board.name}: it says {said!r} beside {board.mode}, and the file is another one")
    elif not said.startswith(("Nothing has changed", "Not saved")):
        raise LieError(f"{board.name}: it does not say what became of the save, but {said!r}")
    elif (
        said.startswith("Not saved")
        and not fault
        and "Not saved yet" not in said
        and read(before) is not None
    ):
        raise LieError(f"{board.name}: nothing was wrong, and it says {said!r}")
    if lost := words(before) - words(now) - board.dropped - board.away:
        raise LostError(f"{board.name}: its save took {sorted(lost)} from the file")
    world.wrote(now)
