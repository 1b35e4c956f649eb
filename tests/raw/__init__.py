"""Every byte that the program writes to a terminal or into a pipe is its own.

``python -m tests.raw`` is the long form.
"""
