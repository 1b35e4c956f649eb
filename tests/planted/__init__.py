"""Bugs planted on purpose: each is a TOML file beside this one, and the tests that it names must catch it.

To add one, or to repair one that no longer applies, write its lines into ``NAME.toml``; `tests.planted.bugs`
describes the format. Keep the old text short and local, so that a move of the code does not break it.
"""
