"""The whole program, typed into in a terminal and killed at random moments.

``python -m tests.killed 1000`` kills it a thousand times and says in a line what came of it. A second number
is the seed; a third is the kill to begin with, to have one again.
"""
