"""The recovery journal: what was edited and typed since the last save, in case a program ends without saving.

A program records everything that is on the screen with a `writer.Journal`. `recovery.find_recoverable` finds
the journals of programs that ended without saving; what the user discards of those is in the `recovery_bin`
for 30 days. The other modules: `snapshot` is what a journal records, `records` serialises it, `frames` adds
checksums, `journal_file` writes it, `paths` and `locks` keep other programs and users away, `rebuild` makes a
canvas of what was read.
"""
