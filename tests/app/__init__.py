"""The screen, driven by keys, paste and mouse, and read as its user would read it."""
