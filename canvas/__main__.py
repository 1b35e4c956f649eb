"""``python -m canvas``: the same as the command ``canvas``."""

from canvas.cli import run

run()
