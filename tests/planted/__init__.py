"""Bugs planted on purpose: each is a patch beside this file, and the tests that it names must catch it.

To make one anew, or another: put the bug into the sources, write what ``git diff`` says of it into
``NAME.patch``, with the two lines on top that `tests.planted.patches` wants, and take the bug out again.
"""
