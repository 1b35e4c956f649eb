"""Git: older versions of a canvas, commits of it, and the set-up of the merge driver.

Nothing here is imported at the start of the program: callers import the module they need, late.
"""
