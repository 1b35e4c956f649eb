"""The recovery journal: what was edited and typed since the last save, in case a program ends without saving.

`writer.Journal` records a `snapshot` at each change, in a thread; `recovery` finds the journals of programs
that ended, and `recovery_bin` those that were discarded. `records` serialises, `frames` adds checksums,
`journal_file` writes, `paths` and `locks` keep other programs and users away, `rebuild` makes a canvas.
"""
