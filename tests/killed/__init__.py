"""Crash tests of the whole program: keys are typed into it in a terminal, and it is killed at random moments.

``python -m tests.killed 1000`` kills it a thousand times and prints the figures. A second number is the seed;
a third is the number of the first kill, to reproduce one.
"""
