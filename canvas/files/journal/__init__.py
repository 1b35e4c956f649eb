"""The recovery journal: what was done and typed since the last save, kept in case nobody can save it.

A board tells its `writer.Journal` of everything that is on the screen; `recovery.left_behind` finds what a
board has left that did not end as it should. The other modules are how: `work` is what there is to keep,
`records` says it in bytes and reads them again, `frames` guards those, `keeper` brings them to the disk,
`place` and `locks` see to it that nobody else gets in between, `whole` makes a canvas of what was read.
"""
