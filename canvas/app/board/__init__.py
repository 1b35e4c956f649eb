"""The screen of an open canvas: the board, and the same board of an older version, read-only."""
