"""The terminal itself: what is read from it, in which order, and how the program leaves it."""
