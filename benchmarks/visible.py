"""How much of the words of each worked example is in sight on the board, in percent of their characters.

Beside the whole board stands the row that the cursor is in, which grows where the board is low: the least of
the three, each with the cursor in it.

    python -m benchmarks.visible

Counted on what is drawn: of each statement the characters that stand on the board, blanks left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Final

from canvas.app.app import CanvasApp
from canvas.app.widgets.board import Board
from canvas.app.widgets.panel import MARGIN, PanelView
from canvas.bundled_files import examples
from canvas.files.canvas_file import open_document
from canvas.model.schema import BOARD_ROWS

SIZES: Final = ((80, 24), (100, 30), (120, 40), (200, 60))
_TODAY: Final = date(2026, 11, 23)


def in_sight(view: PanelView) -> tuple[int, int]:
    """Of a panel's words, how many characters are in sight, and how many there are."""
    seen = told = 0
    for position, item in enumerate(view.items):
        wanted = "".join(item.text.split())
        rows = view.rows[: max(0, view.size.height - 1)]
        drawn = "".join("".join(r.strip.text[MARGIN:].split()) for r in rows if r.item == position)
        told += len(wanted)
        seen += next(
            (n for n, (a, b) in enumerate(zip(wanted, drawn, strict=False)) if a != b),
            min(len(wanted), len(drawn)),
        )
    return seen, told


async def percent(path: str, size: tuple[int, int]) -> tuple[float, float]:
    """How much of a canvas's words the board shows when it is opened, and the least of a row worked in.

    Args:
        path: the file.
        size: the terminal's columns and lines.
    """
    app = CanvasApp(open_document(path), today=_TODAY, read_only=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        board = app.screen.query_one(Board)
        whole = _share(board.panels.values())
        rows = []
        for row in BOARD_ROWS:
            board.look_at(row[0])
            await pilot.pause()
            rows.append(_share(board.panels[key] for key in row if key in board.panels))
    return whole, min(rows)


def _share(views: Iterable[PanelView]) -> float:
    counts = [in_sight(view) for view in views]
    return 100 * sum(seen for seen, _ in counts) / max(1, sum(told for _, told in counts))


def main() -> None:
    """Print the table."""
    head = "  ".join(f"{f'{width}x{height}, row':<14}" for width, height in SIZES)
    print(f"{'percent of the statements in sight':<36}{head}")
    for name, path in examples().items():
        shares = [asyncio.run(percent(path, size)) for size in SIZES]
        print(f"{name:<36}{'  '.join(f'{whole:5.1f} {row:5.1f}   ' for whole, row in shares)}")


if __name__ == "__main__":
    main()
