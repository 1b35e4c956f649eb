"""canvas: one terminal screen that shows a whole partnership."""

__version__ = "0.1.0"
